//! How serde walks through lists, maps and variants.

use std::borrow::Cow;

use serde::Deserializer;
use serde::de::value::{StrDeserializer, UnitDeserializer};
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::Reading;
use super::scalars::{integer_named, looks_like_an_integer};
use crate::coerce::mistake::{Blame, Fault, Mistake};
use crate::format::inline::BetweenCommas;
use crate::value::key::Step;
use crate::value::tree::{Entry, Node, Table, Value};

/// The elements of a list, without those that an error is known of.
pub(super) struct Elements<'r> {
    written: Written<'r>,
    next: usize,
    /// Whether one was skipped that could not be read: to know of one is enough.
    has_bad: bool,
    of: Reading<'r>,
}

/// How the elements are written.
enum Written<'r> {
    Nodes(&'r [Node<'r>]),
    /// In one text, of which each is taken when it is asked for.
    BetweenCommas {
        rest: BetweenCommas<'r>,
        count: usize,
    },
}

impl<'r> Elements<'r> {
    pub(super) fn of(nodes: &'r [Node<'r>], of: Reading<'r>) -> Self {
        Self::new(Written::Nodes(nodes), of)
    }

    /// So many, none of them empty.
    pub(super) fn between_commas(text: &'r str, count: usize, of: Reading<'r>) -> Self {
        let mut rest = BetweenCommas::new(text, of.node.site);
        if let Some(last) = of.session.start(of.path).checked_sub(1) {
            rest.nth(last);
        }
        Self::new(Written::BetweenCommas { rest, count }, of)
    }

    fn new(written: Written<'r>, of: Reading<'r>) -> Self {
        let next = of.session.start(of.path);
        Self {
            written,
            next,
            has_bad: false,
            of,
        }
    }

    fn len(&self) -> usize {
        match &self.written {
            Written::Nodes(nodes) => nodes.len(),
            Written::BetweenCommas { count, .. } => *count,
        }
    }

    /// Whether the type has asked for all of them.
    pub(super) fn is_read(&self) -> bool {
        self.next >= self.len()
    }

    /// How many elements the type has asked for.
    pub(super) fn asked_for(&self) -> usize {
        self.next
    }

    fn node(&mut self) -> Option<Cow<'r, Node<'r>>> {
        let node = match &mut self.written {
            Written::Nodes(nodes) => Cow::Borrowed(nodes.get(self.next)?),
            Written::BetweenCommas { rest, .. } => Cow::Owned(rest.next()??),
        };
        self.next += 1;
        Some(node)
    }
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Mistake;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mistake> {
        let Reading { path, session, .. } = self.of;
        while let Some(node) = self.node() {
            let at = self.next - 1;
            let path = &path.index(at);
            let is_bad = matches!(node.value, Value::Bad);
            if (is_bad && self.has_bad) || session.skips(path, &node) {
                self.has_bad |= is_bad;
                continue;
            }
            let reading = Reading {
                node: &node,
                path,
                session,
            };
            let element = reading.read(seed);
            if element.is_err() {
                session.has_read(self.of.path, at);
            }
            return element.map(Some);
        }
        session.has_read(path, self.len());
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.len().saturating_sub(self.next))
    }
}

/// The entries of a table, without those that an error is known of.
pub(super) struct Entries<'r> {
    all: &'r [Entry<'r>],
    next: usize,
    /// Its value was not yet asked for.
    current: Option<&'r Entry<'r>>,
    /// The keys there may be, where the type has said so.
    fields: Option<&'static [&'static str]>,
    /// One more key, which has no value.
    extra: Option<&'static str>,
    of: Reading<'r>,
}

