//! What is not as it was in the deploy before.

use std::collections::{BTreeMap, HashSet};

use super::{Gate, facts};
use crate::parity::compare::shown;
use crate::parity::side::{Cell, Setting, Supply};
use crate::parity::{Difference, value};
use crate::report::problem::{Code, Problem, Severity};
use crate::resolve::datum::Datum;
use crate::value::key::Key;
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
    if is_there == [false, false] || (facts::name(setting.key()).is_some() && is_there != [true; 2])
    {
        return None;
    }
    let problem = of_value(setting, old, new)
        .or_else(|| of_secret(setting.key(), old, new))
        .or_else(|| of_supply(setting.key(), old, new))?;
    let problem = problem.with_key(setting.key().clone());
    Some(match new.place() {
        Some(place) => problem.with_place(place.clone()),
        None => problem,
    })
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
    let problem = Problem::new(Code::HalfRotated, message)
        .with_key(key.clone())
        .with_help("rotate it everywhere: the old secret is still in use");
    match setting.cells()[1].place() {
        Some(place) => problem.with_place(place.clone()),
        None => problem,
    }
}
