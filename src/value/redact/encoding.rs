//! The other ways of writing a text that a secret may come in.

use std::borrow::Cow;

/// The text without percent signs, as the service on the other side takes it; `+`
/// stays what it is.
pub(crate) fn percent_decoded(text: &str) -> Cow<'_, str> {
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

/// What the numbers and single characters of a text stand for, as a list of bytes or
/// of characters is written: in decimal, in hexadecimal, and as they are.
pub(crate) fn unlisted(text: &str) -> String {
    let ways: [fn(&str) -> Option<String>; 3] = [of_decimal, of_hexadecimal, of_character];
    let mut decoded = String::new();
    for of in ways {
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            match of(word) {
                Some(part) => decoded.push_str(&part),
                None if word.is_empty() => {}
                None => decoded.push('\n'),
            }
        }
        decoded.push('\n');
    }
    decoded
}

fn of_decimal(word: &str) -> Option<String> {
    let byte: u8 = word.parse().ok()?;
    Some(char::from(byte).to_string())
}

/// Of one byte or of many: `68`, `0x68`, `x68`, `6875`.
fn of_hexadecimal(word: &str) -> Option<String> {
    let digits = word.trim_start_matches("0x").trim_start_matches(['x', 'u']);
    let pairs = digits.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs.map(of_digits).collect();
    let bytes = bytes.filter(|_| digits.len().is_multiple_of(2))?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn of_character(word: &str) -> Option<String> {
    let mut characters = word.chars();
    let is_one = characters.next().is_some() && characters.next().is_none();
    is_one.then(|| word.to_owned())
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

    #[test]
    fn a_list_of_bytes_is_the_text_that_they_are() {
        let secret = "hunter2";
        for written in [
            format!("{:?}", secret.as_bytes()),
            format!("{:x?}", secret.as_bytes()),
            format!("{:02X?}", secret.as_bytes()),
            format!("{:#04x?}", secret.as_bytes()),
            format!("{:?}", secret.chars().collect::<Vec<_>>()),
            "0x68756e74657232".to_owned(),
            "68:75:6e:74:65:72:32".to_owned(),
            r"\x68\x75\x6e\x74\x65\x72\x32".to_owned(),
            r"\u{68}\u{75}\u{6e}\u{74}\u{65}\u{72}\u{32}".to_owned(),
        ] {
            let message = format!("the key {written} is weak");
            assert!(unlisted(&message).contains(secret), "{message}");
        }
        assert!(!unlisted("1, 2, 3 of 300").contains(secret));
    }
}
