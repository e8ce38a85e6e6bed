//! Which parts of a text are secret, whatever setting it belongs to.
//!
//! Each finder knows one way of writing secrets down, and adds the places it
//! finds. All readers of a text ask here: what shows it, what digests what is
//! hidden in it, and what warns of it.

mod credential;
mod hook;
mod login;
mod pair;
mod url;

use std::ops::Range;

pub(super) use self::credential::{is_random, is_random_folder, is_random_name, is_random_path};
pub(super) use self::url::has_password;
use super::REDACTED;

/// A part of a text that is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) range: Range<usize>,
    pub(crate) what: What,
}

/// How a secret was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Before the host of a URL.
    Userinfo,
    /// In the query of a URL.
    Query,
    /// In the path of a URL.
    Path,
    /// Behind a name that is one of secrets.
    Pair,
    /// Beside the name of a user: `scott/tiger@//db`, `-u app:tiger`.
    Login,
    /// Text that begins as the tokens of a provider do, or behind `Bearer`.
    Token,
    PrivateKey,
}

impl What {
    /// Whether it is a part of a URL, of which everyone knows that it may hold a
    /// password.
    pub(crate) fn is_of_url(self) -> bool {
        matches!(self, Self::Userinfo | Self::Query | Self::Path)
    }

    /// As what follows "holds what looks like".
    pub(crate) fn described(self) -> &'static str {
        match self {
            Self::Userinfo => "the password of a URL",
            Self::Query => "a secret parameter of a URL",
            Self::Path => "the secret path of a URL",
            Self::Pair => "a secret with its name",
            Self::Login => "a user name and password",
            Self::Token => "a token",
            Self::PrivateKey => "a private key",
        }
    }
}

/// Whether the text has a sign that secrets are written with; a quick answer, and
/// true of every text in which [`secrets`] finds one.
pub(super) fn has_sign(text: &str) -> bool {
    let signs = Signs::of(text);
    signs.has(Signs::EQUALS)
        || (signs.has(Signs::COLON) && signs.has(Signs::QUOTE | Signs::SPACE))
        || (signs.has(Signs::COLON) && signs.has(Signs::AT) && url::may_have_secret(text))
        || (signs.has(Signs::AT) && signs.has(Signs::SLASH) && login::may_be_oracle(text))
        || (signs.has(Signs::COLON) && signs.has(Signs::SLASH) && url::may_lack_host(text))
        || hook::may_be_in(text, signs)
        || credential::may_be_in(text, signs)
}

/// Which signs a text has that secrets are written with, found in one pass.
#[derive(Clone, Copy)]
struct Signs(u8);

impl Signs {
    const EQUALS: u8 = 1;
    const COLON: u8 = 1 << 1;
    const AT: u8 = 1 << 2;
    const SLASH: u8 = 1 << 3;
    const QUOTE: u8 = 1 << 4;
    /// Or a character that is not of ASCII, which may be one.
    const SPACE: u8 = 1 << 5;
    const UNDERSCORE: u8 = 1 << 6;
    /// What is between tokens.
    const BETWEEN: u8 = 1 << 7;

    const OF_BYTES: [u8; 256] = {
        let mut signs = [0; 256];
        let mut byte = 0_u8;
        loop {
            signs[byte as usize] = match byte {
                b'=' => Self::EQUALS | Self::BETWEEN,
                b':' => Self::COLON | Self::BETWEEN,
                b'@' => Self::AT | Self::BETWEEN,
                b'/' => Self::SLASH | Self::BETWEEN,
                b'"' | b'\'' | b'`' | b'\\' => Self::QUOTE | Self::BETWEEN,
                b' ' | b'\t'..=b'\r' | 0x80.. => Self::SPACE | Self::BETWEEN,
                b'_' => Self::UNDERSCORE,
                b'-' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => 0,
                _ => Self::BETWEEN,
            };
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
        signs
    };

    fn of(text: &str) -> Self {
        let signs = text.bytes().map(Self::of_byte);
        Self(signs.fold(0, |all, sign| all | sign))
    }

    fn of_byte(byte: u8) -> u8 {
        Self::OF_BYTES[usize::from(byte)]
    }

    fn has(self, any: u8) -> bool {
        self.0 & any != 0
    }
}

/// How many times a text is decoded to look for secrets in it. What is encoded more
/// often is secret as a whole.
const DECODINGS: u8 = 3;

/// All parts of the text that are secret, in order and apart from each other.
pub(crate) fn secrets(text: &str) -> Vec<Found> {
    secrets_within(text, DECODINGS)
}

/// As [`secrets`], of a text that is decoded so many times at most.
fn secrets_within(text: &str, decodings: u8) -> Vec<Found> {
    let mut found = Vec::new();
    url::find(text, &mut found);
    pair::find(text, decodings, &mut found);
    login::find(text, &mut found);
    credential::find(text, &mut found);
    hook::find(text, &mut found);
    apart(text, found)
}

/// Without those inside of others, and without what is redacted already.
fn apart(text: &str, mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|found| {
        let part = &text[found.range.clone()];
        !part.is_empty() && part != REDACTED
    });
    found.sort_by_key(|found| (found.range.start, usize::MAX - found.range.end));
    found.dedup_by(|later, first| {
        let overlaps = later.range.start < first.range.end;
        if overlaps {
            first.range.end = first.range.end.max(later.range.end);
        }
        overlaps
    });
    found
}

/// The longest pieces of a text that are made of such characters.
fn pieces(text: &str, is_inside: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(move |c| !is_inside(c))
        .filter_map(move |piece| {
            let inside = piece.trim_end_matches(|c| !is_inside(c));
            let range = start..start + inside.len();
            start += piece.len();
            (!range.is_empty()).then_some(range)
        })
}

fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    pieces(text, |c| !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    /// What secrets are written with, and what is around them.
    const PARTS: &[&str] = &[
        "a",
        "b1",
        "A",
        " ",
        "\u{a0}",
        "\n",
        "\t",
        ":",
        "=",
        "@",
        "/",
        "//",
        "://",
        "?",
        "&",
        "#",
        ";",
        ",",
        "\"",
        "'",
        "`",
        "\\",
        "{",
        "}",
        "[",
        "]",
        "(",
        "-",
        "--",
        "-u",
        "--user",
        "--user=",
        "--password",
        "_",
        "%3D",
        "%40",
        "password",
        "token",
        "Authorization",
        "jwt",
        "Bearer",
        "basic",
        "https",
        "postgres",
        "db.host",
        "5432",
        "ghp_",
        "sk_live_",
        "eyJ",
        ".",
        "0123456789abcdefghij",
        "hooks.slack.com",
        "services",
        "/bot",
        "-----BEGIN ",
        "PRIVATE KEY-----",
        "-----END",
    ];

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 4_096,
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(11),
            ..ProptestConfig::default()
        })]

        #[test]
        fn what_is_hidden_has_a_sign(
            parts in prop::collection::vec(prop::sample::select(PARTS), 1..12)
        ) {
            let text = parts.concat();
            prop_assert!(has_sign(&text) || secrets(&text).is_empty(), "{text:?}");
        }
    }
}
