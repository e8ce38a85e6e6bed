//! The other ways of writing a text that a secret may come in.

use std::borrow::Cow;

/// The text without percent signs, as the service on the other side takes it; `+`
/// stays what it is.
pub(super) fn percent_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.split_at_checked(2);
        match digits.and_then(|(digits, after)| Some((of_digits(digits)?, after))) {
            Some((decoded, after)) if byte == b'%' => {
                bytes.push(decoded);
                rest = after;
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

fn of_digits(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits).ok()?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_that_encode_nothing_stay() {
        for (text, decoded) in [
            ("a", "a"),
            ("a%20b", "a b"),
            ("%c3%BC", "\u{fc}"),
            ("100%", "100%"),
            ("%zz%+1%4", "%zz%+1%4"),
            ("h%40+%26", "h@+&"),
        ] {
            assert_eq!(percent_decoded(text), decoded);
        }
    }
}
