//! Problems as text with excerpts, drawn as compilers draw theirs.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin as Header, Padding, Renderer, Snippet,
};

use super::github::headline;
use super::terminal::{self, Look};
use crate::report::problem::{Code, Excerpt, Place, Problem, Severity};
use crate::report::searched::Searched;
use crate::value::foreign;
use crate::value::origin::{Origin, Position};
use crate::value::redact;

mod kinds;

use self::kinds::Part;

/// Written lines longer than this are cut around what is marked, where the
/// width of the terminal is not known.
const WIDTH: usize = 140;

/// So many lines are on a screen whose height is not known; what is above them has
/// scrolled away.
const SCREEN: usize = 40;

/// Draws the problems one after the other, an empty line between them. Of many
/// of one kind most are drawn as one line each.
pub(crate) fn problems<'p>(problems: impl IntoIterator<Item = &'p Problem>, look: Look) -> String {
    let problems: Vec<&Problem> = problems.into_iter().collect();
    let artist = Artist {
        renderer: renderer(look),
        look,
    };
    let drawn: Vec<String> = kinds::parts(&problems)
        .into_iter()
        .map(|part| match part {
            Part::Whole(problem) => artist.draw(problem),
            Part::More(problems) => artist.more(&problems),
        })
        .collect();
    drawn.join("\n\n")
}

/// Draws where was looked for files.
pub(crate) fn searched(searched: &Searched, look: Look) -> String {
    wrapped(&line(&searched.to_string()), 0, look)
}

/// The summary, then the parts, then the summary again if the first one does not
/// fit on the screen with them.
pub(crate) fn with_summary(summary: &str, mut parts: Vec<String>, look: Look) -> String {
    parts.insert(0, summary.to_owned());
    let lines: usize = parts.iter().map(|part| part.lines().count() + 1).sum();
    // OK to count the line of the prompt in because the last part has no line after it.
    if lines > look.height.unwrap_or(SCREEN) {
        parts.push(summary.to_owned());
    }
    parts.join("\n\n")
}

