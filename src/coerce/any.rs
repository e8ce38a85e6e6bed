//! Reading for a type that asks for anything.

use serde::de::Visitor;

use super::Reading;
use super::access::Entries;
use super::face::{self, Face, face};
use super::offers::Offer;
use crate::coerce::mistake::{Fault, Mistake};
use crate::format::inline;
use crate::value::tree::Value;

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
            (Value::Table(table), Offer::With(field)) => {
                visitor.visit_map(Entries::new(table, None, self).with(field))
            }
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
}
