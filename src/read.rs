//! From layers to a program's type: every row is tried, every error is kept.
//!
//! In comes what the layers have at each place; out go the program's settings, or
//! everything that is wrong with them, including keys that match no setting. It never stops
//! at the first error, and never decides which layer wins.

#[doc(hidden)]
pub(crate) mod adapter;
#[doc(hidden)]
pub(crate) mod computed;
pub(crate) mod config;
mod faces;
mod judge;
mod leaf;
mod odd;
pub(crate) mod unknown;
mod variant;
pub(crate) mod words;

use std::fmt::{self, Display};
use std::str::FromStr;

use smallvec::smallvec;

pub(crate) use self::judge::Judge;
use crate::check::rules::{Checker, Findings};
use crate::layer::source::Layer;
use crate::read::config::{Config, Leaf, Nested};
use crate::report::problem::Problem;
use crate::resolve::{At, Place};
use crate::schema::{Field, Schema, Shape, Variant};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// What all readers of one load share.
pub(crate) struct Load<'a> {
    layers: &'a [Layer<'a>],
    /// All that is wrong, and what is only worth knowing.
    pub(crate) found: Vec<Problem>,
    /// Settings without a value, in the order of the schema.
    pub(crate) missing: Vec<Missing>,
    /// None where no rules are to be kept.
    judge: Option<Judge<'a>>,
    /// How much its rules have found.
    pub(crate) findings: Findings,
    /// Sections that were not judged as a whole, since they lack a value.
    pub(crate) unjudged: Vec<Key>,
    /// Whether a layer may have a key that matches no setting, or one that is owned
    /// but noteworthy: false where each entry was read as a setting.
    pub(crate) may_have_unknown: bool,
    /// The layers in which no secret may be.
    pub(crate) committed: &'a [u16],
    /// Whether one was read from them.
    pub(crate) has_committed_secret: bool,
}

/// A setting that has no default and that no layer sets.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(crate) key: Key,
    pub(crate) field: &'static Field,
}

impl<'a> Load<'a> {
    pub(crate) fn new(layers: &'a [Layer<'a>], judge: Option<Judge<'a>>) -> Self {
        Self {
            layers,
            found: Vec::new(),
            missing: Vec::new(),
            judge,
            findings: Findings::default(),
            unjudged: Vec::new(),
            may_have_unknown: false,
            committed: &[],
            has_committed_secret: false,
        }
    }

    /// Reads the whole of a program's settings.
    ///
    /// A value means nothing as long as there are problems or missing settings.
    pub(crate) fn read<T: Config>(&mut self) -> Option<T> {
        self.read_within(T::SCHEMA, 0)
    }

    /// Reads a section that is so many names below a schema which has nothing else.
    pub(crate) fn read_within<T: Config>(
        &mut self,
        schema: &'static Schema,
        depth: usize,
    ) -> Option<T> {
        let root = Place::root(schema, self.layers);
        Reader::new(self, root).at(schema, depth)
    }

    fn no_section(&mut self, place: &Place<'_, '_>, node: &Node<'_>, expected: &str) {
        let problem = words::no_section(self.layers, place, node, expected);
        self.found.extend(problem);
    }
}

/// Reads one place of the schema from the nodes that the layers have there.
pub struct Reader<'r, 'a> {
    load: &'r mut Load<'a>,
    place: Place<'r, 'a>,
    /// How many entries of the section were read as settings.
    taken: usize,
    /// How many of its nodes cannot be read; each stands for any setting.
    unreadable: usize,
    /// The rows of the section, once this place is known to be one.
    rows: &'static [Field],
    variants: &'static [Variant],
    /// The highest tag that chooses another variant, and the one that counts.
    former: Option<[Site; 2]>,
}

