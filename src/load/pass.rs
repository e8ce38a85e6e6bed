//! One reading of the layers, and all that is wrong with them.

use std::collections::HashSet;
use std::path::PathBuf;

use super::cure::Cures;
use super::fold::fold;
use super::gather::Inputs;
use super::stack::Stack;
use super::{Setup, demands, ignored, waivers};
use crate::check::permit::Permits;
use crate::check::{committed, interpolation, lost};
use crate::environment::{Deploy, Environment};
use crate::layer;
use crate::read;
use crate::read::config::Config;
use crate::read::unknown;
use crate::read::{Judge, Load, Missing};
use crate::report::problem::{Code, Problem};
use crate::resolve::asked;
use crate::schema::Schema;
use crate::schema::names;
use crate::value::key::Key;

/// What one reading of the layers has found.
pub(super) struct Pass<T> {
    /// None where the settings could not be read; it means nothing where any problem
    /// refuses the start.
    pub(super) value: Option<T>,
    pub(super) found: Vec<Problem>,
    /// Settings without a value that no problem explains.
    pub(super) missing: Vec<Missing>,
    /// Sections that were not judged as a whole.
    pub(super) unjudged: Vec<Key>,
}

/// Reads the layers of one load, and finds all that is wrong with them; `found` is
/// what is known already. If a deploy has yet to bring what is missing, nothing but
/// what is committed is judged, and nothing of the world is asked.
pub(super) fn pass<T: Config>(
    setup: &Setup,
    inputs: &Inputs,
    stack: &Stack<'_>,
    found: Vec<Problem>,
    awaits_deploy: bool,
) -> Pass<T> {
    let schema = setup.schema::<T>();
    let deploy = inputs.choice.as_ref().map(Deploy::from);
    let ledger = waivers::ledger(setup, inputs, schema);
    let permits = Permits::of(&setup.allowed, ledger.as_ref().zip(deploy.as_ref()));
    let judge = deploy.as_ref().map(|deploy| Judge {
        deploy,
        private: &setup.private,
        permits: &permits,
        is_strict: setup.is_strict,
        awaits_deploy,
        overrides_stand_in: inputs.committed,
    });
    let mut load = Load::new(&stack.layers, judge);
    load.found = found;
    if inputs.deployed().is_some() {
        load.committed = &stack.committed;
    }
    // OK because what a deploy must bring is known before rules ask for it.
    demands::judge(inputs, setup, schema, stack, &mut load);
    let depth = setup.section.as_ref().map_or(0, |section| section.depth);
    let value = load.read_within::<T>(schema, depth);
    load.findings.add_to(&mut load.found);
    if !awaits_deploy && !setup.skip_probes {
        demands::rehearse(inputs, setup, schema, stack, &mut load);
    }
    if load.has_committed_secret || load.may_have_unknown {
        let environment = inputs.environment.unwrap_or(Environment::Production);
        let permits = (&permits, environment);
        committed::judge(
            &stack.layers,
            load.committed,
            schema,
            permits,
            &mut load.found,
        );
    }
    interpolation::notes(&stack.layers, schema, &setup.prefix, &mut load.found);
    let malformed = setup.malformed.iter().copied();
    load.found
        .extend(malformed.map(layer::words::malformed_set));
    load.found.extend(ambiguities(setup, schema));
    load.found
        .extend(ignored::judge(setup, inputs, stack, schema));
    let meant = unknown_names(setup, schema, stack, &mut load);
    let missing = unexplained(stack, &load.found, load.missing, meant);
    let mut found = load.found;
    fold(&mut found);
    waivers::report(setup, schema, &permits, awaits_deploy, &mut found);
    Pass {
        value,
        found,
        missing,
        unjudged: load.unjudged,
    }
}

