//! Plain scalars, by the core schema of YAML 1.2.

use std::borrow::Cow;

use crate::format::{Sentence, number};
use crate::value::tree::Value;

/// The value of a scalar without quotes.
///
/// # Errors
///
/// What is wrong with a number, and the cure.
pub(super) fn plain(text: Cow<'_, str>) -> Result<Value<'_>, Sentence> {
    let value = match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Value::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Value::Float(f64::NEG_INFINITY),
        other if other.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            return digits(text);
        }
        _ => Value::String(text),
    };
    Ok(value)
}

/// What begins like a number, and may yet be text such as `1.2.3`.
fn digits(text: Cow<'_, str>) -> Result<Value<'_>, Sentence> {
    let in_radix = |prefix, radix| number::in_radix(text.strip_prefix(prefix)?, radix);
    if let Some(value) = in_radix("0x", 16).or_else(|| in_radix("0o", 8)) {
        return Ok(value);
    }
    if !is_number(&text) {
        return Ok(Value::String(text));
    }
    let unsigned = text.trim_start_matches(['+', '-']);
    let is_whole = unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && unsigned.len() > 1 && unsigned.starts_with('0') {
        return Err(LEADING_ZERO);
    }
    Ok(number::of(&text))
}

/// Whether it is `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !digits.is_empty() && is_digits(digits)
    });
    let has_digit = !whole.is_empty() || !fraction.is_empty();
    has_digit && is_digits(whole) && is_digits(fraction) && exponent_fits
}

const LEADING_ZERO: Sentence = (
    "leading zero, which other readers take for octal",
    "write `0o` before octal digits, remove the zero, or put text in quotes",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match plain(Cow::Borrowed(text)) {
            Ok(value) => format!("{value:?}"),
            Err((what, _)) => what.to_owned(),
        }
    }

    #[test]
    fn scalars_follow_the_core_schema() {
        for (text, value) in [
            ("", "Null"),
            ("~", "Null"),
            ("True", "Bool(true)"),
            ("80", "Integer(80)"),
            ("+80", "Integer(80)"),
            ("-80", "Integer(-80)"),
            ("0", "Integer(0)"),
            ("0o17", "Integer(15)"),
            ("0xfF", "Integer(255)"),
            ("18446744073709551615", "Wide(\"18446744073709551615\")"),
            ("1.", "Float(1.0)"),
            ("+.5", "Float(0.5)"),
            ("-1.5e3", "Float(-1500.0)"),
            ("-.inf", "Float(-inf)"),
            (".NaN", "Float(NaN)"),
            ("1e999", "Wide(\"1e999\")"),
        ] {
            assert_eq!(said(text), value, "{text}");
        }
    }

    #[test]
    fn what_the_core_schema_does_not_know_is_text() {
        for text in [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "tRue",
            "nULL",
            "1.2.3",
            "1_000",
            "12:30",
            "0b1",
            "2026-01-31",
            "30s",
            ".",
            "+",
            "-x",
            "e5",
            "1e",
            "0x",
            "0xg",
            "inf",
            "nan",
            "..",
        ] {
            assert_eq!(said(text), format!("String({text:?})"), "{text}");
        }
    }

    #[test]
    fn numbers_that_readers_take_differently_are_refused() {
        assert_eq!(said("0644"), LEADING_ZERO.0);
        assert_eq!(said("-01"), LEADING_ZERO.0);
    }
}
