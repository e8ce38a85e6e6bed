//! Keys that stand twice in one table of JSON or YAML.

use std::collections::HashMap;

use super::{Flaw, FlawKind};
use crate::value::key::{Key, Path};
use crate::value::tree::{Entry, Node, Table, Value};

/// A table of entries in the order of the text, the first of each key.
pub(super) fn table_of<'a>(mut entries: Vec<Entry<'a>>, flaws: &mut Vec<Flaw>) -> Table<'a> {
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries.dedup_by(|later, first| {
        let is_twice = later.key == first.key;
        if is_twice {
            let (first, key) = (Some(first.key_site), None);
            flaws.push(Flaw::new(
                FlawKind::Duplicate { first, key },
                later.key_site,
            ));
        }
        is_twice
    });
    Table::from_sorted(entries)
}

/// Gives each of them the whole of its key, once the tree is there.
pub(super) fn name(root: &Table<'_>, flaws: &mut [Flaw]) {
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
