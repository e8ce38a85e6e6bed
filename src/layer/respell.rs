//! Gives entries named by variables the spelling that lower layers use.
//!
//! A variable can only say `EU_WEST`; where a file has an entry `eu-west`, that
//! is the one meant.

use std::borrow::Cow;
use std::collections::HashMap;

use smallvec::SmallVec;

use crate::value::key::push_variable_level;
use crate::value::tree::{Node, Table, Value};

/// The nodes of one place in the layers below, highest first.
type Lower<'l, 'a> = SmallVec<[&'l Node<'a>; 4]>;

/// Respells the keys of `node` after the nodes of the same place below.
pub(crate) fn respell(node: &mut Node<'_>, lower: &[&Node<'_>]) {
    match &mut node.value {
        Value::Table(table) => respell_table(table, lower),
        Value::Patch(table) => {
            for (index, entry) in table.elements_mut() {
                let below: Lower<'_, '_> = lower
                    .iter()
                    .filter_map(|node| node.element(index))
                    .collect();
                respell(&mut entry.node, &below);
            }
        }
        _ => {}
    }
}

fn respell_table(table: &mut Table<'_>, lower: &[&Node<'_>]) {
    let tables: SmallVec<[&Table<'_>; 4]> =
        lower.iter().filter_map(|node| node.as_table()).collect();
    let is_below = |key: &str| tables.iter().any(|table| table.get(key).is_some());
    let mut spellings = None;
    let mut is_changed = false;
    for entry in table.entries_mut() {
        // OK because a key of the schema is borrowed, and means itself.
        if matches!(entry.key, Cow::Owned(_)) && !is_below(&entry.key) {
            let spellings = spellings.get_or_insert_with(|| self::spellings(&tables));
            if let Some(&key) = spellings.get(&variable(&entry.key)) {
                entry.key = Cow::Owned(key.to_owned());
                is_changed = true;
            }
        }
        if matches!(entry.node.value, Value::Table(_) | Value::Patch(_)) {
            let below = tables.iter().filter_map(|table| table.get(&entry.key));
            let below: Lower<'_, '_> = below.map(|entry| &entry.node).collect();
            respell(&mut entry.node, &below);
        }
    }
    if is_changed {
        *table = table.take_entries().into_iter().collect();
    }
}

/// The keys of the layers below, by what a variable would call them.
fn spellings<'l>(tables: &[&'l Table<'_>]) -> HashMap<String, &'l str> {
    let mut spellings = HashMap::new();
    for entry in tables.iter().flat_map(|table| table.entries()) {
        spellings.entry(variable(&entry.key)).or_insert(&*entry.key);
    }
    spellings
}

fn variable(key: &str) -> String {
    let mut name = String::new();
    push_variable_level(&mut name, key);
    name
}
