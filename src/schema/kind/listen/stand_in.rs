//! Values that are given to get past a part of a type.

use serde::de::value::StrDeserializer;
use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::super::survey::DEPTH;
use super::super::{URL, is_address};
use super::{Refusal, expecting};

/// Some value of the type asked for, to get past it to the part that is meant.
///
/// A type that accepts none of these keeps what follows it unheard.
#[derive(Clone, Copy, Default)]
pub(super) struct StandIn {
    wrapped: usize,
}

macro_rules! stand_ins {
    ($($method:ident: $visit:ident($($value:expr)?),)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            visitor.$visit($($value)?)
        }
    )+};
}

impl<'de> Deserializer<'de> for StandIn {
    type Error = Refusal;

    stand_ins! {
        deserialize_any: visit_borrowed_str(""),
        deserialize_bool: visit_bool(true),
        deserialize_i8: visit_i8(1),
        deserialize_i16: visit_i16(1),
        deserialize_i32: visit_i32(1),
        deserialize_i64: visit_i64(1),
        deserialize_i128: visit_i128(1),
        deserialize_u8: visit_u8(1),
        deserialize_u16: visit_u16(1),
        deserialize_u32: visit_u32(1),
        deserialize_u64: visit_u64(1),
        deserialize_u128: visit_u128(1),
        deserialize_f32: visit_f32(1.0),
        deserialize_f64: visit_f64(1.0),
        deserialize_char: visit_char('a'),
        deserialize_bytes: visit_borrowed_bytes(b""),
        deserialize_byte_buf: visit_borrowed_bytes(b""),
        deserialize_option: visit_none(),
        deserialize_unit: visit_unit(),
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let text = match expecting(&visitor).as_str() {
            URL => "a:b",
            "IP address" | "IPv4 address" => "0.0.0.0",
            "IPv6 address" => "::",
            "IPv6 socket address" => "[::]:0",
            expecting if is_address(expecting) => "0.0.0.0:0",
            _ => "",
        };
        visitor.visit_borrowed_str(text)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    forward_to_deserialize_any! {
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let wrapped = self.wrapped + 1;
        if wrapped > DEPTH {
            return Err(Refusal);
        }
        visitor.visit_newtype_struct(Self { wrapped })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let first = variants.first().ok_or(Refusal)?;
        visitor.visit_enum(StrDeserializer::new(first))
    }
}
