//! What a field is read as, where that is not the type it has: `parse` and `with`.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Display};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

/// A type that is read in the place of another one.
pub trait Adapter {
    /// The type that the field has.
    type Value;

    fn value(self) -> Self::Value;

    fn of(value: Self::Value) -> Self;
}

/// A type that its `FromStr` reads from text.
///
/// What that says of a text it refuses may repeat the text, so it is one more sentence of
/// a type's own, and only shown where the text may be.
#[derive(Debug)]
pub struct Parsed<T>(T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text(PhantomData))
    }
}

struct Text<T>(PhantomData<fn() -> T>);

impl<T: FromStr<Err: Display>> Visitor<'_> for Text<T> {
    type Value = Parsed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Parsed<T>, E> {
        text.parse().map(Parsed).map_err(E::custom)
    }
}

impl<T> Adapter for Parsed<T> {
    type Value = T;

    fn value(self) -> T {
        self.0
    }

    fn of(value: T) -> Self {
        Self(value)
    }
}

/// A function that reads a type, as those of the modules that serde is given.
pub trait Module {
    type Value;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self::Value, D::Error>;
}

/// A type that the function of a module reads.
#[derive(Debug)]
pub struct With<M: Module>(M::Value);

impl<'de, M: Module> Deserialize<'de> for With<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        M::read(deserializer).map(Self)
    }
}

impl<M: Module> Adapter for With<M> {
    type Value = M::Value;

    fn value(self) -> M::Value {
        self.0
    }

    fn of(value: M::Value) -> Self {
        Self(value)
    }
}

/// The same of an option, which may be absent whatever the function knows of that.
#[derive(Debug)]
pub struct OptionWith<M: Module>(M::Value);

impl<'de, T, M: Module<Value = Option<T>>> Deserialize<'de> for OptionWith<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Optional(PhantomData))
    }
}

struct Optional<M>(PhantomData<fn() -> M>);

impl<'de, T, M: Module<Value = Option<T>>> Visitor<'de> for Optional<M> {
    type Value = OptionWith<M>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or nothing")
    }

    fn visit_none<E: Error>(self) -> Result<OptionWith<M>, E> {
        Ok(OptionWith(None))
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<OptionWith<M>, D::Error> {
        M::read(value).map(OptionWith)
    }
}

impl<M: Module> Adapter for OptionWith<M> {
    type Value = M::Value;

    fn value(self) -> M::Value {
        self.0
    }

    fn of(value: M::Value) -> Self {
        Self(value)
    }
}

impl<T: Adapter> Adapter for Option<T> {
    type Value = Option<T::Value>;

    fn value(self) -> Self::Value {
        self.map(T::value)
    }

    fn of(value: Self::Value) -> Self {
        value.map(T::of)
    }
}

impl<T: Adapter> Adapter for Vec<T> {
    type Value = Vec<T::Value>;

    fn value(self) -> Self::Value {
        self.into_iter().map(T::value).collect()
    }

    fn of(value: Self::Value) -> Self {
        value.into_iter().map(T::of).collect()
    }
}

macro_rules! maps {
    ($([$($parameter:tt)*] $of:ty => $value:ty;)+) => {$(
        impl<$($parameter)*> Adapter for $of {
            type Value = $value;

            fn value(self) -> Self::Value {
                self.into_iter().map(|(key, of)| (key, of.value())).collect()
            }

            fn of(value: Self::Value) -> Self {
                value.into_iter().map(|(key, value)| (key, V::of(value))).collect()
            }
        }
    )+};
}

maps! {
    [K: Ord, V: Adapter] BTreeMap<K, V> => BTreeMap<K, V::Value>;
    [K: Hash + Eq, V: Adapter, S: BuildHasher + Default] HashMap<K, V, S> => HashMap<K, V::Value, S>;
}
