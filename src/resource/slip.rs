//! Texts that are URLs by their grammar, and other ones than was meant.
//!
//! `localhost:5432` is a URL: its scheme is `localhost`. It has no host then, so
//! nothing that is asked of hosts is asked of it.

use url::Url;

use super::family;
use super::scheme::is_for_driver;

/// What a URL lacks, or was cut at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// `db.shop.net:5432`: the host was taken for the scheme.
    NoScheme,
    /// `redis:cache`: the scheme is that of a service, and no host follows it.
    NoHost,
    /// `https:\\cache`: a parser takes it for a URL with `//` only does.
    NoSlashes,
    /// `C:\data`: the letter of a drive was taken for the scheme.
    Drive,
    /// `postgres://user:123#ss@db`: the password was taken for the port, as this
    /// sign in it ends the host.
    Sign(char),
}

/// The slip in a text that is to be a URL; none in most.
///
/// It is asked of every text there is, so it looks at no more than it needs.
pub(crate) fn slip(text: &str) -> Option<Slip> {
    let colon = text.bytes().position(|byte| byte == b':')?;
    match text[colon + 1..].strip_prefix("//") {
        Some(rest) if !may_be_elsewhere(rest.as_bytes()) => None,
        Some(rest) => behind_slashes(text[..colon].trim(), rest.trim_end()),
        None => without_host(text.trim()),
    }
}

/// The URL that was perhaps meant by a text with this slip.
pub(crate) fn likely_url(text: &str, slip: Slip) -> Option<String> {
    let text = text.trim();
    let (before, rest) = text.split_once(':')?;
    match slip {
        _ if text.contains('@') => None,
        Slip::NoScheme => {
            let scheme = family::of_port(port(rest)?).unwrap_or("https");
            Some(format!("{scheme}://{text}"))
        }
        Slip::NoSlashes => Some(Url::parse(text).ok()?.into()),
        Slip::NoHost if port(rest).is_some() => Some(format!("{before}://{text}")),
        Slip::NoHost if !rest.is_empty() => Some(format!("{before}://{rest}")),
        Slip::Drive => Some(format!("file:///{}", text.replace('\\', "/"))),
        Slip::NoHost | Slip::Sign(_) => None,
    }
}

/// Whether the host of a URL may be another one than it looks like.
fn may_be_elsewhere(rest: &[u8]) -> bool {
    rest.first() == Some(&b'/') || rest.contains(&b'@') || rest.contains(&b'\\')
}

fn behind_slashes(scheme: &str, rest: &str) -> Option<Slip> {
    let ends_in_backslash = || {
        let mut ends = rest
            .bytes()
            .filter(|byte| matches!(byte, b'/' | b'\\' | b'?' | b'#'));
        ends.next() == Some(b'\\')
    };
    let is_elsewhere = rest.starts_with('/') || ends_in_backslash();
    if is_elsewhere && is_lenient(&scheme.to_ascii_lowercase()) {
        return Some(Slip::NoSlashes);
    }
    sign(scheme, rest)
}

/// A text without `//` behind its first colon.
fn without_host(text: &str) -> Option<Slip> {
    let (scheme, rest) = text.split_once(':')?;
    if !is_scheme(scheme) || is_for_driver(text) {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    if scheme.len() == 1 {
        return Some(Slip::Drive);
    }
    let is_local = scheme.ends_with("+unix") || scheme.ends_with("+socket");
    if is_lenient(&scheme) {
        return (!rest.is_empty()).then_some(Slip::NoSlashes);
    }
    if is_local || family::needs_no_host(&scheme) {
        return None;
    }
    match family::of_scheme(&scheme) {
        Some(_) => (!rest.starts_with('/')).then_some(Slip::NoHost),
        None if port(rest).is_some() || rest.contains('@') => Some(Slip::NoScheme),
        None => None,
    }
}

fn is_scheme(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_part)
}

/// Whether a parser finds a host in a URL of this scheme behind any number of slashes
/// and backslashes, as browsers do.
fn is_lenient(scheme: &str) -> bool {
    matches!(scheme, "http" | "https" | "ws" | "wss" | "ftp")
}

/// The port that a text starts with, where nothing but a path follows it.
fn port(rest: &str) -> Option<u16> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let ends = rest[digits..].is_empty() || rest[digits..].starts_with(['/', '?', '#', ',']);
    rest[..digits].parse().ok().filter(|port| ends && *port > 0)
}

