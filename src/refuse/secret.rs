//! Secrets that are none.
//!
//! The limits: a secret has at least 16 characters, since 16 hexadecimal digits
//! hold the 64 bits that OWASP's session management guide asks of a value that
//! must not be guessed; and, as a floor for repetition, 40 bits of entropy by
//! the frequency of its characters. A random text of 16 hexadecimal digits has
//! 54 bits by that measure on average, and practically never fewer than 42.

use crate::problem::Code;

/// The fewest characters of a secret.
const LEAST_CHARS: usize = 16;

/// The fewest bits of a secret, by the frequency of its characters.
const LEAST_BITS: f64 = 40.0;

/// What is weak about a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weakness {
    Placeholder,
    /// The default of the field, which everyone can read.
    OwnDefault,
    Short,
    Guessable,
}

impl Weakness {
    /// The fewest characters of a secret.
    pub(crate) const LEAST_CHARS: usize = LEAST_CHARS;

    pub(super) fn code(self) -> Code {
        match self {
            Self::Placeholder | Self::OwnDefault => Code::Placeholder,
            Self::Short | Self::Guessable => Code::WeakSecret,
        }
    }
}

/// Words that stand where a secret should, without signs between them.
const WORDS: [&str; 46] = [
    "changeme",
    "changeit",
    "changethis",
    "secret",
    "secrets",
    "mysecret",
    "supersecret",
    "topsecret",
    "password",
    "passw0rd",
    "passwd",
    "pass",
    "pwd",
    "mypassword",
    "todo",
    "tbd",
    "fixme",
    "example",
    "sample",
    "dummy",
    "fake",
    "test",
    "testing",
    "tests",
    "foo",
    "bar",
    "foobar",
    "baz",
    "none",
    "null",
    "nil",
    "undefined",
    "default",
    "admin",
    "administrator",
    "root",
    "user",
    "guest",
    "letmein",
    "qwerty",
    "abc123",
    "token",
    "apikey",
    "key",
    "value",
    "string",
];

/// Parts of a text that no secret has.
const PARTS: [&str; 8] = [
    "changeme",
    "replaceme",
    "placeholder",
    "insertyour",
    "yourapikey",
    "yoursecret",
    "yourpassword",
    "yourtoken",
];

/// What is weak about a secret; `user` is who it belongs to, where that is known.
pub(super) fn weakness(text: &str, user: Option<&str>) -> Option<Weakness> {
    let text = text.trim();
    if is_placeholder(text) || user.is_some_and(|user| !user.is_empty() && user == text) {
        Some(Weakness::Placeholder)
    } else if text.chars().count() < LEAST_CHARS {
        Some(Weakness::Short)
    } else if bits(text) < LEAST_BITS {
        Some(Weakness::Guessable)
    } else {
        None
    }
}

fn is_placeholder(text: &str) -> bool {
    let is_wrapped = |start, end| text.starts_with(start) && text.ends_with(end);
    if is_wrapped("<", ">") || is_wrapped("${", "}") || is_wrapped("{{", "}}") {
        return true;
    }
    let plain: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let mut letters = text.chars();
    let first = letters.next();
    let repeats = first.is_some() && letters.clone().count() >= 2 && {
        letters.all(|letter| Some(letter) == first)
    };
    let without_digits = plain.trim_end_matches(|letter: char| letter.is_ascii_digit());
    repeats
        || WORDS.contains(&&*plain)
        || WORDS.contains(&without_digits)
        || PARTS.iter().any(|part| plain.contains(part))
        || (!plain.is_empty() && "01234567890123456789".contains(&*plain))
}

/// Shannon's entropy of the text, by the frequency of its own characters.
fn bits(text: &str) -> f64 {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    let all = count(&letters);
    let of_each = letters.chunk_by(|a, b| a == b).map(|same| {
        let share = count(same) / all;
        -share * share.log2()
    });
    of_each.sum::<f64>() * all
}

#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 characters")]
fn count(letters: &[char]) -> f64 {
    letters.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_however_they_are_written() {
        for text in [
            "changeme",
            "CHANGE-ME",
            "change_me_in_production",
            "secret",
            "Password1",
            "xxx",
            "XXXXXXXXXXXXXXXXXXXXXXXX",
            "********",
            "<your key here>",
            "${API_KEY}",
            "{{ api_key }}",
            "your-api-key-goes-here",
            "todo",
            "123456789",
            "example",
            "0000",
        ] {
            assert_eq!(weakness(text, None), Some(Weakness::Placeholder), "{text}");
        }
        assert_eq!(
            weakness("postgres", Some("postgres")),
            Some(Weakness::Placeholder)
        );
    }

    #[test]
    fn short_and_repetitive_secrets_are_weak() {
        for text in ["", "hunter2", "9f8e7d6c5b4a321"] {
            assert_eq!(weakness(text, None), Some(Weakness::Short), "{text}");
        }
        for text in [
            "abababababababab",
            "aaaaaaaabbbbbbbbcccc",
            "1111111122222222",
        ] {
            assert_eq!(weakness(text, None), Some(Weakness::Guessable), "{text}");
        }
    }

    #[test]
    fn random_texts_are_secrets() {
        for text in [
            "9f8e7d6c5b4a3210",
            "5d41402abc4b2a76b9719d911017c592",
            "q7Zp2LxV0sKd9TgR",
            "correct horse battery staple",
            "sk_live_51H8sQkL0mN2pR4tV",
        ] {
            assert_eq!(weakness(text, None), None, "{text}");
        }
    }
}
