//! The parts of a layer that could not be read, and what they may set.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::format::Lost;
use crate::value::key::Key;

/// The parts of a text of which nothing could be read.
#[derive(Debug, Default)]
pub(crate) struct Losses {
    parts: Vec<Lost>,
    /// The tables with a part that names a word, for each word that was asked for.
    ///
    /// There are as many words as fields, but as many settings as a file has entries
    /// may be asked for.
    tables: RefCell<HashMap<&'static str, HashSet<Key>>>,
}

impl From<Vec<Lost>> for Losses {
    fn from(parts: Vec<Lost>) -> Self {
        Self {
            parts,
            tables: RefCell::default(),
        }
    }
}

impl Losses {
    pub(crate) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether a part that the key may be in names the word, as `names` says.
    pub(super) fn may_hold(
        &self,
        key: &Key,
        word: &'static str,
        names: impl Fn(&Lost) -> bool,
    ) -> bool {
        if self.is_empty() {
            return false;
        }
        let mut known = self.tables.borrow_mut();
        let tables = known.entry(word).or_insert_with(|| {
            let parts = self.parts.iter().filter(|part| names(part));
            parts.map(|part| part.within.clone()).collect()
        });
        let mut above = key.with_those_above();
        tables.contains("") || above.any(|above| tables.contains(above))
    }
}
