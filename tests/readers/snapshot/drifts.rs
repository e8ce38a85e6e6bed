//! The folder of drifts that only real deploys show: one small change each, and
//! what must be said of it.

use std::collections::BTreeMap;

use rehearsal::parity::ParityReport;
use rehearsal::{Config, Report};

use super::Deploy;
use crate::drift::{self, Finding};
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

#[test]
fn every_drift_is_found_at_its_place() {
    drift::each(FOLDER, 20, check);
}

const FOLDER: &str = "tests/readers/snapshot/drifts";

/// What is said of each drift that only a comparison finds.
#[cfg(feature = "cli")]
pub(crate) fn reports() -> Vec<String> {
    let drifts = drift::all::<Drift>(FOLDER).into_iter();
    let parity = drifts.filter_map(|(_, drift)| drift.parity().ok());
    parity.map(|parity| parity.to_text()).collect()
}

/// Makes one drift and compares what is said of it with what must be.
fn check(drift: &Drift) -> Result<(), String> {
    assert!((1..=43).contains(&drift.catalogue) && !drift.about.is_empty());
    match drift.parity() {
        Err(report) => drift.finds.alone(&report),
        Ok(parity) => drift.finds.compare(&parity),
    }
}

impl Drift {
    fn parity(&self) -> Result<ParityReport, Report> {
        let old = self.old.deploy().snapshot();
        // OK to be found before there is anything to compare: then nothing opens.
        self.new.deploy().loader().load::<Settings>()?;
        Ok(self.new.deploy().compare(&old))
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
