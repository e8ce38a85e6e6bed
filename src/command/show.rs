//! `config show` and `config fingerprint`.

use clap::{Args, ValueEnum};
use serde_json::json;

use super::Format;
use super::console::{Answer, Console, Failure, Outcome};
use super::usage;
use crate::load::{Loaded, Loader};
use crate::read::config::Config;
use crate::report::Warnings;
use crate::resolve::Resolution;
use crate::resolve::fingerprint::Fingerprint;

#[derive(Clone, Debug, Args)]
pub(super) struct Show {
    /// Environment or deployment whose committed files to show instead of this deploy
    environment: Option<String>,
    /// Output format
    #[arg(long, value_enum, value_parser = usage::choice::<Notation>(), default_value_t)]
    format: Notation,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Notation {
    /// With the origin of each value
    #[default]
    Toml,
    /// For programs
    Json,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Digests {
    /// Print only the digest of the schema, which needs no configuration
    #[arg(long)]
    schema: bool,
    /// Output format
    #[arg(long, value_enum, value_parser = usage::choice::<Format>(), default_value_t)]
    format: Format,
}

impl Show {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        let Some(resolution) = self.resolution::<T>(loader, console)? else {
            return Ok(Outcome::Refused);
        };
        let answer = match self.format {
            Notation::Toml => resolution.to_toml(),
            Notation::Json => resolution.to_json(),
        };
        console.answer(&answer).map(|()| Outcome::Fine)
    }
}

impl Show {
    fn resolution<T: Config>(
        &self,
        loader: &Loader,
        console: &mut Console<'_>,
    ) -> Result<Option<Resolution>, Failure> {
        let Some(name) = &self.environment else {
            let loaded = load::<T>(loader, console);
            return Ok(loaded.map(|loaded| loaded.resolution()));
        };
        let offline = loader.offline::<T>(super::named(loader, name)?);
        let Some(report) = offline.report(loader.program_name()) else {
            return Ok(Some(offline.resolution));
        };
        console.report(&report);
        Ok(None)
    }
}

impl Digests {
    pub(super) fn run<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> Answer {
        let schema = Fingerprint::of_schema::<T>();
        let settings = if self.schema {
            None
        } else {
            match load::<T>(loader, console) {
                Some(loaded) => Some(loaded.fingerprint()),
                None => return Ok(Outcome::Refused),
            }
        };
        let answer = match (self.format, &settings) {
            (Format::Json, _) => {
                let settings = settings.as_ref().map(Fingerprint::as_str);
                json!({ "schema": schema.as_str(), "settings": settings }).to_string()
            }
            (Format::Text, Some(settings)) => format!("schema   {schema}\nsettings {settings}"),
            (Format::Text, None) => format!("schema   {schema}"),
        };
        console.answer(&answer).map(|()| Outcome::Fine)
    }
}

/// Loads the settings of this deploy, or reports why it cannot. That there was no
/// directory to look in is said here as well.
pub(super) fn load<T: Config>(loader: &Loader, console: &mut Console<'_>) -> Option<Loaded<T>> {
    match loader.load::<T>() {
        Ok(loaded) => {
            console.notes(Warnings::new(loader.note_of_no_folder().as_slice()));
            Some(loaded)
        }
        Err(report) => {
            console.report(&report);
            None
        }
    }
}
