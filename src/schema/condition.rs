//! When a field is required or forbidden.

use std::fmt;

use crate::environment::Environment;

/// When a field is required or forbidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// It must be set in these environments.
    RequiredIn(&'static [Environment]),
    /// It must not be set in these environments.
    ForbiddenIn(&'static [Environment]),
    /// It must be set if another setting has a value.
    RequiredIf {
        /// The key of the other setting, from the root of the settings; behind
        /// a dot, from the section that the field is in.
        key: &'static str,
        /// The value, as text; none for `true`.
        value: Option<&'static str>,
    },
}

/// As a fact about the field: `required in staging and production`.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RequiredIn(environments) => write!(f, "required in {}", names(environments)),
            Self::ForbiddenIn(environments) => write!(f, "forbidden in {}", names(environments)),
            Self::RequiredIf { key, value } => {
                write!(f, "required if `{key}` is `{}`", value.unwrap_or("true"))
            }
        }
    }
}

pub(super) fn names(environments: &[Environment]) -> String {
    let names: Vec<&str> = environments.iter().map(|one| one.as_str()).collect();
    names.join(" and ")
}
