//! What is not allowed, though it can be understood.

use std::collections::{HashMap, HashSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::allowances::done;
use crate::generics::{first_mention, is_option, parameters};
use crate::mistakes::Mistakes;
use crate::model::{Adapter, Body, Draft, Enum, Fact, Field, Input, Refused, Retired, Text};

pub(crate) fn draft(draft: Draft) -> Result<Input, Box<Refused>> {
    let Draft {
        input,
        mut mistakes,
    } = draft;
    check(&input, &mut mistakes);
    match mistakes.into_error() {
        Some(error) => Err(Box::new(Refused { input, error })),
        None => Ok(input),
    }
}

fn check(input: &Input, mistakes: &mut Mistakes) {
    lifetimes(input, mistakes);
    if let Body::Enum(body) = &input.body {
        variants(input, body, mistakes);
        for field in input.field_lists().into_iter().flatten() {
            not_the_tag(body, field, mistakes);
        }
    }
    for fields in input.field_lists() {
        for field in fields {
            self::field(field, input, mistakes);
        }
        names_differ(fields, mistakes);
        variables_differ(fields, mistakes);
    }
    if let Body::Wrapper(_) = &input.body {
        let said = input.retired.first().map(|retired| retired.key.span);
        let said = said.or(input.checks.first().map(Spanned::span));
        if let Some(span) = said {
            mistakes.push(
                span,
                "a wrapper is read as the section it holds, put this on the section",
            );
        }
    }
    retired(input, mistakes);
}

fn lifetimes(input: &Input, mistakes: &mut Mistakes) {
    for parameter in input.generics.lifetimes() {
        let lifetime = &parameter.lifetime;
        let message = format!(
            "settings own their values, remove the lifetime `{lifetime}` and use types such as \
             `String` instead of references"
        );
        mistakes.push(lifetime.span(), message);
    }
}

fn variants(input: &Input, body: &Enum, mistakes: &mut Mistakes) {
    if body.variants.is_empty() {
        let message = "an enum without variants can never be read, add a variant";
        mistakes.push(input.ident.span(), message);
    }
    if let Some(tag) = &body.tag {
        name(tag, mistakes);
    }
    let defaults = body.variants.iter().filter_map(|variant| variant.default);
    for span in defaults.skip(1) {
        mistakes.push(
            span,
            "another variant is the `default` already, keep one of them",
        );
    }
    let mut seen = HashMap::new();
    for variant in &body.variants {
        name(&variant.name, mistakes);
        let text = &variant.name.value;
        if let Some(other) = seen.insert(text, &variant.ident) {
            let (other, ident) = (other.unraw(), variant.ident.unraw());
            let message =
                format!("variants `{other}` and `{ident}` are both named `{text}`, rename one");
            mistakes.push(variant.name.span, message);
        }
    }
}

fn not_the_tag(body: &Enum, field: &Field, mistakes: &mut Mistakes) {
    let Some(tag) = &body.tag else { return };
    for text in names(field).filter(|text| text.value == tag.value) {
        let message = format!(
            "`{}` is the tag of this enum, rename the field or the tag",
            tag.value
        );
        mistakes.push(text.span, message);
    }
}

fn field(field: &Field, input: &Input, mistakes: &mut Mistakes) {
    names(field).for_each(|text| name(text, mistakes));
    variables(field).for_each(|text| variable(text, mistakes));
    for verb in ["Allowed", "Warned"] {
        said_once(field, Fact::List(verb), mistakes);
    }
    may_be_unset(field, mistakes);
    version_of(field, mistakes);
    fields_of_one_section(field, input, mistakes);
    if let Some(Adapter::With(..)) = field.adapter
        && let Some(found) = first_mention(field.ty.to_token_stream(), &parameters(&input.generics))
    {
        let message = "`with` reads a type that is known here, name it without parameters";
        mistakes.push(found.span(), message);
    }
    if input.generics.lifetimes().next().is_none() {
        no_reference(field, mistakes);
    }
    if field.nested.is_some() {
        not_itself(field, input, mistakes);
    }
}

/// What is said of the fields of a section needs one that is known.
fn fields_of_one_section(field: &Field, input: &Input, mistakes: &mut Mistakes) {
    let said = field
        .inner_variables
        .first()
        .map(|(name, _)| ("env", name.span));
    let Some((what, span)) = field.flatten.map(|span| ("flatten", span)).or(said) else {
        return;
    };
    let is_list = match &field.ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let several = ["Vec", "BTreeMap", "HashMap"]
                .iter()
                .any(|name| last.ident == name);
            several || (last.ident == "Option" && field.flatten.is_some())
        }),
        _ => false,
    };
    if is_list {
        let message = format!("`{what}` needs a field that is one section");
        mistakes.push(span, message);
    } else if first_mention(field.ty.to_token_stream(), &parameters(&input.generics)).is_some() {
        let message = format!("`{what}` needs a section that is known here, without parameters");
        mistakes.push(span, message);
    }
    for (_, name) in &field.inner_variables {
        variable(name, mistakes);
    }
}

fn version_of(field: &Field, mistakes: &mut Mistakes) {
    let parity = field.said(Fact::One("Parity")).next();
    for text in field.texts(Fact::One("VersionOf")) {
        name(text, mistakes);
        if let Some(parity) = parity {
            let message = "`version_of` compares the field as a version, remove the `parity` rule";
            mistakes.push(parity.given.span, message);
        }
    }
}

