//! The cause of a refusal: it is told wherever it shows no secret.

#![allow(dead_code)]

mod in_place;
mod reasons;

use rehearsal::system::Memory;
use rehearsal::{Config, Report};

fn refused<T: Config>(host: Memory) -> Report {
    let host = host.variable("APP_ENV", "test");
    crate::support::loader("APP", host)
        .load::<T>()
        .map(drop)
        .unwrap_err()
}

fn variables(variables: &[(&str, &str)]) -> Memory {
    let set = |host: Memory, (name, value): &(&str, &str)| host.variable(*name, *value);
    variables.iter().fold(Memory::new(), set)
}

fn files(default: &str) -> Memory {
    Memory::new()
        .file("config/default.toml", default)
        .file("config/test.toml", "")
}
