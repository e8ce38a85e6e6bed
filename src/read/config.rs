//! The traits between a program's types and the loader.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::hash::{BuildHasher, Hash};
use std::rc::Rc;
use std::str::FromStr;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::check::rules::Checker;
use crate::read::Reader;
use crate::schema::{Schema, Shape};

/// A section of a program's settings.
///
/// Implemented by `#[derive(Config)]` and not meant to be implemented by hand:
/// the hidden items may change in any release.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a section of settings",
    label = "no `#[derive(Config)]` on this type",
    note = "a variant, a wrapper and a field marked `#[config(flatten)]` hold a type with `#[derive(Config)]`",
    note = "a struct or a field that is one value needs `#[derive(serde::Deserialize)]` alone"
)]
pub trait Config: Sized + 'static {
    /// The table of what may be set in this section and below it.
    const SCHEMA: &'static Schema;

    #[doc(hidden)]
    fn read(reader: &mut Reader<'_, '_>) -> Option<Self>;

    /// Whether [`rules`](Self::rules) has anything to say.
    #[doc(hidden)]
    const HAS_RULES: bool = false;

    #[doc(hidden)]
    fn rules(&self, _: &mut Checker<'_>) {}
}

/// What a field marked `#[config(nested)]` may hold.
///
/// Sections, and options, lists and maps of them to any depth.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a section of settings",
    label = "no `#[derive(Config)]` on this type",
    note = "a field marked `#[config(nested)]` holds a type with `#[derive(Config)]`, or an `Option`, `Vec`, `BTreeMap` or `HashMap` of one"
)]
pub trait Nested: Sized {
    #[doc(hidden)]
    const SHAPE: Shape;

    #[doc(hidden)]
    fn read_nested(reader: &mut Reader<'_, '_>) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<C: Config> Nested for C {
    const SHAPE: Shape = Shape::Section(C::SCHEMA);

    fn read_nested(reader: &mut Reader<'_, '_>) -> Option<Self> {
        reader.section()
    }
}

impl<N: Nested> Nested for Option<N> {
    const SHAPE: Shape = Shape::Optional(&N::SHAPE);

    fn read_nested(reader: &mut Reader<'_, '_>) -> Option<Self> {
        reader.optional()
    }
}

impl<N: Nested> Nested for Vec<N> {
    const SHAPE: Shape = Shape::List(&N::SHAPE);

    fn read_nested(reader: &mut Reader<'_, '_>) -> Option<Self> {
        reader.list()
    }
}

impl<K: FromStr<Err: Display> + Ord, N: Nested> Nested for BTreeMap<K, N> {
    const SHAPE: Shape = Shape::Map(&N::SHAPE);

    fn read_nested(reader: &mut Reader<'_, '_>) -> Option<Self> {
        reader.map(Self::len)
    }
}

impl<K, N, S> Nested for HashMap<K, N, S>
where
    K: FromStr<Err: Display> + Eq + Hash,
    N: Nested,
    S: BuildHasher + Default,
{
    const SHAPE: Shape = Shape::Map(&N::SHAPE);

    fn read_nested(reader: &mut Reader<'_, '_>) -> Option<Self> {
        reader.map(Self::len)
    }
}

macro_rules! pointers {
    ($($pointer:ident),+) => {$(
        /// Read as the section it points to.
        impl<C: Config> Config for $pointer<C> {
            const SCHEMA: &'static Schema = C::SCHEMA;

            fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
                C::read(reader).map(Self::new)
            }

            const HAS_RULES: bool = C::HAS_RULES;

            fn rules(&self, checker: &mut Checker<'_>) {
                C::rules(self, checker);
            }
        }
    )+};
}

pointers!(Box, Rc, Arc);

/// A value that serde reads: all a field needs that is not a section.
///
/// Implemented for every [`DeserializeOwned`] type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can be read neither as a value nor as a section",
    label = "not a `serde::Deserialize` type",
    note = "if `{Self}` is a section (it has `#[derive(Config)]`), mark the field `#[config(nested)]`",
    note = "if it is one value, give it `#[derive(serde::Deserialize)]`"
)]
pub trait Leaf: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> Leaf for T {}
