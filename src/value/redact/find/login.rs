//! Passwords beside the name of a user, on command lines and as Oracle has them.

use std::ops::Range;

use super::{Found, What, words};
use crate::value::redact::secret_name::is_secret_name;

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let flags = flags(text);
    let ranges = flags.into_iter().chain(oracle(text));
    found.extend(ranges.map(|range| Found {
        range,
        what: What::Login,
    }));
}

/// What follows `-u name:`, `--user=name:` and `--password`.
fn flags(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut flag = "";
    for word in words(text) {
        let given = &text[word.clone()];
        if let Some(user) = given.strip_prefix("--user=") {
            ranges.extend(behind_colon(user, word.end - user.len()));
        } else if matches!(flag, "-u" | "--user" | "--proxy-user") {
            ranges.extend(behind_colon(given, word.start));
        } else if flag.starts_with("--") && is_secret_name(flag) && !given.starts_with('-') {
            ranges.push(word);
        }
        flag = if given.contains('=') { "" } else { given };
    }
    ranges
}

fn behind_colon(user: &str, start: usize) -> Option<Range<usize>> {
    let colon = user.find(':')?;
    Some(start + colon + 1..start + user.len())
}

/// Whether [`oracle`] may find something; a quick answer.
pub(super) fn may_be_oracle(text: &str) -> bool {
    text.split('/')
        .next()
        .is_some_and(|name| !name.contains(':'))
}

/// The password of `name/password@database`.
fn oracle(text: &str) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '.' | '-');
    let (slash, at) = (text.find('/')?, text.rfind('@')?);
    let (name, database) = (&text[..slash], &text[at + 1..]);
    let is_login = !(name.is_empty() || text[slash + 1..].starts_with('/'))
        && name.chars().all(is_name)
        && slash + 1 < at
        && !database.is_empty()
        && !is_version(database);
    is_login.then_some(slash + 1..at)
}

/// Whether it says which version of `owner/name` is meant, as packages and images
/// are called.
fn is_version(text: &str) -> bool {
    let number = text.trim_start_matches(['v', '^', '~', '=', '>', '<']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit() || c == '*')
        && number.split('.').count() < 4
        && !number.contains([':', '/', ' ']);
    let is_commit = text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_channel = matches!(
        text,
        "latest" | "main" | "master" | "next" | "stable" | "beta"
    );
    is_number || is_commit || is_channel || text.starts_with("sha256:")
}