impl fmt::Debug for Reader<'_, '_> {
    /// Without the values, which may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("key", &self.place.path.key())
            .finish_non_exhaustive()
    }
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(load: &'r mut Load<'a>, place: Place<'r, 'a>) -> Self {
        Self {
            load,
            place,
            taken: 0,
            unreadable: 0,
            rows: &[],
            variants: &[],
            former: None,
        }
    }

    /// What the section has for a field.
    fn take<'c>(&'c mut self, field: &'static Field) -> (&'c mut Load<'a>, Place<'c, 'a>) {
        let place = self.place.field(field);
        self.taken += self.load.note(field, &place) - self.unreadable;
        (self.load, place)
    }

    /// Reads a value of the section.
    pub fn leaf<T: Leaf>(&mut self, row: usize) -> Option<T> {
        let field = &self.rows[row];
        let (load, place) = self.take(field);
        if place.nodes.is_empty() {
            load.default(field, &place.path)
        } else {
            load.layered(field, &place)
        }
    }

    /// Reads a value of the section whose default is one that the program makes.
    pub fn leaf_or<T: Leaf>(&mut self, row: usize, default: fn() -> T) -> Option<T> {
        let field = &self.rows[row];
        let (load, place) = self.take(field);
        if place.nodes.is_empty() {
            load.computed(field, &place.path);
            Some(default())
        } else {
            load.layered(field, &place)
        }
    }

    /// Reads a section, or some arrangement of sections, of this section.
    pub fn nested<N: Nested>(&mut self, row: usize) -> Option<N> {
        let (load, place) = self.take(&self.rows[row]);
        N::read_nested(&mut Reader::new(load, place))
    }

    /// Reads the section that is so many names below, each the only field of the one above.
    fn at<C: Config>(&mut self, schema: &'static Schema, depth: usize) -> Option<C> {
        let Some((depth, only)) = depth.checked_sub(1).zip(schema.fields().first()) else {
            return self.section();
        };
        // OK because what else is here belongs to another program.
        self.load.may_have_unknown = true;
        let (load, place) = self.take(only);
        let below = only.shape().schema().unwrap_or(schema);
        Reader::new(load, place).at(below, depth)
    }

    pub(crate) fn section<C: Config>(&mut self) -> Option<C> {
        // OK to keep what cannot be read: any setting may be in there.
        let is_section = |node: &Node<'_>| {
            matches!(node.value, Value::Table(_) | Value::Bad) || C::SCHEMA.is_named_by(node)
        };
        if !self.place.nodes.iter().all(|node| is_section(node)) {
            for node in self.place.nodes.iter().filter(|node| !is_section(node)) {
                self.load.no_section(&self.place, node, "a section");
            }
            self.place.nodes.retain(|node| is_section(node));
        }
        let in_force = self.place.in_force().iter();
        let is_bad = |node: &&&Node<'_>| matches!(node.value, Value::Bad);
        self.unreadable = in_force.filter(is_bad).count();
        self.rows = C::SCHEMA.fields();
        self.variants = C::SCHEMA.tag().map_or(&[], |tag| tag.variants());
        let (missing, found) = (self.load.missing.len(), self.load.found.len());
        let section = C::read(self);
        if let Some(tags) = self.former {
            self.former::<C>(tags, found);
        }
        // OK because a text is an entry too: the tag.
        let entries = |node: &&Node<'_>| match &node.value {
            Value::Table(table) => table.len(),
            value => usize::from(!matches!(value, Value::Bad)),
        };
        let written: usize = self.place.nodes.iter().map(entries).sum();
        self.load.may_have_unknown |= written != self.taken;
        self.keep_rules(section.as_ref(), missing);
        section
    }

    /// Reads a section whose settings are among those of this one, from this row on.
    pub fn part<C: Config>(&mut self, row: usize) -> Option<C> {
        let rows = self.rows;
        self.rows = &rows[row..row + C::SCHEMA.fields().len()];
        let missing = self.load.missing.len();
        let section = C::read(self);
        self.keep_rules(section.as_ref(), missing);
        self.rows = rows;
        section
    }

    /// Keeps the rules of a section; `missing` is how much was missing before it was read.
    fn keep_rules<C: Config>(&mut self, section: Option<&C>, missing: usize) {
        if C::HAS_RULES
            && let Some(judge) = self.load.judge
        {
            let is_part = judge.awaits_deploy && self.load.lacks(&self.place.path, missing);
            let place = (C::SCHEMA, self.place.path, &self.place.nodes[..]);
            let is_broken = self.load.may_have_lost(C::SCHEMA, &self.place.path);
            let layers = self.load.layers;
            let sink = (&mut self.load.findings, &mut self.load.found);
            let mut rules = Checker::new(judge.deploy, layers, place, sink);
            match section {
                Some(section) if !is_part && !is_broken => section.rules(&mut rules),
                _ if is_part && !is_broken => {
                    rules.values(self.rows);
                    self.load.unjudged.push(self.place.path.key());
                }
                _ => self.load.unjudged.push(self.place.path.key()),
            }
        }
    }

    #[expect(
        clippy::option_option,
        reason = "the outer one says whether it could be read"
    )]
    pub(crate) fn optional<N: Nested>(&mut self) -> Option<Option<N>> {
        let At::Optional(inner) = self.place.at else {
            return None;
        };
        if let Some(place) = self.place.present(inner) {
            return N::read_nested(&mut Reader::new(self.load, place)).map(Some);
        }
        self.load.may_have_unknown |= self.place.nodes.len() > 1;
        Some(None)
    }

    /// Reads the list of the highest layer that has one, with what layers above
    /// it say of single elements. No list at all is an empty one.
    pub(crate) fn list<N: Nested>(&mut self) -> Option<Vec<N>> {
        let At::List(inner) = self.place.at else {
            return None;
        };
        let elements = self.place.elements(inner);
        for (entry, len) in elements.gaps {
            let problem = words::gap_in_list(self.load.layers, &self.place.path, entry, len);
            self.load.found.extend(problem);
        }
        let (patches, lists) = self.place.patches();
        let is_patch = |node: &&Node<'_>| matches!(node.value, Value::Patch(_));
        self.load.may_have_unknown |= !patches.is_empty() || lists.iter().any(is_patch);
        let value = Self::each(self.load, elements.places);
        let (_, overridden) = self.place.lists(lists);
        let Some(first) = lists.first() else {
            return value;
        };
        // OK because lists that are ignored keep no rules.
        let judge = self.load.judge.take();
        for &list in overridden {
            let mut place = self.place.clone();
            place.nodes = smallvec![list];
            Self::each::<N>(self.load, place.elements(inner).places);
        }
        self.load.judge = judge;
        match &first.value {
            Value::List(_) => value,
            Value::Bad => None,
            _ => {
                self.load
                    .no_section(&self.place, first, "a list of sections");
                None
            }
        }
    }

    /// Reads every one, before the first failure counts.
    fn each<N: Nested>(load: &mut Load<'a>, places: Vec<Place<'_, 'a>>) -> Option<Vec<N>> {
        let read = |place| N::read_nested(&mut Reader::new(load, place));
        let values: Vec<Option<N>> = places.into_iter().map(read).collect();
        values.into_iter().collect()
    }

    /// Reads a map whose entries may be in any layer. No map is an empty one.
    pub(crate) fn map<K, N, M>(&mut self, len: fn(&M) -> usize) -> Option<M>
    where
        K: FromStr<Err: Display> + PartialEq,
        N: Nested,
        M: FromIterator<(K, N)>,
    {
        let At::Map(inner) = self.place.at else {
            return None;
        };
        let mut is_whole = true;
        self.load.may_have_unknown |= self.place.in_force().len() < self.place.nodes.len();
        for &node in &self.place.nodes {
            match &node.value {
                Value::Table(_) => {}
                Value::Bad => is_whole = false,
                _ => self.load.no_section(&self.place, node, "a map of sections"),
            }
        }
        let mut values: Vec<Option<(K, N)>> = Vec::new();
        for (name, place) in self.place.entries(inner) {
            let value = N::read_nested(&mut Reader::new(self.load, place));
            let key = name.parse().map_err(|error: K::Err| {
                let layers = self.load.layers;
                let problem = words::map_key(layers, &self.place, name, &error.to_string());
                self.load.found.extend(problem);
            });
            values.push(key.ok().zip(value));
        }
        let written = values.len();
        let map = values.into_iter().collect::<Option<M>>();
        let map = map.filter(|_| is_whole)?;
        if len(&map) < written {
            self.same_keys::<K>(inner);
            return None;
        }
        Some(map)
    }

    /// Reports the entries whose keys are the same, though their names are not.
    #[cold]
    fn same_keys<K: FromStr + PartialEq>(&mut self, inner: &'static Shape) {
        let mut known: Vec<K> = Vec::new();
        for (name, _) in self.place.entries(inner) {
            let Ok(key) = name.parse() else { continue };
            if known.contains(&key) {
                let problem = words::map_key(self.load.layers, &self.place, name, SAME_KEY);
                self.load.found.extend(problem);
            }
            known.push(key);
        }
    }
}

/// The settings where no layer has anything, and where the schema has these defaults.
#[cfg(all(test, feature = "generate", feature = "yaml"))]
pub(crate) fn defaults<T: Config>(schema: &'static Schema) -> Option<T> {
    let mut load = Load::new(&[], None);
    let root = Place::root(schema, &[]);
    let mut reader = Reader::new(&mut load, root);
    reader.rows = schema.fields();
    T::read(&mut reader)
}

/// What is wrong with the name of an entry whose key another one has.
const SAME_KEY: &str = "another entry has the same key";
