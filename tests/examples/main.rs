//! The examples, run as a user runs them: real processes, variables and files.
//!
//! `cargo test` builds them first. To run this test alone, build them yourself:
//! `cargo build --examples && cargo test --test examples`.

mod cadence;
mod child;
mod quickstart;
mod refusals;
