//! The grammar of `.env`, as the library has it.

use dotenvor::{Error, ParseErrorKind, parse_str};
use secrecy::zeroize::Zeroizing;

use super::{Entry, Flaw, What};

/// Whether `.env` is read at all.
pub(crate) const ENABLED: bool = true;

/// The most flaws that are looked for.
const MOST_FLAWS: usize = 20;

/// Reads as many lines as can be read.
///
/// The parser stops at the first flaw; it is asked again without that line.
pub(super) fn parse(text: &str) -> (Vec<Entry>, Vec<Flaw>) {
    let mut body = Zeroizing::new(text.replacen('\u{feff}', "   ", 1));
    if !text.starts_with('\u{feff}') {
        body = Zeroizing::new(text.to_owned());
    }
    let mut flaws = Vec::new();
    while flaws.len() < MOST_FLAWS {
        let flaw = match parse_str(&body) {
            Ok(entries) => return (entries.into_iter().map(entry).collect(), flaws),
            Err(Error::Parse(error)) => Flaw {
                line: usize::try_from(error.line).unwrap_or(usize::MAX),
                what: what(&error.kind),
            },
            Err(Error::Io(_) | Error::InvalidEncoding(_)) => break,
        };
        body = without(&body, &flaw);
        flaws.push(flaw);
    }
    (Vec::new(), flaws)
}

fn entry(entry: dotenvor::Entry) -> Entry {
    Entry {
        name: entry.key,
        value: Zeroizing::new(entry.value),
        line: usize::try_from(entry.line).unwrap_or(usize::MAX),
    }
}

fn what(kind: &ParseErrorKind) -> What {
    match kind {
        ParseErrorKind::MissingKey | ParseErrorKind::InvalidKey => What::Key,
        ParseErrorKind::InvalidSyntax => What::Syntax,
        ParseErrorKind::UnterminatedQuote => What::Unterminated,
    }
}

/// The text with an empty line in place of the flaw, and with nothing behind
/// it where the rest is inside of quotes.
fn without(body: &str, flaw: &Flaw) -> Zeroizing<String> {
    let mut rest = Zeroizing::new(String::with_capacity(body.len()));
    for (at, line) in body.split_inclusive('\n').enumerate() {
        match (at + 1 == flaw.line, flaw.what) {
            (true, What::Unterminated) => break,
            (true, _) => rest.push('\n'),
            (false, _) => rest.push_str(line),
        }
    }
    rest
}
