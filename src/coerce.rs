//! Typed reading of a value: serde asks for a type, a [`Node`] answers.
//!
//! Free text (a variable, an override) is parsed as the type asks and never guessed. A
//! typed value (TOML) is taken as it is: a quoted number is not a number.

mod absent;
mod access;
mod any;
mod face;
mod inside;
pub(crate) mod mistake;
mod offers;
mod scalars;
mod session;
mod text;
mod variant;

use std::fmt::Display;

use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, IntoDeserializer, Visitor};

pub(crate) use self::absent::Absent;
use self::access::{Elements, Entries};
pub(crate) use self::face::{Face, face};
pub(crate) use self::inside::blame_inside;
pub(crate) use self::offers::Offers;
pub(crate) use self::scalars::{free_bool, integer_named};
pub(crate) use self::session::Session;
use self::variant::Variant;
use crate::coerce::mistake::{Blame, Fault, Mistake};
use crate::format::inline;
use crate::value::key::Path;
use crate::value::tree::{Node, Table, Value};

/// How deep an element of lists in lists may be, all written as one text.
const DEPTH_LIMIT: usize = 64;

/// One node being read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'r> {
    pub(crate) node: &'r Node<'r>,
    pub(crate) path: &'r Path<'r>,
    pub(crate) session: &'r Session,
}

impl<'r> Reading<'r> {
    /// Reads the value, and blames it for what its type refuses only after the
    /// reading, as `#[serde(try_from = "...")]` does.
    pub(crate) fn read<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Mistake> {
        seed.deserialize(self)
            .map_err(|mistake| self.blame(mistake))
    }

    /// Says that this value is to blame, unless one inside it is already.
    #[cold]
    pub(crate) fn blame(self, mistake: Mistake) -> Mistake {
        mistake.or_blame(|| self.blamed())
    }

    /// This value, to be blamed.
    fn blamed(self) -> Blame {
        let key = self.path.key();
        let secret = self.session.hides(&key);
        Blame {
            key,
            site: self.node.site,
            node: (!secret).then(|| self.node.clone().into_owned()),
            found: Some(self.node.described()),
            secret,
        }
    }

    #[cold]
    fn fault(self, fault: Fault) -> Mistake {
        self.blame(Mistake::new(fault))
    }

    #[cold]
    fn wrong_type(self, expected: impl Display) -> Mistake {
        let expected = expected.to_string();
        self.fault(match &self.node.value {
            Value::Bad => Fault::Known,
            Value::Free(text) if text.is_empty() => Fault::Empty { expected },
            _ => Fault::WrongType { expected },
        })
    }

    /// The value as text, where its type is text.
    fn text(self) -> Option<&'r str> {
        match &self.node.value {
            Value::Free(text) | Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Reads a list, of the node's elements or of free text.
    fn list<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match &self.node.value {
            Value::List(nodes) => self.elements(Elements::of(nodes, self), visitor),
            Value::Patch(_) => {
                let expected = "a list whose elements are numbered from 0, without a gap";
                Err(self.fault(Fault::Refused {
                    expected: expected.to_owned(),
                }))
            }
            Value::Free(text) if text.trim_start().starts_with('[') => {
                match inline::value(text, self.node.site).map(|node| node.value) {
                    Some(Value::List(nodes)) => self.elements(Elements::of(&nodes, self), visitor),
                    _ => Err(self.fault(Fault::Unbalanced {
                        expected: "a list such as `[\"a\", \"b\"]`",
                    })),
                }
            }
            // OK because only a list of lists without end asks for so many.
            Value::Free(text) if !text.trim().is_empty() && self.path.len() <= DEPTH_LIMIT => {
                let mut count = 0;
                let mut elements = text.split(',').inspect(|_| count += 1);
                if elements.any(|element| element.trim().is_empty()) {
                    return Err(self.fault(Fault::EmptyElement));
                }
                self.elements(Elements::between_commas(text, count, self), visitor)
            }
            _ => Err(self.wrong_type("a list")),
        }
    }

    fn elements<'de, V: Visitor<'de>>(
        self,
        mut elements: Elements<'_>,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let value = visitor.visit_seq(&mut elements)?;
        if elements.is_read() {
            Ok(value)
        } else {
            Err(self.wrong_type(counted(elements.asked_for())))
        }
    }

    /// Reads a map, of the node's entries or of free text in braces.
    fn map<'de, V: Visitor<'de>>(
        self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match &self.node.value {
            Value::Table(table) => self.entries(table, fields, visitor),
            Value::Free(text) if !text.is_empty() => {
                let node = inline::value(text, self.node.site);
                match node.as_ref().and_then(Node::as_table) {
                    Some(table) => self.entries(table, fields, visitor),
                    None => Err(self.fault(Fault::Unbalanced {
                        expected: "a table such as `{ a = 1, b = 2 }`",
                    })),
                }
            }
            _ => Err(self.wrong_type("a table")),
        }
    }

    fn entries<'de, V: Visitor<'de>>(
        self,
        table: &Table<'_>,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_map(Entries::new(table, fields, self))
    }
}

macro_rules! same {
    ($($method:ident as $other:ident),+ $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
            self.$other(visitor)
        })+
    };
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),+ $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
            visitor.$visit(self.integer::<$type>()?)
        })+
    };
}

impl<'de> Deserializer<'de> for Reading<'_> {
    type Error = Mistake;

    same! {
        deserialize_any as any,
        deserialize_char as deserialize_str,
        deserialize_string as deserialize_str,
        deserialize_identifier as deserialize_str,
        deserialize_byte_buf as deserialize_bytes,
        deserialize_seq as list,
    }

    integers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_i128 visit_i128 i128,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
        deserialize_u128 visit_u128 u128,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_bool(self.bool()?)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "as serde reads a number into an f32"
    )]
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_f32(self.float(f32::MAX.into())? as f32)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_f64(self.float(f64::MAX)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let text = self.text_for(&visitor)?;
        visitor.visit_str(text)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.text() {
            Some(text) => visitor.visit_bytes(text.as_bytes()),
            None => self.list(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if self.node.is_nothing() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if self.node.is_nothing() {
            visitor.visit_unit()
        } else {
            Err(self.wrong_type("nothing"))
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mistake> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        self.list(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.map(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if name == "Duration" && fields == ["secs", "nanos"] {
            self.duration(visitor)
        } else {
            self.map(Some(fields), visitor)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match &self.node.value {
            Value::Free(text) if text.trim_start().starts_with('{') => {
                match inline::value(text, self.node.site) {
                    Some(node) => self.variant(&node, visitor),
                    None => Err(self.fault(Fault::Unbalanced {
                        expected: "a variant such as `{ name = \"value\" }`",
                    })),
                }
            }
            Value::Free(text) if text.is_empty() => Err(self.wrong_type("a variant")),
            Value::Free(text) => visitor.visit_enum(text.trim().into_deserializer()),
            _ => self.variant(self.node, visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_unit()
    }
}

impl Reading<'_> {
    fn variant<'de, V: Visitor<'de>>(
        self,
        node: &Node<'_>,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match &node.value {
            Value::String(text) => visitor.visit_enum(StrDeserializer::new(text)),
            Value::Table(table) if table.len() == 1 => {
                visitor.visit_enum(Variant::new(&table.entries()[0], self))
            }
            Value::Table(_) => Err(self.wrong_type("a table with one key, the name of a variant")),
            _ => Err(self.wrong_type("a string")),
        }
    }
}

/// A list of so many values, no more and no fewer.
pub(crate) fn counted(values: usize) -> String {
    let plural = if values == 1 { "" } else { "s" };
    format!("a list of {values} value{plural}")
}
