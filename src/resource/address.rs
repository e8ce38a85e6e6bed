//! A URL by what a connection to it depends on.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use super::{Tls, authority, family, hosts, scheme, tls, url};

/// What a URL says of the connection that it asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address<'t> {
    scheme: Cow<'t, str>,
    user: Cow<'t, str>,
    password: Option<Cow<'t, str>>,
    hosts: SmallVec<[Cow<'t, str>; 1]>,
    tls: Tls,
}

impl<'t> Address<'t> {
    /// Takes a text apart; none where it is not a URL with `//` behind its scheme.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        let (scheme, rest) = scheme::split(text)?;
        as_written(scheme, rest).or_else(|| as_parsed(text))
    }

    pub(crate) fn scheme(&self) -> &str {
        &self.scheme
    }

    pub(crate) fn user(&self) -> &str {
        &self.user
    }

    /// The password as it is written.
    pub(crate) fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }

    /// The hosts that it leads to; none where it leads to a file.
    pub(crate) fn hosts(&self) -> impl Iterator<Item = &str> + Clone {
        self.hosts.iter().map(|host| &**host)
    }

    pub(crate) fn tls(&self) -> Tls {
        self.tls
    }
}

/// A URL whose parts a parser would leave as they are written: a scheme, the name of a
/// user and a password, one host that is a plain name, a port, a path. Most are so, and
/// need no copy.
fn as_written<'t>(scheme: &'t str, rest: &'t str) -> Option<Address<'t>> {
    let end = rest.bytes().position(|b| matches!(b, b'/' | b'?' | b'#'));
    let (authority, path) = rest.split_at(end.unwrap_or(rest.len()));
    let (login, server) = around(authority, b'@').unwrap_or(("", authority));
    let (user, password) = match around(login, b':') {
        Some((user, password)) => (user, Some(password)),
        None => (login, None),
    };
    let host = authority::as_written(server)?;
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    let is_of_password = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    // OK because these signs may make a parameter of what follows, or another URL.
    let is_sign = |b: u8| matches!(b, b'?' | b'#' | b';');
    let is_plain = user.bytes().all(is_part)
        && password.is_none_or(|text| !text.is_empty() && text.bytes().all(is_of_password))
        && !path.bytes().any(is_sign)
        && scheme.bytes().all(|b| b.is_ascii_lowercase());
    let family = family::of_scheme(scheme).unwrap_or(&family::OTHER);
    (is_plain && !family.may_lack_slashes()).then(|| Address {
        scheme: scheme.into(),
        user: user.into(),
        password: password.map(Cow::Borrowed),
        hosts: smallvec![host.into()],
        tls: family.tls(scheme),
    })
}

/// What is before the first of these bytes, and what is behind it.
fn around(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((&text[..at], &text[at + 1..]))
}

fn as_parsed(text: &str) -> Option<Address<'_>> {
    let url = url(text)?;
    let family = family::of_scheme(url.scheme()).unwrap_or(&family::OTHER);
    let password = |encoded: &str| match written_password(text) {
        Some(password) => Cow::Borrowed(password),
        None => Cow::Owned(encoded.to_owned()),
    };
    let hosts = if family.may_lack_slashes() {
        Vec::new()
    } else {
        hosts(text)
    };
    Some(Address {
        user: url.username().to_owned().into(),
        password: url.password().map(password),
        hosts: hosts.into_iter().map(Cow::Owned).collect(),
        tls: tls::of(&url, family),
        scheme: url.scheme().to_owned().into(),
    })
}

/// The password as it is written, where the parser has encoded signs of it.
fn written_password(url: &str) -> Option<&str> {
    let (_, rest) = scheme::split(url)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (userinfo, _) = authority.rsplit_once('@')?;
    userinfo.split_once(':').map(|(_, password)| password)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_taken_as_written_is_what_a_parser_has(
            scheme in "(https?|postgres|rediss|sqlserver|file|odd)",
            authority in "[a-zA-Z0-9.@:-]{0,12}|([a-z]{1,3}@)?[a-z0-9.-]{0,9}[a-z](:[0-9]{1,6})?",
            path in "|/[a-z0-9./,@:;?#\\[{-]{0,8}",
        ) {
            let text = format!("{scheme}://{authority}{path}");
            let (scheme, rest) = scheme::split(&text).unwrap();
            if let Some(written) = as_written(scheme, rest) {
                prop_assert_eq!(Some(written), as_parsed(&text));
            }
        }
    }

    #[test]
    fn most_urls_are_taken_as_they_are_written() {
        for text in [
            "https://cadence.app/a",
            "postgres://db.internal:5432/a",
            "rediss://cache",
            "postgres://cadence@db.internal/cadence",
            "postgres://cadence:Hunter_2@db.internal:5432/cadence",
            "https://localhost/",
        ] {
            let (scheme, rest) = scheme::split(text).unwrap();
            assert!(as_written(scheme, rest).is_some(), "{text}");
        }
    }

    #[test]
    fn an_address_is_what_a_url_comes_to() {
        for (text, expected) in [
            ("https://127.1", "127.0.0.1"),
            ("https://0x7f000001", "127.0.0.1"),
            ("https://LOCALHOST", "localhost"),
            ("https://localhost.", "localhost"),
            ("https://lo%63alhost", "localhost"),
            ("https://loc\talhost", "localhost"),
            ("https:\\\\localhost", ""),
            ("https://\u{ff4c}ocalhost", "localhost"),
            ("https://[::1]", "::1"),
            ("mongodb://u:p@a:1,localhost:2/main", "a localhost"),
            ("jdbc:postgresql://a:1,b/main", "a b"),
            ("postgres:///main?host=localhost", "localhost"),
            ("file://localhost/etc", ""),
            ("sqlite://cache.local", ""),
            ("https://", ""),
            ("no URL", ""),
        ] {
            let address = Address::of(text);
            let hosts = address.as_ref().map(|url| url.hosts().collect::<Vec<_>>());
            assert_eq!(hosts.unwrap_or_default().join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_password_is_as_it_is_written() {
        for (text, expected) in [
            ("redis://u:a%20b@h", Some("a%20b")),
            ("redis://u:a b@h", Some("a b")),
            ("mongodb://u:p@a:1,b:2", Some("p")),
            ("redis://u@h", None),
        ] {
            let address = Address::of(text).unwrap();
            assert_eq!((address.user(), address.password()), ("u", expected));
        }
    }
}
