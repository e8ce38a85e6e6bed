//! When a field has to be set, or must not be.

use crate::environment::Environment;

/// When a field has to be set, or must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// It has to be set in these environments.
    RequiredIn(&'static [Environment]),
    /// It must not be set in these environments.
    ForbiddenIn(&'static [Environment]),
    /// It has to be set where another setting has a value.
    RequiredIf {
        /// The key of the other setting, from the root of the settings; behind
        /// a dot, from the section that the field stands in.
        key: &'static str,
        /// The value, as text; none for `true`.
        value: Option<&'static str>,
    },
}
