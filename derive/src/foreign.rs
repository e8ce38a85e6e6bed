//! Attributes of serde on a section. This crate reads a section field by field, so
//! they would compile and do nothing; each is refused with what to write instead.

use proc_macro2::TokenStream;
use syn::Meta;

use crate::generics::is_option;
use crate::items::{Argument, Item, split};
use crate::mistakes::Mistakes;

/// An attribute of serde that changes how a type is read.
pub(crate) struct Foreign {
    name: &'static str,
    cure: Cure,
}

enum Cure {
    /// `#[config(...)]` has the same attribute. Saying it in both is accepted, so
    /// that a type may be written by serde under the names it is read by.
    Same,
    /// As `Same`, but serde writes its values in another way: both are the same without one.
    SameName(&'static str),
    Instead(&'static str),
}

use Cure::{Instead, Same, SameName};

macro_rules! foreign {
    ($($name:literal: $cure:expr;)+) => {
        &[$(Foreign { name: $name, cure: $cure }),+]
    };
}

const LEAF: Cure = Instead(
    "a type that serde reads as one value is not a section: remove `Config` from its derives and \
     `nested` from its fields",
);

const TAGGED: Cure =
    Instead("name the setting that chooses the variant with `#[config(tag = \"kind\")]`");

const EVERY_FIELD: Cure =
    Instead("every field of a section is a setting: move it out of the settings");

const EVERY_VARIANT: Cure =
    Instead("every variant can be chosen: remove the attribute or the variant");

const NAMED_FIELDS: Cure = Instead("give the variant named fields, each read by its type");

const OWN_FIELD: Cure = Instead("derive `Config` for its type and write `#[config(flatten)]`");

/// On a struct or an enum.
pub(crate) const CONTAINER: &[Foreign] = foreign! {
    "rename": Instead("remove it: a section is named after the field that holds it");
    "rename_all": Same;
    "rename_all_fields": Same;
    "content": TAGGED;
    "untagged": TAGGED;
    "default": Instead("give each field its own `#[config(default = …)]`");
    "deny_unknown_fields": Instead("remove it: unknown keys are always refused");
    "expecting": Instead("remove it: every field reports what it expects");
    "transparent": LEAF;
    "from": LEAF;
    "try_from": LEAF;
    "remote": LEAF;
};

pub(crate) const STRUCT: &[Foreign] = foreign! {
    "tag": Instead("remove it: only an enum has a setting that chooses its variant");
};

pub(crate) const ENUM: &[Foreign] = foreign! { "tag": Same; };

pub(crate) const VARIANT: &[Foreign] = foreign! {
    "rename": Same;
    "alias": Instead("a variant has one name: write `#[config(rename = \"…\")]`");
    "rename_all": Instead("write `#[config(rename_all_fields = \"…\")]` on the enum");
    "other": Instead("remove it: an unknown variant is always refused");
    "untagged": TAGGED;
    "skip": EVERY_VARIANT;
    "skip_deserializing": EVERY_VARIANT;
    "with": NAMED_FIELDS;
    "deserialize_with": NAMED_FIELDS;
};

/// On a field of any type.
pub(crate) const FIELD: &[Foreign] = foreign! {
    "rename": Same;
    "alias": Same;
    "skip": EVERY_FIELD;
    "skip_deserializing": EVERY_FIELD;
    "with": Same;
    "deserialize_with": Instead("put the function in a module, as `deserialize`, and write \
                                 `#[config(with = \"module\")]`");
};

/// On a field that holds a value.
const VALUE: &[Foreign] = foreign! {
    "default": SameName("write `#[config(default = …)]`");
    "flatten": OWN_FIELD;
};

/// On a field that may hold none.
const OPTION: &[Foreign] = foreign! {
    "default": Instead("remove it: an `Option` is `None` where nothing sets it");
    "flatten": OWN_FIELD;
};

/// On a field that holds a section.
const SECTION: &[Foreign] = foreign! {
    "default": Instead("remove it: a section has the defaults of its fields");
    "flatten": Same;
};

/// What more is refused on this field, by what it holds.
pub(crate) fn of_field(field: &syn::Field) -> &'static [Foreign] {
    let own = items(&field.attrs, "config");
    let says = |name: &str| own.iter().any(|item| item.name == name);
    if says("nested") || says("flatten") {
        SECTION
    } else if is_option(&field.ty) && !says("default") {
        OPTION
    } else {
        VALUE
    }
}

/// Refuses what the attributes of serde would have changed.
pub(crate) fn refuse(attributes: &[syn::Attribute], known: &[&[Foreign]], mistakes: &mut Mistakes) {
    let own = items(attributes, "config");
    for item in items(attributes, "serde") {
        let mut known = known.iter().copied().flatten();
        let Some(foreign) = known.find(|foreign| item.name == foreign.name) else {
            continue;
        };
        let Some(value) = read_by(&item.argument) else {
            continue;
        };
        if let Some(cure) = foreign.cure(&value, &own) {
            let name = foreign.name;
            let message = format!("serde's `{name}` has no effect on a section; {cure}");
            mistakes.push(item.span, message);
        }
    }
}

/// The items of all attributes of one name. Those that cannot be taken apart are
/// left out: the macro that owns the attribute says what is wrong with it.
fn items(attributes: &[syn::Attribute], name: &str) -> Vec<Item> {
    let named = attributes.iter().filter(|a| a.path().is_ident(name));
    let lists = named.filter_map(|attribute| match &attribute.meta {
        Meta::List(list) => Some(&list.tokens),
        _ => None,
    });
    lists
        .flat_map(|tokens| split(tokens, &mut Mistakes::default()))
        .collect()
}

/// What an attribute says of reading: its value, or what `deserialize` is given in
/// `rename(serialize = "a", deserialize = "b")`. None if it is about writing only.
fn read_by(argument: &Argument) -> Option<TokenStream> {
    match argument {
        Argument::None => Some(TokenStream::new()),
        Argument::Value(value) => Some(value.clone()),
        Argument::List(list) => {
            let parts = split(list, &mut Mistakes::default());
            let part = parts.into_iter().find(|part| part.name == "deserialize")?;
            read_by(&part.argument)
        }
    }
}

impl Foreign {
    /// What to write instead; none where it is said to this crate as well.
    fn cure(&self, value: &TokenStream, own: &[Item]) -> Option<String> {
        let name = self.name;
        let mut own = own.iter().filter(|item| item.name == name);
        match self.cure {
            Instead(cure) => Some(cure.to_owned()),
            SameName(cure) => match own.next() {
                None => Some(cure.to_owned()),
                Some(item) if value.is_empty() && matches!(item.argument, Argument::None) => None,
                Some(_) => Some(format!(
                    "remove it: `#[config({name} = …)]` takes effect instead"
                )),
            },
            Same if own.any(|item| {
                read_by(&item.argument).is_some_and(|own| own.to_string() == value.to_string())
            }) =>
            {
                None
            }
            Same if name.starts_with("rename") => Some(format!(
                "write `#[config({name} = {value})]`, or `#[serde({name}(serialize = {value}))]` \
                 where only output is meant"
            )),
            Same if value.is_empty() => Some(format!("write `#[config({name})]`")),
            Same => Some(format!("write `#[config({name} = {value})]`")),
        }
    }
}
