//! What is allowed of one field or only a warning, and why.

use std::fmt;

use super::condition::names;
use crate::environment::Environment;

/// A refusal that one field is exempt from, or that is only a warning for it, with the
/// reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    what: &'static str,
    reason: &'static str,
    only_in: &'static [Environment],
}

impl Allowance {
    /// Returns the name of the refusal, as in the attribute: `weak_secret`, or for warnings
    /// also `rule`, `required`, `forbidden` and `probe`.
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// Returns the reason.
    pub fn reason(&self) -> &'static str {
        self.reason
    }

    /// Returns whether it applies in this environment.
    pub fn is_in(&self, environment: Environment) -> bool {
        self.only_in.is_empty() || self.only_in.contains(&environment)
    }

    /// Returns the environments that it is limited to; empty if it applies everywhere.
    pub fn environments(&self) -> &'static [Environment] {
        self.only_in
    }

    #[doc(hidden)]
    pub const fn new(what: &'static str, reason: &'static str) -> Self {
        Self {
            what,
            reason,
            only_in: &[],
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn only_in(mut self, environments: &'static [Environment]) -> Self {
        self.only_in = environments;
        self
    }
}

/// As a fact about the field: `weak_secret in staging (the reason)`.
impl fmt::Display for Allowance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what)?;
        if !self.only_in.is_empty() {
            write!(f, " in {}", names(self.only_in))?;
        }
        write!(f, " ({})", self.reason)
    }
}
