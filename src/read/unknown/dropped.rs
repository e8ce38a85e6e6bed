//! Settings in which a typo is not found: serde drops fields that they do not know.

use crate::read::words;
use crate::report::problem::Problem;
use crate::schema::names;
use crate::schema::{Field, Schema};
use crate::value::key::Key;

/// A warning for each setting whose type drops fields that it does not know.
pub(crate) fn typos(schema: &'static Schema) -> Vec<Problem> {
    let mut found = Vec::new();
    section(schema, &Key::default(), &mut found);
    found.dedup();
    found
}

fn section(schema: &'static Schema, at: &Key, found: &mut Vec<Problem>) {
    for field in schema.all_fields() {
        let mut key = at.clone();
        key.push_name(field.name());
        match names::section_of(field.shape()) {
            Some(below) => section(below, &key, found),
            None if is_allowed(field) => {}
            None if field.kind().drops_typos() => found.push(words::drops_typos(&key)),
            None => {}
        }
    }
}

fn is_allowed(field: &Field) -> bool {
    let mut allowed = field.allowed().iter();
    allowed.any(|allowed| allowed.what() == words::DROPPED_FIELDS)
}
