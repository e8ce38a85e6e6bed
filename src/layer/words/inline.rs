//! Text that is to be a list or a table in one piece, and is none: what is wrong with
//! it, and how to write what was meant.

use super::spelling::{QUOTED, UNQUOTE, is_quoted};
use crate::format::{FlawKind, inline};
use crate::value::origin::Site;
use crate::value::redact;
use crate::value::tree::{Node, Value};

/// What is wrong with it, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) label: String,
    pub(crate) help: Option<String>,
}

pub(crate) const NOT_INLINE: &str = "not valid inline TOML or JSON";

/// Of a longer text it is not shown how it would be written.
const MOST_CHARS: usize = 60;

/// What is wrong with the text, where this is expected; nothing of it is shown where it
/// is hidden.
pub(crate) fn flaw(node: &Node<'_>, expected: &str, is_hidden: bool) -> Flaw {
    let text = match &node.value {
        Value::Free(text) => text.trim(),
        _ => "",
    };
    if is_quoted(text) {
        return described_as(QUOTED, Some(UNQUOTE.to_owned()));
    }
    if let Some((label, help)) = open_end(text) {
        return described_as(label, Some(help));
    }
    if let Some(inner) = inline::value(text, node.site).filter(is_more) {
        return described_as(&format!("found {}", inner.described()), None);
    }
    if let Some(flaw) = inline::flaw(text) {
        return of_value(&flaw.kind);
    }
    let is_of_its_form = text.starts_with('[') || !expected.starts_with("a list");
    let Some(meant) = quoted(text).filter(|_| is_of_its_form) else {
        return described_as(NOT_INLINE, None);
    };
    let is_bare = !text.starts_with(['{', '[']);
    let label = if is_bare {
        "missing braces"
    } else {
        "unquoted text"
    };
    let is_shown = !is_hidden && meant.chars().count() <= MOST_CHARS;
    let help = match (is_shown && redact::is_harmless(&meant), meant.as_bytes()) {
        (true, _) => format!("write `{meant}`"),
        (false, [b'[', ..]) => "write `[\"a\", \"b\"]`".to_owned(),
        (false, _) => "write `{ name = \"value\" }`".to_owned(),
    };
    described_as(label, Some(help))
}

/// What is wrong with a list or table that is written as one.
fn of_value(kind: &FlawKind) -> Flaw {
    match kind {
        FlawKind::Syntax { message, help, .. } => described_as(message, help.map(str::to_owned)),
        FlawKind::Duplicate { .. } => {
            described_as("duplicate key", Some("keep one of them".to_owned()))
        }
        FlawKind::TooDeep => described_as("nested too deeply", None),
        FlawKind::Refused { .. } | FlawKind::NoTable { .. } => described_as(NOT_INLINE, None),
    }
}

fn described_as(label: &str, help: Option<String>) -> Flaw {
    Flaw {
        label: label.to_owned(),
        help,
    }
}

fn is_more(node: &Node<'_>) -> bool {
    matches!(node.value, Value::List(_) | Value::Table(_))
}

/// What is open at the end: the quotes, or a bracket.
fn open_end(text: &str) -> Option<(&'static str, String)> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut is_escaped = false;
    for char in text.chars() {
        match (quote, char) {
            _ if is_escaped => is_escaped = false,
            (Some('"'), '\\') => is_escaped = true,
            (Some(end), _) if end == char => quote = None,
            (None, '"') => quote = Some(char),
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') if open.pop() != Some(char) => {
                let help = format!("remove the `{char}`, or add the bracket it closes");
                return Some(("unmatched closing bracket", help));
            }
            _ => {}
        }
    }
    if quote.is_some() {
        return Some(("unclosed quote", "add the closing quote".to_owned()));
    }
    let ends: String = open.into_iter().rev().collect();
    let help = || format!("add `{ends}` at the end");
    (!ends.is_empty()).then(|| ("unclosed bracket", help()))
}

/// The list or table that was meant, with quotes around its texts; none where that
/// is not plain.
fn quoted(text: &str) -> Option<String> {
    let within = |start, end| text.strip_prefix(start)?.strip_suffix(end);
    let meant = if let Some(elements) = within('[', ']') {
        format!("[{}]", each(elements, element)?)
    } else {
        let pairs = within('{', '}').unwrap_or(text);
        format!("{{ {} }}", each(pairs, pair)?)
    };
    inline::value(&meant, Site::DEFAULT).map(|_| meant)
}

fn each(text: &str, one: fn(&str) -> Option<String>) -> Option<String> {
    let parts: Option<Vec<String>> = text.split(',').map(|part| one(part.trim())).collect();
    Some(parts?.join(", "))
}

fn pair(text: &str) -> Option<String> {
    let (name, value) = text.split_once(['=', ':'])?;
    let name = unquoted(name.trim());
    Some(format!("{name} = {}", element(value.trim())?))
}

fn element(text: &str) -> Option<String> {
    let plain = unquoted(text);
    if plain != text || inline::value(text, Site::DEFAULT).is_none_or(|node| node.is_broken()) {
        let is_plain = !plain.is_empty() && !plain.contains(['"', '\\', '{', '[', ']', '}']);
        return is_plain.then(|| format!("\"{plain}\""));
    }
    Some(text.to_owned())
}

fn unquoted(text: &str) -> &str {
    let within = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, is_hidden: bool) -> String {
        let node = Node::of_default(text);
        let Flaw { label, help } = flaw(&node, "a table", is_hidden);
        format!("{label}: {}", help.unwrap_or_default())
    }

    #[test]
    fn what_is_wrong_with_a_list_or_table_is_told() {
        for (text, expected) in [
            ("{a=b}", "unquoted text: write `{ a = \"b\" }`"),
            ("a=b", "missing braces: write `{ a = \"b\" }`"),
            (
                "port=1,host=x.y",
                "missing braces: write `{ port = 1, host = \"x.y\" }`",
            ),
            ("[a, b]", "unquoted text: write `[\"a\", \"b\"]`"),
            ("{'a': 'b'}", "unquoted text: write `{ a = \"b\" }`"),
            ("[1,2", "unclosed bracket: add `]` at the end"),
            ("{a=[1", "unclosed bracket: add `]}` at the end"),
            ("{a=\"b}", "unclosed quote: add the closing quote"),
            (
                "[1]]",
                "unmatched closing bracket: remove the `]`, or add the bracket it closes",
            ),
            ("[1]", "found a list: "),
            ("{a = 1}", "found a table: "),
            ("80", "not valid inline TOML or JSON: "),
            ("{\"a\": 1, \"a\": 2}", "duplicate key: keep one of them"),
            ("{a = 1, a = 2}", "duplicate key: keep one of them"),
            (
                "{\"a\": \"\u{7}\"}",
                "control character in a string: write it as `\\u` and four digits; a tab is `\\t`",
            ),
            ("", "not valid inline TOML or JSON: "),
        ] {
            assert_eq!(said(text, false), expected, "{text}");
        }
        assert_eq!(said("\"{a=1}\"", false), format!("{QUOTED}: {UNQUOTE}"));
    }

    #[test]
    fn nothing_of_what_is_hidden_is_repeated() {
        for text in ["{a=hunter2}", "a=hunter2", "[hunter2]", "{a=[hunter2"] {
            let said = said(text, true);
            assert!(!said.contains("hunter2"), "{said}");
        }
        let url = "{a=postgres://u:hunter2@h/}";
        assert!(!said(url, false).contains("hunter2"));
    }
}
