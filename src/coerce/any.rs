//! Reading for a type that asks for anything.

use serde::de::value::{StrDeserializer, UnitDeserializer};
use serde::de::{DeserializeSeed, MapAccess, Visitor};

use super::Reading;
use super::access::Entries;
use super::face::{self, Face, face};
use super::offers::Offer;
use crate::coerce::mistake::{Fault, Mistake};
use crate::format::inline;
use crate::value::tree::{Table, Value};

impl Reading<'_> {
    pub(super) fn any<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if let Value::Free(text) = &self.node.value
            && text.trim_start().starts_with(['{', '['])
            && let Some(node) = inline::value(text, self.node.site)
        {
            let inner = Reading {
                node: &node,
                ..self
            };
            return inner.any(visitor).map_err(|mistake| inner.blame(mistake));
        }
        let offer = self.session.offer(self);
        match (&self.node.value, &offer) {
            (Value::Null, _) | (_, Offer::Nothing) => visitor.visit_unit(),
            (Value::Table(table), Offer::With(field)) => self.with(table, field, visitor),
            (Value::Free(text), Offer::Flipped) if matches!(face(text), Face::List) => {
                self.list(visitor)
            }
            (Value::Free(text), _) => face::visit(text, matches!(offer, Offer::Flipped), visitor),
            (Value::String(text), _) => visitor.visit_str(text),
            (Value::Datetime(text), _) => visitor.visit_str(text),
            (Value::Integer(number), _) => visitor.visit_i64(*number),
            (value, _) if value.is_float() => visitor.visit_f64(self.float(f64::MAX)?),
            (Value::Wide(text), _) => match (text.parse(), text.parse()) {
                (Ok(number), _) => visitor.visit_u64(number),
                (_, Ok(number)) => visitor.visit_u128(number),
                _ => visitor.visit_i128(self.integer()?),
            },
            (Value::Bool(bool), _) => visitor.visit_bool(*bool),
            (Value::List(_) | Value::Patch(_), _) => self.list(visitor),
            (Value::Table(_), _) => self.map(None, visitor),
            (Value::Bad | Value::Float(_), _) => Err(self.fault(Fault::Known)),
        }
    }

    fn with<'de, V: Visitor<'de>>(
        self,
        table: &Table<'_>,
        field: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_map(OneMore {
            entries: Entries::new(table, None, self),
            field: Some(field),
            is_next: false,
        })
    }
}

/// The entries of a table, and one more without a value.
struct OneMore<'r> {
    entries: Entries<'r>,
    field: Option<&'static str>,
    is_next: bool,
}

impl<'de> MapAccess<'de> for OneMore<'_> {
    type Error = Mistake;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mistake> {
        match self.field.take() {
            Some(field) => {
                self.is_next = true;
                seed.deserialize(StrDeserializer::new(field)).map(Some)
            }
            None => self.entries.next_key_seed(seed),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mistake> {
        if std::mem::take(&mut self.is_next) {
            return seed.deserialize(UnitDeserializer::new());
        }
        self.entries.next_value_seed(seed)
    }
}
