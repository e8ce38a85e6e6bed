//! Problems as text with excerpts, drawn as compilers draw theirs.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin as Header, Padding, Renderer, Snippet,
};

use crate::foreign;
use crate::origin::{Origin, Position, floor_char_boundary};
use crate::problem::{Code, Excerpt, Place, Problem, Severity};
use crate::redact;
use crate::searched::Searched;

/// What a drawing may consist of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Ansi,
}

/// Lines longer than this are cut around what is marked.
const WIDTH: usize = 140;

/// Draws the problems one after the other, an empty line between them.
pub(crate) fn problems<'p>(
    problems: impl IntoIterator<Item = &'p Problem>,
    style: Style,
) -> String {
    let renderer = renderer(style);
    let drawn: Vec<String> = problems
        .into_iter()
        .map(|problem| draw(problem, &renderer))
        .collect();
    drawn.join("\n\n")
}

/// Draws where was looked for files, as one line.
pub(crate) fn searched(searched: &Searched) -> String {
    line(&searched.to_string())
}

/// Returns the text as one line that no terminal takes for more than text.
///
/// Tabs have one width everywhere, so that carets stand where they should.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\t' => line.push_str("    "),
            _ => line.push(foreign::visible(ch)),
        }
    }
    line
}

fn renderer(style: Style) -> Renderer {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Ansi => Renderer::styled(),
    };
    renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii)
}

fn draw(problem: &Problem, renderer: &Renderer) -> String {
    let level = level(problem.severity());
    let mut groups = vec![scaffold(), title(problem)];
    for (index, place) in problem.places().iter().enumerate() {
        let after_excerpt = index > 0 && problem.places()[index - 1].excerpt().is_some();
        groups.push(header(place, after_excerpt, &level));
        groups.extend(excerpt(place, index == 0, &level));
    }
    groups.extend(help(problem, &level));
    without_scaffold(&renderer.render(&groups), problem.code())
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A first group that is drawn and then cut off.
///
/// The library joins the first group to those after it with a ruler, which
/// would be one too many here; and it makes the margin as wide as the greatest
/// line number, which must count as one digit where no line is numbered.
fn scaffold() -> Group<'static> {
    Group::with_level(Level::ERROR)
        .element(Snippet::<Annotation<'static>>::source("").line_start(1))
}

fn without_scaffold(drawn: &str, code: Code) -> String {
    let lines: Vec<&str> = drawn
        .lines()
        .skip_while(|line| !line.contains(code.as_str()))
        .collect();
    lines.join("\n")
}

fn title(problem: &Problem) -> Group<'static> {
    let title = level(problem.severity())
        .primary_title(line(problem.message()))
        .id(problem.code().as_str());
    Group::with_title(title)
}

/// The header is a group apart from its excerpt, because the library would
/// number the columns of the excerpt, which may be masked; the true column is
/// that of the position.
fn header(place: &Place, after_excerpt: bool, level: &Level<'static>) -> Group<'static> {
    let header = match place.origin() {
        Origin::File(position) => Header::path(redact::path(position.path()))
            .line(position.line())
            .char_column(position.column()),
        origin => Header::path(line(&origin.to_string())),
    };
    let group = Group::with_level(level.clone());
    if after_excerpt {
        group.element(Padding).element(header)
    } else {
        group.element(header)
    }
}

fn excerpt(place: &Place, first: bool, level: &Level<'static>) -> Option<Group<'static>> {
    let (source, marked) = masked_line(place.excerpt()?);
    let kind = if first {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let label = Some(place.label()).filter(|label| !label.is_empty());
    let annotation = kind.span(marked).label(label.map(line));
    let position = place.origin().position();
    let snippet = Snippet::source(source)
        .line_numbering(position.is_some())
        .line_start(position.map_or(1, Position::line))
        .annotation(annotation);
    Some(Group::with_level(level.clone()).element(snippet))
}

/// Returns the line as it is drawn, and the marked bytes of that.
fn masked_line(excerpt: &Excerpt) -> (String, Range<usize>) {
    let text = excerpt.text();
    let start = floor_char_boundary(text, excerpt.marked().start);
    let end = floor_char_boundary(text, excerpt.marked().end).max(start);
    let before = line(&text[..start]);
    let marked = line(&text[start..end]);
    let range = before.len()..before.len() + marked.len();
    (before + &marked + &line(&text[end..]), range)
}

fn help(problem: &Problem, level: &Level<'static>) -> Option<Group<'static>> {
    let help = problem.help().iter();
    let messages: Vec<Element<'static>> = help
        .map(|sentence| Level::HELP.message(line(sentence)).into())
        .collect();
    (!messages.is_empty()).then(|| {
        Group::with_level(level.clone())
            .element(Padding)
            .elements(messages)
    })
}
