//! Attributes of a field that depend on the environment or on other settings.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

use crate::attributes::{Attributes, option};
use crate::items::{Argument, Item, Read};
use crate::mistakes::{nearest, one_of};

const ENVIRONMENTS: [&str; 4] = ["Development", "Test", "Staging", "Production"];

/// Reads `required_in = [Staging]`.
pub(crate) fn required_in(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    within(attributes, item, &quote!(RequiredIn))
}

/// Reads `forbidden_in = [Staging]`.
pub(crate) fn forbidden_in(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    within(attributes, item, &quote!(ForbiddenIn))
}

fn within(attributes: &mut Attributes<'_>, item: &Item, condition: &TokenStream) -> Vec<Read> {
    let idents = attributes.read(item, bracketed);
    let environments = idents.and_then(|idents| environments(attributes, &idents));
    let private = &attributes.private;
    let code = environments.map(|list| quote!(#private::Condition::#condition(#list)));
    Vec::from_iter(code.map(|code| item.says(code)))
}

fn bracketed(item: &Item) -> Option<Vec<Ident>> {
    let group: Group = item.value()?;
    let list = Item {
        argument: Argument::List(group.stream()),
        ..item.clone()
    };
    list.list()
        .filter(|_| group.delimiter() == Delimiter::Bracket)
}

/// The environments of these names; none where one of them is unknown.
pub(crate) fn environments(
    attributes: &mut Attributes<'_>,
    idents: &[Ident],
) -> Option<TokenStream> {
    let is_known = |ident: &&Ident| ENVIRONMENTS.iter().any(|known| *ident == known);
    let (known, unknown): (Vec<_>, Vec<_>) = idents.iter().partition(is_known);
    for ident in &unknown {
        let name = ident.to_string();
        let expected = match nearest(&name, ENVIRONMENTS) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("expected {}", one_of(ENVIRONMENTS)),
        };
        attributes.mistake(
            ident.span(),
            format!("unknown environment `{name}`, {expected}"),
        );
    }
    let names = known.iter();
    let names = names.map(|ident| format_ident!("{ident}", span = Span::call_site()));
    let private = &attributes.private;
    unknown
        .is_empty()
        .then(|| quote!(&[#(#private::Environment::#names),*]))
}

/// Reads `required_if = "key"` and `required_if = "key = value"`.
pub(crate) fn required_if(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let Some(text) = attributes.read(item, Item::text) else {
        return Vec::new();
    };
    let (key, value) = match text.value.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim())),
        None => (text.value.trim(), None),
    };
    if !is_key(key) {
        let given = &text.value;
        let message = format!("`{given}` is not a condition, write `key` or `key = value`");
        attributes.mistake(text.span, message);
        return Vec::new();
    }
    let (private, value) = (&attributes.private, option(value));
    let code = quote!(#private::Condition::RequiredIf { key: #key, value: #value });
    vec![Read {
        text,
        code,
        also: None,
    }]
}

/// Whether the text can be a key, of the root or, behind a dot, of the struct.
pub(crate) fn is_key(text: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    text.strip_prefix('.')
        .unwrap_or(text)
        .split('.')
        .all(is_name)
}
