//! Settings that are named like a secret, or have a type that hides its value, and do
//! not say whether they are one.

use crate::check::refuse;
use crate::report::problem::Problem;
use crate::schema::{LOOKS, Schema};

/// A warning for each of them, wherever it is in the schema.
pub(crate) fn names(schema: &'static Schema) -> Vec<Problem> {
    let mut found = Vec::new();
    schema.each(&mut |key, field| {
        if field.is_undecided() {
            found.push(refuse::named_like_secret(key));
        } else if field.is_hidden_by_debug() && !field.allows_somewhere(LOOKS) {
            found.push(refuse::hidden_by_debug(key));
        }
    });
    found
}
