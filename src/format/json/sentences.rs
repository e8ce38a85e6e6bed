//! What is said of a JSON file: what is wrong, then the cure.
//!
//! Never the parser's own words, which may repeat the text.

use jsonc_parser::ParseStringErrorKind as StringKind;
use jsonc_parser::errors::ParseErrorKind as Kind;

use crate::format::{Sentence, bare};

pub(super) const EMPTY: Sentence = ("the file is empty", "write `{}` for no settings");
pub(super) const NOT_CLOSED: Sentence = ("unclosed string", "close it with `\"`");
pub(super) const COMMENT: Sentence = ("comments are not allowed", "remove the comment");
pub(super) const TRAILING_COMMA: Sentence = (
    "trailing comma before a closing bracket",
    "remove the comma",
);
pub(super) use crate::format::bare::NO_COMMA;
pub(super) const COMMA: Sentence = ("expected a value, found a comma", "remove it");
pub(super) const COLON: Sentence = ("expected a value, found a colon", "remove it");
pub(super) const NO_VALUE: Sentence = ("key without a value", "write `\"key\": value`");
pub(super) const NO_KEY: Sentence = ("expected a key", "write `\"key\": value`");
pub(super) const FOLLOWS: Sentence = ("text after the end", "remove it; a file is a single object");
pub(super) const SINGLE_QUOTES: Sentence =
    ("a string is in single quotes", "put it in double quotes");
const NO_QUOTES: Sentence = ("the string is not quoted", "put text in double quotes");
const NOT_FINITE: Sentence = (
    "JSON has no infinity or NaN",
    "write a number, or remove the key",
);

pub(super) fn closes_nothing(is_curly: bool) -> Sentence {
    if is_curly {
        ("unmatched `}`", "remove it")
    } else {
        ("unmatched `]`", "remove it")
    }
}

pub(super) fn never_closed(is_curly: bool) -> Sentence {
    if is_curly {
        ("unclosed object", "close it with `}`")
    } else {
        ("unclosed list", "close it with `]`")
    }
}

/// What is wrong with a key that is not in double quotes.
pub(super) fn key(written: &str) -> Sentence {
    match bare::character(written) {
        Some((said, _)) => said,
        None => ("the key is not quoted", "put the key in double quotes"),
    }
}

/// What is wrong with a value, as the parser has it.
pub(super) fn value(kind: &Kind, written: &str) -> Sentence {
    match kind {
        Kind::String(kind) => string(kind),
        Kind::SingleQuotedStringsNotAllowed => SINGLE_QUOTES,
        _ => bare_value(kind, written),
    }
}

fn string(kind: &StringKind) -> Sentence {
    match kind {
        StringKind::UnterminatedStringLiteral => NOT_CLOSED,
        _ => ("unknown escape in a string", "write `\\\\` for a backslash"),
    }
}

fn bare_value(kind: &Kind, written: &str) -> Sentence {
    match &*written.to_ascii_lowercase() {
        "null" | "none" | "nil" | "undefined" | "~" => ("null is spelled `null`", "write `null`"),
        "nan" | "inf" | "-inf" | "+inf" | "infinity" | "-infinity" | "+infinity" => NOT_FINITE,
        _ => bare::value(written).unwrap_or(match kind {
            Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => COMMENT,
            _ => NO_QUOTES,
        }),
    }
}
