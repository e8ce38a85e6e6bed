//! The examples, run as a user runs them: real processes, variables and files.
//!
//! The tests build them once.

mod cadence;
mod child;
mod quickstart;
mod refusals;
