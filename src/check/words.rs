//! What is said of values that are of their type and still wrong.
//!
//! Messages are one line, lower case, without a full stop. No sentence holds a value
//! that has not passed through [`redact`](crate::value::redact).

mod committed;
mod refusals;
mod rules;

pub(crate) use self::committed::*;
pub(crate) use self::refusals::*;
pub(crate) use self::rules::*;
