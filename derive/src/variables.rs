//! Variables with names of their own: `env = "NAME"`, `env(fallback = "NAME")`, and those
//! of the fields of a section, `env(field = "NAME")`.

use quote::{ToTokens, quote};

use crate::attributes::{Attributes, not_of_a_section, text};
use crate::items::{Argument, Item, Read};
use crate::model::{Fact, Text};

/// Reads `env` as what it says of the field: its own variables, or those of its fields.
pub(crate) fn variable(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let is_section = attributes.has("nested") || attributes.has("flatten");
    match item.argument {
        // OK because it is read with those of the fields.
        Argument::List(_) if is_section => Vec::new(),
        Argument::List(_) => fallbacks(attributes, item),
        _ if is_section => {
            attributes.mistake(item.span, not_of_a_section("env"));
            Vec::new()
        }
        _ => text(attributes, item),
    }
}

/// Reads `env(fallback = "NAME")`: one that only counts where no other variable is set.
fn fallbacks(attributes: &mut Attributes<'_>, item: &Item) -> Vec<Read> {
    let mut read = Vec::new();
    if item.next_text().is_some() {
        attributes.malformed(item);
        return read;
    }
    for inner in attributes.within(item) {
        match inner.text().filter(|_| inner.name == "fallback") {
            Some(name) => {
                read.push(Read::of(name.clone()));
                read.push(Read::of(name).also(Fact::List("Fallbacks")));
            }
            None => attributes.malformed(item),
        }
    }
    read
}

/// The variables that `env(field = "NAME")` gives to fields of a section.
pub(crate) fn of_fields(attributes: &mut Attributes<'_>) -> Vec<(Text, Text)> {
    let items = attributes.all("env").into_iter();
    let is_section = attributes.has("nested") || attributes.has("flatten");
    let items = items.filter(|item| is_section && matches!(item.argument, Argument::List(_)));
    let mut variables = Vec::new();
    for item in items {
        for inner in attributes.within(&item) {
            let field = Text {
                value: inner.name.clone(),
                span: inner.span,
            };
            match inner.text() {
                Some(name) => variables.push((field, name)),
                None => attributes.malformed(&item),
            }
        }
    }
    variables
}

/// The fact of such variables.
pub(crate) fn fact(variables: &[(Text, Text)]) -> impl ToTokens + use<> {
    let pairs = variables.iter().map(|(field, name)| {
        let (field, name) = (&field.value, &name.value);
        quote!((#field, #name))
    });
    quote!(#(#pairs),*)
}
