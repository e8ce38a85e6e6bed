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
mod part;
pub(crate) mod pattern;
mod probe;
mod rule;
mod secrecy;
pub(crate) mod typed;
mod waiver;
mod way;

use std::borrow::Cow;
use std::fmt;

pub use self::allowance::Allowance;
pub use self::condition::Condition;
pub use self::fact::Fact;
pub use self::field::Field;
pub use self::kind::Kind;
use self::known::Known;
pub(crate) use self::named::Named;
#[doc(hidden)]
pub use self::part::{joined, with_variables};
pub use self::probe::{PathNeeds, Probe};
pub(crate) use self::rule::all as all_rules;
pub use self::rule::{Constraint, LengthUnit};
pub(crate) use self::secrecy::{LOOKS, Part, Secrets};
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
    /// Since when each of them is; empty where nothing says so.
    retired_since: &'static [&'static str],
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
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// Returns the tag that chooses between the variants of an enum.
    pub fn tag(&self) -> Option<&Tag> {
        self.tag.as_ref()
    }

    /// The name of the variant that it is by default.
    pub(crate) fn default_variant(&self) -> Option<&'static str> {
        let tag = self.fields.first().filter(|_| self.tag.is_some())?;
        match tag.default() {
            Some(DefaultValue::Text(name)) => Some(name),
            _ => None,
        }
    }

    /// Returns the keys, relative to this section, that must never be used again.
    pub fn retired(&self) -> &'static [&'static str] {
        self.retired
    }

    /// Returns since when this key, relative to the section, is retired, if that is said.
    pub fn retired_since(&self, key: &str) -> Option<&'static str> {
        let mut retired = self.retired.iter().zip(self.retired_since);
        let (_, since) = retired.find(|(retired, _)| **retired == key)?;
        Some(*since).filter(|since| !since.is_empty())
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
            retired_since: &[],
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

    /// The fields, to be among those of another section.
    #[doc(hidden)]
    pub const fn part(&self) -> &'static [Field] {
        assert!(
            self.tag.is_none() && self.retired.is_empty(),
            "a section whose settings are among those of another one is a struct, without `retired`"
        );
        self.fields
    }

    /// The same section with these fields.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_fields(&self, fields: &'static [Field]) -> Self {
        let mut schema = Self::new(self.name, self.docs, fields);
        schema.retired = self.retired;
        schema.retired_since = self.retired_since;
        schema
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_retired(
        mut self,
        retired: &'static [&'static str],
        since: &'static [&'static str],
    ) -> Self {
        self.retired = retired;
        self.retired_since = since;
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

    /// Of a variant that holds a section, whose settings are beside the tag.
    #[doc(hidden)]
    pub const fn of_section(
        name: &'static str,
        docs: &'static str,
        section: &'static Schema,
    ) -> Self {
        let docs = if docs.is_empty() { section.docs } else { docs };
        Self::new(name, docs, section.part())
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
    /// The same again. It is no `Clone`, since only the derive is to make shapes.
    const fn copy(&self) -> Self {
        match self {
            Self::Leaf(kind) => Self::Leaf(*kind),
            Self::Section(schema) => Self::Section(schema),
            Self::Optional(inner) => Self::Optional(inner),
            Self::List(inner) => Self::List(inner),
            Self::Map(inner) => Self::Map(inner),
        }
    }

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
    /// What an expression or a function of the program makes.
    Computed(Computed),
}

impl DefaultValue {
    /// The value as a source would give it, if there is a text for it.
    pub(crate) fn text(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::OfType => None,
            Self::Computed(computed) => (computed.text)().map(Cow::Owned),
        }
    }

    /// The same, where it is not said beside it that this is the default.
    pub(crate) fn summary(&self) -> String {
        match self {
            Self::Computed(_) => self.words(),
            _ => "default of its type".to_owned(),
        }
    }

    /// What is said of one that has no text.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Text(_) | Self::OfType => "that of its type".to_owned(),
            Self::Computed(Computed { source: "", .. }) => "made by the program".to_owned(),
            Self::Computed(computed) => format!("`{}`", computed.source),
        }
    }
}

/// A default that an expression or a function of the program makes.
#[derive(Clone, Copy)]
pub struct Computed {
    source: &'static str,
    text: fn() -> Option<String>,
}

impl Computed {
    /// Returns the expression as it is in the program; empty if there is text in it, which
    /// may be secret.
    pub fn source(&self) -> &'static str {
        self.source
    }

    #[doc(hidden)]
    pub const fn new(source: &'static str, text: fn() -> Option<String>) -> Self {
        Self { source, text }
    }
}

/// Without its value, which may be secret.
impl fmt::Debug for Computed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Computed").field(&self.source).finish()
    }
}

impl PartialEq for Computed {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Computed {}

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
