//! Why a leaf could not be read.

use std::fmt::{self, Display};
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::de::{self, Expected, Unexpected};

use crate::resource::Slip;
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// Why a leaf could not be read, and the innermost place that is to blame.
///
/// It holds no value: what serde says of the value found is dropped here, and
/// a sentence of a type's own is kept only as [`Fault::Invalid`].
#[derive(Clone, Debug)]
pub(crate) struct Mistake(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    fault: Fault,
    blame: Option<Blame>,
    trace: Option<Trace>,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fault {
    WrongType {
        expected: String,
    },
    OutOfRange {
        expected: String,
    },
    /// A value of the right type that is none of those accepted.
    Refused {
        expected: String,
    },
    /// A sentence of the type's own; it may repeat the value.
    Invalid {
        reason: String,
    },
    UnknownVariant {
        variants: &'static [&'static str],
    },
    UnknownField {
        fields: &'static [&'static str],
    },
    MissingField {
        field: &'static str,
    },
    MissingUnit {
        example: String,
    },
    Duration {
        reason: String,
    },
    /// A URL by its grammar, and not the one that was meant.
    Url(Slip),
    Empty {
        expected: String,
    },
    EmptyElement,
    Unbalanced {
        expected: &'static str,
    },
    /// Nothing is set.
    Absent,
    /// A problem is known of already.
    Known,
}

/// The value that is to blame.
#[derive(Clone, Debug)]
pub(crate) struct Blame {
    pub(crate) key: Key,
    pub(crate) site: Site,
    /// The value, and none where it is secret.
    pub(crate) node: Option<Node<'static>>,
    /// What kind of value it is, also where it is secret; none of a key.
    pub(crate) found: Option<&'static str>,
    /// Whether the value is secret, be it by the schema or by the name of an
    /// entry that only serde knows.
    pub(crate) secret: bool,
}

/// What a value was called where it was refused, so that it can be known again. It
/// is not the value, which may be secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trace(u64);

impl Trace {
    pub(crate) fn of_text(text: &str) -> Self {
        Self::hashed(&(0, text))
    }

    /// None of what serde may call in several ways.
    fn of(found: Unexpected<'_>) -> Option<Self> {
        Some(match found {
            Unexpected::Bool(bool) => Self::hashed(&bool),
            Unexpected::Unsigned(number) => Self::hashed(&(1, i128::from(number))),
            Unexpected::Signed(number) => Self::hashed(&(1, i128::from(number))),
            Unexpected::Float(number) => Self::hashed(&(2, number.to_bits())),
            Unexpected::Str(text) => Self::of_text(text),
            Unexpected::Seq => Self::hashed(&3),
            Unexpected::Map => Self::hashed(&4),
            _ => return None,
        })
    }

    /// As serde would call the value.
    pub(crate) fn of_node(node: &Node<'_>) -> Option<Self> {
        Self::of(match &node.value {
            Value::Free(text) | Value::String(text) => Unexpected::Str(text),
            Value::Datetime(text) => Unexpected::Str(text),
            Value::Integer(number) => Unexpected::Signed(*number),
            Value::Float(number) => Unexpected::Float(*number),
            Value::Bool(bool) => Unexpected::Bool(*bool),
            Value::List(_) => Unexpected::Seq,
            Value::Table(_) => Unexpected::Map,
            Value::Wide(_) | Value::Patch(_) | Value::Null | Value::Bad => return None,
        })
    }

    fn hashed(value: &impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        Self(hasher.finish())
    }
}

impl Mistake {
    pub(crate) fn new(fault: Fault) -> Self {
        Self(Box::new(Inner {
            fault,
            blame: None,
            trace: None,
        }))
    }

    /// A refusal of what serde has found.
    fn of_found(fault: Fault, found: Unexpected<'_>) -> Self {
        let mut mistake = Self::new(fault);
        mistake.0.trace = Trace::of(found);
        mistake
    }

    /// Names the value to blame, unless one inside it is named already.
    pub(crate) fn or_blame(mut self, blame: impl FnOnce() -> Blame) -> Self {
        self.0.blame.get_or_insert_with(blame);
        self
    }

    /// Names another value to blame, as it has turned out.
    pub(crate) fn with_blame(mut self, blame: Blame) -> Self {
        self.0.blame = Some(blame);
        self
    }

    /// By what the value can be known again that was found.
    pub(crate) fn trace(&self) -> Option<Trace> {
        self.0.trace
    }

    /// Whether both refuse the same in the same place.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let key = |mistake: &Self| mistake.blame().map(|blame| blame.key.clone());
        self.fault() == other.fault() && self.trace() == other.trace() && key(self) == key(other)
    }

    pub(crate) fn fault(&self) -> &Fault {
        &self.0.fault
    }

    pub(crate) fn blame(&self) -> Option<&Blame> {
        self.0.blame.as_ref()
    }
}

impl Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.fault)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Fault::Invalid {
            reason: message.to_string(),
        })
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        Self::of_found(Fault::WrongType { expected }, found)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        let fault = match found {
            Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => {
                Fault::OutOfRange { expected }
            }
            _ => Fault::Refused { expected },
        };
        Self::of_found(fault, found)
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(Fault::WrongType {
            expected: expected.to_string(),
        })
    }

    fn unknown_variant(name: &str, variants: &'static [&'static str]) -> Self {
        Self::of_found(Fault::UnknownVariant { variants }, Unexpected::Str(name))
    }

    fn unknown_field(name: &str, fields: &'static [&'static str]) -> Self {
        Self::of_found(Fault::UnknownField { fields }, Unexpected::Str(name))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Fault::MissingField { field })
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::custom(format_args!("`{field}` is set twice"))
    }
}
