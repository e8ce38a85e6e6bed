//! Every sentence we say of a value, a key or a file.
//!
//! Messages are one line, lower case, without a full stop. No sentence holds a
//! value that has not passed through [`redact`].

mod duplicate;
mod files;
mod found;
mod inline;
mod keys;
mod overrides;
mod reasons;
mod refusals;
mod rules;
mod schema;
mod secrets;
mod sections;
mod spelling;
mod texts;
mod urls;
mod values;
mod variables;
mod written;

pub(crate) use self::files::*;
pub(crate) use self::found::*;
pub(crate) use self::keys::*;
pub(crate) use self::overrides::*;
pub(crate) use self::refusals::*;
pub(crate) use self::rules::*;
pub(crate) use self::schema::*;
pub(crate) use self::secrets::*;
pub(crate) use self::sections::*;
pub(crate) use self::spelling::is_quoted;
pub(crate) use self::texts::*;
pub(crate) use self::values::*;
pub(crate) use self::variables::*;
pub(crate) use self::written::Written;
