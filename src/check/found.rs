//! What a refusal has found, in words.

use std::borrow::Cow;

use super::refuse::Refusal;
use crate::layer::file::names::WAIVERS;
use crate::report::problem::{Place, Problem, Severity};
use crate::value::key::Key;

type Words = Cow<'static, str>;

/// Why a value is refused: what is said of it, and what to do.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) severity: Severity,
    /// The sentence before and behind the key. It names no environment, since several
    /// may refuse the same and are reported once.
    message: (&'static str, Words),
    pub(crate) label: Words,
    help: Option<Words>,
    /// What the author of the program can do beside allowing it.
    author: Option<&'static str>,
    may_be_allowed: bool,
    /// Which waiver permits it.
    pub(crate) waiver: Option<String>,
}

impl Found {
    /// Of the setting itself: what follows its key.
    pub(crate) fn new(is: impl Into<Words>, label: impl Into<Words>) -> Self {
        Self::of("", is, label)
    }

    /// Of something that the setting has.
    pub(crate) fn of(part: &'static str, is: impl Into<Words>, label: impl Into<Words>) -> Self {
        Self {
            severity: Severity::Error,
            message: (part, is.into()),
            label: label.into(),
            help: None,
            author: None,
            may_be_allowed: true,
            waiver: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<Words>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn author(mut self, help: &'static str) -> Self {
        self.author = Some(help);
        self
    }

    /// Only warns, since the value does not say it by itself.
    pub(crate) fn warned(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    pub(crate) fn noted(mut self) -> Self {
        self.severity = Severity::Note;
        self
    }

    /// Leaves to the author alone what to do.
    pub(crate) fn for_the_author(mut self, help: &'static str) -> Self {
        self.may_be_allowed = false;
        self.author(help)
    }

    /// The problem that it is of a value that was written at this place, if anywhere; the
    /// place says why.
    pub(crate) fn problem(self, refusal: &Refusal, key: &Key, place: Option<Place>) -> Problem {
        let (before, behind) = &self.message;
        let mut problem = Problem::new(refusal.code, format!("{before}`{key}`{behind}"))
            .with_severity(self.severity);
        if let Some(place) = place {
            problem = problem.with_place(place);
        }
        if let Some(waiver) = self.waiver {
            return problem.with_only_help(waiver);
        }
        if let Some(help) = self.help {
            problem = problem.with_help(help);
        }
        if self.may_be_allowed && self.severity == Severity::Error {
            let code = refusal.code;
            problem = problem.with_help(format!(
                "to permit it for a while, add a waiver of `{code}` to {WAIVERS}"
            ));
        }
        if let Some(author) = self.author {
            problem = problem.with_help_for_author(author);
        }
        if self.may_be_allowed {
            let name = refusal.name;
            return problem.with_help_for_author(format_args!(
                "`#[config(allow({name} = \"why\"))]` allows it on the field"
            ));
        }
        problem
    }
}
