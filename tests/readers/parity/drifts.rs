//! The folder of drifts: one small change each, and what must be said of it.

use rehearsal::Config;
use rehearsal::parity::ParityReport;

use super::{base, parity};
use crate::drift::{self, Finding};

/// One drift, after a number of the catalogue.
#[derive(Config)]
struct Drift {
    /// What happens where it is not found.
    about: String,
    /// The number of the drift in the catalogue.
    catalogue: u8,
    #[config(nested)]
    change: Vec<Change>,
    #[config(nested)]
    finds: Finding,
}

/// A change to one file of the base.
#[derive(Config)]
struct Change {
    file: String,
    /// Text that is there once, and what stands in its place afterwards.
    from: Option<String>,
    to: Option<String>,
    append: Option<String>,
    /// Another name for the file.
    becomes: Option<String>,
    #[config(default = false)]
    removed: bool,
}

#[test]
fn every_drift_is_found_at_its_place() {
    drift::each(FOLDER, 40, check);
}

const FOLDER: &str = "tests/readers/parity/drifts";

/// What is said of each drift.
#[cfg(feature = "cli")]
pub(crate) fn reports() -> Vec<String> {
    let drifts = drift::all::<Drift>(FOLDER).into_iter();
    drifts.map(|(_, drift)| drift.parity().to_text()).collect()
}

/// Makes one drift and compares what is said of it with what must be.
fn check(drift: &Drift) -> Result<(), String> {
    assert!((1..=43).contains(&drift.catalogue) && !drift.about.is_empty());
    drift.finds.compare(&drift.parity())
}

impl Drift {
    fn parity(&self) -> ParityReport {
        let mut files = base();
        for change in &self.change {
            change.make(&mut files);
        }
        parity(&files)
    }
}

impl Change {
    fn make(&self, files: &mut Vec<(String, String)>) {
        if !files.iter().any(|(name, _)| *name == self.file) {
            files.push((self.file.clone(), String::new()));
        }
        let file = files
            .iter_mut()
            .find(|(name, _)| *name == self.file)
            .unwrap();
        if let (Some(from), Some(to)) = (&self.from, &self.to) {
            assert_eq!(file.1.matches(from).count(), 1, "{from:?} in {}", self.file);
            file.1 = file.1.replace(from, to);
        }
        file.1.push_str(self.append.as_deref().unwrap_or_default());
        file.0
            .clone_from(self.becomes.as_ref().unwrap_or(&self.file));
        if self.removed {
            files.retain(|(name, _)| *name != self.file);
        }
    }
}
