//! Numbers as all formats and variables have them.

use crate::value::tree::Value;

/// The number of these decimal digits, as text where 64 bits cannot hold it.
pub(crate) fn of(text: &str) -> Value<'static> {
    integer(text).unwrap_or_else(|| float(text))
}

/// The integer of these decimal digits, however many; none if they are none.
pub(crate) fn integer(text: &str) -> Option<Value<'static>> {
    if let Ok(small) = text.parse() {
        return Some(Value::Integer(small));
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let is_one = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let digits = digits.trim_start_matches('0');
    is_one.then(|| Value::Wide(format!("{sign}{digits}").into()))
}

/// The number with a fraction or an exponent; one that no type holds is text.
pub(super) fn float(text: &str) -> Value<'static> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.map_or_else(|| Value::Wide(text.into()), Value::Float)
}

/// The integer of these digits behind `0x`, `0o` or `0b`; none if they are none.
pub(super) fn in_radix(digits: &str, radix: u32) -> Option<Value<'static>> {
    let is_one = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    is_one.then(|| match u128::from_str_radix(digits, radix) {
        Ok(number) => of(&number.to_string()),
        // OK because no type holds it, in whatever digits.
        Err(_) => Value::Wide(format!("{}{digits}", prefix(radix)).into()),
    })
}

fn prefix(radix: u32) -> &'static str {
    match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    }
}
