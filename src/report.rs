//! Everything that is wrong with a configuration, and what prints it.
//!
//! In come problems as data, with their places; out go text with excerpts, JSON,
//! annotations and SARIF. What may be shown is decided before.

pub use self::problem::{Code, Excerpt, Place, Problem, Severity};
pub use self::searched::{PathState, Searched, SearchedPath};
pub use crate::value::origin::{Origin, Position};
use std::process::{ExitCode, Termination};

use serde::Serialize;

pub(crate) use self::grouped::grouped;
use crate::report::problem::{LeftOut, in_order};

pub(crate) mod github;
mod grouped;
#[cfg(feature = "json")]
mod json;
pub(crate) mod problem;
#[cfg(feature = "json")]
pub(crate) mod sarif;
pub(crate) mod searched;
pub(crate) mod table;
pub(crate) mod terminal;
#[cfg(test)]
mod tests;
pub(crate) mod text;

use self::terminal::{Look, drawn};

/// Everything that keeps a program from starting: the only error type of a load.
///
/// It contains at least one problem. Errors come first, in the order of the layers and
/// places where they were written; warnings and notes follow.
///
/// [`Debug`](std::fmt::Debug) equals [`Display`](std::fmt::Display), so a `main` that
/// returns `Result<(), Report>` prints the same text. Such a `main` exits with 1, as the
/// standard library does for every error; [`exit`](Self::exit) exits with
/// [`EXIT_STATUS`](Self::EXIT_STATUS) and colours what it prints.
///
/// # Example
///
/// ```
/// use rehearsal::Report;
///
/// fn start() -> Result<(), Report> {
///     Ok(())
/// }
///
/// fn main() {
///     start().unwrap_or_else(|report| report.exit());
/// }
/// ```
///
/// As a [`Termination`], it provides the [`ExitCode`] of `main`, and all values are dropped
/// before the process ends:
///
/// ```
/// use rehearsal::Report;
/// use std::process::{ExitCode, Termination};
///
/// # fn start() -> Result<(), Report> {
/// #     Ok(())
/// # }
/// fn main() -> ExitCode {
///     match start() {
///         Ok(()) => ExitCode::SUCCESS,
///         Err(report) => report.report(),
///     }
/// }
/// ```
#[derive(Clone, Serialize)]
pub struct Report(Box<Inner>);

#[derive(Clone, Serialize)]
struct Inner {
    program: String,
    environment: Option<String>,
    problems: Vec<Problem>,
    searched: Option<Searched>,
}

impl Report {
    /// The exit status of a refused start: `EX_CONFIG` of `sysexits.h`.
    ///
    /// # Example
    ///
    /// ```
    /// assert_eq!(rehearsal::Report::EXIT_STATUS, 78);
    /// ```
    pub const EXIT_STATUS: u8 = 78;

    pub(crate) fn new(
        program: String,
        environment: Option<String>,
        mut problems: Vec<Problem>,
    ) -> Self {
        debug_assert!(
            problems.iter().any(Problem::refuses),
            "a report needs a problem that refuses the start"
        );
        in_order(&mut problems);
        Self(Box::new(Inner {
            program,
            environment,
            problems,
            searched: None,
        }))
    }

    pub(crate) fn with_searched(mut self, searched: Option<Searched>) -> Self {
        self.0.searched = searched;
        self
    }

    /// Returns the name of the program that was not started.
    pub fn program(&self) -> &str {
        &self.0.program
    }

    /// Returns the name of the environment, if it is known.
    pub fn environment(&self) -> Option<&str> {
        self.0.environment.as_deref()
    }

    /// Returns all problems, in the order in which to fix them.
    ///
    /// # Example
    ///
    /// ```
    /// use rehearsal::report::Code;
    /// use rehearsal::Report;
    ///
    /// fn lacks_a_value(report: &Report) -> bool {
    ///     report.problems().iter().any(|problem| problem.code() == Code::Missing)
    /// }
    /// ```
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// Returns where the load looked for files, as shown at the end of the text.
    ///
    /// `None` if the system has no working directory, as one in memory unless it [is
    /// set](crate::system::Memory::current_dir).
    pub fn searched(&self) -> Option<&Searched> {
        self.0.searched.as_ref()
    }

    /// Returns the number of problems, warnings and notes included; never zero.
    #[expect(clippy::len_without_is_empty, reason = "a report is never empty")]
    pub fn len(&self) -> usize {
        self.0.problems.len()
    }

