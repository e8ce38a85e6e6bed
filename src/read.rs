//! From layers to a program's type: every row is tried, every error is kept.
//!
//! In comes what the layers have at each place; out go the program's settings, or
//! everything that is wrong with them, including keys that match no setting. It never stops
//! at the first error, and never decides which layer wins.

pub(crate) mod config;
mod faces;
mod judge;
mod leaf;
mod odd;
pub(crate) mod unknown;
mod variant;
pub(crate) mod words;

use std::fmt;

use smallvec::smallvec;

pub(crate) use self::judge::Judge;
use crate::check::rules::{Checker, Findings};
use crate::layer::source::Layer;
use crate::read::config::{Config, Leaf, Nested};
use crate::report::problem::Problem;
use crate::resolve::{At, Place};
#[cfg(all(test, feature = "generate", feature = "yaml"))]
use crate::schema::Schema;
use crate::schema::{Field, Variant};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::{Node, Table, Value};

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
        let root = Place::root(T::SCHEMA, self.layers);
        Reader::new(self, root).section()
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

    /// Reads a value of the section whose default is that of its type.
    pub fn leaf_or_default<T: Leaf + Default>(&mut self, row: usize) -> Option<T> {
        let field = &self.rows[row];
        let (load, place) = self.take(field);
        if place.nodes.is_empty() {
            Some(T::default())
        } else {
            load.layered(field, &place)
        }
    }

    /// Reads a section, or some arrangement of sections, of this section.
    pub fn nested<N: Nested>(&mut self, row: usize) -> Option<N> {
        let (load, place) = self.take(&self.rows[row]);
        N::read_nested(&mut Reader::new(load, place))
    }

    pub(crate) fn section<C: Config>(&mut self) -> Option<C> {
        let layers = self.load.layers;
        // OK to keep what cannot be read: any setting may be in there.
        let is_section = |node: &Node<'_>| matches!(node.value, Value::Table(_) | Value::Bad);
        if !self.place.nodes.iter().all(|node| is_section(node)) {
            for node in self.place.nodes.iter().filter(|node| !is_section(node)) {
                self.load.no_section(&self.place, node, "a section");
            }
            self.place.nodes.retain(|node| is_section(node));
        }
        let in_force = self.place.in_force().iter();
        self.unreadable = in_force.filter(|node| node.as_table().is_none()).count();
        self.rows = C::SCHEMA.fields();
        self.variants = C::SCHEMA.tag().map_or(&[], |tag| tag.variants());
        let (missing, found) = (self.load.missing.len(), self.load.found.len());
        let section = C::read(self);
        if let Some(tags) = self.former {
            self.former::<C>(tags, found);
        }
        let tables = self.place.nodes.iter().filter_map(|node| node.as_table());
        self.load.may_have_unknown |= tables.map(Table::len).sum::<usize>() != self.taken;
        if C::HAS_RULES
            && let Some(judge) = self.load.judge
        {
            let is_part = judge.awaits_deploy && self.load.lacks(&self.place.path, missing);
            let place = (C::SCHEMA, self.place.path, &self.place.nodes[..]);
            let is_broken = self.load.may_have_lost(C::SCHEMA, &self.place.path);
            let sink = (&mut self.load.findings, &mut self.load.found);
            let mut rules = Checker::new(judge.deploy, layers, place, sink);
            match &section {
                Some(section) if !is_part && !is_broken => section.rules(&mut rules),
                _ if is_part && !is_broken => {
                    rules.values(self.rows);
                    self.load.unjudged.push(self.place.path.key());
                }
                _ => self.load.unjudged.push(self.place.path.key()),
            }
        }
        section
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
        let Some((first, overridden)) = lists.split_first() else {
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
    pub(crate) fn map<N: Nested, M: FromIterator<(String, N)>>(&mut self) -> Option<M> {
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
        let values: Vec<Option<(String, N)>> = self
            .place
            .entries(inner)
            .map(|(name, place)| {
                let value = N::read_nested(&mut Reader::new(self.load, place))?;
                Some((name.to_owned(), value))
            })
            .collect();
        values
            .into_iter()
            .collect::<Option<M>>()
            .filter(|_| is_whole)
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
