//! What a leaf is, asked of serde.
//!
//! A type says what it is by what it asks a deserializer for. The one here
//! listens to the question and refuses to answer, so a type must be driven
//! once for every part of it: each time along a longer route of children.

mod listen;

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use self::listen::{Heard, hear, is_closed};
use crate::suggest::quoted;

/// What a leaf is: all that serde knows of a type without a value of it.
///
/// # Example
///
/// ```
/// use rehearsal::Kind;
///
/// assert_eq!(Kind::of::<u16>().to_string(), "an integer from 0 to 65535");
/// assert!(Kind::of::<Option<Vec<String>>>().is_list());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// An integer between two bounds, both of them possible.
    Integer {
        /// The least value of the type.
        min: i128,
        /// The greatest value of the type.
        max: u128,
    },
    /// A number that may have a fraction.
    Float,
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
    /// A value that must never be shown, since its type is one of `secrecy`, holds
    /// such, or is called like a secret.
    Secret(Box<Kind>),
    /// A list, set, array or tuple; [`Kind::Any`] where the entries are not alike.
    List(Box<Kind>),
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
    },
    /// A type that takes what it is given, or does not say what it wants.
    Any,
    /// A type without a value worth writing.
    Unit,
}

impl Kind {
    /// Asks a type what it is.
    ///
    /// A struct that holds itself is described down to where it recurs; from
    /// there it is [`Kind::Any`]. Takes time for every part of the type, so it
    /// is for errors, documentation and the like, not for a load that succeeds.
    pub fn of<T: DeserializeOwned>() -> Self {
        Survey::<T> {
            route: Vec::new(),
            above: Vec::new(),
            of: PhantomData,
        }
        .kind()
    }

    /// Returns the kind of the value, where there is one, be it secret or not.
    pub fn without_optional(&self) -> &Self {
        match self {
            Self::Optional(inner) | Self::Secret(inner) => inner.without_optional(),
            _ => self,
        }
    }

    /// Returns whether the value must never be shown, as far as its type can tell.
    pub fn is_secret(&self) -> bool {
        match self {
            Self::Secret(_) => true,
            Self::Optional(inner) => inner.is_secret(),
            _ => false,
        }
    }

    /// What an entry of this name is.
    pub(crate) fn entry(&self, name: &str) -> &Self {
        match self.without_optional() {
            Self::Map { value } => value,
            Self::Struct { fields, .. } => fields
                .iter()
                .find_map(|(known, kind)| (*known == name).then_some(kind))
                .unwrap_or(&Self::Any),
            _ => &Self::Any,
        }
    }

    /// What an element is.
    pub(crate) fn element(&self) -> &Self {
        match self.without_optional() {
            Self::List(element) => element,
            _ => &Self::Any,
        }
    }

    /// The names of fields that the type knows, at any depth.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        match self {
            Self::Optional(inner)
            | Self::Secret(inner)
            | Self::List(inner)
            | Self::Map { value: inner } => inner.names(),
            Self::Struct { fields, .. } => fields
                .iter()
                .flat_map(|(name, kind)| std::iter::once(*name).chain(kind.names()))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it, or anything that it knows to be inside of it, is secret.
    pub(crate) fn holds_secret(&self) -> bool {
        match self {
            Self::Secret(_) => true,
            Self::Optional(inner) | Self::List(inner) | Self::Map { value: inner } => {
                inner.holds_secret()
            }
            Self::Struct { fields, .. } => fields.iter().any(|(_, kind)| kind.holds_secret()),
            _ => false,
        }
    }

    /// Whether it is a URL, or made of some.
    pub(crate) fn has_url(&self) -> bool {
        self.has(&|kind| matches!(kind, Self::Text { expecting } if expecting == URL))
    }

    /// Whether it is a URL, or may have one in it: what a type says nothing about may
    /// be anything.
    #[cfg(feature = "generate")]
    pub(crate) fn may_have_url(&self) -> bool {
        self.has_url()
            || self.has(&|kind| match kind {
                Self::Any | Self::Loose { .. } => true,
                Self::Enum { plain, .. } => !plain,
                _ => false,
            })
    }

    /// Whether it, or a part of it at any depth, is such.
    fn has(&self, is_such: &dyn Fn(&Self) -> bool) -> bool {
        is_such(self)
            || match self {
                Self::Optional(inner)
                | Self::Secret(inner)
                | Self::List(inner)
                | Self::Map { value: inner } => inner.has(is_such),
                Self::Struct { fields, .. } => fields.iter().any(|(_, kind)| kind.has(is_such)),
                _ => false,
            }
    }

