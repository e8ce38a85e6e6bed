//! Numbers, switches and durations, of text or of a typed value.

use std::str::FromStr;
use std::time::Duration;

use serde::de::Visitor;
use serde::de::value::MapDeserializer;

use super::Reading;
use crate::coerce::mistake::{Fault, Mistake};
use crate::value::tree::Value;

impl Reading<'_> {
    pub(super) fn integer<T: Integer>(self) -> Result<T, Mistake> {
        match &self.node.value {
            Value::Integer(number) => T::try_from(*number).ok(),
            Value::Wide(text) if !self.node.value.is_float() => text.parse().ok(),
            Value::String(text) if is_wide(text) => text.parse().ok(),
            Value::Free(text) => match text.trim().parse() {
                Ok(number) => Some(number),
                Err(_) if looks_like_an_integer(text) => None,
                Err(_) => return Err(self.wrong_type(T::described())),
            },
            _ => return Err(self.wrong_type(T::described())),
        }
        .ok_or_else(|| {
            self.fault(Fault::OutOfRange {
                expected: T::described(),
            })
        })
    }

    /// A number no further from zero than `most`, unless it is infinite as written.
    #[expect(
        clippy::cast_precision_loss,
        reason = "as serde reads an integer into a float"
    )]
    pub(super) fn float(self, most: f64) -> Result<f64, Mistake> {
        let (number, is_infinite) = match &self.node.value {
            Value::Float(number) => (Some(*number), number.is_infinite()),
            Value::Integer(number) => (Some(*number as f64), false),
            Value::Wide(text) => match text.parse() {
                Ok(number) => (Some(number), false),
                Err(_) => return Err(self.too_many_bits()),
            },
            Value::Free(text) => (text.trim().parse().ok(), says_infinite(text)),
            _ => (None, false),
        };
        let number: f64 = number.ok_or_else(|| self.wrong_type("a number"))?;
        if number.abs() > most && !is_infinite {
            let expected = format!("a number from {:.1e} to {most:.1e}", -most);
            return Err(self.fault(Fault::OutOfRange { expected }));
        }
        Ok(number)
    }

    /// Of a number in digits that are not decimal, and of no integer type.
    #[cold]
    fn too_many_bits(self) -> Mistake {
        let expected = "a number of at most 128 bits, or one in decimal digits".to_owned();
        self.fault(Fault::OutOfRange { expected })
    }

    pub(super) fn bool(self) -> Result<bool, Mistake> {
        match &self.node.value {
            Value::Bool(bool) => Some(*bool),
            Value::Free(text) => free_bool(text.trim()),
            _ => None,
        }
        .ok_or_else(|| self.wrong_type("`true` or `false`"))
    }

    pub(super) fn duration<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let text = match (&self.node.value, self.text()) {
            (Value::Integer(number), _) => return Err(self.missing_unit(&number.to_string())),
            (Value::Float(number), _) => return Err(self.missing_unit(&format!("{number:?}"))),
            (_, None) => return Err(self.wrong_type("a duration such as `30s`")),
            (_, Some(text)) => text.trim(),
        };
        if text.is_empty() {
            let expected = "a duration such as `30s`".to_owned();
            return Err(self.fault(Fault::Empty { expected }));
        }
        if text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            return Err(self.missing_unit(text));
        }
        let duration = humantime::parse_duration(text).map_err(|error| {
            self.fault(Fault::Duration {
                reason: duration_reason(&error).to_owned(),
            })
        })?;
        let parts = [
            ("secs", duration.as_secs()),
            ("nanos", duration.subsec_nanos().into()),
        ];
        visitor.visit_map(MapDeserializer::new(parts.into_iter()))
    }

    #[cold]
    fn missing_unit(self, number: &str) -> Mistake {
        let secret = self.session.hides(&self.path.key());
        let example = seconds(number).filter(|_| !secret);
        self.fault(Fault::MissingUnit {
            example: example.unwrap_or_else(|| "30s".to_owned()),
        })
    }
}

pub(super) trait Integer: TryFrom<i64> + FromStr {
    fn described() -> String;
}

macro_rules! described {
    ($($type:ty)+) => {
        $(impl Integer for $type {
            fn described() -> String {
                format!("an integer from {} to {}", <$type>::MIN, <$type>::MAX)
            }
        })+
    };
}

/// What an integer type is, by the name that it gives itself where serde has kept a
/// value for it.
pub(crate) fn integer_named(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix("a nonzero ") {
        let all = integer_named(number)?;
        return Some(match all.strip_prefix("an integer from 0 ") {
            Some(rest) => format!("an integer from 1 {rest}"),
            None => format!("{all}, but not 0"),
        });
    }
    Some(match name {
        "i8" => i8::described(),
        "i16" => i16::described(),
        "i32" => i32::described(),
        "i64" => i64::described(),
        "i128" => i128::described(),
        "u8" => u8::described(),
        "u16" => u16::described(),
        "u32" => u32::described(),
        "u64" => u64::described(),
        "u128" => u128::described(),
        _ => return None,
    })
}

described!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

/// So many seconds, as a duration is written; none if there are not so many.
fn seconds(number: &str) -> Option<String> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("{number}s"));
    }
    let duration = Duration::try_from_secs_f64(number.parse().ok()?).ok()?;
    Some(humantime::format_duration(duration).to_string())
}

/// Whether a number is infinite because it is written so.
fn says_infinite(text: &str) -> bool {
    text.contains(['i', 'I'])
}

pub(super) fn looks_like_an_integer(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['-', '+']);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether it is an integer that needs more than 64 bits, which a dump writes as text
/// because other readers of its format have no more.
fn is_wide(text: &str) -> bool {
    looks_like_an_integer(text) && text.parse::<i64>().is_err()
}

pub(crate) fn free_bool(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&["true", "1", "yes", "on"]) {
        Some(true)
    } else if is(&["false", "0", "no", "off"]) {
        Some(false)
    } else {
        None
    }
}

/// What is wrong with a duration, without the value that the parser would repeat.
fn duration_reason(error: &humantime::DurationError) -> &'static str {
    match error {
        humantime::DurationError::UnknownUnit { unit, .. } if unit.is_empty() => {
            "the last number has no unit"
        }
        humantime::DurationError::UnknownUnit { .. } => "unknown unit",
        humantime::DurationError::NumberExpected(_) => "expected a number before each unit",
        humantime::DurationError::NumberOverflow => "the number is too large",
        _ => "not a number with a unit",
    }
}
