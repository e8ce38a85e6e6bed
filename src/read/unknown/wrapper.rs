//! A section that there is not, around settings that there are.
//!
//! Who writes `[app.database]` where `[database]` is meant has set what is below
//! it, only one level too deep.

use crate::schema::names;
use crate::schema::{Field, Schema};
use crate::value::key::Key;
use crate::value::suggest;
use crate::value::tree::{Entry, Table, Value};

/// The settings within a section that there is not.
pub(super) struct Wrapped {
    /// Where each entry is, and where it belongs.
    pub(super) moved: Vec<[Key; 2]>,
    /// The keys that are set once all is moved.
    pub(super) keys: Vec<Key>,
}

/// Takes an unknown table for a section around settings of `section`, if what is
/// in it mostly is what that section has; `shown` is what may be shown of its key.
pub(super) fn wrapped(
    key: &Key,
    shown: &Key,
    entry: &Entry<'_>,
    section: &'static Schema,
) -> Option<Wrapped> {
    let table = entry.node.as_table()?;
    let known = |entry: &Entry<'_>| fitting(section, entry).is_some();
    let count = table.entries().iter().filter(|entry| known(entry)).count();
    if count == 0 || count * 2 < table.len() || is_misspelt(entry, table, section) {
        return None;
    }
    let parent = key.parent_of(&entry.key);
    let mut wrapped = Wrapped {
        moved: Vec::new(),
        keys: Vec::new(),
    };
    for inner in table.entries() {
        if fitting(section, inner).is_some() {
            let [mut from, mut to] = [shown.clone(), parent.clone()];
            from.push_name(&inner.key);
            to.push_name(&inner.key);
            wrapped.moved.push([from, to]);
        }
    }
    collect(section, table, &parent, &mut wrapped.keys);
    Some(wrapped)
}

/// The field that the entry is, if it may be its value.
fn fitting(section: &'static Schema, entry: &Entry<'_>) -> Option<&'static Field> {
    let field = section.field(&entry.key)?;
    let is_table = entry.node.as_table().is_some();
    let fits = match field.shape().schema() {
        Some(_) => is_table || matches!(entry.node.value, Value::List(_)),
        None => !is_table || field.kind().is_map(),
    };
    fits.then_some(field)
}

/// Whether the entry is rather a section of the schema under a wrong name.
fn is_misspelt(entry: &Entry<'_>, table: &Table<'_>, section: &'static Schema) -> bool {
    let names = section.all_fields().map(Field::name);
    let similar = suggest::closest(&entry.key, names).and_then(|name| section.field(name));
    let meant = similar.and_then(|field| field.shape().schema());
    let has = |schema: &'static Schema| {
        let mut entries = table.entries().iter();
        entries.any(|entry| fitting(schema, entry).is_some())
    };
    meant.is_some_and(has)
}

/// The keys of the settings in a table.
fn collect(schema: &'static Schema, table: &Table<'_>, parent: &Key, keys: &mut Vec<Key>) {
    for entry in table.entries() {
        let Some(field) = fitting(schema, entry) else {
            continue;
        };
        let mut key = parent.clone();
        key.push_name(field.name());
        match (names::section_of(field.shape()), entry.node.as_table()) {
            (Some(below), Some(table)) => collect(below, table, &key, keys),
            _ => keys.push(key),
        }
    }
}
