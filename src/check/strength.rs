//! Secrets that are none.
//!
//! The limits: a secret has at least 16 characters, since 16 hexadecimal digits
//! hold the 64 bits that OWASP's session management guide asks of a value that
//! must not be guessed; and, as a floor for repetition, 40 bits of entropy by
//! the frequency of its bytes. A random text of 16 hexadecimal digits has
//! 54 bits by that measure on average, and practically never fewer than 42.

use super::refuse::is_reference;
use crate::value::entropy;

/// The fewest characters of a secret.
const LEAST_CHARS: usize = 16;

/// The fewest bits of a secret, by the frequency of its bytes.
const LEAST_BITS: u64 = 40;

/// What is weak about a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weakness {
    Placeholder,
    /// A reference to a secret, which nothing has resolved.
    Reference,
    /// The default of the field, which everyone can read.
    OwnDefault,
    Short,
    Guessable,
}

impl Weakness {
    /// The fewest characters of a secret.
    pub(crate) const LEAST_CHARS: usize = LEAST_CHARS;

    /// The fewest bits of a secret.
    pub(crate) const LEAST_BITS: u64 = LEAST_BITS;
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

/// Words that make no secret of those beside them.
const FILLERS: [&str; 22] = [
    "a",
    "an",
    "api",
    "app",
    "auth",
    "change",
    "db",
    "dev",
    "development",
    "here",
    "insecure",
    "is",
    "local",
    "me",
    "my",
    "not",
    "please",
    "super",
    "the",
    "this",
    "very",
    "your",
];

/// The letters of the longest of [`WORDS`].
const LONGEST_WORD: usize = 13;

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
pub(crate) fn weakness(text: &str, user: Option<&str>) -> Option<Weakness> {
    let text = text.trim();
    if is_reference(text) {
        Some(Weakness::Reference)
    } else if is_placeholder(text) || user.is_some_and(|user| !user.is_empty() && user == text) {
        Some(Weakness::Placeholder)
    } else if text.chars().count() < LEAST_CHARS {
        Some(Weakness::Short)
    } else if entropy::of(text) < LEAST_BITS * entropy::BIT {
        Some(Weakness::Guessable)
    } else {
        None
    }
}

fn is_placeholder(text: &str) -> bool {
    (text.starts_with('<') && text.ends_with('>'))
        || repeats_one_letter(text)
        || has_part(text)
        || is_word(text)
        || is_phrase(text)
        || is_count(text)
}

fn repeats_one_letter(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next();
    text.len() >= 3 && letters.all(|letter| Some(letter) == first)
}

/// The letters and digits of the text, in lower case: no copy of a secret is left
/// behind by looking at it.
fn plain(text: &str) -> impl DoubleEndedIterator<Item = u8> + Clone {
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase())
}

fn has_part(text: &str) -> bool {
    let mut rest = plain(text);
    loop {
        let here = rest.clone();
        let Some(first) = rest.next() else {
            return false;
        };
        let begins = |part: &str| {
            part.as_bytes()[0] == first && part.bytes().eq(here.clone().take(part.len()))
        };
        if PARTS.iter().any(|part| begins(part)) {
            return true;
        }
    }
}

/// Whether it is one of [`WORDS`], digits behind it or not.
fn is_word(text: &str) -> bool {
    let Some(first) = plain(text).next() else {
        return false;
    };
    let without_digits = || plain(text).rev().skip_while(u8::is_ascii_digit);
    if without_digits().count() > LONGEST_WORD {
        return false;
    }
    let is = |word: &&str| word.bytes().eq(plain(text)) || word.bytes().rev().eq(without_digits());
    let mut alike = WORDS.iter().filter(|word| word.as_bytes()[0] == first);
    alike.any(is)
}

/// Whether it is made of [`WORDS`], and of nothing beside but [`FILLERS`] and
/// numbers.
fn is_phrase(text: &str) -> bool {
    let parts = || text.split(|c: char| !c.is_ascii_alphanumeric());
    let letters = |part: &str| part.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    // OK because most secrets have a part that is longer than any word.
    if parts().any(|part| letters(part) > LONGEST_WORD) {
        return false;
    }
    let is_filler = |part: &str| {
        letters(part) == 0 || FILLERS.iter().any(|word| part.eq_ignore_ascii_case(word))
    };
    parts().all(|part| is_filler(part) || is_word(part)) && parts().any(is_word)
}

/// Whether it is digits alone, each followed by the next.
fn is_count(text: &str) -> bool {
    let follows = |(digit, next): (u8, u8)| {
        digit.is_ascii_digit() && (digit - b'0' + 1) % 10 == next.wrapping_sub(b'0')
    };
    plain(text).nth(1).is_some() && plain(text).zip(plain(text).skip(1)).all(follows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_as_long_as_it_says() {
        assert_eq!(
            WORDS.iter().map(|word| word.len()).max(),
            Some(LONGEST_WORD)
        );
    }

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
            "your-api-key-goes-here",
            "todo",
            "123456789",
            "example",
            "0000",
            "abc123",
            "administrator",
            "admin 2026",
            "890-123",
            "test-secret-key-1",
            "this is not a secret",
            "Super-Secret_Password!",
            "dummy-dummy-dummy-dummy",
            "example/api/key/0001",
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
            "4821-9930-1755-2067",
            "test-key-q7Zp2LxV0sKd9TgR",
            "sk_live_51H8sQkL0mN2pR4tV",
        ] {
            assert_eq!(weakness(text, None), None, "{text}");
        }
    }
}
