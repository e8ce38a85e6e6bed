//! Why a leaf could not be read.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};

use crate::key::Key;
use crate::origin::Site;
use crate::tree::Node;

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
    /// Whether the value is secret, be it by the schema or by the name of an
    /// entry that only serde knows.
    pub(crate) secret: bool,
}

impl Mistake {
    pub(crate) fn new(fault: Fault) -> Self {
        Self(Box::new(Inner { fault, blame: None }))
    }

    /// Names the value to blame, unless one inside it is named already.
    pub(crate) fn or_blame(mut self, blame: impl FnOnce() -> Blame) -> Self {
        self.0.blame.get_or_insert_with(blame);
        self
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

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Fault::WrongType {
            expected: expected.to_string(),
        })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = expected.to_string();
        Self::new(match found {
            Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => {
                Fault::OutOfRange { expected }
            }
            _ => Fault::Refused { expected },
        })
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(Fault::WrongType {
            expected: expected.to_string(),
        })
    }

    fn unknown_variant(_: &str, variants: &'static [&'static str]) -> Self {
        Self::new(Fault::UnknownVariant { variants })
    }

    fn unknown_field(_: &str, fields: &'static [&'static str]) -> Self {
        Self::new(Fault::UnknownField { fields })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Fault::MissingField { field })
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::custom(format_args!("`{field}` is given twice"))
    }
}
