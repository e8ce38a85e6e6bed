//! The examples of the guide for who comes from another library.
#![cfg(doctest)]
#![doc = include_str!("../../../src/guide/migrating.md")]
