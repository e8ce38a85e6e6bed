//! What is wrong with a value without quotes.

use super::{FOLLOWS, NO_COMMENT, NO_QUOTES, Within, Words, words};
use crate::format::bare;

/// What is wrong with a value without quotes; `rest` is what follows it.
pub(in crate::format::toml) fn bare(written: &str, within: Within, rest: &str) -> Words {
    let is_space = |c| matches!(c, ' ' | '\t');
    let is_two = written.contains(is_space) && rest.trim_start_matches(is_space).starts_with('=');
    words(match within {
        _ if written == "$" && rest.starts_with('{') => bare::REFERENCE,
        Within::Table if is_two => bare::NO_COMMA,
        Within::Statement if is_two => FOLLOWS,
        _ if written.contains(" //") || written.contains(" ;") => NO_COMMENT,
        _ => match &*written.to_ascii_lowercase() {
            "null" | "none" | "nil" | "~" | "undefined" => (
                "null is not supported",
                "omit the key, or put text in quotes",
            ),
            "nan" | "inf" | "+inf" | "-inf" | "infinity" | "+infinity" | "-infinity" => (
                "infinity and NaN are spelled differently",
                "write `inf`, `-inf` or `nan`",
            ),
            _ => bare::value(written).unwrap_or(NO_QUOTES),
        },
    })
}
