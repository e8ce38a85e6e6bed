//! Which waivers have permitted something.

use std::collections::HashMap;

use super::Waiver;
use crate::parity::Column;
use crate::report::problem::{Code, Problem};
use crate::system::date::Date;
use crate::value::key::Key;

/// The waivers of one comparison, and which of them have permitted something.
pub(in crate::parity) struct Ledger<'w> {
    all: &'w [Waiver],
    by_key: HashMap<&'w str, Vec<usize>>,
    used: Vec<bool>,
    today: Date,
}

impl<'w> Ledger<'w> {
    pub(in crate::parity) fn new(all: &'w [Waiver], today: Date) -> Self {
        let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, waiver) in all.iter().enumerate() {
            by_key.entry(waiver.key.as_str()).or_default().push(at);
        }
        Self {
            all,
            by_key,
            used: vec![false; all.len()],
            today,
        }
    }

    /// The number of the waiver that permits what is found of a setting, or of a part of
    /// its value, on one of these sides.
    pub(in crate::parity) fn permit(
        &mut self,
        key: &Key,
        code: Code,
        of: &[usize],
        sides: &[Column],
    ) -> Option<usize> {
        let concerned = key
            .with_those_above()
            .filter_map(|key| self.by_key.get(key));
        let mut concerned = concerned.flatten().copied();
        let permits = |waiver: &Waiver| {
            !waiver.is_expired(self.today) && of.iter().any(|&at| waiver.permits(code, &sides[at]))
        };
        let found = concerned.find(|&at| permits(&self.all[at]))?;
        self.used[found] = true;
        Some(found)
    }

    /// What is wrong with waivers: they have ended, or permit nothing there is, as far as
    /// all there is was seen.
    pub(in crate::parity) fn problems(&self, is_all: bool) -> Vec<Problem> {
        let problem = |(waiver, used): (&Waiver, &bool)| {
            if waiver.is_expired(self.today) {
                Some(waiver.expired(self.today))
            } else {
                (is_all && !used).then(|| waiver.unused())
            }
        };
        let waivers = self.all.iter().zip(&self.used);
        waivers.filter_map(problem).collect()
    }
}
