//! What a type that keeps what it is given does with a field it does not know.
//!
//! Such a type says what it wants only once it has been given something, and only
//! by what it refuses. So it is given tables with a field that no type has.

use std::cell::RefCell;

use serde::de::value::{StrDeserializer, UnitDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess};

use super::secret::Holder;
use super::{Listener, Refusal};

/// A name that no field has.
const UNKNOWN: &str = "\u{1}";

/// How a type keeps what it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Manner {
    /// An internally tagged enum.
    Tagged,
    Untagged,
    /// A struct with a `#[serde(flatten)]` field.
    Flat,
}

impl Manner {
    /// The manner of a type that expects this.
    pub(super) fn of(expecting: &str) -> Option<Self> {
        if expecting == "any value" {
            Some(Self::Untagged)
        } else if expecting.starts_with("internally tagged enum ") {
            Some(Self::Tagged)
        } else {
            None
        }
    }

    /// Whether it is written as a table and as nothing else.
    pub(in super::super) fn is_table(self) -> bool {
        self != Self::Untagged
    }
}

/// A field, and its text if it has one.
pub(super) type Pair = (&'static str, Option<&'static str>);

/// What a type has refused.
#[derive(Debug, Default)]
pub(super) struct Refused {
    pub(super) missing: Option<&'static str>,
    pub(super) variants: Option<&'static [&'static str]>,
    pub(super) is_unknown: bool,
}

thread_local! {
    /// OK because serde makes an error of nothing but the type of it, and an
    /// untagged enum drops those of its variants.
    static REFUSED: RefCell<Refused> = RefCell::default();
}

pub(super) fn note(tell: impl FnOnce(&mut Refused)) {
    REFUSED.with_borrow_mut(tell);
}

/// Whether the type at the end of the route refuses fields it does not know, or has
/// none to mistake for another.
pub(in super::super) fn is_closed<T: DeserializeOwned>(route: &[usize], manner: Manner) -> bool {
    match manner {
        Manner::Flat => false,
        Manner::Untagged => {
            let refused = refused::<T>(route, &[(UNKNOWN, None)]);
            refused.is_unknown || refused.missing.is_none()
        }
        Manner::Tagged => tag::<T>(route).is_some_and(|(tag, variants)| {
            variants.iter().any(|variant| {
                refused::<T>(route, &[(tag, Some(variant)), (UNKNOWN, None)]).is_unknown
            })
        }),
    }
}

/// The name of the tag of an internally tagged enum, and its variants.
pub(in super::super) fn tag<T: DeserializeOwned>(
    route: &[usize],
) -> Option<(&'static str, &'static [&'static str])> {
    let tag = refused::<T>(route, &[]).missing?;
    let variants = refused::<T>(route, &[(tag, Some(UNKNOWN))]).variants?;
    Some((tag, variants))
}

/// What the type refuses of a table of these fields.
fn refused<T: DeserializeOwned>(route: &[usize], given: &[Pair]) -> Refused {
    REFUSED.take();
    let _ = T::deserialize(Listener {
        route,
        told: &RefCell::new(None),
        wrapped: 0,
        holder: Holder::UNKNOWN,
        given: Some(given),
    });
    REFUSED.take()
}

/// A table of some fields.
pub(super) struct Given<'g> {
    rest: std::slice::Iter<'g, Pair>,
    value: Option<&'static str>,
}

impl<'g> Given<'g> {
    pub(super) fn new(pairs: &'g [Pair]) -> Self {
        Self {
            rest: pairs.iter(),
            value: None,
        }
    }
}

impl<'de> MapAccess<'de> for Given<'_> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Refusal> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = *value;
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refusal> {
        match self.value {
            Some(text) => seed.deserialize(StrDeserializer::new(text)),
            None => seed.deserialize(UnitDeserializer::new()),
        }
    }
}
