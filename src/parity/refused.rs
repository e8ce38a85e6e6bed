//! What a start refuses on each side, told once for all sides that refuse the same.

use super::Difference;
use super::side::Column;
use super::waiver::Ledger;
use crate::report::grouped;
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
#[derive(Clone, PartialEq, Eq, Hash)]
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
    let causes = refused.into_iter().rev().map(|Refused { side, problem }| {
        let permits = |key| waivers.permit(key, problem.code(), &[side], sides);
        let cause = Cause {
            code: problem.code(),
            key: problem.key().cloned(),
            severity: problem.severity(),
            message: problem.message().to_owned(),
            waiver: problem.key().and_then(permits),
        };
        (cause, (problem, side))
    });
    let verdict = |(cause, alike): (Cause, Vec<_>)| {
        let (mut problems, of): (Vec<Problem>, Vec<usize>) = alike.into_iter().unzip();
        let others = problems.split_off(1);
        let mut problem = problems.pop()?;
        for other in &others {
            add_places(&mut problem, other);
        }
        Some(verdict(problem, of, sides).with_waiver(cause.waiver))
    };
    grouped(causes)
        .into_iter()
        .rev()
        .filter_map(verdict)
        .collect()
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
