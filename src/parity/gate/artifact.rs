//! What runs: the program, its artifact and its schema.

use super::Gate;
use super::row::unknown;
use crate::load::Loader;
use crate::parity::Difference;
use crate::read::config::Config;
use crate::report::problem::{Code, Problem, Severity};
use crate::resolve::fingerprint::Fingerprint;
use crate::value::key::Key;
use crate::value::suggest::quoted;

/// So many keys are named in one sentence.
const MOST: usize = 5;

pub(super) fn of_program(loader: &Loader, gate: &Gate<'_>) -> Vec<Difference> {
    let program = loader.program();
    let others = [(gate.old, gate.old_side()), (gate.new, gate.new_side())];
    let others = others
        .into_iter()
        .filter(|(one, _)| one.program() != program);
    let verdict = |(one, side): (&crate::parity::Snapshot, usize)| {
        let name = gate.sides[side].name();
        let other = crate::value::redact::line(one.program());
        let message = format!("the snapshot of {name} was taken of `{other}`, not of `{program}`");
        let problem = Problem::new(Code::DifferentArtifact, message)
            .with_help("compare snapshots of the same program");
        Difference::of(problem, vec![name.to_owned()])
    };
    others.map(verdict).collect()
}

pub(super) fn of_artifact(gate: &Gate<'_>) -> Option<Difference> {
    let (old, new) = (gate.old.artifact(), gate.new.artifact());
    if old.is_some() && old == new {
        return None;
    }
    let [was, is] = [gate.old_side(), gate.new_side()].map(|at| gate.sides[at].name());
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
    let [was, is] = [gate.old_side(), gate.new_side()].map(|at| gate.sides[at].name());
    let own = Fingerprint::of_schema::<T>();
    let problem = if gate.old.schema() != gate.new.schema() {
        let message = if gate.is_same_place {
            format!("the settings of {is} changed")
        } else {
            format!("{is} declares other settings than {was}")
        };
        Problem::new(Code::DifferentSchema, message).with_severity(weight(gate))
    } else if gate.new.schema() != own.as_str() {
        let message = format!("{was} and {is} declare other settings than this program");
        Problem::note(Code::DifferentSchema, message)
            .with_help("compare with the program that is to be deployed")
    } else {
        return None;
    };
    let problem =
        [(gate.old, was), (gate.new, is)]
            .into_iter()
            .fold(problem, |problem, (snapshot, name)| {
                match named(&unknown(snapshot, T::SCHEMA)) {
                    Some(keys) => {
                        problem.with_help(format!("only in {name}, so not compared: {keys}"))
                    }
                    None => problem,
                }
            });
    Some(gate.verdict(problem))
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
