//! What free text is for a type that asks for anything.
//!
//! Such a type is an untagged enum, a field below `#[serde(flatten)]`, or a value
//! of any kind. A file says whether a value is text or a number; a variable does
//! not, so what is written exactly as a number or a boolean is offered as one, and
//! only then as text.

use serde::de::{Error, Visitor};

use crate::format::inline;
use crate::tree::Value;

/// What free text may be taken for.
pub(crate) enum Face<'t> {
    /// Text, and nothing else.
    Text,
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
        _ if !is_number(text) => return Face::Text,
        _ => {}
    }
    let value = inline::number(text);
    match &value {
        Value::Integer(_) | Value::Wide(_) => Face::Value(value),
        Value::Float(number) if !number.is_finite() => Face::Text,
        Value::Float(number) if format!("{number:?}") == text => Face::Value(value),
        _ => Face::Lossy(value),
    }
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
        ] {
            assert!(matches!(face(text), Face::Value(_)), "{text}");
        }
        for text in ["1.10", "1e6", "0.1234567890123456789", "1E+2"] {
            assert!(matches!(face(text), Face::Lossy(_)), "{text}");
        }
        for text in [
            "", " 1", "1 ", "00123", "+5", "-0", "-", ".5", "5.", "1e", "0x10", "1_000", "inf",
            "NaN", "True", "yes", "1.2.3", "1e400",
        ] {
            assert!(matches!(face(text), Face::Text), "{text}");
        }
    }
}
