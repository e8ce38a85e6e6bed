//! What types that ask for anything are offered while errors are looked for.
//!
//! Serde keeps such values and reads them later, when nothing says any more where
//! they were written: below an internally tagged or untagged enum, and below
//! `#[serde(flatten)]`. So what was offered is noted, and single values can be held
//! back to find out which of them a refusal means.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Reading;
use super::face::{Face, face};
use crate::coerce::mistake::{Blame, Trace};
use crate::value::key::Key;
use crate::value::tree::{Node, Value};

/// What is noted of one leaf.
#[derive(Debug, Default)]
pub(crate) struct Offers {
    offered: RefCell<Vec<Offered>>,
    /// Free texts that are offered as the other thing they may be.
    flipped: RefCell<BTreeSet<Key>>,
    probe: RefCell<Option<Probe>>,
    /// The value that the probe has met.
    met: RefCell<Option<Blame>>,
}

/// A value that a type was offered.
#[derive(Clone, Debug)]
pub(super) struct Offered {
    pub(super) key: Key,
    /// What serde calls it where it is refused; none of what it calls in many ways.
    pub(super) trace: Option<Trace>,
    pub(super) is_table: bool,
    /// Whether it may be taken for something else as well.
    is_doubtful: bool,
}

/// One value that is offered otherwise than it is, to see what depends on it.
#[derive(Debug)]
pub(super) enum Probe {
    /// Nothing is offered in its place.
    Held(Key),
    /// The table is offered with one more field.
    With(Key, &'static str),
}

/// How a value is offered.
pub(super) enum Offer {
    AsItIs,
    Flipped,
    Nothing,
    With(&'static str),
}

impl Offers {
    /// Notes the value, and says how it is to be offered.
    pub(super) fn offer(&self, reading: Reading<'_>) -> Offer {
        let key = reading.path.key();
        self.offered
            .borrow_mut()
            .push(Offered::new(&key, reading.node));
        let offer = match &*self.probe.borrow() {
            Some(Probe::Held(held)) if *held == key => Offer::Nothing,
            Some(Probe::With(table, field)) if *table == key => Offer::With(field),
            _ if self.flipped.borrow().contains(&key) => Offer::Flipped,
            _ => Offer::AsItIs,
        };
        if let Offer::Nothing | Offer::With(_) = offer {
            *self.met.borrow_mut() = Some(reading.blamed());
        }
        offer
    }

    /// What was offered since this was asked last.
    pub(super) fn take(&self) -> Vec<Offered> {
        self.offered.take()
    }

    /// Reads with a probe; the value that it has met is returned as well.
    pub(super) fn with<T>(&self, probe: Probe, read: impl FnOnce() -> T) -> (T, Option<Blame>) {
        *self.probe.borrow_mut() = Some(probe);
        let result = read();
        *self.probe.borrow_mut() = None;
        self.take();
        (result, self.met.take())
    }

    /// The texts that may be taken for something else, as the last reading had them.
    pub(crate) fn doubtful(&self) -> Vec<Key> {
        let offered = self.offered.borrow();
        let doubtful = offered.iter().filter(|offered| offered.is_doubtful);
        doubtful.map(|offered| offered.key.clone()).collect()
    }

    /// Offers the text as the other thing it may be from now on; or, if it is
    /// offered so already, as it was at first, and says so.
    pub(crate) fn flip(&self, key: &Key) -> bool {
        let mut flipped = self.flipped.borrow_mut();
        flipped.insert(key.clone()) || !flipped.remove(key)
    }

    /// Goes on from a text that is offered as a list, and is refused: its elements
    /// are offered as the other thing they may be. Where they are already, all of it
    /// is offered as it was at first, and says so.
    pub(crate) fn flip_within(&self, list: &Key, doubtful: &[Key]) -> bool {
        let mut flipped = self.flipped.borrow_mut();
        let inner = doubtful
            .iter()
            .filter(|key| *key != list && key.is_within(list));
        let new: Vec<Key> = inner
            .filter(|key| !flipped.contains(*key))
            .cloned()
            .collect();
        if new.is_empty() {
            flipped.retain(|key| !key.is_within(list));
            return false;
        }
        flipped.insert(list.clone());
        flipped.extend(new);
        true
    }

    /// The doubtful texts that one reading offers, and none of another.
    pub(crate) fn doubtful_of(&self, read: impl FnOnce()) -> Vec<Key> {
        self.take();
        read();
        let doubtful = self.doubtful();
        self.take();
        doubtful
    }

    pub(crate) fn flipped(&self) -> BTreeSet<Key> {
        self.flipped.borrow().clone()
    }

    pub(crate) fn flip_all(&self, keys: BTreeSet<Key>) {
        *self.flipped.borrow_mut() = keys;
    }
}

impl Offered {
    fn new(key: &Key, node: &Node<'_>) -> Self {
        let is_doubtful = match &node.value {
            Value::Free(text) => !matches!(face(text), Face::Text),
            _ => false,
        };
        Self {
            key: key.clone(),
            trace: Trace::of_node(node).filter(|_| !is_doubtful),
            is_table: node.as_table().is_some(),
            is_doubtful,
        }
    }
}
