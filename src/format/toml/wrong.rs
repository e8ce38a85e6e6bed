//! What is wrong with a TOML text, in words that never repeat it.
//!
//! The parser says where it stopped and what it expected there; what is there
//! is looked up in the text. Its own words decide nothing.

mod string;
mod value;

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::{Expected, ParseError};

pub(super) use self::string::{is_open, string};
pub(super) use self::value::bare;
use crate::format::Sentence;
use crate::format::bare::{self, CURLY_QUOTES, NO_COMMA, is_curly_quote};

/// What is wrong, and the cure.
pub(super) type Words = (Cow<'static, str>, &'static str);

pub(super) const NO_VALUE: Sentence = ("key without a value", "write `key = value`");
const NO_KEY: Sentence = ("value without a key", "write `key = value`");
const NO_QUOTES: Sentence = ("the string is not quoted", "put text in quotes");
const TOO_MANY_EQUALS: Sentence = ("extra `=`", "write `key = value`");
const KEY_NEEDS_QUOTES: Sentence = (
    "a character in the key needs quotes",
    "quote the key, or use only letters, digits, `_` and `-`",
);
const KEY_OF_WORDS: Sentence = (
    "a key with spaces is not quoted",
    "write `key = value`, or put the key in quotes",
);
const COLON: Sentence = ("a key is followed by `:`", "write `key = value`");
const NO_COMMENT: Sentence = ("not a comment", "start a comment with `#`");
const FOLLOWS: Sentence = (
    "text after the value",
    "put text in quotes, and each key on its own line",
);
const CONTROL: Sentence = (
    "control character",
    "remove it, or write it as an escape such as `\\u001f`",
);
pub(super) const OPEN_VALUE: Sentence = ("unclosed list or table", "close it with `]` or `}`");

pub(super) const MOMENT: &str =
    "write a date as `2026-12-31`, a time as `07:32:00`, or both joined by `T`";
pub(super) const PEM: Sentence = (
    "a PEM key or certificate outside a string",
    "give it a name, and put it between `'''` and `'''`",
);

/// What the parser was reading when it met an error.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Within {
    Header,
    HeaderOfList,
    Statement,
    List,
    Table,
}

/// What is wrong with how the parts of a statement follow each other; `rest` is
/// the text from where the parser stopped, and `before` what is read.
pub(super) fn structure(within: Within, error: &ParseError, before: &str, rest: &str) -> Words {
    let first = rest.chars().next();
    let is_behind_quote = before.ends_with(['"', '\'']);
    let said = match (within, expected(error), first) {
        (Within::Header | Within::HeaderOfList, Some("]" | "]]"), _)
            if line(rest).contains(']') =>
        {
            (
                "a header with spaces is not quoted",
                "put the name in quotes",
            )
        }
        (Within::Header, Some("]" | "]]"), _) => ("unclosed header", "close it with `]`"),
        (Within::HeaderOfList, Some("]" | "]]"), _) => ("unclosed header", "close it with `]]`"),
        (Within::Header, _, Some(']')) => ("extra `]` in the header", "remove it"),
        (Within::Header | Within::HeaderOfList, ..) => {
            ("text after the header", "move it to its own line")
        }
        (_, _, Some(']' | '}')) => ("unmatched closing bracket", "remove it"),
        (Within::List, _, Some('=')) => ("`=` in a list", "write its tables as `{ key = value }`"),
        (_, _, Some('=')) => TOO_MANY_EQUALS,
        (Within::List | Within::Table, Some(","), _) => NO_COMMA,
        (Within::List | Within::Table, _, Some(',')) => ("extra comma", "remove it"),
        (Within::Statement, Some("="), Some(':')) => COLON,
        (Within::Statement, Some("="), _) if line(rest).contains('=') => KEY_OF_WORDS,
        (Within::Statement | Within::Table, Some("="), _) => NO_VALUE,
        (Within::Statement, Some("\n"), Some('/')) => NO_COMMENT,
        (Within::Statement, Some("\n"), _) if line(rest).trim() == ";" => bare::ENDED,
        (Within::Statement, Some("\n"), _) if is_behind_quote => (
            "a string ends in the middle of the line",
            "use the other kind of quotes, or write `\\\"` for a quote inside",
        ),
        (Within::Statement, Some("\n"), _) => FOLLOWS,
        (Within::Table, ..) | (Within::Statement, _, Some('{' | ',')) => NO_KEY,
        _ => return (error.description().to_owned().into(), ""),
    };
    words(said)
}

/// The first sign that the parser would have gone on with.
fn expected(error: &ParseError) -> Option<&'static str> {
    error
        .expected()?
        .iter()
        .find_map(|expected| match expected {
            Expected::Literal(sign) => Some(*sign),
            _ => None,
        })
}

/// The rest of a line, without its comment.
fn line(rest: &str) -> &str {
    rest.split(['\n', '#']).next().unwrap_or_default()
}

pub(super) fn words((what, help): Sentence) -> Words {
    (Cow::Borrowed(what), help)
}

/// What is wrong with a key as it is written.
pub(super) fn key(
    written: &str,
    encoding: Option<Encoding>,
    within: Within,
    error: &ParseError,
) -> Words {
    words(match encoding {
        None if written.is_empty() && matches!(within, Within::Header | Within::HeaderOfList) => {
            ("header without a name", "write `[name]`")
        }
        None if written.is_empty() => ("missing key", "write `key = value`"),
        None if written.starts_with("//") || written.starts_with(';') => NO_COMMENT,
        None if written.starts_with(is_curly_quote) => CURLY_QUOTES,
        None if written.ends_with(':') => COLON,
        None => bare::character(written).map_or(KEY_NEEDS_QUOTES, |(said, _)| said),
        Some(Encoding::MlBasicString | Encoding::MlLiteralString) => {
            ("a key is a multi-line string", "put it in single quotes")
        }
        Some(encoding) => string(written, encoding, error).0,
    })
}

/// Where in a key the character is that nobody can tell from another one.
pub(super) fn place_in_key(written: &str) -> usize {
    bare::character(written).map_or(0, |(_, at)| at)
}

/// Whether it is meant as a date or a time.
pub(super) fn is_moment(written: &str) -> bool {
    let bytes = written.as_bytes();
    let is_part = |byte: &u8| byte.is_ascii_digit() || b"-:.TtZz+ ".contains(byte);
    let is_digits = |range: std::ops::Range<usize>| {
        bytes
            .get(range)
            .is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let is_date = is_digits(0..4) && bytes.get(4) == Some(&b'-') && bytes.len() >= 8;
    let is_time = is_digits(0..2)
        && bytes.get(2) == Some(&b':')
        && is_digits(3..5)
        && matches!(bytes.get(5), None | Some(b':' | b'.'));
    bytes.iter().all(is_part) && (is_date || is_time)
}

/// What is wrong with a comment.
pub(super) fn comment() -> Words {
    words(CONTROL)
}

/// What is wrong with the end of a line.
pub(super) fn newline() -> Words {
    words((
        "a line ends with a carriage return alone",
        "end it with a line feed",
    ))
}
