//! Which parts of a text are secret, whatever setting it belongs to.
//!
//! Each finder knows one way of writing secrets down, and adds the places it
//! finds. All readers of a text ask here: what shows it, what digests what is
//! hidden in it, and what warns of it.

mod credential;
mod login;
mod pair;
mod url;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use self::credential::is_random;
pub(super) use self::url::has_password;
use super::REDACTED;
use super::encoding::{form_decoded, percent_decoded};

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

impl Found {
    /// The secret by itself, as the service on the other side takes it.
    pub(super) fn secret<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let part = &text[self.range.clone()];
        match self.what {
            What::Userinfo => percent_decoded(part),
            What::Query => form_decoded(part),
            _ => Cow::Borrowed(part),
        }
    }
}

/// Whether [`secrets`] may find more than the password of a URL; a quick answer.
pub(super) fn has_sign(text: &str) -> bool {
    let has = |sign: u8| text.as_bytes().contains(&sign);
    let is_url = || text.contains("://") && !has(b';');
    // OK because of URLs only those of Java have more than a query.
    ((has(b'=') || has(b'{')) && !is_url())
        || (has(b'@') && has(b'/') && !text.contains("://"))
        || credential::may_be_one(text)
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
