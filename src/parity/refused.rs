//! What a start refuses on each side, told once for all sides that refuse the same.

use std::collections::HashMap;

use super::Difference;
use super::side::Column;
use super::waiver::Ledger;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::value::key::Key;
use crate::value::suggest::listed;

/// What one side refuses.
pub(crate) struct Refused {
    /// The number of the side.
    pub(crate) side: usize,
    pub(crate) problem: Problem,
}

/// What makes one verdict of what several sides refuse.
#[derive(PartialEq, Eq, Hash)]
struct Cause {
    code: Code,
    key: Option<Key>,
    severity: Severity,
    message: String,
    waiver: Option<usize>,
}

/// A verdict for each thing that is refused, with all sides that refuse it; the side
/// nearest to production is the one to change first. A waiver counts for the sides that it
/// names, and for no other.
pub(super) fn verdicts(
    refused: Vec<Refused>,
    sides: &[Column],
    waivers: &mut Ledger<'_>,
) -> Vec<Difference> {
    let mut groups: Vec<(Problem, Vec<usize>, Option<usize>)> = Vec::new();
    let mut known: HashMap<Cause, usize> = HashMap::new();
    for Refused { side, problem } in refused.into_iter().rev() {
        let permits = |key| waivers.permit(key, problem.code(), &[side], sides);
        let cause = Cause {
            code: problem.code(),
            key: problem.key().cloned(),
            severity: problem.severity(),
            message: problem.message().to_owned(),
            waiver: problem.key().and_then(permits),
        };
        let waiver = cause.waiver;
        let at = *known.entry(cause).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((head, of, _)) => {
                add_places(head, &problem);
                of.push(side);
            }
            None => groups.push((problem, vec![side], waiver)),
        }
    }
    let verdict = |(problem, of, waiver)| verdict(problem, of, sides).with_waiver(waiver);
    groups.into_iter().rev().map(verdict).collect()
}

fn verdict(problem: Problem, mut of: Vec<usize>, sides: &[Column]) -> Difference {
    of.sort_unstable();
    of.dedup();
    let names = of.iter().map(|&side| sides[side].name().to_owned());
    let names: Vec<String> = names.collect();
    let message = format!("{} (in {})", problem.message(), listed(&names));
    Difference::of(problem.with_message(message), names)
}

/// Adds the places that the problem does not have.
fn add_places(head: &mut Problem, other: &Problem) {
    let is_known = |place: &&Place| {
        head.places()
            .iter()
            .all(|one| one.origin() != place.origin())
    };
    if other.places().iter().any(|place| is_known(&place)) {
        head.add_places(other);
    }
}
