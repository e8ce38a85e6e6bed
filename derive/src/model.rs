//! What a derive input says, as data.

use proc_macro2::{Span, TokenStream};
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
    /// The path of what generated code may call.
    pub(crate) private: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) docs: String,
    pub(crate) retired: Vec<Retired>,
    /// Whether `garde` has rules for it.
    pub(crate) garde: bool,
    /// Functions that judge a value of the type.
    pub(crate) checks: Vec<Path>,
    pub(crate) body: Body,
}

/// A key that must never be used again.
pub(crate) struct Retired {
    pub(crate) key: Text,
    pub(crate) since: Option<Text>,
}

pub(crate) enum Body {
    Struct(Vec<Field>),
    Enum(Enum),
    /// A struct that holds a section and is read as it.
    Wrapper(Box<Type>),
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
    /// The section that it holds in the place of fields.
    pub(crate) held: Option<Type>,
    /// Where it is said to be the default.
    pub(crate) default: Option<Span>,
}

pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) docs: String,
    pub(crate) name: Text,
    pub(crate) nested: Option<Span>,
    /// Whether its settings are among those of the section it is in.
    pub(crate) flatten: Option<Span>,
    /// Variables of the fields of the section it is.
    pub(crate) inner_variables: Vec<(Text, Text)>,
    /// What the field is read as, if not as its own type.
    pub(crate) adapter: Option<Adapter>,
    /// What makes the default, if code does.
    pub(crate) made: Option<Made>,
    pub(crate) garde: bool,
    pub(crate) facts: Vec<Said>,
}

/// Reads a field as another type than its own.
pub(crate) enum Adapter {
    /// By `FromStr`.
    Parse,
    /// By the `deserialize` of this module. The name is that of the type that calls it.
    With(Path, Ident),
}

/// A default that code makes.
pub(crate) enum Made {
    /// By `Default` of the type of the field.
    OfType,
    By(TokenStream),
}

/// What one attribute says of a field, as the schema has it.
pub(crate) struct Said {
    pub(crate) fact: Fact,
    /// The name of the attribute.
    pub(crate) name: &'static str,
    /// Its text, if it has one, and where that is.
    pub(crate) given: Text,
    pub(crate) code: TokenStream,
}

/// A variant of `rehearsal::schema::Fact`, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    One(&'static str),
    /// One that holds a list, to which each attribute adds an element.
    List(&'static str),
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
            Body::Wrapper(_) => Vec::new(),
            Body::Enum(body) => body
                .variants
                .iter()
                .map(|variant| &variant.fields[..])
                .collect(),
        }
    }
}

impl Field {
    pub(crate) fn said(&self, fact: Fact) -> impl Iterator<Item = &Said> {
        self.facts.iter().filter(move |said| said.fact == fact)
    }

    /// Whether the value is a secret, by the word of the field.
    pub(crate) fn secret(&self) -> Option<bool> {
        let said = self.texts(Fact::One("Secret")).next();
        said.map(|text| text.value == "true")
    }

    /// The texts that attributes give under this fact.
    pub(crate) fn texts(&self, fact: Fact) -> impl Iterator<Item = &Text> {
        self.said(fact).map(|said| &said.given)
    }
}
