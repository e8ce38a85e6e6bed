//! What a value is, where it was written, and what may be shown of it.
//!
//! In comes text of any source; out go trees of values with their places, keys and
//! origins, and text without what may be secret. Nothing here knows of a schema.

pub(crate) mod charset;
pub(crate) mod entropy;
pub(crate) mod foreign;
pub(crate) mod key;
pub(crate) mod origin;
pub(crate) mod quoted;
pub(crate) mod redact;
pub(crate) mod redacted;
pub(crate) mod secret;
pub(crate) mod suggest;
pub(crate) mod tree;
