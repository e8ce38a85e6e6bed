//! `config snapshot` and `config compare`.

use std::path::PathBuf;

use clap::Args;

use super::console::{Answer, Console, Failure, Outcome};
use super::file::{self, Readers};
use super::parity::Format;
use super::show::load;
use super::usage;
use crate::load::Loader;
use crate::parity;
use crate::read::config::Config;
use crate::report::Report;

#[derive(Clone, Debug, Args)]
pub(super) struct Snapshot {
    /// File to write to instead of the standard output, readable only by its owner
    #[arg(long, short)]
    output: Option<PathBuf>,
    #[command(flatten)]
    facts: Facts,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Compare {
    /// Snapshot to compare with, of an earlier deploy or another environment
    old: PathBuf,
    /// Snapshot of the new deploy; by default, this deploy
    #[arg(conflicts_with = "fact")]
    new: Option<PathBuf>,
    /// Output format of the findings
    #[arg(long, value_enum, value_parser = usage::choice::<Format>(), default_value_t)]
    format: Format,
    #[command(flatten)]
    facts: Facts,
}

#[derive(Clone, Debug, Args)]
struct Facts {
    /// Fact about the deploy, such as `database.version=15.18`
    #[arg(long, value_name = "NAME=VALUE", value_hint = clap::ValueHint::Other, value_parser = usage::Quiet(fact))]
    fact: Vec<(String, String)>,
}

fn fact(given: &str) -> Result<(String, String), &'static str> {
    match given.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err("expected `name=value`"),
    }
}

impl Facts {
    /// Loads this deploy and records it with these; none where one is refused, which
    /// is reported.
    fn snapshot<T: Config>(
        &self,
        loader: &Loader,
        console: &mut Console<'_>,
    ) -> Option<parity::Snapshot> {
        let loaded = load::<T>(loader, console)?;
        let facts = self.fact.iter().map(|(name, value)| (name, value));
        let taken = loaded.snapshot(&facts.collect());
        taken.map_err(|report| console.report(&report)).ok()
    }
}

impl Snapshot {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        let Some(snapshot) = self.facts.snapshot::<T>(loader, console) else {
            return Ok(Outcome::Refused);
        };
        let snapshot = snapshot.to_json();
        let (size, limit) = (snapshot.len() as u64, loader.snapshot_size_limit());
        if size > limit {
            return Err(Failure::File(format!(
                "error: the snapshot has {size} bytes, but `compare` reads at most {limit}; \
                 in the program, `Loader::size_limit` raises the limit"
            )));
        }
        file::answer(self.output.as_deref(), &snapshot, Readers::Owner, console)
    }
}

impl Compare {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        let read = |path: &PathBuf| loader.read_snapshot(file::input(path));
        let (old, new) = (read(&self.old), self.new.as_ref().map(read));
        let (old, new) = match (old, new) {
            (Ok(old), Some(Ok(new))) => (old, new),
            (Ok(old), None) => match self.facts.snapshot::<T>(loader, console) {
                Some(new) => (old, new),
                None => return Ok(Outcome::Refused),
            },
            (old, new) => return Err(unread(&[old.err(), new.and_then(Result::err)])),
        };
        let found = loader.compare::<T>(&old, &new);
        self.format.answer(&found, console)
    }
}

/// Records that cannot be read keep no program from starting.
fn unread(reports: &[Option<Report>; 2]) -> Failure {
    let reports = reports.iter().flatten();
    Failure::Unread(reports.flat_map(Report::problems).cloned().collect())
}
