//! Which settings a layer that could not be read may set.

use std::collections::{HashMap, HashSet};

use super::stack::Stack;
use crate::check::lost;
use crate::layer::source::{Layer, Source};
use crate::resolve::Resolution;
use crate::schema::names;
use crate::schema::{Field, Schema, Shape};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::redact;

/// The layers above the value of a setting of which a part that may set it could not
/// be read, as a report calls them; no setting has none.
pub(crate) type Unread = HashMap<Key, Vec<String>>;

/// Finds them for each setting, be it set or not.
pub(super) fn unread(
    stack: &Stack<'_>,
    resolution: &Resolution,
    schema: &'static Schema,
    prefix: &str,
) -> Unread {
    let mut unread = Unread::new();
    let mut ask = |key: &Key, field: &Field, value: Option<Site>| {
        let broken = lost::above(&stack.layers, value, key, field);
        let names: Vec<String> = broken.map(name).collect();
        if !names.is_empty() {
            unread.insert(key.clone(), names);
        }
    };
    let mut known = HashSet::new();
    for row in resolution.rows() {
        ask(row.key(), row.field(), row.site());
        known.insert(row.key());
    }
    for named in names::all(schema, prefix) {
        let is_leaf = matches!(named.field.shape(), Shape::Leaf(_));
        if is_leaf && !known.contains(&named.key) {
            ask(&named.key, named.field, None);
        }
    }
    unread
}

fn name(layer: &Layer<'_>) -> String {
    match &layer.source {
        Source::File { path, .. } | Source::Dotenv { path, .. } => redact::path(path),
        _ => layer.origin(layer.root.site).to_string(),
    }
}
