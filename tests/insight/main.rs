//! What is said of settings without a mistake: explanations, digests, generated
//! files, and the `config` subcommand.

#![cfg(feature = "cli")]
#![expect(dead_code, reason = "settings are read, not used")]

mod artifacts;
mod broken;
mod command;
mod command_explain;
mod completion;
mod confidential;
mod explain;
mod fingerprint;
mod json_schema;
mod looked;
mod names;
mod odd_names;
mod offline;
mod output;
mod settings;
#[cfg(feature = "tracing")]
mod trace;
