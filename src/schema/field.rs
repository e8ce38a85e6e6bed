//! One row of the table.

use std::borrow::Cow;
use std::fmt;

use super::named::Named;
use super::{DefaultValue, Fact, ParityRule, Shape};
use crate::schema::kind::Kind;
use crate::value::key::{self, GivenStep, Key};
use crate::value::redact::{is_secret_name, may_be_secret_name};

/// One row of the table: a setting, or a section below this one.
pub struct Field {
    pub(super) name: &'static str,
    docs: &'static str,
    pub(super) shape: Shape,
    default: Option<DefaultValue>,
    pub(super) variables: &'static [&'static str],
    pub(super) aliases: &'static [&'static str],
    pub(super) mark: Mark,
    /// Whether the type keeps no secret by itself, as everyone knows.
    pub(super) plain: bool,
    /// Whether a name of the field has in it what names of secrets have.
    pub(super) may_be_called_secret: bool,
    named: Named,
    /// Whether it is deprecated, or a name of it is.
    has_deprecated: bool,
    /// Finds out whether the `Debug` of its type hides its value.
    hides: Option<fn() -> bool>,
    ident: Option<&'static str>,
    pub(super) facts: &'static [Fact],
}

/// What the fact of one sort holds, if the field has it.
macro_rules! held {
    ($field:expr, $fact:ident) => {
        $field.facts.iter().find_map(|fact| match fact {
            Fact::$fact(held) => Some(*held),
            _ => None,
        })
    };
}

pub(super) use held;

/// What a field says of its value, by itself or by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Secret,
    /// It may be shown.
    Shown,
}

