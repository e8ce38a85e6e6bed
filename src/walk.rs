//! A walk over the settings that ask for something, with what the layers have
//! for them.

use crate::key::Path;
use crate::locate::{Section, below};
use crate::resolve::elements;
use crate::schema::{Asks, Field, Schema, Shape, Variant};
use crate::tree::{Node, Table, Value};

/// One place of the walk: a setting, or a section below one.
pub(crate) struct Setting<'w> {
    pub(crate) field: &'static Field,
    pub(crate) path: Path<'w>,
    /// What the layers have there, highest first.
    pub(crate) nodes: &'w [&'w Node<'w>],
    /// The section that the field stands in.
    pub(crate) section: Section<'w>,
}

/// Walks through the sections that ask for something of this sort.
pub(crate) fn section(
    schema: &'static Schema,
    nodes: &[&Node<'_>],
    path: &Path<'_>,
    asks: Asks,
    visit: &mut dyn FnMut(&Setting<'_>),
) {
    if !schema.asks().has(asks) {
        return;
    }
    let here = Section {
        schema,
        path: *path,
        nodes,
    };
    for field in schema.fields().iter().chain(chosen(schema, nodes)) {
        let nodes = below(nodes, field);
        let path = path.name(field.name());
        visit(&Setting {
            field,
            path,
            nodes: &nodes,
            section: here,
        });
        shape(field.shape(), &nodes, &path, asks, visit);
    }
}

fn shape(
    shape: &'static Shape,
    nodes: &[&Node<'_>],
    path: &Path<'_>,
    asks: Asks,
    visit: &mut dyn FnMut(&Setting<'_>),
) {
    match shape {
        Shape::Leaf(_) => {}
        Shape::Section(schema) => section(schema, nodes, path, asks, visit),
        Shape::Optional(inner) => {
            if nodes.first().is_some_and(|node| !node.is_nothing()) {
                self::shape(inner, nodes, path, asks, visit);
            }
        }
        Shape::Map(inner) => {
            let tables = nodes.iter().filter_map(|node| node.as_table());
            let mut keys: Vec<&str> = tables
                .flat_map(Table::entries)
                .map(|entry| &*entry.key)
                .collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let tables = nodes.iter().filter_map(|node| node.as_table());
                let entries = tables.filter_map(|table| table.get(key));
                let nodes: Vec<_> = entries.map(|entry| &entry.node).collect();
                self::shape(inner, &nodes, &path.name(key), asks, visit);
            }
        }
        Shape::List(inner) => {
            for (index, nodes) in elements(nodes).iter().enumerate() {
                self::shape(inner, nodes, &path.index(index), asks, visit);
            }
        }
    }
}

/// The fields of the variant that the tag chooses.
pub(crate) fn chosen(schema: &'static Schema, nodes: &[&Node<'_>]) -> &'static [Field] {
    let (Some(tag), Some(field)) = (schema.tag(), schema.fields().first()) else {
        return &[];
    };
    let nodes = below(nodes, field);
    let name = nodes.first().and_then(|node| match &node.value {
        Value::Free(text) | Value::String(text) => Some(text.trim()),
        _ => None,
    });
    let mut variants = tag.variants().iter();
    let variant = variants.find(|variant| Some(variant.name()) == name);
    variant.map_or(&[], Variant::fields)
}
