//! What one layer says by itself, whether it counts or not.

use crate::schema::{Field, Schema, Shape};
use crate::value::key::Path;
use crate::value::tree::{Entry, Node, Table, Value};

/// An entry that is written in a section.
#[derive(Clone, Copy)]
pub(crate) struct Written<'p, 'n> {
    pub(crate) schema: &'static Schema,
    pub(crate) section: &'p Path<'p>,
    pub(crate) table: &'n Table<'n>,
    pub(crate) entry: &'n Entry<'n>,
    /// None where the section has no such setting.
    pub(crate) field: Option<&'static Field>,
}

type Visit<'v, 'n> = dyn FnMut(Written<'_, 'n>) + 'v;

/// Shows each entry of a section, and of those below it.
pub(crate) fn entries<'n>(
    schema: &'static Schema,
    node: &'n Node<'n>,
    section: &Path<'_>,
    visit: &mut Visit<'_, 'n>,
) {
    let Some(table) = node.as_table() else {
        return;
    };
    for entry in table.entries() {
        let field = schema.field(&entry.key);
        visit(Written {
            schema,
            section,
            table,
            entry,
            field,
        });
        if let Some(field) = field {
            below(
                field.shape(),
                &entry.node,
                &section.name(field.name()),
                visit,
            );
        }
    }
}

fn below<'n>(
    shape: &'static Shape,
    node: &'n Node<'n>,
    path: &Path<'_>,
    visit: &mut Visit<'_, 'n>,
) {
    match (shape, &node.value) {
        (Shape::Section(schema), _) => entries(schema, node, path, visit),
        (Shape::Optional(inner), _) => below(inner, node, path, visit),
        (Shape::List(inner), Value::List(nodes)) => {
            for (index, node) in nodes.iter().enumerate() {
                below(inner, node, &path.index(index), visit);
            }
        }
        (Shape::List(inner), Value::Patch(table)) => {
            for (index, entry) in table.elements() {
                below(inner, &entry.node, &path.index(index), visit);
            }
        }
        (Shape::Map(inner), Value::Table(table)) => {
            for entry in table.entries() {
                below(inner, &entry.node, &path.name(&entry.key), visit);
            }
        }
        _ => {}
    }
}

/// Shows each value that is written for a setting below the root of a layer.
pub(crate) fn each<'n>(
    schema: &'static Schema,
    root: &'n Node<'n>,
    visit: &mut dyn FnMut(&'static Field, &Path<'_>, &'n Node<'n>),
) {
    entries(schema, root, &Path::ROOT, &mut |written| {
        if let Some(field) = written.field
            && let Shape::Leaf(_) = field.shape()
        {
            let path = written.section.name(field.name());
            visit(field, &path, &written.entry.node);
        }
    });
}
