//! Records of deploys, and the gate that compares them.

pub(crate) mod drifts;
mod format;
mod gate;
mod secrets;
mod size;

use rehearsal::parity::{Facts, ParityReport, Snapshot};
use rehearsal::system::Memory;
use rehearsal::{Loaded, Loader, Report};

use crate::parity::base;
use crate::parity::settings::Settings;

/// A key of an operator, of no value to anybody.
const KEY: &str = "d0ab6c0de5a1d0ab6c0de5a1d0ab6c0de5a1d0ab6c0de5a1d0ab6c0de5a1d0ab";

/// A deploy of one release, with its own secrets.
struct Deploy {
    files: Vec<(String, String)>,
    variables: Vec<(String, String)>,
    facts: Facts,
    artifact: String,
}

impl Deploy {
    fn of(environment: &str) -> Self {
        let secret = |name: &str| (name.to_owned(), format!("{environment} {name}"));
        let mut variables = [
            "CADENCE_DATABASE_PASSWORD",
            "CADENCE_MAIL_API_KEY",
            "CADENCE_PAYMENTS_API_KEY",
        ]
        .map(secret)
        .to_vec();
        variables.push(("CADENCE_ENV".to_owned(), environment.to_owned()));
        variables.push(("CADENCE_SNAPSHOT_KEY".to_owned(), KEY.to_owned()));
        Self {
            files: base(),
            variables,
            facts: Facts::new().with("database.version", "15.4"),
            artifact: "release 7".to_owned(),
        }
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    fn unset(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        self
    }

    fn file(mut self, name: &str, text: &str) -> Self {
        self.files.push((name.to_owned(), text.to_owned()));
        self
    }

    fn artifact(mut self, artifact: &str) -> Self {
        artifact.clone_into(&mut self.artifact);
        self
    }

    fn fact(mut self, name: &str, value: &str) -> Self {
        self.facts = self.facts.with(name, value);
        self
    }

    fn loader(&self) -> Loader {
        let host = Memory::new()
            .today("2026-11-23".parse().unwrap())
            .executable(self.artifact.as_str());
        let host = self.files.iter().fold(host, |host, (name, text)| {
            host.file(format!("config/{name}"), text.as_str())
        });
        let variables = self.variables.iter();
        let host = variables.fold(host, |host, (name, value)| host.variable(name, value));
        Loader::new("CADENCE").system(host)
    }

    fn load(&self) -> Loaded<Settings> {
        self.loader().load::<Settings>().unwrap()
    }

    fn taken(&self) -> Result<Snapshot, Report> {
        self.load().snapshot(&self.facts)
    }

    fn snapshot(&self) -> Snapshot {
        self.taken().unwrap()
    }

    fn compare(&self, old: &Snapshot) -> ParityReport {
        self.load().compare(old, &self.facts).unwrap()
    }
}
