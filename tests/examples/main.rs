//! The examples, run as a user runs them: real processes, variables and files.
//!
//! The tests build them once.

mod cadence;
mod child;
#[cfg(feature = "cli")]
mod config;
#[cfg(feature = "cli")]
mod gate;
mod quickstart;
mod refusals;
