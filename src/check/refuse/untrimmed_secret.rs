//! Secrets with signs at an end that cannot be seen.

use super::{EVERYWHERE, Examples, Refusal};
use crate::check::found::Found;
use crate::check::signs::Signs;
use crate::check::subject::Subject;
use crate::environment::Environment;
use crate::report::problem::Code;
use crate::value::foreign;
use crate::value::origin::BYTE_ORDER_MARK;

pub(super) const REFUSAL: Refusal = Refusal {
    name: "untrimmed_secret",
    code: Code::UntrimmedSecret,
    environments: EVERYWHERE,
    asks: Signs::SECRET,
    find,
    examples: Examples {
        environment: Environment::Production,
        setting: "key",
        is_secret: true,
        refused: "q7Zp2LxV0sKd9TgR4mWb\n",
        accepted: "q7Zp2LxV0sKd9TgR4mWb",
    },
};

fn find(subject: &Subject<'_>) -> Option<Found> {
    let loose = loose(subject.text).filter(|_| !subject.is_number())?;
    let (article, sign) = loose.sign.described();
    let end = if loose.in_front { "start" } else { "end" };
    let found = Found::new(format!(" has {article}{sign} at its {end}"), "not trimmed")
        .help(format!("remove the {sign} from the {end} of the value"));
    // OK because it is a slip wherever it is.
    Some(if subject.environment.is_deployed() {
        found
    } else {
        found.noted()
    })
}

/// What is at an end of a secret, and hardly belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Loose {
    sign: Sign,
    /// Else at the end.
    in_front: bool,
}

/// A character that cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// A byte order mark, which is also a space of no width.
    Mark,
    Space,
    LineBreak,
    /// Of no width, or of no shape.
    Unseen,
}

impl Sign {
    /// Its article, where it has one, and its name.
    fn described(self) -> (&'static str, &'static str) {
        match self {
            Self::Mark => ("a ", "byte order mark"),
            Self::Space => ("", "white space"),
            Self::LineBreak => ("a ", "line break"),
            Self::Unseen => ("an ", "invisible character"),
        }
    }

    fn of(sign: char) -> Option<Self> {
        match sign {
            BYTE_ORDER_MARK => Some(Self::Mark),
            '\n' | '\r' => Some(Self::LineBreak),
            _ if sign.is_whitespace() => Some(Self::Space),
            '\u{ad}' | '\u{180e}' | '\u{200c}' | '\u{200d}' => Some(Self::Unseen),
            _ if !foreign::is_plain(sign) => Some(Self::Unseen),
            _ => None,
        }
    }
}

/// What is at the ends of a secret. White space around a text of several lines,
/// such as a key in PEM, belongs to it.
fn loose(text: &str) -> Option<Loose> {
    let at = |sign: Option<char>, in_front| {
        let sign = Sign::of(sign?)?;
        Some(Loose { sign, in_front })
    };
    let first = at(text.chars().next(), true);
    let last = at(text.chars().next_back(), false);
    let is_white = |loose: &Loose| matches!(loose.sign, Sign::Space | Sign::LineBreak);
    let mut found = last.into_iter().chain(first);
    let unseen = found.clone().find(|loose| !is_white(loose));
    unseen.or_else(|| found.next().filter(|_| !text.trim().contains(['\n', '\r'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_at_an_end_is_loose() {
        for (text, sign, in_front) in [
            ("\u{feff}q7Zp", Sign::Mark, true),
            ("q7Zp\u{feff}", Sign::Mark, false),
            ("q7Zp ", Sign::Space, false),
            ("\tq7Zp", Sign::Space, true),
            ("q7Zp\u{a0}", Sign::Space, false),
            ("\u{3000}q7Zp", Sign::Space, true),
            ("q7Zp\n", Sign::LineBreak, false),
            ("q7Zp\r", Sign::LineBreak, false),
            ("\nq7Zp", Sign::LineBreak, true),
            ("q7Zp\u{200b}", Sign::Unseen, false),
            ("\u{200b}q7Zp\n", Sign::Unseen, true),
            ("q7Zp\u{2060}", Sign::Unseen, false),
            ("q7Zp\u{200d}", Sign::Unseen, false),
            ("q7Zp\u{202e}", Sign::Unseen, false),
            ("q7Zp\0", Sign::Unseen, false),
            ("-----END KEY-----\n\u{feff}", Sign::Mark, false),
        ] {
            assert_eq!(loose(text), Some(Loose { sign, in_front }), "{text:?}");
        }
        for text in [
            "",
            "q7Zp",
            "q7 Zp",
            "q7\u{200b}Zp",
            "-----BEGIN KEY-----\nq7Zp\n",
            "a\r\nb\r\n",
        ] {
            assert_eq!(loose(text), None, "{text:?}");
        }
    }
}
