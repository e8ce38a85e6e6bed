//! Keys that stand twice in one table.

mod named;

pub(super) use self::named::name;
use super::{Flaw, FlawKind};
use crate::value::tree::{Entry, Table};

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
    Table::from_sorted(without_room(entries))
}

/// The same in as much memory as they take: a list has room for some more, or that of what
/// it was made from. What is given back as a whole can be used again for the next table.
fn without_room(entries: Vec<Entry<'_>>) -> Vec<Entry<'_>> {
    if entries.capacity() == entries.len() {
        return entries;
    }
    let mut exact = Vec::with_capacity(entries.len());
    exact.extend(entries);
    exact
}
