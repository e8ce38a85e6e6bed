//! What is said of a key for the second time, and how much of it may be shown.

use crate::layer::source::{Layer, Show};
use crate::report::problem::{Code, Problem};
use crate::schema::{Field, Schema, Shape};
use crate::value::key::{self, GivenStep, Key};
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
    let problem = Problem::new(Code::DuplicateKey, message)
        .with_place(layer.place(site, "defined again here", show))
        .with_help("keep one of them");
    match first {
        Some(first) => problem.with_place(layer.place(first, "first defined here", show)),
        None => problem,
    }
}

/// What a step of a key leads on from.
#[derive(Clone, Copy)]
enum From {
    Section(&'static Schema),
    Shape(&'static Field, &'static Shape),
    /// Something that matches no setting, such as a section that is misspelt: the names in
    /// it may be secret.
    Unknown,
}

/// The key without the names that are secret, or may be.
fn shown(whole: &Key, schema: &'static Schema) -> Key {
    let (mut shown, mut from) = (Key::default(), From::Section(schema));
    for step in key::parse(whole.as_str()).unwrap_or_default() {
        from = match (&step, from) {
            (GivenStep::Name(name), From::Section(section)) => {
                if let Some(field) = section.all_fields().find(|field| field.answers_to(name)) {
                    shown.push_name(name);
                    below(field, field.shape())
                } else {
                    shown.push_unknown(name);
                    From::Unknown
                }
            }
            (GivenStep::Name(name), From::Shape(field, Shape::Map(inner))) => {
                shown.push_name(name);
                below(field, inner)
            }
            (GivenStep::Name(name), From::Shape(field, _)) => {
                field.push_entry(&mut shown, name);
                from
            }
            (GivenStep::Name(_), From::Unknown) if has_secret_names(schema) => {
                shown.push_redacted();
                from
            }
            (GivenStep::Name(name), From::Unknown) => {
                shown.push_unknown(name);
                from
            }
            (GivenStep::Index(index), _) => {
                shown.push_index(*index);
                match from {
                    From::Shape(field, Shape::List(inner)) => below(field, inner),
                    _ => from,
                }
            }
        };
    }
    shown
}

fn below(field: &'static Field, shape: &'static Shape) -> From {
    match shape {
        Shape::Section(schema) => From::Section(schema),
        Shape::Optional(inner) => below(field, inner),
        _ => From::Shape(field, shape),
    }
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
