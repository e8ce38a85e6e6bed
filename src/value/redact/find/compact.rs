//! Secrets behind a colon without a space: `token:x`, and the lines of `pgpass`.

use std::ops::Range;

use super::pair::{is_of_name, unquoted};
use super::{Found, What};
use crate::value::redact::secret_name;

/// Words that name a secret wherever a name ends with them, and are no host, no prefix
/// of keys and no sort of an image.
const NAMES: &[&str] = &[
    "apikey",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "psk",
    "pwd",
    "secret",
    "token",
];

/// What may be done with a secret, as scopes have it, and where one is read from.
const OPEN: &[&str] = &[
    "admin", "create", "delete", "env", "file", "list", "manage", "none", "read", "revoke",
    "rotate", "stdin", "update", "view", "write",
];

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let (mut known, mut colons, mut from) = (0, 0, 0);
    while let Some(next) = bytes[from..].iter().position(|byte| *byte == b':') {
        let colon = from + next;
        from = colon + 1;
        colons += 1;
        if ends_like_a_name(&bytes[..colon])
            && colon >= known
            && let Some(value) = behind_name(text, colon)
        {
            known = value.end;
            found.push(What::Pair.at(value));
        }
    }
    if colons >= 4 {
        find_passfile(text, found);
    }
}

/// A quick answer: whether the last letters are those of one of the names, or of more
/// than one of them.
fn ends_like_a_name(before: &[u8]) -> bool {
    let &[.., first, last] = before else {
        return false;
    };
    let ends = |first: u8, last: u8| {
        matches!(
            &[first | 0x20, last | 0x20],
            b"ey" | b"de" | b"se" | b"rd" | b"wd" | b"sk" | b"et" | b"en"
        )
    };
    let is_plural = || {
        let one = before.len().checked_sub(3).map(|at| before[at]);
        last | 0x20 == b's' && one.is_some_and(|one| ends(one, first))
    };
    ends(first, last) || is_plural()
}

fn behind_name(text: &str, colon: usize) -> Option<Range<usize>> {
    let start = text[..colon].trim_end_matches(is_of_name).len();
    let begins = start == 0 || text[..start].ends_with(['\n', '"', '\'', '`', '{', ',', '(', ' ']);
    if !begins || !is_name(&text[start..colon]) {
        return None;
    }
    let rest = &text[colon + 1..];
    let quote = text[..start].chars().next_back();
    let quote = quote.filter(|c| matches!(c, '"' | '\'' | '`'));
    let value = colon + 1..colon + 1 + unquoted(rest, false, quote);
    let first = text[value.clone()].split_whitespace().next();
    let first = first.map(|word| word.trim_end_matches(|c: char| c.is_ascii_punctuation()));
    let is_open = rest.starts_with(|c: char| c.is_whitespace() || "/${<\"'`=:".contains(c))
        || first.is_some_and(|word| word.parse::<u16>().is_ok() || OPEN.contains(&word));
    (!is_open).then_some(value)
}

fn is_name(name: &str) -> bool {
    let words = secret_name::words(name);
    let singular = |word: &String| word.strip_suffix('s').unwrap_or(word).to_owned();
    match words.as_slice() {
        [.., api, last] if api == "api" && singular(last) == "key" => true,
        [.., last] => NAMES.contains(&&*singular(last)),
        [] => false,
    }
}

/// Finds the last of the fields in lines `host:port:database:user:password`.
fn find_passfile(text: &str, found: &mut Vec<Found>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        found.extend(of_passfile(line.trim_end()).map(|range| {
            let range = start + range.start..start + range.end;
            What::Login.at(range)
        }));
        start += line.len();
    }
}

fn of_passfile(line: &str) -> Option<Range<usize>> {
    let mut fields = line.splitn(5, ':');
    let [host, port, database, user, password] = std::array::from_fn(|_| fields.next());
    let (port, password) = (port?, password?);
    let names = [host?, database?, user?];
    let is_name = |name: &&str| {
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        *name == "*" || (!name.is_empty() && name.chars().all(is_of_name))
    };
    let is_address = names.concat().bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_port = port == "*" || port.parse::<u16>().is_ok();
    (is_port && !is_address && names.iter().all(is_name))
        .then(|| line.len() - password.len()..line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_answer_passes_over_no_name() {
        for name in NAMES
            .iter()
            .chain(&["api_key", "API-KEYS", "Tokens", "passwords"])
        {
            assert!(ends_like_a_name(name.as_bytes()) && is_name(name), "{name}");
        }
    }
}
