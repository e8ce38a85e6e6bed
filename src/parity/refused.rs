//! What a start refuses on each side, reported once for all sides that refuse the same.

use std::collections::HashSet;

use super::side::Column;
use super::{Difference, Waiver};
use crate::check::permit::Ledger;
use crate::report::grouped;
use crate::report::problem::{Code, Problem, Severity};
use crate::value::key::Key;
use crate::value::origin::Origin;
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
    waivers: &Ledger,
) -> Vec<Difference> {
    let causes = refused.into_iter().rev().map(|Refused { side, problem }| {
        let is_for = |waiver: &Waiver| waiver.is_for(sides[side].names());
        let permits = |key| waivers.permit(key, problem.code(), &is_for);
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
        add_places(&mut problem, &others);
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
fn add_places(head: &mut Problem, others: &[Problem]) {
    let origins = |problem: &Problem| -> Vec<Origin> {
        let places = problem.places().iter();
        places.map(|place| place.origin().clone()).collect()
    };
    let mut known: HashSet<Origin> = origins(head).into_iter().collect();
    for other in others {
        let has_more = origins(other).into_iter().fold(false, |has_more, origin| {
            let is_new = known.insert(origin);
            has_more || is_new
        });
        if has_more {
            head.add_places(other);
        }
    }
}
