//! A variant of an enum that has content.

use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, VariantAccess, Visitor};

use super::Reading;
use super::access::MapKey;
use crate::coerce::mistake::Mistake;
use crate::value::tree::Entry;

/// A variant with content: a table whose one key is the variant's name.
pub(super) struct Variant<'r> {
    entry: &'r Entry<'r>,
    of: Reading<'r>,
}

impl<'r> Variant<'r> {
    pub(super) fn new(entry: &'r Entry<'r>, of: Reading<'r>) -> Self {
        Self { entry, of }
    }

    fn content<T>(
        self,
        read: impl FnOnce(Reading<'_>) -> Result<T, Mistake>,
    ) -> Result<T, Mistake> {
        let path = &self.of.path.name(&self.entry.key);
        let (node, session) = (&self.entry.node, self.of.session);
        let reading = Reading {
            node,
            path,
            session,
        };
        read(reading).map_err(|mistake| reading.blame(mistake))
    }
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Mistake;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Mistake> {
        let (entry, of) = (self.entry, self.of);
        Ok((MapKey { entry, of }.read(seed)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Mistake;

    fn unit_variant(self) -> Result<(), Mistake> {
        self.content(|reading| match reading.node.as_table() {
            Some(table) if table.is_empty() => Ok(()),
            _ => reading.deserialize_unit(serde::de::IgnoredAny).map(|_| ()),
        })
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Mistake> {
        self.content(|reading| reading.read(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Mistake> {
        self.content(|reading| reading.deserialize_tuple(len, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.content(|reading| reading.deserialize_struct("", fields, visitor))
    }
}
