//! Text in quotes, as every format of a file reads it.

use std::fmt::Write;

use crate::value::foreign;

/// Text in double quotes, with the escapes that TOML, JSON and YAML share.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if !foreign::is_plain(character) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// Text out of the quotes, and what follows them; none where they do not close.
pub(crate) fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut unquoted = String::new();
    let mut characters = text.strip_prefix('"')?.chars();
    loop {
        unquoted.push(match characters.next()? {
            '"' => return Some((unquoted, characters.as_str())),
            '\\' => match characters.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let (number, rest) = characters.as_str().split_at_checked(4)?;
                    characters = rest.chars();
                    char::from_u32(u32::from_str_radix(number, 16).ok()?)?
                }
                other => other,
            },
            plain => plain,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_quoted_is_read_back_and_is_toml_and_json() {
        for text in [
            "",
            "a\"b\\",
            "\n\r\t\0\u{7f}",
            "e\u{301} 日本 🎼",
            "\u{202e}\u{2028}\u{feff}",
        ] {
            let quoted = quoted(text);
            assert_eq!(
                unquoted(&format!("{quoted}.b")),
                Some((text.to_owned(), ".b"))
            );
            let toml: toml::Table = toml::from_str(&format!("{quoted} = {quoted}")).unwrap();
            assert_eq!(toml[text].as_str(), Some(text));
            #[cfg(feature = "json")]
            assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), text);
        }
        assert_eq!(unquoted("\"a"), None);
        assert_eq!(unquoted("\"\\u12"), None);
        assert_eq!(unquoted("a\""), None);
    }
}
