//! What free text is for a type that asks for anything.
//!
//! Such a type is an untagged enum, a field below `#[serde(flatten)]`, or a value
//! of any kind. A file says whether a value is text or a number; a variable does
//! not, so what is written exactly as a number or a boolean is offered as one, and
//! only then as text; text with commas is offered as text, and only then as a list.

use serde::de::{Error, Visitor};

use crate::format::inline;
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
    if is_list(text) {
        return Face::List;
    }
    match inline::scalar(text) {
        Some(Value::Float(number)) if !is_exact(text, number) => Face::Lossy(Value::Float(number)),
        Some(value) => Face::Value(value),
        None => Face::Text,
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
