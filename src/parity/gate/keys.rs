//! What secrets are digested with.

use super::Gate;
use crate::load::Loader;
use crate::parity::Difference;
use crate::parity::snapshot::{Entry, Snapshot};
use crate::report::problem::{Code, Problem, Severity};
use crate::schema::names;
use crate::value::suggest::listed;

/// Says that secrets are not compared, where there are any to compare.
pub(super) fn uncompared(loader: &Loader, gate: &Gate<'_>) -> Option<Difference> {
    let has_secrets = |snapshot: &Snapshot| {
        let mut settings = snapshot.settings().iter();
        settings.any(|entry: &Entry| entry.is_secret && entry.value.is_some())
    };
    if gate.is_sealed || !has_secrets(gate.old) || !has_secrets(gate.new) {
        return None;
    }
    let sides = gate
        .in_order([gate.old, gate.new])
        .into_iter()
        .zip(&gate.sides);
    let without = sides.filter(|(snapshot, _)| snapshot.key().is_none());
    let without: Vec<&str> = without.map(|(_, side)| side.name()).collect();
    let names = listed(&without);
    let why = match without.len() {
        0 => "their digests were made with two different keys".to_owned(),
        1 => format!("the snapshot of {names} has no secret digests"),
        _ => format!("the snapshots of {names} have no secret digests"),
    };
    let variable = names::below(&loader.setup().prefix, "snapshot_key");
    let message = format!("secrets are not compared: {why}");
    let problem = Problem::new(Code::SecretsUncompared, message)
        .with_severity(Severity::Warning)
        .with_help(format!(
            "set {variable} to the same key wherever snapshots are taken, or {variable}_FILE to a file that holds it"
        ));
    Some(gate.verdict(problem))
}
