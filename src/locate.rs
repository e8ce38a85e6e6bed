//! From the path of a rule to the setting it means, and to where that was written.

use smallvec::SmallVec;

use crate::key::{self, GivenStep, Key, Path};
use crate::kind::Kind;
use crate::redact::View;
use crate::schema::{Field, Rule, Schema, Shape};
use crate::source::Layer;
use crate::tree::{Node, Value};
use crate::walk::chosen;

type Nodes<'n> = SmallVec<[&'n Node<'n>; 4]>;

/// The section that a rule stands in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Section<'n> {
    pub(crate) schema: &'static Schema,
    pub(crate) path: Path<'n>,
    /// What the layers have there, highest first.
    pub(crate) nodes: &'n [&'n Node<'n>],
}

/// A setting that a rule means.
#[derive(Debug)]
pub(crate) struct Located<'n> {
    pub(crate) key: Key,
    /// None for the section itself.
    pub(crate) field: Option<&'static Field>,
    /// How deep it lies within the value of the field; none for a section.
    pub(crate) depth: Option<usize>,
    /// Whether a section on the way to it is optional and not there.
    pub(crate) absent: bool,
    /// What was written there; nothing where it is a default.
    pub(crate) node: Option<&'n Node<'n>>,
}

impl Located<'_> {
    /// Whether it is the whole value of a setting.
    pub(crate) fn is_whole(&self) -> bool {
        self.depth == Some(0)
    }

    /// What may be shown of it; `kind` is that of the field.
    pub(crate) fn view<'v>(
        &self,
        layers: &'v [Layer<'v>],
        field: &Field,
        kind: &'v Kind,
    ) -> View<'v> {
        View::of(layers, field, kind).inside(&self.key, self.depth.unwrap_or(0))
    }

    /// The rules that are known of it.
    pub(crate) fn rules(&self) -> Vec<Rule> {
        let of_field = self.field.map(Field::rules).unwrap_or_default();
        let mut rules = of_field.iter().copied();
        match self.depth {
            Some(0) => rules.collect(),
            Some(1) => rules
                .find_map(|rule| match rule {
                    Rule::Each(rules) => Some(rules.to_vec()),
                    _ => None,
                })
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }
}

/// What a step leads into.
#[derive(Clone, Copy)]
enum At {
    Section(&'static Schema),
    Shape(&'static Shape),
    /// A part of a value, which the schema does not know.
    Inside,
}

impl<'n> Section<'n> {
    /// Finds a key of this section; none where there is no such setting.
    pub(crate) fn locate(&self, key: &str) -> Option<Located<'n>> {
        let (place, rest) = self.walk(&key::parse(key)?);
        (rest == 0).then_some(place)
    }

    /// Finds as much of a path as is known, at least the section itself. Whether
    /// that is all of it is told beside.
    pub(crate) fn locate_loosely(&self, path: &str) -> (Located<'n>, bool) {
        // OK because a name that is a keyword comes with the sign of one.
        let path = path.strip_prefix("r#").unwrap_or(path);
        let path = path.replace(".r#", ".");
        if let Some(steps) = key::parse(&path) {
            let (place, rest) = self.walk(&steps);
            return (place, rest == 0);
        }
        let first = path.split(['.', '[']).next().unwrap_or_default();
        let steps = key::parse(first).unwrap_or_default();
        (self.walk(&steps).0, false)
    }

    /// Goes as far as the steps lead; how many were left is told beside.
    fn walk(&self, steps: &[GivenStep]) -> (Located<'n>, usize) {
        let mut key = self.path.key();
        let mut nodes = Nodes::from_slice(self.nodes);
        let (mut at, mut field, mut depth) = (At::Section(self.schema), None, None);
        let mut absent = false;
        for (taken, step) in steps.iter().enumerate() {
            let next = match (at, step) {
                (At::Section(schema), GivenStep::Name(name)) => {
                    named(schema, &nodes, name).map(|found| {
                        field = Some(found);
                        key.push_name(found.name());
                        nodes = below(&nodes, found);
                        absent |= is_absent(found.shape(), &nodes);
                        within(found.shape())
                    })
                }
                (At::Shape(Shape::Map(inner)), GivenStep::Name(name)) => {
                    key.push_name(name);
                    nodes = entries(&nodes, name);
                    Some(within(inner))
                }
                (At::Shape(Shape::List(inner)), GivenStep::Index(index)) => {
                    key.push_index(*index);
                    nodes = elements(&nodes, *index);
                    Some(within(inner))
                }
                (At::Shape(Shape::Leaf(_)) | At::Inside, step) => {
                    push(&mut key, step, field);
                    nodes = inside(&nodes, step);
                    Some(At::Inside)
                }
                _ => None,
            };
            let Some(next) = next else {
                return (
                    located(key, field, (depth, absent), &nodes, at),
                    steps.len() - taken,
                );
            };
            depth = match next {
                At::Shape(Shape::Leaf(_)) => Some(0),
                At::Inside => depth.map(|depth: usize| depth + 1),
                _ => None,
            };
            at = next;
        }
        (located(key, field, (depth, absent), &nodes, at), 0)
    }
}

fn located<'n>(
    key: Key,
    field: Option<&'static Field>,
    (depth, absent): (Option<usize>, bool),
    nodes: &Nodes<'n>,
    at: At,
) -> Located<'n> {
    // OK because of a section no value is shown, and so none is pointed at.
    let is_value = field.is_some() && !matches!(at, At::Section(_));
    Located {
        key,
        field,
        depth,
        absent,
        node: nodes.first().copied().filter(|_| is_value),
    }
}

