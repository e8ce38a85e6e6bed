//! The waivers there are, and which of them have permitted something.

use std::cell::Cell;
use std::collections::HashMap;

use crate::check::refuse;
use crate::report::problem::{Code, Problem, Severity};
use crate::schema::Waiver;
use crate::schema::pattern::Pattern;
use crate::system::Date;
use crate::value::key::Key;

/// What a file of waivers holds.
#[derive(Default)]
pub(crate) struct Waivers {
    pub(crate) all: Vec<Waiver>,
    pub(crate) problems: Vec<Problem>,
    /// The settings whose waivers could not be understood.
    pub(crate) unclear: Vec<Pattern>,
    /// Whether a waiver of any setting may be in what could not be read.
    pub(crate) is_lost: bool,
}

/// The waivers of one load or comparison, and which of them have permitted something.
pub(crate) struct Ledger {
    waivers: Waivers,
    /// The numbers of those of one key.
    by_key: HashMap<Key, Vec<usize>>,
    /// The numbers of the others.
    patterns: Vec<usize>,
    used: Vec<Cell<bool>>,
    today: Date,
    /// Whether those that have ended still permit, so that no start fails at midnight.
    is_lenient: bool,
}

impl Ledger {
    pub(crate) fn new(waivers: Waivers, today: Date) -> Self {
        let mut by_key: HashMap<Key, Vec<usize>> = HashMap::new();
        let mut patterns = Vec::new();
        for (at, waiver) in waivers.all.iter().enumerate() {
            if waiver.pattern.is_key() {
                by_key.entry(waiver.key().clone()).or_default().push(at);
            } else {
                patterns.push(at);
            }
        }
        Self {
            used: vec![Cell::new(false); waivers.all.len()],
            waivers,
            by_key,
            patterns,
            today,
            is_lenient: false,
        }
    }

    pub(crate) fn lenient(mut self, is_lenient: bool) -> Self {
        self.is_lenient = is_lenient;
        self
    }

    pub(crate) fn all(&self) -> &[Waiver] {
        &self.waivers.all
    }

    pub(crate) fn into_waivers(self) -> Vec<Waiver> {
        self.waivers.all
    }

    /// The number of the waiver that permits what is found of a setting, or of a part of
    /// its value, of those that are for the deploys concerned.
    pub(crate) fn permit(
        &self,
        key: &Key,
        code: Code,
        is_for: &dyn Fn(&Waiver) -> bool,
    ) -> Option<usize> {
        let above = key.with_those_above();
        let exact = above.filter_map(|key| self.by_key.get(key)).flatten();
        let patterns = self
            .patterns
            .iter()
            .filter(|&&at| self.all()[at].pattern.covers(key));
        let permits = |at: &usize| {
            let waiver = &self.all()[*at];
            let is_held = self.is_lenient || !waiver.is_expired(self.today);
            is_held && permits(waiver, code) && is_for(waiver)
        };
        let found = exact.chain(patterns).copied().find(permits)?;
        self.used[found].set(true);
        Some(found)
    }

    /// Whether a waiver that could not be understood may permit this: then it is unknown
    /// whether it is refused.
    pub(crate) fn may_permit(&self, key: &Key) -> bool {
        let mut unclear = self.waivers.unclear.iter();
        self.waivers.is_lost || unclear.any(|unclear| unclear.covers(key))
    }

    /// What could not be understood.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.waivers.problems
    }

    /// Those that have ended.
    pub(crate) fn expired(
        &self,
        is_meant: impl Fn(&Waiver) -> bool,
    ) -> impl Iterator<Item = Problem> {
        let severity = if self.is_lenient {
            Severity::Warning
        } else {
            Severity::Error
        };
        let expired = self.all().iter();
        let expired = expired.filter(move |one| one.is_expired(self.today) && is_meant(one));
        expired.map(move |one| one.expired(self.today).with_severity(severity))
    }

    /// Those that have not ended, and permit nothing there is.
    pub(crate) fn unused(
        &self,
        is_meant: impl Fn(&Waiver) -> bool,
    ) -> impl Iterator<Item = Problem> {
        let waivers = self.all().iter().zip(&self.used);
        let unused = waivers.filter(move |(waiver, used)| {
            !used.get() && !waiver.is_expired(self.today) && is_meant(waiver)
        });
        unused.map(|(waiver, _)| waiver.unused())
    }
}

/// Whether it is for this code. A refusal has to be named.
fn permits(waiver: &Waiver, code: Code) -> bool {
    waiver
        .code
        .map_or(!refuse::is_refusal(code), |own| own == code)
}
