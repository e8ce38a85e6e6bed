//! What is said of a JSON file: what is wrong, then the cure.
//!
//! Never the parser's own words, which may repeat the text.

use jsonc_parser::ParseStringErrorKind as StringKind;
use jsonc_parser::errors::ParseErrorKind as Kind;

use crate::format::{Sentence, bare};

pub(super) const EMPTY: Sentence = ("the file is empty", "write `{}` for no settings");
pub(super) const NOT_CLOSED: Sentence = ("a string is not closed", "close it with `\"`");
pub(super) const COMMENT: Sentence = ("comments are not allowed", "remove the comment");
pub(super) const TRAILING_COMMA: Sentence = (
    "trailing comma before a closing bracket",
    "remove the comma",
);
pub(super) const NO_COMMA: Sentence = ("a comma is missing", "put a comma between the two");
pub(super) const COMMA: Sentence = ("a value is expected, not a comma", "remove it");
pub(super) const COLON: Sentence = ("a value is expected, not a colon", "remove it");
pub(super) const NO_VALUE: Sentence = ("a key has no value", "write `\"key\": value`");
pub(super) const NO_KEY: Sentence = ("a key is expected here", "write `\"key\": value`");
pub(super) const FOLLOWS: Sentence = (
    "something follows the end",
    "remove it; a file is one object",
);
pub(super) const SINGLE_QUOTES: Sentence =
    ("a string is in single quotes", "put it in double quotes");
const NO_QUOTES: Sentence = ("the string is not quoted", "put text in double quotes");
const NOT_FINITE: Sentence = (
    "a number is not finite",
    "write a number, or remove the key",
);

pub(super) fn closes_nothing(is_curly: bool) -> Sentence {
    if is_curly {
        ("a `}` closes nothing", "remove it")
    } else {
        ("a `]` closes nothing", "remove it")
    }
}

pub(super) fn never_closed(is_curly: bool) -> Sentence {
    if is_curly {
        ("an object is never closed", "close it with `}`")
    } else {
        ("a list is never closed", "close it with `]`")
    }
}

/// What is wrong with a key that is not in double quotes.
pub(super) fn key(written: &str) -> Sentence {
    match bare::character(written) {
        Some((said, _)) => said,
        None => ("a key has no quotes", "put the key in double quotes"),
    }
}

/// What is wrong with a value, as the parser has it.
pub(super) fn value(kind: &Kind, written: &str) -> Sentence {
    match kind {
        Kind::String(kind) => string(kind),
        Kind::SingleQuotedStringsNotAllowed => SINGLE_QUOTES,
        _ => bare_value(written).unwrap_or_else(|| number(kind, written)),
    }
}

fn string(kind: &StringKind) -> Sentence {
    match kind {
        StringKind::UnterminatedStringLiteral => NOT_CLOSED,
        StringKind::InvalidUnicodeEscapeSequence(_) => (
            "a `\\u` escape is half of a surrogate pair",
            "write both halves, or the character itself",
        ),
        StringKind::ExpectedFourHexDigits => (
            "a `\\u` escape lacks its four hexadecimal digits",
            "write `\\\\` for a backslash",
        ),
        _ => (
            "a string holds an escape that does not exist",
            "write `\\\\` for a backslash",
        ),
    }
}

fn bare_value(written: &str) -> Option<Sentence> {
    let said = match &*written.to_ascii_lowercase() {
        "null" | "none" | "nil" | "undefined" | "~" => {
            ("null is written otherwise", "write `null`")
        }
        "nan" | "inf" | "-inf" | "+inf" | "infinity" | "-infinity" | "+infinity" => NOT_FINITE,
        _ if bare::is_numbers(written) => NO_COMMA,
        _ if is_grouped(written) => ("a number has `_` in it", "write its digits alone"),
        _ => return bare::value(written),
    };
    Some(said)
}

fn is_grouped(written: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | '.');
    written.contains('_')
        && written.chars().all(is_part)
        && written.replace('_', "").parse::<f64>().is_ok()
}

fn number(kind: &Kind, written: &str) -> Sentence {
    match kind {
        Kind::HexadecimalNumbersNotAllowed => {
            ("a number is hexadecimal", "write it in decimal digits")
        }
        Kind::BareDecimalPointNumbersNotAllowed | Kind::UnaryPlusNumbersNotAllowed
            if written.parse::<f64>().is_err() =>
        {
            NO_QUOTES
        }
        Kind::UnaryPlusNumbersNotAllowed => ("a number begins with `+`", "remove the `+`"),
        Kind::BareDecimalPointNumbersNotAllowed => (
            "a number has no digit on one side of its point",
            "write `0.5` or `5.0`",
        ),
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            ("a number lacks a digit", "write it in decimal digits")
        }
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => COMMENT,
        _ => NO_QUOTES,
    }
}
