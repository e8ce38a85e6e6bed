//! The one door from a value to text.
//!
//! Whatever a report, a dump or a `Debug` shows of a value has passed through
//! here. A secret is never shown, not even its length, and the password of a
//! URL is a secret wherever it stands.

#[cfg(feature = "snapshot")]
mod hidden;
mod path;

use std::borrow::Cow;

use url::Url;

#[cfg(feature = "snapshot")]
pub(crate) use self::hidden::hidden;
pub(crate) use self::path::{is_path, path};
use crate::foreign;
use crate::resource::scheme;
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

/// The name of a variable or the like: as it is, if it is one.
pub(crate) fn name(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_control) || !is_harmless(name) {
        Cow::Owned(line(name))
    } else {
        Cow::Borrowed(name)
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
            Err(_) => without_parameters(Cow::Borrowed(text)),
        },
        None => without_parameters(without_userinfo(text)),
    }
}

/// Whether the text is a URL with a password in it, as far as one can tell.
pub(crate) fn has_password(text: &str) -> bool {
    // OK because one byte is sooner looked for than three.
    if !text.as_bytes().contains(&b'@') {
        return false;
    }
    let Some((_, rest)) = scheme::split(text) else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once('@') {
        Some((userinfo, _)) => userinfo
            .split_once(':')
            .is_some_and(|(_, password)| !password.is_empty()),
        // An `@` further on may follow a password with a `/` in it.
        None => rest.contains('@') && Url::parse(text.trim()).is_err(),
    }
}

/// Whether [`text`] would show it as it is.
pub(crate) fn is_harmless(text: &str) -> bool {
    self::text(text) == text
}

fn without_secrets(mut url: Url, text: &str) -> Cow<'_, str> {
    let userinfo = url.password().is_some() || !url.username().is_empty();
    let parameters = url
        .query_pairs()
        .any(|(name, value)| is_secret_pair(&name, &value));
    let fragment = url.fragment().is_some_and(has_parameters);
    if is_doubtful(&url, text) {
        return Cow::Owned(format!("{}://{REDACTED}", url.scheme()));
    }
    if !userinfo && !parameters && !fragment {
        return without_parameters(Cow::Borrowed(text));
    }
    redact_userinfo(&mut url);
    if parameters {
        redact_query(&mut url);
    }
    if fragment {
        url.set_fragment(Some("__redacted__"));
    }
    Cow::Owned(url.as_str().replace("__redacted__", REDACTED))
}

/// Whether the parts are not what the parser took them for: there is a second
/// scheme, or an `@` behind the host.
fn is_doubtful(url: &Url, text: &str) -> bool {
    let userinfo = url.password().is_some() || !url.username().is_empty();
    text.matches("://").count() > 1 || (!userinfo && text.contains('@'))
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
        let value = if is_secret_pair(name, value) {
            "__redacted__"
        } else {
            value
        };
        query.append_pair(name, value);
    }
}

/// Whether the value is secret by its name, or holds parameters itself, as in
/// `a=1;password=2`.
fn is_secret_pair(name: &str, value: &str) -> bool {
    is_secret_parameter(name) || has_parameters(value)
}

fn is_secret_parameter(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRET_PARAMETERS.iter().any(|part| name.contains(part))
}

fn has_parameters(text: &str) -> bool {
    secret_parameter(text).is_some()
}

/// Text up to the first `=` behind the name of a secret, as in the connection
/// string `host=db password=x`: where its value ends is anyone's guess.
fn without_parameters(text: Cow<'_, str>) -> Cow<'_, str> {
    match secret_parameter(&text) {
        Some(at) => Cow::Owned(format!("{}{REDACTED}", &text[..at])),
        None => text,
    }
}

/// Where the value of the first secret parameter begins.
fn secret_parameter(text: &str) -> Option<usize> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    text.match_indices('=').map(|(at, _)| at).find_map(|at| {
        let before = text[..at].trim_end();
        let start = before.trim_end_matches(is_name).len();
        is_secret_parameter(&before[start..]).then_some(at + 1)
    })
}

/// Whether an entry of this name is to be taken for a secret, where no schema
/// says so because serde reads the table as one value.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let names = [
        "pass",
        "pwd",
        "secret",
        "token",
        "key",
        "auth",
        "credentials",
    ];
    let is_whole = name
        .split(['_', '-', '.', ' '])
        .any(|word| names.contains(&word));
    is_whole
        || [
            "password",
            "passwd",
            "passphrase",
            "secret",
            "apikey",
            "token",
        ]
        .iter()
        .any(|part| name.ends_with(part))
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
    let (escape, plain) = if foreign::is_plain(char) {
        (None, Some(char))
    } else {
        (Some(char.escape_default()), None)
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
            ("a://b/c?d=e;password=hunter2", "a://b/c?d=[redacted]"),
            ("a://b/#token=hunter2", "a://b/#[redacted]"),
            ("b/c?password=hunter2&d=e", "b/c?password=[redacted]"),
            ("host=b password = hunter2", "host=b password =[redacted]"),
            ("a = b", "a = b"),
            ("https://host:80/main", "https://host:80/main"),
            ("12:30", "12:30"),
        ] {
            assert_eq!(text(given), shown);
        }
    }

    #[test]
    fn names_that_serde_alone_knows_may_be_those_of_secrets() {
        for name in [
            "password",
            "db_password",
            "apiKey",
            "API-KEY",
            "refresh_token",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "author",
            "monkey",
            "keyboard",
            "passenger",
            "port",
            "tokens_per_minute",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn long_or_many_lines_become_one_short_line() {
        assert_eq!(line("a\nb\u{1b}[31m"), r"a\nb\u{1b}[31m");
        assert_eq!(line(&"x".repeat(100)).chars().count(), 61);
    }
}
