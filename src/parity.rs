//! Environments compared by the program's own type.
//!
//! Environments should be alike: the same shape, the same kinds and versions of backing
//! services, and only declared differences. [`Loader::parity`] reads what is committed for
//! every environment through the program's settings, offline and without secrets, and
//! reports what differs but must not.
#![doc = ""]
#![doc = include_str!("../docs/from-development-to-production.md")]

mod build;
mod compare;
#[cfg(feature = "snapshot")]
mod facts;
mod folder;
#[cfg(feature = "snapshot")]
mod gate;
mod judge;
mod refused;
mod report;
pub(crate) mod sealed;
mod side;
#[cfg(feature = "snapshot")]
mod snapshot;
mod value;
mod words;

use std::collections::HashMap;

use serde::Serialize;

#[cfg(feature = "snapshot")]
pub use self::facts::Facts;
pub use self::side::{Cell, Column, Setting, Supply};
#[cfg(feature = "snapshot")]
pub use self::snapshot::Snapshot;
pub use crate::schema::{Direction, ParityRule as Rule, Waiver};

use crate::load::Loader;
use crate::read::config::Config;
use crate::report::Report;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::report::searched::Searched;
use crate::value::key::Key;

impl Loader {
    /// Compares all environments and declared deployments by what is committed
    /// for them.
    ///
    /// It reads only the committed files of the config directory and the variable
    /// `{PREFIX}_CONFIG_DIR`, which may name that directory: no local file and no secret. A
    /// setting that only a deploy supplies is treated as supplied.
    ///
    /// # Example
    ///
    /// ```
    /// use rehearsal::system::Memory;
    /// use rehearsal::report::Code;
    /// use rehearsal::{Config, Loader};
    ///
    /// #[derive(Config)]
    /// struct Settings {
    ///     database: url::Url,
    /// }
    ///
    /// let host = Memory::new()
    ///     .file("config/development.toml", "database = 'sqlite:cadence.db'")
    ///     .file("config/test.toml", "database = 'postgres://localhost/test'")
    ///     .file("config/staging.toml", "database = 'postgres://a.internal/main'")
    ///     .file("config/production.toml", "database = 'postgres://b.internal/main'");
    /// let parity = Loader::new("CADENCE").system(host).parity::<Settings>();
    /// let violation = parity.violations().next().unwrap();
    /// assert_eq!(violation.code(), Code::DifferentKind);
    /// assert_eq!(
    ///     violation.message(),
    ///     "`database` is SQLite in development, and PostgreSQL in test, staging and production",
    /// );
    /// ```
    pub fn parity<T: Config>(&self) -> ParityReport {
        build::parity::<T>(self)
    }
}

/// The result of comparing environments.
///
/// [`Debug`](std::fmt::Debug) equals [`Display`](std::fmt::Display).
#[derive(Clone)]
pub struct ParityReport {
    program: String,
    sides: Vec<Column>,
    settings: Vec<Setting>,
    /// Graver ones first.
    verdicts: Vec<Difference>,
    waivers: Vec<Waiver>,
    searched: Option<Searched>,
}

impl ParityReport {
    /// The exit status of a comparison with violations, the same as that of a refused start.
    pub const EXIT_STATUS: u8 = Report::EXIT_STATUS;

    pub(crate) fn new(
        program: String,
        sides: Vec<Column>,
        settings: Vec<Setting>,
        mut verdicts: Vec<Difference>,
        waivers: Vec<Waiver>,
    ) -> Self {
        let rows = settings.iter().enumerate();
        let rows: HashMap<&Key, usize> = rows.map(|(at, row)| (row.key(), at + 1)).collect();
        let order = |verdict: &Difference| {
            let row = verdict.key().and_then(|key| rows.get(key).copied());
            row.unwrap_or_default()
        };
        verdicts.sort_by_cached_key(|verdict| {
            let severity = std::cmp::Reverse(verdict.severity());
            (severity, order(verdict), verdict.code())
        });
        Self {
            program,
            sides,
            settings,
            verdicts,
            waivers,
            searched: None,
        }
    }

    pub(crate) fn with_searched(mut self, searched: Option<Searched>) -> Self {
        self.searched = searched;
        self
    }

    /// Returns where the comparison looked for files, as shown at the end of the text;
    /// `None` for snapshots, and if the system has no working directory.
    pub fn searched(&self) -> Option<&Searched> {
        self.searched.as_ref()
    }

    /// Returns the name of the program.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Returns what was compared, in the order of promotion.
    pub fn sides(&self) -> &[Column] {
        &self.sides
    }

    /// Returns the matrix: every setting, with what every side has for it.
    pub fn settings(&self) -> &[Setting] {
        &self.settings
    }

    /// Returns all differences, including waived ones, the most severe first.
    pub fn differences(&self) -> &[Difference] {
        &self.verdicts
    }

    /// Returns the errors that are not waived.
    pub fn violations(&self) -> impl Iterator<Item = &Difference> {
        self.verdicts
            .iter()
            .filter(|verdict| verdict.is_violation())
    }

    /// Returns the warnings and notes.
    pub fn warnings(&self) -> impl Iterator<Item = &Difference> {
        let is_note = |verdict: &&Difference| {
            verdict.severity() != Severity::Error && verdict.waiver.is_none()
        };
        self.verdicts.iter().filter(is_note)
    }

    /// Returns the waived differences, each with its waiver.
    pub fn waived(&self) -> impl Iterator<Item = (&Difference, &Waiver)> {
        self.verdicts
            .iter()
            .filter_map(|verdict| Some((verdict, self.waivers.get(verdict.waiver?)?)))
    }

    /// Returns all waivers, including expired ones.
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }

    /// Returns whether there are no violations.
    pub fn is_clean(&self) -> bool {
        self.violations().next().is_none()
    }

    /// Returns the exit status for a program that shows this: 0, or
    /// [`EXIT_STATUS`](Self::EXIT_STATUS) if there are violations.
    pub fn exit_status(&self) -> u8 {
        if self.is_clean() {
            0
        } else {
            Self::EXIT_STATUS
        }
    }
}

/// A single finding, about a setting, a file or a waiver.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    problem: Problem,
    #[serde(rename = "environments")]
    sides: Vec<String>,
    waiver: Option<usize>,
}

impl Difference {
    pub(crate) fn of(problem: Problem, sides: Vec<String>) -> Self {
        Self {
            problem,
            sides,
            waiver: None,
        }
    }

    pub(crate) fn with_waiver(mut self, waiver: Option<usize>) -> Self {
        self.waiver = waiver;
        self
    }

    /// Returns the code of the finding.
    pub fn code(&self) -> Code {
        self.problem.code()
    }

    /// Returns its severity.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// Returns whether it is an error that is not waived.
    pub fn is_violation(&self) -> bool {
        self.severity() == Severity::Error && self.waiver.is_none()
    }

    /// Returns the key of the setting concerned, if there is one.
    pub fn key(&self) -> Option<&Key> {
        self.problem.key()
    }

    /// Returns the names of the environments and deployments concerned.
    pub fn environments(&self) -> &[String] {
        &self.sides
    }

    /// Returns what was found, in one line.
    pub fn message(&self) -> &str {
        self.problem.message()
    }

    /// Returns the places concerned, the one to change first.
    pub fn places(&self) -> &[Place] {
        self.problem.places()
    }

    /// Returns what to do, one sentence per entry.
    pub fn help(&self) -> &[String] {
        self.problem.help()
    }

    /// Returns the finding as a problem, as a report would contain it.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}
