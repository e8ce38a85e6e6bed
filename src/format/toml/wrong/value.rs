//! What is wrong with a value without quotes.

use super::{FOLLOWS, NO_COMMA, NO_COMMENT, NO_QUOTES, Within, Words, words};
use crate::format::{Sentence, bare};

const NO_DIGITS: Sentence = ("number without digits", "add digits, or put text in quotes");

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
            "null is not supported",
            "omit the key, or put text in quotes",
        ),
        "nan" | "inf" | "+inf" | "-inf" | "infinity" | "+infinity" | "-infinity" => (
            "infinity and NaN are spelled differently",
            "write `inf`, `-inf` or `nan`",
        ),
        _ if written.ends_with(['"', '\'']) => ("missing opening quote", "add the opening quote"),
        _ if bare::is_numbers(written) => NO_COMMA,
        _ if written.contains(" //") || written.contains(" ;") => NO_COMMENT,
        _ if ["0X", "0O", "0B"]
            .iter()
            .any(|prefix| written.starts_with(prefix)) =>
        {
            ("uppercase number prefix", "write `0x`, `0o` or `0b`")
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
                "a sign is not allowed on this number",
                "remove the sign, or write the number in decimal",
            ),
            _ => (
                "invalid digit in a number",
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
            ("more than one sign", "keep one")
        } else if digits.contains("__") || digits.starts_with('_') || digits.ends_with('_') {
            ("misplaced `_` in a number", "remove it")
        } else if whole.len() > 1 && whole.starts_with('0') {
            (
                "number with a leading zero",
                "remove the zero, or put text in quotes",
            )
        } else if digits.starts_with('.') || digits.ends_with('.') || digits.contains(".e") {
            (
                "no digit on one side of the decimal point",
                "write it as `0.5` or `1.0`",
            )
        } else {
            NO_QUOTES
        }
    })
}
