//! How much of a line is keys, so that it may be shown.
//!
//! A line may begin inside a value that has more lines than one, such as a
//! private key: what cannot be told from a value is taken for one.

use super::Format;
use crate::value::origin::BYTE_ORDER_MARK;

/// What may be shown of a line before a place in it: all of it if it can only be keys
/// and brackets, else a gap.
pub(crate) fn before(format: Format, before: &str) -> String {
    let before = before.trim_start_matches(BYTE_ORDER_MARK);
    match format {
        Format::Toml => before_in_toml(before),
        Format::Json | Format::Yaml if is_only_keys(before) => {
            // A value that is not there is right after its key.
            let space = if before.ends_with(':') { " " } else { "" };
            format!("{before}{space}")
        }
        Format::Json | Format::Yaml => format!("{}… ", indent(before)),
    }
}

fn before_in_toml(before: &str) -> String {
    let key = before.split('=').next().unwrap_or_default();
    let is_part = |c: char| is_bare(c) || matches!(c, ' ' | '\t' | '[' | '{');
    let opens = |c: char| matches!(c, ' ' | '\t' | '[' | '{' | '=');
    if !key.chars().all(is_part) {
        format!("{}… ", indent(before))
    } else if before[key.len()..].chars().all(opens) {
        before.to_owned()
    } else {
        format!("{key}= … ")
    }
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// The bytes of a broken line up to the end of its first key, if that is known.
///
/// Only known words, since the line may be the inside of a value: the base64 of a
/// key, behind quotes that were never opened, may end in a `=`.
pub(crate) fn known_key(format: Format, line: &str, knows: impl Fn(&str) -> bool) -> usize {
    match format {
        Format::Toml => known_key_of_toml(line, knows),
        Format::Json | Format::Yaml => match key(openers(line).1) {
            Some((name, behind)) if knows(name) => line.len() - behind.len(),
            _ => 0,
        },
    }
}

fn known_key_of_toml(line: &str, knows: impl Fn(&str) -> bool) -> usize {
    let indent = indent(line).len();
    let rest = &line[indent..];
    let is_part = |c: char| is_bare(c) || matches!(c, '[' | ']');
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let after = rest[end..].trim_start_matches([' ', '\t']);
    let end = match after.strip_prefix('=') {
        Some(value) => rest.len() - value.len(),
        None => end,
    };
    let mut words = rest[..end].split(|c| !(is_bare(c) && c != '.'));
    if words.all(|word| word.is_empty() || knows(word)) {
        indent + end
    } else {
        0
    }
}

/// Whether the beginning of a line of JSON or YAML can only be keys, brackets and dashes.
fn is_only_keys(beginning: &str) -> bool {
    let mut rest = openers(beginning).1;
    while !rest.is_empty() {
        let Some((_, behind)) = key(rest) else {
            return false;
        };
        rest = openers(behind).1;
    }
    true
}

fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The brackets, dashes and spaces that a line starts with, and what follows.
fn openers(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches([' ', '\t', '[', '{', '-', '\u{feff}']);
    text.split_at(text.len() - rest.len())
}

/// A plain key, in quotes or not, and what follows its `:`.
fn key(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = &text[quote.map_or(0, char::len_utf8)..];
    let end = inner.find(|c| !is_bare(c)).filter(|&end| end > 0)?;
    let (name, rest) = inner.split_at(end);
    let rest = match quote {
        Some(quote) => rest.strip_prefix(quote)?,
        None => rest,
    };
    let behind = rest.trim_start_matches([' ', '\t']).strip_prefix(':')?;
    Some((name, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_brackets_and_dashes_may_be_shown() {
        for beginning in [
            "",
            "  ",
            "\"port\": ",
            "  {\"server\": { \"port\" : [",
            "- host: ",
            "  - - 'host': ",
            "server: { port: ",
        ] {
            assert!(is_only_keys(beginning), "{beginning}");
        }
    }

    #[test]
    fn what_may_be_a_value_may_not() {
        for beginning in [
            "hunter2\", \"port\": ",
            "\"password\": \"hunter2\", \"port\": ",
            "{password: hunter2, port: ",
            "hunter2 ",
            "\": \"hunter2\", \"port\": ",
            "password: &hunter2 ",
            "hunter2=\", port: ",
        ] {
            assert!(!is_only_keys(beginning), "{beginning}");
        }
    }

    #[test]
    fn of_a_broken_line_only_a_known_key_may_be_shown() {
        let head = |line| &line[..known_key(Format::Yaml, line, |name| name == "port")];
        assert_eq!(head("  \"port\": hunter2"), "  \"port\":");
        assert_eq!(head("- port: [hunter2: x"), "- port:");
        for line in ["hunter2: port: 1", "port hunter2", "port", "\"port: x", ""] {
            assert_eq!(head(line), "");
        }
    }
}
