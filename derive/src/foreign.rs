//! Attributes of serde on a section. This crate reads a section field by field, so
//! they would compile and do nothing; each is refused with what to write instead.

use proc_macro2::TokenStream;
use syn::Meta;

use crate::attributes::{Argument, Item, split};
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
    /// As `Same`, and the value that serde is given does not matter.
    SameName(&'static str),
    Instead(&'static str),
}

use Cure::{Instead, Same, SameName};

const fn foreign(name: &'static str, cure: Cure) -> Foreign {
    Foreign { name, cure }
}

const LEAF: &str = "a type that serde reads as one value is not a section: remove `Config` from \
                    its derives and `nested` from its fields";

const TAGGED: &str = "name the setting that chooses the variant with `#[config(tag = \"kind\")]`";

const EVERY_FIELD: &str = "every field of a section is a setting: move it out of the settings";

const OWN_TYPE: &str = "give the field a type of its own with its own `Deserialize`";

pub(crate) const CONTAINER: &[Foreign] = &[
    foreign("rename_all", Same),
    foreign("rename_all_fields", Same),
    foreign("tag", Same),
    foreign("content", Instead(TAGGED)),
    foreign("untagged", Instead(TAGGED)),
    foreign(
        "default",
        Instead("give each field its own `#[config(default = …)]`"),
    ),
    foreign(
        "deny_unknown_fields",
        Instead("remove it: unknown keys are always refused"),
    ),
    foreign("transparent", Instead(LEAF)),
    foreign("from", Instead(LEAF)),
    foreign("try_from", Instead(LEAF)),
    foreign("remote", Instead(LEAF)),
];

pub(crate) const VARIANT: &[Foreign] = &[
    foreign("rename", Same),
    foreign(
        "alias",
        Instead("a variant has one name: write `#[config(rename = \"…\")]`"),
    ),
    foreign(
        "rename_all",
        Instead("write `#[config(rename_all_fields = \"…\")]` on the enum"),
    ),
    foreign(
        "other",
        Instead("remove it: an unknown variant is always refused"),
    ),
    foreign("untagged", Instead(TAGGED)),
    foreign(
        "skip",
        Instead("every variant can be chosen: remove the attribute or the variant"),
    ),
    foreign(
        "skip_deserializing",
        Instead("every variant can be chosen: remove the attribute or the variant"),
    ),
    foreign(
        "with",
        Instead("give the variant named fields, each read by its type"),
    ),
    foreign(
        "deserialize_with",
        Instead("give the variant named fields, each read by its type"),
    ),
];

pub(crate) const FIELD: &[Foreign] = &[
    foreign("rename", Same),
    foreign("alias", Same),
    foreign("default", SameName("write `#[config(default = …)]`")),
    foreign(
        "flatten",
        Instead("put the section into a field of its own, marked `#[config(nested)]`"),
    ),
    foreign("skip", Instead(EVERY_FIELD)),
    foreign("skip_deserializing", Instead(EVERY_FIELD)),
    foreign("with", Instead(OWN_TYPE)),
    foreign("deserialize_with", Instead(OWN_TYPE)),
];

/// Refuses what the attributes of serde would have changed.
pub(crate) fn refuse(attributes: &[syn::Attribute], known: &[Foreign], mistakes: &mut Mistakes) {
    let own = items(attributes, "config");
    for item in items(attributes, "serde") {
        let Some(foreign) = known.iter().find(|foreign| item.name == foreign.name) else {
            continue;
        };
        let Some(value) = read_by(&item.argument) else {
            continue;
        };
        if !foreign.is_said(&value, &own) {
            mistakes.push(item.span, foreign.message(&value));
        }
    }
}

/// The items of all attributes of one name. Those that cannot be taken apart are
/// left out: whoever owns the attribute says what is wrong with it.
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
    fn is_said(&self, value: &TokenStream, own: &[Item]) -> bool {
        let mut own = own.iter().filter(|item| item.name == self.name);
        match self.cure {
            Same => own.any(|item| {
                read_by(&item.argument).is_some_and(|own| own.to_string() == value.to_string())
            }),
            SameName(_) => own.next().is_some(),
            Instead(_) => false,
        }
    }

    fn message(&self, value: &TokenStream) -> String {
        let name = self.name;
        let cure = match self.cure {
            SameName(cure) | Instead(cure) => cure.to_owned(),
            Same if name.starts_with("rename") => format!(
                "write `#[config({name} = {value})]`, or `#[serde({name}(serialize = {value}))]` \
                 where only output is meant"
            ),
            Same => format!("write `#[config({name} = {value})]`"),
        };
        format!("serde's `{name}` has no effect on a section; {cure}")
    }
}
