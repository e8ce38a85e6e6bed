//! What can be saved of a TOML file that does not parse.
//!
//! The parser goes on behind most errors, but not all: a key without a value
//! ends the document, a list, table or multi-line string that is never closed
//! swallows what follows, and what stands below a broken header falls into the
//! section before. A header is closed where it is plain how; other such lines are
//! blanked, byte for byte so that all places hold, and the rest is parsed again.

mod first;
mod headers;

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use self::first::{FirstPlaces, first_place};
pub(super) use self::headers::Inserted;
use super::{Flaw, FlawKind, MOST_LEVELS};
use crate::origin::Site;

/// The most times a text is parsed.
const MOST_ROUNDS: usize = 32;

/// With so many errors a text is most likely something else than TOML, and what
/// lies behind the next unreadable line is not worth another round.
const MANY_ERRORS: usize = 1000;

/// The most bytes parsed to find where keys stand first.
const MOST_BYTES: usize = 4 * 1024 * 1024;

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
        self.message.starts_with("unclosed array,")
            || self.message == "unclosed array"
            || self.message.starts_with("unclosed inline table")
            || self.message.starts_with("invalid multi-line")
    }

    fn is_broken_header(&self) -> bool {
        self.message.starts_with("unclosed table")
            || self.message.starts_with("unclosed array table")
    }

    /// A dotted key of too many names, for which the parser gives up the text and
    /// says no place.
    fn is_deep_key(&self) -> bool {
        self.message == "recursion limit"
    }

    fn is_too_deep(&self) -> bool {
        self.message.starts_with("cannot recurse") || self.is_deep_key()
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

    /// Says what a word without quotes is, where the parser took it for a number,
    /// and where no word stands at all.
    fn in_plain_words(mut self, text: &str) -> Self {
        let rest = text.get(self.span.start..).unwrap_or_default();
        if self.message.starts_with("string values must be quoted") && is_end_of_line(rest) {
            "key with no value".clone_into(&mut self.message);
        }
        let is_word = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_word && self.message.starts_with("invalid ") {
            "string values must be quoted".clone_into(&mut self.message);
        }
        self
    }

    fn into_flaw(self, first: Option<Range<usize>>, layer: u16) -> Flaw {
        let site = Site::bytes(layer, &self.span);
        if self.is_duplicate() {
            let first = first.map(|span| Site::bytes(layer, &span));
            Flaw::new(FlawKind::Duplicate { first }, site)
        } else if self.is_too_deep() {
            Flaw::new(FlawKind::TooDeep, site)
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

/// What was made of a text that does not parse.
pub(super) struct Recovered {
    /// The text with its headers closed and its unreadable lines blanked.
    pub(super) body: String,
    pub(super) inserted: Inserted,
    /// What is wrong with the text as it was, one flaw a line.
    pub(super) flaws: Vec<Flaw>,
}

pub(super) fn recover(text: &str, layer: u16) -> Recovered {
    let (text, inserted, headers) = headers::close(text, &Starts::new(text), errors_of(text));
    let mut body = text.clone().into_owned();
    if text.starts_with('\u{feff}') {
        body.replace_range(0..3, "   ");
    }
    let starts = Starts::new(&text);
    let mut errors = BTreeMap::new();
    merge(&starts, &mut errors, headers);
    for round in 1..=MOST_ROUNDS {
        let (table, found) = DeTable::parse_recoverable(&body);
        let mut found = found.iter().map(located).collect();
        let blank = unreadable_lines(&body, &starts, table.get_ref(), &mut found);
        merge(&starts, &mut errors, found);
        let Some(lines) = blank else { break };
        let is_last = round == MOST_ROUNDS || errors.len() > MANY_ERRORS;
        if is_last {
            let next = (lines.end + 1).min(text.len());
            merge(&starts, &mut errors, vec![Error::rest_unread(next)]);
        }
        blank_out(&mut body, lines);
        if is_last {
            break;
        }
    }
    let first_places = FirstPlaces::new(&text, errors.values());
    let mut rounds = 0..MOST_ROUNDS.min(MOST_BYTES / body.len().max(1));
    let flaws = errors.into_values().map(|error| {
        let is_sought = error.is_duplicate() && rounds.next().is_some();
        let first = is_sought.then(|| first_place(&body, &error.span)).flatten();
        let first = first.or_else(|| first_places.of(error.span.start).cloned());
        let first = first.map(|first| inserted.before(&first));
        let mut error = error.in_plain_words(&text);
        error.span = inserted.before(&error.span);
        error.into_flaw(first, layer)
    });
    Recovered {
        flaws: flaws.collect(),
        body,
        inserted,
    }
}

fn errors_of(text: &str) -> Vec<Error> {
    let (_, found) = DeTable::parse_recoverable(text);
    found.iter().map(located).collect()
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
    starts: &Starts,
    table: &DeTable<'_>,
    found: &mut Vec<Error>,
) -> Option<Range<usize>> {
    let deep = found.iter_mut().find(|error| error.is_deep_key());
    if let (Some(deep), Some(line)) = (deep, line_of_deep_key(body)) {
        deep.span = line.start..line.start;
        let is_header = is_header(&body[line.clone()]);
        let end = if is_header {
            end_of_section(body, line.end)
        } else {
            line.end
        };
        return Some(line.start..end);
    }
    let is_unclosed = found.iter().any(Error::is_unclosed);
    let open = is_unclosed.then(|| open_value(table, body)).flatten();
    let open = open.or_else(|| value_before_a_header(table, body, starts, found));
    if let Some(open) = open {
        found.retain(|error| error.span.end < open.start);
        let what = match body.as_bytes()[open.start] {
            b'[' | b'{' => "this list or table is never closed",
            _ => "this multi-line string is never closed",
        };
        let start = line_of(body, open.start).start;
        let end = end_of_value_lines(body, open.start);
        found.push(Error {
            message: what.to_owned(),
            span: open.start..open.start + 1,
        });
        return Some(start..end);
    }
    if let Some(header) = found.iter().find(|error| error.is_broken_header()) {
        let line = line_of(body, header.span.start);
        return Some(line.start..end_of_section(body, line.end));
    }
    let last = found.iter().find(|error| error.is_final())?;
    Some(line_of(body, last.span.start.saturating_sub(1)))
}

fn line_of_deep_key(body: &str) -> Option<Range<usize>> {
    let is_deep = |line: &Range<usize>| {
        let key = body[line.clone()].split('=').next().unwrap_or_default();
        key.matches('.').count() >= MOST_LEVELS
    };
    lines(body).find(is_deep)
}

/// The value that reaches to the end of the text because nothing closes it.
fn open_value(table: &DeTable<'_>, body: &str) -> Option<Range<usize>> {
    let end = body.trim_end().len();
    values(table, body).find(|span| span.end >= end)
}

/// The list or table that goes on into the next section, where the parser
/// takes its header for one more part of the value.
fn value_before_a_header(
    table: &DeTable<'_>,
    body: &str,
    starts: &Starts,
    found: &[Error],
) -> Option<Range<usize>> {
    let lines = found.iter().map(|error| starts.of(error.span.start));
    let mut headers: Vec<usize> = lines.collect();
    headers.dedup();
    headers.retain(|&start| is_header(&body[line_of(body, start)]));
    if headers.is_empty() {
        return None;
    }
    let mut spans: Vec<_> = values(table, body).collect();
    spans.sort_unstable_by_key(|span| span.start);
    // OK because a value that no bracket ends reaches to wherever it is taken to.
    let ends = spans.iter().scan(0, |reach, span| {
        let is_open = !body[span.clone()].ends_with(['}', ']']);
        *reach = if is_open {
            body.len()
        } else {
            span.end.max(*reach)
        };
        Some(*reach)
    });
    let ends: Vec<usize> = ends.collect();
    headers.into_iter().find_map(|header| {
        let before = spans.partition_point(|span| span.start < header);
        let reaches = ends[..before].partition_point(|&end| end < header);
        (reaches < before).then(|| spans[reaches].clone())
    })
}

/// Where the values stand that may go over several lines.
fn values<'t>(
    table: &'t DeTable<'_>,
    body: &'t str,
) -> Box<dyn Iterator<Item = Range<usize>> + 't> {
    Box::new(table.iter().flat_map(move |(_, value)| {
        let span = value.span();
        let text = body.get(span.start..).unwrap_or_default();
        let is_long =
            text.starts_with(['[', '{']) || text.starts_with("\"\"\"") || text.starts_with("'''");
        let is_inline = is_long
            && !body[line_of(body, span.start).start..span.start]
                .trim()
                .is_empty();
        match value.get_ref() {
            _ if is_inline => Box::new(std::iter::once(span)),
            DeValue::Table(table) => values(table, body),
            DeValue::Array(array) => Box::new(array.iter().flat_map(move |element| {
                let table = element.get_ref().as_table();
                table.into_iter().flat_map(move |table| values(table, body))
            })),
            _ => Box::new(std::iter::empty()) as Box<dyn Iterator<Item = _>>,
        }
    }))
}

/// Where the lines end that stand below a header.
fn end_of_section(body: &str, header_end: usize) -> usize {
    let lines = body[header_end..]
        .split_inclusive('\n')
        .scan(header_end, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
    let mut headers = lines.filter(|&(start, line)| start > header_end && is_header(line));
    headers.next().map_or(body.len(), |(start, _)| start - 1)
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
    is_key || is_header(line)
}

fn is_header(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('[')
        && line
            .trim_start_matches('[')
            .starts_with(|c: char| c.is_ascii_alphabetic())
}

fn is_end_of_line(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with(['#', '\r', '\n'])
}

/// Keeps the first error of each line, by where the line begins.
fn merge(starts: &Starts, errors: &mut BTreeMap<usize, Error>, found: Vec<Error>) {
    for error in found {
        let start = starts.of(error.span.start);
        errors.entry(start).or_insert(error);
    }
}

/// Where the lines of a text begin, for a line may have as many errors as bytes.
struct Starts(Vec<usize>);

impl Starts {
    fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = ends.map(|(end, _)| end + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// Where the line around `at` begins.
    fn of(&self, at: usize) -> usize {
        let lines = self.0.partition_point(|&start| start <= at);
        self.0[lines.saturating_sub(1)]
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

fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..start + line.trim_end_matches(['\n', '\r']).len())
    })
}
