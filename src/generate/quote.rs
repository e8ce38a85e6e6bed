//! Values of variables, written so that the readers of a file read them back.

use super::outline::Given;
use crate::resolve::datum::Datum;

/// A default as every reader of `.env` and every shell reads it; none where there is no
/// such form.
pub(super) fn for_all(given: &Given) -> Option<String> {
    let Given::Default { text, datum, toml } = given else {
        return None;
    };
    let is_inline = matches!(datum, Datum::List(_) | Datum::Table(_));
    let toml = toml.as_deref().filter(|_| is_inline);
    dotenv(text).or_else(|| dotenv(&escaped(toml?)))
}

/// Inline TOML in which quotes and what a shell replaces are written as numbers: such
/// characters are only inside of its texts.
fn escaped(toml: &str) -> String {
    let mut escaped = String::with_capacity(toml.len());
    let mut characters = toml.chars();
    while let Some(character) = characters.next() {
        match character {
            '\'' => escaped.push_str("\\u0027"),
            '$' => escaped.push_str("\\u0024"),
            '`' => escaped.push_str("\\u0060"),
            '\\' => match characters.next() {
                Some('"') => escaped.push_str("\\u0022"),
                Some('\\') => escaped.push_str("\\u005c"),
                other => escaped.extend(std::iter::once('\\').chain(other)),
            },
            _ => escaped.push(character),
        }
    }
    escaped
}

/// The text as every reader reads it.
///
/// In single quotes nothing is special but for a backslash, which some take for an
/// escape at the end or before another one, and for `${`, which some replace. In
/// double quotes all that starts with a backslash, a dollar or a back-tick is read in
/// one way here and in another one there; a back-tick would even be run.
fn dotenv(text: &str) -> Option<String> {
    let is_escape = text.contains("\\\\") || text.ends_with('\\');
    if is_plain(text) {
        Some(text.to_owned())
    } else if text.contains('\r') {
        None
    } else if !text.contains('\'') && !text.contains("${") && !is_escape {
        Some(format!("'{text}'"))
    } else if !text.contains(['"', '\\', '$', '`']) {
        Some(format!("\"{text}\""))
    } else {
        None
    }
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
        let plain = "a-b_c.d/e:f@g,h+i%j";
        for (text, dotenv, shell) in [
            ("", Some("''"), "''"),
            (plain, Some(plain), plain),
            ("a b", Some("'a b'"), "'a b'"),
            (
                "$H `id` \"x\" #",
                Some("'$H `id` \"x\" #'"),
                "'$H `id` \"x\" #'",
            ),
            ("${H}", None, "'${H}'"),
            ("it's", Some("\"it's\""), "\"it's\""),
            ("it's $1", None, "\"it's \\$1\""),
            ("it's `a`", None, "\"it's \\`a\\`\""),
            ("it's \"b\"", None, "\"it's \\\"b\\\"\""),
            ("C:\\data", Some("'C:\\data'"), "'C:\\data'"),
            ("C:\\", None, "'C:\\'"),
            ("a\nb", Some("'a\nb'"), "'a\nb'"),
        ] {
            assert_eq!(self::dotenv(text).as_deref(), dotenv, "{text}");
            assert_eq!(self::shell(text), shell);
        }
    }

    #[test]
    fn what_a_shell_would_replace_is_a_number_in_lists_and_tables() {
        assert_eq!(
            escaped(r#"["it's $x", "`\"\\\n", 1]"#),
            r#"["it\u0027s \u0024x", "\u0060\u0022\u005c\n", 1]"#,
        );
    }

    /// Every text of up to four of the characters that readers treat specially.
    #[cfg(feature = "dotenv")]
    #[test]
    fn what_is_written_for_dotenv_is_read_back_by_it() {
        let special = [
            'a', ' ', '\\', '\'', '"', '`', '$', '{', '#', '\n', '\t', '\r', 'ü',
        ];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = texts
                .iter()
                .flat_map(|text| special.map(|c| format!("{text}{c}")));
            texts = longer.chain([String::new()]).collect();
        }
        for text in texts {
            let Some(written) = dotenv(&text) else {
                continue;
            };
            let line = format!("A={written}\nB=1");
            let entries = dotenvor::parse_str(&line).unwrap();
            assert_eq!(entries[0].value, text, "{line}");
            assert_eq!(entries[1].value, "1", "{line}");
        }
    }
}
