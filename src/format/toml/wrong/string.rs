//! What is wrong with a string.

use toml_parser::decoder::Encoding;

use super::CONTROL;
use crate::format::Sentence;

const NOT_CLOSED: Sentence = ("unclosed string", "add the closing quote");
const OPEN_STRING: Sentence = ("unclosed multi-line string", "close it with three quotes");

/// What is wrong with a string as it is written, and where in it.
pub(in crate::format::toml) fn string(written: &str, encoding: Encoding) -> (Sentence, usize) {
    let quotes = quotes_of(encoding);
    let is_basic = matches!(encoding, Encoding::BasicString | Encoding::MlBasicString);
    match inner(written, quotes) {
        Some(inner) => match bad_escape(inner).filter(|_| is_basic) {
            Some(at) => (escape(&inner[at..]), quotes.len() + at),
            None => (CONTROL, control(written)),
        },
        None if quotes.len() > 1 => (OPEN_STRING, 0),
        None => (NOT_CLOSED, written.len()),
    }
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

fn control(text: &str) -> usize {
    let is_bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n');
    text.find(is_bad).unwrap_or(0)
}

fn escape(rest: &str) -> Sentence {
    match rest.as_bytes().get(1) {
        Some(b'x' | b'u' | b'U') => (
            "incomplete hexadecimal escape in a string",
            "write `\\\\` for a backslash, or put the text in single quotes: `'C:\\dir'`",
        ),
        _ => (
            "unknown escape in a string",
            "write `\\\\` for a backslash, or put the text in single quotes: `'C:\\dir'`",
        ),
    }
}

/// Where the first backslash is that begins no escape.
fn bad_escape(inner: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = inner[at..].find('\\') {
        let escape = at + found;
        let rest = &inner[escape + 1..];
        let digits = match rest.chars().next() {
            Some('b' | 't' | 'n' | 'f' | 'r' | 'e' | '"' | '\\') => 0,
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some(c)
                if c.is_whitespace()
                    && rest
                        .trim_start_matches([' ', '\t'])
                        .starts_with(['\r', '\n']) =>
            {
                0
            }
            _ => return Some(escape),
        };
        let code = rest.get(1..1 + digits);
        let is_char = |code: &str| {
            code.chars().all(|c| c.is_ascii_hexdigit())
                && u32::from_str_radix(code, 16).is_ok_and(|code| char::from_u32(code).is_some())
        };
        if digits > 0 && !code.is_some_and(is_char) {
            return Some(escape);
        }
        at = escape + 2;
    }
    None
}
