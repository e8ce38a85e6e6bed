//! How much of a line of JSON or YAML is keys, so that it may be shown.
//!
//! A line may begin inside a value that has more lines than one, such as a
//! private key: what cannot be told from a value is taken for one.

/// Whether the beginning of a line can only be keys, brackets and dashes.
pub(crate) fn is_only_keys(beginning: &str) -> bool {
    let mut rest = openers(beginning).1;
    while !rest.is_empty() {
        let Some((_, behind)) = key(rest) else {
            return false;
        };
        rest = openers(behind).1;
    }
    true
}

/// The bytes of a line up to the `:` of its first key, if it begins with one
/// that is known.
pub(crate) fn known_key(line: &str, knows: impl FnOnce(&str) -> bool) -> usize {
    match key(openers(line).1) {
        Some((name, behind)) if knows(name) => line.len() - behind.len(),
        _ => 0,
    }
}

/// The brackets, dashes and spaces that a line begins with, and what follows.
fn openers(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches([' ', '\t', '[', '{', '-', '\u{feff}']);
    text.split_at(text.len() - rest.len())
}

/// A plain key, in quotes or not, and what stands behind its `:`.
fn key(text: &str) -> Option<(&str, &str)> {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
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
        let head = |line| &line[..known_key(line, |name| name == "port")];
        assert_eq!(head("  \"port\": hunter2"), "  \"port\":");
        assert_eq!(head("- port: [hunter2: x"), "- port:");
        for line in ["hunter2: port: 1", "port hunter2", "port", "\"port: x", ""] {
            assert_eq!(head(line), "");
        }
    }
}
