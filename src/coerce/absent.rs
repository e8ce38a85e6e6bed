//! A leaf that no layer sets: nothing for an `Option`, an error for all else.

use serde::Deserializer;
use serde::de::Visitor;

use crate::coerce::mistake::{Fault, Mistake};

/// Has no value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Absent;

impl<'de> Deserializer<'de> for Absent {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mistake> {
        Err(Mistake::new(Fault::Absent))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes
        byte_buf unit unit_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}
