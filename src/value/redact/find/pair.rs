//! Names of secrets with their values: `password=x`, `"token": "x"`,
//! `Authorization: x`.

use std::ops::Range;

use super::{Found, What};
use crate::value::redact::encoding::percent_decoded;
use crate::value::redact::secret_name::is_secret_name;

pub(super) fn find(text: &str, decodings: u8, found: &mut Vec<Found>) {
    let (mut known, mut queried, mut parted) = (0, 0, 0);
    let mut quotes = Quotes::default();
    let mut beside = Beside::default();
    let signs = text.match_indices(['=', ':']).map(|(at, _)| at);
    for sign in signs {
        // What is behind a secret name is its value, whatever signs are in it.
        if sign < known {
            continue;
        }
        let Some(name) = name_before(text, sign) else {
            continue;
        };
        let is_secret = is_secret_name(&text[name.clone()]);
        let part = Part::of(&text[name.clone()]).filter(|_| sign >= parted);
        let given = (is_secret || part.is_some()).then(|| {
            quotes.count(text, name.start);
            value(text, name.start, sign, &quotes)
        });
        let other = match (part, &given) {
            (Some(part), Some(given)) => {
                parted = given.end;
                beside.secret(text, part, given)
            }
            _ => None,
        };
        found.extend(other.map(|range| What::Pair.at(range)));
        let value = if is_secret {
            given
        } else if sign < queried {
            // OK because it was looked through as a part of a longer value.
            None
        } else {
            let value = of_query(text, sign);
            queried = value.end;
            hidden_in_query(text, value, decodings)
        };
        if let Some(value) = value.filter(|value| !is_open(&text[value.clone()])) {
            known = value.end;
            found.push(Found {
                range: value,
                what: if is_of_query(text, name.start) {
                    What::Query
                } else {
                    What::Pair
                },
            });
        }
    }
}

/// The parts of a pair that is written as two: `{"name": "password", "value": "x"}`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Value,
}

impl Part {
    fn of(name: &str) -> Option<Self> {
        let is = |word: &&str| word.eq_ignore_ascii_case(name);
        if ["name", "key", "field", "header", "parameter"]
            .iter()
            .any(is)
        {
            Some(Self::Name)
        } else {
            is(&"value").then_some(Self::Value)
        }
    }
}

/// The last of such parts.
#[derive(Default)]
struct Beside {
    /// Where the last name ends, if it is one of a secret.
    name: Option<usize>,
    value: Option<Range<usize>>,
}

impl Beside {
    /// The value that is known for a secret, now that this part is.
    fn secret(&mut self, text: &str, part: Part, given: &Range<usize>) -> Option<Range<usize>> {
        let is_of_same = |from: usize| {
            text.get(from..given.start)
                .is_some_and(|between| !between.contains('}'))
        };
        match part {
            Part::Name if is_secret_name(&text[given.clone()]) => {
                self.name = Some(given.end);
                self.value.take().filter(|value| is_of_same(value.end))
            }
            Part::Name => {
                self.name = None;
                None
            }
            Part::Value => {
                let is_secret = self.name.take().is_some_and(is_of_same);
                self.value = (!is_secret).then(|| given.clone());
                is_secret.then(|| given.clone())
            }
        }
    }
}

/// Where the name before a sign is; none where the sign is of something else.
fn name_before(text: &str, sign: usize) -> Option<Range<usize>> {
    let before = text[..sign].trim_end();
    // As `:=` and `+=` assign.
    let before = match before.strip_suffix([':', '+', '?']) {
        Some(before) if text[sign..].starts_with('=') => before.trim_end(),
        _ => before,
    };
    let bare = before.trim_end_matches(['"', '\'', '\\', '`']);
    let named = without_index(bare);
    let start = named.trim_end_matches(is_of_name).len();
    let is_quoted = bare.len() < before.len();
    let is_header =
        || text[sign + 1..].starts_with(char::is_whitespace) && begins_a_line(&text[..start]);
    let is_pair = text[sign..].starts_with('=') || is_quoted || is_header();
    (start < named.len() && is_pair).then_some(start..named.len())
}

/// The name without its `[]`, or what is in them, as forms have it.
fn without_index(name: &str) -> &str {
    let Some(inner) = name.strip_suffix(']') else {
        return name;
    };
    match inner.trim_end_matches(is_of_name).strip_suffix('[') {
        Some(list) if list.len() + 1 == inner.len() => list,
        Some(_) => inner,
        None => name,
    }
}

pub(super) fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '%')
}

