//! Values of variables, written so that the readers of a file read them back.

/// As the readers of `.env` have it, on one line.
///
/// In single quotes nothing is special to them but for a backslash: at the end,
/// or before another one, some take it for an escape. In double quotes a
/// backslash escapes itself, the quote and the ends of lines, and nothing else.
pub(super) fn dotenv(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let is_escape = text.contains("\\\\") || text.ends_with('\\');
    if !is_escape && !text.contains(['\'', '\n', '\r']) {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

/// As systemd and a shell have it, where a line break stands for itself.
pub(super) fn shell(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        if matches!(character, '"' | '\\' | '$' | '`') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted + "\""
}

/// Whether it is read as it is without quotes.
fn is_plain(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@,+%".contains(c);
    !text.is_empty() && text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_only_where_they_must_be() {
        for (text, dotenv, shell) in [
            ("", "''", "''"),
            (
                "a-b_c.d/e:f@g,h+i%j",
                "a-b_c.d/e:f@g,h+i%j",
                "a-b_c.d/e:f@g,h+i%j",
            ),
            ("a b", "'a b'", "'a b'"),
            (
                "$HOME `id` \"x\" #",
                "'$HOME `id` \"x\" #'",
                "'$HOME `id` \"x\" #'",
            ),
            ("it's", "\"it's\"", "\"it's\""),
            (
                "it's $1 `a` \"b\"",
                "\"it's $1 `a` \\\"b\\\"\"",
                "\"it's \\$1 \\`a\\` \\\"b\\\"\"",
            ),
            ("C:\\data", "'C:\\data'", "'C:\\data'"),
            ("C:\\", "\"C:\\\\\"", "'C:\\'"),
            ("a\nb", "\"a\\nb\"", "'a\nb'"),
        ] {
            assert_eq!(self::dotenv(text), dotenv);
            assert_eq!(self::shell(text), shell);
        }
    }

    /// Every text of up to four of the characters that readers treat specially.
    #[cfg(feature = "dotenv")]
    #[test]
    fn what_is_written_for_dotenv_is_read_back_by_it() {
        let special = [
            'a', ' ', '\\', '\'', '"', '`', '$', '{', '#', '\n', '\t', 'ü',
        ];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = texts
                .iter()
                .flat_map(|text| special.map(|c| format!("{text}{c}")));
            texts = longer.chain([String::new()]).collect();
        }
        for text in texts {
            let line = format!("A={}", dotenv(&text));
            let entries = dotenvor::parse_str(&line).unwrap();
            assert_eq!(entries[0].value, text, "{line}");
        }
    }
}
