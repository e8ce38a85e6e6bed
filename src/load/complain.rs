//! What is wrong with a load, once everything has been read.

use std::collections::HashSet;
use std::path::PathBuf;

use super::fold::fold;
use super::gather::Inputs;
use super::stack::Stack;
use super::{Setup, searched};
use crate::check::interpolation;
use crate::layer;
use crate::load::choose::Choice;
use crate::read;
use crate::read::unknown;
use crate::read::{Load, Missing};
use crate::report::Report;
use crate::report::problem::{Code, Problem, Severity};
use crate::resolve::asked;
use crate::schema::Schema;
use crate::schema::names::{self, Owners};
use crate::value::key::Key;
use crate::value::redact;

/// What is wrong with the layers of one load.
pub(super) struct Found {
    pub(super) problems: Vec<Problem>,
    /// What only deserves a warning.
    pub(super) warnings: Vec<Problem>,
    /// Settings without a value that no problem explains.
    pub(super) missing: Vec<Missing>,
}

/// Returns all that is wrong, missing settings apart.
pub(super) fn all(
    setup: &Setup,
    schema: &'static Schema,
    stack: &Stack<'_>,
    load: Load<'_>,
    mut problems: Vec<Problem>,
) -> Found {
    let mut strays = strays(stack, setup, schema, load.may_have_strays);
    if !stack.unowned.is_empty() {
        let unowned = stack.unowned.iter().copied();
        unknown::variables(&stack.layers, unowned, schema, &setup.prefix, &mut strays);
    }
    let notes = interpolation::notes(&stack.layers, schema, &setup.prefix);
    strays.warnings.extend(notes);
    problems.extend(load.problems);
    problems.extend(
        setup
            .malformed
            .iter()
            .copied()
            .map(layer::words::malformed_set),
    );
    let broken: HashSet<_> = problems.iter().filter_map(broken_line).collect();
    strays.problems.retain(|stray| !is_on(stray, &broken));
    let (broken, doubtful) = load.judged.into_iter().partition::<Vec<_>, _>(refuses);
    problems.extend(broken);
    strays.warnings.extend(doubtful);
    problems.extend(strays.problems);
    problems.extend(ambiguities(setup, schema));
    let mut missing = load.missing;
    if !missing.is_empty() {
        let explained: HashSet<Key> = problems
            .iter()
            .filter_map(|problem| problem.key().cloned())
            .chain(strays.meant)
            .collect();
        let (explained, unexplained): (Vec<_>, Vec<_>) = missing.into_iter().partition(|missing| {
            is_explained(missing, &explained) || stack.may_have_lost(&missing.key, missing.field)
        });
        // OK because an explanation that is no problem itself explains nothing.
        let is_all = problems.is_empty() && unexplained.is_empty();
        missing = if is_all { explained } else { unexplained };
    }
    let mut warnings = strays.warnings;
    fold(&mut problems, &mut warnings);
    Found {
        problems,
        warnings,
        missing,
    }
}

/// The keys that no setting owns; the layers are only searched where there may be
/// some.
fn strays(
    stack: &Stack<'_>,
    setup: &Setup,
    schema: &'static Schema,
    may_be: bool,
) -> unknown::Strays {
    let strays = || unknown::keys(&stack.layers, schema, &setup.prefix);
    if may_be {
        return strays();
    }
    debug_assert!(strays().is_empty());
    unknown::Strays::default()
}

/// A problem for each missing setting, unless no environment was chosen: then
/// it is not known which files would have set them.
pub(super) fn missing(
    inputs: &Inputs,
    setup: &Setup,
    schema: &'static Schema,
    stack: &Stack<'_>,
    missing: &[Missing],
) -> Vec<Problem> {
    if inputs.choice.is_none() || missing.is_empty() {
        return Vec::new();
    }
    let owners = Owners::of(schema, &setup.prefix);
    let problem = |missing: &Missing| {
        let problem = not_set(missing, inputs, setup, schema, &owners);
        match asked::by(schema, &stack.layers, &missing.key) {
            Some(asked) => read::words::asked_for(problem, &stack.layers, &asked),
            None => problem,
        }
    };
    missing.iter().map(problem).collect()
}

pub(super) fn report(
    setup: &Setup,
    choice: Option<&Choice>,
    inputs: &Inputs,
    mut problems: Vec<Problem>,
    warnings: Vec<Problem>,
) -> Report {
    debug_assert!(
        !problems.is_empty(),
        "settings that are not read have a problem"
    );
    problems.extend(warnings);
    problems.extend(inputs.notes.iter().cloned());
    let environment = choice.map(Choice::shown);
    Report::new(setup.program(), environment, problems)
        .with_searched(searched::searched(setup, choice, inputs))
}

/// The line of a file that does not follow the grammar.
fn broken_line(problem: &Problem) -> Option<(PathBuf, usize)> {
    (problem.code() == Code::Syntax)
        .then(|| line(problem))
        .flatten()
}

/// Whether the key is on one of the lines, where it may be no key at all but
/// the next line of a value that was left open.
fn is_on(stray: &Problem, lines: &HashSet<(PathBuf, usize)>) -> bool {
    !lines.is_empty() && line(stray).is_some_and(|line| lines.contains(&line))
}

fn line(problem: &Problem) -> Option<(PathBuf, usize)> {
    let position = problem.origin()?.position()?;
    Some((position.path().to_owned(), position.line()))
}

fn refuses(problem: &Problem) -> bool {
    problem.severity() == Severity::Error
}

/// Two settings that one variable would set.
pub(crate) fn ambiguities(setup: &Setup, schema: &'static Schema) -> Vec<Problem> {
    let mut platform = Vec::new();
    names::platform_names(schema, &mut platform);
    let own = |name: &&str| name.starts_with(&setup.prefix);
    platform.sort_unstable();
    let harmless = platform.is_sorted_by(|a, b| a < b) && !platform.iter().any(own);
    if harmless
        && !setup.prefix.is_empty()
        && !schema.may_meet()
        && !schema.may_meet_name(&names::RESERVED)
    {
        return Vec::new();
    }
    let reserved =
        names::RESERVED.map(|name| (names::of_loader(&setup.prefix, name), names::LOADER));
    let found = names::ambiguities(schema, &setup.prefix, &reserved);
    found.iter().map(read::words::ambiguous).collect()
}

/// Whether another problem is why the setting is missing.
fn is_explained(missing: &Missing, explained: &HashSet<Key>) -> bool {
    let mut causes = missing.key.with_those_above();
    causes.any(|cause| explained.contains(cause))
}

fn not_set(
    missing: &Missing,
    inputs: &Inputs,
    setup: &Setup,
    schema: &'static Schema,
    owners: &Owners,
) -> Problem {
    let variables = names::variables_of(schema, &setup.prefix, &missing.key, missing.field);
    let file = inputs.best_file().map(redact::path);
    read::words::missing(
        &missing.key,
        missing.field,
        &read::words::Cure {
            file,
            variables: &variables,
            twin: owners.twin_of(&variables),
        },
    )
}
