//! What is expected, in the words of who writes it, where serde has said it in its own.

use crate::coerce::{counted, integer_named};
use crate::layer::view::View;
use crate::schema::kind::{Kind, URL};
use crate::value::suggest;

/// What serde expects, in the words of a user.
pub(super) fn plain(expected: &str) -> String {
    match expected {
        URL => "a URL".to_owned(),
        "socket address" | "IPv4 socket address" | "IPv6 socket address" => {
            "an address and port such as `127.0.0.1:8080`".to_owned()
        }
        "IP address" | "IPv4 address" | "IPv6 address" => format!("an {expected}"),
        "path string" => "a path".to_owned(),
        "a character" => "one character".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        other => integer_named(other)
            .or_else(|| plain_shape(other))
            .unwrap_or_else(|| other.to_owned()),
    }
}

/// The names of the variants, where serde asks for that of one.
pub(super) fn tag_names(expected: &str, view: View<'_>) -> Option<String> {
    match view.kind().without_optional() {
        Kind::Enum { variants, .. } if expected == VARIANT => Some(one_of(variants)),
        _ => None,
    }
}

/// What serde asks for where the name of a variant belongs.
const VARIANT: &str = "variant identifier";

/// What the words are for that the derive of serde makes.
fn plain_shape(expected: &str) -> Option<String> {
    let count = |start: &str| expected.strip_prefix(start)?.parse().ok();
    if let Some(values) = count("a tuple of size ").or_else(|| count("an array of length ")) {
        return Some(counted(values));
    }
    let is = |start: &str| expected.starts_with(start);
    if expected == VARIANT {
        Some("the name of a variant".to_owned())
    } else if expected == "field identifier" {
        Some("the name of a field".to_owned())
    } else if is("internally tagged enum") || is("adjacently tagged enum") {
        Some("a table with the key that names the variant".to_owned())
    } else if is("newtype variant") || is("tuple variant") || is("struct variant") {
        Some("a variant with a value: `{ variant = value }`".to_owned())
    } else if is("unit variant") {
        Some("a variant without a value".to_owned())
    } else if is("struct ") {
        Some("a table".to_owned())
    } else {
        None
    }
}

pub(super) fn is_any_text(expected: &str) -> bool {
    matches!(expected, "a string" | "string" | "a path")
}

pub(super) fn one_of(words: &[&str]) -> String {
    match words {
        [] => "nothing".to_owned(),
        [only] => format!("`{only}`"),
        words => format!("one of {}", suggest::quoted(words.iter().copied())),
    }
}

pub(super) fn did_you_mean(word: &str, words: &[&str]) -> Option<String> {
    suggest::closest(word, words.iter().copied()).map(|word| format!("did you mean `{word}`?"))
}
