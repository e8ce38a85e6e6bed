//! What is wrong with a value without quotes.

use super::{FOLLOWS, NO_COMMA, NO_COMMENT, NO_QUOTES, Within, Words, words};
use crate::format::{Sentence, bare};

const NO_DIGITS: Sentence = ("a number has no digits", "write one, or put text in quotes");

/// What is wrong with a value without quotes; `rest` is what follows it.
pub(in crate::format::toml) fn bare(written: &str, within: Within, rest: &str) -> Words {
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
        _ if bare::is_numbers(written) => NO_COMMA,
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