impl<'r> Entries<'r> {
    pub(super) fn new(
        table: &'r Table<'r>,
        fields: Option<&'static [&'static str]>,
        of: Reading<'r>,
    ) -> Self {
        let next = match fields {
            Some(_) => 0,
            None => of.session.start(of.path),
        };
        Self {
            all: table.entries(),
            next,
            current: None,
            fields,
            extra: None,
            of,
        }
    }

    /// With one more key, which has no value.
    pub(super) fn with(self, field: &'static str) -> Self {
        let extra = Some(field);
        Self { extra, ..self }
    }

    /// Notes how many entries were read well, but of a type that needs them all.
    fn has_read(&self, entries: usize) {
        if self.fields.is_none() {
            self.of.session.has_read(self.of.path, entries);
        }
    }

    /// Notes a key that the type does not have; serde would ignore it.
    #[cold]
    fn ignore(of: Reading<'_>, entry: &Entry<'_>, fields: &'static [&'static str]) {
        let mistake = Mistake::new(Fault::UnknownField { fields }).or_blame(|| Blame {
            key: of.path.name(&entry.key).key(),
            site: entry.key_site,
            node: None,
            found: None,
            secret: of.session.secret,
        });
        of.session.ignore(mistake);
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Mistake;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Mistake> {
        if let Some(field) = self.extra.take() {
            return seed.deserialize(StrDeserializer::new(field)).map(Some);
        }
        while let Some(entry) = self.all.get(self.next) {
            let at = self.next;
            self.next += 1;
            let path = self.of.path.name(&entry.key);
            match self.fields {
                _ if self.of.session.skips(&path, &entry.node) => {}
                Some(fields) if !fields.contains(&&*entry.key) => {
                    Self::ignore(self.of, entry, fields);
                }
                _ => {
                    let key = MapKey { entry, of: self.of }.read(seed);
                    match &key {
                        Ok(_) => self.current = Some(entry),
                        Err(_) => self.has_read(at),
                    }
                    return key.map(Some);
                }
            }
        }
        self.has_read(self.all.len());
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Mistake> {
        let Some(entry) = self.current.take() else {
            return seed.deserialize(UnitDeserializer::new());
        };
        let path = &self.of.path.name(&entry.key);
        let (node, session) = (&entry.node, self.of.session);
        let reading = Reading {
            node,
            path,
            session,
        };
        let value = reading.read(seed);
        if value.is_err() {
            self.has_read(self.next - 1);
        }
        value
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.all.len().saturating_sub(self.next))
    }
}

/// The key of an entry: text, or what its type makes of text.
#[derive(Clone, Copy)]
pub(super) struct MapKey<'r> {
    pub(super) entry: &'r Entry<'r>,
    pub(super) of: Reading<'r>,
}

impl MapKey<'_> {
    pub(super) fn read<'de, S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Mistake> {
        seed.deserialize(self)
            .map_err(|mistake| self.blame(mistake))
    }

    #[cold]
    fn blame(self, mistake: Mistake) -> Mistake {
        mistake.or_blame(|| Blame {
            key: self.of.path.step(Step::Name(&self.entry.key)).key(),
            site: self.entry.key_site,
            node: None,
            found: None,
            secret: self.of.session.secret,
        })
    }

    fn parsed<T: std::str::FromStr>(self, expected: &str) -> Result<T, Mistake> {
        self.entry.key.parse().map_err(|_| {
            let expected = format!("keyed by {expected}");
            let fault = if looks_like_an_integer(&self.entry.key) {
                Fault::OutOfRange { expected }
            } else {
                Fault::WrongType { expected }
            };
            self.blame(Mistake::new(fault))
        })
    }

    /// A number, which is an integer unless `name` is that of a type with fractions.
    fn number<T: std::str::FromStr>(self, name: &str) -> Result<T, Mistake> {
        match integer_named(name) {
            Some(integer) => self.parsed(&integer),
            None => self.parsed("a number"),
        }
    }
}

macro_rules! number_keys {
    ($($method:ident $visit:ident $type:ty),+ $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
            visitor.$visit(self.number::<$type>(stringify!($type))?)
        })+
    };
}

impl<'de> Deserializer<'de> for MapKey<'_> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_str(&self.entry.key)
    }

    number_keys! {
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
        deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_bool(self.parsed("`true` or `false`")?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        visitor.visit_enum((&*self.entry.key).into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
