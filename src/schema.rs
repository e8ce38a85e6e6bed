//! The static table of what may be set, written by the derive.
//!
//! Everything that is known about a program's settings without loading them reads this
//! table: names of variables, unknown keys, generated files, parity.

mod allowance;
mod condition;
mod demands;
pub(crate) mod describe;
mod each;
pub(crate) mod fact;
mod field;
pub(crate) mod kind;
mod known;
mod named;
pub(crate) mod names;
pub(crate) mod parity;
pub(crate) mod pattern;
mod probe;
mod rule;
mod secrecy;
pub(crate) mod typed;
mod waiver;
mod way;

pub use self::allowance::Allowance;
pub use self::condition::Condition;
pub use self::fact::Fact;
pub use self::field::Field;
pub use self::kind::Kind;
use self::known::Known;
pub(crate) use self::named::Named;
pub use self::probe::{PathNeeds, Probe};
pub(crate) use self::rule::all as all_rules;
pub use self::rule::{Constraint, LengthUnit};
pub(crate) use self::secrecy::{Part, Secrets};
pub(crate) use self::waiver::Exemption;
pub use self::waiver::Waiver;
pub(crate) use self::way::Step;
pub use crate::value::key::Key;

/// One section: the fields of one struct, or the variants of one tagged enum.
#[derive(Debug)]
pub struct Schema {
    name: &'static str,
    docs: &'static str,
    fields: &'static [Field],
    tag: Option<Tag>,
    retired: &'static [&'static str],
    known: Known,
}

impl Schema {
    /// Returns the name of the Rust type.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the doc comment of the type; empty when there is none.
    pub fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns the fields in the order they were declared.
    ///
    /// A section that is a tagged enum has one field, its tag; its other fields depend on
    /// the [variant](Tag::variants).
    pub fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// Returns the tag that chooses between the variants of an enum.
    pub fn tag(&self) -> Option<&Tag> {
        self.tag.as_ref()
    }

    /// Returns the keys, relative to this section, that must never be used again.
    pub fn retired(&self) -> &'static [&'static str] {
        self.retired
    }

    /// Returns the field of this name or alias, of the section or of any variant.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        let own = self.fields.iter().find(|field| field.answers_to(name));
        own.or_else(|| {
            let mut variants = self.tag.as_ref()?.variants.iter();
            variants.find_map(|variant| variant.fields.iter().find(|field| field.answers_to(name)))
        })
    }

    /// Returns the fields of the section and of all its variants.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> + Clone + use<> {
        let variants = self.tag.as_ref().map_or(&[][..], |tag| tag.variants);
        self.fields
            .iter()
            .chain(variants.iter().flat_map(|variant| variant.fields))
    }

    #[doc(hidden)]
    pub const fn new(name: &'static str, docs: &'static str, fields: &'static [Field]) -> Self {
        Self {
            name,
            docs,
            fields,
            tag: None,
            retired: &[],
            known: Known::of(fields, &[]),
        }
    }

    /// Of a tagged enum. `tag` is the one field that holds the variant's name.
    #[doc(hidden)]
    pub const fn tagged(
        name: &'static str,
        docs: &'static str,
        tag: &'static [Field; 1],
        variants: &'static [Variant],
    ) -> Self {
        let mut schema = Self::new(name, docs, tag);
        schema.tag = Some(Tag { variants });
        schema.known = Known::of(tag, variants);
        schema
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_retired(mut self, retired: &'static [&'static str]) -> Self {
        self.retired = retired;
        self
    }
}

/// The variants of a section that is a tagged enum.
#[derive(Debug)]
pub struct Tag {
    variants: &'static [Variant],
}

impl Tag {
    /// Returns the variants in the order they were declared.
    pub fn variants(&self) -> &'static [Variant] {
        self.variants
    }
}

/// One variant of a tagged enum: its name in configuration, and its fields.
#[derive(Debug)]
pub struct Variant {
    name: &'static str,
    docs: &'static str,
    fields: &'static [Field],
}

impl Variant {
    /// Returns the value of the tag that chooses this variant.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the doc comment of the variant; empty when there is none.
    pub fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns the fields that this variant has.
    pub fn fields(&self) -> &'static [Field] {
        self.fields
    }

    #[doc(hidden)]
    pub const fn new(name: &'static str, docs: &'static str, fields: &'static [Field]) -> Self {
        Self { name, docs, fields }
    }
}

/// What a field holds.
#[derive(Debug)]
#[non_exhaustive]
pub enum Shape {
    /// One value, read by serde; the function asks serde which kind.
    Leaf(fn() -> Kind),
    /// A section.
    Section(&'static Schema),
    /// Something that may be absent as a whole.
    Optional(&'static Shape),
    /// A list.
    List(&'static Shape),
    /// A map from names that the deploy chooses.
    Map(&'static Shape),
}

impl Shape {
    /// Returns the section, be it alone or in an option, list or map.
    pub const fn schema(&self) -> Option<&'static Schema> {
        match self {
            Self::Leaf(_) => None,
            Self::Section(schema) => Some(schema),
            Self::Optional(inner) | Self::List(inner) | Self::Map(inner) => inner.schema(),
        }
    }
}

/// The value of a field if no layer sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DefaultValue {
    /// Text, parsed like the text of a variable.
    Text(&'static str),
    /// The [`Default`] of the field's type.
    OfType,
}

/// How a setting may differ between environments.
///
/// By default, the kind of the field decides: secrets [`Differ`](Self::Differ),
/// URLs are of one [`Kind`](Self::Kind), so is the variant of an enum, a switch in a
/// section of features has an [`Order`](Self::Order), and everything else is the
/// [`Same`](Self::Same).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParityRule {
    /// The same value everywhere.
    Same,
    /// A different value in each environment.
    Differ,
    /// Never ahead of the environment before it, in this direction.
    Order(Direction),
    /// The same kind of resource: the family of its scheme, TLS or not, the
    /// version in its path, the region in its host; of a list or map, the keys.
    ///
    /// The host is free, but no two environments share a database, cache, queue
    /// or bucket.
    Kind,
    /// Anything.
    Free,
}

/// The direction of [`ParityRule::Order`], from development to production.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Numbers may grow on the way to production, never shrink. A switch is on
    /// only where it is on in the environment before.
    Ascending,
    /// Numbers may shrink on the way to production, never grow. A switch is off
    /// only where it is off in the environment before.
    Descending,
}
