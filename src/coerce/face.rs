//! What free text is for a type that asks for anything.
//!
//! Such a type is an untagged enum, a field below `#[serde(flatten)]`, or a value
//! of any kind. A file says whether a value is text or a number; a variable does
//! not, so what is written exactly as a number or a boolean is offered as one, and
//! only then as text; text with commas is offered as text, and only then as a list.

use serde::de::{Error, Visitor};

use crate::format::number;
use crate::value::tree::Value;

/// What free text may be taken for.
pub(crate) enum Face<'t> {
    /// Text, and nothing else.
    Text,
    /// Text first, then the list between its commas.
    List,
    /// This value first, then text.
    Value(Value<'t>),
    /// Text first, then this number: written again it would look otherwise.
    Lossy(Value<'t>),
}

/// What this text may be taken for.
pub(crate) fn face(text: &str) -> Face<'static> {
    match text {
        "true" => return Face::Value(Value::Bool(true)),
        "false" => return Face::Value(Value::Bool(false)),
        _ if is_list(text) => return Face::List,
        _ if !is_number(text) => return Face::Text,
        _ => {}
    }
    let value = number::of(text);
    match &value {
        Value::Float(number) if !is_exact(text, *number) => Face::Lossy(value),
        Value::Wide(_) if value.is_float() => Face::Text,
        _ => Face::Value(value),
    }
}

/// Whether there is something on both sides of each of its commas.
fn is_list(text: &str) -> bool {
    text.contains(',') && text.split(',').all(|element| !element.trim().is_empty())
}

/// Whether no digit of the text is lost in the number: neither one that is more
/// than it holds, nor a zero at the end, as in `1.10`.
fn is_exact(text: &str, number: f64) -> bool {
    let mantissa = |text: &str| text.split(['e', 'E']).next().unwrap_or_default().to_owned();
    let digits = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.trim_matches('0').to_owned()
    };
    let written = mantissa(text);
    let fraction = written
        .split_once('.')
        .map_or("0", |(_, fraction)| fraction);
    let is_short = fraction == "0" || !fraction.ends_with('0');
    is_short && digits(&written) == digits(&mantissa(&format!("{number:e}")))
}

/// Whether it is a number by the grammar of JSON.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(number);
    if whole == 0 || (whole > 1 && number.starts_with('0')) || text == "-0" {
        return false;
    }
    let mut rest = &number[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let length = digits(exponent);
        return length > 0 && length == exponent.len();
    }
    rest.is_empty()
}

/// Shows the visitor the text as what it is first, or as the other thing it may be.
pub(super) fn visit<'de, V, E>(text: &str, is_other: bool, visitor: V) -> Result<V::Value, E>
where
    V: Visitor<'de>,
    E: Error,
{
    match (face(text), is_other) {
        (Face::Value(value), false) | (Face::Lossy(value), true) => match value {
            Value::Bool(bool) => visitor.visit_bool(bool),
            Value::Integer(number) => visitor.visit_i64(number),
            Value::Float(number) => visitor.visit_f64(number),
            Value::Wide(wide) => match wide.parse::<u64>() {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => visitor.visit_str(text),
            },
            _ => visitor.visit_str(text),
        },
        _ => visitor.visit_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_if_it_is_written_exactly_as_one() {
        for text in [
            "0",
            "8080",
            "-1",
            "true",
            "0.5",
            "-12.25",
            "10.0",
            "18446744073709551615",
            "1e3",
            "1E+2",
            "-2.5e-3",
            "1.0e3",
            "0.0",
        ] {
            assert!(matches!(face(text), Face::Value(_)), "{text}");
        }
        for text in ["1.10", "1.10e3", "10.00", "0.1234567890123456789"] {
            assert!(matches!(face(text), Face::Lossy(_)), "{text}");
        }
        for text in ["a,b", "1, 2", "a b, c"] {
            assert!(matches!(face(text), Face::List), "{text}");
        }
        for text in [
            "", " 1", "1 ", "00123", "+5", "-0", "-", ".5", "5.", "1e", "0x10", "1_000", "inf",
            "NaN", "True", "yes", "1.2.3", "1e400", ",", "a,", "a,,b", "a, ,b",
        ] {
            assert!(matches!(face(text), Face::Text), "{text}");
        }
    }
}