/// Of one thing, one allowance or warning says all.
fn said_once(field: &Field, fact: Fact, mistakes: &mut Mistakes) {
    let mut seen = HashSet::new();
    for said in field.said(fact) {
        let (what, done) = (&said.given.value, done(said.name));
        if !seen.insert(what) {
            let message = format!("`{what}` is {done} twice, keep one of them");
            mistakes.push(said.given.span, message);
        }
    }
}

/// A condition only means something where the field may be left unset.
fn may_be_unset(field: &Field, mistakes: &mut Mistakes) {
    if is_option(&field.ty) || field.said(Fact::One("Default")).next().is_some() {
        return;
    }
    for said in field.said(Fact::List("Conditions")) {
        let name = said.name;
        let message = if field.nested.is_some() {
            format!("`{name}` needs an optional section, make it an `Option`")
        } else {
            format!(
                "`{name}` needs a field that may be unset, make it an `Option` or give it a \
                 default"
            )
        };
        mistakes.push(said.given.span, message);
    }
}

fn no_reference(field: &Field, mistakes: &mut Mistakes) {
    if has_reference(field.ty.to_token_stream()) {
        let message = "settings own their values, use a type such as `String` instead of a \
                       reference";
        mistakes.add(syn::Error::new_spanned(&field.ty, message));
    }
}

fn has_reference(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '&',
        TokenTree::Group(group) => has_reference(group.stream()),
        _ => false,
    })
}

fn not_itself(field: &Field, input: &Input, mistakes: &mut Mistakes) {
    let names = HashSet::from([input.ident.unraw().to_string(), "Self".to_owned()]);
    if let Some(found) = first_mention(field.ty.to_token_stream(), &names) {
        let message = "a section cannot contain itself, its settings would never end";
        mistakes.push(found.span(), message);
    }
}

/// The name of a field, and its aliases.
fn names(field: &Field) -> impl Iterator<Item = &Text> {
    [&field.name].into_iter().chain(aliases(field))
}

fn aliases(field: &Field) -> impl Iterator<Item = &Text> {
    field.texts(Fact::List("Aliases"))
}

fn variables(field: &Field) -> impl Iterator<Item = &Text> {
    field.texts(Fact::List("Variables"))
}

fn names_differ(fields: &[Field], mistakes: &mut Mistakes) {
    // OK because every name goes in before any alias: an alias is what is wrong
    // where it collides with a name, also with that of a later field.
    let names = fields.iter().map(|field| (&field.name, field));
    let aliases = fields
        .iter()
        .flat_map(|field| aliases(field).map(move |text| (text, field)));
    let mut seen = HashMap::new();
    for (text, field) in names.chain(aliases) {
        let (value, ident) = (&text.value, field.ident.unraw());
        if let Some(other) = seen.insert(value, ident.clone()) {
            let message = if other == ident {
                format!("field `{ident}` is already named `{value}`, remove the alias")
            } else {
                format!("fields `{other}` and `{ident}` are both named `{value}`, rename one")
            };
            mistakes.push(text.span, message);
        }
    }
}

fn variables_differ(fields: &[Field], mistakes: &mut Mistakes) {
    let mut seen = HashMap::new();
    for field in fields {
        for text in variables(field) {
            let name = &text.value;
            if let Some(other) = seen.insert(name, field.ident.unraw()) {
                let message = format!("variable `{name}` already sets field `{other}`");
                mistakes.push(text.span, message);
            }
        }
    }
}

fn name(text: &Text, mistakes: &mut Mistakes) {
    if let Some(wrong) = wrong_with_name(&text.value) {
        mistakes.push(text.span, wrong);
    }
}

fn wrong_with_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("a name cannot be empty")
    } else if name.contains('.') {
        Some("a name cannot contain `.`, which separates the parts of a key")
    } else if name.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        Some("a name cannot contain spaces or control characters")
    } else {
        None
    }
}

fn variable(text: &Text, mistakes: &mut Mistakes) {
    let name = &text.value;
    if name.is_empty() {
        return mistakes.push(text.span, "a name cannot be empty");
    }
    let begins = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    if !begins || name.contains(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_') {
        let message = format!(
            "`{name}` cannot be the name of a variable, use ASCII letters, digits and `_`, and \
             no digit at the beginning"
        );
        mistakes.push(text.span, message);
    }
}

fn retired(input: &Input, mistakes: &mut Mistakes) {
    let mut seen = HashSet::new();
    for Retired { key, .. } in &input.retired {
        let text = &key.value;
        if text.split('.').any(|part| wrong_with_name(part).is_some()) {
            let message = format!("`{text}` is not a key, write names joined by `.`");
            mistakes.push(key.span, message);
        } else if !seen.insert(text) {
            mistakes.push(
                key.span,
                format!("key `{text}` is retired twice, keep one of them"),
            );
        } else if in_use(input, text) {
            let message = format!(
                "key `{text}` is still in use, rename the field or remove the key from `retired`"
            );
            mistakes.push(key.span, message);
        }
    }
}

fn in_use(input: &Input, key: &str) -> bool {
    let tag = match &input.body {
        Body::Enum(body) => body.tag.as_ref(),
        Body::Struct(_) | Body::Wrapper(_) => None,
    };
    let fields = input.field_lists().into_iter().flatten().flat_map(names);
    fields.chain(tag).any(|text| text.value == key)
}
