//! What a visitor is led through on the route: a variant, elements, or an entry.

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

use super::secret::Holder;
use super::stand_in::StandIn;
use super::{Heard, Kind, Listener, Refusal};

/// One variant of an enum, to hear what it holds beside its name.
pub(super) struct Chosen<'r> {
    pub(super) variant: &'static str,
    pub(super) child: Listener<'r>,
}

impl<'de> EnumAccess<'de> for Chosen<'_> {
    type Error = Refusal;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Refusal> {
        let variant = seed.deserialize(self.variant.into_deserializer())?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Chosen<'_> {
    type Error = Refusal;

    fn unit_variant(self) -> Result<(), Refusal> {
        self.child.leaf(Kind::Unit)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Refusal> {
        match self.child.child() {
            Some((_, child)) => seed.deserialize(child.held_by(Holder::of::<S, S::Value>())),
            None => self.child.note(Heard::Newtype),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.child.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.child.child() {
            Some((index, child)) => visitor.visit_map(Pair::of(fields.get(index).copied(), child)),
            None => self.child.note(Heard::Fields(fields)),
        }
    }
}

/// The entries of a list: stand-ins, then the one that listens, then no more,
/// lest a visitor that skips bad entries never ends.
pub(super) struct Entries<'r> {
    stand_ins: usize,
    child: Option<Listener<'r>>,
}

impl<'r> Entries<'r> {
    pub(super) fn upto(index: usize, child: Listener<'r>) -> Self {
        Self {
            stand_ins: index,
            child: Some(child),
        }
    }
}

impl<'de> SeqAccess<'de> for Entries<'_> {
    type Error = Refusal;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Refusal> {
        if self.stand_ins > 0 {
            self.stand_ins -= 1;
            return seed.deserialize(StandIn::default()).map(Some);
        }
        let child = self.child.take();
        let child = child.map(|child| child.held_by(Holder::of::<S, S::Value>()));
        child.map(|child| seed.deserialize(child)).transpose()
    }
}

/// A table of one entry: a field's name or a stand-in, and what listens.
pub(super) struct Pair<'r> {
    key: Option<&'static str>,
    child: Listener<'r>,
    asked: bool,
}

impl<'r> Pair<'r> {
    pub(super) fn of(key: Option<&'static str>, child: Listener<'r>) -> Self {
        Self {
            key,
            child,
            asked: false,
        }
    }
}

impl<'de> MapAccess<'de> for Pair<'_> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Refusal> {
        if std::mem::replace(&mut self.asked, true) {
            return Ok(None);
        }
        match self.key {
            Some(name) => seed.deserialize(name.into_deserializer()),
            None => seed.deserialize(StandIn::default()),
        }
        .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refusal> {
        seed.deserialize(self.child.held_by(Holder::of::<S, S::Value>()))
    }

    /// Asks the value alone, since the key may refuse every stand-in.
    fn next_entry_seed<K: DeserializeSeed<'de>, V: DeserializeSeed<'de>>(
        &mut self,
        _: K,
        value: V,
    ) -> Result<Option<(K::Value, V::Value)>, Refusal> {
        if std::mem::replace(&mut self.asked, true) {
            return Ok(None);
        }
        self.next_value_seed(value)?;
        Err(Refusal)
    }
}
