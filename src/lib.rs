//! Twelve-factor configuration: one struct, every environment, every mistake in one report.

mod coerce;
mod config;
mod environment;
mod format;
pub mod host;
mod key;
mod kind;
mod layer;
mod load;
mod mistake;
mod names;
mod origin;
mod problem;
mod read;
mod redact;
mod report;
mod resolve;
pub mod schema;
mod service_link;
mod source;
mod suggest;
mod tree;
mod typed;
mod unknown;
mod words;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use rehearsal_derive::Config;

pub use crate::config::{Config, Leaf, Nested};
pub use crate::environment::{Deployment, Environment, UnknownEnvironment};
pub use crate::key::Key;
pub use crate::kind::Kind;
pub use crate::layer::LayerKind;
pub use crate::load::{Loaded, Loader};
pub use crate::origin::{Origin, Position};
pub use crate::problem::{Code, Excerpt, Place, Problem, Severity};
pub use crate::report::{Notes, Report};
pub use crate::resolve::{Resolution, Row};
