//! What is asked of the value of a field beside being of its type.

use super::field::held;
use super::{Allowance, Condition, Constraint, Fact, Field, Probe};
use crate::environment::Environment;
use crate::report::problem::Severity;

impl Field {
    /// Returns the rules for its value, as far as they are data.
    pub fn rules(&self) -> &'static [Constraint] {
        held!(self, Rules).unwrap_or_default()
    }

    /// Returns the refusals that this field is exempt from.
    pub fn allowed(&self) -> &'static [Allowance] {
        held!(self, Allowed).unwrap_or_default()
    }

    /// Returns the problems that are only warnings for this field.
    pub fn warned(&self) -> &'static [Allowance] {
        held!(self, Warned).unwrap_or_default()
    }

    /// Returns when the field is required or forbidden.
    pub fn conditions(&self) -> &'static [Condition] {
        held!(self, Conditions).unwrap_or_default()
    }

    /// Returns the probes of its value at start.
    pub fn probes(&self) -> &'static [Probe] {
        held!(self, Probes).unwrap_or_default()
    }

    /// Returns the prefixes of a provider's live keys.
    pub fn live_prefixes(&self) -> &'static [&'static str] {
        held!(self, LivePrefixes).unwrap_or_default()
    }

    /// Returns the prefixes of a provider's test keys.
    pub fn test_prefixes(&self) -> &'static [&'static str] {
        held!(self, TestPrefixes).unwrap_or_default()
    }

    /// Tells whether this is allowed of the field.
    pub(crate) fn allows(&self, what: &str, environment: Environment) -> bool {
        speaks_of(self.allowed(), what, environment)
    }

    /// Tells whether this is allowed of the field in any environment.
    pub(crate) fn allows_somewhere(&self, what: &str) -> bool {
        self.allowed().iter().any(|allowed| allowed.what() == what)
    }

    /// Tells whether this is only a warning for the field.
    pub(crate) fn only_warns(&self, what: &str, environment: Environment) -> bool {
        speaks_of(self.warned(), what, environment)
    }

    /// Returns the severity of this for the field: a problem, or only a warning.
    pub(crate) fn severity_of(&self, what: &str, environment: Environment) -> Severity {
        if self.only_warns(what, environment) {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

fn speaks_of(allowances: &[Allowance], what: &str, environment: Environment) -> bool {
    allowances
        .iter()
        .any(|allowance| allowance.what() == what && allowance.is_in(environment))
}
