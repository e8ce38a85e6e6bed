//! The entries of a table, in the order of their keys.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Node;
use crate::value::origin::Site;

/// So many keys are found sooner one after the other, since most differ in length.
const FEW: usize = 8;

/// Entries sorted by key; no key twice.
#[derive(Clone, Default)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Table<'a> {
    pub(super) entries: Vec<Entry<'a>>,
}

/// A key with its place, and the value it has.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Entry<'a> {
    pub(crate) key: Cow<'a, str>,
    pub(crate) key_site: Site,
    pub(crate) node: Node<'a>,
}

impl<'a> Table<'a> {
    /// From entries that come in the order of their keys.
    pub(crate) fn from_sorted(entries: Vec<Entry<'a>>) -> Self {
        debug_assert!(entries.is_sorted_by(|a, b| a.key < b.key));
        Self { entries }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Entry<'a>> {
        if self.len() <= FEW {
            return self.entries.iter().find(|entry| entry.key == key);
        }
        self.find(key).ok().map(|at| &self.entries[at])
    }

    /// Takes the entry in, unless the key is there already.
    pub(crate) fn insert(&mut self, entry: Entry<'a>) -> Result<(), Entry<'a>> {
        match self.find(&entry.key) {
            Ok(_) => Err(entry),
            Err(at) => {
                self.entries.insert(at, entry);
                Ok(())
            }
        }
    }

    pub(crate) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// To change them; who changes a key has to sort them anew.
    pub(crate) fn entries_mut(&mut self) -> &mut [Entry<'a>] {
        &mut self.entries
    }

    pub(crate) fn take_entries(&mut self) -> Vec<Entry<'a>> {
        std::mem::take(&mut self.entries)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|entry| compare(&entry.key, key))
    }

    pub(crate) fn into_owned(self) -> Table<'static> {
        let owned = |entry: Entry<'a>| Entry {
            key: Cow::Owned(entry.key.into_owned()),
            key_site: entry.key_site,
            node: entry.node.into_owned(),
        };
        Table {
            entries: self.entries.into_iter().map(owned).collect(),
        }
    }

    /// The entries of both; what `over` makes of those that have the same key.
    pub(crate) fn merged(
        upper: &Self,
        lower: &Self,
        over: &dyn Fn(&Entry<'a>, &Entry<'a>) -> Entry<'a>,
    ) -> Self {
        let mut entries = Vec::with_capacity(upper.len() + lower.len());
        let (mut ours, mut theirs) = (
            upper.entries.iter().peekable(),
            lower.entries.iter().peekable(),
        );
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (Some(a), Some(b)) => compare(&a.key, &b.key),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            entries.extend(match order {
                Ordering::Less => ours.next().cloned(),
                Ordering::Greater => theirs.next().cloned(),
                Ordering::Equal => ours.next().zip(theirs.next()).map(|(a, b)| over(a, b)),
            });
        }
        Self { entries }
    }

    pub(super) fn take_over(&mut self, upper: Self) {
        for entry in upper.entries {
            match self.find(&entry.key) {
                Ok(at) => {
                    self.entries[at].key_site = entry.key_site;
                    self.entries[at].node.take_over(entry.node);
                }
                Err(at) => self.entries.insert(at, entry),
            }
        }
    }

    /// Whether the elements go on, without a gap, behind a list of this length.
    pub(super) fn continues(&self, len: usize) -> bool {
        let elements = self.elements();
        let behind = elements.iter().filter(|(index, _)| *index >= len);
        (len..).zip(behind).all(|(next, (index, _))| next == *index)
    }

    /// Lays the elements over those of the list, and the rest behind them.
    pub(super) fn put_into(self, list: &mut Vec<Node<'a>>) {
        let numbered = self.entries.into_iter();
        let numbered = numbered.filter_map(|entry| Some((entry.key.parse().ok()?, entry.node)));
        let mut elements: Vec<(usize, _)> = numbered.collect();
        elements.sort_by_key(|&(index, _)| index);
        for (index, upper) in elements {
            match list.get_mut(index) {
                Some(node) => node.take_over(upper),
                None => list.push(upper),
            }
        }
    }

    /// The entries of a [`Value::Patch`] in the order of their numbers.
    pub(crate) fn elements(&self) -> Vec<(usize, &Entry<'a>)> {
        let mut elements: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| Some((entry.key.parse().ok()?, entry)))
            .collect();
        elements.sort_by_key(|&(index, _)| index);
        elements
    }

    /// As [`elements`](Self::elements), to change them.
    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = (usize, &mut Entry<'a>)> {
        self.entries
            .iter_mut()
            .filter_map(|entry| Some((entry.key.parse().ok()?, entry)))
    }
}

impl<'a> FromIterator<Entry<'a>> for Table<'a> {
    fn from_iter<I: IntoIterator<Item = Entry<'a>>>(entries: I) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        entries.dedup_by(|later, first| later.key == first.key);
        Self { entries }
    }
}

pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.first().cmp(&b.first()).then_with(|| a.cmp(b))
}
