//! What is said of values that are not of their type, and of keys that match no setting.
//!
//! Messages are one line, lower case, without a full stop. No sentence holds a value
//! that has not passed through [`redact`](crate::value::redact).

mod expected;
mod forms;
mod ignored;
mod instead;
mod keys;
mod reasons;
mod sections;
mod urls;
mod values;
mod wording;

pub(crate) use self::ignored::*;
pub(crate) use self::keys::*;
pub(crate) use self::sections::*;
pub(crate) use self::values::*;
