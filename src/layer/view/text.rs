//! How is written what may be shown of a value.

use super::View;
use crate::format::inline;
use crate::schema::kind::Kind;
use crate::value::redact::{
    self, REDACTED, UNREADABLE, alone, cut_text, entry_name, inside, line, quoted, unambiguous,
};
use crate::value::tree::{Entry, Node, Value};

impl View<'_> {
    /// The value as a report shows it, in the form of its source; none where it is
    /// secret, and where it is more than one value.
    pub(crate) fn found(self, node: &Node<'_>) -> Option<String> {
        if self.hides(node) {
            return None;
        }
        match &node.value {
            Value::Free(text) => Some(match self.opened(node) {
                Some(inner) => format!("`{}`", redact::short(&self.line(&inner))),
                None => quoted(text, '`'),
            }),
            Value::List(_) | Value::Table(_) | Value::Patch(_) | Value::Bad => None,
            _ => Some(scalar(node)),
        }
    }

    /// The value as views of settings show it, whatever source has it: a text by itself,
    /// all else in the form of TOML.
    pub(crate) fn value(self, node: &Node<'_>) -> String {
        let is_text = matches!(
            self.kind.without_optional(),
            Kind::Text { .. } | Kind::Char | Kind::Enum { .. }
        );
        match &node.value {
            _ if node.is_broken() || self.hides(node) => self.line(node),
            Value::String(text) => alone(&cut_text(text)),
            Value::Free(text) => match self.opened(node) {
                Some(inner) => self.whole_line(&inner),
                None if is_text => alone(&cut_text(text)),
                None => unambiguous(&cut_text(text)),
            },
            _ => self.whole_line(node),
        }
    }

    /// The text of a default as [`value`](Self::value) shows it.
    pub(crate) fn default_value(self, text: &str) -> String {
        self.value(&Node::of_default(text))
    }

    /// The value in one line, in the form of TOML. Of one that could not be read as
    /// a whole nothing is shown: what was made of the rest may be no name or value.
    pub(crate) fn line(self, node: &Node<'_>) -> String {
        if node.is_broken() {
            UNREADABLE.to_owned()
        } else {
            self.whole_line(node)
        }
    }

    fn whole_line(self, node: &Node<'_>) -> String {
        if self.hides(node) {
            return REDACTED.to_owned();
        }
        match &node.value {
            Value::Free(text) => match self.opened(node) {
                Some(inner) => self.whole_line(&inner),
                None => line(text),
            },
            Value::List(nodes) => {
                let part = |node| self.element().part(node);
                format!("[{}]", few(nodes.iter().map(part)))
            }
            Value::Table(table) if table.entries().is_empty() => "{}".to_owned(),
            Value::Table(table) | Value::Patch(table) => {
                let entries = table.entries().iter();
                format!("{{ {} }}", few(entries.map(|entry| self.pair(entry))))
            }
            _ => scalar(node),
        }
    }

    /// The text of a default in one line.
    pub(crate) fn default_line(self, text: &str) -> String {
        self.line(&Node::of_default(text))
    }

    /// As [`default_line`](Self::default_line); none where it is secret.
    pub(crate) fn default_found(self, text: &str) -> Option<String> {
        (!self.hides(&Node::of_default(text))).then(|| self.default_line(text))
    }

    fn pair(self, entry: &Entry<'_>) -> String {
        let name = self.name(&entry.key);
        let name = name.map_or_else(|| REDACTED.to_owned(), |name| entry_name(&name));
        format!("{name} = {}", self.entry(&entry.key).part(&entry.node))
    }

    /// An element of a list or an entry of a table.
    fn part(self, node: &Node<'_>) -> String {
        match &node.value {
            Value::String(text) if !self.hides(node) => inside(&cut_text(text)),
            _ => self.whole_line(node),
        }
    }

    /// Text that is a list or a table as a whole, taken apart; none where no part
    /// of it is secret, so that it may be shown as it is.
    fn opened(self, node: &Node<'_>) -> Option<Node<'static>> {
        let Value::Free(text) = &node.value else {
            return None;
        };
        if !text.trim_start().starts_with(['{', '[']) {
            return None;
        }
        inline::value(text, node.site).filter(|inner| self.hides_within(inner))
    }
}

/// The most characters of a list or a table in one line, but for its last part.
const MOST_CHARS: usize = 200;

/// As many parts as a line can bear, and how many more there are; those are not
/// even written.
fn few(mut parts: impl ExactSizeIterator<Item = String>) -> String {
    let (mut line, mut chars) = (String::new(), 0);
    while let Some(part) = parts.next() {
        let comma = if line.is_empty() { "" } else { ", " };
        chars += part.chars().count();
        line = line + comma + &part;
        if chars > MOST_CHARS && parts.len() > 0 {
            return format!("{line}, … and {} more", parts.len());
        }
    }
    line
}

/// A value that is no text of the source's, and one that is in quotes there.
fn scalar(node: &Node<'_>) -> String {
    match &node.value {
        Value::Free(text) => line(text),
        Value::String(text) => quoted(text, '"'),
        Value::Integer(number) => number.to_string(),
        Value::Wide(text) | Value::Datetime(text) => text.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(bool) => bool.to_string(),
        Value::Null => "null".to_owned(),
        Value::List(_) | Value::Table(_) | Value::Patch(_) | Value::Bad => String::new(),
    }
}
