//! Variables as a layer: names are made from the schema, never guessed back.

mod entries;
mod search;
mod spelling;
mod twins;
mod whole;

use std::borrow::Cow;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use self::entries::Inner;
pub(crate) use self::entries::is_index;
use self::search::Spelled;
use self::spelling::spell;
pub(crate) use self::spelling::{folded, is_below, is_variant_of, variants_of};
pub(crate) use self::twins::EntryFile;
use crate::layer::source::{Layer, Losses, Source};
use crate::layer::variable::Variable;
use crate::layer::words;
use crate::report::problem::Problem;
use crate::schema::{Field, Schema, Shape, Variant};
use crate::value::key::Path;
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

/// What the variables set, and which of them no setting owns.
pub(crate) struct Found<'a> {
    pub(crate) layer: Layer<'a>,
    /// The numbers of the variables that match no setting.
    pub(crate) unowned: Vec<usize>,
    /// Whether a variable names an entry of a map, which files may spell otherwise.
    pub(crate) names_entries: bool,
    /// The entries below a leaf whose variable, or secret file, ends in `_FILE`.
    pub(crate) entry_files: Vec<EntryFile>,
}

/// Whose a variable is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner {
    Nobody,
    /// A section, a list or a map of them: the variable holds all of it.
    Section,
    Setting(&'static Field),
    /// An entry below a leaf, under a name that the type leaves open.
    Entry(&'static Field),
}

impl Owner {
    /// Whether the variable is only read where no other one is set.
    fn gives_way(self, variable: &str) -> bool {
        matches!(self, Self::Setting(field) if field.is_fallback(variable))
    }

    pub(crate) fn is_nobody(self) -> bool {
        matches!(self, Self::Nobody)
    }
}

/// Says whose the variables are, by their names alone.
pub(crate) fn owners(variables: &[Variable], schema: &'static Schema, prefix: &str) -> Vec<Owner> {
    let mut walk = Walk::new(variables, prefix, 0, None);
    walk.section(schema, &Path::ROOT);
    walk.owners
}

/// Reads variables, or what is taken for them, as the layer with this number.
pub(crate) fn read<'a>(
    source: Source<'a>,
    variables: &'a [Variable],
    schema: &'static Schema,
    prefix: &str,
    number: u16,
    problems: &mut Vec<Problem>,
) -> Found<'a> {
    let mut layer = Layer {
        source,
        root: Node::new(Value::Table(Table::default()), Site::entry(number, 0)),
        lost: Losses::default(),
    };
    let mut walk = Walk::new(variables, prefix, number, Some((&layer, problems)));
    let root = walk.section(schema, &Path::ROOT);
    let owners = walk.owners.iter().enumerate();
    let unowned = owners.filter(|(_, owner)| owner.is_nobody());
    let unowned = unowned.map(|(at, _)| at).collect();
    let (names_entries, entry_files) = (walk.names_entries, walk.entry_files);
    layer.root.value = Value::Table(root);
    Found {
        layer,
        unowned,
        names_entries,
        entry_files,
    }
}

/// So long are most names of variables, so that the buffer of names need not grow.
const LONG_NAME: usize = 64;

/// The walk through the schema, with the name of the variable of where it is.
struct Walk<'w, 'a> {
    variables: &'a [Variable],
    /// Sorted by name.
    spelled: Vec<Spelled<'a>>,
    owners: Vec<Owner>,
    name: String,
    /// Where each level of `name` ends, the prefix first.
    ends: SmallVec<[usize; 8]>,
    /// The variables whose name is `name`, as numbers of `spelled`.
    here: Range<usize>,
    /// The variables whose name starts with `name` and a `_`.
    below: Range<usize>,
    /// The first letters of the levels below, as bits.
    firsts: u64,
    layer: u16,
    has_platform_names: bool,
    names_entries: bool,
    entry_files: Vec<EntryFile>,
    /// What places are told by, and where what is wrong goes; none where only the owners
    /// of variables are asked for.
    told: Option<(&'w Layer<'a>, &'w mut Vec<Problem>)>,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn new(
        variables: &'a [Variable],
        prefix: &str,
        layer: u16,
        told: Option<(&'w Layer<'a>, &'w mut Vec<Problem>)>,
    ) -> Self {
        let is_platform = |variable: &Variable| !is_below(variable.variable(), prefix);
        let mut spelled: Vec<_> = variables
            .iter()
            .enumerate()
            .map(|(number, variable)| Spelled {
                name: spell(variable.variable()),
                number,
            })
            .collect();
        // OK because only a name with `__` can stand elsewhere than before.
        if !spelled.is_sorted_by(|a, b| a.name <= b.name) {
            spelled.sort_by(|a, b| a.name.cmp(&b.name));
        }
        let mut walk = Self {
            variables,
            owners: vec![Owner::Nobody; variables.len()],
            name: String::with_capacity(LONG_NAME) + prefix,
            ends: smallvec![prefix.len()],
            here: 0..0,
            below: 0..spelled.len(),
            firsts: 0,
            spelled,
            layer,
            has_platform_names: prefix.is_empty() || variables.iter().any(is_platform),
            names_entries: false,
            entry_files: Vec::new(),
            told,
        };
        walk.narrow();
        walk
    }

    fn section(&mut self, schema: &'static Schema, path: &Path<'_>) -> Table<'a> {
        let mut table = Table::default();
        let is_named = self.has_platform_names && schema.has_named_variables();
        if !is_named && self.below.is_empty() {
            return table;
        }
        let variants = schema.tag().map_or(&[][..], |tag| tag.variants());
        let of_variants = variants.iter().map(Variant::fields);
        for fields in std::iter::once(schema.fields()).chain(of_variants) {
            for field in fields {
                let is_named = is_named && has_named_variables(field);
                self.row(field, field.name(), path, is_named, &mut table);
                for alias in field.aliases() {
                    self.row(field, alias, path, is_named, &mut table);
                }
            }
        }
        table
    }