impl Field {
    /// Returns the name of the field in configuration.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the doc comment of the field; empty when there is none.
    pub fn docs(&self) -> &'static str {
        self.docs
    }

    /// Returns what the field holds: a value, or sections in some arrangement.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Returns what the value is, as serde knows it; [`Kind::Any`] for sections.
    pub fn kind(&self) -> Kind {
        match &self.shape {
            Shape::Leaf(kind) => kind(),
            _ => Kind::Any,
        }
    }

    /// Returns the value of the field if no layer sets it.
    pub fn default(&self) -> Option<DefaultValue> {
        self.default
    }

    /// The default as a source would give it, if there is a text for it.
    pub(crate) fn default_text(&self) -> Option<Cow<'static, str>> {
        self.default?.text()
    }

    /// Returns the variables that set the field, besides the one derived from its key.
    pub fn variables(&self) -> &'static [&'static str] {
        self.variables
    }

    /// Returns other names under which the field may still be set.
    pub fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// Returns what to use instead, if the field is deprecated.
    pub fn deprecated(&self) -> Option<&'static str> {
        held!(self, Deprecated)
    }

    /// What its text is, in the words of its author.
    pub(crate) fn expects(&self) -> Option<&'static str> {
        held!(self, Expects)
    }

    /// What to do instead of setting it under this name, and since when, if that is
    /// deprecated.
    pub(crate) fn deprecated_as(&self, name: &str) -> Option<(String, &'static str)> {
        if let Some(instead) = self.deprecated() {
            return Some((
                instead.to_owned(),
                held!(self, DeprecatedSince).unwrap_or(""),
            ));
        }
        let old = held!(self, DeprecatedAliases)?
            .iter()
            .find(|(old, _)| *old == name)?;
        Some((format!("use `{}`", self.name), old.1))
    }

    /// Whether it is deprecated, or a name of it is.
    #[inline]
    pub(crate) fn has_deprecated(&self) -> bool {
        self.has_deprecated
    }

    /// Whether the variable only counts where no other one of the field is set.
    pub(crate) fn is_fallback(&self, variable: &str) -> bool {
        held!(self, Fallbacks).is_some_and(|names| names.contains(&variable))
    }

    /// What the name says of the value.
    pub(crate) fn named(&self) -> Named {
        self.named
    }

    /// Returns whether the value is a secret, by its field or its type.
    #[inline]
    pub fn is_secret(&self) -> bool {
        self.mark == Mark::Secret
    }

    /// Returns whether the field says that its value is not a secret and may be shown:
    /// `#[config(secret = false)]`.
    pub fn is_shown(&self) -> bool {
        self.mark == Mark::Shown
    }

    /// Appends the name of an entry of the value, unless it may be secret as well:
    /// it is where the type does not know it, and the value it is in is secret.
    pub(crate) fn push_entry(&self, key: &mut Key, name: &str) {
        let kind = self.kind();
        let is_secret = self.is_hidden(&kind) || self.is_in_secret(&kind, key);
        if is_secret && !kind.names().contains(&name) {
            key.push_redacted();
        } else {
            key.push_name(name);
        }
    }

    /// Whether the key leads to a part of the value that is secret by its type or by a name
    /// on the way.
    fn is_in_secret(&self, kind: &Kind, key: &Key) -> bool {
        let names = key.as_str().split(['.', '[', ']', '"']);
        let names = names.filter(|name| !name.is_empty());
        let inside = names.skip_while(|name| !self.answers_to(name)).skip(1);
        let mut kind = kind;
        inside.into_iter().any(|name| {
            kind = match name.parse::<usize>() {
                Ok(_) if kind.is_list() => kind.element(),
                _ => kind.entry(name),
            };
            kind.is_secret() || is_secret_name(name)
        })
    }

    /// The key of a place in the value, which is at `leaf`, without names of entries
    /// that may be secret as well.
    pub(crate) fn shown_key(&self, leaf: &Key, key: &Key) -> Key {
        let (mut shown, rest) = (leaf.clone(), key.as_str().strip_prefix(leaf.as_str()));
        let steps = key::parse(&format!("leaf{}", rest.unwrap_or_default()));
        for step in steps.into_iter().flatten().skip(1) {
            match step {
                GivenStep::Index(index) => shown.push_index(index),
                GivenStep::Name(name) => self.push_entry(&mut shown, &name),
            }
        }
        shown
    }

    /// Returns whether each layer appends to the list of those below it.
    pub fn appends(&self) -> bool {
        held!(self, Append).unwrap_or_default()
    }

    /// Returns how the field may differ between environments, if that is declared.
    pub fn parity(&self) -> Option<ParityRule> {
        held!(self, Parity)
    }

    /// Tells whether the field of the struct has this name.
    pub(crate) fn is_called(&self, ident: &str) -> bool {
        self.ident.unwrap_or(self.name) == ident
    }

    /// The name in the struct, where it is another than in configuration.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_ident(mut self, ident: &'static str) -> Self {
        self.ident = Some(ident);
        self
    }

    /// Returns the service whose version the field states, if it states one.
    pub fn version_of(&self) -> Option<&'static str> {
        held!(self, VersionOf)
    }

    /// Returns everything that attributes say about the field.
    pub fn facts(&self) -> &'static [Fact] {
        self.facts
    }

    /// Returns the name, then the aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.name).chain(self.aliases.iter().copied())
    }

    /// Tells whether the field may be called `name`.
    pub(crate) fn answers_to(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    pub(super) const fn copy(&self) -> Self {
        Self {
            shape: self.shape.copy(),
            ..*self
        }
    }

    #[doc(hidden)]
    pub const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            docs: "",
            shape,
            default: None,
            variables: &[],
            aliases: &[],
            mark: Mark::None,
            plain: false,
            may_be_called_secret: may_be_secret_name(name),
            named: Named::of(name),
            has_deprecated: false,
            hides: None,
            ident: None,
            facts: &[],
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_docs(mut self, docs: &'static str) -> Self {
        self.docs = docs;
        self
    }

    /// Takes what attributes say of the field; what every load asks for gets a place of
    /// its own.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_facts(mut self, facts: &'static [Fact]) -> Self {
        self.facts = facts;
        let mut at = 0;
        while at < facts.len() {
            match facts[at] {
                Fact::Default(default) => self.default = Some(default),
                Fact::Variables(names) => self.variables = names,
                Fact::Aliases(names) => self = self.with_aliases(names),
                Fact::Deprecated(_) | Fact::DeprecatedAliases(_) => self.has_deprecated = true,
                Fact::Secret(true) => self.mark = Mark::Secret,
                Fact::Secret(false) => self.mark = Mark::Shown,
                _ => {}
            }
            at += 1;
        }
        self
    }

    const fn with_aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        let mut at = 0;
        while at < aliases.len() {
            self.may_be_called_secret |= may_be_secret_name(aliases[at]);
            at += 1;
        }
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_secret(mut self, secret: bool) -> Self {
        if secret {
            self.mark = Mark::Secret;
        }
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_hides(mut self, hides: Option<fn() -> bool>) -> Self {
        self.hides = hides;
        self
    }

    /// Whether the `Debug` of its type hides its value, while nothing says that it is a
    /// secret.
    pub(crate) fn is_hidden_by_debug(&self) -> bool {
        self.mark == Mark::None
            && self.hides.is_some_and(|hides| hides())
            && !self.kind().is_secret()
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_plain(mut self, plain: bool) -> Self {
        self.plain = plain;
        self
    }
}

/// Without the default, which may hold a password.
impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field")
            .field("name", &self.name)
            .field("shape", &self.shape)
            .field("secret", &self.is_secret())
            .finish_non_exhaustive()
    }
}
