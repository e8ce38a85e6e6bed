//! Which parts of a text are secret, whatever setting it belongs to.
//!
//! Each finder knows one way of writing secrets down, and adds the places it
//! finds. All readers of a text ask here: what shows it, what digests what is
//! hidden in it, and what warns of it.

mod credential;
mod login;
mod pair;
mod url;

use std::ops::Range;

pub(super) use self::credential::{is_random, is_random_name};
pub(super) use self::url::has_password;
use super::REDACTED;
use crate::resource::scheme;

/// A part of a text that is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(super) range: Range<usize>,
    pub(crate) what: What,
}

/// How a secret was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Before the host of a URL.
    Userinfo,
    /// In the query of a URL.
    Query,
    /// Behind a name that is one of secrets.
    Pair,
    /// Beside the name of a user: `scott/tiger@//db`, `-u app:tiger`.
    Login,
    /// Text that begins as the tokens of a provider do, or behind `Bearer`.
    Token,
    PrivateKey,
}

impl What {
    /// Whether it is more than a part of a URL, of which everyone knows that it
    /// may hold a password.
    pub(crate) fn is_credential(self) -> bool {
        !matches!(self, Self::Userinfo | Self::Query)
    }

    /// As what follows "looks like".
    pub(crate) fn described(self) -> &'static str {
        match self {
            Self::Userinfo => "the password of a URL",
            Self::Query | Self::Pair => "the value of a secret",
            Self::Login => "a user with a password",
            Self::Token => "a token",
            Self::PrivateKey => "a private key",
        }
    }
}

/// Whether [`secrets`] may find more than the password of a URL; a quick answer.
pub(super) fn has_sign(text: &str) -> bool {
    let signs = Signs::of(text);
    let is_url = || !signs.has(Signs::SEMICOLON) && scheme::split(text).is_some();
    // OK because of URLs only those of Java have more than a query.
    (signs.has(Signs::EQUALS | Signs::BRACE) && !is_url())
        || (signs.has(Signs::AT) && signs.has(Signs::SLASH) && scheme::split(text).is_none())
        || credential::may_be_one(text, signs)
}

/// Which signs a text has that secrets are written with, found in one pass.
#[derive(Clone, Copy)]
struct Signs(u8);

impl Signs {
    const EQUALS: u8 = 1;
    const BRACE: u8 = 1 << 1;
    const AT: u8 = 1 << 2;
    const SLASH: u8 = 1 << 3;
    const SEMICOLON: u8 = 1 << 4;
    const SPACE: u8 = 1 << 5;
    const UNDERSCORE: u8 = 1 << 6;

    const OF_BYTES: [u8; 256] = {
        let mut signs = [0; 256];
        signs[b'=' as usize] = Self::EQUALS;
        signs[b'{' as usize] = Self::BRACE;
        signs[b'@' as usize] = Self::AT;
        signs[b'/' as usize] = Self::SLASH;
        signs[b';' as usize] = Self::SEMICOLON;
        signs[b' ' as usize] = Self::SPACE;
        signs[b'_' as usize] = Self::UNDERSCORE;
        signs
    };

    fn of(text: &str) -> Self {
        let signs = text.bytes().map(|byte| Self::OF_BYTES[usize::from(byte)]);
        Self(signs.fold(0, |all, sign| all | sign))
    }

    fn has(self, any: u8) -> bool {
        self.0 & any != 0
    }
}

/// All parts of the text that are secret, in order and apart from each other.
pub(crate) fn secrets(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    url::find(text, &mut found);
    pair::find(text, &mut found);
    login::find(text, &mut found);
    credential::find(text, &mut found);
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
