//! What can be saved of a TOML file that does not parse.
//!
//! The parser goes on behind most errors. Two it does not: a key without a
//! value ends the document, and an array that is never closed swallows what
//! follows. Such lines are blanked, byte for byte so that all places hold, and
//! the rest is parsed again.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use toml::de::DeTable;

use super::{Flaw, FlawKind};
use crate::origin::Site;

/// The most times a text is parsed.
const MOST_ROUNDS: usize = 32;

/// One thing the parser did not understand.
#[derive(Clone, Debug)]
struct Error {
    message: String,
    span: Range<usize>,
}

impl Error {
    fn is_final(&self) -> bool {
        self.message.starts_with("key with no value")
    }

    fn is_unclosed(&self) -> bool {
        self.message.starts_with("unclosed array")
            || self.message.starts_with("unclosed inline table")
    }

    fn is_duplicate(&self) -> bool {
        self.message == "duplicate key"
    }

    fn rest_unread(at: usize) -> Self {
        Self {
            message: "too many mistakes; the rest of the file was not read".to_owned(),
            span: at..at,
        }
    }

    fn into_flaw(self, first_places: &FirstPlaces, layer: u16) -> Flaw {
        let site = Site::bytes(layer, &self.span);
        if self.is_duplicate() {
            let first = first_places.of(self.span.start);
            let first = first.map(|span| Site::bytes(layer, span));
            Flaw::new(FlawKind::Duplicate { first }, site)
        } else {
            let message = self.message.into();
            Flaw::new(
                FlawKind::Syntax {
                    message,
                    help: None,
                },
                site,
            )
        }
    }
}

/// Returns the text with its unreadable lines blanked, and what is wrong with
/// it, one flaw a line.
pub(super) fn recover(text: &str, layer: u16) -> (String, Vec<Flaw>) {
    let mut body = text.to_owned();
    if text.starts_with('\u{feff}') {
        body.replace_range(0..3, "   ");
    }
    let mut errors = BTreeMap::new();
    for round in 1..=MOST_ROUNDS {
        let (table, found) = DeTable::parse_recoverable(&body);
        let mut found = found.iter().map(located).collect();
        let blank = unreadable_lines(&body, table.get_ref(), &mut found);
        merge(text, &mut errors, found);
        let Some(lines) = blank else { break };
        if round == MOST_ROUNDS {
            let next = (lines.end + 1).min(text.len());
            merge(text, &mut errors, vec![Error::rest_unread(next)]);
        }
        blank_out(&mut body, lines);
    }
    let first_places = FirstPlaces::new(text, errors.values());
    let flaws = errors.into_values();
    let flaws = flaws.map(|error| error.into_flaw(&first_places, layer));
    (body, flaws.collect())
}

fn located(error: &toml::de::Error) -> Error {
    Error {
        message: error.message().to_owned(),
        span: error.span().unwrap_or(0..0),
    }
}

/// The lines to blank before parsing again, if the parser did not reach the
/// end of the text by itself.
fn unreadable_lines(
    body: &str,
    table: &DeTable<'_>,
    found: &mut Vec<Error>,
) -> Option<Range<usize>> {
    if let Some(open) = found
        .iter()
        .any(Error::is_unclosed)
        .then(|| open_value(table, body))
        .flatten()
    {
        found.retain(|error| error.span.end < open.start);
        let start = line_of(body, open.start).start;
        let end = end_of_value_lines(body, open.start);
        found.push(Error {
            message: "this list or table is never closed".to_owned(),
            span: open.start..open.start + 1,
        });
        return Some(start..end);
    }
    let last = found.iter().find(|error| error.is_final())?;
    Some(line_of(body, last.span.start.saturating_sub(1)))
}

/// The value that reaches to the end of the text because nothing closes it.
fn open_value(table: &DeTable<'_>, body: &str) -> Option<Range<usize>> {
    let end = body.trim_end().len();
    for (_, value) in table {
        let span = value.span();
        let inner = value
            .get_ref()
            .as_table()
            .and_then(|table| open_value(table, body));
        let is_open = value.get_ref().is_array() || value.get_ref().is_table();
        let is_inline = body[span.start..].starts_with('{') || value.get_ref().is_array();
        if inner.is_some() {
            return inner;
        }
        if is_open && is_inline && span.end >= end {
            return Some(span);
        }
    }
    None
}

