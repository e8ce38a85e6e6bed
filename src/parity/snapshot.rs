//! Records of real deploys, without their secrets.

mod entry;
mod hex;
mod read;
mod seal;
mod take;

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub(super) use self::entry::Entry;
use self::hex::Hex;
use super::Facts;
use crate::environment::Environment;
use crate::layer::file;
use crate::layer::words;
use crate::load::Loader;
use crate::report::Report;
use crate::report::problem::{Code, Place, Problem};
use crate::system::{Date, ReadError};
use crate::value::foreign;
use crate::value::redact;

/// A secret-free record of what a deploy runs, and with which settings.
///
/// It is taken by [`Loaded::snapshot`](crate::Loaded::snapshot), kept as JSON
/// and compared by [`Loaded::compare`](crate::Loaded::compare) or
/// [`Loader::compare`], so that two deploys are compared without bringing their
/// secrets together.
///
/// # What it holds
///
/// The SHA-256 of the running executable, the version of this crate, the
/// [fingerprint](crate::explain::Fingerprint) of the schema, the day, environment and
/// deployment, every setting with its value, origin and what it overrides, the
/// kinds of the services that URLs lead to, and the
/// [facts](super::Facts) that it is taken with. Of a secret, it only records that it is set.
///
/// # Secrets
///
/// Whether two deploys share a secret is only known if both snapshots are taken with the
/// same key of at least 32 bytes, from the variable `{PREFIX}_SNAPSHOT_KEY` or the file
/// that `{PREFIX}_SNAPSHOT_KEY_FILE` names. Then every secret, and everything secret in a
/// URL, is recorded as its HMAC-SHA-256 under this key; without a key nothing is recorded
/// of it.
///
/// Only the value is digested and not the name of its setting: a secret that two settings
/// of two environments share would not be found otherwise. The price is that a snapshot
/// shows which of its own settings hold equal secrets, though not what they are. Anyone
/// with the key can test guesses, so keep it like a secret, apart from snapshots: the
/// digest of a short or common password is only as safe as the key.
///
/// # Example
///
/// ```
/// use rehearsal::parity::Facts;
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader};
///
/// #[derive(Config)]
/// struct Settings {
///     database: url::Url,
/// }
///
/// let deploy = |environment: &str, database: &str| {
///     let host = Memory::new()
///         .variable("CADENCE_ENV", environment)
///         .variable("CADENCE_DATABASE", database);
///     Loader::new("CADENCE").system(host).load::<Settings>()
/// };
/// let staging = deploy("staging", "postgres://a.cadence.net/main?sslmode=verify-full")?;
/// let json = staging.snapshot(&Facts::new())?.to_json();
///
/// let production = deploy("production", "mysql://b.cadence.net/main?ssl-mode=REQUIRED")?;
/// let rehearsed = Loader::new("CADENCE").parse_snapshot("staging.json", &json)?;
/// let parity = production.compare(&rehearsed, &Facts::new())?;
/// assert_eq!(
///     parity.violations().next().unwrap().message(),
///     "`database` is MySQL in production, and PostgreSQL in staging",
/// );
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    format: u64,
    program: String,
    environment: Environment,
    #[serde(deserialize_with = "Option::deserialize")]
    deployment: Option<String>,
    made: Date,
    #[serde(deserialize_with = "Option::deserialize")]
    artifact: Option<Hex<64>>,
    /// The version of this crate.
    rehearsal: String,
    schema: Hex<16>,
    /// What the key of the digests is known by.
    #[serde(deserialize_with = "Option::deserialize")]
    key: Option<Hex<16>>,
    facts: Facts,
    #[serde(deserialize_with = "entry::read")]
    settings: Vec<Entry>,
}

/// The number of the format that is written, and the only one that is read.
const FORMAT: u64 = 1;

impl Snapshot {
    /// The JSON Schema, of draft 2020-12, that every snapshot is valid against.
    pub const SCHEMA: &'static str = include_str!("snapshot/schema.json");

    /// Returns the name of the program.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Returns the day on which it was taken.
    pub fn made(&self) -> Date {
        self.made
    }

    /// Returns the SHA-256 of the executable, in hexadecimal digits.
    ///
    /// `None` if the executable could not be read.
    pub fn artifact(&self) -> Option<&str> {
        self.artifact.as_deref()
    }

    /// Returns the fingerprint of the schema.
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// Returns the environment.
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// Returns the name of the deployment, if it was a named one.
    pub fn deployment(&self) -> Option<&str> {
        self.deployment.as_deref()
    }

    /// Returns the facts that it was taken with.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Writes it as JSON, indented: the same text for the same deploy and day.
    ///
    /// [`SCHEMA`](Self::SCHEMA) describes its content.
    pub fn to_json(&self) -> String {
        foreign::json(self) + "\n"
    }

    /// The name of the deployment, or of the environment.
    pub(super) fn name(&self) -> &str {
        self.deployment().unwrap_or(self.environment.as_str())
    }

    pub(super) fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    pub(super) fn settings(&self) -> &[Entry] {
        &self.settings
    }
}

fn missing(path: &Path, help: &str) -> Box<Problem> {
    let message = format!("the file {} does not exist", redact::path(path));
    let place = Place::of_file(path);
    let problem = Problem::new(Code::FileMissing, message)
        .with_place(place)
        .with_help(help);
    Box::new(problem)
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot")
            .field("program", &self.program)
            .field("environment", &self.environment)
            .field("deployment", &self.deployment)
            .field("made", &self.made)
            .finish_non_exhaustive()
    }
}

impl Loader {
    /// Reads the snapshot of a deploy from a file, or from a pipe to its end.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is over 64 times the [size
    /// limit](Self::size_limit) of a configuration file, is damaged, or of a newer
    /// format; and if nobody writes to the pipe.
    pub fn read_snapshot(&self, path: impl AsRef<Path>) -> Result<Snapshot, Report> {
        let (path, limit) = (path.as_ref(), self.snapshot_size_limit());
        let text = match self.setup().system.read_stream(path, limit) {
            Ok(bytes) => file::text(path, bytes),
            Err(ReadError::Missing) => Err(missing(path, "take it first, with `config snapshot`")),
            Err(error) => Err(Box::new(words::unreadable_snapshot(path, &error, limit))),
        };
        match text {
            Ok(text) => self.parse_snapshot(path, &text),
            Err(problem) => Err(Report::new(self.program_name(), None, vec![*problem])),
        }
    }

    /// The most bytes of a record. It has more than one line for each setting, and so
    /// is many times as long as the files that set them.
    pub(crate) fn snapshot_size_limit(&self) -> u64 {
        self.setup().size_limit.saturating_mul(64)
    }

    /// Reads the snapshot of a deploy from its text, which reports call `name`.
    ///
    /// # Errors
    ///
    /// If the text is damaged, or of a newer format.
    pub fn parse_snapshot(&self, name: impl AsRef<Path>, text: &str) -> Result<Snapshot, Report> {
        read::snapshot(name.as_ref(), text)
            .map_err(|problem| Report::new(self.program_name(), None, vec![*problem]))
    }
}
