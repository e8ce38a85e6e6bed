//! What may be shown of a value: the one door from a value to text.
//!
//! There is one question: what may be shown of this value, at this place? A
//! secret is never shown, not even its length. What is secret is decided
//!
//! - by the **schema**: the field is marked, or its type is one of `secrecy`, on
//!   the way to the value or at it;
//! - by the **path** inside the field: a name on it is that of a secret
//!   ([`is_secret_name`]);
//! - by the **origin**: what came from a secret file may be any secret, unless it
//!   is of a type that can hold none, such as a number;
//! - by the **text** itself: whatever the setting, the password of a URL, the
//!   value of `password=`, a token and a private key are secret ([`secrets`]).
//!
//! # Entry points
//!
//! | what is to be shown | who knows |
//! | --- | --- |
//! | a value of a setting, or a part of it | [`View`], made of the field, its kind and the layers |
//! | a value with its type, for dumps and digests | `Datum::of`, which takes a view |
//! | the name of an entry of a value | [`View::name`] |
//! | text of no setting (a name, a path, a fact): whole, or as one short line | [`text()`], [`line()`] |
//! | text of others, such as a message of the program's own | [`message`] |
//! | what was held back, to digest it with a key | [`hidden`] |
//!
//! All of them replace the secret parts of a text and leave the rest as it was
//! written.

pub(crate) mod encoding;
mod find;
#[cfg(feature = "snapshot")]
mod hidden;
mod path;
mod secret_name;

use std::borrow::Cow;

pub(crate) use self::find::{What, secrets};
#[cfg(feature = "snapshot")]
pub(crate) use self::hidden::hidden;
pub(crate) use self::path::{is_path, path};
pub(crate) use self::secret_name::{has_secret_name, is_secret_name, may_be_secret_name};
use crate::value::foreign;

/// What replaces a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// What replaces a value that could not be read.
pub(crate) const UNREADABLE: &str = "[unreadable]";

/// The most characters shown of one value.
const MOST_CHARS: usize = 60;

/// The name of a variable or the like: as it is, if it is one.
pub(crate) fn name(name: &str) -> Cow<'_, str> {
    if name.contains(char::is_control) || !is_harmless(name) {
        Cow::Owned(line(name))
    } else {
        Cow::Borrowed(name)
    }
}

/// Text in quotes, on one line, without what is secret in it.
pub(crate) fn quoted(text: &str, quote: char) -> String {
    format!("{quote}{}{quote}", line(text))
}

/// Text on one line, cut to a readable length, without what is secret in it.
pub(crate) fn line(text: &str) -> String {
    short(&self::text(text))
}

/// A text that is a value by itself: bare, or in quotes where it might be taken for
/// something else, such as a number, a list, or nothing.
pub(crate) fn alone(text: &str) -> String {
    let is_other = text.parse::<f64>().is_ok() || matches!(text, "true" | "false");
    let is_opened = text.starts_with(['"', '[', '{']) && !text.starts_with(REDACTED);
    if is_other || is_opened {
        inside(text)
    } else {
        unambiguous(text)
    }
}

/// As [`alone`], of a text in the form of its source, which is a number or a list
/// where its type is.
pub(crate) fn unambiguous(text: &str) -> String {
    let is_plain = text.chars().all(foreign::is_plain) && text.trim() == text;
    if is_plain && !text.is_empty() {
        self::text(text).into_owned()
    } else {
        inside(text)
    }
}

/// A text in a list or table, in quotes as TOML has it.
pub(crate) fn inside(text: &str) -> String {
    crate::value::quoted::quoted(&self::text(text))
}

/// A name in a table, in quotes where TOML wants them.
pub(crate) fn entry_name(name: &str) -> String {
    crate::value::key::segment(&cut(name)).into_owned()
}

/// A text without what is secret in it, cut to a readable length.
pub(crate) fn cut_text(text: &str) -> String {
    cut(&self::text(text)).into_owned()
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// What was let through, on one line and cut to a readable length.
pub(crate) fn short(shown: &str) -> String {
    let mut line: String = shown.chars().take(MOST_CHARS).flat_map(escaped).collect();
    if shown.chars().nth(MOST_CHARS).is_some() {
        line.push('…');
    }
    line
}

/// Text without what is secret in it; all else is as it was.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    let secrets = secrets(text);
    if secrets.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for secret in secrets {
        shown.push_str(&text[from..secret.range.start]);
        shown.push_str(REDACTED);
        from = secret.range.end;
    }
    shown.push_str(&text[from..]);
    Cow::Owned(shown)
}

/// Whether [`text()`] would show it as it is.
pub(crate) fn is_harmless(text: &str) -> bool {
    secrets(text).is_empty()
}

/// Whether the text has a URL with a password in it, as far as one can tell.
pub(crate) fn has_password(text: &str) -> bool {
    find::has_password(text)
}

/// What [`text()`] would hide first; none where it shows the text as it is.
pub(crate) fn hidden_in(text: &str) -> Option<What> {
    let mut what = secrets(text).into_iter().map(|found| found.what);
    // OK because a part of a URL says less of the text than what is beside it.
    let first = what.next()?;
    what.find(|what| first.is_of_url() && !what.is_of_url())
        .or(Some(first))
}

/// Whether a text that is refused by its type is likely to be a credential that
/// was pasted into the wrong setting.
pub(crate) fn is_likely_credential(text: &str) -> bool {
    find::is_random(text) || secrets(text).iter().any(|found| !found.what.is_of_url())
}

/// Whether what was given as the name of a key or a file is likely to be a credential
/// that no text around it gives away.
pub(crate) fn is_random_name(name: &str) -> bool {
    find::is_random_name(name)
}

/// The name of a key as it is written, in quotes or not.
pub(crate) fn key_name(written: &str) -> Cow<'_, str> {
    if is_random_name(written.trim_matches(['"', '\''])) {
        Cow::Borrowed(REDACTED)
    } else {
        text(written)
    }
}

fn escaped(char: char) -> impl Iterator<Item = char> {
    let (escape, plain) = if foreign::is_plain(char) {
        (None, Some(char))
    } else {
        (Some(char.escape_default()), None)
    };
    escape.into_iter().flatten().chain(plain)
}

#[cfg(test)]
mod tests;
