//! What can be saved of a TOML file that does not parse.
//!
//! The parser goes on behind most errors. Two it does not: a key without a
//! value ends the document, and an array that is never closed swallows what
//! follows. Such lines are blanked, byte for byte so that all places hold, and
//! the rest is parsed again.

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

    fn into_flaw(self, text: &str, layer: u16) -> Flaw {
        let site = Site::bytes(layer, &self.span);
        if self.message == "duplicate key" {
            let first = first_place(text, &self.span).map(|span| Site::bytes(layer, &span));
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
    let mut errors: Vec<Error> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let (table, found) = DeTable::parse_recoverable(&body);
        let mut found = found.iter().map(located).collect();
        let blank = unreadable_lines(&body, table.get_ref(), &mut found);
        merge(text, &mut errors, found);
        match blank {
            Some(lines) => blank_out(&mut body, lines),
            None => break,
        }
    }
    errors.sort_by_key(|error| error.span.start);
    let flaws = errors.into_iter().map(|error| error.into_flaw(text, layer));
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

/// Keeps the first error of each line.
fn merge(text: &str, errors: &mut Vec<Error>, found: Vec<Error>) {
    for error in found {
        let line = line_of(text, error.span.start);
        let known = errors
            .iter()
            .any(|known| line.start <= known.span.start && known.span.start <= line.end);
        if !known {
            errors.push(error);
        }
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

/// Where the key that stands at `span` for the second time stands first.
///
/// Looked for in the text, since the parser keeps one place of each key only:
/// an earlier header of the same name, or an earlier key of the same section.
fn first_place(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let line = line_of(text, span.start);
    let header = header_name(&text[line.clone()]);
    let key = text.get(span.clone())?;
    let mut first = None;
    for earlier in lines_before(text, line.start) {
        let content = &text[earlier.clone()];
        match (&header, header_name(content)) {
            (Some(name), Some(other)) if *name == other => {
                first = Some(earlier.start + content.find('[')?);
            }
            (None, Some(_)) => first = None,
            (None, None) if starts_with_key(content, key) => {
                first = first.or(Some(earlier.start + content.find(key)?));
            }
            _ => {}
        }
    }
    let start = first?;
    let end = header.map_or(start + key.len(), |_| {
        line_of(text, start).start + text[line_of(text, start)].trim_end().len()
    });
    Some(start..end)
}

fn lines_before(text: &str, end: usize) -> impl Iterator<Item = Range<usize>> {
    text[..end].split_inclusive('\n').scan(0, |at, line| {
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

fn starts_with_key(line: &str, key: &str) -> bool {
    line.trim_start()
        .strip_prefix(key)
        .is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
}