/// Where the lines end that can only belong to an open list.
fn end_of_value_lines(body: &str, start: usize) -> usize {
    let mut end = line_of(body, start).end;
    while end < body.len() {
        let line = line_of(body, end + 1);
        if line.start <= end || looks_like_a_statement(&body[line.clone()]) {
            break;
        }
        end = line.end;
    }
    end
}

fn looks_like_a_statement(line: &str) -> bool {
    let line = line.trim_start();
    let key = line.split('=').next().unwrap_or_default().trim_end();
    let is_key = line.contains('=')
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\''));
    let is_header = line.starts_with('[')
        && line
            .trim_start_matches('[')
            .starts_with(|c: char| c.is_ascii_alphabetic());
    is_key || is_header
}

/// Keeps the first error of each line, by where the line begins.
fn merge(text: &str, errors: &mut BTreeMap<usize, Error>, found: Vec<Error>) {
    for error in found {
        let line = line_of(text, error.span.start);
        errors.entry(line.start).or_insert(error);
    }
}

fn blank_out(body: &mut String, lines: Range<usize>) {
    let blank: String = body[lines.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    body.replace_range(lines, &blank);
}

/// The line around `at`, without its end.
pub(crate) fn line_of(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let bytes = text.as_bytes();
    let start = bytes[..at]
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |newline| newline + 1);
    let end = bytes[at..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(text.len(), |newline| at + newline);
    start..end
}

/// Where keys that stand in a text for the second time stand first.
///
/// Looked for in the text, since the parser keeps one place of each key only:
/// an earlier header of the same name, or an earlier key of the same section.
struct FirstPlaces(HashMap<usize, Range<usize>>);

impl FirstPlaces {
    /// Goes through the lines once; `errors` are in their order.
    fn new<'e>(text: &str, errors: impl Iterator<Item = &'e Error>) -> Self {
        let mut duplicates = errors.filter(|error| error.is_duplicate()).peekable();
        let mut headers: HashMap<String, Range<usize>> = HashMap::new();
        let mut keys: HashMap<&str, Range<usize>> = HashMap::new();
        let mut found = HashMap::new();
        if duplicates.peek().is_none() {
            return Self(found);
        }
        for line in lines(text) {
            let content = &text[line.clone()];
            let header = header_name(content);
            let here = |error: &&Error| error.span.start <= line.end;
            while let Some(error) = duplicates.next_if(here) {
                let key = text.get(error.span.clone()).unwrap_or_default();
                let first = match &header {
                    Some(name) => headers.get(name),
                    None => keys.get(key),
                };
                found.extend(first.map(|first| (error.span.start, first.clone())));
            }
            let indent = content.len() - content.trim_start().len();
            let start = line.start + indent;
            if let Some(name) = header {
                keys.clear();
                headers
                    .entry(name)
                    .or_insert(start..start + content.trim().len());
            } else if let Some(key) = first_key(content) {
                keys.entry(key).or_insert(start..start + key.len());
            }
        }
        Self(found)
    }

    /// The first place of the key that stands at `start` again.
    fn of(&self, start: usize) -> Option<&Range<usize>> {
        self.0.get(&start)
    }
}

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..start + line.trim_end_matches(['\n', '\r']).len())
    })
}

fn header_name(line: &str) -> Option<String> {
    let inner = line.trim_start().strip_prefix('[')?;
    let name = inner.trim_start_matches('[').split(']').next()?;
    Some(name.split('.').map(str::trim).collect::<Vec<_>>().join("."))
}

/// The key that a line begins with, as it is written.
fn first_key(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let end = match line.chars().next()? {
        quote @ ('"' | '\'') => 1 + line[1..].find(quote)? + 1,
        _ => line.find(|c: char| matches!(c, '=' | '.') || c.is_whitespace())?,
    };
    let is_key = line[end..].trim_start().starts_with(['=', '.']);
    is_key.then(|| &line[..end])
}
