//! What is known of a leaf while it is read.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::key::{Key, Path};
use crate::mistake::{Fault, Mistake};
use crate::redact;

/// What one reading of one leaf shares.
#[derive(Debug)]
pub(crate) struct Session {
    /// Never copy a value into a mistake.
    pub(super) secret: bool,
    /// Unknown fields, which serde would ignore.
    ignored: RefCell<Vec<Mistake>>,
    /// What is known already, once mistakes are looked for.
    search: Option<Box<Search>>,
}

/// What one search for mistakes has come by.
#[derive(Debug)]
struct Search {
    /// The key of the leaf.
    leaf: Key,
    /// Keys of entries with a known mistake, which are passed over.
    skipped: Vec<Key>,
    ignored_keys: RefCell<BTreeSet<Option<Key>>>,
}

impl Session {
    pub(crate) fn new(secret: bool) -> Self {
        Self {
            secret,
            ignored: RefCell::default(),
            search: None,
        }
    }

    /// For finding the mistakes in the leaf of this key.
    pub(crate) fn of_leaf(secret: bool, leaf: Key) -> Self {
        let search = Search {
            leaf,
            skipped: Vec::new(),
            ignored_keys: RefCell::default(),
        };
        Self {
            search: Some(Box::new(search)),
            ..Self::new(secret)
        }
    }

    /// Whether what stands at this key must not be shown.
    pub(super) fn hides(&self, key: &Key) -> bool {
        let below = self
            .search
            .as_ref()
            .and_then(|search| key.below(&search.leaf));
        self.secret || below.is_some_and(|mut names| names.any(redact::is_secret_name))
    }

    /// Whether nothing was passed over.
    pub(crate) fn is_clean(&self) -> bool {
        self.ignored.borrow().is_empty()
    }

    /// Passes the entry over from now on; false if it was passed over already.
    pub(crate) fn skip(&mut self, key: &Key) -> bool {
        let Some(search) = &mut self.search else {
            return false;
        };
        let is_new = !search.skipped.contains(key);
        if is_new {
            search.skipped.push(key.clone());
        }
        is_new
    }

    fn skipped(&self) -> &[Key] {
        self.search.as_ref().map_or(&[], |search| &search.skipped)
    }

    /// Whether the entry at this place is passed over.
    pub(super) fn skips(&self, path: &Path<'_>) -> bool {
        let skipped = self.skipped();
        !skipped.is_empty() && skipped.contains(&path.key())
    }

    /// Whether the mistake only follows from what is passed over.
    pub(crate) fn explains(&self, mistake: &Mistake) -> bool {
        match (mistake.fault(), mistake.blame()) {
            (Fault::Known, _) => true,
            (Fault::MissingField { field }, Some(blame)) => {
                let mut key = blame.key.clone();
                key.push_name(field);
                self.skipped().contains(&key)
            }
            // OK because what a value is without some of its parts says nothing
            // of what it is with them.
            (_, Some(blame)) => self.skipped().iter().any(|key| {
                let mut below = key.below(&blame.key).into_iter().flatten();
                *key != blame.key && below.next().is_some()
            }),
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
