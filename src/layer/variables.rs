//! Variables as a layer: names are made from the schema, never guessed back.

mod entries;
mod mistake;
mod spelling;
mod twins;

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use self::entries::Inner;
pub(crate) use self::entries::is_index;
use self::mistake::Mistake;
use self::spelling::{ends_at_levels, spell};
pub(crate) use self::spelling::{folded, is_below, is_variant_of, variants_of};
pub(crate) use self::twins::EntryFile;
use crate::format::inline;
use crate::layer::source::{Layer, Losses, Source};
use crate::layer::variable::Variable;
use crate::report::problem::Problem;
use crate::schema::{Field, Schema, Shape, Variant};
use crate::value::key::{Path, push_variable_level};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

/// What the variables set, and which of them no setting owns.
pub(crate) struct Found<'a> {
    pub(crate) layer: Layer<'a>,
    /// The numbers of the variables that nobody owns.
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
    pub(crate) fn is_nobody(self) -> bool {
        matches!(self, Self::Nobody)
    }
}

/// Says whose the variables are, by their names alone.
pub(crate) fn owners(variables: &[Variable], schema: &'static Schema, prefix: &str) -> Vec<Owner> {
    let mut walk = Walk::new(variables, prefix, 0);
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
    let mut walk = Walk::new(variables, prefix, number);
    let root = walk.section(schema, &Path::ROOT);
    let layer = Layer {
        source,
        root: Node::new(Value::Table(root), Site::entry(number, 0)),
        lost: Losses::default(),
    };
    let mistakes = walk.mistakes.into_iter();
    problems.extend(mistakes.map(|mistake| mistake.problem(&layer)));
    let owners = walk.owners.iter().enumerate();
    let unowned = owners.filter(|(_, owner)| owner.is_nobody());
    let unowned = unowned.map(|(at, _)| at).collect();
    Found {
        layer,
        unowned,
        names_entries: walk.names_entries,
        entry_files: walk.entry_files,
    }
}

/// A variable under one spelling of its name: `__` between levels is `_`.
struct Spelled<'a> {
    name: Cow<'a, str>,
    number: usize,
}

/// So long are most names of variables, so that the buffer of names need not grow.
const LONG_NAME: usize = 64;

/// So many variables are sooner looked at one by one than searched.
const FEW: usize = 8;

/// The walk through the schema, with the name of the variable of where it is.
struct Walk<'a> {
    variables: &'a [Variable],
    /// Sorted by name.
    spelled: Vec<Spelled<'a>>,
    owners: Vec<Owner>,
    name: String,
    /// Where each level of `name` ends, the prefix first.
    ends: Vec<usize>,
    /// The variables whose name is `name`, as numbers of `spelled`.
    here: Range<usize>,
    /// The variables whose name begins with `name` and a `_`.
    below: Range<usize>,
    layer: u16,
    has_platform_names: bool,
    names_entries: bool,
    entry_files: Vec<EntryFile>,
    mistakes: Vec<Mistake<'a>>,
}