/// Whether there is nothing to hide in a value.
fn is_open(value: &str) -> bool {
    matches!(value, "" | "true" | "false" | "null") || is_reference(value)
}

/// The value behind a sign, if that is one of a query.
fn of_query(text: &str, sign: usize) -> Range<usize> {
    let rest = &text[sign + 1..];
    let ends = |c: char| c.is_whitespace() || matches!(c, '&' | ';' | '#' | '"' | '\'' | '`');
    let len = rest.find(ends).unwrap_or(rest.len());
    sign + 1..sign + 1 + len
}

/// The value of a query, if it has a secret in it once it is decoded.
fn hidden_in_query(text: &str, range: Range<usize>, decodings: u8) -> Option<Range<usize>> {
    let value = &text[range.clone()];
    let decoded = percent_decoded(value);
    if *decoded == *value {
        return None;
    }
    let hides = match decodings.checked_sub(1) {
        Some(left) => !super::secrets_within(&decoded, left).is_empty(),
        None => true,
    };
    hides.then_some(range)
}

/// Which quotes are open before a place of a text; places come in order.
#[derive(Default)]
struct Quotes {
    upto: usize,
    open: [bool; 3],
}

impl Quotes {
    const SIGNS: [char; 3] = ['"', '\'', '`'];

    fn count(&mut self, text: &str, upto: usize) {
        for character in text[self.upto..upto].chars() {
            if let Some(at) = Self::SIGNS.iter().position(|sign| *sign == character) {
                self.open[at] = !self.open[at];
            }
        }
        self.upto = upto;
    }

    /// The first sort of quotes that is open.
    fn within(&self) -> Option<char> {
        let mut signs = Self::SIGNS.into_iter().zip(self.open);
        signs.find_map(|(sign, is_open)| is_open.then_some(sign))
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

/// The value behind a sign, without its quotes.
fn value(text: &str, name: usize, sign: usize, quotes: &Quotes) -> Range<usize> {
    let rest = text[sign + 1..].trim_start_matches('>').trim_start();
    let start = text.len() - rest.len();
    let escapes = rest.len() - rest.trim_start_matches('\\').len();
    if let Some(quote @ ('"' | '\'')) = rest[escapes..].chars().next() {
        let start = start + escapes + 1;
        return start..start + quoted(&text[start..], &"\\".repeat(escapes), quote);
    }
    let end = match rest.chars().next() {
        Some('{') => bracketed(rest, '{', '}'),
        Some('[') => bracketed(rest, '[', ']'),
        _ => unquoted(rest, is_of_query(text, name), quotes.within()),
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
pub(super) fn unquoted(rest: &str, is_of_query: bool, within: Option<char>) -> usize {
    let mut signs = Signs::default();
    let mut is_opened = false;
    let mut ends = |(at, c): (usize, char)| match c {
        '\n' | '\r' => true,
        '&' if is_of_query => true,
        '{' => {
            is_opened = true;
            false
        }
        '}' if is_opened => false,
        ' ' | '\t' | ';' | '&' | ',' | '}' => signs.are_before_a_pair(rest, at, c == ';'),
        c => Some(c) == within,
    };
    rest.char_indices()
        .find(|&sign| ends(sign))
        .map_or(rest.len(), |(at, _)| at)
}

/// Signs in a row: they are before another pair, or all of them are not.
#[derive(Default)]
struct Signs {
    end: usize,
    /// Whether a pair follows, and whether one does whose name is of several words.
    before: [Option<bool>; 2],
}

impl Signs {
    fn are_before_a_pair(&mut self, rest: &str, at: usize, of_words: bool) -> bool {
        if at >= self.end {
            let is_sign = |c: char| c.is_whitespace() || matches!(c, ';' | '&' | ',' | '}');
            let end = rest.len() - rest[at..].trim_start_matches(is_sign).len();
            (self.end, self.before) = (end, [None; 2]);
        }
        let is_before = &mut self.before[usize::from(of_words)];
        *is_before.get_or_insert_with(|| begins_a_pair(&rest[self.end..], of_words))
    }
}

/// Whether there is nothing in the text, or the name of another pair, which may be of
/// several words.
fn begins_a_pair(rest: &str, of_words: bool) -> bool {
    let bare = rest.trim_start_matches(['"', '\'']);
    let end = bare
        .find(|c: char| !is_of_name(c) && (c != ' ' || !of_words))
        .unwrap_or(bare.len());
    let sign = bare[end..].trim_start_matches(['"', '\'']);
    rest.is_empty() || (end > 0 && sign.trim_start().starts_with(['=', ':']))
}
