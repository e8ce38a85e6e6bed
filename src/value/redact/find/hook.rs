//! Credentials in the paths of URLs, as chat services give them out for webhooks.

use std::ops::Range;

use super::{Found, What};

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

/// What is behind the part of each path of the host.
fn behind<'t>(
    text: &'t str,
    (host, part): (&'static str, &'static str),
) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(host).filter_map(move |(at, _)| {
        let path = at + host.len();
        let end = path + end_of_path(&text[path..]);
        let mut start = path;
        for segment in text[path..end].split('/') {
            start += segment.len() + 1;
            if segment == part {
                return (start < end).then_some(start..end);
            }
        }
        None
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
        let is_of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let rest = &text[at + 1..];
        let token = rest.find(|c| !is_of_token(c)).unwrap_or(rest.len());
        let is_token = digits >= 6 && token >= 30;
        let is_of_bot = digits > 0 && token > 0 && before[..at - digits].ends_with("/bot");
        (is_token || is_of_bot).then(|| at + 1..at + 1 + token)
    })
}
