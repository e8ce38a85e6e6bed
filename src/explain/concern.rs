//! Which problems are those of a setting.

use std::collections::HashMap;

use crate::report::problem::{Problem, Severity};
use crate::value::key::Key;

/// What refuses the start, by the keys it is found under.
pub(super) struct Concerns<'p> {
    /// The problems of a key and of all keys below it.
    within: HashMap<&'p str, Vec<&'p Problem>>,
    /// The problems of exactly this key.
    at: HashMap<&'p str, Vec<&'p Problem>>,
}

impl<'p> Concerns<'p> {
    pub(super) fn new(problems: &'p [Problem]) -> Self {
        let mut concerns = Self {
            within: HashMap::new(),
            at: HashMap::new(),
        };
        let errors = problems
            .iter()
            .filter(|problem| problem.severity() == Severity::Error);
        for problem in errors {
            let Some(key) = problem.key().map(Key::as_str) else {
                continue;
            };
            concerns.at.entry(key).or_default().push(problem);
            for section in sections(key).chain([key]) {
                concerns.within.entry(section).or_default().push(problem);
            }
        }
        concerns
    }

    /// The problems of a setting, of what is in its value, and of the sections
    /// it is in.
    pub(super) fn of(&self, setting: &Key) -> Vec<Problem> {
        let key = setting.as_str();
        let above = sections(key).filter_map(|section| self.at.get(section));
        let own = self.within.get(key);
        above.chain(own).flatten().copied().cloned().collect()
    }
}

/// The sections that a key is in, from the outermost one.
fn sections(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices(['.', '[']).map(|(end, _)| &key[..end])
}
