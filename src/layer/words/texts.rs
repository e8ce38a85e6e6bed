//! Texts that are of their type, but hardly what was meant.

use super::spelling::{QUOTED, UNQUOTE};
use crate::layer::source::{Layer, Show, Source};
use crate::report::problem::{Code, Problem, Severity};
use crate::value::key::Key;
use crate::value::origin::{Origin, Site};
use crate::value::redact;

/// What replaces words that repeat a secret.
pub(crate) const WITHHELD: &str = "message withheld: it contains a secret";

/// What gives a text, as the subject of a sentence.
pub(crate) fn giver(layer: &Layer<'_>, site: Site) -> String {
    let name = || {
        layer
            .name(site)
            .map(|name| redact::name(&name).into_owned())
            .unwrap_or_default()
    };
    match (&layer.source, layer.origin(site)) {
        (_, Origin::FileOfVariable { variable, .. }) => {
            format!("the file named by {}", redact::name(&variable))
        }
        (Source::Secrets(_), _) => format!("the secret file {}", name()),
        (Source::Variables(_) | Source::Dotenv { .. }, _) => name(),
        (_, Origin::Argument(_)) => format!("`{}`", layer.origin(site)),
        (_, origin) => format!("the {origin}"),
    }
}

/// A text that is empty, where there must be something; `is_given` where it is all
/// that its source gives, and no part of it.
pub(crate) fn empty(
    layer: &Layer<'_>,
    key: &Key,
    site: Site,
    expected: &str,
    is_given: bool,
) -> Problem {
    let must = format!("must be {expected}");
    let show = match layer.source {
        Source::File { .. } => Show::Value(layer.written(site)).of_key(key),
        _ if is_given => Show::Value(""),
        _ => Show::Key,
    };
    Problem::new(
        Code::EmptyValue,
        is_empty(layer, key, site, &must, is_given),
    )
    .with_key(key.clone())
    .with_expected(expected)
    .with_place(layer.place(site, "empty", show))
    .with_help(fill(layer))
}

/// What to do about it.
pub(crate) fn fill(layer: &Layer<'_>) -> &'static str {
    match layer.source {
        Source::File { .. } | Source::Provider(_) | Source::Texts { .. } => {
            "give it a value, or remove it"
        }
        _ => "give it a value, or unset it",
    }
}

/// The sentence that says so; `must` is what the value must.
pub(crate) fn is_empty(
    layer: &Layer<'_>,
    key: &Key,
    site: Site,
    must: &str,
    is_given: bool,
) -> String {
    let is_named = matches!(layer.source, Source::File { .. } | Source::Provider(_));
    if is_named || !is_given {
        return format!("`{key}` is empty, but {must}");
    }
    let giver = giver(layer, site);
    format!("{giver} is empty, but `{key}` {must}")
}

/// A text that is empty, where it may be.
pub(crate) fn empty_text(layer: &Layer<'_>, key: &Key, site: Site) -> Problem {
    let giver = giver(layer, site);
    let message = format!("{giver} is empty, so `{key}` is empty too");
    Problem::note(Code::EmptyValue, message)
        .with_key(key.clone())
        .with_place(layer.place(site, "empty", Show::Value("")))
        .with_help("if this is not intended, give it a value, or unset it")
}

/// A text that is wholly in quotes; `shown` is what may be shown of it.
pub(crate) fn quoted(
    layer: &Layer<'_>,
    key: &Key,
    site: Site,
    shown: Option<&str>,
    severity: Severity,
) -> Problem {
    let message = format!("`{key}` has quotes around it");
    let show = shown.map_or(Show::Masked, Show::Value);
    Problem::new(Code::Quoted, message)
        .with_severity(severity)
        .with_key(key.clone())
        .with_place(layer.place(site, QUOTED, show))
        .with_help(UNQUOTE)
}
