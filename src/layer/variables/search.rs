//! The names of variables, searched level by level along the walk.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::Walk;
use super::spelling::{ends_at_levels, spell};
use crate::value::key::push_variable_level;

/// A variable under one spelling of its name: `__` between levels is `_`.
pub(super) struct Spelled<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) number: usize,
}

/// The bit of a letter or digit in a set of them.
fn bit(character: u8) -> u64 {
    1 << (character & 63)
}

impl Walk<'_, '_> {
    /// Walks on one level down, if there is anything to be found.
    pub(super) fn within<T>(
        &mut self,
        segment: &str,
        is_named: bool,
        walk: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if !is_named && self.has_none(segment) {
            return None;
        }
        let len = self.name.len();
        let (here, below, firsts) = (self.here.clone(), self.below.clone(), self.firsts);
        push_variable_level(&mut self.name, segment);
        self.narrow();
        let is_worth_it = is_named || !(self.here.is_empty() && self.below.is_empty());
        let result = is_worth_it.then(|| {
            self.ends.push(self.name.len());
            let result = walk(self);
            self.ends.pop();
            result
        });
        self.name.truncate(len);
        (self.here, self.below, self.firsts) = (here, below, firsts);
        result.flatten()
    }

    /// Whether no variable can be of this level or below it, by its first letter.
    pub(super) fn has_none(&self, segment: &str) -> bool {
        let first = segment.bytes().next().filter(u8::is_ascii_alphanumeric);
        first.is_some_and(|first| self.firsts & bit(first.to_ascii_uppercase()) == 0)
    }

    /// Whether a level below begins right behind the name.
    pub(super) fn is_at_a_level(&self) -> bool {
        self.name.is_empty() || self.name.ends_with('_')
    }

    /// Finds what is `here` and `below` among what was below one level up.
    pub(super) fn narrow(&mut self) {
        let (start, end) = (self.below.start, self.below.end);
        let candidates = &self.spelled[start..end];
        let name = self.name.as_str();
        let first = candidates.partition_point(|spelled| *spelled.name < *name);
        let starts = candidates[first..].partition_point(|spelled| spelled.name.starts_with(name));
        let candidates = &candidates[first..first + starts];
        let same = candidates.partition_point(|spelled| spelled.name.len() == name.len());
        let longer = &candidates[same..];
        // OK because no level adds a `_` to a name that ends with one.
        let below = if self.is_at_a_level() {
            0..longer.len()
        } else {
            let next = |spelled: &Spelled<'_>| spelled.name.as_bytes()[name.len()];
            let before = longer.partition_point(|spelled| next(spelled) < b'_');
            before..longer.partition_point(|spelled| next(spelled) <= b'_')
        };
        let (first, longer) = (start + first, start + first + same);
        self.here = first..longer;
        self.below = longer + below.start..longer + below.end;
        let at = name.len() + usize::from(!self.is_at_a_level());
        let names = self.spelled[self.below.clone()].iter();
        let firsts = names.filter_map(|spelled| spelled.name.as_bytes().get(at));
        self.firsts = firsts.fold(0, |all, first| all | bit(*first));
    }

    /// Adds the numbers of the variables with a name that the platform gives.
    pub(super) fn push_named(&self, name: &str, numbers: &mut SmallVec<[usize; 2]>) {
        let spelled = spell(name);
        let first = self.spelled.partition_point(|other| other.name < spelled);
        let same = self.spelled[first..].iter();
        let same = same.take_while(|other| other.name == spelled);
        let named = same.filter(|other| self.variables[other.number].variable() == name);
        numbers.extend(named.map(|other| other.number));
    }

    /// The numbers of the variables that are here.
    pub(super) fn numbers(&self) -> SmallVec<[usize; 2]> {
        let same = self.spelled[self.here.clone()].iter();
        same.map(|spelled| spelled.number)
            .filter(|&number| {
                ends_at_levels(self.variables[number].variable(), &self.name, &self.ends)
            })
            .collect()
    }
}
