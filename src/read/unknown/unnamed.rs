//! Settings that no variable can set: a shell knows no name without letters, nor one
//! that starts with a digit.

use crate::read::words;
use crate::report::problem::Problem;
use crate::schema::names;
use crate::schema::{Schema, Shape};

/// A warning for each setting that no variable can have the name of.
pub(super) fn settings(schema: &'static Schema, prefix: &str) -> Vec<Problem> {
    let all = names::all(schema, prefix);
    let unnamed = all.iter().filter(|named| {
        let is_leaf = matches!(named.field.shape(), Shape::Leaf(_));
        is_leaf && !named.variables.iter().any(|name| names::is_variable(name))
    });
    unnamed.map(|named| words::unnamed(&named.key)).collect()
}
