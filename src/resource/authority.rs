//! Whom a text asks: the hosts of a URL, apart from its credentials and ports.

use std::borrow::Cow;
use std::ops::Range;

use url::{Url, form_urlencoded};

use super::host::bare;
use super::scheme::{self, without_driver};

/// The hosts of a URL, of a host with or without its port, or of several of either
/// between commas, each as it is looked up. A URL without any may name them in a
/// parameter.
///
/// Nothing else of the text is ever taken for one: its credentials are cut off first,
/// and what does not read as a host with its port is left out.
pub(crate) fn hosts(text: &str) -> Vec<String> {
    let text = without_driver(text.trim());
    let servers = match &text[servers(&text)] {
        "" => named(&text).unwrap_or_default(),
        servers => servers.into(),
    };
    let servers = servers.split(',');
    servers.filter_map(|server| host(server.trim())).collect()
}

/// The parameter of libpq, or of SQL Server's driver, that names the hosts of a URL.
fn named(url: &str) -> Option<Cow<'_, str>> {
    let (_, query) = url.split_once('?')?;
    let mut parameters = form_urlencoded::parse(query.as_bytes());
    let is_host = |name: &str| {
        let names = ["host", "hostaddr", "serverName"];
        names.iter().any(|host| name.eq_ignore_ascii_case(host))
    };
    let found = parameters.find(|(name, value)| is_host(name) && !value.starts_with('/'))?;
    Some(found.1)
}

/// The URL that a text is, of several hosts with the first alone: a port behind each
/// is understood by drivers, and by nobody else.
pub(crate) fn url(text: &str) -> Option<Url> {
    let mut text = without_driver(text.trim());
    let servers = servers(&text);
    if let Some(first) = text[servers.clone()].find(',') {
        text.to_mut()
            .replace_range(servers.start + first..servers.end, "");
    }
    Url::parse(&text).ok()
}

/// Where in a text its hosts and their ports are.
pub(super) fn servers(text: &str) -> Range<usize> {
    let until_end = |from: usize| {
        let rest = &text[from..];
        let rest = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        from + properties(rest).unwrap_or(rest.len())
    };
    let behind_user = |within: Range<usize>| {
        let user = text[within.clone()].bytes().rposition(|byte| byte == b'@');
        user.map_or(within.start, |at| within.start + at + 1)
    };
    if let Some((scheme, _)) = scheme::split(text) {
        let start = scheme.len() + "://".len();
        let end = until_end(start);
        return behind_user(start..end)..end;
    }
    let start = behind_user(0..text.len());
    let slashes = if text[start..].starts_with("//") {
        2
    } else {
        0
    };
    start + slashes..until_end(start + slashes)
}

/// Where the properties of a driver begin; a password may have such a sign as well.
fn properties(authority: &str) -> Option<usize> {
    let at = authority.find(';')?;
    let user = authority[at..].split_once('@').map(|(user, _)| user);
    user.is_none_or(|user| user.contains('=')).then_some(at)
}

/// The host of `host` or `host:port`.
fn host(server: &str) -> Option<String> {
    as_written(server).map_or_else(|| parsed(server), |host| Some(host.to_owned()))
}

/// The host that a parser would leave as it is written: a name in lower case. Most are.
pub(super) fn as_written(server: &str) -> Option<&str> {
    let is_part = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    let end = server.bytes().position(|byte| !is_part(byte));
    let (host, port) = server.split_at(end.unwrap_or(server.len()));
    let last = host
        .bytes()
        .rposition(|byte| byte == b'.')
        .map_or(0, |dot| dot + 1);
    let is_plain = host[last..].starts_with(|c: char| c.is_ascii_lowercase())
        && !host.as_bytes().windows(2).any(|pair| pair == b"--")
        && (port.is_empty() || port.strip_prefix(':')?.parse::<u16>().is_ok());
    is_plain.then_some(host)
}

