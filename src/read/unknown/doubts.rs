//! What is doubtful of the settings themselves, whatever is configured.

use crate::read::words;
use crate::report::problem::Problem;
use crate::schema::names;
use crate::schema::{Schema, Shape};

/// A warning for each setting in which a typo is not found, because its type drops
/// fields that it does not know; and for each that no variable can have the name of: a
/// shell knows no name without letters, nor one that begins with a digit.
pub(crate) fn of_schema(schema: &'static Schema, prefix: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    schema.each(&mut |key, field| {
        let drops = matches!(field.shape(), Shape::Leaf(_)) && field.kind().drops_typos();
        if drops && !field.allows_somewhere(words::DROPPED_FIELDS) {
            found.push(words::drops_typos(key));
        }
    });
    found.dedup();
    let all = names::all(schema, prefix);
    let unnamed = all.iter().filter(|named| {
        let is_leaf = matches!(named.field.shape(), Shape::Leaf(_));
        is_leaf && !named.variables.iter().any(|name| names::is_variable(name))
    });
    found.extend(unnamed.map(|named| words::unnamed(&named.key)));
    found
}
