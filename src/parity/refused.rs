//! What a start refuses on each side, told once for all sides that refuse the same.

use std::collections::HashMap;

use super::Difference;
use super::compare::shown;
use super::side::{Column, Setting};
use super::waiver::Ledger;
use crate::check::PrivateHosts;
use crate::check::refuse::Policy;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::value::key::{self, GivenStep, Key, Path};
use crate::value::suggest::listed;

/// What one side refuses.
pub(crate) struct Refused {
    /// The number of the side.
    pub(crate) side: usize,
    pub(crate) problem: Problem,
}

/// What refusals say of the values of records, which hold no secrets.
pub(super) fn of_records(
    sides: &[Column],
    settings: &[Setting],
    private: &PrivateHosts,
) -> Vec<Refused> {
    let mut refused = Vec::new();
    for setting in settings {
        // OK because only facts have a key that is none.
        let Some(steps) = key::parse(setting.key().as_str()) else {
            continue;
        };
        for (side, column) in sides.iter().enumerate() {
            let policy = Policy {
                environment: column.environment(),
                private,
                is_without_secrets: true,
            };
            with_path(&Path::ROOT, &steps, &mut |path| {
                let problems = of_record(policy, path, setting, side);
                let of_side = |problem| Refused { side, problem };
                refused.extend(problems.into_iter().map(of_side));
            });
        }
    }
    refused
}

fn of_record(policy: Policy<'_>, path: &Path<'_>, setting: &Setting, side: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    let cell = &setting.cells()[side];
    let Some(datum) = &cell.datum else {
        return problems;
    };
    let look = policy.on(setting.field());
    look.each(path, Some(&datum.to_node()), &mut |text, refusal, found| {
        let place = cell.place().cloned();
        let place = place.map(|place| place.with_label(&*found.label));
        let key = (text.key)();
        let problem = found.problem(refusal, &key, place).with_key(key);
        // OK because no line of a file shows it.
        let message = format!("{}: {}", problem.message(), shown(cell));
        problems.push(problem.with_message(message));
    });
    problems
}

/// Goes down the steps of a key.
fn with_path(above: &Path<'_>, steps: &[GivenStep], visit: &mut dyn FnMut(&Path<'_>)) {
    match steps {
        [] => visit(above),
        [GivenStep::Name(name), rest @ ..] => with_path(&above.name(name), rest, visit),
        [GivenStep::Index(index), rest @ ..] => with_path(&above.index(*index), rest, visit),
    }
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
