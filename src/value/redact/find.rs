//! Which parts of a text are secret, whatever setting it belongs to.
//!
//! Each finder knows one way of writing secrets down, and adds the places it
//! finds. All readers of a text ask here: what shows it, what digests what is
//! hidden in it, and what warns of it.

mod compact;
mod credential;
mod hook;
mod login;
mod markup;
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

    fn at(self, range: Range<usize>) -> Found {
        Found { range, what: self }
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

/// Which signs a text has that secrets are written with, found in one pass.
#[derive(Clone, Copy)]
struct Signs(u8);

impl Signs {
    const EQUALS: u8 = 1;
    const COLON: u8 = 1 << 1;
    const AT: u8 = 1 << 2;
    const SLASH: u8 = 1 << 3;
    /// Or what begins a tag or a character that is encoded.
    const QUOTE: u8 = 1 << 4;
    /// Or a character that is not of ASCII, which may be one.
    const SPACE: u8 = 1 << 5;
    const DASH: u8 = 1 << 6;
    /// It is long enough for a token.
    const LONG: u8 = 1 << 7;

    const OF_BYTES: [u8; 256] = {
        let mut signs = [0; 256];
        let mut byte = 0_u8;
        loop {
            signs[byte as usize] = match byte {
                b'=' => Self::EQUALS,
                b':' => Self::COLON,
                b'@' => Self::AT,
                b'/' => Self::SLASH,
                b'"' | b'\'' | b'`' | b'\\' | b'<' | b'%' => Self::QUOTE,
                b' ' | b'\t'..=b'\r' | 0x80.. => Self::SPACE,
                b'-' => Self::DASH,
                _ => 0,
            };
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
        signs
    };

    fn of(text: &str) -> Self {
        let is_long = text.len() >= credential::SHORTEST;
        let signs = text.bytes().map(|byte| Self::OF_BYTES[usize::from(byte)]);
        Self(signs.fold(u8::from(is_long) * Self::LONG, |all, sign| all | sign))
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
    let signs = Signs::of(text);
    let mut found = Vec::new();
    find(text, decodings, |any| signs.has(any), &mut found);
    apart(text, found)
}

/// Asks each finder that needs no sign but those that the text has.
fn find(text: &str, decodings: u8, has: impl Fn(u8) -> bool, found: &mut Vec<Found>) {
    if has(Signs::COLON) && has(Signs::SLASH | Signs::AT) {
        url::find(text, has(Signs::AT), found);
    }
    if has(Signs::COLON) {
        compact::find(text, found);
    }
    if has(Signs::EQUALS) || (has(Signs::COLON) && has(Signs::QUOTE | Signs::SPACE)) {
        pair::find(text, decodings, found);
    }
    if has(Signs::DASH) && (has(Signs::SPACE | Signs::EQUALS) || text.starts_with("-u")) {
        login::find_flags(text, found);
        credential::find_private_keys(text, found);
    }
    if has(Signs::SLASH) && has(Signs::AT) {
        login::find_oracle(text, found);
    }
    if has(Signs::LONG) {
        credential::find_tokens(text, found);
    }
    if has(Signs::SPACE) {
        credential::find_behind_scheme(text, found);
        login::find_netrc(text, found);
    }
    if has(Signs::QUOTE) && has(Signs::SLASH) {
        markup::find_elements(text, found);
    }
    if has(Signs::QUOTE) && has(Signs::LONG) {
        markup::find_encoded(text, decodings, found);
    }
    if has(Signs::SLASH) {
        hook::find(text, found);
    }
    if has(Signs::COLON) && has(Signs::SLASH | Signs::LONG) {
        hook::find_bot_tokens(text, found);
    }
}

/// Without those inside of others, and without what is redacted already.
fn apart(text: &str, mut found: Vec<Found>) -> Vec<Found> {
    if found.is_empty() {
        return found;
    }
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

fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(char::is_whitespace)
        .filter_map(move |piece| {
            let range = start..start + piece.trim_end().len();
            start += piece.len();
            (!range.is_empty()).then_some(range)
        })
}

/// Where in the text a character of ASCII is. A text of a setting is short, which a
/// search for characters is not made for.
fn places(text: &str, of: u8) -> impl Iterator<Item = usize> {
    let bytes = text.bytes().enumerate();
    bytes.filter_map(move |(at, byte)| (byte == of).then_some(at))
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
        "<",
        ">",
        "</",
        "%3A%2F%2F",
        "machine",
        "login",
        "*",
        "mysql",
        "-p",
        "[]",
        "name",
        "value",
    ];

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 4_096,
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(11),
            ..ProptestConfig::default()
        })]

        #[test]
        fn a_finder_that_is_not_asked_would_find_nothing(
            parts in prop::collection::vec(prop::sample::select(PARTS), 1..12)
        ) {
            let text = parts.concat();
            let mut of_all = Vec::new();
            find(&text, DECODINGS, |_| true, &mut of_all);
            prop_assert_eq!(secrets(&text), apart(&text, of_all), "{:?}", text);
        }
    }
}
