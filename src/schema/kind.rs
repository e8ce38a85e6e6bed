//! What a leaf is, asked of serde.
//!
//! A type says what it is by what it asks a deserializer for. The one here
//! listens to the question and refuses to answer, so a type must be driven
//! once for every part of it: each time along a longer route of children.

mod listen;
mod survey;

use std::fmt;

use serde::de::DeserializeOwned;

use crate::value::redact::is_secret_name;
use crate::value::suggest::quoted;

/// What a value is: all that serde reveals about its type.
///
/// # Example
///
/// ```
/// use rehearsal::schema::Kind;
///
/// assert_eq!(Kind::of::<u16>().to_string(), "an integer from 0 to 65535");
/// assert!(Kind::of::<Option<Vec<String>>>().is_list());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// An integer between two inclusive bounds.
    Integer {
        /// The least value of the type.
        min: i128,
        /// The greatest value of the type.
        max: u128,
        /// Whether 0 is between them and not of the type, as for `NonZeroI8`.
        is_zero_left_out: bool,
    },
    /// A number that may have a fraction.
    Float,
    /// The same, of 32 bits.
    Float32,
    /// True or false.
    Bool,
    /// One character.
    Char,
    /// Text, or any type that is written as text.
    Text {
        /// What the type says it expects: `a string representing an URL`.
        expecting: String,
    },
    /// Bytes, of a type that asks for them as such; a `Vec<u8>` is a list.
    Bytes,
    /// A [`std::time::Duration`].
    Duration,
    /// One of a few names.
    Enum {
        /// The name of the type.
        name: &'static str,
        /// The names of the variants, aliases among them.
        variants: &'static [&'static str],
        /// Whether no variant holds anything beside its name.
        plain: bool,
    },
    /// A value that may be absent.
    Optional(Box<Kind>),
    /// A value that must never be shown, since its type is one of `secrecy`, holds such, or
    /// is named like a secret.
    Secret(Box<Kind>),
    /// A value of which no text is shown, unless the field says that it may be: its type
    /// keeps its input and reads it later, so it is unknown whether it holds a secret.
    Opaque(Box<Kind>),
    /// A list or set.
    List(Box<Kind>),
    /// An array or tuple: a list of so many values; [`Kind::Any`] where they are not
    /// alike.
    Array {
        /// The kind of every value.
        element: Box<Kind>,
        /// How many there are.
        length: usize,
    },
    /// A table of names that the type leaves open.
    Map {
        /// The kind of every value.
        value: Box<Kind>,
    },
    /// A table of names that the type knows.
    Struct {
        /// The name of the type.
        name: &'static str,
        /// The names of the fields, aliases among them, and what each holds.
        fields: Vec<(&'static str, Kind)>,
    },
    /// A type that keeps what it is given and reads it later: an internally tagged
    /// or untagged enum, or a struct with a `#[serde(flatten)]` field.
    Loose {
        /// Whether it is written as a table and as nothing else.
        table: bool,
        /// Whether it refuses fields that it does not know, or has none. Otherwise
        /// a typo in the name of an optional field is not found.
        closed: bool,
        /// The field that says which variant of an enum it is, and what that may be.
        tag: Option<(&'static str, Box<Kind>)>,
    },
    /// A type that accepts anything, or does not say what it expects.
    Any,
    /// A type without a value worth writing.
    Unit,
}

impl Kind {
    /// Asks a type what it is.
    ///
    /// A type that holds itself is described down to where it recurs; from there it is
    /// [`Kind::Any`], and as secret or as opaque as the type is in any part. It visits
    /// every part of the type, so it is for errors and documentation, not for a load that
    /// succeeds.
    pub fn of<T: DeserializeOwned>() -> Self {
        survey::of::<T>()
    }

    /// Returns the kind of the value, where there is one, be it secret, opaque or not.
    pub fn without_optional(&self) -> &Self {
        self.wrapped().map_or(self, Self::without_optional)
    }

    /// Returns whether the value must never be shown, as far as its type can tell.
    pub fn is_secret(&self) -> bool {
        matches!(self, Self::Secret(_))
            || matches!(self, Self::Optional(inner) if inner.is_secret())
    }

    /// Returns whether no text of the value is shown, since its type does not tell
    /// whether it is secret.
    pub fn is_opaque(&self) -> bool {
        matches!(self, Self::Opaque(_))
            || matches!(self, Self::Optional(inner) if inner.is_opaque())
    }

    /// Whether a part of the value, or all of it, is secret by its type.
    pub(crate) fn holds_secret(&self) -> bool {
        self.any(&|kind| matches!(kind, Self::Secret(_)))
    }

    /// Whether a part of the value, or all of it, is not for showing: by its type or
    /// by a name that the type knows.
    pub(crate) fn is_guarded(&self) -> bool {
        self.any(&|kind| match kind {
            Self::Secret(_) | Self::Opaque(_) => true,
            kind => kind.fields().iter().any(|(name, _)| is_secret_name(name)),
        })
    }

    /// Whether a value may have text in it that could be a secret: a number is none,
    /// and neither is a text with a form of its own, such as a path or a URL.
    pub(crate) fn may_be_text(&self) -> bool {
        self.any(&|kind| match kind {
            Self::Text { expecting } => !kind.is_url() && !is_address(expecting),
            Self::Bytes | Self::Any | Self::Loose { .. } => true,
            Self::Enum { plain, .. } => !plain,
            _ => false,
        })
    }

    /// Whether all of the value is one secret, and not hidden for a part of it of which
    /// it is unknown which it is, as in an enum or a tuple.
    pub(crate) fn is_one_secret(&self) -> bool {
        self.is_secret()
            && match self.without_optional() {
                Self::Enum { plain, .. } => *plain,
                Self::List(element) | Self::Array { element, .. } => **element != Self::Any,
                _ => true,
            }
    }

    /// Whether it is so of the kind or of one that it is made of.
    fn any(&self, is_so: &dyn Fn(&Self) -> bool) -> bool {
        is_so(self) || self.parts().any(|part| part.any(is_so))
    }

    /// What it may be absent from, or kept secret in.
    fn wrapped(&self) -> Option<&Self> {
        match self {
            Self::Optional(inner) | Self::Secret(inner) | Self::Opaque(inner) => Some(inner),
            _ => None,
        }
    }

    /// What it is made of: what it wraps, its elements, entries or fields.
    fn parts(&self) -> impl Iterator<Item = &Self> {
        let one = self.wrapped().or(match self {
            Self::List(inner) | Self::Array { element: inner, .. } | Self::Map { value: inner } => {
                Some(&**inner)
            }
            _ => None,
        });
        one.into_iter()
            .chain(self.fields().iter().map(|(_, kind)| kind))
    }

    fn fields(&self) -> &[(&'static str, Self)] {
        match self {
            Self::Struct { fields, .. } => fields,
            _ => &[],
        }
    }

    /// What an entry of this name is.
    pub(crate) fn entry(&self, name: &str) -> &Self {
        match self.without_optional() {
            Self::Map { value } => value,
            kind @ Self::Struct { .. } => {
                let mut fields = kind.fields().iter();
                let field = fields.find(|(known, _)| *known == name);
                field.map_or(&Self::Any, |(_, kind)| kind)
            }
            Self::Loose {
                tag: Some((tag, kind)),
                ..
            } if *tag == name => kind,
            _ => &Self::Any,
        }
    }

    /// What an element is.
    pub(crate) fn element(&self) -> &Self {
        match self.without_optional() {
            Self::List(element) | Self::Array { element, .. } => element,
            _ => &Self::Any,
        }
    }

    /// The names of fields that the type knows, at any depth.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let own = self.fields().iter().map(|(name, _)| *name);
        own.chain(self.parts().flat_map(Self::names)).collect()
    }

    /// Whether it is a URL, of any type that says so.
    fn is_url(&self) -> bool {
        matches!(self, Self::Text { expecting } if expecting.contains("URL"))
    }

    /// Whether it is a URL, or made of some.
    pub(crate) fn has_url(&self) -> bool {
        self.any(&Self::is_url)
    }

    /// Whether it is a URL, or any number of them.
    pub(crate) fn is_of_urls(&self) -> bool {
        match self.without_optional() {
            Self::List(inner) | Self::Array { element: inner, .. } | Self::Map { value: inner } => {
                inner.is_of_urls()
            }
            kind => kind.is_url(),
        }
    }

    /// Whether it is a URL, or may have one in it: what a type says nothing about may
    /// be anything.
    #[cfg(feature = "generate")]
    pub(crate) fn may_have_url(&self) -> bool {
        self.has_url()
            || self.any(&|kind| match kind {
                Self::Any | Self::Loose { .. } => true,
                Self::Enum { plain, .. } => !plain,
                _ => false,
            })
    }

    /// Returns whether the value may be absent.
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Secret(inner) | Self::Opaque(inner) => inner.is_optional(),
            _ => matches!(self, Self::Optional(_)),
        }
    }

    /// Whether a typo in the name of a field of it, at any depth, is not found.
    pub(crate) fn drops_typos(&self) -> bool {
        self.any(&|kind| matches!(kind, Self::Loose { closed: false, .. }))
    }

    /// Returns whether it is a list, array or tuple, be it optional or not.
    pub fn is_list(&self) -> bool {
        matches!(self.without_optional(), Self::List(_) | Self::Array { .. })
    }

    /// Returns whether it is a table of any sort, be it optional or not.
    pub fn is_map(&self) -> bool {
        matches!(
            self.without_optional(),
            Self::Map { .. } | Self::Struct { .. } | Self::Loose { table: true, .. }
        )
    }
}

