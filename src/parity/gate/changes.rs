//! What is not as it was in the deploy before, or not as its own file says.

use std::collections::{BTreeMap, HashSet};

use super::{Gate, record, stem};
use crate::parity::compare::shown;
use crate::parity::side::{Cell, Setting, Supply, is_of_deploy};
use crate::parity::snapshot::Entry;
use crate::parity::{Difference, value};
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::resolve::datum::Datum;
use crate::value::key::Key;
use crate::value::origin::{Origin, Position};
use crate::value::redact;

pub(super) fn verdicts(gate: &Gate<'_>, settings: &[Setting]) -> Vec<Difference> {
    let changed = settings.iter().filter_map(changed);
    let mut verdicts: Vec<Difference> = changed.map(|problem| gate.verdict(problem)).collect();
    let rotated = half_rotated(settings).into_iter();
    verdicts.extend(rotated.map(|problem| gate.verdict(problem)));
    verdicts
}

fn changed(setting: &Setting) -> Option<Problem> {
    let [old, new] = setting.cells() else {
        return None;
    };
    let is_there = [old, new].map(|cell| cell.supply() != Supply::Absent);
    if is_there == [false, false]
        || (record::fact(setting.key()).is_some() && is_there != [true; 2])
    {
        return None;
    }
    let problem = of_value(setting, old, new)
        .or_else(|| of_secret(setting.key(), old, new))
        .or_else(|| of_supply(setting.key(), old, new))?;
    let problem = problem.with_key(setting.key().clone());
    Some(problem.with_places(new.place().cloned()))
}

fn of_value(setting: &Setting, old: &Cell, new: &Cell) -> Option<Problem> {
    let is_equal = match (&old.datum, &new.datum) {
        (Some(old), Some(new)) => value::equal(old, new, setting.kind()),
        (old, new) => old.is_none() && new.is_none() && old == new && has_one_supply(setting),
    };
    if is_equal {
        return None;
    }
    let key = setting.key();
    let [was, is] = [old, new].map(shown);
    if [old, new].map(Cell::supply) == [Supply::Default; 2] {
        let message = format!("the default of `{key}` changed from {was} to {is}");
        let problem = Problem::new(Code::ChangedDefault, message)
            .with_severity(Severity::Warning)
            .with_help("to keep the old value, set it in a file");
        return Some(problem);
    }
    if let Some([before, now]) = sizes(old, new).filter(|[before, now]| now * 2 < *before) {
        let message = format!("`{key}` shrank from {before} to {now} entries");
        let problem = Problem::new(Code::ShrunkenList, message)
            .with_severity(Severity::Warning)
            .with_help("check that nothing was cut off");
        return Some(problem);
    }
    let message = match [old, new].map(Cell::supply) {
        [Supply::Absent, _] => format!("`{key}` is now set to {is}"),
        [_, Supply::Absent] => format!("`{key}` is no longer set; it was {was}"),
        _ => format!("`{key}` changed from {was} to {is}"),
    };
    Some(Problem::note(Code::ChangedValue, message))
}

/// Whether a value that is not known came from one kind of place both times.
fn has_one_supply(setting: &Setting) -> bool {
    let cells = setting.cells();
    cells[0].supply() == cells[1].supply()
}

fn sizes(old: &Cell, new: &Cell) -> Option<[usize; 2]> {
    let size = |cell: &Cell| match cell.datum.as_ref()? {
        Datum::List(data) => Some(data.len()),
        Datum::Table(table) => Some(table.len()),
        _ => None,
    };
    Some([size(old)?, size(new)?])
}

fn of_secret(key: &Key, old: &Cell, new: &Cell) -> Option<Problem> {
    let is_known = !old.digests.is_empty() && !new.digests.is_empty();
    let what = match new.datum {
        Some(Datum::Secret) => "is a new secret",
        _ => "has a new password",
    };
    let problem = || Problem::note(Code::ChangedValue, format!("`{key}` {what}"));
    (is_known && old.digests != new.digests).then(problem)
}

