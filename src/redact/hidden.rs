//! What the door holds back, for who digests it with a key and shows it to nobody.

use url::{Url, form_urlencoded};

use super::{has_parameters, is_doubtful, is_harmless, is_secret_pair};

/// What [`text`](super::text) leaves out, each secret by itself, and all of the
/// text where it is not known which part of it is one.
pub(crate) fn hidden(text: &str) -> Vec<String> {
    if is_harmless(text) {
        return Vec::new();
    }
    let parts = match (text.contains("://"), Url::parse(text.trim())) {
        (true, Ok(url)) if !is_doubtful(&url, text) => parts(&url),
        (false, _) if !has_parameters(text) => Vec::from_iter(userinfo(text)),
        _ => Vec::new(),
    };
    if parts.is_empty() {
        vec![text.to_owned()]
    } else {
        parts
    }
}

/// What stands between the first `:` and the last `@`.
fn userinfo(text: &str) -> Option<String> {
    let (colon, at) = (text.find(':')?, text.rfind('@')?);
    text.get(colon + 1..at).map(str::to_owned)
}

fn parts(url: &Url) -> Vec<String> {
    // OK because a name without a password is a token on the web, and no secret
    // elsewhere: two databases may well know the same user.
    let token = || {
        let is_web = matches!(url.scheme(), "http" | "https");
        Some(url.username()).filter(|name| is_web && !name.is_empty())
    };
    let userinfo = url.password().or_else(token);
    let pairs = url.query_pairs();
    let pairs = pairs.filter(|(name, value)| is_secret_pair(name, value));
    let pairs = pairs.map(|(_, value)| value.into_owned());
    let fragment = url.fragment().filter(|fragment| has_parameters(fragment));
    let parts = userinfo.map(decoded).into_iter().chain(pairs);
    parts.chain(fragment.map(str::to_owned)).collect()
}

/// Without the escapes of a URL, as the service on the other side takes it.
fn decoded(text: &str) -> String {
    // OK because of all that a query means by its own signs only `+` and `&`
    // can stand unescaped in what comes before a host.
    let query = text.replace('+', "%2B").replace('&', "%26");
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    match pairs.next() {
        Some((name, value)) if query.contains('=') => format!("{name}={value}"),
        Some((name, _)) => name.into_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_what_is_not_shown() {
        for (given, expected) in [
            ("postgres://app:hunter2@db/main", &["hunter2"][..]),
            ("postgres://app:h%40+%26=2@db/main", &["h@+&=2"]),
            ("postgres://app:@db/main", &["postgres://app:@db/main"]),
            ("https://hunter2@host/", &["hunter2"]),
            ("a://db/x?user=a&password=h%202&sig=x", &["h 2", "x"]),
            ("a://b:c@db/x?token=d", &["c", "d"]),
            ("postgres//app:hunter2@db/main", &["hunter2"]),
            (
                "postgres://app:hun/ter2@db/main",
                &["postgres://app:hun/ter2@db/main"],
            ),
            ("a://b/#token=hunter2", &["token=hunter2"]),
            ("a://b/c?d=e;password=x", &["e;password=x"]),
            ("host=b password=hunter2", &["host=b password=hunter2"]),
            ("https://host:80/main", &[]),
            ("cadence", &[]),
        ] {
            assert_eq!(hidden(given), expected, "{given}");
            let shown = super::super::text(given);
            for part in hidden(given).iter().filter(|part| part.len() > 1) {
                assert!(!shown.contains(part.as_str()), "{shown}");
            }
        }
    }
}
