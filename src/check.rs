//! What types cannot express.
//!
//! In come the places of a schema with what the layers have there; out go the problems of
//! values that are of their type and still wrong: refused in staging or production, against
//! a rule, missing on a condition, or failing a probe. Nothing here reads a value as its
//! type.

pub(crate) mod committed;
pub(crate) mod condition;
mod found;
pub(crate) mod interpolation;
pub(crate) mod lost;
pub(crate) mod permit;
mod private;
pub(crate) mod probe;
pub(crate) mod refuse;
pub(crate) mod rules;
mod signs;
mod strength;
mod subject;
pub(crate) mod undecided;
pub(crate) mod words;

pub(crate) use self::found::Found;
pub(crate) use self::private::PrivateHosts;
