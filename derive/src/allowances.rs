//! Attributes that allow of a field what is refused, or make a warning of it.

use syn::LitStr;

use crate::attributes::{Argument, Attributes, Item};
use crate::conditions::{idents, known};
use crate::mistakes::{nearest, one_of};
use crate::model::{Allowance, Text};

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

/// Takes every `allow(what = "reason", in(Staging))`, or `warn` likewise.
pub(crate) fn all(attributes: &mut Attributes<'_>, verb: &str) -> Vec<Allowance> {
    let mut allowed: Vec<Allowance> = Vec::new();
    for item in attributes.take_all(verb) {
        let items = attributes.within(&item);
        let (limits, pairs): (Vec<_>, Vec<_>) = items.iter().partition(|item| item.name == "in");
        let Some(environments) = limit(attributes, &item, &limits) else {
            continue;
        };
        if pairs.is_empty() {
            attributes.malformed(&item);
        }
        for pair in pairs {
            if let Some(reason) = reason(attributes, &item, pair) {
                if EVERYWHERE.contains(&&*pair.name) && !environments.is_empty() {
                    let name = &pair.name;
                    let message =
                        format!("`{name}` cannot be limited to environments, remove `in(...)`");
                    attributes.mistake(pair.span, message);
                    continue;
                }
                let known = allowed.iter().any(|known| known.what == pair.name);
                if known {
                    let (name, done) = (&pair.name, done(verb));
                    let message = format!("`{name}` is {done} twice, keep one of them");
                    attributes.mistake(pair.span, message);
                    continue;
                }
                allowed.push(Allowance {
                    span: pair.span,
                    what: pair.name.clone(),
                    reason,
                    environments: environments.clone(),
                });
            }
        }
    }
    allowed
}

fn limit(attributes: &mut Attributes<'_>, item: &Item, limits: &[&Item]) -> Option<Vec<String>> {
    match limits {
        [] => Some(Vec::new()),
        [only] => {
            let list = match &only.argument {
                Argument::List(tokens) => idents(tokens).filter(|idents| !idents.is_empty()),
                Argument::Value(_) | Argument::None => None,
            };
            if list.is_none() {
                attributes.mistake(only.span, "expected `in(Staging)`");
            }
            known(attributes, &list?)
        }
        _ => {
            attributes.malformed(item);
            None
        }
    }
}

fn reason(attributes: &mut Attributes<'_>, item: &Item, pair: &Item) -> Option<Text> {
    let name = &pair.name;
    if let Some(message) = unknown(name, &item.name) {
        attributes.mistake(pair.span, message);
        return None;
    }
    let text = match &pair.argument {
        Argument::Value(tokens) => syn::parse2::<LitStr>(tokens.clone()).ok(),
        Argument::None | Argument::List(_) => None,
    };
    let Some(text) = text else {
        attributes.malformed(&Item {
            name: item.name.clone(),
            span: pair.span,
            argument: Argument::None,
        });
        return None;
    };
    Some(Text {
        value: text.value(),
        span: text.span(),
    })
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

fn done(verb: &str) -> &'static str {
    if verb == "allow" {
        "allowed"
    } else {
        "warned of"
    }
}

/// Whether only `warn` may speak of it.
pub(crate) fn is_only_warned(name: &str) -> bool {
    WARNINGS.iter().any(|(warning, _)| *warning == name)
}

/// Reports what is warned of and can never happen to the field, as long as the
/// attributes that ask for it were not taken yet.
pub(crate) fn useless(attributes: &mut Attributes<'_>, warned: &[Allowance], has_rules: bool) {
    for allowance in warned {
        let what = &allowance.what;
        let Some((_, asked_by)) = WARNINGS.iter().find(|(warning, _)| warning == what) else {
            continue;
        };
        let is_asked = |name: &&str| match *name {
            GARDE => has_rules || !cfg!(feature = "garde"),
            name => attributes.has(name),
        };
        if !asked_by.iter().any(is_asked) {
            let expected = one_of(asked_by.iter().copied());
            let message = format!("`warn` of `{what}` has no effect, the field has no {expected}");
            attributes.mistake(allowance.span, message);
        }
    }
}
