//! `${...}` in the values of files: other tools replace it, this crate does not.

use crate::check::words;
use crate::layer::source::{Layer, Source};
use crate::report::problem::Problem;
use crate::resolve::texts::{self, Wanted};
use crate::resolve::written;
use crate::schema::names;
use crate::schema::{Field, Part, Schema};
use crate::value::key::Path;
use crate::value::tree::Node;

/// What begins a reference to something else, for those who know such.
const OPENING: &str = "${";

/// Notes every value of a file that looks as if it were meant to be replaced.
pub(crate) fn notes(
    layers: &[Layer<'_>],
    schema: &'static Schema,
    prefix: &str,
    found: &mut Vec<Problem>,
) {
    for layer in layers {
        let is_suspect = match layer.source {
            // OK because one letter is sooner looked for than two.
            Source::File { text, .. } => text.contains('$') && text.contains(OPENING),
            _ => false,
        };
        if is_suspect {
            written::each(schema, &layer.root, &mut |field, path, node| {
                note(layer, (schema, prefix), field, (path, node), found);
            });
        }
    }
}

fn note(
    layer: &Layer<'_>,
    (schema, prefix): (&'static Schema, &str),
    field: &'static Field,
    (path, node): (&Path<'_>, &Node<'_>),
    found: &mut Vec<Problem>,
) {
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
        let variable = names::of_key(schema, prefix, named);
        let view = located.view(&[], field, &kind);
        found.push(words::interpolation(layer, key, view, node, &variable));
    });
}

fn is_reference(text: &str) -> bool {
    let rest = text.split_once(OPENING).map(|(_, rest)| rest);
    rest.is_some_and(|rest| rest.contains('}'))
}
