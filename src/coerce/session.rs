//! What is known of a leaf while it is read.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::Reading;
use super::offers::{Offer, Offers};
use crate::coerce::mistake::{Fault, Mistake};
use crate::value::key::{Key, Path};
use crate::value::redact;
use crate::value::tree::{Node, Value};

/// How often a leaf is read as a whole before it is only read on.
///
/// A whole is read again for each error, since a part that is left out may
/// look like one that is missing. That is too much work where there are many
/// errors: from then on what was read well is not read again.
const WHOLE_READINGS: usize = 16;

/// What one reading of one leaf shares.
#[derive(Debug)]
pub(crate) struct Session {
    /// Never copy a value into an error.
    pub(super) secret: bool,
    /// Unknown fields, which serde would ignore.
    ignored: RefCell<Vec<Mistake>>,
    /// What is known already, once errors are looked for.
    search: Option<Box<Search>>,
    /// What types that ask for anything are offered, once errors are looked for.
    pub(crate) offers: Option<Box<Offers>>,
}

/// What one search for errors has come by.
#[derive(Debug)]
struct Search {
    /// The key of the leaf.
    leaf: Key,
    /// How often the leaf was read already.
    readings: usize,
    /// Keys of entries with a known error, which are skipped.
    skipped: RefCell<BTreeSet<Key>>,
    /// How many entries of a list or map need not be read again.
    read: BTreeMap<Key, usize>,
    /// The same, as the reading under way finds it.
    reading: RefCell<BTreeMap<Key, usize>>,
    ignored_keys: RefCell<BTreeSet<Option<Key>>>,
}

impl Search {
    fn passes_over(&self, key: &Key) -> bool {
        self.skipped.borrow().contains(key)
    }

    /// Whether something below this key is skipped, or was read before.
    fn is_in_part(&self, key: &Key) -> bool {
        let skipped = self.skipped.borrow();
        let below = ['.', '['].map(|mark| format!("{key}{mark}"));
        let is_skipped = |start: &String| {
            let start = (Bound::Included(start.as_str()), Bound::Unbounded);
            let next = skipped.range::<str, _>(start).next();
            next.is_some_and(|next| next.is_within(key))
        };
        let is_read = |start: &str| {
            let start = (Bound::Included(start), Bound::Unbounded);
            let next = self.read.range::<str, _>(start).next();
            next.is_some_and(|(next, _)| next.is_within(key))
        };
        below.iter().any(is_skipped)
            || self.goes_on() && (self.read.contains_key(key) || below.iter().any(|s| is_read(s)))
    }

    fn goes_on(&self) -> bool {
        self.readings > WHOLE_READINGS
    }
}

impl Session {
    pub(crate) fn new(secret: bool) -> Self {
        Self {
            secret,
            ignored: RefCell::default(),
            search: None,
            offers: None,
        }
    }

    /// For finding the errors in the leaf of this key.
    pub(crate) fn of_leaf(secret: bool, leaf: Key) -> Self {
        let search = Search {
            leaf,
            readings: 1,
            skipped: RefCell::default(),
            read: BTreeMap::new(),
            reading: RefCell::default(),
            ignored_keys: RefCell::default(),
        };
        Self {
            search: Some(Box::new(search)),
            offers: Some(Box::default()),
            ..Self::new(secret)
        }
    }

    /// Whether what is at this key must not be shown.
    pub(super) fn hides(&self, key: &Key) -> bool {
        let below = self
            .search
            .as_ref()
            .and_then(|search| key.below(&search.leaf));
        self.secret || below.is_some_and(|mut names| names.any(redact::is_secret_name))
    }

    /// How a value is offered to a type that asks for anything.
    pub(super) fn offer(&self, reading: Reading<'_>) -> Offer {
        let offers = self.offers.as_ref();
        offers.map_or(Offer::AsItIs, |offers| offers.offer(reading))
    }

    /// Whether nothing was skipped.
    pub(crate) fn is_clean(&self) -> bool {
        self.ignored.borrow().is_empty()
    }

    /// Passes the entry over in all readings to come; false if it was passed
    /// over already.
    pub(crate) fn skip(&mut self, key: &Key) -> bool {
        let Some(search) = &mut self.search else {
            return false;
        };
        search.readings += 1;
        search.read.append(search.reading.get_mut());
        search.skipped.get_mut().insert(key.clone())
    }

    /// Whether the entry at this place is skipped: an error in it, or its
    /// syntax, is known of.
    pub(super) fn skips(&self, path: &Path<'_>, node: &Node<'_>) -> bool {
        let Some(search) = &self.search else {
            return false;
        };
        if matches!(node.value, Value::Bad) {
            search.skipped.borrow_mut().insert(path.key());
            return true;
        }
        !search.skipped.borrow().is_empty() && search.passes_over(&path.key())
    }

    /// How many entries of this list or map need not be read again.
    pub(super) fn start(&self, path: &Path<'_>) -> usize {
        let search = self.search.as_deref().filter(|search| search.goes_on());
        let read = search.and_then(|search| search.read.get(&path.key()));
        read.copied().unwrap_or_default()
    }

    /// Notes how many entries of this list or map were read well.
    pub(super) fn has_read(&self, path: &Path<'_>, entries: usize) {
        if let Some(search) = &self.search
            && entries > 0
        {
            search.reading.borrow_mut().insert(path.key(), entries);
        }
    }

    /// Whether the error only follows from what is skipped.
    pub(crate) fn explains(&self, mistake: &Mistake) -> bool {
        let Some(search) = &self.search else {
            return false;
        };
        match (mistake.fault(), mistake.blame()) {
            (Fault::Known, _) => true,
            (Fault::MissingField { field }, Some(blame)) if !search.goes_on() => {
                let mut key = blame.key.clone();
                key.push_name(field);
                search.passes_over(&key)
            }
            // OK because what a value is without some of its parts says nothing
            // of what it is with them.
            (_, Some(blame)) => search.is_in_part(&blame.key),
            (_, None) => false,
        }
    }

    /// Notes an unknown field, once however often the leaf is read.
    pub(super) fn ignore(&self, mistake: Mistake) {
        let key = || mistake.blame().map(|blame| blame.key.clone());
        let is_new = |search: &Search| search.ignored_keys.borrow_mut().insert(key());
        if self.search.as_deref().is_none_or(is_new) {
            self.ignored.borrow_mut().push(mistake);
        }
    }

    pub(crate) fn into_ignored(self) -> Vec<Mistake> {
        self.ignored.into_inner()
    }
}
