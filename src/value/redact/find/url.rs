//! What precedes the host of a URL.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Found, What};
use crate::resource::scheme;

/// Schemes whose users are known by a name, and prove it by something else.
const NAMED_USERS: &[&str] = &[
    "git+ssh",
    "ldap",
    "ldaps",
    "mariadb",
    "mongodb",
    "mongodb+srv",
    "mssql",
    "mysql",
    "postgres",
    "postgresql",
    "sftp",
    "sqlserver",
    "ssh",
];

/// What ends one URL of a text, where another begins behind it.
const BETWEEN: &[char] = &[
    ',', ';', '|', '=', '"', '\'', '`', '(', '[', '{', '<', ' ', '\t', '\n', '\r',
];

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let urls = urls(text);
    let before = urls.first().map_or(text.len(), |url| url.start);
    found.extend(without_scheme(&text[..before]).map(of));
    for url in urls {
        found.extend(secret(&text[url.clone()]).map(|range| of(moved(range, url.start))));
    }
}

/// Whether there may be a secret before an `@`; a quick answer. There is none in
/// one URL with nothing but the name of a user.
pub(super) fn may_have_secret(text: &str) -> bool {
    let is_named = |(scheme, rest): (&str, &str)| {
        let is_plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        has_named_users(scheme)
            && rest.split_once('@').is_some_and(|(user, behind)| {
                user.bytes().all(is_plain) && !behind.contains('@') && !behind.contains("://")
            })
    };
    !scheme::split(text).is_some_and(is_named)
}

/// Whether the host of a URL may be missing, so that a password is in its place; a
/// quick answer.
pub(super) fn may_lack_host(text: &str) -> bool {
    scheme::split(text).is_some_and(|(_, rest)| rest.contains(':'))
}

/// Whether a URL of the text has a password.
pub(in crate::value::redact) fn has_password(text: &str) -> bool {
    may_have_secret(text)
        && urls(text).into_iter().any(|url| {
            let text = &text[url];
            // A user without a password has no colon before what is secret.
            secret(text).is_some_and(|range| text[..range.start].ends_with(':'))
        })
}

fn of(range: Range<usize>) -> Found {
    Found {
        range,
        what: What::Userinfo,
    }
}

fn moved(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// Each URL of the text, from its scheme to the next URL or the end.
fn urls(text: &str) -> Vec<Range<usize>> {
    let mut urls: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("://") {
        let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | ':');
        let start = text[..at].trim_end_matches(is_scheme).len();
        // A scheme in the middle of a URL is a part of it, be it of its password.
        let is_own = text[..start].is_empty() || text[..start].ends_with(BETWEEN);
        match urls.last_mut() {
            Some(last) if is_own => {
                last.end = start;
                urls.push(start..text.len());
            }
            Some(_) => {}
            None => urls.push(start..text.len()),
        }
    }
    urls
}

/// The password of one URL, or the token in its place.
fn secret(url: &str) -> Option<Range<usize>> {
    let start = url.find("://")? + 3;
    let rest = &url[start..];
    let authority = &rest[..end_of_authority(rest)];
    let range = match end_of_userinfo(rest, authority.len()) {
        Some(at) => match rest[..at].find(':') {
            Some(colon) if colon + 1 < at => Some(colon + 1..at),
            None if at >= authority.len() => None,
            _ if has_named_users(&url[..start - 3]) => None,
            colon => Some(0..colon.unwrap_or(at)),
        },
        None => not_a_port(authority)
            .filter(|&at| rest.contains('@') || !is_mistaken_port(&authority[at..]))
            .map(|at| at..rest.trim_end_matches(BETWEEN).len()),
    };
    range
        .filter(|range| range.start < range.end)
        .map(|range| moved(range, start))
}

fn end_of_authority(rest: &str) -> usize {
    let is_sign = |c| {
        matches!(
            c,
            '/' | '?' | '#' | '\\' | '"' | '\'' | '`' | ')' | '>' | '}'
        )
    };
    let ends = |c: char| is_sign(c) || c.is_whitespace();
    rest.find(ends).unwrap_or(rest.len())
}

/// Where the last `@` is that may end a password: one behind the first `/` may do
/// so as well, since passwords with such signs are often not encoded.
fn end_of_userinfo(rest: &str, authority: usize) -> Option<usize> {
    let has_ports = OnceCell::new();
    let has_ports = || {
        let all = || rest[..authority].rsplit(',').all(has_port_or_none);
        *has_ports.get_or_init(all)
    };
    let query = rest[authority..].find('?').map(|at| authority + at);
    let pair = query.and_then(|query| Some(query + rest[query..].find('=')?));
    let ends_nothing = |at: usize| {
        let is_name = || rest[..at].ends_with('/') && has_ports();
        let is_digest = || rest[at + 1..].starts_with("sha256:");
        let in_query = pair.is_some_and(|pair| pair < at);
        at >= authority && (in_query || is_digest() || is_name())
    };
    let mut signs = rest.rmatch_indices('@').map(|(at, _)| at);
    signs.find(|&at| !ends_nothing(at))
}

fn has_named_users(scheme: &str) -> bool {
    let scheme = scheme.strip_prefix("jdbc:").unwrap_or(scheme);
    NAMED_USERS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(scheme))
}

fn has_port_or_none(host: &str) -> bool {
    not_a_port(host).is_none()
}

/// Where something is in place of a port: a password whose host is missing.
fn not_a_port(authority: &str) -> Option<usize> {
    let mut start = 0;
    for host in authority.split(',') {
        let name = host.find(']').map_or(0, |bracket| bracket + 1);
        if let Some(colon) = host[name..].find(':').map(|colon| name + colon) {
            let port = match host[colon + 1..].split_once(';') {
                Some((port, properties)) if properties.contains('=') => port,
                _ => &host[colon + 1..],
            };
            let is_reference = port.starts_with(['$', '{', '<', '%', '[']);
            if !(port.is_empty() || is_reference || port.parse::<u16>().is_ok()) {
                return Some(start + colon + 1);
            }
        }
        start += host.len() + 1;
    }
    None
}

/// Whether it is a port with an error in it rather than a password: too large, with
/// one letter too many, a second port, the rest of an IPv6 address, or the word.
fn is_mistaken_port(text: &str) -> bool {
    let text = text.split(',').next().unwrap_or_default();
    let is_word = text.eq_ignore_ascii_case("port");
    let is_address = text.contains(':') && text.bytes().all(is_of_address);
    let number = text.trim_end_matches(|char: char| !char.is_ascii_digit());
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_word || is_address || (is_number && text.chars().count() <= number.len() + 1)
}

fn is_of_address(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.' | b']')
}

/// What is between the first `:` and the last `@` of a text without a scheme.
fn without_scheme(text: &str) -> Option<Range<usize>> {
    let (colon, at) = (text.find(':')?, text.rfind('@')?);
    let password = text.get(colon + 1..at)?;
    let is_prose = password.is_empty() || password.starts_with(char::is_whitespace);
    let is_address = ["mailto", "sip", "sips", "acct", "xmpp", "im"]
        .iter()
        .any(|scheme| text[..colon].eq_ignore_ascii_case(scheme));
    let is_image = text[at + 1..].starts_with("sha256:");
    (!is_prose && !is_address && !is_image).then_some(colon + 1..at)
}
