//! Generated files and reports, read by the programs that they are for.
//!
//! `tests/tools/install` brings those that are not part of a usual machine. A
//! test whose program is missing fails in CI, and elsewhere says that it is
//! skipped.

#![cfg(all(feature = "cli", feature = "dotenv"))]
#![expect(dead_code, reason = "settings are read, not used")]

mod crate_itself;
mod defaults;
mod dotenv;
mod json_schema;
mod kubernetes;
mod newcomer;
mod sarif;
mod settings;
mod systemd;
mod tool;
