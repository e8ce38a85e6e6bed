//! What a derive input says, as data.

use proc_macro2::Span;
use syn::{Generics, Ident, Path, Type};

use crate::mistakes::Mistakes;

/// An input as far as it could be understood, and what could not.
pub(crate) struct Draft {
    pub(crate) input: Input,
    pub(crate) mistakes: Mistakes,
}

/// An input that has errors.
pub(crate) struct Refused {
    pub(crate) input: Input,
    pub(crate) error: syn::Error,
}

pub(crate) struct Input {
    /// The path of the crate, where it is not the usual one.
    pub(crate) rehearsal: Option<Path>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: String,
    pub(crate) retired: Vec<Text>,
    /// Whether `garde` has rules for it.
    pub(crate) garde: bool,
    /// Functions that judge a value of the type.
    pub(crate) checks: Vec<Path>,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    Struct(Vec<Field>),
    Enum(Enum),
}

pub(crate) struct Enum {
    /// None where it was not given as it should be: such an input is refused.
    pub(crate) tag: Option<Text>,
    pub(crate) variants: Vec<Variant>,
}

pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) name: Text,
    pub(crate) docs: String,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: String,
    pub(crate) name: Text,
    pub(crate) nested: Option<Span>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) variables: Vec<Text>,
    pub(crate) aliases: Vec<Text>,
    /// Whether the value is a secret, by the word of the field.
    pub(crate) secret: Option<bool>,
    pub(crate) parity: Option<Parity>,
    pub(crate) garde: bool,
    pub(crate) rules: Vec<Constraint>,
    pub(crate) allowed: Vec<Allowance>,
    pub(crate) warned: Vec<Allowance>,
    pub(crate) conditions: Vec<Given<Condition>>,
    pub(crate) probes: Vec<Given<Probe>>,
    pub(crate) live_prefixes: Vec<Text>,
    pub(crate) test_prefixes: Vec<Text>,
    /// What is one text and no more, each under the name of its variant of `Fact`.
    pub(crate) texts: Vec<Given<Text>>,
}

/// An attribute with its name and where it was written.
pub(crate) struct Given<T> {
    pub(crate) name: &'static str,
    pub(crate) span: Span,
    pub(crate) value: T,
}

/// When a field has to be set, or must not be.
pub(crate) enum Condition {
    RequiredIn(Vec<String>),
    ForbiddenIn(Vec<String>),
    RequiredIf { key: String, value: Option<String> },
}

/// What a value says of the world, which may turn out wrong later.
pub(crate) enum Probe {
    Path {
        dir: bool,
        file: bool,
        readable: bool,
        writable: bool,
    },
    Resolves,
    FreePort,
    TlsCertificate {
        key: String,
        days: u32,
    },
}

/// What is allowed of a field, and why.
pub(crate) struct Allowance {
    pub(crate) span: Span,
    pub(crate) what: String,
    pub(crate) reason: Text,
    /// Those it is limited to; all of them if there are none.
    pub(crate) environments: Vec<String>,
}

pub(crate) enum DefaultValue {
    Text(String),
    OfType,
}

pub(crate) struct Parity {
    pub(crate) span: Span,
    pub(crate) rule: ParityRule,
}

#[derive(Clone, Copy)]
pub(crate) enum ParityRule {
    Same,
    Differ,
    Ascending,
    Descending,
    Kind,
    Free,
}

/// A text and where it was written.
#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Span,
}

impl Input {
    /// The fields that stand together: of the struct, or of each variant.
    pub(crate) fn field_lists(&self) -> Vec<&[Field]> {
        match &self.body {
            Body::Struct(fields) => vec![fields],
            Body::Enum(body) => body
                .variants
                .iter()
                .map(|variant| &variant.fields[..])
                .collect(),
        }
    }
}

impl Field {
    /// The text of this variant of `Fact`, if it is given.
    pub(crate) fn text(&self, fact: &str) -> Option<&Text> {
        let given = self.texts.iter().find(|given| given.name == fact);
        given.map(|given| &given.value)
    }

    pub(crate) fn is_default_of_type(&self) -> bool {
        matches!(self.default, Some(DefaultValue::OfType))
    }
}

/// A rule as `rehearsal::schema::Constraint` knows it.
pub(crate) enum Constraint {
    /// One without arguments, by the name of its variant.
    Plain(&'static str),
    /// One with a text, by the name of its variant.
    Text(&'static str, String),
    Range {
        min: Option<String>,
        max: Option<String>,
    },
    Length {
        unit: &'static str,
        min: Option<u64>,
        max: Option<u64>,
    },
    Each(Vec<Constraint>),
}
