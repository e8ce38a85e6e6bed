//! Attributes that allow of a field what is refused, or make a warning of it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use crate::attributes::{Attributes, not_of_a_section};
use crate::conditions::environments;
use crate::items::{Item, Read};
use crate::mistakes::{nearest, one_of};
use crate::model::Text;

/// What `allow` and `warn` may speak of.
const REFUSALS: [&str; 14] = [
    COMMITTED,
    DROPPED,
    "placeholder",
    "weak_secret",
    "untrimmed_secret",
    "looks_like_secret",
    "internal_host",
    "plaintext",
    "unverified_tls",
    "wildcard_origin",
    "live_key",
    "test_key",
    "debug_setting",
    "open_listener",
];

/// What is allowed in all environments or in none; `warn` does not speak of it.
const EVERYWHERE: [&str; 2] = [COMMITTED, DROPPED];

const COMMITTED: &str = "committed_secret";

const DROPPED: &str = "dropped_fields";

/// What only `warn` may speak of, and the attributes that it then speaks of.
const WARNINGS: [(&str, &[&str]); 4] = [
    ("rule", &[GARDE]),
    ("required", &["required_in", "required_if"]),
    ("forbidden", &["forbidden_in"]),
    (
        "probe",
        &["path", "resolves", "free_port", "tls_certificate"],
    ),
];

const GARDE: &str = "#[garde(...)]";

/// Reads `allow(what = "reason", in(Staging))`.
pub(crate) fn allow(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let parts = attributes.within(item);
    let (limits, pairs): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.name == "in");
    if pairs.is_empty() || limits.len() > 1 {
        attributes.malformed(item);
        return Vec::new();
    }
    let limit = limits.first().map(|limit| self::limit(attributes, limit));
    let read = pairs.into_iter().filter_map(|pair| {
        let (private, what) = (attributes.private.clone(), &pair.name);
        let reason = reason(attributes, item, pair, limit.is_some())?.value;
        let only_in = limit
            .iter()
            .map(|environments| quote!(.only_in(#environments)));
        Some(Read {
            text: Text {
                value: what.clone(),
                span: pair.span,
            },
            code: quote!(#private::Allowance::new(#what, #reason)#(#only_in)*),
            also: None,
        })
    });
    read.collect()
}

/// Reads `warn(what = "reason", in(Staging))`.
pub(crate) fn warn(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let read = allow(attributes, item);
    for Read { text, .. } in &read {
        useless(attributes, text);
        // OK because of a section there is no more to warn of.
        if attributes.has("nested") && !is_only_warned(&text.value) {
            attributes.mistake(text.span, not_of_a_section("warn"));
        }
    }
    read
}

fn limit(attributes: &mut Attributes<'_>, limit: &Item) -> Option<TokenStream> {
    let Some(idents) = limit.list::<Ident>() else {
        attributes.mistake(limit.span, "expected `in(Staging)`");
        return None;
    };
    environments(attributes, &idents)
}

fn reason(
    attributes: &mut Attributes<'_>,
    item: &Item,
    pair: &Item,
    is_limited: bool,
) -> Option<Text> {
    let (verb, name) = (&item.name, &pair.name);
    if let Some(message) = unknown(name, verb) {
        attributes.mistake(pair.span, message);
        return None;
    }
    if is_limited && EVERYWHERE.contains(&&name[..]) {
        let message = format!("`{name}` cannot be limited to environments, remove `in(...)`");
        attributes.mistake(pair.span, message);
    }
    let reason = pair.text();
    match &reason {
        None => attributes.malformed(&Item {
            span: pair.span,
            ..item.clone()
        }),
        Some(reason) if reason.value.trim().is_empty() => {
            let message = format!("give a reason, as in `{verb}({name} = \"the reason\")`");
            attributes.mistake(reason.span, message);
        }
        Some(_) => {}
    }
    reason
}

/// What may be allowed, or warned of.
fn speaks_of(verb: &str) -> Vec<&'static str> {
    if verb == "allow" {
        return REFUSALS.to_vec();
    }
    let refusals = REFUSALS
        .into_iter()
        .filter(|name| !EVERYWHERE.contains(name));
    refusals.chain(WARNINGS.map(|(name, _)| name)).collect()
}

/// Says why this cannot be allowed, or warned of.
fn unknown(name: &str, verb: &str) -> Option<String> {
    let known = speaks_of(verb);
    if known.contains(&name) {
        return None;
    }
    if is_only_warned(name) {
        return Some(format!(
            "`{name}` cannot be allowed, only warned about, write `warn({name} = \"the reason\")`"
        ));
    }
    let done = done(verb);
    Some(match nearest(name, known.iter().copied()) {
        Some(meant) => format!("`{name}` cannot be {done}, did you mean `{meant}`?"),
        None => format!("`{name}` cannot be {done}, expected {}", one_of(known)),
    })
}

pub(crate) fn done(verb: &str) -> &'static str {
    if verb == "allow" {
        "allowed"
    } else {
        "warned of"
    }
}

/// Whether only `warn` may speak of it.
fn is_only_warned(name: &str) -> bool {
    WARNINGS.iter().any(|(warning, _)| *warning == name)
}

/// Reports what is warned of and can never happen to the field.
fn useless(attributes: &mut Attributes<'_>, what: &Text) {
    let Text { value: what, span } = what;
    let Some((_, asked_by)) = WARNINGS.iter().find(|(warning, _)| warning == what) else {
        return;
    };
    let is_asked = |name: &&str| match *name {
        GARDE => attributes.garde || !cfg!(feature = "garde"),
        name => attributes.has(name),
    };
    if !asked_by.iter().any(is_asked) {
        let expected = one_of(asked_by.iter().copied());
        let message = format!("`warn` of `{what}` has no effect, the field has no {expected}");
        attributes.mistake(*span, message);
    }
}
