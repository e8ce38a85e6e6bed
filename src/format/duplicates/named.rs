//! The whole of a key that is there twice.

use std::collections::HashMap;

use crate::format::{Flaw, FlawKind};
use crate::value::key::{Key, Path};
use crate::value::tree::{Node, Table, Value};

/// Gives each flaw of this kind the whole of its key, once the tree is there.
pub(in crate::format) fn name(root: &Table<'_>, flaws: &mut [Flaw]) {
    let mut unnamed = Unnamed::new();
    for flaw in flaws {
        if let FlawKind::Duplicate {
            first: Some(first),
            key,
        } = &mut flaw.kind
        {
            unnamed.entry(first.start).or_default().push(key);
        }
    }
    if !unnamed.is_empty() {
        in_table(root, &Path::ROOT, &mut unnamed);
    }
}

/// The keys to be named, by where they stand first.
type Unnamed<'f> = HashMap<u32, Vec<&'f mut Option<Key>>>;

fn in_table(table: &Table<'_>, path: &Path<'_>, unnamed: &mut Unnamed<'_>) {
    for entry in table.entries() {
        let path = path.name(&entry.key);
        for key in unnamed.remove(&entry.key_site.start).unwrap_or_default() {
            *key = Some(path.key());
        }
        in_node(&entry.node, &path, unnamed);
    }
}

fn in_node(node: &Node<'_>, path: &Path<'_>, unnamed: &mut Unnamed<'_>) {
    match &node.value {
        Value::Table(table) => in_table(table, path, unnamed),
        Value::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                in_node(node, &path.index(index), unnamed);
            }
        }
        _ => {}
    }
}
