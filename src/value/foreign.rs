//! Text that somebody else wrote, as a report repeats it.
//!
//! A path, the name of a variable, a key or the words of a library may hold what
//! ends a line (and begins another, such as `::error::`), moves the cursor, or
//! turns the order in which the rest is read. All such characters become ones that
//! are only seen, where a problem or an origin is put into words: so every format
//! of a report is made of text that is safe to print.

use std::borrow::Cow;

/// The text on one line, of characters that only show themselves. Tabs stay.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| char == '\t' || is_plain(char)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(visible).collect())
    }
}

/// As [`line`], of text that is not needed any more.
pub(crate) fn owned(text: String) -> String {
    match line(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(line) => line,
    }
}

/// Indented JSON in which what does more than show itself is escaped: the same JSON to
/// every parser, and safe to print.
#[cfg(feature = "json")]
pub(crate) fn json(value: &impl serde::Serialize) -> String {
    use std::fmt::Write;

    // OK because it fails only for keys that are no text, and for sinks.
    let json = serde_json::to_string_pretty(value).expect("its keys are text");

    // OK because outside of its texts JSON has no such character but the line break.
    let is_safe = |char| char == '\n' || is_plain(char);
    if json.chars().all(is_safe) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for char in json.chars() {
        if is_safe(char) {
            escaped.push(char);
        } else {
            let _ = write!(escaped, "\\u{:04x}", u32::from(char));
        }
    }
    escaped
}

/// As [`json`], with the keys of every object in order.
#[cfg(feature = "json")]
pub(crate) fn json_in_order(mut value: serde_json::Value) -> String {
    value.sort_all_objects();
    json(&value)
}

/// Whether a character only shows itself.
pub(crate) fn is_plain(char: char) -> bool {
    !char.is_control() && !is_mark(char)
}

/// What stands for a character that does more than show itself.
pub(crate) fn visible(char: char) -> char {
    match char {
        '\t' => char,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(char)).unwrap_or(REPLACEMENT),
        '\x7f' => '\u{2421}',
        _ if is_plain(char) => char,
        _ => REPLACEMENT,
    }
}

const REPLACEMENT: char = char::REPLACEMENT_CHARACTER;

/// Marks and overrides of the direction of text and separators of lines, of Unicode's
/// Bidirectional Algorithm (UAX #9), and characters without a width.
fn is_mark(char: char) -> bool {
    matches!(
        char,
        '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_does_more_than_show_itself_is_replaced_by_what_does_not() {
        for (given, shown) in [
            ("a\n::error::b", "a␊::error::b"),
            ("a\r\0\x1b[31m\x7f", "a␍␀␛[31m␡"),
            ("a\u{85}\u{9b}31m", "a\u{fffd}\u{fffd}31m"),
            (
                "a\u{202e}b\u{2028}c\u{2067}d",
                "a\u{fffd}b\u{fffd}c\u{fffd}d",
            ),
            ("a\tb ü 日本 👩‍🚀", "a\tb ü 日本 👩‍🚀"),
        ] {
            assert_eq!(line(given), shown);
        }
    }
}
