//! Secrets of several environments, compared by what they are digested to.

use std::collections::{HashMap, HashSet};

use super::compare::Observation;
use super::side::{Column, Setting};
use crate::report::problem::{Code, Severity};
use crate::schema::ParityRule;

/// Looks for one secret in two environments, whatever its settings.
///
/// Where there are no digests there is nothing to find.
pub(crate) fn all(sides: &[Column], settings: &[Setting]) -> Vec<Observation> {
    let mut found = Vec::new();
    for late in 0..sides.len() {
        for early in 0..late {
            let pair = Pair {
                sides,
                settings,
                at: [early, late],
            };
            if pair.must_differ() {
                pair.shared(&mut found);
            }
        }
    }
    found
}

struct Pair<'p> {
    sides: &'p [Column],
    settings: &'p [Setting],
    at: [usize; 2],
}

impl Pair<'_> {
    /// Whether they are two environments, one at least of them deployed.
    fn must_differ(&self) -> bool {
        let [early, late] = self.at.map(|at| self.sides[at].environment());
        early != late && (early.is_deployed() || late.is_deployed())
    }

    fn shared(&self, found: &mut Vec<Observation>) {
        let [early, _] = self.at;
        let settings = || self.settings.iter().enumerate();
        let may_not = |&(_, setting): &(usize, &Setting)| {
            !matches!(setting.rule(), ParityRule::Same | ParityRule::Free)
        };
        let mut first: HashMap<&str, usize> = HashMap::new();
        for (row, setting) in settings().filter(may_not) {
            for digest in &setting.cells()[early].digests {
                first.entry(digest).or_insert(row);
            }
        }
        for (row, setting) in settings().filter(may_not) {
            let [before, now] = self.at.map(|at| &setting.cells()[at].digests);
            let before: HashSet<&String> = before.iter().collect();
            let other = if now.iter().any(|digest| before.contains(digest)) {
                Some(row)
            } else {
                // OK to say one of several: it is the same secret in all of them.
                now.iter()
                    .find_map(|digest| first.get(digest.as_str()).copied())
            };
            found.extend(other.map(|other| self.finding(row, other)));
        }
    }

    fn finding(&self, row: usize, other: usize) -> Observation {
        let [early, late] = self.at;
        let [here, there] = [row, other].map(|row| &self.settings[row]);
        let what = if here.is_secret() {
            "the same secret"
        } else {
            "a URL with the same password"
        };
        let sides = if row == other {
            vec![(early, what.to_owned()), (late, what.to_owned())]
        } else {
            let (key, side) = (there.key(), self.sides[early].name());
            vec![(late, format!("{what} as {side}'s `{key}`"))]
        };
        Observation {
            setting: row,
            code: Code::SharedValue,
            severity: Severity::Error,
            sides,
        }
    }
}
