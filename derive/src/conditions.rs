//! Attributes of a field that depend on the environment or on other settings,
//! and those of settings that only show their mistakes later.

use proc_macro2::{Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, LitInt, LitStr, Token};

use crate::attributes::{Argument, Attributes, Item, split};
use crate::mistakes::{Mistakes, nearest, one_of};
use crate::model::{Allowance, Condition, Given, Probe, Text};

/// What `allow` and `warn` may speak of.
const REFUSALS: [&str; 11] = [
    COMMITTED,
    DROPPED,
    "placeholder",
    "weak_secret",
    "untrimmed_secret",
    "looks_like_secret",
    "internal_host",
    "plaintext",
    "wildcard_origin",
    "live_key",
    "test_key",
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

const ENVIRONMENTS: [&str; 4] = ["Development", "Test", "Staging", "Production"];

const PATH: [&str; 5] = ["exists", "dir", "file", "readable", "writable"];

pub(crate) fn all(attributes: &mut Attributes<'_>) -> Vec<Given<Condition>> {
    let required_in = given(
        attributes,
        "required_in",
        environments,
        Condition::RequiredIn,
    );
    let forbidden_in = given(
        attributes,
        "forbidden_in",
        environments,
        Condition::ForbiddenIn,
    );
    let required_if = attributes.text("required_if").and_then(|text| {
        let condition = required_if(&text.value);
        if condition.is_none() {
            let message = format!(
                "`{}` is no condition, write `key` or `key = value`",
                text.value
            );
            attributes.mistake(text.span, message);
        }
        Some(Given {
            name: "required_if",
            span: text.span,
            value: condition?,
        })
    });
    [required_in, forbidden_in, required_if]
        .into_iter()
        .flatten()
        .collect()
}

fn given<T>(
    attributes: &mut Attributes<'_>,
    name: &'static str,
    read: fn(&mut Attributes<'_>, &Item) -> Option<Vec<String>>,
    condition: fn(Vec<String>) -> T,
) -> Option<Given<T>> {
    let item = attributes.take(name)?;
    let value = condition(read(attributes, &item)?);
    Some(Given {
        name,
        span: item.span,
        value,
    })
}

fn environments(attributes: &mut Attributes<'_>, item: &Item) -> Option<Vec<String>> {
    let idents = match &item.argument {
        Argument::Value(tokens) => bracketed(tokens),
        Argument::List(_) | Argument::None => None,
    };
    let Some(idents) = idents.filter(|idents| !idents.is_empty()) else {
        attributes.malformed(item);
        return None;
    };
    known(attributes, &idents)
}

fn known(attributes: &mut Attributes<'_>, idents: &[Ident]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for ident in idents {
        let name = ident.to_string();
        if ENVIRONMENTS.contains(&&name[..]) {
            names.push(name);
            continue;
        }
        let message = match nearest(&name, ENVIRONMENTS) {
            Some(meant) => format!("unknown environment `{name}`, did you mean `{meant}`?"),
            None => format!(
                "unknown environment `{name}`, expected {}",
                one_of(ENVIRONMENTS)
            ),
        };
        attributes.mistake(ident.span(), message);
    }
    (names.len() == idents.len()).then_some(names)
}

fn bracketed(tokens: &TokenStream) -> Option<Vec<Ident>> {
    let parser = |input: ParseStream<'_>| {
        let list;
        syn::bracketed!(list in input);
        Punctuated::<Ident, Token![,]>::parse_terminated(&list)
    };
    Some(parser.parse2(tokens.clone()).ok()?.into_iter().collect())
}

fn idents(tokens: &TokenStream) -> Option<Vec<Ident>> {
    let parser = Punctuated::<Ident, Token![,]>::parse_terminated;
    Some(parser.parse2(tokens.clone()).ok()?.into_iter().collect())
}

fn required_if(text: &str) -> Option<Condition> {
    let (key, value) = match text.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim().to_owned())),
        None => (text.trim(), None),
    };
    is_key(key).then(|| Condition::RequiredIf {
        key: key.to_owned(),
        value,
    })
}

/// Whether the text can be a key, of the root or, behind a dot, of the struct.
fn is_key(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    text.strip_prefix('.')
        .unwrap_or(text)
        .split('.')
        .all(is_name)
}