    /// Returns whether the value may be absent.
    pub fn is_optional(&self) -> bool {
        match self {
            Self::Secret(inner) => inner.is_optional(),
            _ => matches!(self, Self::Optional(_)),
        }
    }

    /// Whether a typo in the name of a field of it, at any depth, is not found.
    pub(crate) fn drops_typos(&self) -> bool {
        match self {
            Self::Optional(inner)
            | Self::Secret(inner)
            | Self::List(inner)
            | Self::Map { value: inner } => inner.drops_typos(),
            Self::Struct { fields, .. } => fields.iter().any(|(_, kind)| kind.drops_typos()),
            Self::Loose { closed, .. } => !closed,
            _ => false,
        }
    }

    /// Returns whether it is a list, be it optional or not.
    pub fn is_list(&self) -> bool {
        matches!(self.without_optional(), Self::List(_))
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
            Self::Integer { min, max } => write!(f, "an integer from {min} to {max}"),
            Self::Float => f.write_str("a number"),
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
            Self::Optional(inner) | Self::Secret(inner) => inner.fmt(f),
            Self::List(entry) => write!(f, "a list{}", Each(entry)),
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

/// What a list or table is made of, to follow the word.
struct Each<'k>(&'k Kind);

impl fmt::Display for Each<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.without_optional() {
            Kind::Integer { min, max } => write!(f, " of integers from {min} to {max}"),
            Kind::Float => f.write_str(" of numbers"),
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
        "IP address"
        | "IPv4 address"
        | "IPv6 address"
        | "IPv4 socket address"
        | "IPv6 socket address" => format!("an {expecting}"),
        _ => expecting.to_owned(),
    }
}

/// How many children deep a type is asked.
const DEPTH: usize = 32;

/// How many entries of a tuple are asked.
///
/// OK because serde reads tuples of at most sixteen; what is longer is an array.
const ENTRIES: usize = 16;

/// One type being asked, part by part.
struct Survey<T> {
    route: Vec<usize>,
    above: Vec<(&'static str, &'static [&'static str])>,
    of: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Survey<T> {
    fn kind(&mut self) -> Kind {
        if self.route.len() > DEPTH {
            return Kind::Any;
        }
        let (heard, is_secret) = hear::<T>(&self.route);
        let kind = self.heard(heard);
        if is_secret {
            Kind::Secret(Box::new(kind))
        } else {
            kind
        }
    }

    fn heard(&mut self, heard: Heard) -> Kind {
        match heard {
            Heard::Leaf(kind) => kind,
            Heard::Optional => Kind::Optional(Box::new(self.child(0))),
            Heard::List => Kind::List(Box::new(self.child(0))),
            Heard::Tuple(length) => Kind::List(Box::new(self.entries(length))),
            Heard::Map => Kind::Map {
                value: Box::new(self.child(0)),
            },
            Heard::Struct(name, fields) => self.fields(name, fields),
            Heard::Loose(manner) => Kind::Loose {
                table: manner.is_table(),
                closed: is_closed::<T>(&self.route, manner),
            },
            Heard::Enum(name, variants) => self.variants(name, variants),
        }
    }

    /// An enum; all of it is secret where a variant of it is.
    fn variants(&mut self, name: &'static str, variants: &'static [&'static str]) -> Kind {
        let kinds: Vec<Kind> = (0..variants.len()).map(|index| self.child(index)).collect();
        let kind = Kind::Enum {
            name,
            variants,
            plain: kinds.iter().all(|kind| *kind == Kind::Unit),
        };
        if kinds.iter().any(Kind::is_secret) {
            Kind::Secret(Box::new(kind))
        } else {
            kind
        }
    }

    fn child(&mut self, index: usize) -> Kind {
        self.route.push(index);
        let kind = self.kind();
        self.route.pop();
        kind
    }

    fn entries(&mut self, length: usize) -> Kind {
        let mut kinds = (0..length.min(ENTRIES)).map(|index| self.child(index));
        let first = kinds.next().unwrap_or(Kind::Any);
        if kinds.all(|kind| kind == first) {
            first
        } else {
            Kind::Any
        }
    }

    fn fields(&mut self, name: &'static str, names: &'static [&'static str]) -> Kind {
        if self.above.contains(&(name, names)) {
            return Kind::Any;
        }
        self.above.push((name, names));
        let kinds = (0..names.len()).map(|index| self.child(index));
        let fields = names.iter().copied().zip(kinds).collect();
        self.above.pop();
        Kind::Struct { name, fields }
    }
}

#[cfg(test)]
mod tests;