    /// Iterates over the problems.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.problems.iter()
    }

    /// Prints the report as [`eprint`](Self::eprint) does and ends the process
    /// with [`EXIT_STATUS`](Self::EXIT_STATUS).
    ///
    /// Live values are not dropped; if that matters, return an [`ExitCode`] from `main`.
    pub fn exit(self) -> ! {
        self.eprint();
        std::process::exit(Self::EXIT_STATUS.into())
    }

    pub(crate) fn draw(&self, look: Look) -> String {
        let summary = text::wrapped(&self.summary(), 0, look);
        let mut parts = vec![text::problems(self.problems(), look)];
        parts.extend(self.searched().map(|found| text::searched(found, look)));
        text::with_summary(&summary, parts, look)
    }

    pub(crate) fn summary(&self) -> String {
        let errors = self.count(Severity::Error);
        let verb = if errors.is_one() { "keeps" } else { "keep" };
        let program = text::line(self.program());
        let mut summary = format!("{} {verb} {program} from starting", errors.with("problem"));
        if let Some(environment) = self.environment() {
            summary.push_str(" in ");
            summary.push_str(&text::line(environment));
        }
        let counts = [(Severity::Warning, "warning"), (Severity::Note, "note")]
            .map(|(severity, noun)| (self.count(severity), noun))
            .into_iter()
            .filter(|(count, _)| count.known > 0)
            .map(|(count, noun)| count.with(noun));
        summary + &besides(counts)
    }

    fn count(&self, severity: Severity) -> Count {
        Count::of(self.problems(), severity)
    }
}

/// How many problems there are, those included that are left out.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) known: usize,
    are_more: bool,
}

impl Count {
    pub(crate) fn of(problems: &[Problem], severity: Severity) -> Self {
        let mut count = Self::default();
        for problem in problems {
            if problem.severity() != severity {
                continue;
            }
            count.known += 1;
            match problem.left_out() {
                LeftOut::None => {}
                LeftOut::Counted(more) => count.known += more,
                LeftOut::Some => count.are_more = true,
            }
        }
        count
    }

    fn is_one(self) -> bool {
        self.known == 1 && !self.are_more
    }

    /// The number, and what is counted.
    pub(crate) fn with(self, noun: &str) -> String {
        let counted = counted(self.known, noun);
        if self.are_more {
            format!("more than {counted}")
        } else {
            counted
        }
    }
}

/// What a summary says behind its sentence.
pub(crate) fn besides(counts: impl Iterator<Item = String>) -> String {
    match &*counts.collect::<Vec<_>>() {
        [] => String::new(),
        counts => format!(" ({})", counts.join(", ")),
    }
}

pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

drawn!(Report);

impl std::error::Error for Report {}

impl Termination for Report {
    fn report(self) -> ExitCode {
        self.eprint();
        ExitCode::from(Self::EXIT_STATUS)
    }
}

impl<'r> IntoIterator for &'r Report {
    type Item = &'r Problem;
    type IntoIter = std::slice::Iter<'r, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The warnings and notes of a successful load; may be empty.
///
/// Rendered like a [`Report`] without its first line. In staging and production the text
/// always ends with where the load looked for files; otherwise it is empty if there are
/// no warnings.
///
/// # Example
///
/// ```
/// use rehearsal::report::Warnings;
///
/// fn show(notes: Warnings<'_>) {
///     for warning in notes.problems() {
///         println!("{warning}");
///     }
/// }
/// ```
#[derive(Clone, Copy, Serialize)]
#[serde(transparent)]
pub struct Warnings<'p> {
    problems: &'p [Problem],
    #[serde(skip)]
    searched: Option<&'p dyn Looked>,
}

/// What knows where it looked for files, and works it out when it is asked.
pub(crate) trait Looked {
    fn looked(&self) -> Option<&Searched>;
}

impl Looked for Searched {
    fn looked(&self) -> Option<&Searched> {
        Some(self)
    }
}

impl<'p> Warnings<'p> {
    pub(crate) fn new(problems: &'p [Problem]) -> Self {
        Self {
            problems,
            searched: None,
        }
    }

    pub(crate) fn with_searched(self, searched: Option<&'p dyn Looked>) -> Self {
        Self { searched, ..self }
    }

    /// Returns the warnings and notes as data.
    pub fn problems(&self) -> &'p [Problem] {
        self.problems
    }

    pub(crate) fn draw(self, look: Look) -> String {
        let problems = text::problems(self.problems, look);
        let mut parts = Vec::from_iter(Some(problems).filter(|text| !text.is_empty()));
        let searched = self.searched.and_then(Looked::looked);
        parts.extend(searched.map(|found| text::searched(found, look)));
        parts.join("\n\n")
    }
}

drawn!(Warnings<'_>);