/// The sign that ends the host, where it is rather a part of a user or of a
/// password: an `@` follows.
fn sign(scheme: &str, rest: &str) -> Option<Slip> {
    let end = rest.find(['/', '?', '#'])?;
    let (read, behind) = rest.split_at(end);
    let sign = behind.chars().next()?;
    // OK because the values of parameters may hold what they like.
    let behind = behind[1..].split('=').next().unwrap_or_default();
    let (before, _) = behind.split_once('@')?;
    let has_colon = read.contains(':');
    let is_user = !read.is_empty() && !read.contains('@');
    let has_password = is_user && before.contains(':');
    let family = family::of_scheme(&scheme.to_ascii_lowercase());
    let is_cut = match (family.filter(|family| !family.has_paths()), sign) {
        (Some(_), '#') => true,
        (Some(family), _) => has_colon || has_password || (is_user && family.is_store()),
        (None, '/') => false,
        (None, _) => has_colon || has_password,
    };
    is_cut.then_some(Slip::Sign(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_not_a_scheme() {
        for (text, expected, likely) in [
            (
                "redis.shop.net:6379",
                Slip::NoScheme,
                "redis://redis.shop.net:6379",
            ),
            (
                "localhost:5432",
                Slip::NoScheme,
                "postgres://localhost:5432",
            ),
            (" db:5432/main ", Slip::NoScheme, "postgres://db:5432/main"),
            ("search:9200", Slip::NoScheme, "https://search:9200"),
            (
                "kafka-1:9092,kafka-2:9092",
                Slip::NoScheme,
                "kafka://kafka-1:9092,kafka-2:9092",
            ),
            ("redis:6379", Slip::NoHost, "redis://redis:6379"),
            ("postgres:main", Slip::NoHost, "postgres://main"),
            ("s3:bucket/path", Slip::NoHost, "s3://bucket/path"),
            ("C:\\data", Slip::Drive, "file:///C:/data"),
            ("d:/data", Slip::Drive, "file:///d:/data"),
            ("https:\\\\localhost", Slip::NoSlashes, "https://localhost/"),
            ("HTTP:/\\localhost/a", Slip::NoSlashes, "http://localhost/a"),
            ("http:localhost", Slip::NoSlashes, "http://localhost/"),
            ("wss:/localhost", Slip::NoSlashes, "wss://localhost/"),
            ("https:\t//localhost", Slip::NoSlashes, "https://localhost/"),
            ("https:///localhost", Slip::NoSlashes, "https://localhost/"),
            ("https://\\localhost", Slip::NoSlashes, "https://localhost/"),
            ("ftp://a.net\\b", Slip::NoSlashes, "ftp://a.net/b"),
        ] {
            assert_eq!(slip(text), Some(expected), "{text}");
            assert_eq!(likely_url(text, expected).as_deref(), Some(likely));
        }
        for text in [
            "app:hunter2@db:5432/main",
            "amqp:app:hunter2@mq",
            "https:\\\\app:hunter2@mq",
            "https://localhost\\@cadence.app",
        ] {
            let slip = slip(text).unwrap();
            assert_eq!(likely_url(text, slip), None, "{text}");
        }
    }

    #[test]
    fn some_urls_have_no_host() {
        for text in [
            "sqlite:cadence.db",
            "sqlite::memory:",
            "file:/etc/cadence",
            "file:data",
            "memory:",
            "mem:5",
            "unix:/run/cadence.sock",
            "redis+unix:/run/redis.sock",
            "postgres:///main",
            "mailto:ops@cadence.app",
            "data:,a",
            "tel:112",
            "urn:isbn:9780306406157",
            "arn:aws:s3:::bucket",
            "jdbc:oracle:thin:@db:1521/main",
            "jdbc:postgresql://db/main",
            "com.cadence.app:/callback",
            "note:this",
            "file:///C:\\data",
            "https://cadence.app/a\\b",
            "https://cadence.app?a=\\b",
            "odd://cadence\\data",
            "127.0.0.1:8080",
            "[::1]:80",
            "a b:80",
            "https://cadence.app:8443/a",
            "",
            ":",
        ] {
            assert_eq!(slip(text), None, "{text}");
        }
    }

    #[test]
    fn an_at_sign_behind_the_host_is_the_rest_of_a_password() {
        for (text, sign) in [
            ("postgres://user:123#ss@host/db", '#'),
            ("postgres://user:123/ss@host/db", '/'),
            ("postgres://user:123?ss@host/db", '?'),
            ("postgres://us@er:123#ss@host/db", '#'),
            ("redis://secret#ss@host", '#'),
            ("https://user:123#ss@host/", '#'),
            ("smtp://user:1/2@mail.shop.net:587", '/'),
            ("postgres://us/er:123@host/db", '/'),
            ("postgres://us?er:123@host/db", '?'),
            ("postgres://us#er:123@host/db", '#'),
            ("mysql://us/er@host/db", '/'),
            ("redis://us/er:123@host:6379/0", '/'),
            ("smtp://us/er:123@mail.shop.net:587", '/'),
            ("https://us?er:123@host/", '?'),
            ("https://us#er:123@host/", '#'),
        ] {
            assert_eq!(slip(text), Some(Slip::Sign(sign)), "{text}");
        }
        for text in [
            "postgres://user:123@host/db",
            "postgres://user:p@ss@host/db",
            "postgres://user@host/db?email=a@b",
            "https://registry.shop.net:4873/@scope/package",
            "https://medium.com/@cadence",
            "https://matrix.to/#/@cadence:matrix.org",
            "https://cadence.app/?email=a@b",
            "s3://bucket/a@b.png",
            "sqlite:///data/a@b.db",
            "ssh://git@host/a@b",
            "ftp://host:21/a@b",
            "gs://bucket/a:b@c",
            "postgres://user@host/a@b",
            "postgres:///a@b",
            "ldap://host/ou=a,mail=a@b",
            "smtp://mail.shop.net/a@b",
            "https://registry/cadence:1@sha256:0123abcd",
            "https://cadence.app/?a:b",
            "https://user:123@cadence.app/@scope?a@b",
        ] {
            assert_eq!(slip(text), None, "{text}");
        }
    }
}
