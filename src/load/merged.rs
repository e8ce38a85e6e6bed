//! What was resolved, as a `figment::Figment` for a framework that takes one.

use std::borrow::Cow;
use std::path::Path;

use figment::value::{Dict, Empty, Map, Num, Tag, Value as Given};
use figment::{Figment, Metadata, Profile, Provider};

use super::stack::Stack;
use crate::origin::Site;
use crate::schema::{DefaultValue, Field, Schema, Shape};
use crate::source::{Layer, Source};
use crate::tree::{Entry, Node, Table, Value};
use crate::typed::typed;
use crate::variable::Variable;

/// Merges the layers, each under a name that its errors can be told by.
pub(super) fn figment(stack: &Stack<'_>, schema: &'static Schema) -> Figment {
    let mut merged = Node::new(Value::Table(Table::default()), Site::DEFAULT);
    let mut layers = Vec::with_capacity(stack.layers.len());
    for layer in &stack.layers {
        let root = canonical(&layer.root, schema);
        merged = root.over(&merged);
        layers.push(Typed {
            metadata: metadata(layer),
            data: dict(&whole(&root, &merged)),
        });
    }
    let defaults = Typed {
        metadata: Metadata::named("defaults of the schema"),
        data: dict(&defaults(schema, Some(&merged))),
    };
    layers
        .into_iter()
        .fold(Figment::from(defaults), Figment::merge)
}

/// A layer whose values have the types of the schema.
struct Typed {
    metadata: Metadata,
    data: Dict,
}

impl Provider for Typed {
    fn metadata(&self) -> Metadata {
        self.metadata.clone()
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.data.clone()))
    }
}

fn metadata(layer: &Layer<'_>) -> Metadata {
    match &layer.source {
        Source::File { path, .. } | Source::Dotenv { path, .. } => Metadata::from("file", *path),
        Source::Provider(names) => Metadata::named(names.join(", ")),
        Source::Variables(_) => Metadata::named("variables"),
        Source::Secrets(files) => {
            let folder = files.first().and_then(Variable::file);
            let folder = folder.and_then(|file| file.path.parent());
            Metadata::from("secret folder", folder.unwrap_or(Path::new("")))
        }
        Source::Overrides(_) => Metadata::named("overrides"),
    }
}

/// The defaults of a section that are text, those of entries and options only
/// where `merged` has them.
fn defaults(schema: &'static Schema, merged: Option<&Node<'_>>) -> Node<'static> {
    let below = merged.and_then(Node::as_table);
    let entry = |field: &'static Field| {
        let set = below.and_then(|table| table.get(field.name()));
        let node = match field.default() {
            Some(DefaultValue::Text(text)) => default_text(text, field),
            _ => defaults_within(field.shape(), set.map(|entry| &entry.node))?,
        };
        Some(Entry {
            key: Cow::Borrowed(field.name()),
            key_site: Site::DEFAULT,
            node,
        })
    };
    let table = schema.all_fields().filter_map(entry).collect();
    Node::new(Value::Table(table), Site::DEFAULT)
}

fn default_text(text: &'static str, field: &Field) -> Node<'static> {
    let free = Node::new(Value::Free(Cow::Borrowed(text)), Site::DEFAULT);
    match field.shape() {
        Shape::Leaf(kind) => typed(&free, &kind()),
        _ => free,
    }
}

fn defaults_within(shape: &'static Shape, merged: Option<&Node<'_>>) -> Option<Node<'static>> {
    match shape {
        Shape::Section(schema) => Some(defaults(schema, merged)),
        Shape::Optional(inner) => defaults_within(inner, Some(merged?)),
        Shape::Map(inner) => {
            let entries = merged?.as_table()?.entries().iter().filter_map(|entry| {
                Some(Entry {
                    key: Cow::Owned(entry.key.clone().into_owned()),
                    key_site: Site::DEFAULT,
                    node: defaults_within(inner, Some(&entry.node))?,
                })
            });
            Some(Node::new(Value::Table(entries.collect()), Site::DEFAULT))
        }
        Shape::List(_) | Shape::Leaf(_) => None,
    }
}

/// The tree under the names of the schema instead of their aliases, each value
/// of the type that the schema gives it.
fn canonical(node: &Node<'_>, schema: &'static Schema) -> Node<'static> {
    let Some(table) = node.as_table() else {
        return node.clone().into_owned();
    };
    let entry = |entry: &Entry<'_>| {
        let field = schema.field(&entry.key)?;
        Some(Entry {
            key: Cow::Borrowed(field.name()),
            key_site: entry.key_site,
            node: shaped(&entry.node, field.shape()),
        })
    };
    let table = table.entries().iter().filter_map(entry).collect();
    Node::new(Value::Table(table), node.site)
}

