//! What precedes the host of a URL.

use std::cell::LazyCell;
use std::ops::Range;

use smallvec::SmallVec;

use super::{Found, What, places};
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

/// Before an `@`, or behind a second colon: what is in the place of a port.
pub(super) fn find(text: &str, has_at: bool, found: &mut Vec<Found>) {
    if !has_at && places(text, b':').nth(1).is_none() {
        return;
    }
    let urls = urls(text);
    let before = urls.first().map_or(text.len(), |url| url.start);
    if let Some(range) = without_scheme(&text[..before]) {
        found.push(What::Userinfo.at(range));
    }
    for url in urls {
        if let Some(range) = url.secret(text) {
            found.push(What::Userinfo.at(range));
        }
    }
}

/// Whether a URL of the text has a password before an `@`.
pub(in crate::value::redact) fn has_password(text: &str) -> bool {
    let has_password = |url: &Place| {
        // A user without a password has no colon before what is secret.
        text[url.behind_scheme()..url.end].contains(':')
            && url
                .secret(text)
                .is_some_and(|range| text[..range.start].ends_with(':'))
    };
    text.as_bytes().contains(&b'@') && urls(text).iter().any(has_password)
}

/// Where a URL is in a text: from its scheme to the next URL or the end.
struct Place {
    start: usize,
    /// Where its scheme ends.
    colon: usize,
    end: usize,
}

/// Each URL of the text.
fn urls(text: &str) -> SmallVec<[Place; 1]> {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | ':');
    let mut urls: SmallVec<[Place; 1]> = SmallVec::new();
    for colon in scheme::ends(text) {
        let start = text[..colon].trim_end_matches(is_scheme).len();
        if let Some(last) = urls.last_mut() {
            // A scheme in the middle of a URL is a part of it, be it of its password.
            if start > 0 && !text[..start].ends_with(BETWEEN) {
                continue;
            }
            last.end = start;
        }
        let end = text.len();
        urls.push(Place { start, colon, end });
    }
    urls
}

impl Place {
    fn behind_scheme(&self) -> usize {
        self.colon + "://".len()
    }

    /// The password of the URL, or the token in its place.
    fn secret(&self, text: &str) -> Option<Range<usize>> {
        let (scheme, start) = (&text[self.start..self.colon], self.behind_scheme());
        let rest = &text[start..self.end];
        let authority = &rest[..end_of_authority(rest)];
        let range = match end_of_userinfo(rest, authority.len()) {
            Some(at) => match rest[..at].find(':') {
                Some(colon) if colon + 1 < at => Some(colon + 1..at),
                None if at >= authority.len() => None,
                _ if has_named_users(scheme) => None,
                colon => Some(0..colon.unwrap_or(at)),
            },
            None => not_a_port(authority)
                .filter(|&at| rest.contains('@') || !is_mistaken_port(&authority[at..]))
                .map(|at| at..rest.trim_end_matches(BETWEEN).len()),
        };
        let range = range.filter(|range| range.start < range.end)?;
        Some(start + range.start..start + range.end)
    }
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
    let has_ports = LazyCell::new(|| rest[..authority].rsplit(',').all(has_port_or_none));
    let pair = LazyCell::new(|| {
        let query = authority + rest[authority..].find('?')?;
        Some(query + rest[query..].find('=')?)
    });
    let ends_nothing = |at: usize| {
        let is_name = || rest[..at].ends_with('/') && *has_ports;
        let is_digest = || rest[at + 1..].starts_with("sha256:");
        let in_query = || pair.is_some_and(|pair| pair < at);
        at >= authority && (in_query() || is_digest() || is_name())
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
