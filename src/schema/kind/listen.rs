//! The deserializer that listens.

mod access;
mod loose;
mod secret;
mod stand_in;

use std::any::type_name;
use std::cell::RefCell;
use std::fmt::{self, Write};

use serde::de::{DeserializeOwned, Deserializer, Error, Expected, Visitor};

use self::access::{Chosen, Entries, Pair};
use self::loose::Given;
pub(super) use self::loose::{Manner, is_closed, tag};
use self::secret::Holder;
use super::Kind;
use super::survey::DEPTH;

/// What a type asked for, its parts not yet asked.
pub(super) enum Heard {
    Leaf(Kind),
    Optional,
    List,
    Tuple(usize),
    Map,
    Struct(&'static str, &'static [&'static str]),
    /// A variant with fields.
    Fields(&'static [&'static str]),
    /// A variant with one value.
    Newtype,
    Enum(&'static str, &'static [&'static str]),
    Loose(Manner),
}

/// What was heard of a type, and what its name and size tell.
pub(super) struct Told {
    pub(super) heard: Heard,
    pub(super) is_secret: bool,
    /// Whether it keeps more than numbers.
    pub(super) owns: bool,
    /// The type of a struct or an enum, as the compiler calls it.
    pub(super) of: &'static str,
}

/// Hears what is at the end of a route of children; none where a type on the way
/// does not lead there.
pub(super) fn hear<T: DeserializeOwned>(route: &[usize]) -> Option<Told> {
    let told = RefCell::new(None);
    let _ = T::deserialize(Listener {
        route,
        told: &told,
        wrapped: 0,
        holder: Holder::of::<T, T>(),
        given: None,
    });
    told.into_inner()
}

/// Follows a route of children and, at its end, notes what is asked for.
#[derive(Clone, Copy)]
struct Listener<'r> {
    route: &'r [usize],
    told: &'r RefCell<Option<Told>>,
    wrapped: usize,
    /// The type that asks.
    holder: Holder,
    /// What a type that keeps what it is given gets at the end of the route.
    given: Option<&'r [loose::Pair]>,
}

impl Listener<'_> {
    fn child(self) -> Option<(usize, Self)> {
        let (&index, route) = self.route.split_first()?;
        let child = Self {
            route,
            wrapped: 0,
            holder: Holder::UNKNOWN,
            ..self
        };
        Some((index, child))
    }

    /// Notes the first thing heard: a visitor may go on after a refusal.
    fn note<T>(self, heard: Heard) -> Result<T, Refusal> {
        self.note_of(heard, "")
    }

    /// As [`note`](Self::note), of a type that may hold itself.
    fn note_of<T>(self, heard: Heard, of: &'static str) -> Result<T, Refusal> {
        if self.route.is_empty() {
            self.told.borrow_mut().get_or_insert_with(|| Told {
                is_secret: self.holder.is_secret(&heard),
                owns: self.holder.owns(),
                heard,
                of,
            });
        }
        Err(Refusal)
    }

    /// The same place, asked by a type within the one before.
    fn held_by(self, holder: Holder) -> Self {
        Self { holder, ..self }
    }

    fn leaf<T>(self, kind: Kind) -> Result<T, Refusal> {
        self.note(Heard::Leaf(kind))
    }

    fn text<'de, V: Visitor<'de>>(self, visitor: &V) -> Result<V::Value, Refusal> {
        let expecting = expecting(visitor);
        self.held_by(self.holder.asking_for::<V::Value>())
            .leaf(Kind::Text { expecting })
    }
}

/// What a type says it expects.
fn expecting<'de>(visitor: &impl Visitor<'de>) -> String {
    let mut expecting = String::new();
    let _ = write!(expecting, "{}", visitor as &dyn Expected);
    expecting
}

fn is_nonzero<'de>(visitor: &impl Visitor<'de>) -> bool {
    expecting(visitor).starts_with("a nonzero ")
}

macro_rules! integers {
    ($($method:ident: $type:ident,)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.leaf(Kind::Integer {
                min: $type::MIN.into(),
                max: $type::MAX.unsigned_abs().into(),
                is_zero_left_out: is_nonzero(&visitor),
            })
        }
    )+};
}

