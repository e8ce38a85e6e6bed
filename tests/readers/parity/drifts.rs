//! The folder of drifts: one small change each, and what must be said of it.

use std::fs;
use std::path::Path;

use rehearsal::parity::Difference;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};

use super::{base, parity};

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

/// What must be said of it, and where.
#[derive(Config)]
struct Finding {
    code: String,
    key: Option<String>,
    /// The first place; none for a file that is not there.
    at: Option<String>,
    #[config(default = "error")]
    severity: String,
    /// Codes and keys of violations that follow from it.
    #[config(default = [])]
    also: Vec<String>,
    /// Codes and keys of warnings beside it.
    #[config(default = [])]
    warns: Vec<String>,
}

#[test]
fn every_drift_is_found_at_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/parity/drifts");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 40, "{} drifts", paths.len());
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
    let mut files = base();
    for change in &drift.change {
        change.make(&mut files);
    }
    let parity = parity(&files);
    let mut expected = vec![drift.finds.shown()];
    expected.extend(drift.finds.also.iter().cloned());
    expected.sort();
    let of_severity = |verdict: &&Difference| verdict.severity().as_str() == drift.finds.severity;
    let mut found: Vec<String> = parity
        .differences()
        .iter()
        .filter(of_severity)
        .map(shown)
        .collect();
    let warned = parity.warnings().map(shown).collect::<Vec<_>>();
    for warns in &drift.finds.warns {
        let is_warned = warned.iter().any(|warned| warned.starts_with(warns));
        assert!(is_warned, "{name}: {warns} is not among {warned:?}");
    }
    let is_also = |found: &String| drift.finds.also.iter().any(|also| found.starts_with(also));
    for found in found.iter_mut().filter(|found| is_also(found)) {
        *found = found.split(" at ").next().unwrap_or_default().to_owned();
    }
    found.sort();
    if found == expected && (drift.finds.severity == "error" || parity.is_clean()) {
        Ok(())
    } else {
        Err(format!(
            "{name}: expected {expected:?}, found {found:?}\n{parity}"
        ))
    }
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
    let key = verdict
        .key()
        .map(|key| format!(" {key}"))
        .unwrap_or_default();
    let origin = verdict.problem().origin();
    let at = origin
        .map(|origin| format!(" at {origin}"))
        .unwrap_or_default();
    format!("{}{key}{at}", verdict.code())
}

impl Finding {
    fn shown(&self) -> String {
        let key = self.key.iter().map(|key| format!(" {key}"));
        let at = self.at.iter().map(|at| format!(" at config/{at}"));
        self.code.clone() + &key.chain(at).collect::<String>()
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
