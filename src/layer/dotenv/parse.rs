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
    let (mut line, mut lines) = (0, 1);
    while line < all {
        let end = line.saturating_add(lines).min(all);
        let start = starts[line];
        let read = |end: usize| parse_str(&body[start..starts[end]]);
        let error = match read(end) {
            Ok(read) => {
                entries.extend(read.into_iter().map(|read| entry(read, line)));
                (line, lines) = (end, 1);
                continue;
            }
            Err(Error::Parse(error)) => error,
            Err(Error::Io(_) | Error::InvalidEncoding(_)) => break,
        };
        let what = what(&error.kind);
        if what == What::Unterminated && end < all {
            lines *= 2;
            continue;
        }
        let flawed = (line + number(error.line).max(1)).min(end);
        let before = read(flawed - 1).unwrap_or_default();
        entries.extend(before.into_iter().map(|read| entry(read, line)));
        flaws.push(Flaw { line: flawed, what });
        if what == What::Unterminated {
            break;
        }
        (line, lines) = (flawed, 1);
    }
    flaws.sort_by_key(|flaw| flaw.line);
    flaws.dedup_by_key(|flaw| flaw.line);
    (entries, flaws)
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
