//! What is alike, reported once.

use std::collections::HashMap;
use std::hash::Hash;

/// Brings together what has one key, in the order of the first of each.
pub(crate) fn grouped<K: Clone + Eq + Hash, T>(
    all: impl IntoIterator<Item = (K, T)>,
) -> Vec<(K, Vec<T>)> {
    let mut groups: Vec<(K, Vec<T>)> = Vec::new();
    let mut known: HashMap<K, usize> = HashMap::new();
    for (key, one) in all {
        let at = *known.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(one);
    }
    groups
}
