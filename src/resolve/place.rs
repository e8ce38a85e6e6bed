//! What the layers have at one place of the schema: the one cursor.
//!
//! In comes the schema and the roots of the layers; out goes, for each setting,
//! what counts there and what that overrides. Reading, explaining and judging all
//! ask here, so that they see the same value. It never changes a layer.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use smallvec::{SmallVec, smallvec};

use super::merge;
use crate::layer::source::Layer;
use crate::schema::kind::Kind;
use crate::schema::{Field, Schema, Shape, Variant};
use crate::value::key::{GivenStep, Path};
use crate::value::redact::is_secret_name;
use crate::value::tree::{Entry, Node, Table, Value};

/// The nodes of one place, highest layer first.
pub(crate) type Nodes<'n> = SmallVec<[&'n Node<'n>; 4]>;

/// One place of the schema, and what the layers have there.
#[derive(Clone, Debug)]
pub(crate) struct Place<'p, 'n> {
    pub(crate) path: Path<'p>,
    /// The setting that it is, or that it is an entry or an element of; none for
    /// the whole of a program's settings.
    pub(crate) field: Option<&'static Field>,
    pub(crate) at: At,
    pub(crate) nodes: Nodes<'n>,
}

/// What is at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At {
    Section(&'static Schema),
    Optional(&'static Shape),
    Map(&'static Shape),
    List(&'static Shape),
    Leaf,
}

impl At {
    fn of(shape: &'static Shape) -> Self {
        match shape {
            Shape::Leaf(_) => Self::Leaf,
            Shape::Section(schema) => Self::Section(schema),
            Shape::Optional(inner) => Self::Optional(inner),
            Shape::Map(inner) => Self::Map(inner),
            Shape::List(inner) => Self::List(inner),
        }
    }

    /// Whether a value in it, at any depth, is not for showing.
    fn is_guarded(self) -> bool {
        match self {
            Self::Section(schema) => schema.is_guarded(),
            Self::Optional(inner) | Self::Map(inner) | Self::List(inner) => inner.is_guarded(),
            Self::Leaf => true,
        }
    }
}

/// A setting, or a section below another one.
pub(crate) struct Setting<'s, 'n> {
    pub(crate) field: &'static Field,
    pub(crate) place: &'s Place<'s, 'n>,
    /// The section that it is in.
    pub(crate) section: &'s Place<'s, 'n>,
}

/// The elements of a list of sections.
pub(crate) struct Elements<'c, 'n> {
    pub(crate) places: Vec<Place<'c, 'n>>,
    /// Elements beyond the end of the list, and how many there are before them.
    pub(crate) gaps: Vec<(&'n Entry<'n>, usize)>,
}

impl<'p, 'n> Place<'p, 'n> {
    /// The whole of a program's settings.
    pub(crate) fn root(schema: &'static Schema, layers: &'n [Layer<'n>]) -> Self {
        let nodes = layers.iter().rev().map(|layer| &layer.root).collect();
        Self::section(schema, Path::ROOT, nodes)
    }

    /// Whether a value here, or below here, is not for showing.
    pub(crate) fn is_guarded(&self) -> bool {
        let is_called_secret = self.path.last_name().is_some_and(is_secret_name);
        is_called_secret || self.at.is_guarded()
    }

    pub(crate) fn section(schema: &'static Schema, path: Path<'p>, nodes: Nodes<'n>) -> Self {
        Self {
            path,
            field: None,
            at: At::Section(schema),
            nodes,
        }
    }

    /// A setting of this section. A node that cannot be read stands for whatever
    /// it may have there.
    pub(crate) fn field<'c>(&'c self, field: &'static Field) -> Place<'c, 'n> {
        let mut nodes = Nodes::new();
        for &node in &self.nodes {
            match &node.value {
                Value::Table(table) => {
                    if let Some(entry) = entry_of(table, field) {
                        nodes.push(&entry.node);
                    }
                }
                Value::Bad => nodes.push(node),
                Value::Free(_) | Value::String(_) if self.is_tag(field, node) => nodes.push(node),
                _ => {}
            }
            if node.is_all {
                break;
            }
        }
        Place {
            path: self.path.name(field.name()),
            field: Some(field),
            at: At::of(field.shape()),
            nodes,
        }
    }

    /// Whether the node names the variant of this section, and so is its tag.
    fn is_tag(&self, field: &Field, node: &Node<'_>) -> bool {
        let At::Section(schema) = self.at else {
            return false;
        };
        let tag = schema.fields().first().map(Field::name);
        tag == Some(field.name()) && schema.is_named_by(node)
    }

    /// The fields that are in force: those of the section, and of the variant that
    /// its tag chooses.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        let own = match self.at {
            At::Section(schema) => schema.fields(),
            _ => &[],
        };
        own.iter().chain(self.chosen())
    }

    fn chosen(&self) -> &'static [Field] {
        let At::Section(schema) = self.at else {
            return &[];
        };
        let (Some(tag), Some(field)) = (schema.tag(), schema.fields().first()) else {
            return &[];
        };
        let name = match self.field(field).nodes.first().map(|node| &node.value) {
            Some(Value::Free(text) | Value::String(text)) => text.trim(),
            Some(_) => return &[],
            None => schema.default_variant().unwrap_or_default(),
        };
        let mut variants = tag.variants().iter();
        let variant = variants.find(|variant| variant.name() == name);
        variant.map_or(&[], Variant::fields)
    }

    /// What an option holds; none where it is not there.
    pub(crate) fn present<'c>(&'c self, inner: &'static Shape) -> Option<Place<'c, 'n>> {
        let is_there = |node: &&Node<'_>| !inner.is_switched_off_by(node) && !node.is_nothing();
        let nodes: Nodes<'n> = self.nodes.iter().copied().take_while(is_there).collect();
        (!nodes.is_empty()).then(|| self.child(self.path, inner, nodes))
    }

    /// What an option would hold, there or not.
    pub(crate) fn within<'c>(&'c self, inner: &'static Shape) -> Place<'c, 'n> {
        self.child(self.path, inner, self.nodes.clone())
    }

    /// The entries of a map, those of all layers, in the order of their names.
    pub(crate) fn entries<'c>(
        &'c self,
        inner: &'static Shape,
    ) -> impl Iterator<Item = (&'n str, Place<'c, 'n>)> {
        let mut entries: BTreeMap<&'n str, Nodes<'n>> = BTreeMap::new();
        for entry in self.tables().flat_map(Table::entries) {
            entries.entry(&entry.key).or_default().push(&entry.node);
        }
        entries.into_iter().map(move |(name, nodes)| {
            let path = self.path.name(name);
            (name, self.child(path, inner, nodes))
        })
    }

    /// The elements of the highest list, or of all that append, each under what is laid over it.
    pub(crate) fn elements<'c>(&'c self, inner: &'static Shape) -> Elements<'c, 'n> {
        let (patches, rest) = self.patches();
        let (lists, _) = self.lists(rest);
        let all = lists.iter().rev().flat_map(|list| list_of(list));
        let mut elements: Vec<Nodes<'n>> = all.map(|node| smallvec![node]).collect();
        let mut gaps = Vec::new();
        for patch in patches.iter().rev() {
            for (index, entry) in patched(patch) {
                let len = elements.len();
                match index.cmp(&len) {
                    Ordering::Less => elements[index].insert(0, &entry.node),
                    Ordering::Equal => elements.push(smallvec![&entry.node]),
                    Ordering::Greater => gaps.push((entry, len)),
                }
            }
        }
        let places = elements.into_iter().enumerate();
        Elements {
            places: places
                .map(|(index, nodes)| self.child(self.path.index(index), inner, nodes))
                .collect(),
            gaps,
        }
    }

    /// The nodes that are laid over a list, and those below them.
    pub(crate) fn patches(&self) -> (&[&'n Node<'n>], &[&'n Node<'n>]) {
        let is_patch = |node: &&&Node<'_>| matches!(node.value, Value::Patch(_));
        let patches = self.nodes.iter().take_while(is_patch).count();
        self.nodes.split_at(patches)
    }

    /// The list that counts, or all lists where each layer appends to those below it; and
    /// what is below them.
    pub(crate) fn lists<'s>(
        &self,
        nodes: &'s [&'n Node<'n>],
    ) -> (&'s [&'n Node<'n>], &'s [&'n Node<'n>]) {
        let is_list = |node: &&&Node<'_>| matches!(node.value, Value::List(_));
        let lists = if nodes.len() > 1 && self.field.is_some_and(Field::appends) {
            let lists = nodes.iter().take_while(is_list).count();
            let last = nodes[..lists].iter().position(|node| node.is_all);
            last.map_or(lists, |last| last + 1)
        } else {
            1
        };
        nodes.split_at(lists.max(1).min(nodes.len()))
    }

    /// The value that counts, made up of all layers that share in it, and the
    /// nodes that it overrides.
    pub(crate) fn value(&self) -> Option<(Cow<'n, Node<'n>>, &[&'n Node<'n>])> {
        let kind = || self.field.map_or(Kind::Any, Field::kind);
        merge::value(&self.nodes, &kind, &|| {
            self.field.is_some_and(Field::appends)
        })
    }

    /// Where a step of a key leads, options not seen through; none inside a value.
    pub(crate) fn step<'c>(&'c self, step: &'c GivenStep) -> Option<Place<'c, 'n>> {
        Some(match (self.at, step) {
            (At::Section(_), GivenStep::Name(name)) => self.field(self.named(name)?),
            (At::Map(inner), GivenStep::Name(name)) => {
                let entries = self.tables().filter_map(|table| table.get(name));
                let nodes = entries.map(|entry| &entry.node).collect();
                self.child(self.path.name(name), inner, nodes)
            }
            (At::List(inner), GivenStep::Index(index)) => {
                let nodes = self.element(*index);
                self.child(self.path.index(*index), inner, nodes)
            }
            _ => return None,
        })
    }

    /// The nodes inside a value; those of the whole where its parts have no places.
    pub(crate) fn inside(&self, step: &GivenStep) -> Nodes<'n> {
        let nodes: Nodes<'n> = match step {
            GivenStep::Name(name) => {
                let entries = self.tables().filter_map(|table| table.get(name));
                entries.map(|entry| &entry.node).collect()
            }
            GivenStep::Index(index) => self.element(*index),
        };
        if nodes.is_empty() {
            self.nodes.clone()
        } else {
            nodes
        }
    }

    /// The field of this name, of any variant if that chosen has none.
    fn named(&self, name: &str) -> Option<&'static Field> {
        let At::Section(schema) = self.at else {
            return None;
        };
        among(|| self.fields(), name).or_else(|| among(|| schema.all_fields(), name))
    }

    /// One element of the highest list, under what is laid over it.
    fn element(&self, index: usize) -> Nodes<'n> {
        let (patches, rest) = self.patches();
        let (lists, _) = self.lists(rest);
        let patched = patches.iter().filter_map(|node| node.element(index));
        let mut all = lists.iter().rev().flat_map(|list| list_of(list));
        patched.chain(all.nth(index)).collect()
    }

    fn tables(&self) -> impl Iterator<Item = &'n Table<'n>> {
        self.in_force().iter().filter_map(|node| node.as_table())
    }

    /// The nodes down to one that leaves nothing of those below it.
    pub(crate) fn in_force(&self) -> &[&'n Node<'n>] {
        let last = self.nodes.iter().position(|node| node.is_all);
        &self.nodes[..last.map_or(self.nodes.len(), |last| last + 1)]
    }

    fn child<'c>(&self, path: Path<'c>, shape: &'static Shape, nodes: Nodes<'n>) -> Place<'c, 'n> {
        Place {
            path,
            field: self.field,
            at: At::of(shape),
            nodes,
        }
    }

    /// Shows each setting below this place. Only sections that `enters` says yes to
    /// are looked into.
    pub(crate) fn settings(
        &self,
        enters: &dyn Fn(&'static Schema) -> bool,
        visit: &mut dyn FnMut(&Setting<'_, 'n>),
    ) {
        match self.at {
            At::Leaf => {}
            At::Section(schema) => {
                let fields = self.fields().filter(|_| enters(schema));
                for field in fields {
                    let place = self.field(field);
                    visit(&Setting {
                        field,
                        place: &place,
                        section: self,
                    });
                    place.settings(enters, visit);
                }
            }
            At::Optional(inner) => {
                if let Some(place) = self.present(inner) {
                    place.settings(enters, visit);
                }
            }
            At::Map(inner) => {
                // OK because the name of what cannot be read need not be one.
                let is_read = |node: &&Node<'_>| !matches!(node.value, Value::Bad);
                let entries = self.entries(inner).map(|(_, place)| place);
                for place in entries.filter(|place| place.nodes.iter().any(is_read)) {
                    place.settings(enters, visit);
                }
            }
            At::List(inner) => {
                for place in self.elements(inner).places {
                    place.settings(enters, visit);
                }
            }
        }
    }
}

fn list_of<'n>(node: &'n Node<'n>) -> &'n [Node<'n>] {
    match &node.value {
        Value::List(nodes) => nodes,
        _ => &[],
    }
}

fn entry_of<'t, 'a>(table: &'t Table<'a>, field: &Field) -> Option<&'t Entry<'a>> {
    let mut aliases = field.aliases().iter();
    let entry = table.get(field.name());
    entry.or_else(|| aliases.find_map(|alias| table.get(alias)))
}

/// The field with this name, be it that of the struct or of configuration.
fn among<F: Iterator<Item = &'static Field>>(
    fields: impl Fn() -> F,
    name: &str,
) -> Option<&'static Field> {
    let by_ident = fields().find(|field| field.is_called(name));
    by_ident.or_else(|| fields().find(|field| field.answers_to(name)))
}

fn patched<'n>(node: &'n Node<'n>) -> Vec<(usize, &'n Entry<'n>)> {
    match &node.value {
        Value::Patch(table) => table.elements(),
        _ => Vec::new(),
    }
}
