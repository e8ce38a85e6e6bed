//! From layers to a program's type: every row is tried, every mistake is kept.
//!
//! This is the one place that decides which layer wins. Each place of the
//! schema is read from the nodes that the layers have there, highest first.

mod faces;
mod judge;
mod leaf;
mod odd;
mod variant;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use smallvec::SmallVec;

pub(crate) use self::judge::Judge;
use crate::config::{Config, Leaf, Nested};
use crate::key::{Key, Path};
use crate::problem::Problem;
use crate::rules::Rules;
use crate::schema::{Field, Variant};
use crate::source::Layer;
use crate::tree::{Entry, Node, Table, Value};
use crate::words;

/// The nodes of one place, highest layer first.
type Nodes<'a> = SmallVec<[&'a Node<'a>; 4]>;

/// What all readers of one load share.
pub(crate) struct Load<'a> {
    layers: &'a [Layer<'a>],
    /// The layers in which no secret may stand.
    committed: &'a [u16],
    pub(crate) problems: Vec<Problem>,
    /// Settings without a value, in the order of the schema.
    pub(crate) missing: Vec<Missing>,
    /// None where no rules are to be kept.
    judge: Option<Judge<'a>>,
    /// What breaks a rule, warnings too.
    pub(crate) judged: Vec<Problem>,
    /// Sections that were not judged as a whole, since they lack a value.
    pub(crate) unjudged: Vec<Key>,
    /// Whether a layer may have a key that no setting owns, or one that is owned
    /// but noteworthy: false where each entry was read as a setting.
    pub(crate) may_have_strays: bool,
}

/// A setting that has no default and that no layer sets.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(crate) key: Key,
    pub(crate) field: &'static Field,
}

impl<'a> Load<'a> {
    /// A secret in a layer that is `committed` is a problem.
    pub(crate) fn new(
        layers: &'a [Layer<'a>],
        committed: &'a [u16],
        judge: Option<Judge<'a>>,
    ) -> Self {
        Self {
            layers,
            committed,
            problems: Vec::new(),
            missing: Vec::new(),
            judge,
            judged: Vec::new(),
            unjudged: Vec::new(),
            may_have_strays: false,
        }
    }

    /// Reads the whole of a program's settings.
    ///
    /// A value means nothing as long as there are problems or missing settings.
    pub(crate) fn read<T: Config>(&mut self) -> Option<T> {
        let layers = self.layers.iter().rev();
        let nodes = layers.map(|layer| &layer.root).collect();
        Reader::new(self, Path::ROOT, nodes).section()
    }
}

/// Reads one place of the schema from the nodes that the layers have there.
pub struct Reader<'r, 'a> {
    load: &'r mut Load<'a>,
    path: Path<'r>,
    nodes: Nodes<'a>,
    /// How many entries of the section were read as settings.
    taken: usize,
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
            taken: 0,
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

    pub(crate) fn section<C: Config>(&mut self) -> Option<C> {
        let (layers, path) = (self.load.layers, &self.path);
        let problems = &mut self.load.problems;
        self.nodes.retain(|node| match &node.value {
            // OK to keep what nobody can read: any setting may be in there.
            Value::Table(_) | Value::Bad => true,
            _ => {
                problems.extend(words::no_section(layers, path, node, "a section"));
                false
            }
        });
        self.rows = C::SCHEMA.fields();
        self.variants = C::SCHEMA.tag().map_or(&[], |tag| tag.variants());
        let missing = self.load.missing.len();
        let section = C::read(self);
        let tables = self.nodes.iter().filter_map(|node| node.as_table());
        self.load.may_have_strays |= tables.map(Table::len).sum::<usize>() != self.taken;
        if C::HAS_RULES
            && let Some(judge) = self.load.judge
        {
            let is_part = judge.awaits_deploy && self.load.lacks(&self.path, missing);
            let place = (C::SCHEMA, self.path, &self.nodes[..]);
            let is_broken = self.load.may_have_lost(C::SCHEMA, &self.path);
            let mut rules = Rules::new(judge.deploy, layers, place, &mut self.load.judged);
            match &section {
                Some(section) if !is_part && !is_broken => section.rules(&mut rules),
                _ if is_part && !is_broken => {
                    rules.values(self.rows);
                    self.load.unjudged.push(self.path.key());
                }
                _ => self.load.unjudged.push(self.path.key()),
            }
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
            Some(node) if node.is_nothing() => {
                self.load.may_have_strays |= self.nodes.len() > 1;
                Some(None)
            }
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
        let is_patch = |node: &&Node<'_>| matches!(node.value, Value::Patch(_));
        self.load.may_have_strays |= !patches.is_empty() || below.iter().any(is_patch);
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
        self.hidden_elements::<N>(hidden);
        value
    }

    /// Reads lists that count for nothing, and so keep no rules.
    fn hidden_elements<N: Nested>(&mut self, lists: &[&'a Node<'a>]) {
        let judge = self.load.judge.take();
        for node in lists {
            if let Value::List(nodes) = &node.value {
                self.elements::<N>(nodes, &[]);
            }
        }
        self.load.judge = judge;
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
        let mut is_whole = true;
        for node in std::mem::take(&mut self.nodes) {
            match &node.value {
                Value::Table(table) => {
                    for entry in table.entries() {
                        entries.entry(&entry.key).or_default().push(&entry.node);
                    }
                }
                Value::Bad => is_whole = false,
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
        values
            .into_iter()
            .collect::<Option<M>>()
            .filter(|_| is_whole)
    }

    fn refuse(&mut self, node: &Node<'_>, expected: &str) {
        let problem = words::no_section(self.load.layers, &self.path, node, expected);
        self.load.problems.extend(problem);
    }

    /// The nodes of a field of this section; one that nobody can read stands for
    /// whatever it may have there.
    fn nodes_of(&mut self, field: &'static Field) -> Nodes<'a> {
        let mut nodes = Nodes::new();
        for &node in &self.nodes {
            let Some(table) = node.as_table() else {
                nodes.push(node);
                continue;
            };
            if let Some(entry) = entry_of(table, field) {
                nodes.push(&entry.node);
                self.taken += 1;
            }
        }
        self.load.may_have_strays |= field.deprecated().is_some() && !nodes.is_empty();
        nodes
    }
}

fn entry_of<'t, 'a>(table: &'t Table<'a>, field: &Field) -> Option<&'t Entry<'a>> {
    let mut aliases = field.aliases().iter();
    let entry = table.get(field.name());
    entry.or_else(|| aliases.find_map(|alias| table.get(alias)))
}