/// In the words of who writes the value.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer {
                min,
                max,
                is_zero_left_out,
            } => write!(
                f,
                "an integer from {min} to {max}{}",
                but_zero(*is_zero_left_out)
            ),
            Self::Float | Self::Float32 => f.write_str("a number"),
            Self::Bool => f.write_str("`true` or `false`"),
            Self::Char => f.write_str("a single character"),
            Self::Text { expecting } => f.write_str(&text(expecting)),
            Self::Bytes => f.write_str("bytes"),
            Self::Duration => f.write_str("a duration such as `30s`"),
            Self::Enum { variants, .. } => match variants {
                [] => f.write_str("no value at all"),
                [only] => write!(f, "`{only}`"),
                _ => write!(f, "one of {}", quoted(variants.iter().copied())),
            },
            Self::Optional(inner) | Self::Secret(inner) | Self::Opaque(inner) => inner.fmt(f),
            Self::List(entry) | Self::Array { element: entry, .. } => {
                write!(f, "a list{}", Each(entry))
            }
            Self::Map { value } => write!(f, "a table{}", Each(value)),
            Self::Struct { fields, .. } => match fields.as_slice() {
                [] => f.write_str("a table"),
                _ => write!(
                    f,
                    "a table with {}",
                    quoted(fields.iter().map(|&(name, _)| name))
                ),
            },
            Self::Loose { table: true, .. } => f.write_str("a table"),
            Self::Any | Self::Loose { .. } => f.write_str("any value"),
            Self::Unit => f.write_str("nothing"),
        }
    }
}

