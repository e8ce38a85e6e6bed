//! The cause of a refusal: it is told wherever it shows no secret.

#![allow(dead_code)]

mod in_place;
mod reasons;
mod unquoted;

use rehearsal::system::Memory;
use rehearsal::{Config, Report};

use crate::support::{loader, with};

fn refused<T: Config>(host: Memory) -> Report {
    let host = host.variable("APP_ENV", "test");
    loader("APP", host).load::<T>().map(drop).unwrap_err()
}

fn variables(variables: &[(&str, &str)]) -> Memory {
    with(Memory::new(), variables)
}

fn files(default: &str) -> Memory {
    Memory::new()
        .file("config/default.toml", default)
        .file("config/test.toml", "")
}
