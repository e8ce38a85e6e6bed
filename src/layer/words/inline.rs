//! Text that is to be a list or a table in one piece, and is none: what is wrong with
//! it, and how to write what was meant.

use super::spelling::{QUOTED, UNQUOTE, is_quoted};
use crate::format::{FlawKind, inline};
use crate::value::tree::{Node, Value};

pub(crate) const NOT_INLINE: &str = "not valid inline TOML or JSON";

/// What is wrong with the text, where this is expected, and what to do; nothing of it is
/// repeated.
pub(crate) fn flaw(node: &Node<'_>, expected: &str) -> (String, Option<String>) {
    let text = match &node.value {
        Value::Free(text) => text.trim(),
        _ => "",
    };
    let is_more = |node: &Node<'_>| matches!(node.value, Value::List(_) | Value::Table(_));
    let (label, help) = if is_quoted(text) {
        (QUOTED, Some(UNQUOTE))
    } else if let Some(inner) = inline::value(text, node.site).filter(is_more) {
        return (format!("found {}", inner.described()), None);
    } else if let Some(flaw) = inline::flaw(text) {
        return match flaw.kind {
            FlawKind::Syntax { message, help, .. } => {
                (message.into_owned(), help.map(str::to_owned))
            }
            FlawKind::Duplicate { .. } => {
                let help = Some("keep one of them".to_owned());
                ("duplicate key".to_owned(), help)
            }
            FlawKind::TooDeep => ("nested too deeply".to_owned(), None),
            FlawKind::Refused { .. } | FlawKind::NoTable { .. } => (NOT_INLINE.to_owned(), None),
        };
    } else if text.contains('=') && expected.starts_with("a table") {
        ("missing braces", Some("write `{ name = \"value\" }`"))
    } else {
        (NOT_INLINE, None)
    };
    (label.to_owned(), help.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_said(text: &str, expected: &str) {
        let (label, help) = flaw(&Node::of_default(text), "a table");
        let said = format!("{label}: {}", help.unwrap_or_default());
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn what_is_wrong_with_a_list_or_table_is_told() {
        for (text, expected) in [
            ("{a=b}", "the string is not quoted: put text in quotes"),
            (
                "port=1,host=x.y",
                "missing braces: write `{ name = \"value\" }`",
            ),
            ("[a, b]", "the string is not quoted: put text in quotes"),
            ("{\"a\": b}", "not valid inline TOML or JSON: "),
            ("[1,2", "unclosed list or table: close it with `]` or `}`"),
            ("{a=\"b}", "unclosed string: add the closing quote"),
            ("[1]]", "unmatched closing bracket: remove it"),
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
            assert_said(text, expected);
        }
        assert_said("\"{a=1}\"", &format!("{QUOTED}: {UNQUOTE}"));
    }
}
