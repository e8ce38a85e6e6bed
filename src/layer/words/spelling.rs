//! Numbers, switches and durations that are written in a way that is not read:
//! what is wrong with them, and how to write what was meant.

mod duration;
mod number;

use self::duration::duration;
pub(crate) use self::number::whole;
use self::number::{apart, integer, no_number, number};
use crate::value::suggest;

/// What is wrong with a text, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Hint {
    pub(crate) label: &'static str,
    pub(crate) help: String,
}

impl Hint {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "hints are tried one after the other"
    )]
    fn new(label: &'static str, help: impl Into<String>) -> Option<Self> {
        let help = help.into();
        Some(Self { label, help })
    }
}

/// What a text is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Integer,
    Number,
    /// One of these as an element of a list that is written in one text.
    Element,
    Switch,
    Duration,
    /// Anything that no blank and no `$` is in.
    Word,
}

/// Of a longer text it is not told how it would be written otherwise: it is
/// hardly a number, but perhaps a key that is one to those who read digits.
const MOST_CHARS: usize = 24;

/// Says what is wrong with a text that is none of what is wanted.
pub(crate) fn hint(text: &str, wanted: Wanted) -> Option<Hint> {
    let text = text.trim();
    let is_long = text.chars().count() > MOST_CHARS;
    around(text).or_else(|| match wanted {
        _ if is_long => None,
        // OK because a number that is written as one is only text by its quotes.
        Wanted::Integer if text.parse::<i128>().is_ok() => None,
        Wanted::Number if text.parse::<f64>().is_ok() => None,
        Wanted::Integer => no_number(text).or_else(|| integer(text)),
        Wanted::Number => no_number(text).or_else(|| number(text)),
        Wanted::Element => apart(text),
        Wanted::Switch => switch(text),
        Wanted::Duration => duration(text),
        Wanted::Word => None,
    })
}

/// Whether the text is wholly in one pair of quotes.
pub(crate) fn is_quoted(text: &str) -> bool {
    let text = text.trim();
    text.len() > 1
        && ['"', '\'']
            .iter()
            .any(|&quote| text.starts_with(quote) && text.ends_with(quote))
}

/// What belongs to the writing of a value, not to the value.
fn around(text: &str) -> Option<Hint> {
    if is_quoted(text) {
        return Hint::new(QUOTED, UNQUOTE);
    }
    if text.contains(" #") {
        let help = "move the comment to its own line";
        return Hint::new("a comment is part of the value", help);
    }
    let is_reference = text.starts_with("${")
        || text.starts_with("$(")
        || text.starts_with("{{")
        || (text.starts_with('$') && text[1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    if is_reference {
        let help = "write the value itself: references are not expanded";
        return Hint::new("a reference", help);
    }
    None
}

pub(crate) const QUOTED: &str = "the quotes are part of the value";

pub(crate) const UNQUOTE: &str =
    "remove the quotes; `docker run --env-file` and `kubectl` keep them";

fn write(value: impl std::fmt::Display) -> String {
    format!("write `{value}`")
}

fn switch(text: &str) -> Option<Hint> {
    let lower = text.to_ascii_lowercase();
    let meant = match lower.as_str() {
        "true" | "false" if lower == text => return None,
        "true" | "t" | "yes" | "y" | "on" | "1" | "enable" | "enabled" | "active" => "true",
        "false" | "f" | "no" | "n" | "off" | "0" | "disable" | "disabled" | "inactive" => "false",
        _ => {
            let words = ["true", "false", "yes", "no", "on", "off"];
            let meant = suggest::closest(text, words)?;
            return Hint::new(NO_SWITCH, format!("did you mean `{meant}`?"));
        }
    };
    Hint::new(NO_SWITCH, write(meant))
}

const NO_SWITCH: &str = "neither true nor false";

/// What is said of a text, for tests.
#[cfg(test)]
fn said(text: &str, wanted: Wanted) -> String {
    match hint(text, wanted) {
        Some(hint) => format!("{}: {}", hint.label, hint.help),
        None => "nothing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_that_is_written_otherwise() {
        for (text, expected) in [
            ("y", "neither true nor false: write `true`"),
            ("Disabled", "neither true nor false: write `false`"),
            ("ture", "neither true nor false: did you mean `true`?"),
            ("on", "neither true nor false: write `true`"),
            ("False", "neither true nor false: write `false`"),
            ("true", "nothing"),
            ("maybe", "nothing"),
        ] {
            assert_eq!(said(text, Wanted::Switch), expected, "{text}");
        }
    }
}
