//! From layers to a program's type: every row is tried, every mistake is kept.
//!
//! This is the one place that decides which layer wins. Each place of the
//! schema is read from the nodes that the layers have there, highest first.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use smallvec::SmallVec;

use crate::coerce::{Absent, Reading, Session};
use crate::committed;
use crate::config::{Config, Leaf, Nested};
use crate::environment::Deploy;
use crate::format::inline;
use crate::key::{Key, Path};
use crate::mistake::Mistake;
use crate::origin::Site;
use crate::problem::Problem;
use crate::rules::Rules;
use crate::schema::{DefaultValue, Field, Variant};
use crate::source::{Layer, Show};
use crate::tree::{Entry, Node, Table, Value};
use crate::words;

/// The nodes of one place, highest layer first.
type Nodes<'a> = SmallVec<[&'a Node<'a>; 4]>;

/// The most mistakes told of one leaf.
const MOST_MISTAKES: usize = 100;

/// What all readers of one load share.
pub(crate) struct Load<'a> {
    layers: &'a [Layer<'a>],
    /// The layers in which no secret may stand.
    committed: &'a [u16],
    pub(crate) problems: Vec<Problem>,
    /// Settings without a value, in the order of the schema.
    pub(crate) missing: Vec<Missing>,
    /// The deploy, where rules are to be kept.
    deploy: Option<&'a Deploy>,
    /// What breaks a rule, warnings too.
    pub(crate) judged: Vec<Problem>,
}

/// A setting that has no default and that no layer sets.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(crate) key: Key,
    pub(crate) field: &'static Field,
}

