//! What runs: the program, its artifact and its schema, and the key that its secrets
//! are digested with.

use super::Gate;
use super::record::unknown;
use crate::load::Loader;
use crate::parity::Difference;
use crate::parity::snapshot::{Entry, Snapshot};
use crate::read::config::Config;
use crate::report::problem::{Code, Problem, Severity};
use crate::resolve::fingerprint::Fingerprint;
use crate::schema::names;
use crate::value::key::Key;
use crate::value::suggest::{listed, quoted};

/// So many keys are named in one sentence.
const MOST: usize = 5;

pub(super) fn of_program(loader: &Loader, gate: &Gate<'_>) -> Vec<Difference> {
    let program = loader.program_name();
    let all = gate.in_time().into_iter().zip(gate.names_in_time());
    let others = all.filter(|(one, _)| one.program() != program);
    let verdict = |(one, name): (&Snapshot, &str)| {
        let other = crate::value::redact::line(one.program());
        let message = format!("the snapshot of {name} is from `{other}`, not from `{program}`");
        let problem = Problem::new(Code::DifferentArtifact, message)
            .with_help("compare snapshots of the same program");
        Difference::of(problem, vec![name.to_owned()])
    };
    others.map(verdict).collect()
}

pub(super) fn of_artifact(gate: &Gate<'_>) -> Option<Difference> {
    let [old, new] = gate.in_time().map(Snapshot::artifact);
    if old.is_some() && old == new {
        return None;
    }
    let [was, is] = gate.names_in_time();
    let (Some(old), Some(new)) = (old, new) else {
        let unknown = if old.is_none() { was } else { is };
        let message = format!(
            "the artifact of {unknown} is unknown: cannot confirm that it matches that of {}",
            if old.is_none() { is } else { was },
        );
        let severity = weight(gate).min(Severity::Warning);
        let problem = Problem::new(Code::DifferentArtifact, message).with_severity(severity);
        return Some(gate.verdict(problem));
    };
    let [old, new] = [old, new].map(|digest| &digest[..12]);
    let problem = if gate.is_same_place {
        let message = format!("the artifact of {is} changed from `{old}…` to `{new}…`");
        Problem::note(Code::DifferentArtifact, message)
    } else {
        let message = format!("{is} runs artifact `{new}…`, but {was} runs `{old}…`");
        let problem = Problem::new(Code::DifferentArtifact, message);
        match weight(gate) {
            Severity::Error => {
                problem.with_help("deploy the artifact that was tested, or test this one first")
            }
            severity => problem.with_severity(severity),
        }
    };
    Some(gate.verdict(problem))
}

fn weight(gate: &Gate<'_>) -> Severity {
    if gate.is_rehearsal() {
        Severity::Error
    } else {
        Severity::Note
    }
}

pub(super) fn of_schema<T: Config>(gate: &Gate<'_>) -> Option<Difference> {
    let [was, is] = gate.names_in_time();
    let own = Fingerprint::of_schema::<T>();
    let [old, new] = gate.in_time();
    let problem = if old.schema() != new.schema() {
        let message = if gate.is_same_place {
            format!("the settings of {is} changed")
        } else {
            format!("{is} declares other settings than {was}")
        };
        Problem::new(Code::DifferentSchema, message).with_severity(weight(gate))
    } else if new.schema() != own.as_str() {
        let message = format!("{was} and {is} declare other settings than this program");
        Problem::note(Code::DifferentSchema, message)
            .with_help("compare with the program that is to be deployed")
    } else {
        return None;
    };
    let only = [(old, was), (new, is)]
        .into_iter()
        .filter_map(|(record, name)| {
            let keys = named(&unknown(record, T::SCHEMA))?;
            Some(format!("only in {name}, so not compared: {keys}"))
        });
    Some(gate.verdict(only.fold(problem, Problem::with_help)))
}

fn named(keys: &[Key]) -> Option<String> {
    let shown = keys.iter().take(MOST).map(Key::as_str);
    let shown = quoted(shown);
    match keys.len() {
        0 => None,
        count if count > MOST => Some(format!("{shown} and {} more", count - MOST)),
        _ => Some(shown),
    }
}

/// Says that secrets are not compared, where there are any to compare.
pub(super) fn uncompared(loader: &Loader, gate: &Gate<'_>) -> Option<Difference> {
    let has_secrets = |snapshot: &Snapshot| {
        let mut settings = snapshot.settings().iter();
        settings.any(|entry: &Entry| entry.is_secret && entry.datum().is_some())
    };
    if gate.is_sealed || !gate.records.iter().all(|record| has_secrets(record)) {
        return None;
    }
    let sides = gate.records.iter().zip(&gate.sides);
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
