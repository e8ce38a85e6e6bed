//! `${...}` in the values of files: other tools replace it, this crate does not.

use crate::check::words;
use crate::layer::source::{Layer, Source};
use crate::report::problem::Problem;
use crate::resolve::texts::{self, Wanted};
use crate::schema::names;
use crate::schema::{Field, Part, Schema, Shape};
use crate::value::key::Path;
use crate::value::tree::{Node, Table, Value};

/// What begins a reference to something else, for those who know such.
const OPENING: &str = "${";

/// Notes every value of a file that looks as if it were meant to be replaced.
pub(crate) fn notes(layers: &[Layer<'_>], schema: &'static Schema, prefix: &str) -> Vec<Problem> {
    let mut notes = Vec::new();
    for layer in layers {
        let is_suspect = match layer.source {
            // OK because one letter is sooner looked for than two.
            Source::File { text, .. } => text.contains('$') && text.contains(OPENING),
            _ => false,
        };
        if is_suspect {
            let mut walk = Walk {
                layer,
                schema,
                prefix,
                notes: &mut notes,
            };
            walk.section(schema, &layer.root, &Path::ROOT);
        }
    }
    notes
}

struct Walk<'w, 'a> {
    layer: &'w Layer<'a>,
    schema: &'static Schema,
    prefix: &'w str,
    notes: &'w mut Vec<Problem>,
}

impl Walk<'_, '_> {
    fn section(&mut self, schema: &'static Schema, node: &Node<'_>, path: &Path<'_>) {
        let entries = node.as_table().into_iter().flat_map(Table::entries);
        for entry in entries {
            if let Some(field) = schema.field(&entry.key) {
                let path = path.name(field.name());
                self.shape(field, field.shape(), &entry.node, &path);
            }
        }
    }

    fn shape(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        node: &Node<'_>,
        path: &Path<'_>,
    ) {
        match (shape, &node.value) {
            (Shape::Leaf(_), _) => self.value(field, node, path),
            (Shape::Section(schema), _) => self.section(schema, node, path),
            (Shape::Optional(inner), _) => self.shape(field, inner, node, path),
            (Shape::List(inner), Value::List(nodes)) => {
                for (index, node) in nodes.iter().enumerate() {
                    self.shape(field, inner, node, &path.index(index));
                }
            }
            (Shape::Map(inner), Value::Table(table)) => {
                for entry in table.entries() {
                    self.shape(field, inner, &entry.node, &path.name(&entry.key));
                }
            }
            _ => {}
        }
    }

    fn value(&mut self, field: &'static Field, node: &Node<'_>, path: &Path<'_>) {
        let wanted = Wanted {
            secret: Part::None,
            is: &|text, _| is_reference(text),
        };
        let kind = field.kind();
        texts::each(field, path, Some(node), wanted, &mut |text| {
            let (Some(node), located) = (text.node, text.located(field)) else {
                return;
            };
            let key = &located.key;
            let named = if key.is_redacted() { &path.key() } else { key };
            let variable = names::of_key(self.schema, self.prefix, named);
            let view = located.view(&[], field, &kind);
            let note = words::interpolation(self.layer, key, view, node, &variable);
            self.notes.push(note);
        });
    }
}

fn is_reference(text: &str) -> bool {
    let rest = text.split_once(OPENING).map(|(_, rest)| rest);
    rest.is_some_and(|rest| rest.contains('}'))
}
