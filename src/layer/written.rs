//! What an excerpt shows of a value: the text that is written there.

use crate::format::Format;
use crate::layer::source::{Layer, Show, Source};
use crate::layer::view::View;
use crate::value::redact;
use crate::value::tree::{Node, Value};

/// How a value is shown where it is written.
pub(crate) enum Written {
    /// The key, or the header of a section, alone.
    Key,
    Text(String),
    /// It is secret, or something in it may be.
    Hidden,
}

impl Written {
    pub(crate) fn of(layer: &Layer<'_>, view: View<'_>, node: &Node<'_>) -> Self {
        let is_collection = matches!(
            node.value,
            Value::List(_) | Value::Table(_) | Value::Patch(_)
        );
        if view.hides(node) {
            Self::Hidden
        } else if is_collection {
            collection(layer, view, node)
        } else if is_word(node) && matches!(layer.source, Source::File { .. }) {
            Self::Text(layer.written(node.site).to_owned())
        } else if let Some(line) = first_line_of_text(layer, node) {
            Self::Text(line)
        } else {
            let found = view.found(node);
            let found = found.as_deref().unwrap_or("…");
            // OK because text without quotes of its own has those of a sentence.
            Self::Text(match node.value {
                Value::Free(_) => found.trim_matches('`').to_owned(),
                _ => found.to_owned(),
            })
        }
    }

    pub(crate) fn show(&self) -> Show<'_> {
        match self {
            Self::Key => Show::Key,
            Self::Text(text) => Show::Value(text),
            Self::Hidden => Show::Masked,
        }
    }
}

/// Whether it is a number or a word of the format, in which no secret can be.
fn is_word(node: &Node<'_>) -> bool {
    matches!(
        node.value,
        Value::Integer(_) | Value::Wide(_) | Value::Float(_) | Value::Bool(_) | Value::Null
    )
}

/// The first line of a text that is written on several.
fn first_line_of_text(layer: &Layer<'_>, node: &Node<'_>) -> Option<String> {
    let Value::String(text) = &node.value else {
        return None;
    };
    let (first, _) = layer.written(node.site).split_once('\n')?;
    let shown = if redact::is_harmless(text) { first } else { "" };
    Some(redact::line(shown.trim_end()) + "…")
}

fn collection(layer: &Layer<'_>, view: View<'_>, node: &Node<'_>) -> Written {
    let written = layer.written(node.site);
    let (line, at) = layer.line(node.site);
    let begins_a_line = line[..at].trim().is_empty();
    if layer.format() == Format::Toml && written.starts_with('[') && begins_a_line {
        return Written::Key;
    }
    // OK because of what is in the wrong place it is unknown which part is the secret.
    if view.kind().holds_secret() || view.hides_within(node) {
        return Written::Hidden;
    }
    if node.is_broken() {
        let bracket = written.chars().next().filter(|c| matches!(c, '[' | '{'));
        return Written::Text(bracket.into_iter().chain(['…']).collect());
    }
    match layer.source {
        Source::File { .. } => Written::Text(first_line(written, layer.format())),
        _ => Written::Text(redact::short(&given(view, node))),
    }
}

/// The first line of a text, without a comment that may be on it.
fn first_line(text: &str, format: Format) -> String {
    let line = text.lines().next().unwrap_or_default();
    let is_all = line.len() == text.trim_end().len();
    let shown = match line.find('#') {
        Some(at) if !is_all || format == Format::Yaml => &line[..at],
        _ => line,
    };
    let gap = if is_all && shown.len() == line.len() {
        ""
    } else {
        "…"
    };
    redact::line(shown.trim_end()) + gap
}

/// What a variable or an override has for it.
fn given(view: View<'_>, node: &Node<'_>) -> String {
    let Value::Patch(table) = &node.value else {
        return view.line(node);
    };
    let elements = table.elements();
    let own = elements
        .iter()
        .find(|(_, entry)| entry.node.site == node.site);
    own.map_or_else(
        || "…".to_owned(),
        |(_, entry)| view.element().line(&entry.node),
    )
}