/// Wraps a sentence that follows so many columns.
pub(crate) fn wrapped(sentence: &str, indent: usize, look: Look) -> String {
    let wrap = |line: &str, width: usize| terminal::wrapped(line, width.saturating_sub(indent));
    match look.width {
        Some(width) => {
            let lines: Vec<String> = sentence.lines().map(|line| wrap(line, width)).collect();
            lines.join("\n")
        }
        None => sentence.to_owned(),
    }
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

fn renderer(look: Look) -> Renderer {
    let renderer = if look.ansi {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .term_width(look.width.unwrap_or(WIDTH))
        .decor_style(DecorStyle::Ascii)
}

struct Artist {
    renderer: Renderer,
    look: Look,
}

impl Artist {
    fn draw(&self, problem: &Problem) -> String {
        let level = level(problem.severity());
        let mut groups = vec![scaffold(), self.title(problem, problem.message())];
        for (index, place) in problem.places().iter().enumerate() {
            let after_excerpt = index > 0 && problem.places()[index - 1].excerpt().is_some();
            groups.push(header(place, after_excerpt, &level));
            groups.extend(self.excerpt(place, index == 0, margin(problem), &level));
        }
        groups.extend(self.help(problem, &level));
        without_scaffold(&self.renderer.render(&groups), problem.code())
    }

    /// Draws problems of one kind, a line for each.
    fn more(&self, problems: &[&Problem]) -> String {
        let Some(first) = problems.first() else {
            return String::new();
        };
        let heading = format!("{} more of this kind", problems.len());
        let groups = [scaffold(), self.title(first, &heading)];
        let mut lines = vec![without_scaffold(
            &self.renderer.render(&groups),
            first.code(),
        )];
        let of_all = first.help().iter();
        let is_of_all = |help: &&String| problems.iter().all(|one| one.help().contains(help));
        let of_all: Vec<&String> = of_all.filter(is_of_all).collect();
        lines.extend(
            problems
                .iter()
                .map(|problem| format!("  {}", brief(problem, &of_all))),
        );
        lines.extend(
            of_all
                .iter()
                .map(|help| format!("  = help: {}", line(help))),
        );
        lines.join("\n")
    }

    fn title(&self, problem: &Problem, message: &str) -> Group<'static> {
        let (severity, code) = (problem.severity(), problem.code().as_str());
        let indent = format!("{}[{code}]: ", severity.as_str()).len();
        let title = level(severity)
            .primary_title(wrapped(&line(message), indent, self.look))
            .id(code);
        Group::with_title(title)
    }

    /// A label for which there is no room beside the carets has a line of its own.
    fn excerpt(
        &self,
        place: &Place,
        first: bool,
        margin: usize,
        level: &Level<'static>,
    ) -> Option<Group<'static>> {
        let room = self
            .look
            .width
            .map(|width| width.saturating_sub(margin + " | ".len()));
        let (source, marked) = masked_line(place.excerpt()?, room);
        let kind = if first {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let label = Some(line(place.label())).filter(|label| !label.is_empty());
        let end = margin + " | ".len() + terminal::columns(&source[..marked.end]).max(1);
        let fits = |label: &String| {
            let columns = end + 1 + terminal::columns(label);
            self.look.width.is_none_or(|width| columns <= width)
        };
        let (beside, below) = match label {
            Some(label) if !fits(&label) => (None, Some(label)),
            label => (label, None),
        };
        let position = place.origin().position();
        let snippet = Snippet::source(source)
            .line_numbering(position.is_some())
            .line_start(position.map_or(1, Position::line))
            .annotation(kind.span(marked).label(beside));
        let group = Group::with_level(level.clone()).element(snippet);
        let indent = margin + " = note: ".len();
        Some(match below {
            Some(label) => group
                .element(Padding)
                .element(Level::NOTE.message(wrapped(&label, indent, self.look))),
            None => group,
        })
    }

    fn help(&self, problem: &Problem, level: &Level<'static>) -> Option<Group<'static>> {
        let indent = margin(problem) + " = help: ".len();
        let messages: Vec<Element<'static>> = problem
            .help()
            .iter()
            .map(|sentence| wrapped(&line(sentence), indent, self.look))
            .map(|sentence| Level::HELP.message(sentence).into())
            .collect();
        (!messages.is_empty()).then(|| {
            Group::with_level(level.clone())
                .element(Padding)
                .elements(messages)
        })
    }
}

/// How wide the numbers of lines are.
fn margin(problem: &Problem) -> usize {
    let positions = problem
        .places()
        .iter()
        .filter_map(|place| place.origin().position());
    let greatest = positions.map(Position::line).max().unwrap_or(1);
    greatest.to_string().len()
}

/// Where it is, what is wrong and what to do, on one line; but not what is to be done
/// about all of them.
fn brief(problem: &Problem, of_all: &[&String]) -> String {
    let origin = problem.origin().filter(|origin| origin.path().is_some());
    let headline = headline(problem);
    let help = problem.help().iter().filter(|help| !of_all.contains(help));
    let said = std::iter::once(&headline).chain(help);
    let said: Vec<String> = said.map(|sentence| line(sentence)).collect();
    match origin {
        Some(origin) => format!("{}: {}", line(&origin.to_string()), said.join("; ")),
        None => said.join("; "),
    }
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

/// The header is a group apart from its excerpt, because the library would
/// number the columns of the excerpt, which may be masked; the true column is
/// that of the position.
fn header(place: &Place, after_excerpt: bool, level: &Level<'static>) -> Group<'static> {
    let header = match place.origin() {
        Origin::File(position) if place.label().is_empty() || place.excerpt().is_some() => {
            Header::path(redact::path(position.path()))
                .line(position.line())
                .char_column(position.column())
        }
        origin => Header::path(line(&labelled(place, origin))),
    };
    let group = Group::with_level(level.clone());
    if after_excerpt {
        group.element(Padding).element(header)
    } else {
        group.element(header)
    }
}

/// An origin, with what there is to say of it where no excerpt has a mark for that.
fn labelled(place: &Place, origin: &Origin) -> String {
    match place.label() {
        label if label.is_empty() || place.excerpt().is_some() => origin.to_string(),
        label => format!("{origin} ({label})"),
    }
}

/// Returns the line as it is drawn, and the marked bytes of that, which are cut where
/// they alone have no room.
fn masked_line(excerpt: &Excerpt, room: Option<usize>) -> (String, Range<usize>) {
    let [before, marked, behind] = excerpt.parts().map(line);
    if let Some(room) = room.filter(|room| terminal::columns(&marked) > *room) {
        let mut cut: String = marked.chars().take(room).collect();
        while terminal::columns(&cut) >= room && cut.pop().is_some() {}
        cut.push('…');
        let whole = 0..cut.len();
        return (cut, whole);
    }
    let range = before.len()..before.len() + marked.len();
    (before + &marked + &behind, range)
}
