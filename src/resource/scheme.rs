//! The scheme that a text starts with.

use std::borrow::Cow;

use super::family::of_scheme;

/// The texts before and behind the first `://`.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    let colon = ends(text).next()?;
    Some((&text[..colon], &text[colon + "://".len()..]))
}

/// Where each `://` of the text is.
pub(crate) fn ends(text: &str) -> impl Iterator<Item = usize> {
    // OK because one byte is sooner looked for than three, and the text is short.
    let colons = text.bytes().enumerate().filter(|(_, byte)| *byte == b':');
    colons.filter_map(|(at, _)| text[at..].starts_with("://").then_some(at))
}

/// The URL that a driver makes of the text: without the names of the drivers in
/// front of it, and with its properties as parameters.
pub(crate) fn without_driver(url: &str) -> Cow<'_, str> {
    let Some(rest) = behind_driver(url) else {
        return with_parameters(url);
    };
    let Some((schemes, _)) = split(rest).filter(|(schemes, _)| schemes.contains(':')) else {
        return with_parameters(rest);
    };
    let behind = &rest[schemes.len()..];
    let schemes = schemes.to_ascii_lowercase();
    let mut known = schemes.split(':').filter(|name| of_scheme(name).is_some());
    match (known.next(), known.next_back()) {
        (None, _) => Cow::Borrowed(rest),
        (Some(service), None) => Cow::Owned(format!("{service}{behind}")),
        (Some(service), Some(transport)) => Cow::Owned(format!("{service}+{transport}{behind}")),
    }
}

/// Whether the text is a URL for a driver.
pub(super) fn is_for_driver(url: &str) -> bool {
    behind_driver(url).is_some()
}

/// What follows the name of an interface of drivers.
fn behind_driver(url: &str) -> Option<&str> {
    ["jdbc:", "r2dbc:", "r2dbcs:"].into_iter().find_map(|name| {
        let (head, rest) = url.split_at_checked(name.len())?;
        head.eq_ignore_ascii_case(name).then_some(rest)
    })
}

/// The URL with the properties of SQL Server as parameters: `sqlserver://db;encrypt=true`.
fn with_parameters(url: &str) -> Cow<'_, str> {
    let is_one = |(scheme, _): &(&str, &str)| {
        let names = ["sqlserver", "mssql"];
        names.iter().any(|name| scheme.eq_ignore_ascii_case(name))
    };
    let Some((_, rest)) = split(url).filter(is_one) else {
        return Cow::Borrowed(url);
    };
    match rest.split_once(';') {
        Some((host, properties)) if !host.contains(['?', '#']) => {
            let scheme = &url[..url.len() - rest.len()];
            let host = host.trim_end_matches('/');
            Cow::Owned(format!("{scheme}{host}/?{}", properties.replace(';', "&")))
        }
        _ => Cow::Borrowed(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_has_a_url_of_its_own() {
        for (text, expected) in [
            ("postgres://db/a", "postgres://db/a"),
            ("jdbc:postgresql://db/a", "postgresql://db/a"),
            ("JDBC:postgresql://db/a", "postgresql://db/a"),
            ("jdbc:sqlite:cadence.db", "sqlite:cadence.db"),
            ("jdbc:mysql:replication://a,b/c", "mysql://a,b/c"),
            ("jdbc:p6spy:postgresql://db/a", "postgresql://db/a"),
            ("jdbc:clickhouse:https://db", "clickhouse+https://db"),
            ("jdbc:unknown:thing://db", "unknown:thing://db"),
            ("r2dbc:pool:postgresql://db/a", "postgresql://db/a"),
            ("jdbc:oracle:thin:@db:1521/a", "oracle:thin:@db:1521/a"),
            ("sqlserver://db;a=b;c=d", "sqlserver://db/?a=b&c=d"),
            ("jdbc:sqlserver://db:1433;a=b", "sqlserver://db:1433/?a=b"),
            (
                "SQLServer://db;encrypt=false",
                "SQLServer://db/?encrypt=false",
            ),
            ("https://db;a=b", "https://db;a=b"),
        ] {
            assert_eq!(without_driver(text), expected);
        }
    }

    #[test]
    fn a_scheme_ends_at_the_first_sign_of_it() {
        assert_eq!(split("a://b://c"), Some(("a", "b://c")));
        assert_eq!(split("jdbc:a://b"), Some(("jdbc:a", "b")));
        assert_eq!(split("://"), Some(("", "")));
        for text in ["", ":", "a:b", "a:/b", "a//b", "\u{fc}:/"] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
