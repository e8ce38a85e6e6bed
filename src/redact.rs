//! The one door from a value to text.
//!
//! Whatever a report, a dump or a `Debug` shows of a value has passed through
//! here. A secret is never shown, not even its length, and the password of a
//! URL is a secret wherever it stands.

use std::borrow::Cow;

use url::Url;

use crate::tree::{Node, Value};

/// What stands in place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The most characters shown of one value.
const MOST_CHARS: usize = 60;

/// Names of query parameters whose value is a secret.
const SECRET_PARAMETERS: &[&str] = &["pass", "pwd", "secret", "token", "key", "auth", "sig"];

/// The value as a report shows it, in one line; nothing for a secret.
pub(crate) fn value(node: &Node<'_>, secret: bool) -> Option<String> {
    if secret {
        return None;
    }
    match &node.value {
        Value::Free(text) => Some(quoted(text, '`')),
        Value::String(text) => Some(quoted(text, '"')),
        Value::Integer(number) => Some(number.to_string()),
        Value::Wide(text) | Value::Datetime(text) => Some(text.to_string()),
        Value::Float(number) => Some(format!("{number:?}")),
        Value::Bool(bool) => Some(bool.to_string()),
        Value::Null => Some("null".to_owned()),
        Value::List(_) | Value::Table(_) | Value::Patch(_) | Value::Bad => None,
    }
}

/// Text in quotes, on one line, without a URL's password.
pub(crate) fn quoted(text: &str, quote: char) -> String {
    format!("{quote}{}{quote}", line(text))
}

/// Text on one line, cut to a readable length, without a URL's password.
pub(crate) fn line(text: &str) -> String {
    let shown = self::text(text);
    let mut line: String = shown.chars().take(MOST_CHARS).flat_map(escaped).collect();
    if shown.chars().nth(MOST_CHARS).is_some() {
        line.push('…');
    }
    line
}

/// Text without what is secret in a URL.
///
/// Text that looks like a URL and is none is cut after its scheme: what follows
/// may hold a password in any place, such as one that stands where the port should.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    match text.split_once("://") {
        Some((scheme, rest)) => match Url::parse(text.trim()) {
            Ok(url) => without_secrets(url, text),
            Err(_) if rest.contains([':', '@', '?']) => {
                Cow::Owned(format!("{}://{REDACTED}", without_userinfo(scheme)))
            }
            Err(_) => Cow::Borrowed(text),
        },
        None => without_userinfo(text),
    }
}

/// Whether the text is a URL with a password in it, as far as one can tell.
pub(crate) fn has_password(text: &str) -> bool {
    let may_have = text.contains("://") && text.contains('@');
    may_have && Url::parse(text.trim()).map_or(true, |url| url.password().is_some())
}

/// Whether [`text`] would show it as it is.
pub(crate) fn is_harmless(text: &str) -> bool {
    self::text(text) == text
}

fn without_secrets(mut url: Url, text: &str) -> Cow<'_, str> {
    let userinfo = url.password().is_some() || !url.username().is_empty();
    let parameters = url
        .query_pairs()
        .any(|(name, _)| is_secret_parameter(&name));
    // OK because a second scheme or an `@` behind the host means that the
    // parts are not what the parser took them for.
    let doubtful = text.matches("://").count() > 1 || (!userinfo && text.contains('@'));
    if doubtful {
        return Cow::Owned(format!("{}://{REDACTED}", url.scheme()));
    }
    if !userinfo && !parameters {
        return Cow::Borrowed(text);
    }
    redact_userinfo(&mut url);
    if parameters {
        redact_query(&mut url);
    }
    Cow::Owned(url.as_str().replace("__redacted__", REDACTED))
}

fn redact_userinfo(url: &mut Url) {
    if url.password().is_some() {
        let _ = url.set_password(Some("__redacted__"));
    } else if !url.username().is_empty() {
        let _ = url.set_username("__redacted__");
    }
}

fn redact_query(url: &mut Url) {
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let mut query = url.query_pairs_mut();
    query.clear();
    for (name, value) in &pairs {
        let value = if is_secret_parameter(name) {
            "__redacted__"
        } else {
            value
        };
        query.append_pair(name, value);
    }
}

fn is_secret_parameter(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRET_PARAMETERS.iter().any(|part| name.contains(part))
}

/// Without what stands between the first `:` and the last `@`.
fn without_userinfo(text: &str) -> Cow<'_, str> {
    match (text.find(':'), text.rfind('@')) {
        (Some(colon), Some(at)) if colon < at => {
            Cow::Owned(format!("{}{REDACTED}{}", &text[..=colon], &text[at..]))
        }
        _ => Cow::Borrowed(text),
    }
}

fn escaped(char: char) -> impl Iterator<Item = char> {
    let (escape, plain) = if char.is_control() {
        (Some(char.escape_default()), None)
    } else {
        (None, Some(char))
    };
    escape.into_iter().flatten().chain(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_of_a_url_is_never_shown() {
        for (given, shown) in [
            (
                "postgres://app:hunter2@db/main",
                "postgres://app:[redacted]@db/main",
            ),
            (
                "redis://:hunter2@cache:6379",
                "redis://:[redacted]@cache:6379",
            ),
            ("https://hunter2@host/", "https://[redacted]@host/"),
            (
                "postgres://db/main?user=a&password=hunter2",
                "postgres://db/main?user=a&password=[redacted]",
            ),
            ("postgres://app:hunter2@:port/main", "postgres://[redacted]"),
            ("postgres://app:hunter2/main", "postgres://[redacted]"),
            ("postgres://app:hun/ter2@db/main", "postgres://[redacted]"),
            (
                "postgres//app:hunter2@db/main",
                "postgres//app:[redacted]@db/main",
            ),
            ("a://b:hunter2@c,d://e:hunter2@f", "a://[redacted]"),
            ("https://host:80/main", "https://host:80/main"),
            ("12:30", "12:30"),
        ] {
            assert_eq!(text(given), shown);
        }
    }

    #[test]
    fn long_or_many_lines_become_one_short_line() {
        assert_eq!(line("a\nb\u{1b}[31m"), r"a\nb\u{1b}[31m");
        assert_eq!(line(&"x".repeat(100)).chars().count(), 61);
    }
}
