//! Settings from stores: recipes to copy.
//!
//! A program fetches its pairs before it loads, and hands them over with
//! [`Loader::text_provider`](rehearsal::Loader::text_provider). What the store is, how it is
//! reached and who may read it stays with the program; the loader only parses the texts, and
//! names the store where one is wrong.

pub mod ssm;
pub mod vault;
