//! What is said of settings: explanations, generated files, the `config`
//! subcommand, parity, and records of deploys.

#![expect(dead_code, reason = "settings are read, not used")]

#[cfg(feature = "cli")]
mod command;
mod drift;
#[cfg(feature = "cli")]
mod explain;
#[cfg(feature = "cli")]
mod facts;
#[cfg(feature = "cli")]
mod generate;
#[cfg(all(feature = "cli", feature = "snapshot"))]
mod messages;
#[cfg(feature = "page")]
mod page;
mod parity;
#[cfg(feature = "cli")]
mod settings;
#[cfg(feature = "snapshot")]
mod snapshot;
#[path = "../support/mod.rs"]
mod support;
