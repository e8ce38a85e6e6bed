//! Credentials in the paths of URLs, as chat services give them out for webhooks.

use super::{Found, What, places};

/// Hosts without their `.com`, and the parts of their paths behind which all is secret.
const HOOKS: &[(&str, &[&str])] = &[
    ("hooks.slack", &["services", "triggers", "workflows"]),
    ("discord", &["webhooks"]),
    ("discordapp", &["webhooks"]),
    ("webhook.office", &["webhookb2"]),
    ("outlook.office", &["webhook"]),
];

/// Finds what is behind the part of each path of the hosts.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut known = 0;
    for slash in places(text, b'/') {
        if slash < known {
            continue;
        }
        if let Some(parts) = parts_behind(&text[..slash]) {
            let path = &text[slash + 1..];
            let path = &path[..end_of_path(path)];
            let start = behind_part(path, parts).map(|start| slash + 1 + start);
            known = slash + 1 + path.len();
            found.extend(start.map(|start| What::Path.at(start..known)));
        }
    }
}

/// The secret parts of the host in what the text ends with, whatever is beside it: a port,
/// or the domain of a mirror.
fn parts_behind(text: &str) -> Option<&'static [&'static str]> {
    let authority = text.rsplit(is_around).next()?;
    places(authority, b'.').find_map(|dot| {
        let (name, domain) = authority.as_bytes().split_at(dot);
        if !domain.get(..4)?.eq_ignore_ascii_case(b".com") {
            return None;
        }
        let is_host = |(host, _): &&(&str, _)| ends_with(name, host.as_bytes());
        HOOKS.iter().find(is_host).map(|(_, parts)| *parts)
    })
}

fn is_around(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '`')
}

/// Whether the text ends so, in whatever case.
fn ends_with(text: &[u8], end: &[u8]) -> bool {
    let start = text.len().checked_sub(end.len());
    start.is_some_and(|start| text[start..].eq_ignore_ascii_case(end))
}

/// Where the path goes on behind one of the parts.
fn behind_part(path: &str, parts: &[&str]) -> Option<usize> {
    let mut start = 0;
    path.split('/').find_map(|segment| {
        start += segment.len() + 1;
        let is_part = parts.iter().any(|part| segment.eq_ignore_ascii_case(part));
        (is_part && start < path.len()).then_some(start)
    })
}

fn end_of_path(rest: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '\'' | '`' | ',' | ')');
    rest.find(ends).unwrap_or(rest.len())
}

/// Finds the tokens of Telegram's bots: the number of the bot, a colon, and 35
/// characters.
pub(super) fn find_bot_tokens(text: &str, found: &mut Vec<Found>) {
    let is_of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    for colon in places(text, b':') {
        let before = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = colon - before.len();
        if digits == 0 {
            continue;
        }
        let rest = &text[colon + 1..];
        let token = rest.find(|c| !is_of_token(c)).unwrap_or(rest.len());
        let is_token = digits >= 6 && token >= 30;
        if is_token || (token > 0 && before.ends_with("/bot")) {
            found.push(What::Path.at(colon + 1..colon + 1 + token));
        }
    }
}