impl<'a> Load<'a> {
    /// Reads the whole of a program's settings.
    ///
    /// A value means nothing as long as there are problems or missing settings.
    /// A secret in a layer that is `committed` is a problem.
    pub(crate) fn read<T: Config>(
        layers: &'a [Layer<'a>],
        committed: &'a [u16],
    ) -> (Option<T>, Self) {
        Self::judging(layers, committed, None)
    }

    /// As [`read`](Self::read), and keeps the rules of each section.
    pub(crate) fn judging<T: Config>(
        layers: &'a [Layer<'a>],
        committed: &'a [u16],
        deploy: Option<&'a Deploy>,
    ) -> (Option<T>, Self) {
        let mut load = Self {
            layers,
            committed,
            problems: Vec::new(),
            missing: Vec::new(),
            deploy,
            judged: Vec::new(),
        };
        let nodes = layers.iter().rev().map(|layer| &layer.root).collect();
        let value = Reader::new(&mut load, Path::ROOT, nodes).section();
        (value, load)
    }

    /// Reads a leaf that at least one layer sets. What the highest one hides is
    /// read too, so that a mistake is not first met on the day that layer goes.
    fn layered<T: Leaf>(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        nodes: &[&Node<'_>],
    ) -> Option<T> {
        let (&winner, lower) = nodes.split_first()?;
        if !self.committed.is_empty() {
            let found = committed::problems(self.layers, self.committed, field, path, nodes);
            self.problems.extend(found);
        }
        if lower.iter().any(|node| winner.mixes_with(node)) {
            let (mixed, hidden) = mix(winner, lower);
            self.hidden::<T>(field, path, &hidden, winner.site);
            self.leaf(field, path, &mixed, None)
        } else {
            self.hidden::<T>(field, path, lower, winner.site);
            self.leaf(field, path, winner, None)
        }
    }

    fn hidden<T: Leaf>(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        nodes: &[&Node<'_>],
        winner: Site,
    ) {
        for node in nodes {
            self.leaf::<T>(field, path, node, Some(winner));
        }
    }

    /// Reads a leaf of one node; `hidden_by` is what hides it, if anything.
    fn leaf<T: Leaf>(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        node: &Node<'_>,
        hidden_by: Option<Site>,
    ) -> Option<T> {
        let session = Session::new(field.is_secret());
        let session = &session;
        let reading = Reading {
            node,
            path,
            session,
        };
        match T::deserialize(reading) {
            Ok(value) if session.is_clean() => Some(value),
            _ => {
                self.diagnose::<T>(field, path, node, hidden_by);
                None
            }
        }
    }

    /// Finds all mistakes in a leaf: reads it again without the entries that a
    /// mistake is known of, until there is none.
    #[cold]
    fn diagnose<T: Leaf>(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        node: &Node<'_>,
        hidden_by: Option<Site>,
    ) {
        let secret = field.is_secret() || (is_free(node) && field.shape().has_secret_names());
        let mut session = Session::of_leaf(secret, path.key());
        let mut mistakes = Vec::new();
        while mistakes.len() < MOST_MISTAKES {
            let reading = Reading {
                node,
                path,
                session: &session,
            };
            let Err(mistake) = reading.read(PhantomData::<T>) else {
                break;
            };
            let follows = session.explains(&mistake);
            let key = mistake.blame().map(|blame| blame.key.clone());
            // OK because what cannot be passed over is blamed again at once.
            let is_new = key.as_ref().is_none_or(|key| session.skip(key));
            if is_new && !follows {
                mistakes.push(mistake);
            }
            if !is_new || key.is_none_or(|key| key == path.key()) {
                break;
            }
        }
        let is_cut = mistakes.len() == MOST_MISTAKES;
        mistakes.extend(session.into_ignored());
        let leaf = &path.key();
        let told = mistakes
            .iter()
            .filter_map(|mistake| words::mistake(self.layers, field, leaf, mistake, hidden_by));
        self.problems.extend(told);
        if let Some(last) = self.problems.pop_if(|_| is_cut) {
            self.problems
                .push(words::and_more(last, path, MOST_MISTAKES));
        }
    }

    fn missing(&mut self, field: &'static Field, path: &Path<'_>) {
        let key = path.key();
        self.missing.push(Missing { key, field });
    }

    fn default<T: Leaf>(&mut self, field: &'static Field, path: &Path<'_>) -> Option<T> {
        if let Some(DefaultValue::Text(text)) = field.default() {
            let node = Node::new(Value::Free(text.into()), Site::DEFAULT);
            return self.leaf(field, path, &node, None);
        }
        let absent: Result<T, Mistake> = T::deserialize(Absent);
        if let Ok(value) = absent {
            Some(value)
        } else {
            self.missing(field, path);
            None
        }
    }
}

/// Reads one place of the schema from the nodes that the layers have there.
pub struct Reader<'r, 'a> {
    load: &'r mut Load<'a>,
    path: Path<'r>,
    nodes: Nodes<'a>,
    /// The rows of the section, once this place is known to be one.
    rows: &'static [Field],
    variants: &'static [Variant],
}

impl fmt::Debug for Reader<'_, '_> {
    /// Without the values, which may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("key", &self.path.key())
            .finish_non_exhaustive()
    }
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(load: &'r mut Load<'a>, path: Path<'r>, nodes: Nodes<'a>) -> Self {
        Self {
            load,
            path,
            nodes,
            rows: &[],
            variants: &[],
        }
    }

    /// Reads a value of the section.
    pub fn leaf<T: Leaf>(&mut self, row: usize) -> Option<T> {
        let field = &self.rows[row];
        let nodes = self.nodes_of(field);
        let path = self.path.name(field.name());
        if nodes.is_empty() {
            self.load.default(field, &path)
        } else {
            self.load.layered(field, &path, &nodes)
        }
    }

    /// Reads a value of the section whose default is that of its type.
    pub fn leaf_or_default<T: Leaf + Default>(&mut self, row: usize) -> Option<T> {
        let field = &self.rows[row];
        let nodes = self.nodes_of(field);
        if nodes.is_empty() {
            Some(T::default())
        } else {
            let path = self.path.name(field.name());
            self.load.layered(field, &path, &nodes)
        }
    }

    /// Reads a section, or some arrangement of sections, of this section.
    pub fn nested<N: Nested>(&mut self, row: usize) -> Option<N> {
        let field = &self.rows[row];
        let nodes = self.nodes_of(field);
        let path = self.path.name(field.name());
        N::read_nested(&mut Reader::new(self.load, path, nodes))
    }

    /// Reads the tag of an enum; from then on the rows are those of its variant.
    pub fn variant(&mut self) -> Option<usize> {
        let tag = self.rows.first()?;
        let nodes = self.nodes_of(tag);
        let path = self.path.name(tag.name());
        let Some(&winner) = nodes.first() else {
            self.load.missing(tag, &path);
            return None;
        };
        let name: String = self.load.layered(tag, &path, &nodes)?;
        let name = name.trim();
        let Some(index) = self
            .variants
            .iter()
            .position(|variant| variant.name() == name)
        else {
            let names: Vec<_> = self.variants.iter().map(Variant::name).collect();
            let problem = words::unknown_tag(self.load.layers, &path, winner, &names);
            self.load.problems.extend(problem);
            return None;
        };
        self.refuse_other_variants(index, winner);
        self.rows = self.variants[index].fields();
        Some(index)
    }

    /// Refuses keys of other variants, from the layer up that chose this one.
    ///
    /// Below that layer they are what the other variant was made of, and hidden
    /// with it.
    fn refuse_other_variants(&mut self, index: usize, tag: &Node<'_>) {
        let chosen = &self.variants[index];
        let tables = self.nodes.iter().filter_map(|node| node.as_table());
        for entry in tables.flat_map(Table::entries) {
            let owner = |variant: &Variant| {
                variant
                    .fields()
                    .iter()
                    .any(|field| field.answers_to(&entry.key))
            };
            if entry.key_site.layer < tag.site.layer || owner(chosen) {
                continue;
            }
            if let Some(other) = self.variants.iter().find(|variant| owner(variant)) {
                let layers = self.load.layers;
                let key = self.path.name(&entry.key).key();
                let chosen_here = layers[usize::from(tag.site.layer)].place(
                    tag.site,
                    "chosen here",
                    Show::Value(chosen.name()),
                );
                let layer = &layers[usize::from(entry.key_site.layer)];
                let variants = [other.name(), chosen.name()];
                let problem = words::other_variant(layer, &key, entry, variants, chosen_here);
                self.load.problems.push(problem);
            }
        }
    }

    pub(crate) fn section<C: Config>(&mut self) -> Option<C> {
        let (layers, path) = (self.load.layers, &self.path);
        let problems = &mut self.load.problems;
        self.nodes.retain(|node| match &node.value {
            Value::Table(_) => true,
            Value::Bad => false,
            _ => {
                problems.extend(words::no_section(layers, path, node, "a section"));
                false
            }
        });
        self.rows = C::SCHEMA.fields();
        self.variants = C::SCHEMA.tag().map_or(&[], |tag| tag.variants());
        let section = C::read(self);
        if C::HAS_RULES
            && let (Some(section), Some(deploy)) = (&section, self.load.deploy)
        {
            let place = (C::SCHEMA, self.path, &self.nodes[..]);
            let found = &mut self.load.judged;
            section.rules(&mut Rules::new(deploy, layers, place, found));
        }
        section
    }

    #[expect(
        clippy::option_option,
        reason = "the outer one says whether it could be read"
    )]
    pub(crate) fn optional<N: Nested>(&mut self) -> Option<Option<N>> {
        match self.nodes.first() {
            None => Some(None),
            Some(node) if node.is_nothing() => Some(None),
            Some(_) => N::read_nested(self).map(Some),
        }
    }

    /// Reads the list of the highest layer that has one, with what layers above
    /// it say of single elements. No list at all is an empty one.
    pub(crate) fn list<N: Nested>(&mut self) -> Option<Vec<N>> {
        let patches = self
            .nodes
            .iter()
            .take_while(|node| matches!(node.value, Value::Patch(_)))
            .count();
        let (patches, below) = self.nodes.split_at(patches);
        let patches: Nodes<'a> = patches.into();
        let below: Nodes<'a> = below.into();
        let Some((&first, hidden)) = below.split_first() else {
            return self.elements(&[], &patches);
        };
        let value = match &first.value {
            Value::List(nodes) => self.elements(nodes, &patches),
            Value::Bad => None,
            _ => {
                self.refuse(first, "a list of sections");
                None
            }
        };
        for node in hidden {
            if let Value::List(nodes) = &node.value {
                self.elements::<N>(nodes, &[]);
            }
        }
        value
    }

    fn elements<N: Nested>(
        &mut self,
        nodes: &'a [Node<'a>],
        patches: &[&'a Node<'a>],
    ) -> Option<Vec<N>> {
        let mut elements: Vec<Nodes<'a>> = nodes
            .iter()
            .map(|node| Nodes::from_slice(&[node]))
            .collect();
        for &patch in patches.iter().rev() {
            let Value::Patch(table) = &patch.value else {
                continue;
            };
            for (index, entry) in table.elements() {
                let len = elements.len();
                match index.cmp(&len) {
                    Ordering::Less => elements[index].insert(0, &entry.node),
                    Ordering::Equal => elements.push(Nodes::from_slice(&[&entry.node])),
                    Ordering::Greater => {
                        let problem = words::gap_in_list(self.load.layers, &self.path, entry, len);
                        self.load.problems.extend(problem);
                    }
                }
            }
        }
        // OK because every element is read before the first failure counts.
        let values: Vec<Option<N>> = elements
            .into_iter()
            .enumerate()
            .map(|(index, nodes)| {
                N::read_nested(&mut Reader::new(self.load, self.path.index(index), nodes))
            })
            .collect();
        values.into_iter().collect()
    }

    /// Reads a map whose entries may stand in any layer. No map is an empty one.
    pub(crate) fn map<N: Nested, M: FromIterator<(String, N)>>(&mut self) -> Option<M> {
        let mut entries: BTreeMap<&'a str, Nodes<'a>> = BTreeMap::new();
        for node in std::mem::take(&mut self.nodes) {
            match &node.value {
                Value::Table(table) => {
                    for entry in table.entries() {
                        entries.entry(&entry.key).or_default().push(&entry.node);
                    }
                }
                Value::Bad => {}
                _ => self.refuse(node, "a map of sections"),
            }
        }
        let values: Vec<Option<(String, N)>> = entries
            .into_iter()
            .map(|(key, nodes)| {
                let value =
                    N::read_nested(&mut Reader::new(self.load, self.path.name(key), nodes))?;
                Some((key.to_owned(), value))
            })
            .collect();
        values.into_iter().collect()
    }

    fn refuse(&mut self, node: &Node<'_>, expected: &str) {
        let problem = words::no_section(self.load.layers, &self.path, node, expected);
        self.load.problems.extend(problem);
    }

    /// The nodes of a field of this section.
    fn nodes_of(&mut self, field: &'static Field) -> Nodes<'a> {
        let mut nodes = Nodes::new();
        for node in &self.nodes {
            let Some(table) = node.as_table() else {
                continue;
            };
            match table.get(field.name()) {
                Some(entry) => nodes.push(&entry.node),
                None if field.aliases().is_empty() => {}
                None => nodes.extend(alias_of(table, field).map(|entry| &entry.node)),
            }
        }
        nodes
    }
}

fn is_free(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Free(_))
}

fn alias_of<'t, 'a>(table: &'t Table<'a>, field: &Field) -> Option<&'t Entry<'a>> {
    field.aliases().iter().find_map(|alias| table.get(alias))
}

/// Lays the node over those it mixes with; the others stay hidden.
fn mix<'n, 'a>(winner: &Node<'a>, lower: &[&'n Node<'a>]) -> (Node<'a>, Vec<&'n Node<'a>>) {
    let mut mixed = winner.clone();
    let mut hidden = Vec::new();
    for node in lower {
        let opened = inline::opened(node, &mixed.value);
        let is_closed = opened.is_none() && matches!(node.value, Value::Free(_));
        if hidden.is_empty() && !is_closed && mixed.mixes_with(node) {
            mixed = mixed.over(opened.as_ref().unwrap_or(node));
        } else {
            hidden.push(*node);
        }
    }
    (mixed, hidden)
}
