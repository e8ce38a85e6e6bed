//! What is said of a key for the second time, and how much of it may be shown.

use crate::layer::source::{Layer, Show};
use crate::report::problem::{Code, Problem};
use crate::schema::{Field, Schema, Shape};
use crate::value::key::{GivenStep, Key};
use crate::value::origin::Site;

pub(crate) fn key(
    layer: &Layer<'_>,
    site: Site,
    first: Option<Site>,
    whole: Option<&Key>,
    schema: &'static Schema,
) -> Problem {
    let shown = whole.map(|whole| shown(whole, schema));
    let show = match &shown {
        Some(key) if !key.is_redacted() => Show::Key,
        _ => Show::Head(0),
    };
    let message = match shown {
        Some(key) => format!("duplicate key `{key}`"),
        None => "duplicate key".to_owned(),
    };
    let first = first.map(|first| layer.place(first, "first defined here", show));
    Problem::new(Code::DuplicateKey, message)
        .with_place(layer.place(site, "defined again here", show))
        .with_places(first)
        .with_help("keep one of them")
}

/// The key without the names that are secret, or may be.
fn shown(whole: &Key, schema: &'static Schema) -> Key {
    // The setting in whose value the key is.
    let (mut shown, mut leaf) = (Key::default(), None::<&Field>);
    for step in schema.way(whole) {
        match (&step.given, leaf) {
            (GivenStep::Index(index), _) => shown.push_index(*index),
            (GivenStep::Name(name), Some(field)) => field.push_entry(&mut shown, name),
            (GivenStep::Name(name), None) if step.found.is_some() => shown.push_name(name),
            (GivenStep::Name(_), None) if step.section.is_none() && has_secret_names(schema) => {
                shown.push_redacted();
            }
            (GivenStep::Name(name), None) => shown.push_unknown(name),
        }
        let is_leaf = |shape: &Shape| matches!(shape.present(), Shape::Leaf(_));
        let found = step.found.filter(|(_, shape)| is_leaf(shape));
        leaf = leaf.or(found.map(|(field, _)| field));
    }
    shown
}

/// Whether there is a secret whose entries have names that are secret with it.
fn has_secret_names(schema: &'static Schema) -> bool {
    schema.all_fields().any(|field| match field.shape() {
        Shape::Leaf(kind) => {
            let kind = kind();
            kind.is_map() && field.is_hidden(&kind)
        }
        shape => shape.schema().is_some_and(has_secret_names),
    })
}
