//! Folders of drifts: one small change each, and what must be said of it.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use rehearsal::parity::{Difference, ParityReport};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader, Report};

/// What must be said of a drift, and where.
#[derive(Config)]
pub(crate) struct Finding {
    code: String,
    key: Option<String>,
    /// The first place; none for a file that is not there.
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

/// Checks each file of a folder that has at least so many of them.
#[track_caller]
pub(crate) fn each<T: Config>(folder: &str, least: usize, check: fn(&T) -> Result<(), String>) {
    let drifts = all::<T>(folder);
    assert!(drifts.len() >= least, "{} drifts", drifts.len());
    let wrong = drifts.iter().filter_map(|(path, drift)| {
        let wrong = check(drift).err()?;
        Some(format!("{}: {wrong}", path.display()))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The drifts of a folder, each with its file.
pub(crate) fn all<T: Config>(folder: &str) -> Vec<(PathBuf, T)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = paths.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let drift = |path: PathBuf| (path.clone(), read(&fs::read_to_string(path).unwrap()));
    paths.into_iter().map(drift).collect()
}

fn read<T: Config>(text: &str) -> T {
    let loader = Loader::new("DRIFT")
        .system(Memory::new())
        .default_environment(Environment::Test)
        .embed([("default.toml", text.to_owned())])
        .embed([("test.toml", "")]);
    loader.load::<T>().unwrap().into_inner()
}

impl Finding {
    /// What is wrong with a report of differences, if it is not just this.
    pub(crate) fn compare(&self, parity: &ParityReport) -> Result<(), String> {
        let warned: Vec<_> = parity.warnings().map(of_difference).collect();
        let is_warned = |warns: &String| warned.iter().any(|one| one.starts_with(warns));
        if let Some(warns) = self.warns.iter().find(|warns| !is_warned(warns)) {
            return Err(format!("{warns} is not among {warned:?}"));
        }
        let of_severity = |one: &&Difference| one.severity().as_str() == self.severity;
        let found = parity.differences().iter().filter(of_severity);
        let found = found.map(of_difference).map(|found| {
            let is_also = self.also.iter().any(|also| found.starts_with(also));
            let without_place = found.split(" at ").next().unwrap_or_default();
            (if is_also { without_place } else { &found }).to_owned()
        });
        let expected = self.also.iter().cloned().chain([self.shown()]);
        let (found, expected) = (sorted(found), sorted(expected));
        if found == expected && parity.is_clean() == (self.severity != "error") {
            return Ok(());
        }
        Err(format!("expected {expected:?}, found {found:?}\n{parity}"))
    }

    /// What is wrong with a report of a start, if it is not just this.
    pub(crate) fn alone(&self, report: &Report) -> Result<(), String> {
        let found = report
            .iter()
            .map(|one| shown(one.code().as_str(), one.key(), one.origin()));
        let (found, expected) = (sorted(found), [self.shown()]);
        if found == expected {
            return Ok(());
        }
        Err(format!("expected {expected:?}, found {found:?}\n{report}"))
    }

    fn shown(&self) -> String {
        shown(&self.code, self.key.as_ref(), self.at.as_ref())
    }
}

fn of_difference(one: &Difference) -> String {
    shown(one.code().as_str(), one.key(), one.problem().origin())
}

/// A code, a key and a place.
fn shown(code: &str, key: Option<impl Display>, at: Option<impl Display>) -> String {
    let key = key.map(|key| format!(" {key}"));
    let at = at.map(|at| format!(" at {at}"));
    let parts = [Some(code.to_owned()), key, at];
    parts.into_iter().flatten().collect()
}

fn sorted(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<_> = lines.into_iter().collect();
    lines.sort();
    lines
}
