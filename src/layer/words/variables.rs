//! What is wrong with a variable, whatever the type of its setting.

use crate::layer::source::{Layer, Show, Source, rank};
use crate::layer::view::View;
use crate::report::problem::{Code, Excerpt, Place, Problem};
use crate::value::key::Key;
use crate::value::origin::{Origin, Site};
use crate::value::redact;
use crate::value::tree::{Entry, Node};

use super::inline::flaw;
use crate::layer::written::Written;

pub(crate) fn variable_encoding(layer: &Layer<'_>, key: Key, site: Site) -> Problem {
    Problem::new(
        Code::VariableEncoding,
        format!("the value of `{key}` is not UTF-8"),
    )
    .with_place(layer.place(site, "", Show::Masked))
    .with_key(key)
    .with_help("set it to valid UTF-8")
}

pub(crate) fn set_twice(layer: &Layer<'_>, key: Key, site: Site, other: Site) -> Problem {
    let is_file = |site| !matches!(layer.origin(site), Origin::Variable(_) | Origin::File(_));
    let (message, help) = if let Source::Secrets(_) = layer.source {
        (format!("two files set `{key}`"), "remove one of them")
    } else if let Source::Texts { provider, .. } = layer.source {
        let provider = redact::name(provider);
        let message =
            format!("two keys of the provider {provider} set `{key}` to different values");
        (message, "remove one of them")
    } else if is_file(site) || is_file(other) {
        let message = format!("`{key}` is set both by a variable and by a `_FILE` variable");
        (message, "unset one of them")
    } else {
        let message = format!("two variables set `{key}` to different values");
        (message, "unset one of them")
    };
    Problem::new(Code::Conflict, message)
        .with_place(layer.place(other, "", Show::Key))
        .with_place(layer.place(site, "", Show::Key))
        .with_key(key)
        .with_help(help)
        .with_rank(rank(other))
}

/// A variable of the loader itself that would name a directory.
pub(crate) fn empty_folder_variable(name: &str) -> Problem {
    let excerpt = Excerpt::new(&format!("{name}="), name.len() + 1..name.len() + 1);
    let place = Place::new(Origin::Variable(name.to_owned()), "empty").with_excerpt(excerpt);
    Problem::note(
        Code::EmptyValue,
        format!("{name} is empty, so it is ignored"),
    )
    .with_place(place)
    .with_help("set it to a directory, or unset it")
}

/// The variable of an entry that ends in `_FILE`, where a layer below has an
/// entry of just that name.
pub(crate) fn ambiguous_entry(
    layer: &Layer<'_>,
    key: &Key,
    site: Site,
    lower: &Layer<'_>,
    entry: &Entry<'_>,
) -> Problem {
    let name = name_of(layer, site);
    let message = format!("{name} could name the file of `{key}`, or set the entry `{key}_file`");
    Problem::new(Code::AmbiguousVariable, message)
        .with_place(layer.place(site, "", Show::Key))
        .with_place(lower.place(entry.key_site, "this entry", Show::Key))
        .with_key(key.clone())
        .with_help("rename the entry, or set it through the variable of the whole table")
}

/// What to do where an entry was meant, and not the file that holds one.
pub(crate) fn no_twin_meant(key: &Key) -> String {
    format!("to set an entry `{key}_file`, use the variable of the whole table")
}

/// `is_quoted` is whether the text is wholly in quotes.
pub(crate) fn not_inline(
    layer: &Layer<'_>,
    key: Key,
    free: &Node<'_>,
    expected: &str,
    is_guarded: bool,
) -> Problem {
    let is_hidden = is_guarded || layer.is_secret_file(free.site);
    let written = if is_hidden {
        Written::Hidden
    } else {
        Written::of(layer, View::outside(&[]).refused(), free)
    };
    let (label, help) = flaw(free, expected);
    Problem::new(Code::WrongType, format!("`{key}` must be {expected}"))
        .with_expected(expected)
        .with_place(layer.place(free.site, label, written.show()))
        .with_key(key)
        .with_helps(help)
        .with_help("or set its fields individually")
}

/// What a message calls the entry: its name, or where it is.
pub(crate) fn name_of(layer: &Layer<'_>, site: Site) -> String {
    match layer.name(site) {
        Some(name) => redact::name(&name).into_owned(),
        None => layer.origin(site).to_string(),
    }
}