fn but_zero(is_zero_left_out: bool) -> &'static str {
    if is_zero_left_out { ", but not 0" } else { "" }
}

/// What a list or table is made of, to follow the word.
struct Each<'k>(&'k Kind);

impl fmt::Display for Each<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.without_optional() {
            Kind::Integer {
                min,
                max,
                is_zero_left_out,
            } => write!(
                f,
                " of integers from {min} to {max}{}",
                but_zero(*is_zero_left_out)
            ),
            Kind::Float | Kind::Float32 => f.write_str(" of numbers"),
            Kind::Char => f.write_str(" of single characters"),
            Kind::Text { expecting } if text(expecting) == "text" => f.write_str(" of text"),
            Kind::Text { expecting } if expecting == URL => f.write_str(" of URLs"),
            Kind::Duration => f.write_str(" of durations such as `30s`"),
            Kind::Any | Kind::Loose { table: false, .. } => Ok(()),
            other => write!(f, ", each {other}"),
        }
    }
}

/// What a `Url` says it expects.
pub(crate) const URL: &str = "a string representing an URL";

/// The standard library's types speak to programmers and leave out articles.
fn text(expecting: &str) -> String {
    match expecting {
        "a string" | "string" | "" => "text".to_owned(),
        URL => "a URL".to_owned(),
        "path string" => "a path".to_owned(),
        "socket address" => "a socket address".to_owned(),
        _ if is_address(expecting) => format!("an {expecting}"),
        _ => expecting.to_owned(),
    }
}

/// Whether text of this sort is the address of a machine or a path: nothing that
/// could be a secret is one.
fn is_address(expecting: &str) -> bool {
    matches!(
        expecting,
        "path string"
            | "socket address"
            | "IP address"
            | "IPv4 address"
            | "IPv6 address"
            | "IPv4 socket address"
            | "IPv6 socket address"
    )
}

#[cfg(test)]
mod tests;
