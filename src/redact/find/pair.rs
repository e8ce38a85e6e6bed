//! Names of secrets with their values: `password=x`, `"token": "x"`,
//! `Authorization: x`.

use std::ops::Range;

use super::{Found, What, percent_decoded};
use crate::redact::secret_name::is_secret_name;

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut known = 0;
    let signs = text.match_indices(['=', ':']).map(|(at, _)| at);
    for at in signs {
        // What is behind a secret name is its value, whatever signs are in it.
        if at < known {
            continue;
        }
        if let Some(pair) = Pair::at(text, at).filter(Pair::is_secret) {
            known = pair.value.end;
            found.push(pair.found());
        }
    }
}

struct Pair<'t> {
    text: &'t str,
    name: Range<usize>,
    value: Range<usize>,
}

impl<'t> Pair<'t> {
    /// The pair whose sign is at this place; none where it is of something else.
    fn at(text: &'t str, sign: usize) -> Option<Self> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%');
        let before = text[..sign].trim_end();
        let bare = before.trim_end_matches(['"', '\'', '\\', '`']);
        let start = bare.trim_end_matches(is_name).len();
        let after = text[sign + 1..].trim_start_matches('>');
        let is_quoted = bare.len() < before.len();
        let is_header = || after.starts_with(char::is_whitespace) && begins_a_line(&text[..start]);
        let is_pair = text[sign..].starts_with('=') || is_quoted || is_header();
        if start == bare.len() || !is_pair {
            return None;
        }
        let behind = text.len() - after.trim_start().len();
        Some(Self {
            text,
            name: start..bare.len(),
            value: value(text, start, behind),
        })
    }

    fn is_secret(&self) -> bool {
        let value = &self.text[self.value.clone()];
        if matches!(value, "" | "true" | "false" | "null") || is_reference(value) {
            return false;
        }
        is_secret_name(&self.text[self.name.clone()]) || hides_another(value)
    }

    fn found(self) -> Found {
        let what = if is_of_query(self.text, self.name.start) {
            What::Query
        } else {
            What::Pair
        };
        Found {
            range: self.value,
            what,
        }
    }
}

/// Whether what follows is not in the middle of a sentence.
fn begins_a_line(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '-']);
    before.is_empty() || before.ends_with(['\n', '"', '\'', '`', '{', ','])
}

/// Whether the name begins behind `?` or `&`.
fn is_of_query(text: &str, name: usize) -> bool {
    text[..name].ends_with(['?', '&', '#'])
}

/// Whether it is nothing but a reference to what is set elsewhere.
fn is_reference(value: &str) -> bool {
    let name = value
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'));
    name.is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
}

/// Whether the value has a secret in it once it is decoded.
fn hides_another(value: &str) -> bool {
    value.contains('%') && {
        let decoded = percent_decoded(value);
        *decoded != *value && !super::secrets(&decoded).is_empty()
    }
}

/// The value that begins at `start`, without its quotes.
fn value(text: &str, name: usize, start: usize) -> Range<usize> {
    let rest = &text[start..];
    let escapes = rest.len() - rest.trim_start_matches('\\').len();
    if let Some(quote @ ('"' | '\'')) = rest[escapes..].chars().next() {
        let start = start + escapes + 1;
        return start..start + quoted(&text[start..], &"\\".repeat(escapes), quote);
    }
    let end = match rest.chars().next() {
        Some('{') => bracketed(rest, '{', '}'),
        Some('[') => bracketed(rest, '[', ']'),
        _ => unquoted(text, name, start),
    };
    start..start + end
}

/// The length of a text up to its closing quote, which has `escapes` before it.
fn quoted(text: &str, escapes: &str, quote: char) -> usize {
    let closing = format!("{escapes}{quote}");
    let mut from = 0;
    while let Some(at) = text[from..].find(&closing).map(|at| from + at) {
        let behind = at + closing.len();
        let backslashes = at - text[..at].trim_end_matches('\\').len();
        let is_escaped = backslashes % 2 == 1;
        let is_doubled = text[behind..].starts_with(quote);
        if !is_escaped && !is_doubled {
            return at;
        }
        from = behind + usize::from(is_doubled && !is_escaped);
    }
    text.len()
}

fn bracketed(text: &str, open: char, close: char) -> usize {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at + close.len_utf8();
            }
        }
    }
    text.len()
}

/// The length of a value without quotes: up to a sign behind which another pair
/// begins, or behind which there is nothing.
fn unquoted(text: &str, name: usize, start: usize) -> usize {
    let rest = &text[start..];
    let within = ['"', '\'', '`']
        .into_iter()
        .find(|quote| text[..name].matches(*quote).count() % 2 == 1);
    let ends = |(at, c): (usize, char)| match c {
        '\n' | '\r' => true,
        '&' if is_of_query(text, name) => true,
        '}' if rest[..at].contains('{') => false,
        ' ' | '\t' | ';' | '&' | ',' | '}' => begins_a_pair(&rest[at..], c == ';'),
        c => Some(c) == within,
    };
    rest.char_indices()
        .find(|&sign| ends(sign))
        .map_or(rest.len(), |(at, _)| at)
}

/// Whether there is nothing behind the signs, or the name of another pair, which
/// may be of several words.
fn begins_a_pair(rest: &str, of_words: bool) -> bool {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ';' | '&' | ',' | '}');
    let rest = rest.trim_start_matches(is_between);
    let bare = rest.trim_start_matches(['"', '\'']);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let end = bare
        .find(|c: char| !is_name(c) && (c != ' ' || !of_words))
        .unwrap_or(bare.len());
    let sign = bare[end..].trim_start_matches(['"', '\'']);
    rest.is_empty() || (end > 0 && sign.trim_start().starts_with(['=', ':']))
}
