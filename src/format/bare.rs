//! Values and keys without quotes, which are not values or keys in any format: what
//! was meant, and how to write it.

use super::Sentence;

/// What is wrong with a value without quotes, where more can be said than that.
pub(super) fn value(written: &str) -> Option<Sentence> {
    let lower = written.to_ascii_lowercase();
    Some(match &*lower {
        "true" => ("booleans are lowercase", "write `true`"),
        "false" => ("booleans are lowercase", "write `false`"),
        "yes" | "no" | "on" | "off" => (
            "`yes`, `no`, `on` and `off` are not booleans",
            "write `true` or `false`, or put text in quotes",
        ),
        _ if written.starts_with(is_curly_quote) => CURLY_QUOTES,
        _ if written.starts_with('(') => (
            "list in parentheses",
            "write a list as `[1, 2]`, or put text in quotes",
        ),
        _ if is_reference(written) => REFERENCE,
        _ if is_ended(written) => ENDED,
        _ if is_numbers(written) => NO_COMMA,
        _ => {
            let character = || character(written).map(|(said, _)| said);
            let malformed = || is_malformed_number(&lower).then_some(MALFORMED_NUMBER);
            return number(&lower).or_else(character).or_else(malformed);
        }
    })
}

pub(super) const NO_COMMA: Sentence = ("missing comma", "put commas between the elements");
const MALFORMED_NUMBER: Sentence = (
    "malformed number",
    "write it as `42`, `-1` or `0.5`, or put text in quotes",
);
pub(super) const REFERENCE: Sentence = (
    "references are not expanded in files",
    "write the value itself, or set the setting through its variable",
);
pub(super) const ENDED: Sentence = ("punctuation after the value", "remove the `;`");
pub(super) const CURLY_QUOTES: Sentence = ("typographic quotes", "use straight quotes");

pub(super) fn is_curly_quote(c: char) -> bool {
    matches!(
        c,
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2018}' | '\u{2019}' | '\u{ab}'
    )
}

/// `$PORT`, `${PORT}` and `$(PORT)`.
fn is_reference(written: &str) -> bool {
    let Some(name) = written.strip_prefix('$') else {
        return false;
    };
    let inner = [("{", "}"), ("(", ")")]
        .iter()
        .find_map(|(open, close)| name.strip_prefix(open)?.strip_suffix(close));
    let name = inner.unwrap_or(name);
    let begins = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.starts_with(begins) && (inner.is_some() || name.chars().all(is_of_name))
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// `8080;`: a value that is one without its end.
fn is_ended(written: &str) -> bool {
    let value = written.strip_suffix(';').map(str::trim_end);
    value.is_some_and(|value| {
        let is_in_quotes = value.len() > 1 && value.starts_with(['"', '\'']);
        is_in_quotes || matches!(value, "true" | "false") || value.parse::<f64>().is_ok()
    })
}

/// Whether it is more than one number.
fn is_numbers(written: &str) -> bool {
    let mut words = written.split_ascii_whitespace();
    written.contains([' ', '\t']) && words.all(|word| word.parse::<f64>().is_ok())
}

/// Whether it can only be meant as a number.
fn is_malformed_number(lower: &str) -> bool {
    let digits = lower.trim_start_matches(['+', '-']);
    let mut radixes = ["0x", "0o", "0b"].iter();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | 'e' | '+' | '-');
    let inner_signs = digits
        .trim_end_matches(['+', '-'])
        .matches(['+', '-'])
        .count();
    radixes.any(|radix| digits.starts_with(radix))
        || digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
            && digits.chars().all(is_part)
            && digits.matches('.').count() <= 1
            && inner_signs <= digits.matches('e').count()
}

/// What is wrong with a number.
fn number(lower: &str) -> Option<Sentence> {
    let digits = lower.trim_start_matches(['+', '-']);
    let whole = digits.split(['.', 'e']).next().unwrap_or_default();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits.len() > 1 && digits.parse::<f64>().is_ok() {
        let begins_with_zero = whole.len() > 1 && whole.starts_with('0') && is_digits(whole);
        return begins_with_zero.then_some((
            "number with a leading zero",
            "remove the zero, or put text in quotes",
        ));
    }
    let end = digits.find(|c: char| !matches!(c, '0'..='9' | '.' | '_' | ','))?;
    let (number, unit) = digits.split_at(end);
    let unit = unit.trim_start_matches([' ', '\t']);
    if !is_digits(&number.replace(['.', '_'], "")) || number.matches('.').count() > 1 {
        return None;
    }
    if unit == "%" {
        return Some((
            "number with a percent sign",
            "remove the percent sign, or put text in quotes",
        ));
    }
    let is_unit =
        !unit.is_empty() && unit.len() <= 7 && unit.bytes().all(|b| b.is_ascii_alphabetic());
    let is_radix = number == "0" && unit.starts_with(['x', 'o', 'b']);
    (is_unit && !is_radix && unit != "e").then_some((
        "number with a unit",
        "remove the unit, or quote text such as `30s`",
    ))
}

/// A character that looks like another one, or like none, and is not what is meant;
/// and where it is.
///
/// Those of these lists alone, since any other may be a part of a secret.
pub(super) fn character(written: &str) -> Option<(Sentence, usize)> {
    let has_latin = written.contains(|c: char| c.is_ascii_alphabetic());
    let said = |c| space(c).or_else(|| letter(c).filter(|_| has_latin));
    written
        .char_indices()
        .find_map(|(at, c)| Some((said(c)?, at)))
}

fn space(c: char) -> Option<Sentence> {
    Some(match c {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => ("no-break space", "replace it with a plain space"),
        '\u{1680}'
        | '\u{2000}'..='\u{2006}'
        | '\u{2008}'..='\u{200a}'
        | '\u{205f}'
        | '\u{3000}' => ("non-standard space", "replace it with a plain space"),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {
            ("invisible character", "remove it, or retype the line")
        }
        '\u{ff01}'..='\u{ff5e}' => ("full-width character", "retype it as a plain character"),
        _ => return None,
    })
}

fn letter(c: char) -> Option<Sentence> {
    if CYRILLIC.contains(c) {
        Some((
            "a Cyrillic letter looks like a Latin one",
            "retype the word in Latin letters",
        ))
    } else if GREEK.contains(c) {
        Some((
            "a Greek letter looks like a Latin one",
            "retype the word in Latin letters",
        ))
    } else {
        None
    }
}

/// Letters that nobody can tell from Latin ones.
const CYRILLIC: &str = "\u{430}\u{435}\u{43e}\u{440}\u{441}\u{443}\u{445}\u{456}\u{455}\u{458}\u{43a}\u{43c}\u{442}\u{410}\u{412}\u{415}\u{41a}\u{41c}\u{41d}\u{41e}\u{420}\u{421}\u{422}\u{425}";
const GREEK: &str = "\u{3bf}\u{3b1}\u{3bd}\u{3c1}\u{39f}\u{391}";
