//! What is allowed of one field or only a warning, and why.

use std::fmt;

use super::condition::names;
use crate::environment::Environment;

/// Something that is a problem elsewhere and allowed of one field, or only a
/// warning, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    what: &'static str,
    reason: &'static str,
    only_in: &'static [Environment],
}

impl Allowance {
    /// Returns what is allowed or only a warning, as the attribute says it:
    /// `weak_secret`, or of warnings also `rule`, `required`, `forbidden` and
    /// `probe`.
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// Returns why.
    pub fn reason(&self) -> &'static str {
        self.reason
    }

    /// Returns whether it counts in this environment.
    pub fn is_in(&self, environment: Environment) -> bool {
        self.only_in.is_empty() || self.only_in.contains(&environment)
    }

    /// Returns the environments that it is limited to; none where it is not.
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