fn of_supply(key: &Key, old: &Cell, new: &Cell) -> Option<Problem> {
    if old.supply() == new.supply() {
        return None;
    }
    let [was, is] = [old, new].map(|cell| match cell.place() {
        Some(place) => redact::line(&place.origin().to_string()),
        None => "the default".to_owned(),
    });
    let message = format!("`{key}` now comes from {is} instead of {was}");
    Some(Problem::note(Code::ChangedValue, message))
}

/// Secrets that several settings had in common, and only some have changed.
fn half_rotated(settings: &[Setting]) -> Vec<Problem> {
    let mut holders: BTreeMap<&str, Vec<&Setting>> = BTreeMap::new();
    for setting in settings {
        for digest in &setting.cells()[0].digests {
            holders.entry(digest).or_default().push(setting);
        }
    }
    let digests = |setting: &'_ Setting| -> Vec<(Key, String)> {
        let digests = setting.cells()[1].digests.iter();
        digests
            .map(|digest| (setting.key().clone(), digest.clone()))
            .collect()
    };
    let now: HashSet<(Key, String)> = settings.iter().flat_map(digests).collect();
    let mut problems = Vec::new();
    for (digest, holders) in holders {
        let has_it = |setting: &&Setting| now.contains(&(setting.key().clone(), digest.to_owned()));
        let is_there = |setting: &&Setting| !setting.cells()[1].digests.is_empty();
        let (with, without): (Vec<_>, Vec<_>) = holders
            .into_iter()
            .filter(is_there)
            .partition(|setting| has_it(setting));
        if let Some(changed) = without.first() {
            problems.extend(with.iter().map(|setting| still(setting, changed.key())));
        }
    }
    problems.sort_by(|a, b| a.key().cmp(&b.key()));
    problems
}

fn still(setting: &Setting, changed: &Key) -> Problem {
    let key = setting.key();
    let message = format!("`{key}` still has the old secret of `{changed}`");
    Problem::new(Code::HalfRotated, message)
        .with_key(key.clone())
        .with_help("rotate it everywhere: the old secret is still in use")
        .with_places(setting.cells()[1].place().cloned())
}

pub(super) fn overridden(gate: &Gate<'_>, settings: &[Setting]) -> Vec<Difference> {
    let entries = gate.records[gate.new].settings().iter();
    let bound = settings.iter().filter(|setting| !setting.is_free());
    let bound: HashSet<&Key> = bound.map(Setting::key).collect();
    let found = entries.filter_map(|entry| {
        let hidden = hidden(gate, entry)?;
        bound
            .contains(&entry.key)
            .then(|| is_overridden(gate, entry, hidden))
    });
    found.flatten().collect()
}

/// What the file of the environment or deployment itself says.
fn hidden<'e>(gate: &Gate<'_>, entry: &'e Entry) -> Option<&'e Origin> {
    let is_deploy = entry.origin.as_ref().is_some_and(is_of_deploy);
    let record = gate.records[gate.new];
    let names = [record.name(), record.environment().as_str()];
    let is_own = |origin: &&Origin| {
        let path = origin.position().map(Position::path);
        path.and_then(stem)
            .is_some_and(|stem| names.contains(&stem))
    };
    entry.hides.iter().find(is_own).filter(|_| is_deploy)
}

fn is_overridden(gate: &Gate<'_>, entry: &Entry, hidden: &Origin) -> Option<Difference> {
    let origin = entry.origin.as_ref()?;
    let side = gate.sides[gate.new].name();
    let message = format!(
        "`{}` comes from {origin} in {side}, not from its file",
        entry.key
    );
    let problem = Problem::new(Code::OverriddenFile, message)
        .with_severity(Severity::Warning)
        .with_key(entry.key.clone())
        .with_place(Place::new(origin.clone(), ""))
        .with_place(Place::new(hidden.clone(), "overridden"))
        .with_help("remove the value that is not intended");
    Some(Difference::of(problem, vec![side.to_owned()]))
}
