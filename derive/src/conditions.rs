//! Attributes of a field that depend on the environment or on other settings.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, Token};

use crate::attributes::{Argument, Attributes, Item};
use crate::mistakes::{nearest, one_of};
use crate::model::{Condition, Given};

const ENVIRONMENTS: [&str; 4] = ["Development", "Test", "Staging", "Production"];

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
                "`{}` is not a condition, write `key` or `key = value`",
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

/// The names of environments; none where one of them is unknown.
pub(crate) fn known(attributes: &mut Attributes<'_>, idents: &[Ident]) -> Option<Vec<String>> {
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

/// Names with commas between them.
pub(crate) fn idents(tokens: &TokenStream) -> Option<Vec<Ident>> {
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
pub(crate) fn is_key(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    text.strip_prefix('.')
        .unwrap_or(text)
        .split('.')
        .all(is_name)
}