pub(crate) fn probe(attributes: &mut Attributes<'_>) -> Vec<Given<Probe>> {
    let path = attributes.take("path").and_then(|item| {
        Some(Given {
            name: "path",
            span: item.span,
            value: path(attributes, &item)?,
        })
    });
    let mut flag = |name, value| {
        let span = attributes.flag(name)?;
        Some(Given { name, span, value })
    };
    let resolves = flag("resolves", Probe::Resolves);
    let free_port = flag("free_port", Probe::FreePort);
    let tls = attributes.take("tls_certificate").and_then(|item| {
        Some(Given {
            name: "tls_certificate",
            span: item.span,
            value: tls_certificate(attributes, &item)?,
        })
    });
    [path, resolves, free_port, tls]
        .into_iter()
        .flatten()
        .collect()
}

fn path(attributes: &mut Attributes<'_>, item: &Item) -> Option<Probe> {
    let Argument::List(tokens) = &item.argument else {
        attributes.malformed(item);
        return None;
    };
    let Some(idents) = idents(tokens).filter(|idents| !idents.is_empty()) else {
        attributes.malformed(item);
        return None;
    };
    for ident in &idents {
        let name = ident.to_string();
        if !PATH.contains(&&name[..]) {
            let message = format!("unknown question `{name}`, expected {}", one_of(PATH));
            attributes.mistake(ident.span(), message);
            return None;
        }
    }
    let asks = |name: &str| idents.iter().any(|ident| ident == name);
    if asks("dir") && asks("file") {
        attributes.mistake(item.span, "a path cannot be both `dir` and `file`");
        return None;
    }
    Some(Probe::Path {
        dir: asks("dir"),
        file: asks("file"),
        readable: asks("readable"),
        writable: asks("writable"),
    })
}

fn tls_certificate(attributes: &mut Attributes<'_>, item: &Item) -> Option<Probe> {
    if !cfg!(feature = "tls") {
        let message = "`tls_certificate` needs the feature `tls` of `rehearsal`";
        attributes.mistake(item.span, message);
        return None;
    }
    let items = match &item.argument {
        Argument::List(tokens) => split(tokens, &mut Mistakes::default()),
        Argument::Value(_) | Argument::None => Vec::new(),
    };
    let value = |name: &str| match items.iter().find(|item| item.name == name)?.argument {
        Argument::Value(ref tokens) => Some(tokens.clone()),
        Argument::None | Argument::List(_) => None,
    };
    let key = value("key").and_then(|tokens| syn::parse2::<LitStr>(tokens).ok());
    let days = value("days").and_then(|tokens| syn::parse2::<LitInt>(tokens).ok());
    let days = match (&days, value("days").is_some()) {
        (Some(days), _) => days.base10_parse().ok(),
        (None, true) => None,
        (None, false) => Some(0),
    };
    let given = items
        .iter()
        .all(|item| matches!(&item.name[..], "key" | "days"));
    match (key.map(|key| key.value()), days) {
        (Some(key), Some(days)) if given && is_key(&key) => {
            Some(Probe::TlsCertificate { key, days })
        }
        _ => {
            attributes.malformed(item);
            None
        }
    }
}

/// Takes every `allow(what = "reason", in(Staging))`, or `warn` likewise.
pub(crate) fn allowances(attributes: &mut Attributes<'_>, verb: &str) -> Vec<Allowance> {
    let mut allowed: Vec<Allowance> = Vec::new();
    for item in attributes.take_all(verb) {
        let items = match &item.argument {
            Argument::List(tokens) => split(tokens, &mut Mistakes::default()),
            Argument::Value(_) | Argument::None => Vec::new(),
        };
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
                    let message = format!("`{name}` is allowed in every environment or in none");
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
            "`{name}` can only be warned of, write `warn({name} = \"the reason\")`"
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
            let message = format!("there is no `{what}` to warn of, the field has no {expected}");
            attributes.mistake(allowance.span, message);
        }
    }
}

/// Where the type of a field could be absent, by the look of it.
pub(crate) fn is_option(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|segment| segment.ident == "Option"),
        _ => false,
    }
}

/// Where the first of them was written.
pub(crate) fn first<T>(given: &[Given<T>]) -> Option<(&'static str, Span)> {
    given.first().map(|given| (given.name, given.span))
}
