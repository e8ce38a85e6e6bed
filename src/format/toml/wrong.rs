//! What is wrong with a TOML text, in words that never repeat it.
//!
//! The parser says where it stopped and what it expected there; what stands there
//! is looked up in the text. Its own words decide nothing.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::{Expected, ParseError};

use crate::format::Sentence;
use crate::format::bare::{self, CURLY_QUOTES, is_curly_quote};

/// What is wrong, and the cure.
pub(super) type Words = (Cow<'static, str>, &'static str);

pub(super) const NO_VALUE: Sentence = ("a key has no value", "write `key = value`");
const NO_KEY: Sentence = ("a value has no key", "write `key = value`");
const NO_QUOTES: Sentence = ("the string is not quoted", "put text in quotes");
const TOO_MANY_EQUALS: Sentence = ("there is one `=` too many", "write `key = value`");
const KEY_NEEDS_QUOTES: Sentence = (
    "a key holds a character that needs quotes",
    "put the key in quotes, or write it with letters, digits, `_` and `-` only",
);
const KEY_OF_WORDS: Sentence = (
    "a key of more than one word has no quotes",
    "write `key = value`, or put the key in quotes",
);
const COLON: Sentence = ("a key is followed by `:`", "write `key = value`");
const NO_COMMENT: Sentence = ("this is not a comment", "begin a comment with `#`");
const FOLLOWS: Sentence = (
    "something follows the value",
    "put text in quotes, and each key on a line of its own",
);
const NO_COMMA: Sentence = ("a comma is missing", "put one between each two");
const NOT_CLOSED: Sentence = (
    "the string is not closed",
    "close it with the quote it begins with",
);
const CONTROL: Sentence = (
    "there is a control character",
    "remove it, or write it as an escape such as `\\u001f`",
);
pub(super) const OPEN_VALUE: Sentence = (
    "a list or table is never closed",
    "close it with `]` or `}`",
);
const OPEN_STRING: Sentence = (
    "a multi-line string is never closed",
    "close it with three quotes",
);
const NO_DIGITS: Sentence = ("a number has no digits", "write one, or put text in quotes");
pub(super) const MOMENT: &str =
    "write it as `2026-12-31`, `07:32:00`, or both with a `T` between them";
