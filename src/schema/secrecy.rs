//! What of a value is secret, as its field and its type say.

use super::field::Mark;
use super::{Field, Schema, Shape};
use crate::schema::kind::Kind;
use crate::value::redact::is_secret_name;

/// What an author allows where a field only looks as if it held a secret.
pub(crate) const LOOKS: &str = "looks_like_secret";

impl Field {
    /// Whether a part of the value, or all of it, is not for showing: by the field, its
    /// name, or what is in it at any depth.
    pub(crate) fn is_guarded(&self) -> bool {
        let is_called_secret = || self.names().any(is_secret_name);
        self.is_secret() || (!self.is_shown() && (is_called_secret() || self.shape.is_guarded()))
    }

    /// Whether all of the value, of this kind, is a secret.
    pub(crate) fn is_secret_as(&self, kind: &Kind) -> bool {
        self.is_secret() || (!self.is_shown() && kind.is_secret())
    }

    /// Whether nothing of the value, of this kind, is for showing.
    pub(crate) fn is_hidden(&self, kind: &Kind) -> bool {
        self.is_secret_as(kind) || self.is_called_secret(kind)
    }

    /// Whether the field is named like a secret and holds what may be one, while
    /// nothing says whether it is.
    pub(crate) fn is_called_secret(&self, kind: &Kind) -> bool {
        self.may_be_called_secret
            && !self.is_shown()
            && !self.is_secret_as(kind)
            && kind.may_be_text()
            && self.names().any(is_secret_name)
    }

    /// Whether the author has yet to say if the value is a secret.
    #[inline]
    pub(crate) fn is_undecided(&self) -> bool {
        // OK to ask what is constant first: few are left of which the type has to be known.
        self.may_be_called_secret && self.mark == Mark::None && self.asks_to_decide()
    }

    #[cold]
    fn asks_to_decide(&self) -> bool {
        let Shape::Leaf(kind) = &self.shape else {
            return false;
        };
        self.is_called_secret(&kind()) && !self.allows_somewhere(LOOKS)
    }

    /// What of the value is secret. What a field is merely called is ignored.
    #[inline]
    pub(crate) fn secrets(&self) -> Secrets {
        if self.is_secret() {
            Secrets::All
        } else if self.plain {
            Secrets::None
        } else {
            self.secrets_of_type()
        }
    }

    #[cold]
    fn secrets_of_type(&self) -> Secrets {
        let Shape::Leaf(kind) = &self.shape else {
            return Secrets::None;
        };
        let kind = kind();
        match Part::of(&kind) {
            Part::All | Part::Some if self.is_shown() => Secrets::None,
            Part::All => Secrets::All,
            Part::Some => Secrets::Some,
            Part::Of(_) => Secrets::Parts(Box::new(kind)),
            Part::None => Secrets::None,
        }
    }
}

impl Shape {
    /// Whether a value in it, at any depth, is not for showing.
    pub(crate) fn is_guarded(&self) -> bool {
        match self {
            Self::Leaf(kind) => kind().is_guarded(),
            Self::Section(schema) => schema.is_guarded(),
            Self::Optional(inner) | Self::List(inner) | Self::Map(inner) => inner.is_guarded(),
        }
    }
}

impl Schema {
    pub(crate) fn is_guarded(&self) -> bool {
        self.all_fields().any(Field::is_guarded)
    }
}

/// What of a value is secret.
#[derive(Clone, Debug)]
pub(crate) enum Secrets {
    None,
    All,
    /// Some of it, and the kind does not tell which.
    Some,
    /// Parts of it, as the kind tells.
    Parts(Box<Kind>),
}

impl Secrets {
    pub(crate) fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// What of the whole value is secret, to go on to its parts from there.
    pub(crate) fn whole(&self) -> Part<'_> {
        match self {
            Self::None => Part::None,
            Self::All => Part::All,
            Self::Some => Part::Some,
            Self::Parts(kind) => Part::Of(kind),
        }
    }
}

/// What of a part of a value is secret.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'k> {
    None,
    All,
    /// Some of it, and it is unknown which: it is not shown, but neither is a part
    /// of it judged as a secret.
    Some,
    Of(&'k Kind),
}

impl<'k> Part<'k> {
    fn of(kind: &'k Kind) -> Self {
        if kind.is_one_secret() {
            Self::All
        } else if kind.is_secret() {
            Self::Some
        } else if kind.holds_secret() {
            Self::Of(kind)
        } else {
            Self::None
        }
    }

    pub(crate) fn is_secret(self) -> bool {
        matches!(self, Self::All)
    }

    pub(crate) fn entry(self, name: &str) -> Self {
        match self {
            Self::Of(kind) => Self::of(kind.entry(name)),
            part => part,
        }
    }

    pub(crate) fn element(self) -> Self {
        match self {
            Self::Of(kind) => Self::of(kind.element()),
            part => part,
        }
    }
}
