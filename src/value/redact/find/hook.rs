//! Credentials in the paths of URLs, as chat services give them out for webhooks.

use std::ops::Range;

use super::{Found, Signs, What};

/// A host, and the part of its path behind which all is secret.
const HOOKS: &[(&str, &str)] = &[
    ("hooks.slack.com", "services"),
    ("hooks.slack.com", "triggers"),
    ("hooks.slack.com", "workflows"),
    ("discord.com", "webhooks"),
    ("discordapp.com", "webhooks"),
    ("webhook.office.com", "webhookb2"),
    ("outlook.office.com", "webhook"),
];

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let lower = text.to_ascii_lowercase();
    let ranges = HOOKS.iter().flat_map(|hook| behind(&lower, *hook));
    let ranges = ranges.chain(bot_tokens(text));
    found.extend(ranges.map(|range| Found {
        range,
        what: What::Path,
    }));
}

/// Whether [`find`] may find something; a quick answer.
pub(super) fn may_be_in(text: &str, signs: Signs) -> bool {
    (signs.has(Signs::SLASH) && has_part(text.as_bytes()))
        || (signs.has(Signs::COLON) && bot_tokens(text).next().is_some())
}

fn has_part(text: &[u8]) -> bool {
    let is_one = |name: &[u8]| {
        let mut hooks = HOOKS.iter();
        hooks.any(|(_, part)| name.eq_ignore_ascii_case(part.as_bytes()))
    };
    text.split(|byte| *byte == b'/').skip(1).any(is_one)
}

/// What is behind the part of each path of the host.
fn behind(text: &str, (host, part): (&str, &str)) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(host) {
        let path = from + at + host.len();
        let end = path + end_of_path(&text[path..]);
        ranges.extend(behind_part(&text[path..end], part).map(|start| path + start..end));
        from = end;
    }
    ranges
}

/// Where the path goes on behind the part.
fn behind_part(path: &str, part: &str) -> Option<usize> {
    let mut start = 0;
    path.split('/').find_map(|segment| {
        start += segment.len() + 1;
        (segment == part && start < path.len()).then_some(start)
    })
}

fn end_of_path(rest: &str) -> usize {
    let ends = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '\'' | '`' | ',' | ')');
    rest.find(ends).unwrap_or(rest.len())
}

/// The tokens of Telegram's bots: the number of the bot, a colon, and 35 characters.
fn bot_tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices(':').filter_map(|(at, _)| {
        let before = &text[..at];
        let digits = at - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            return None;
        }
        let is_of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let rest = &text[at + 1..];
        let token = rest.find(|c| !is_of_token(c)).unwrap_or(rest.len());
        let is_token = digits >= 6 && token >= 30;
        let is_of_bot = token > 0 && before[..at - digits].ends_with("/bot");
        (is_token || is_of_bot).then(|| at + 1..at + 1 + token)
    })
}
