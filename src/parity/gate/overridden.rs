//! Values of reviewed files that the deploy hides.

use std::collections::HashSet;

use super::row::is_of_deploy;
use super::{Gate, stem};
use crate::parity::Difference;
use crate::parity::side::Setting;
use crate::parity::snapshot::Entry;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::value::key::Key;
use crate::value::origin::Origin;

pub(super) fn verdicts(gate: &Gate<'_>, settings: &[Setting]) -> Vec<Difference> {
    let entries = gate.new.settings().iter();
    let bound = settings.iter().filter(|setting| !setting.is_free());
    let bound: HashSet<&Key> = bound.map(Setting::key).collect();
    let found = entries.filter_map(|entry| {
        let hidden = hidden(gate, entry)?;
        bound
            .contains(&entry.key)
            .then(|| verdict(gate, entry, hidden))
    });
    found.flatten().collect()
}

/// What the file of the environment or deployment itself says.
fn hidden<'e>(gate: &Gate<'_>, entry: &'e Entry) -> Option<&'e Origin> {
    let is_deploy = entry.origin.as_ref().is_some_and(is_of_deploy);
    let names = [gate.new.name(), gate.new.environment().as_str()];
    let is_own = |origin: &&Origin| {
        let path = origin.position().map(crate::value::origin::Position::path);
        path.and_then(stem)
            .is_some_and(|stem| names.contains(&stem))
    };
    entry.hides.iter().find(is_own).filter(|_| is_deploy)
}

fn verdict(gate: &Gate<'_>, entry: &Entry, hidden: &Origin) -> Option<Difference> {
    let origin = entry.origin.as_ref()?;
    let side = gate.sides[gate.new_side()].name();
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
