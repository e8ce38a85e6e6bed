//! Cadence, run as a user runs it: real processes, variables and files.

mod config;
mod environments;
mod gate;
mod generated;
mod process;
mod refusals;
