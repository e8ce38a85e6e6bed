//! Gives entries named by variables the spelling that lower layers use.
//!
//! A variable can only say `EU_WEST`; where a file has an entry `eu-west`, that
//! is the one meant.

use crate::key::push_variable_level;
use crate::tree::{Entry, Node, Table, Value};

/// Respells the keys of `node` after the nodes of the same place below.
pub(crate) fn respell(node: &mut Node<'_>, lower: &[&Node<'_>]) {
    match &mut node.value {
        Value::Table(table) => respell_table(table, lower),
        Value::Patch(table) => {
            for (index, entry) in table.elements_mut() {
                let below: Vec<_> = lower
                    .iter()
                    .filter_map(|node| element(node, index))
                    .collect();
                respell(&mut entry.node, &below);
            }
        }
        _ => {}
    }
}

fn respell_table(table: &mut Table<'_>, lower: &[&Node<'_>]) {
    let tables: Vec<_> = lower.iter().filter_map(|node| node.as_table()).collect();
    let entries = table.take_entries().into_iter().map(|mut entry| {
        if let Some(key) = spelling(&entry, &tables) {
            entry.key = key.into();
        }
        let below: Vec<_> = tables
            .iter()
            .filter_map(|table| table.get(&entry.key))
            .collect();
        let below: Vec<_> = below.into_iter().map(|entry| &entry.node).collect();
        respell(&mut entry.node, &below);
        entry
    });
    *table = entries.collect();
}

/// The key in a lower layer that the same variable would name.
fn spelling(entry: &Entry<'_>, tables: &[&Table<'_>]) -> Option<String> {
    if tables.iter().any(|table| table.get(&entry.key).is_some()) {
        return None;
    }
    let variable = variable(&entry.key);
    let mut keys = tables
        .iter()
        .flat_map(|table| table.entries())
        .map(|entry| &*entry.key);
    keys.find(|key| self::variable(key) == variable)
        .map(str::to_owned)
}

fn variable(key: &str) -> String {
    let mut name = String::new();
    push_variable_level(&mut name, key);
    name
}

fn element<'n, 'a>(node: &'n Node<'a>, index: usize) -> Option<&'n Node<'a>> {
    match &node.value {
        Value::List(nodes) => nodes.get(index),
        _ => None,
    }
}
