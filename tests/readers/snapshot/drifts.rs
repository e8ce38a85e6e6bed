//! The folder of drifts that only real deploys show: one small change each, and
//! what must be said of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rehearsal::parity::Difference;
use rehearsal::parity::ParityReport;
use rehearsal::report::Problem;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};

use super::Deploy;
use crate::parity::settings::Settings;

/// One drift, after a number of the catalogue.
#[derive(Config)]
struct Drift {
    /// What happens where it is not found.
    about: String,
    /// The number of the drift in the catalogue.
    catalogue: u8,
    /// The deploy that was: what was rehearsed, or what was there before.
    #[config(nested)]
    old: Change,
    /// The deploy that is about to open.
    #[config(nested)]
    new: Change,
    #[config(nested)]
    finds: Finding,
}

/// A deploy, and what is not as it should be there.
#[derive(Config)]
struct Change {
    #[config(default = "production")]
    environment: String,
    artifact: Option<String>,
    #[config(default)]
    variables: BTreeMap<String, String>,
    #[config(default)]
    facts: BTreeMap<String, String>,
    /// A file, text that is there once, and what stands in its place.
    file: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

/// What must be said of it, and where.
#[derive(Config)]
struct Finding {
    code: String,
    key: Option<String>,
    at: Option<String>,
    #[config(default = "error")]
    severity: String,
    /// Codes and keys of what follows from it.
    #[config(default = [])]
    also: Vec<String>,
    /// Codes and keys of warnings beside it.
    #[config(default = [])]
    warns: Vec<String>,
}

#[test]
fn every_drift_is_found_at_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/snapshot/drifts");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 20, "{} drifts", paths.len());
    let wrong: Vec<String> = paths.iter().filter_map(|path| check(path).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Makes one drift and compares what is said of it with what must be.
fn check(path: &Path) -> Result<(), String> {
    let name = path.file_stem().unwrap().to_string_lossy();
    let drift = read(&fs::read_to_string(path).unwrap());
    assert!(
        (1..=43).contains(&drift.catalogue) && !drift.about.is_empty(),
        "{name}"
    );
    let old = drift.old.deploy().snapshot();
    let mut expected = vec![drift.finds.shown()];
    // OK to be found before there is anything to compare: then nothing opens.
    if let Err(report) = drift.new.deploy().loader().load::<Settings>() {
        let found: Vec<String> = report.iter().map(shown_problem).collect();
        let message = format!("{name}: expected {expected:?}, found {found:?}\n{report}");
        return (found == expected).then_some(()).ok_or(message);
    }
    let parity = drift.new.deploy().compare(&old);
    expected.extend(drift.finds.also.iter().cloned());
    expected.sort();
    let warned = parity.warnings().map(shown).collect::<Vec<_>>();
    for warns in &drift.finds.warns {
        let is_warned = warned.iter().any(|warned| warned.starts_with(warns));
        assert!(is_warned, "{name}: {warns} is not among {warned:?}");
    }
    let found = found(&parity, &drift.finds);
    if found == expected && parity.is_clean() == (drift.finds.severity != "error") {
        Ok(())
    } else {
        Err(format!(
            "{name}: expected {expected:?}, found {found:?}\n{parity}"
        ))
    }
}

fn found(parity: &ParityReport, finds: &Finding) -> Vec<String> {
    let of_severity = |verdict: &&Difference| verdict.severity().as_str() == finds.severity;
    let verdicts = parity.differences().iter().filter(of_severity);
    let mut found: Vec<String> = verdicts.map(shown).collect();
    for found in &mut found {
        if finds.also.iter().any(|also| found.starts_with(also)) {
            *found = found.split(" at ").next().unwrap_or_default().to_owned();
        }
    }
    found.sort();
    found
}

fn read(text: &str) -> Drift {
    let loader = Loader::new("DRIFT")
        .system(Memory::new())
        .default_environment(Environment::Test)
        .embed("default.toml", text.to_owned())
        .embed("test.toml", "");
    loader.load::<Drift>().unwrap().into_inner()
}

fn shown(verdict: &Difference) -> String {
    let key = verdict.key().map(|key| format!(" {key}"));
    let at = verdict.problem().origin();
    let at = at.map(|origin| format!(" at {origin}"));
    format!(
        "{}{}{}",
        verdict.code(),
        key.unwrap_or_default(),
        at.unwrap_or_default()
    )
}

fn shown_problem(problem: &Problem) -> String {
    let key = problem.key().map(|key| format!(" {key}"));
    let at = problem.origin().map(|origin| format!(" at {origin}"));
    problem.code().to_string() + &key.into_iter().chain(at).collect::<String>()
}

impl Finding {
    fn shown(&self) -> String {
        let key = self.key.iter().map(|key| format!(" {key}"));
        let at = self.at.iter().map(|at| format!(" at {at}"));
        self.code.clone() + &key.chain(at).collect::<String>()
    }
}

impl Change {
    fn deploy(&self) -> Deploy {
        let mut deploy = Deploy::of(&self.environment);
        for (name, value) in &self.variables {
            deploy = deploy.set(name, value);
        }
        for (name, value) in &self.facts {
            deploy = deploy.fact(name, value);
        }
        if let Some(artifact) = &self.artifact {
            deploy = deploy.artifact(artifact);
        }
        if let (Some(name), Some(from), Some(to)) = (&self.file, &self.from, &self.to) {
            let file = deploy.files.iter_mut().find(|(known, _)| known == name);
            let (_, text) = file.unwrap();
            assert_eq!(text.matches(from).count(), 1, "{from:?} in {name}");
            *text = text.replace(from, to);
        }
        deploy
    }
}