/// Whether it is an optional section, and not there.
fn is_absent(shape: &Shape, nodes: &Nodes<'_>) -> bool {
    matches!(shape, Shape::Optional(_)) && nodes.first().is_none_or(|node| node.is_nothing())
}

/// The field with this name, of any variant if that chosen has none.
fn named(schema: &'static Schema, nodes: &[&Node<'_>], name: &str) -> Option<&'static Field> {
    let in_force = || schema.fields().iter().chain(chosen(schema, nodes));
    among(in_force, name).or_else(|| among(|| schema.all_fields(), name))
}

/// The field with this name, be it that of the struct or of configuration.
fn among<F: Iterator<Item = &'static Field>>(
    fields: impl Fn() -> F,
    name: &str,
) -> Option<&'static Field> {
    let by_ident = fields().find(|field| field.is_called(name));
    by_ident.or_else(|| fields().find(|field| field.answers_to(name)))
}

fn within(shape: &'static Shape) -> At {
    match shape {
        Shape::Section(schema) => At::Section(schema),
        Shape::Optional(inner) => within(inner),
        shape => At::Shape(shape),
    }
}

/// Appends a step into the value of a field.
fn push(key: &mut Key, step: &GivenStep, field: Option<&Field>) {
    match (step, field) {
        (GivenStep::Name(name), Some(field)) => field.push_entry(key, name),
        (GivenStep::Name(name), None) => key.push_name(name),
        (GivenStep::Index(index), _) => key.push_index(*index),
    }
}

/// What the nodes have for a field; one that nobody can read stands for whatever
/// it may have there.
pub(crate) fn below<'n>(nodes: &[&'n Node<'n>], field: &Field) -> Nodes<'n> {
    let of = |node: &&'n Node<'n>| match &node.value {
        Value::Table(table) => {
            let entry = field.names().find_map(|name| table.get(name));
            entry.map(|entry| &entry.node)
        }
        Value::Bad => Some(*node),
        _ => None,
    };
    nodes.iter().filter_map(of).collect()
}

fn entries<'n>(nodes: &[&'n Node<'n>], name: &str) -> Nodes<'n> {
    let tables = nodes.iter().filter_map(|node| node.as_table());
    tables
        .filter_map(|table| Some(&table.get(name)?.node))
        .collect()
}

/// One element of the highest list, under what is laid over it.
fn elements<'n>(nodes: &[&'n Node<'n>], index: usize) -> Nodes<'n> {
    let mut found = Nodes::new();
    for node in nodes {
        match &node.value {
            Value::Patch(table) => {
                let entry = table.get(&index.to_string());
                found.extend(entry.map(|entry| &entry.node));
            }
            Value::List(list) => {
                found.extend(list.get(index));
                break;
            }
            _ => break,
        }
    }
    found
}

/// A part of a value; the whole of it where its parts have no places.
fn inside<'n>(nodes: &Nodes<'n>, step: &GivenStep) -> Nodes<'n> {
    let parts = match step {
        GivenStep::Name(name) => entries(nodes, name),
        GivenStep::Index(index) => elements(nodes, *index),
    };
    if parts.is_empty() {
        nodes.clone()
    } else {
        parts
    }
}
