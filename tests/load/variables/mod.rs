//! Variables: read as their type asks, byte for byte, and never guessed.

#![allow(dead_code)]

mod enums;
mod lists_and_maps;
mod names;
mod sections;
mod values;

use std::collections::BTreeMap;

use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader, Report};
use secrecy::SecretString;

use crate::support::with;

fn host(variables: &[(&str, &str)]) -> Memory {
    let host = Memory::new().variable("CADENCE_ENV", "test");
    with(host, variables)
}

fn load<T: Config>(variables: &[(&str, &str)]) -> Result<Loaded<T>, Report> {
    Loader::new("CADENCE").system(host(variables)).load()
}

#[track_caller]
fn accepted<T: Config>(variables: &[(&str, &str)]) -> Loaded<T> {
    load(variables).unwrap()
}

#[track_caller]
fn refused<T: Config>(variables: &[(&str, &str)]) -> String {
    match load::<T>(variables) {
        Ok(_) => panic!("{variables:?} were accepted"),
        Err(report) => report.to_string(),
    }
}

#[derive(Debug, Config)]
struct Texts {
    text: String,
    secret: Option<SecretString>,
    maybe: Option<String>,
}

#[derive(Debug, Config)]
struct Sections {
    #[config(nested)]
    server: Server,
    #[config(nested)]
    cache: Option<Cache>,
    #[config(nested)]
    upstreams: Vec<Upstream>,
    #[config(nested)]
    regions: BTreeMap<String, Upstream>,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = 80)]
    port: u16,
    #[config(default = 10, alias = "max_conns")]
    max_connections: u32,
}

#[derive(Debug, Config)]
struct Cache {
    size: u32,
}

#[derive(Debug, Config, Clone)]
struct Upstream {
    host: String,
    #[config(default = 80)]
    port: u16,
}
