//! One thing wrong, as data.

mod code;
mod place;

use std::fmt;
use std::path::{Path, PathBuf};

pub use self::code::Code;
#[cfg(any(doc, doctest))]
pub use self::code::problems;
use serde::Serialize;

pub(crate) use self::place::Rank;
use self::place::Standing;
pub use self::place::{Excerpt, Place};
use crate::value::foreign;
use crate::value::key::Key;
use crate::value::origin::Origin;

/// Something wrong with the configuration, or worth knowing about it.
///
/// It never contains the value of a secret, nor text that might be one.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Problem {
    code: Code,
    severity: Severity,
    key: Option<Key>,
    message: String,
    places: Vec<Place>,
    found: Option<String>,
    expected: Option<String>,
    help: Vec<String>,
    /// How many sentences of the help, its last ones, are for the author of the
    /// program.
    #[serde(skip)]
    for_author: usize,
    /// The file where what is written nowhere can be set.
    #[serde(skip)]
    home: Option<PathBuf>,
    /// Nothing for that of its places.
    #[serde(skip)]
    standing: Standing,
    #[serde(skip)]
    left_out: LeftOut,
}

/// How many problems like this one are not reported, because there are so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum LeftOut {
    #[default]
    None,
    /// So many.
    Counted(usize),
    /// One at least.
    Some,
}

impl Problem {
    /// Returns the code of the problem.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Returns its severity.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Returns the key of the setting concerned, if there is one.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// Returns what is wrong, in one line: lower case and without a full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the places concerned, the one to change first.
    ///
    /// Empty if nothing was written, as for a missing key.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Returns where the error was written.
    pub fn origin(&self) -> Option<&Origin> {
        self.places.first().map(Place::origin)
    }

    /// Returns what was found; `None` for a secret.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }

    /// Returns what was expected.
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// Returns what to do, one sentence per entry.
    pub fn help(&self) -> &[String] {
        &self.help
    }

    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            key: None,
            message: foreign::owned(message.into()),
            places: Vec::new(),
            found: None,
            expected: None,
            help: Vec::new(),
            for_author: 0,
            home: None,
            standing: Standing::default(),
            left_out: LeftOut::None,
        }
    }

    pub(crate) fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, message).with_severity(Severity::Note)
    }

    pub(crate) fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub(crate) fn with_message(mut self, message: String) -> Self {
        self.message = foreign::owned(message);
        self
    }

    pub(crate) fn with_key(mut self, key: Key) -> Self {
        self.key = Some(key);
        self
    }

    pub(crate) fn with_place(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }

    pub(crate) fn with_places(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.places.extend(places);
        self
    }

    pub(crate) fn with_found(mut self, found: Option<String>) -> Self {
        self.found = found.map(foreign::owned);
        self
    }

    pub(crate) fn with_expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(foreign::owned(expected.into()));
        self
    }

    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.add_help(help);
        self
    }

    /// Says this instead of what could be done.
    pub(crate) fn with_only_help(mut self, help: String) -> Self {
        self.help.clear();
        self.for_author = 0;
        self.with_help(help)
    }

    /// As [`with_help`](Self::with_help), of none or several sentences.
    pub(crate) fn with_helps<H: Into<String>>(self, help: impl IntoIterator<Item = H>) -> Self {
        help.into_iter().fold(self, Self::with_help)
    }

    /// Adds the places of another problem, which says the same of them.
    pub(crate) fn add_places(&mut self, other: &Self) {
        self.places.extend(other.places().iter().cloned());
    }

    /// Adds what who runs the program can do, before what its author can.
    pub(crate) fn add_help(&mut self, help: impl Into<String>) {
        let at = self.help.len() - self.for_author;
        self.help.insert(at, foreign::owned(help.into()));
    }

    /// Adds what only the author of the program can do.
    pub(crate) fn with_help_for_author(mut self, help: impl fmt::Display) -> Self {
        self.help
            .push(foreign::owned(format!("in the program, {help}")));
        self.for_author += 1;
        self
    }

    pub(crate) fn with_rank(mut self, rank: Rank) -> Self {
        self.standing = Standing(Some(rank));
        self
    }

    pub(crate) fn with_home(mut self, file: PathBuf) -> Self {
        self.home = Some(file);
        self
    }

    /// Whether it keeps a program from starting.
    pub(crate) fn refuses(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(crate) fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    /// Where it is in a report: where the first of its places is among the layers,
    /// unless something else is said.
    fn rank(&self) -> Rank {
        let of_place = || self.places.iter().find_map(Place::rank);
        self.standing.0.or_else(of_place).unwrap_or(Rank::NOWHERE)
    }

    pub(crate) fn with_left_out(mut self, left_out: LeftOut) -> Self {
        self.left_out = left_out;
        self
    }

    /// Says of the last problem of its kind that is reported how many more are not.
    pub(crate) fn leave_out(&mut self, more: usize) {
        self.add_help(format!("{more} more of this kind are not shown"));
        self.left_out = LeftOut::Counted(more);
    }

    /// Says of the last problem that is reported how many `lines` like its own are
    /// not, if there are any.
    pub(crate) fn and_more(self, more: usize, what: &str, of: &str) -> Self {
        match more {
            0 => return self,
            1 => self.with_help(format!("1 more {what} {of} is not valid")),
            more => self.with_help(format!("{more} more {what}s {of} are not valid")),
        }
        .with_left_out(LeftOut::Counted(more))
    }

    pub(crate) fn left_out(&self) -> LeftOut {
        self.left_out
    }
}

/// Brings all that was found into the order of reports: what refuses a start first,
/// then by layer and place. What was found twice is reported once.
pub(crate) fn in_order(found: &mut Vec<Problem>) {
    found.sort_by_key(|problem| (problem.severity != Severity::Error, problem.rank()));
    found.dedup();
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problem")
            .field("code", &self.code.as_str())
            .field("message", &self.message)
            .field("places", &self.places)
            .finish_non_exhaustive()
    }
}

/// Severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing; does not refuse the load.
    Note,
    /// Likely an error; does not refuse the load.
    Warning,
    /// An error; the load is refused.
    Error,
}

impl Severity {
    /// Returns the name of the severity in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_author_can_do_comes_after_what_the_operator_can() {
        let problem = Problem::new(Code::UnknownVariable, "unknown variable APP_X")
            .with_help_for_author("`Loader::ignore_variable` lists it")
            .with_help("unset it")
            .with_help("or correct its name");
        assert_eq!(
            problem.help(),
            [
                "unset it",
                "or correct its name",
                "in the program, `Loader::ignore_variable` lists it"
            ]
        );
    }
}
