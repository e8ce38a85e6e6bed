//! Settings that are named like a secret, and do not say whether they are one.

use crate::check::refuse;
use crate::report::problem::Problem;
use crate::schema::{Schema, Shape};
use crate::value::key::Key;

/// A warning for each of them, wherever it is in the schema.
pub(crate) fn names(schema: &'static Schema) -> Vec<Problem> {
    let mut found = Vec::new();
    section(schema, &Key::default(), &mut found);
    found
}

fn section(schema: &'static Schema, at: &Key, found: &mut Vec<Problem>) {
    for field in schema.all_fields() {
        let mut key = at.clone();
        key.push_name(field.name());
        if field.is_undecided() {
            found.push(refuse::named_like_secret(&key));
        }
        shape(field.shape(), &key, found);
    }
}

fn shape(shape: &'static Shape, at: &Key, found: &mut Vec<Problem>) {
    let mut key = at.clone();
    match shape {
        Shape::Leaf(_) => {}
        Shape::Section(schema) => section(schema, at, found),
        Shape::Optional(inner) => self::shape(inner, at, found),
        Shape::List(inner) => {
            key.push_index(0);
            self::shape(inner, &key, found);
        }
        Shape::Map(inner) => {
            key.push_name("NAME");
            self::shape(inner, &key, found);
        }
    }
}
