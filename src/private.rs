//! What generated code calls. Not part of the public interface.

use std::collections::{BTreeMap, HashMap};
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
pub use std::mem::needs_drop;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

pub use serde;

use url::Url;

use crate::read::computed::hides;
use crate::value::redacted::Redacted;
use crate::value::secret::Secret;

pub use crate::check::rules::{Checker, RuleContext};
pub use crate::environment::Environment;
pub use crate::read::Reader;
pub use crate::read::adapter::{Adapter, Module, OptionWith, Parsed, With};
pub use crate::read::computed::{ByDisplay, ByNothing, BySerde, Said, text_of};
pub use crate::read::config::{Config, Leaf, Nested};
pub use crate::schema::{
    Allowance, Computed, Condition, Constraint, DefaultValue, Direction, Fact, Field, LengthUnit,
    ParityRule, PathNeeds, Probe, Schema, Shape, Variant,
};
pub use crate::schema::{joined, with_variables};

/// The shape of a field that serde reads.
pub const fn leaf<T: Leaf>() -> Shape {
    Shape::Leaf(crate::schema::kind::Kind::of::<T>)
}

/// The shape of a field marked `nested`.
pub const fn nested<N: Nested>() -> Shape {
    N::SHAPE
}

/// Adds what `garde` has found.
pub fn broken(rules: &mut Checker<'_>, path: &dyn Display, error: &dyn Display) {
    rules.broken(&path.to_string(), &error.to_string());
}

/// Asks of a type whether it is a secret, and whether it is a section.
///
/// An inherent constant is preferred to one of a trait, so `Marker::<T>::SECRET`
/// is the inherent one where `T` matches and [`NotSecret::SECRET`] elsewhere.
#[derive(Debug)]
pub struct Marker<T: ?Sized>(PhantomData<T>);

pub trait NotSecret {
    const SECRET: bool = false;
}
impl<T: ?Sized> NotSecret for Marker<T> {}

impl<S: Secret + ?Sized> Marker<S> {
    pub const SECRET: bool = true;
}

/// How to find out whether the `Debug` of a type hides what is in it.
pub trait NotDebug {
    const HIDES: Option<fn() -> bool> = None;
}
impl<T: ?Sized> NotDebug for Marker<T> {}

impl<T: Leaf + Debug> Marker<T> {
    pub const HIDES: Option<fn() -> bool> = Some(hides::<T>);
}

/// Whether the type is one that keeps no secret by itself, as far as everyone knows.
pub trait NotPlain {
    const PLAIN: bool = false;
}
impl<T: ?Sized> NotPlain for Marker<T> {}

macro_rules! plain {
    ($($type:ty),+ $(,)?) => {$(
        impl Marker<$type> {
            pub const PLAIN: bool = true;
        }
        impl Marker<Option<$type>> {
            pub const PLAIN: bool = true;
        }
        impl Marker<Vec<$type>> {
            pub const PLAIN: bool = true;
        }
        impl Marker<Option<Vec<$type>>> {
            pub const PLAIN: bool = true;
        }
        impl Marker<BTreeMap<String, $type>> {
            pub const PLAIN: bool = true;
        }
        impl<S> Marker<HashMap<String, $type, S>> {
            pub const PLAIN: bool = true;
        }
    )+};
}
plain!(
    String,
    PathBuf,
    Url,
    bool,
    u8,
    u16,
    u32,
    u64,
    usize,
    i32,
    i64,
    f64,
    Duration,
    IpAddr,
    SocketAddr,
    Redacted<Url>
);

pub trait NotSection {
    const SECTION: bool = false;
}
impl<T: ?Sized> NotSection for Marker<T> {}

impl<N: Nested> Marker<N> {
    pub const SECTION: bool = true;
}
