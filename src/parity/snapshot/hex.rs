//! Digests as text.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// So many hexadecimal digits, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(super) struct Hex<const DIGITS: usize>(pub(super) String);

impl<const DIGITS: usize> TryFrom<String> for Hex<DIGITS> {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() == DIGITS && text.bytes().all(is_digit) {
            Ok(Self(text))
        } else {
            Err("not a digest")
        }
    }
}

impl<const DIGITS: usize> From<Hex<DIGITS>> for String {
    fn from(Hex(text): Hex<DIGITS>) -> Self {
        text
    }
}

impl<const DIGITS: usize> Deref for Hex<DIGITS> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
