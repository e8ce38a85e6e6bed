//! A reference of all settings.

use std::fmt::Write;

use super::outline::{Given, Part, Section};
use super::{Outline, Setting, capitalized};
use crate::value::foreign;
use crate::value::quoted::quoted;

pub(super) fn render(outline: &Outline) -> String {
    let mut text = format!("# Configuration of {}\n", outline.program);
    if !outline.schema.docs().is_empty() {
        let _ = write!(text, "\n{}\n", lines(outline.schema.docs()));
    }
    text.push('\n');
    if let Some(environment) = &outline.environment {
        let _ = write!(
            text,
            "The variable `{environment}` chooses the environment.\n\n"
        );
    }
    let sections = outline
        .sections
        .iter()
        .filter(|section| !section.settings.is_empty());
    for section in sections.clone() {
        let _ = writeln!(text, "- [{}](#{})", title(section), anchor(section));
    }
    for section in sections {
        self::section(&mut text, section);
    }
    text
}

fn title(section: &Section) -> String {
    let key = match section.key() {
        key if key.is_empty() => "top level".to_owned(),
        key => format!("`{key}`"),
    };
    match section.variant {
        Some((variant, tag)) => format!("{key} with `{tag}` = `{}`", variant.name()),
        None => key,
    }
}

fn anchor(section: &Section) -> String {
    let variant = section.variant.map(|(variant, ..)| variant.name());
    let key = section.key();
    let parts = ["section", &key, variant.unwrap_or_default()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    slug(&parts.join("-"))
}

fn slug(text: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let slug: String = text.chars().map(plain).collect();
    let words: Vec<_> = slug.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

fn section(text: &mut String, section: &Section) {
    let _ = write!(
        text,
        "\n<a id=\"{}\"></a>\n\n## {}\n",
        anchor(section),
        title(section)
    );
    if !section.docs.is_empty() && !section.path.is_empty() {
        let _ = write!(text, "\n{}\n", lines(section.docs));
    }
    for (tag, variant) in &section.below {
        let _ = write!(text, "\nOnly with `{tag}` = `{variant}`.\n");
    }
    let about = match section.path.last() {
        _ if section.optional => "Optional as a whole.",
        Some(Part::Element) => "A list; the keys of each element:",
        Some(Part::Entry) => "A table with names of your choice; the keys of each entry:",
        _ => "",
    };
    if !about.is_empty() {
        let _ = write!(text, "\n{about}\n");
    }
    for said in &section.said {
        let _ = write!(text, "\n{}\n", lines(&sentence(said)));
    }
    text.push_str(
        "\n| Key | Type | Default | Variable | Description |\n| --- | --- | --- | --- | --- |\n",
    );
    for setting in &section.settings {
        row(text, section, setting);
    }
}

fn row(text: &mut String, section: &Section, setting: &Setting) {
    let variant = section.variant.map_or("", |(variant, _)| variant.name());
    let variables: Vec<_> = setting.variables.iter().map(|name| code(name)).collect();
    let _ = writeln!(
        text,
        "| <a id=\"{}\"></a>{} | {} | {} | {} | {} |",
        slug(&format!("{}-{variant}", setting.key)),
        code(&setting.key),
        cell(&setting.type_words()),
        default(setting),
        variables.join("<br>"),
        description(setting),
    );
}

fn default(setting: &Setting) -> String {
    match (setting.given(), setting.field.default()) {
        (Given::Default { text, .. }, _) if text.is_empty() => "empty".to_owned(),
        (Given::Default { text, .. }, _) if text.chars().all(foreign::is_plain) => code(&text),
        (Given::Default { text, .. }, _) => code(&quoted(&text)),
        (Given::Hidden, _) => "not shown".to_owned(),
        (Given::Nothing, Some(default)) if default.text().is_none() => cell(&default.words()),
        (Given::Nothing, Some(_)) => "empty".to_owned(),
        (Given::Nothing, None) if setting.required => "**required**".to_owned(),
        (Given::Nothing, None) => "none".to_owned(),
    }
}

fn description(setting: &Setting) -> String {
    let field = setting.field;
    let mut sentences = Vec::new();
    if !field.docs().is_empty() {
        sentences.push(cell(field.docs()));
    }
    if setting.is_secret() {
        sentences.push("**Secret.**".to_owned());
    } else if field.is_shown() {
        sentences.push("Not a secret.".to_owned());
    }
    let said = field.sentences_but(&[]);
    sentences.extend(said.map(|said| cell(&sentence(&said))));
    sentences.join(" ")
}

/// The words as a sentence of its own.
fn sentence(words: &str) -> String {
    capitalized(words) + "."
}

/// Paragraphs, as they are but for what does more than show itself.
fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(foreign::line).collect();
    lines.join("\n")
}

/// Text that stays in its cell and is not HTML.
fn cell(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    foreign::owned(words.join(" "))
        .replace('|', "\\|")
        .replace('<', "&lt;")
}

/// Text as code; a bar in it is escaped for the table, a backtick outlived.
fn code(text: &str) -> String {
    let text = foreign::owned(text.replace('|', "\\|").replace('\n', " "));
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
