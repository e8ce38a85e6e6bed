//! Patterns that mean the same to the `regex` crate and to ECMA-262.

/// Whether both read the pattern, and in the same way.
///
/// Readers of schemas take patterns as ECMA-262 does with its flag `u`, which refuses
/// the whole pattern for one escape or bracket that it does not know.
pub(super) fn is_common(pattern: &str) -> bool {
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(char) = rest.chars().next() {
        let behind = &rest[char.len_utf8()..];
        let taken = match (char, in_class) {
            ('\\', _) => escape(behind, in_class).map(|len| 1 + len),
            ('[', false) => class(behind),
            ('&' | '-' | '~', true) if behind.starts_with(char) => None,
            ('(', false) if behind.starts_with('?') => behind.starts_with("?:").then_some(3),
            ('{', false) => repetition(behind),
            ('[', true) | (']' | '}', false) => None,
            _ => Some(char.len_utf8()),
        };
        let Some(taken) = taken else {
            return false;
        };
        in_class = (in_class || char == '[') && char != ']';
        rest = &rest[taken..];
    }
    true
}

/// How long the escape is that is behind a `\`.
fn escape(text: &str, in_class: bool) -> Option<usize> {
    let char = text.chars().next()?;
    let is_known = match char {
        'x' => {
            let digits = text.get(1..3)?;
            return digits
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit())
                .then_some(3);
        }
        'b' | 'B' => !in_class && !text[1..].starts_with('{'),
        '-' => in_class,
        _ => r"dDsSwWnrtfv^$\.*+?()[]{}|/".contains(char),
    };
    is_known.then_some(char.len_utf8())
}

/// How long the start of a class is. A `]` that comes first means another thing to each.
fn class(text: &str) -> Option<usize> {
    let start = if text.starts_with('^') { 2 } else { 1 };
    (!text[start - 1..].starts_with(']')).then_some(start)
}

/// How long a repetition is, which has its least number.
fn repetition(text: &str) -> Option<usize> {
    let (bounds, _) = text.split_once('}')?;
    let (least, most) = bounds.split_once(',').unwrap_or((bounds, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (!least.is_empty() && is_number(least) && is_number(most)).then_some(bounds.len() + 2)
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn what_both_know_is_common() {
        for pattern in [
            "^[a-z]+$",
            r"^\d{3}-\d{2,}-\d{1,4}$",
            r"^(?:a|b)*\.[^\]\-x]\x41$",
            r"^v\d+(\.\d+)?$",
            "^[-a-z_.]+$",
            "ä|ö",
            "",
        ] {
            assert!(is_common(pattern), "{pattern}");
        }
    }

    #[test]
    fn what_one_of_them_does_not_know_is_not() {
        for pattern in [
            "[[:alpha:]]",
            "[^[:space:]]",
            "[a[:digit:]]",
            "[a-z&&[^b]]",
            "[a--b]",
            r"\pL",
            r"\p{Greek}",
            r"\x{41}",
            r"\u{41}",
            r"\A\z",
            r"\a",
            r"\-",
            r"\@",
            r"\b{start}",
            r"[\b]",
            "(?i)x",
            "(?P<a>b)",
            "a{,3}",
            "a{x}",
            "a}",
            "a]",
            "[]a]",
            "[^]a]",
            "\\",
        ] {
            assert!(!is_common(pattern), "{pattern}");
        }
    }
}