impl<'a> Walk<'a> {
    fn new(variables: &'a [Variable], prefix: &str, layer: u16) -> Self {
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
            ends: vec![prefix.len()],
            here: 0..0,
            below: 0..spelled.len(),
            spelled,
            layer,
            has_platform_names: prefix.is_empty() || variables.iter().any(is_platform),
            names_entries: false,
            entry_files: Vec::new(),
            mistakes: Vec::new(),
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
            for name in field.variables() {
                self.push_named(name, &mut numbers);
            }
        }
        let path = section.name(field.name());
        let whole = self.whole(field, field.shape(), &path, &numbers);
        let parts = self.parts(field, field.shape(), &path);
        self.together(field, field.shape(), &path, parts, whole)
    }

    /// Single entries laid over the value that another variable gives to all.
    fn together(
        &mut self,
        field: &'static Field,
        shape: &Shape,
        path: &Path<'_>,
        parts: Option<Node<'a>>,
        whole: Option<Node<'a>>,
    ) -> Option<Node<'a>> {
        let (Some(parts), Some(whole)) = (&parts, &whole) else {
            return parts.or(whole);
        };
        let opened = inline::opened(whole, &parts.value);
        if opened.is_none() && matches!(&whole.value, Value::Free(text) if !text.is_empty()) {
            let expected = match &parts.value {
                Value::Patch(_) => "a list such as `[\"a\", \"b\"]`",
                _ => expected_inline(shape).unwrap_or("a table such as `{ name = \"value\" }`"),
            };
            self.not_inline(field, path, whole, expected);
        }
        Some(parts.over(opened.as_ref().unwrap_or(whole)))
    }

    /// The value of what has this shape, in one variable.
    fn whole(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        path: &Path<'_>,
        numbers: &[usize],
    ) -> Option<Node<'a>> {
        let owner = match shape {
            Shape::Leaf(_) => Owner::Setting(field),
            _ => Owner::Section,
        };
        let free = self.free(owner, path, numbers)?;
        let Value::Free(text) = &free.value else {
            return Some(free);
        };
        match expected_inline(shape) {
            None => Some(free),
            Some(_) if text.is_empty() => Some(free),
            Some(expected) => match inline::value(text, free.site) {
                Some(node) if is_expected(&node, shape) => Some(node),
                _ => {
                    self.not_inline(field, path, &free, expected);
                    Some(Node::new(Value::Bad, free.site))
                }
            },
        }
    }

    /// Notes that the text of a variable is not what stands for all of this.
    fn not_inline(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        free: &Node<'a>,
        expected: &'static str,
    ) {
        self.mistakes.push(Mistake::NotInline {
            key: path.key(),
            free: free.clone(),
            expected,
            is_guarded: field.is_guarded(),
        });
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
            if !variables[other].agrees_with(&variables[number]) {
                let (key, other) = (path.key(), Site::entry(self.layer, other));
                self.mistakes.push(Mistake::Twice { key, site, other });
            }
        }
        let value = if let Some(text) = variables[number].text() {
            Value::Free(Cow::Borrowed(text))
        } else {
            let key = path.key();
            self.mistakes.push(match variables[number].file() {
                Some(file) => Mistake::Unusable {
                    key,
                    site,
                    file,
                    is_entry: matches!(owner, Owner::Entry(_)),
                },
                None => Mistake::NotText { key, site },
            });
            Value::Bad
        };
        Some(Node::new(value, site))
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

    /// Walks on one level down, if there is anything to be found.
    fn within<T>(
        &mut self,
        segment: &str,
        is_named: bool,
        walk: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if !is_named && self.has_none(segment) {
            return None;
        }
        let len = self.name.len();
        let (here, below) = (self.here.clone(), self.below.clone());
        push_variable_level(&mut self.name, segment);
        self.narrow();
        let is_worth_it = is_named || !(self.here.is_empty() && self.below.is_empty());
        let result = is_worth_it.then(|| {
            self.ends.push(self.name.len());
            let result = walk(self);
            self.ends.pop();
            result
        });
        self.name.truncate(len);
        (self.here, self.below) = (here, below);
        result.flatten()
    }

    /// Whether no variable can be of this level or below it: a cheap question,
    /// asked of few variables only, before they are searched.
    fn has_none(&self, segment: &str) -> bool {
        let below = &self.spelled[self.below.clone()];
        let first = match segment.as_bytes() {
            [first, ..] if first.is_ascii_alphanumeric() && below.len() <= FEW => {
                first.to_ascii_uppercase()
            }
            _ => return false,
        };
        let at = self.name.len() + usize::from(!self.is_at_a_level());
        let begins = |spelled: &Spelled<'_>| spelled.name.as_bytes().get(at) == Some(&first);
        !below.iter().any(begins)
    }

    /// Whether a level below begins right behind the name.
    fn is_at_a_level(&self) -> bool {
        self.name.is_empty() || self.name.ends_with('_')
    }

    /// Finds what is `here` and `below` among what was below one level up.
    fn narrow(&mut self) {
        let (start, end) = (self.below.start, self.below.end);
        let candidates = &self.spelled[start..end];
        let name = self.name.as_str();
        let first = candidates.partition_point(|spelled| *spelled.name < *name);
        let starts = candidates[first..].partition_point(|spelled| spelled.name.starts_with(name));
        let candidates = &candidates[first..first + starts];
        let same = candidates.partition_point(|spelled| spelled.name.len() == name.len());
        let longer = &candidates[same..];
        // OK because no level adds a `_` to a name that ends with one.
        let below = if self.is_at_a_level() {
            0..longer.len()
        } else {
            let next = |spelled: &Spelled<'_>| spelled.name.as_bytes()[name.len()];
            let before = longer.partition_point(|spelled| next(spelled) < b'_');
            before..longer.partition_point(|spelled| next(spelled) <= b'_')
        };
        let (first, longer) = (start + first, start + first + same);
        self.here = first..longer;
        self.below = longer + below.start..longer + below.end;
    }

    /// Adds the numbers of the variables with a name that the platform gives.
    fn push_named(&self, name: &str, numbers: &mut SmallVec<[usize; 2]>) {
        let spelled = spell(name);
        let first = self.spelled.partition_point(|other| other.name < spelled);
        let same = self.spelled[first..].iter();
        let same = same.take_while(|other| other.name == spelled);
        let named = same.filter(|other| self.variables[other.number].variable() == name);
        numbers.extend(named.map(|other| other.number));
    }

    /// The numbers of the variables that are here.
    fn numbers(&self) -> SmallVec<[usize; 2]> {
        let same = self.spelled[self.here.clone()].iter();
        same.map(|spelled| spelled.number)
            .filter(|&number| {
                ends_at_levels(self.variables[number].variable(), &self.name, &self.ends)
            })
            .collect()
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

/// What one variable for all of this must hold, where it is no leaf.
fn expected_inline(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Leaf(_) => None,
        Shape::Optional(inner) => expected_inline(inner),
        Shape::Section(_) | Shape::Map(_) => Some("a table such as `{ name = \"value\" }`"),
        Shape::List(_) => Some("a list of tables such as `[{ name = \"value\" }]`"),
    }
}

fn is_expected(node: &Node<'_>, shape: &Shape) -> bool {
    match (shape, &node.value) {
        (Shape::Optional(inner), _) => is_expected(node, inner),
        (Shape::List(_), Value::List(_)) | (Shape::Section(_) | Shape::Map(_), Value::Table(_)) => {
            true
        }
        _ => false,
    }
}
