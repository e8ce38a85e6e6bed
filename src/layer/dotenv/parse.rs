//! The grammar of `.env`, as the library has it.

use dotenvor::{Error, ParseErrorKind, parse_str};
use secrecy::zeroize::Zeroizing;

use super::{Entry, Flaw, What};

/// Whether `.env` is read at all.
pub(crate) const ENABLED: bool = true;

/// Reads as many lines as can be read.
///
/// The parser stops at the first flaw, and tells of a variable once. So it gets line by
/// line, but what is in quotes over several.
pub(super) fn parse(text: &str) -> (Vec<Entry>, Vec<Flaw>) {
    let mut body = Zeroizing::new(match text.strip_prefix('\u{feff}') {
        Some(rest) => format!("   {rest}"),
        None => text.to_owned(),
    });
    let (starts, all) = starts(&body);
    let mut entries = Vec::new();
    let mut flaws = lone_returns(&mut body, &starts);
    let mut line = 0;
    while line < all {
        let read = |end: usize| parse_str(&body[starts[line]..starts[end]]);
        let end = end_of_entry(line, all, read);
        match read(end) {
            Ok(read) => entries.extend(read.into_iter().map(|read| entry(read, line))),
            Err(Error::Parse(error)) => {
                let (what, number) = (what(&error.kind), number(error.line).max(1));
                let flawed = (line + number).min(end);
                flaws.push(Flaw { line: flawed, what });
                if what == What::Unterminated {
                    break;
                }
            }
            Err(Error::Io(_) | Error::InvalidEncoding(_)) => break,
        }
        line = end;
    }
    flaws.sort_by_key(|flaw| flaw.line);
    flaws.dedup_by_key(|flaw| flaw.line);
    (entries, flaws)
}

/// Where the entry that begins at a line ends: behind it, or behind the line that closes
/// its quotes.
fn end_of_entry(
    line: usize,
    all: usize,
    read: impl Fn(usize) -> Result<Vec<dotenvor::Entry>, Error>,
) -> usize {
    let is_open = |end: usize| match read(end) {
        Err(Error::Parse(error)) => {
            what(&error.kind) == What::Unterminated && number(error.line) <= 1
        }
        _ => false,
    };
    let (mut open, mut end) = (line, line + 1);
    while end < all && is_open(end) {
        (open, end) = (end, (end + (end - line)).min(all));
    }
    while end - open > 1 {
        let middle = open.midpoint(end);
        if is_open(middle) {
            open = middle;
        } else {
            end = middle;
        }
    }
    end
}

/// Finds carriage returns within lines, and puts a space in place of each: the library
/// takes them for ends of lines, which would be counted otherwise than here.
fn lone_returns(body: &mut Zeroizing<String>, starts: &[usize]) -> Vec<Flaw> {
    let is_alone = |at: &usize| !matches!(body.as_bytes().get(at + 1), None | Some(b'\n'));
    let returns = body.match_indices('\r').map(|(at, _)| at);
    let returns: Vec<usize> = returns.filter(is_alone).collect();
    if returns.is_empty() {
        return Vec::new();
    }
    let (mut spaced, mut from) = (Zeroizing::new(String::with_capacity(body.len())), 0);
    for &at in &returns {
        spaced.push_str(&body[from..at]);
        spaced.push(' ');
        from = at + 1;
    }
    spaced.push_str(&body[from..]);
    *body = spaced;
    let flaw = |at: &usize| Flaw {
        line: starts.partition_point(|start| start <= at),
        what: What::Return,
    };
    returns.iter().map(flaw).collect()
}

/// Where each line begins, and the text ends; and how many lines there are.
fn starts(text: &str) -> (Vec<usize>, usize) {
    let newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
    let behind = newlines.filter(|&start| start < text.len());
    let starts: Vec<usize> = std::iter::once(0)
        .chain(behind)
        .chain([text.len()])
        .collect();
    let all = starts.len() - 1;
    (starts, all)
}

/// An entry that is read behind so many lines.
fn entry(entry: dotenvor::Entry, lines: usize) -> Entry {
    Entry {
        name: entry.key,
        value: Zeroizing::new(entry.value),
        line: lines + number(entry.line),
    }
}

fn number(line: u32) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

fn what(kind: &ParseErrorKind) -> What {
    match kind {
        ParseErrorKind::MissingKey | ParseErrorKind::InvalidKey => What::Key,
        ParseErrorKind::InvalidSyntax => What::Syntax,
        ParseErrorKind::UnterminatedQuote => What::Unterminated,
    }
}
