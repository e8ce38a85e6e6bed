//! What a start would refuse of the values that a record has.

use crate::check::permit::Permits;
use crate::check::refuse::Policy;
use crate::load::Setup;
use crate::parity::compare::shown;
use crate::parity::refused::Refused;
use crate::parity::side::{Column, Setting};
use crate::report::problem::Problem;
use crate::value::key::{self, GivenStep, Path};

/// What refusals say of the values of records, which hold no secrets.
pub(super) fn of_records(sides: &[Column], settings: &[Setting], setup: &Setup) -> Vec<Refused> {
    // OK because who compares asks the waivers by itself.
    let permits = Permits::of(&setup.allowed, None);
    let mut refused = Vec::new();
    for setting in settings {
        // OK because only facts have a key that is none.
        let Some(steps) = key::parse(setting.key().as_str()) else {
            continue;
        };
        for (side, column) in sides.iter().enumerate() {
            let policy = Policy {
                environment: column.environment(),
                private: &setup.private,
                permits: &permits,
                is_strict: setup.is_strict,
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