    /// What variables set of a field under one of its names.
    fn row(
        &mut self,
        field: &'static Field,
        name: &'static str,
        path: &Path<'_>,
        is_named: bool,
        table: &mut Table<'a>,
    ) {
        let is_own_name = name == field.name();
        let node = self.within(name, is_named, |walk| walk.field(field, path, is_own_name));
        if let Some(node) = node {
            let entry = Entry {
                key: Cow::Borrowed(name),
                key_site: node.site,
                node,
            };
            // OK because variants that share a field share its variable.
            let _ = table.insert(entry);
        }
    }

    fn field(
        &mut self,
        field: &'static Field,
        section: &Path<'_>,
        is_own_name: bool,
    ) -> Option<Node<'a>> {
        let mut numbers = self.numbers();
        if is_own_name && self.has_platform_names {
            let variables = || field.variables().iter();
            let first = variables().filter(|name| !field.is_fallback(name));
            let last = variables().filter(|name| field.is_fallback(name));
            for name in first.chain(last) {
                self.push_named(name, &mut numbers);
            }
        }
        let path = section.name(field.name());
        let whole = self.whole(field, field.shape(), &path, &numbers);
        let parts = self.parts(field, field.shape(), &path);
        self.together(field, field.shape(), &path, parts, whole)
    }

    /// The text of the first of these variables, which all have this owner.
    fn free(&mut self, owner: Owner, path: &Path<'_>, numbers: &[usize]) -> Option<Node<'a>> {
        let (&number, others) = numbers.split_first()?;
        for &number in numbers {
            self.owners[number] = owner;
        }
        let variables = self.variables;
        let site = Site::entry(self.layer, number);
        for &other in others {
            if owner.gives_way(variables[other].variable()) {
                continue;
            }
            if !variables[other].agrees_with(&variables[number]) {
                let other = Site::entry(self.layer, other);
                self.tell(|layer| words::set_twice(layer, path.key(), site, other));
            }
        }
        let value = if let Some(text) = variables[number].text() {
            Value::Free(Cow::Borrowed(text))
        } else {
            self.tell(|layer| match variables[number].file() {
                Some(file) => {
                    let is_entry = matches!(owner, Owner::Entry(_))
                        && !matches!(layer.source, Source::Secrets(_));
                    words::unusable_file(layer, path.key(), site, file)
                        .with_helps(is_entry.then(|| words::no_twin_meant(&path.key())))
                }
                None => words::variable_encoding(layer, path.key(), site),
            });
            Value::Bad
        };
        Some(Node::new(value, site))
    }

    /// Tells what is wrong, where that is asked for.
    #[cold]
    fn tell(&mut self, say: impl FnOnce(&Layer<'_>) -> Problem) {
        if let Some((layer, problems)) = &mut self.told {
            problems.push(say(layer));
        }
    }

    /// The value of the field in variables for what is below it.
    fn parts(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        path: &Path<'_>,
    ) -> Option<Node<'a>> {
        match shape {
            Shape::Section(schema) => {
                let table = self.section(schema, path);
                node_of(table, Value::Table)
            }
            Shape::Optional(inner) => self.parts(field, inner, path),
            Shape::Map(inner) => {
                let table = self.entries(field, Inner::Shape(inner), path, false);
                node_of(table, Value::Table)
            }
            Shape::List(inner) => {
                let table = self.entries(field, Inner::Shape(inner), path, true);
                node_of(table, Value::Patch)
            }
            Shape::Leaf(kind) => {
                if self.below.is_empty() {
                    return None;
                }
                let kind = kind();
                if kind.is_list() || kind.is_map() {
                    self.within_leaf(field, &kind, path)
                } else {
                    None
                }
            }
        }
    }
}

/// Whether the field, or one below it, has a variable with a name of its own.
fn has_named_variables(field: &Field) -> bool {
    let section = field.shape().schema();
    !field.variables().is_empty() || section.is_some_and(Schema::has_named_variables)
}

/// The node of a table that is not empty.
fn node_of<'a>(table: Table<'a>, value: impl FnOnce(Table<'a>) -> Value<'a>) -> Option<Node<'a>> {
    let site = table.entries().first()?.key_site;
    Some(Node::new(value(table), site))
}
