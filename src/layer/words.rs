//! What is said of files, variables and their places.
//!
//! Messages are one line, lower case, without a full stop. No sentence holds a value
//! that has not passed through [`redact`](crate::value::redact).

mod dotenv;
mod duplicate;
mod files;
mod found;
pub(crate) mod inline;
mod overrides;
#[cfg(feature = "figment")]
mod providers;
mod secrets;
mod spelling;
mod texts;
mod unset;
mod variables;

pub(crate) use self::dotenv::*;
pub(crate) use self::files::*;
pub(crate) use self::found::*;
pub(crate) use self::overrides::*;
#[cfg(feature = "figment")]
pub(crate) use self::providers::*;
pub(crate) use self::secrets::*;
pub(crate) use self::spelling::{Wanted, hint, is_quoted, whole};
pub(crate) use self::texts::*;
pub(crate) use self::unset::*;
pub(crate) use self::variables::*;
