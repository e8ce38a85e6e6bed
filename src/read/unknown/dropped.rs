//! Settings in which a typo is not found: serde drops fields that they do not know.

use crate::read::words;
use crate::report::problem::Problem;
use crate::schema::{Schema, Shape};

/// A warning for each setting whose type drops fields that it does not know.
pub(crate) fn typos(schema: &'static Schema) -> Vec<Problem> {
    let mut found = Vec::new();
    schema.each(&mut |key, field| {
        let drops = matches!(field.shape(), Shape::Leaf(_)) && field.kind().drops_typos();
        if drops && !field.allows_somewhere(words::DROPPED_FIELDS) {
            found.push(words::drops_typos(key));
        }
    });
    found.dedup();
    found
}
