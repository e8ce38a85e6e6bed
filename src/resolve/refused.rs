//! What is shown of a value that is refused: what the problem shows of it.
//!
//! A value that its type does not accept may be anything, a secret of something else
//! too. What may be shown of it is judged once, where the problem is put into words.

use std::collections::HashMap;

use super::{Resolution, Row};
use crate::report::problem::{Problem, Severity};
use crate::value::key::Key;
use crate::value::origin::Origin;

/// What replaces a value of which the problem shows nothing.
const REFUSED: &str = "[refused]";

impl Resolution {
    /// Shows of each value that one of the problems refuses no more than the
    /// problem does.
    pub(crate) fn refuse(&mut self, problems: &[Problem]) {
        let mut within: HashMap<&str, Vec<&Problem>> = HashMap::new();
        for problem in problems.iter().filter(|problem| refuses(problem)) {
            for key in problem.key().into_iter().flat_map(Key::with_those_above) {
                within.entry(key).or_default().push(problem);
            }
        }
        for row in &mut self.rows {
            if let Some(problems) = within.get(row.key.as_str()) {
                row.refuse(problems);
            }
        }
    }
}

impl Row {
    /// A problem of the whole value speaks of the one that is written where it
    /// points at; one of a part may speak of any of them, as layers are mixed.
    fn refuse(&mut self, problems: &[&Problem]) {
        let is_own = |problem: &&&Problem| problem.key() == Some(&self.key);
        let (own, parts): (Vec<_>, Vec<_>) = problems.iter().partition(is_own);
        let is_placed = |problem: &&Problem| {
            let mut origins = self.origins();
            origins.any(|origin| problem.origin() == Some(origin))
        };
        let is_any = !parts.is_empty() || !own.iter().all(is_placed);
        let shown = |origin: Option<&Origin>| {
            let problem = own.iter().find(|problem| problem.origin() == origin);
            match problem {
                Some(problem) => Some(found(problem)),
                None => is_any.then(|| REFUSED.to_owned()),
            }
        };
        for hidden in &mut self.lower {
            if let Some(shown) = shown(Some(&hidden.origin)) {
                hidden.value = shown;
            }
        }
        if let (Some(value), Some(shown)) = (&mut self.value, shown(self.origin.as_ref())) {
            value.clone_from(&shown);
            self.shown = Some(shown);
            self.datum = None;
        }
    }

    fn origins(&self) -> impl Iterator<Item = &Origin> {
        let lower = self.lower.iter().map(|lower| &lower.origin);
        self.origin.iter().chain(lower)
    }
}

/// Whether the value may be none of its type; what judges one that is of its type
/// leaves it as it is.
fn refuses(problem: &Problem) -> bool {
    problem.severity() == Severity::Error && !problem.code().is_of_a_typed_value()
}

fn found(problem: &Problem) -> String {
    let found = problem.found().map(|found| found.trim_matches('`'));
    found.unwrap_or(REFUSED).to_owned()
}