macro_rules! naturals {
    ($($method:ident: $type:ident,)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.leaf(Kind::Integer {
                min: i128::from(is_nonzero(&visitor)),
                max: $type::MAX.into(),
                is_zero_left_out: false,
            })
        }
    )+};
}

macro_rules! leaves {
    ($($method:ident: $kind:ident,)+) => {$(
        fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refusal> {
            self.leaf(Kind::$kind)
        }
    )+};
}

macro_rules! texts {
    ($($method:ident,)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.text(&visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for Listener<'_> {
    type Error = Refusal;

    integers! {
        deserialize_i8: i8,
        deserialize_i16: i16,
        deserialize_i32: i32,
        deserialize_i64: i64,
        deserialize_i128: i128,
    }

    naturals! {
        deserialize_u8: u8,
        deserialize_u16: u16,
        deserialize_u32: u32,
        deserialize_u64: u64,
        deserialize_u128: u128,
    }

    leaves! {
        deserialize_ignored_any: Any,
        deserialize_bool: Bool,
        deserialize_f32: Float32,
        deserialize_f64: Float,
        deserialize_char: Char,
        deserialize_bytes: Bytes,
        deserialize_byte_buf: Bytes,
        deserialize_unit: Unit,
    }

    texts! {
        deserialize_str,
        deserialize_string,
        deserialize_identifier,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match (Manner::of(&expecting(&visitor)), self.given) {
            (Some(_), Some(given)) if self.route.is_empty() => visitor.visit_map(Given::new(given)),
            (Some(manner), _) => self.note(Heard::Loose(manner)),
            (None, _) => self.leaf(Kind::Any),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Refusal> {
        self.leaf(Kind::Unit)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.child() {
            Some((_, child)) => {
                visitor.visit_some(child.held_by(Holder::of::<V::Value, V::Value>()))
            }
            None => self.note(Heard::Optional),
        }
    }

    /// A type of one field is what the field is, unless it holds but itself.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.wrapped += 1;
        if self.wrapped > DEPTH {
            return self.leaf(Kind::Any);
        }
        visitor.visit_newtype_struct(self.held_by(Holder::of::<V::Value, V::Value>()))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.child() {
            Some((index, child)) => visitor.visit_seq(Entries::upto(index, child)),
            None => self.note(Heard::List),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.child() {
            Some((index, child)) => visitor.visit_seq(Entries::upto(index, child)),
            None => self.note(Heard::Tuple(length)),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.child() {
            Some((_, child)) => visitor.visit_map(Pair::of(None, child)),
            None if expecting(&visitor).starts_with("struct ") => {
                self.note(Heard::Loose(Manner::Flat))
            }
            None => self.note(Heard::Map),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match (name, fields) {
            ("Duration", ["secs", "nanos"]) => self.leaf(Kind::Duration),
            // No struct has such a name: it is how a type and its format agree
            // on something of their own, as a date of TOML.
            _ if name.starts_with('$') => self.leaf(Kind::Any),
            _ => match self.child() {
                Some((index, child)) => {
                    visitor.visit_map(Pair::of(fields.get(index).copied(), child))
                }
                None => self.note_of(Heard::Struct(name, fields), type_name::<V::Value>()),
            },
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        match self.child() {
            Some((index, child)) => visitor.visit_enum(Chosen {
                variant: variants.get(index).copied().unwrap_or_default(),
                child,
            }),
            None => self.note_of(Heard::Enum(name, variants), type_name::<V::Value>()),
        }
    }
}

/// The answer of one who only listens.
#[derive(Debug)]
struct Refusal;

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no value is given")
    }
}

impl std::error::Error for Refusal {}

impl Error for Refusal {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn missing_field(field: &'static str) -> Self {
        loose::note(|refused| _ = refused.missing.get_or_insert(field));
        Self
    }

    fn unknown_variant(_: &str, variants: &'static [&'static str]) -> Self {
        loose::note(|refused| _ = refused.variants.get_or_insert(variants));
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        loose::note(|refused| refused.is_unknown = true);
        Self
    }
}
