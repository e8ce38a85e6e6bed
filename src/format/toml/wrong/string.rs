//! What is wrong with a string.

use toml_parser::ParseError;
use toml_parser::decoder::Encoding;

use super::CONTROL;
use crate::format::Sentence;

const NOT_CLOSED: Sentence = ("unclosed string", "add the closing quote");
const OPEN_STRING: Sentence = ("unclosed multi-line string", "close it with three quotes");

const BAD_ESCAPE: Sentence = (
    "unknown escape in a string",
    "write `\\\\` for a backslash, or put the text in single quotes: `'C:\\dir'`",
);

/// What is wrong with a string as it is written, and where in it.
pub(in crate::format::toml) fn string(
    written: &str,
    encoding: Encoding,
    error: &ParseError,
) -> (Sentence, usize) {
    let at = error.unexpected().map_or(0, |span| span.start());
    let is_basic = matches!(encoding, Encoding::BasicString | Encoding::MlBasicString);
    let quotes = quotes_of(encoding);
    match inner(written, quotes) {
        None if quotes.len() > 1 => (OPEN_STRING, 0),
        None => (NOT_CLOSED, written.len()),
        Some(_) if is_control(written, at) => (CONTROL, at),
        Some(_) => match escape_before(written, at).filter(|_| is_basic) {
            Some(escape) => (BAD_ESCAPE, escape),
            // OK because the parser points behind a carriage return that is alone.
            None => (CONTROL, written[..at].trim_end_matches('\r').len()),
        },
    }
}

fn is_control(written: &str, at: usize) -> bool {
    let byte = written.as_bytes().get(at);
    byte.is_some_and(|byte| byte.is_ascii_control() && !b"\t\r\n".contains(byte))
}

/// The backslash of the escape that ends there.
fn escape_before(written: &str, at: usize) -> Option<usize> {
    let before = written.get(..at)?;
    let letter = before.trim_end_matches(|c: char| c.is_ascii_hexdigit());
    let letter = letter.strip_suffix(['x', 'u', 'U']).unwrap_or(before);
    letter.strip_suffix('\\').map(str::len)
}

/// Whether it is a string that is not closed.
pub(in crate::format::toml) fn is_open(written: &str, encoding: Option<Encoding>) -> bool {
    encoding.is_some_and(|encoding| inner(written, quotes_of(encoding)).is_none())
}

fn inner<'w>(written: &'w str, quotes: &str) -> Option<&'w str> {
    written.strip_prefix(quotes)?.strip_suffix(quotes)
}

fn quotes_of(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::BasicString => "\"",
        Encoding::LiteralString => "'",
        Encoding::MlBasicString => "\"\"\"",
        Encoding::MlLiteralString => "'''",
    }
}
