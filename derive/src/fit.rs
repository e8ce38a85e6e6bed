//! Whether a default fits the type of its field, as far as the type's name tells.

use std::str::FromStr;

use syn::{GenericArgument, PathArguments, Type};

use crate::literal::Literal;

/// Integer types, with the range of each.
const INTEGERS: [(&str, i128, u128); 12] = [
    ("u8", 0, u8::MAX as u128),
    ("u16", 0, u16::MAX as u128),
    ("u32", 0, u32::MAX as u128),
    ("u64", 0, u64::MAX as u128),
    ("u128", 0, u128::MAX),
    ("i8", i8::MIN as i128, i8::MAX as u128),
    ("i16", i16::MIN as i128, i16::MAX as u128),
    ("i32", i32::MIN as i128, i32::MAX as u128),
    ("i64", i64::MIN as i128, i64::MAX as u128),
    ("i128", i128::MIN, i128::MAX as u128),
    // OK because a program is configured the same wherever it runs: what fits into
    // 64 bits only is found at the first load on a smaller machine.
    ("usize", 0, u64::MAX as u128),
    ("isize", i64::MIN as i128, i64::MAX as u128),
];

/// What is wrong with a default of this type; none where it fits, and where only a
/// load can tell.
pub(crate) fn wrong(default: &Literal, ty: &Type) -> Option<String> {
    let name = name(ty)?;
    let text = match default {
        Literal::Bare(text) | Literal::Quoted(text) => text.trim(),
        Literal::List(_) if is_scalar(&name) => {
            return Some(format!("a list is not a `{name}`"));
        }
        Literal::List(_) => return None,
    };
    match &name[..] {
        "bool" => wrong_bool(default),
        "f32" => wrong_float(text, &name, f32::is_finite),
        "f64" => wrong_float(text, &name, f64::is_finite),
        "char" => wrong_char(default),
        _ => wrong_integer(text, &name),
    }
}

/// The name of the type, or of what is in an `Option` of it.
fn name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    match &last.arguments {
        PathArguments::None => Some(last.ident.to_string()),
        PathArguments::AngleBracketed(arguments) if last.ident == "Option" => {
            match arguments.args.first()? {
                GenericArgument::Type(inner) => name(inner),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_scalar(name: &str) -> bool {
    matches!(name, "bool" | "f32" | "f64" | "char" | "String") || integer(name).is_some()
}

fn integer(name: &str) -> Option<(i128, u128)> {
    let found = INTEGERS.iter().find(|(integer, ..)| *integer == name)?;
    Some((found.1, found.2))
}

fn wrong_bool(default: &Literal) -> Option<String> {
    match default {
        Literal::Bare(text) if text == "true" || text == "false" => None,
        Literal::Quoted(text) if text == "true" || text == "false" => Some(format!(
            "text is not a `bool`, write `{text}` without quotes"
        )),
        Literal::Bare(text) | Literal::Quoted(text) => {
            Some(format!("`{text}` is not a `bool`, write `true` or `false`"))
        }
        Literal::List(_) => None,
    }
}

fn wrong_char(default: &Literal) -> Option<String> {
    let (Literal::Bare(text) | Literal::Quoted(text)) = default else {
        return None;
    };
    (text.chars().count() != 1).then(|| format!("`{text}` is not one character"))
}

fn wrong_float<F: FromStr + Copy>(
    text: &str,
    name: &str,
    is_finite: fn(F) -> bool,
) -> Option<String> {
    match text.parse::<F>() {
        Err(_) => Some(format!(
            "`{text}` is not a number, but the field is `{name}`"
        )),
        Ok(float) if is_finite(float) || names_infinity(text) => None,
        Ok(_) => Some(format!("`{text}` is out of range for `{name}`")),
    }
}

fn names_infinity(text: &str) -> bool {
    !text.contains(|letter: char| letter.is_ascii_digit())
}

fn wrong_integer(text: &str, name: &str) -> Option<String> {
    let (min, max) = integer(name)?;
    let is_in_range = match (text.parse::<i128>(), text.parse::<u128>()) {
        (Ok(number), _) => number >= min && (number < 0 || number.unsigned_abs() <= max),
        (_, Ok(number)) => number <= max,
        _ if is_integer(text) => false,
        _ => {
            return Some(format!(
                "`{text}` is not an integer, but the field is `{name}`"
            ));
        }
    };
    (!is_in_range)
        .then(|| format!("`{text}` is out of range for `{name}`, which holds {min} to {max}"))
}

/// Whether it is an integer, of whatever size.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::wrong;

    fn said(default: &str, ty: &str) -> Option<String> {
        wrong(
            &syn::parse_str(default).unwrap(),
            &syn::parse_str(ty).unwrap(),
        )
    }

    #[test]
    fn what_fits_or_cannot_be_known_is_accepted() {
        for (default, ty) in [
            ("255", "u8"),
            ("-128", "i8"),
            ("\" 8080 \"", "u16"),
            ("18_446_744_073_709_551_615", "u64"),
            ("0", "Option<u16>"),
            ("true", "bool"),
            ("1", "f32"),
            ("0.5", "Option<f64>"),
            ("\"-inf\"", "f64"),
            ("'x'", "char"),
            ("5", "String"),
            ("[1, 2]", "Vec<u8>"),
            ("\"1,2\"", "Vec<u8>"),
            ("\"30s\"", "Duration"),
            ("70000", "Port"),
            ("70000", "Wrapping<u16>"),
        ] {
            assert_eq!(said(default, ty), None, "{default} as {ty}");
        }
    }

    #[test]
    fn what_the_type_cannot_hold_is_refused() {
        for (default, ty, expected) in [
            (
                "256",
                "u8",
                "`256` is out of range for `u8`, which holds 0 to 255",
            ),
            (
                "-1",
                "Option<u16>",
                "`-1` is out of range for `u16`, which holds 0 to 65535",
            ),
            (
                "\"-129\"",
                "i8",
                "`-129` is out of range for `i8`, which holds -128 to 127",
            ),
            (
                "0.5",
                "u32",
                "`0.5` is not an integer, but the field is `u32`",
            ),
            (
                "true",
                "usize",
                "`true` is not an integer, but the field is `usize`",
            ),
            (
                "\"many\"",
                "u32",
                "`many` is not an integer, but the field is `u32`",
            ),
            (
                "\"maybe\"",
                "bool",
                "`maybe` is not a `bool`, write `true` or `false`",
            ),
            (
                "\"true\"",
                "bool",
                "text is not a `bool`, write `true` without quotes",
            ),
            (
                "\"yes\"",
                "Option<bool>",
                "`yes` is not a `bool`, write `true` or `false`",
            ),
            ("1", "bool", "`1` is not a `bool`, write `true` or `false`"),
            ("2", "bool", "`2` is not a `bool`, write `true` or `false`"),
            (
                "\"1,5\"",
                "f64",
                "`1,5` is not a number, but the field is `f64`",
            ),
            ("1e40", "f32", "`1e40` is out of range for `f32`"),
            ("\"xy\"", "char", "`xy` is not one character"),
            ("[1]", "u8", "a list is not a `u8`"),
            ("[]", "String", "a list is not a `String`"),
        ] {
            assert_eq!(said(default, ty).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_number_too_large_for_any_type_is_out_of_range() {
        let digits = "9".repeat(60);
        let said = said(&format!("\"{digits}\""), "u128").unwrap();
        assert!(said.contains("out of range"), "{said}");
    }
}