fn shaped(node: &Node<'_>, shape: &'static Shape) -> Node<'static> {
    let inside = |table: &Table<'_>, inner: &'static Shape| -> Table<'static> {
        let entries = table.entries().iter().map(|entry| Entry {
            key: Cow::Owned(entry.key.clone().into_owned()),
            key_site: entry.key_site,
            node: shaped(&entry.node, inner),
        });
        entries.collect()
    };
    let value = match (shape, &node.value) {
        (Shape::Leaf(kind), Value::Patch(table)) => {
            let kind = kind();
            let elements = table.entries().iter().map(|entry| Entry {
                key: Cow::Owned(entry.key.clone().into_owned()),
                key_site: entry.key_site,
                node: match kind.without_optional() {
                    crate::kind::Kind::List(element) => typed(&entry.node, element),
                    _ => entry.node.clone().into_owned(),
                },
            });
            Value::Patch(elements.collect())
        }
        (Shape::Leaf(kind), _) => return typed(node, &kind()),
        (Shape::Section(schema), _) => return canonical(node, schema),
        (Shape::Optional(_), _) if node.is_nothing() => Value::Null,
        (Shape::Optional(inner), _) => return shaped(node, inner),
        (Shape::Map(inner), Value::Table(table)) => Value::Table(inside(table, inner)),
        (Shape::List(inner), Value::Patch(table)) => Value::Patch(inside(table, inner)),
        (Shape::List(inner), Value::List(nodes)) => {
            Value::List(nodes.iter().map(|node| element(node, inner)).collect())
        }
        _ => return node.clone().into_owned(),
    };
    Node::new(value, node.site)
}

/// An element with its defaults, since lists are replaced whole.
fn element(node: &Node<'_>, shape: &'static Shape) -> Node<'static> {
    let node = shaped(node, shape);
    match defaults_within(shape, Some(&node)) {
        Some(defaults) => node.over(&defaults),
        None => node,
    }
}

/// The node, but where it only changes elements of a list, the whole list.
fn whole(node: &Node<'static>, merged: &Node<'static>) -> Node<'static> {
    match (&node.value, &merged.value) {
        (Value::Patch(_), _) => merged.clone(),
        (Value::Table(table), Value::Table(merged)) => {
            let entries = table.entries().iter().map(|entry| Entry {
                key: entry.key.clone(),
                key_site: entry.key_site,
                node: match merged.get(&entry.key) {
                    Some(merged) => whole(&entry.node, &merged.node),
                    None => entry.node.clone(),
                },
            });
            Node::new(Value::Table(entries.collect()), node.site)
        }
        _ => node.clone(),
    }
}

fn dict(node: &Node<'_>) -> Dict {
    let entries = node.as_table().map(Table::entries).unwrap_or_default();
    entries
        .iter()
        .map(|entry| (entry.key.clone().into_owned(), given(&entry.node)))
        .collect()
}

fn given(node: &Node<'_>) -> Given {
    let tag = Tag::Default;
    match &node.value {
        Value::Free(text) | Value::String(text) => Given::String(tag, text.to_string()),
        Value::Datetime(text) => Given::String(tag, text.to_string()),
        Value::Integer(number) => Given::Num(tag, Num::I64(*number)),
        Value::Wide(text) => match (text.parse(), text.parse()) {
            (Ok(number), _) => Given::Num(tag, Num::U128(number)),
            (_, Ok(number)) => Given::Num(tag, Num::I128(number)),
            _ => Given::String(tag, text.to_string()),
        },
        Value::Float(number) => Given::Num(tag, Num::F64(*number)),
        Value::Bool(bool) => Given::Bool(tag, *bool),
        Value::List(nodes) => Given::Array(tag, nodes.iter().map(given).collect()),
        Value::Patch(patch) => {
            let elements = patch.elements();
            Given::Array(
                tag,
                elements
                    .iter()
                    .map(|(_, entry)| given(&entry.node))
                    .collect(),
            )
        }
        Value::Table(_) => Given::Dict(tag, dict(node)),
        Value::Null | Value::Bad => Given::Empty(tag, Empty::None),
    }
}