pub(super) const PEM: Sentence = (
    "a key or certificate is outside of a string",
    "give it a key, and put it between `'''` and `'''`",
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
                "a header of more than one word has no quotes",
                "put the name in quotes",
            )
        }
        (Within::Header, Some("]" | "]]"), _) => ("the header is not closed", "close it with `]`"),
        (Within::HeaderOfList, Some("]" | "]]"), _) => {
            ("the header is not closed", "close it with `]]`")
        }
        (Within::Header, _, Some(']')) => ("the header has one `]` too many", "remove it"),
        (Within::Header | Within::HeaderOfList, ..) => {
            ("something follows the header", "give it a line of its own")
        }
        (_, _, Some(']' | '}')) => ("a bracket closes nothing", "remove it"),
        (Within::List, _, Some('=')) => {
            ("a list has an `=`", "write its tables as `{ key = value }`")
        }
        (_, _, Some('=')) => TOO_MANY_EQUALS,
        (Within::List | Within::Table, Some(","), _) => NO_COMMA,
        (Within::List | Within::Table, _, Some(',')) => {
            ("there is one comma too many", "remove it")
        }
        (Within::Statement, Some("="), Some(':')) => COLON,
        (Within::Statement, Some("="), _) if line(rest).contains('=') => KEY_OF_WORDS,
        (Within::Statement | Within::Table, Some("="), _) => NO_VALUE,
        (Within::Statement, Some("\n"), Some('/')) => NO_COMMENT,
        (Within::Statement, Some("\n"), _) if line(rest).trim() == ";" => bare::ENDED,
        (Within::Statement, Some("\n"), _) if is_behind_quote => (
            "a string ends before its line does",
            "put the text in the other kind of quotes, or write `\\\"` for a quote in it",
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
pub(super) fn key(written: &str, encoding: Option<Encoding>, within: Within) -> Words {
    words(match encoding {
        None if written.is_empty() && matches!(within, Within::Header | Within::HeaderOfList) => {
            ("the header lacks a name", "write `[name]`")
        }
        None if written.is_empty() => ("a key is missing", "write `key = value`"),
        None if written.starts_with("//") || written.starts_with(';') => NO_COMMENT,
        None if written.starts_with(is_curly_quote) => CURLY_QUOTES,
        None if written.ends_with(':') => COLON,
        None => bare::character(written).map_or(KEY_NEEDS_QUOTES, |(said, _)| said),
        Some(Encoding::MlBasicString | Encoding::MlLiteralString) => {
            ("a key is a multi-line string", "put it in single quotes")
        }
        Some(encoding) => string(written, encoding).0,
    })
}

/// Where in a key the character is that nobody can tell from another one.
pub(super) fn place_in_key(written: &str) -> usize {
    bare::character(written).map_or(0, |(_, at)| at)
}

/// What is wrong with a string as it is written, and where in it.
pub(super) fn string(written: &str, encoding: Encoding) -> (Sentence, usize) {
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
pub(super) fn is_open(written: &str, encoding: Option<Encoding>) -> bool {
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
            "a string holds an escape without its hexadecimal digits",
            "write `\\\\` for a backslash, or put the text in single quotes: `'C:\\dir'`",
        ),
        _ => (
            "a string holds an escape that does not exist",
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

/// What is wrong with a value without quotes; `rest` is what follows it.
pub(super) fn bare(written: &str, within: Within, rest: &str) -> Words {
    let is_two =
        written.contains([' ', '\t']) && rest.trim_start_matches([' ', '\t']).starts_with('=');
    match within {
        _ if written == "$" && rest.starts_with('{') => words(bare::REFERENCE),
        Within::Table if is_two => words(NO_COMMA),
        Within::Statement if is_two => words(FOLLOWS),
        _ => bare_alone(written),
    }
}

fn bare_alone(written: &str) -> Words {
    let lower = written.to_ascii_lowercase();
    words(match &*lower {
        _ if bare::value(written).is_some() => bare::value(written).unwrap_or(NO_QUOTES),
        "null" | "none" | "nil" | "~" | "undefined" => (
            "there is no null",
            "leave the key out, or put text in quotes",
        ),
        "nan" | "inf" | "+inf" | "-inf" | "infinity" | "+infinity" | "-infinity" => (
            "a number that is not finite is written otherwise",
            "write `inf`, `-inf` or `nan`",
        ),
        _ if written.ends_with(['"', '\'']) => (
            "the string has no quote at its beginning",
            "begin it with the quote it ends with",
        ),
        _ if is_numbers(written) => NO_COMMA,
        _ if written.contains(" //") || written.contains(" ;") => NO_COMMENT,
        _ if ["0X", "0O", "0B"]
            .iter()
            .any(|prefix| written.starts_with(prefix)) =>
        {
            (
                "the prefix of a number has a capital letter",
                "write `0x`, `0o` or `0b`",
            )
        }
        _ => number(&lower).unwrap_or(NO_QUOTES),
    })
}

/// Whether it is more than one number.
fn is_numbers(written: &str) -> bool {
    let mut words = written.split_ascii_whitespace();
    written.contains([' ', '\t']) && words.all(|word| word.parse::<f64>().is_ok())
}

/// What is wrong with a number, if it can be meant as one.
fn number(lower: &str) -> Option<Sentence> {
    let digits = lower.trim_start_matches(['+', '-']);
    let signs = lower.len() - digits.len();
    let radix = ["0x", "0o", "0b"]
        .iter()
        .find_map(|radix| digits.strip_prefix(radix));
    if let Some(radix) = radix {
        return Some(match radix {
            "" => NO_DIGITS,
            _ if signs > 0 => (
                "a number has a sign it cannot have",
                "write it without, or in decimal",
            ),
            _ => (
                "a number has a digit it cannot have",
                "correct it, or put text in quotes",
            ),
        });
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | 'e' | '+' | '-');
    let is_one = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.chars().all(is_number)
        && digits.matches('.').count() <= 1
        && digits
            .trim_end_matches(['+', '-'])
            .matches(['+', '-'])
            .count()
            <= digits.matches('e').count();
    is_one.then(|| {
        let whole = digits.split(['.', 'e']).next().unwrap_or_default();
        if signs > 1 {
            ("a number has more than one sign", "write one")
        } else if digits.contains("__") || digits.starts_with('_') || digits.ends_with('_') {
            ("a `_` of a number is not between two digits", "remove it")
        } else if whole.len() > 1 && whole.starts_with('0') {
            (
                "a number begins with a zero",
                "remove the zero, or put text in quotes",
            )
        } else if digits.starts_with('.') || digits.ends_with('.') || digits.contains(".e") {
            (
                "a number has no digit on one side of its point",
                "write it as `0.5` or `1.0`",
            )
        } else {
            NO_QUOTES
        }
    })
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
