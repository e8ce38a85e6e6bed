//! What is asked of the value of a field beside being of its type.

use super::{Allowance, Condition, Constraint, Fact, Field, Probe, Schema, Shape, Variant};
use crate::environment::Environment;
use crate::report::problem::Severity;

/// All that is asked of the value of one field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demands {
    rules: &'static [Constraint],
    allowed: &'static [Allowance],
    warned: &'static [Allowance],
    conditions: &'static [Condition],
    probes: &'static [Probe],
    live_prefixes: &'static [&'static str],
    test_prefixes: &'static [&'static str],
}

impl Demands {
    pub(super) const NONE: Self = Self {
        rules: &[],
        allowed: &[],
        warned: &[],
        conditions: &[],
        probes: &[],
        live_prefixes: &[],
        test_prefixes: &[],
    };

    /// With what the fact asks for, if it asks for anything.
    pub(super) const fn with(mut self, fact: Fact) -> Self {
        match fact {
            Fact::Rules(rules) => self.rules = rules,
            Fact::Conditions(conditions) => self.conditions = conditions,
            Fact::LivePrefixes(prefixes) => self.live_prefixes = prefixes,
            Fact::TestPrefixes(prefixes) => self.test_prefixes = prefixes,
            Fact::Probes(probes) => self.probes = probes,
            Fact::Allowed(allowed) => self.allowed = allowed,
            Fact::Warned(warned) => self.warned = warned,
            _ => {}
        }
        self
    }
}

impl Field {
    /// Returns the rules for its value, as far as they are data.
    pub fn rules(&self) -> &'static [Constraint] {
        self.demands.rules
    }

    /// Returns the refusals that this field is exempt from.
    pub fn allowed(&self) -> &'static [Allowance] {
        self.demands.allowed
    }

    /// Returns the problems that are only warnings for this field.
    pub fn warned(&self) -> &'static [Allowance] {
        self.demands.warned
    }

    /// Returns when the field is required or forbidden.
    pub fn conditions(&self) -> &'static [Condition] {
        self.demands.conditions
    }

    /// Returns the probes of its value at start.
    pub fn probes(&self) -> &'static [Probe] {
        self.demands.probes
    }

    /// Returns the prefixes of a provider's live keys.
    pub fn live_prefixes(&self) -> &'static [&'static str] {
        self.demands.live_prefixes
    }

    /// Returns the prefixes of a provider's test keys.
    pub fn test_prefixes(&self) -> &'static [&'static str] {
        self.demands.test_prefixes
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

/// What the fields of a section, and all below, ask for.
///
/// It is worked out when the program is compiled, so that a load skips
/// what asks for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asks(u8);

impl Asks {
    pub(crate) const NOTHING: Self = Self(0);
    /// A condition for being set.
    pub(crate) const CONDITIONS: Self = Self(1);
    /// Something to probe.
    pub(crate) const PROBES: Self = Self(2);

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn of_fields(fields: &[Field]) -> Self {
        let mut asks = Self::NOTHING;
        let mut at = 0;
        while at < fields.len() {
            asks = asks.and(Self::of(&fields[at]));
            at += 1;
        }
        asks
    }

    pub(super) const fn of_variants(variants: &[Variant]) -> Self {
        let mut asks = Self::NOTHING;
        let mut at = 0;
        while at < variants.len() {
            asks = asks.and(Self::of_fields(variants[at].fields));
            at += 1;
        }
        asks
    }

    const fn of(field: &Field) -> Self {
        let demands = &field.demands;
        let mut asks = match of_shape(&field.shape) {
            Some(schema) => schema.asks(),
            None => Self::NOTHING,
        };
        if !demands.conditions.is_empty() {
            asks = asks.and(Self::CONDITIONS);
        }
        if !demands.probes.is_empty() {
            asks = asks.and(Self::PROBES);
        }
        asks
    }
}

const fn of_shape(shape: &Shape) -> Option<&'static Schema> {
    match shape {
        Shape::Leaf(_) => None,
        Shape::Section(schema) => Some(schema),
        Shape::Optional(inner) | Shape::List(inner) | Shape::Map(inner) => of_shape(inner),
    }
}