/// Finds the keys and variables that match no setting, and returns the keys that were
/// perhaps meant by them.
fn unknown_names(
    setup: &Setup,
    schema: &'static Schema,
    stack: &Stack<'_>,
    load: &mut Load<'_>,
) -> Vec<Key> {
    let (mut strays, mut meant) = (Vec::new(), Vec::new());
    let names = (schema, &*setup.prefix);
    let is_other = |key: &Key| setup.is_of_others(key);
    if load.may_have_unknown {
        meant.extend(unknown::keys(&stack.layers, names, &is_other, &mut strays));
    } else {
        debug_assert!(unknown::keys(&stack.layers, names, &is_other, &mut Vec::new()).is_empty());
    }
    if !stack.unowned.is_empty() {
        let sites = stack.unowned.iter().copied();
        let own = setup.own_names();
        let variables = unknown::variables(&stack.layers, sites, schema, own, &mut strays);
        meant.extend(variables);
    }
    if !strays.is_empty() {
        let broken: HashSet<_> = load.found.iter().filter_map(broken_line).collect();
        strays.retain(|stray| !is_on(stray, &broken));
    }
    load.found.extend(strays);
    meant
}

/// The missing settings that nothing else explains; all of them where an explanation
/// is not a problem itself, and so explains nothing.
fn unexplained(
    stack: &Stack<'_>,
    found: &[Problem],
    missing: Vec<Missing>,
    meant: Vec<Key>,
) -> Vec<Missing> {
    if missing.is_empty() {
        return missing;
    }
    let errors = || found.iter().filter(|problem| problem.refuses());
    let keys = errors().filter_map(Problem::key).cloned();
    let explained: HashSet<Key> = keys.chain(meant).collect();
    let (explained, unexplained): (Vec<_>, Vec<_>) = missing.into_iter().partition(|missing| {
        is_explained(missing, &explained)
            || lost::may_replace(&stack.layers, None, &missing.key, missing.field)
    });
    if unexplained.is_empty() && errors().next().is_none() {
        explained
    } else {
        unexplained
    }
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
    let cures = Cures::new(setup, inputs, schema);
    let problem = |missing: &Missing| {
        let (key, field) = (&missing.key, missing.field);
        let problem = read::words::missing(key, field, &cures.of(key, field));
        match asked::by(schema, &stack.layers, &missing.key) {
            Some(asked) => read::words::asked_for(problem, &stack.layers, &asked),
            None => problem,
        }
    };
    missing.iter().map(problem).collect()
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

/// Two settings that one variable would set.
pub(crate) fn ambiguities(setup: &Setup, schema: &'static Schema) -> Vec<Problem> {
    let mut found = of_system(setup, schema);
    let mut platform = Vec::new();
    names::platform_names(schema, &mut platform);
    let own = |name: &&str| name.starts_with(&setup.prefix);
    platform.sort_unstable();
    let harmless = platform.is_sorted_by(|a, b| a < b) && !platform.iter().any(own);
    if harmless && !setup.prefix.is_empty() && !schema.may_meet() && !schema.may_meet_loader() {
        return found;
    }
    let own = setup.own_names().reserved.iter();
    let reserved = own.map(|name| (names::of_loader(&setup.prefix, name), names::LOADER));
    let reserved: Vec<_> = reserved.collect();
    let ambiguous = names::ambiguities(schema, &setup.prefix, &reserved);
    found.extend(ambiguous.iter().map(read::words::ambiguous));
    found
}

/// Settings of a program without a prefix whose variable is set on every machine.
fn of_system(setup: &Setup, schema: &'static Schema) -> Vec<Problem> {
    if !setup.prefix.is_empty() {
        return Vec::new();
    }
    let of_system = |named: names::Named| {
        let variable = named.of_system()?;
        Some(read::words::of_system(&named.key, variable))
    };
    let all = names::all(schema, "").into_iter();
    all.filter_map(of_system).collect()
}

/// Whether another problem is why the setting is missing.
fn is_explained(missing: &Missing, explained: &HashSet<Key>) -> bool {
    let mut causes = missing.key.with_those_above();
    causes.any(|cause| explained.contains(cause))
}
