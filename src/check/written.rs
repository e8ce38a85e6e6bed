//! What one layer says by itself, whether it counts or not.

use crate::schema::{Field, Schema, Shape};
use crate::value::key::Path;
use crate::value::tree::{Node, Table, Value};

/// Shows each value that is written for a setting below the root of a layer.
pub(super) fn each<'n>(
    schema: &'static Schema,
    root: &'n Node<'n>,
    visit: &mut dyn FnMut(&'static Field, &Path<'_>, &'n Node<'n>),
) {
    section(schema, root, &Path::ROOT, visit);
}

type Visit<'v, 'n> = dyn FnMut(&'static Field, &Path<'_>, &'n Node<'n>) + 'v;

fn section<'n>(
    schema: &'static Schema,
    node: &'n Node<'n>,
    path: &Path<'_>,
    visit: &mut Visit<'_, 'n>,
) {
    for entry in node.as_table().into_iter().flat_map(Table::entries) {
        if let Some(field) = schema.field(&entry.key) {
            let path = path.name(field.name());
            shape(field, field.shape(), &entry.node, &path, visit);
        }
    }
}

fn shape<'n>(
    field: &'static Field,
    of: &'static Shape,
    node: &'n Node<'n>,
    path: &Path<'_>,
    visit: &mut Visit<'_, 'n>,
) {
    match (of, &node.value) {
        (Shape::Leaf(_), _) => visit(field, path, node),
        (Shape::Section(schema), _) => section(schema, node, path, visit),
        (Shape::Optional(inner), _) => shape(field, inner, node, path, visit),
        (Shape::List(inner), Value::List(nodes)) => {
            for (index, node) in nodes.iter().enumerate() {
                shape(field, inner, node, &path.index(index), visit);
            }
        }
        (Shape::Map(inner), Value::Table(table)) => {
            for entry in table.entries() {
                shape(field, inner, &entry.node, &path.name(&entry.key), visit);
            }
        }
        _ => {}
    }
}