/// The host as a parser of URLs has it.
fn parsed(server: &str) -> Option<String> {
    if server.parse::<std::net::IpAddr>().is_ok() {
        return Some(server.to_owned());
    }
    // OK because this scheme is the one whose hosts are checked and brought to the form
    // in which they are looked up.
    let url = Url::parse(&format!("http://{server}")).ok()?;
    let host = bare(url.host_str()?);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    host.chars().all(is_part).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_host_that_is_taken_as_written_is_what_a_parser_has(
            server in "[a-zA-Z0-9.@:_-]{0,12}|[a-z0-9.-]{0,9}[a-z](:[0-9]{1,6})?",
        ) {
            if let Some(host) = as_written(&server) {
                prop_assert_eq!(Some(host.to_owned()), parsed(&server));
            }
        }
    }

    #[test]
    fn hosts_are_found_with_and_without_what_is_around_them() {
        for (text, expected) in [
            ("db", &["db"][..]),
            (" db:5432 ", &["db"]),
            ("cadence@db", &["db"]),
            ("cadence:x@[::1]:25", &["::1"]),
            ("0.0.0.0:8080", &["0.0.0.0"]),
            (":8080", &[]),
            ("a sentence", &[]),
            ("a:1, b:2", &["a", "b"]),
            ("::1", &["::1"]),
            ("[::1]:80", &["::1"]),
            ("https://[::1]/", &["::1"]),
            ("https://cadence.app/a,b@c", &["cadence.app"]),
            ("https://lo%63alhost", &["localhost"]),
            ("https://127.1", &["127.0.0.1"]),
            ("postgres://a:b@DB.internal:5432/x", &["db.internal"]),
            ("postgres://b\u{fc}cher.net/x", &["xn--bcher-kva.net"]),
            ("postgres:///x?host=/run", &[]),
            ("postgres:///x?a=b&host=%5B::1%5D:5432,db", &["::1", "db"]),
            ("sqlserver://;serverName=db;encrypt=true", &["db"]),
            ("postgres://%2Frun%2Fpostgresql/x", &[]),
            ("sqlserver://db:1433;encrypt=true", &["db"]),
            ("as400://db;user=a;password=b@c", &["db"]),
            ("redis://cadence:pass;word@cache:6379/0", &["cache"]),
            ("jdbc:oracle:thin:a/b@//db:1521/x", &["db"]),
            ("sqlite:cadence.db", &[]),
            ("file:///run/cadence.db", &[]),
            ("", &[]),
        ] {
            assert_eq!(hosts(text), expected, "{text}");
        }
    }

    #[test]
    fn a_url_may_have_several_hosts_with_a_port_each() {
        for text in [
            "mongodb://u:p@a:27017,b:27017/db",
            "mongodb://u:p,q@a:27017,b/db?replicaSet=x,y",
            "postgres://u@a:5432,b:5432/db",
            "jdbc:postgresql://a:5432,b:5432/db",
            "r2dbc:pool:postgresql://u:p@a:5432,b:5432/db",
        ] {
            assert_eq!(hosts(text), ["a", "b"], "{text}");
        }
        assert_eq!(hosts("redis://[::1]:1,[::2]:2/0"), ["::1", "::2"]);
    }

    #[test]
    fn no_part_of_a_password_is_a_host() {
        for text in [
            "mongodb://u:pa/ss@a:27017,b:27017/db",
            "postgres://u:pa#ss@db/x",
            "jdbc:oracle:thin:scott/tiger",
            "host=db port=5432 password=tiger",
            "AccountKey=abc==;EndpointSuffix=core",
        ] {
            assert_eq!(hosts(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_url_of_several_hosts_is_read_with_the_first() {
        let url = |text| url(text).map(|url| url.to_string());
        assert_eq!(
            url("mongodb://u:p@a:27017,b:27017/db?tls=false").as_deref(),
            Some("mongodb://u:p@a:27017/db?tls=false")
        );
        assert_eq!(
            url("https://cadence.app/a,b").as_deref(),
            Some("https://cadence.app/a,b")
        );
        assert_eq!(url("a, b"), None);
    }
}
