//! `config snapshot` and `config compare`.

use std::path::PathBuf;

use clap::Args;

use super::console::{Console, Failure, Outcome};
use super::explain::load;
use super::file::{self, Readers};
use super::parity::Format;
use crate::config::Config;
use crate::load::{Loaded, Loader};

#[derive(Clone, Debug, Args)]
pub(super) struct Snapshot {
    /// File to write it to, which only its owner may read, instead of the standard output
    #[arg(long, short)]
    output: Option<PathBuf>,
    #[command(flatten)]
    facts: Facts,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Compare {
    /// Snapshot of what was rehearsed, or of what was there before
    old: PathBuf,
    /// Snapshot of what is to be opened; this deploy if none is given
    #[arg(conflicts_with = "fact")]
    new: Option<PathBuf>,
    /// How what was found is written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    facts: Facts,
}

#[derive(Clone, Debug, Args)]
struct Facts {
    /// What was found out about the deploy, such as `database.version=15.18`
    #[arg(long, value_name = "NAME=VALUE", value_parser = fact)]
    fact: Vec<(String, String)>,
}

fn fact(given: &str) -> Result<(String, String), &'static str> {
    match given.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err("a fact is given as `name=value`"),
    }
}

impl Facts {
    /// Loads this deploy and states them; none where it cannot be loaded.
    fn loaded<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Option<Loaded<T>> {
        let loaded = load::<T>(loader, console)?;
        for (name, value) in &self.fact {
            loaded.fact(name, value);
        }
        Some(loaded)
    }
}

impl Snapshot {
    pub(super) fn run<T: Config>(
        &self,
        loader: &Loader,
        console: &mut Console<'_>,
    ) -> Result<Outcome, Failure> {
        let Some(loaded) = self.facts.loaded::<T>(loader, console) else {
            return Ok(Outcome::Refused);
        };
        let snapshot = match loaded.snapshot() {
            Ok(snapshot) => snapshot.to_json(),
            Err(report) => {
                console.report(&report);
                return Ok(Outcome::Refused);
            }
        };
        match &self.output {
            None => console.answer(&snapshot).map(|()| Outcome::Fine),
            Some(path) => file::write(path, &snapshot, Readers::Owner).map(|()| Outcome::Fine),
        }
    }
}

impl Compare {
    pub(super) fn run<T: Config>(
        &self,
        loader: &Loader,
        console: &mut Console<'_>,
    ) -> Result<Outcome, Failure> {
        let new = match &self.new {
            Some(path) => loader.read_snapshot(path),
            None => match self.facts.loaded::<T>(loader, console) {
                Some(loaded) => loaded.snapshot(),
                None => return Ok(Outcome::Refused),
            },
        };
        let pair = loader
            .read_snapshot(&self.old)
            .and_then(|old| Ok((old, new?)));
        match pair {
            Ok((old, new)) => self
                .format
                .answer(&loader.compare::<T>(&old, &new), console),
            Err(report) => {
                console.report(&report);
                Ok(Outcome::Refused)
            }
        }
    }
}
