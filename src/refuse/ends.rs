//! The ends of a secret, where signs stand that nobody sees.

use crate::origin::BYTE_ORDER_MARK;

/// What stands at an end of a secret, and hardly belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loose {
    Mark,
    /// In front, else behind.
    Space {
        in_front: bool,
    },
    LineBreak {
        in_front: bool,
    },
}

/// What stands at the ends of a secret; none in a text of several lines, such as
/// a key in PEM, which often ends with a line break.
pub(super) fn loose(text: &str) -> Option<Loose> {
    let (first, last) = (text.chars().next()?, text.chars().next_back()?);
    if first == BYTE_ORDER_MARK {
        return Some(Loose::Mark);
    }
    let is_break = |sign: char| matches!(sign, '\n' | '\r');
    if text.trim().contains(is_break) {
        return None;
    }
    let of = |sign: char, in_front| match sign {
        _ if is_break(sign) => Some(Loose::LineBreak { in_front }),
        _ if sign.is_whitespace() => Some(Loose::Space { in_front }),
        _ => None,
    };
    of(last, false).or_else(|| of(first, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_at_an_end_is_loose() {
        for (text, expected) in [
            ("\u{feff}q7Zp", Loose::Mark),
            ("q7Zp ", Loose::Space { in_front: false }),
            ("\tq7Zp", Loose::Space { in_front: true }),
            ("q7Zp\u{a0}", Loose::Space { in_front: false }),
            ("q7Zp\n", Loose::LineBreak { in_front: false }),
            ("q7Zp\r", Loose::LineBreak { in_front: false }),
            ("\nq7Zp", Loose::LineBreak { in_front: true }),
        ] {
            assert_eq!(loose(text), Some(expected), "{text:?}");
        }
        for text in [
            "",
            "q7Zp",
            "q7 Zp",
            "-----BEGIN KEY-----\nq7Zp\n",
            "a\r\nb\r\n",
        ] {
            assert_eq!(loose(text), None, "{text:?}");
        }
    }
}
