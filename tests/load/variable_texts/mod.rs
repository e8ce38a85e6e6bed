//! Texts of variables that were hardly meant as they are: in quotes, empty, or
//! numbers in another notation.

#![allow(dead_code)]

mod empty;
mod numbers;
mod quotes;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Report};
use secrecy::SecretString;
use url::Url;

use crate::support::with;

fn host(environment: &str, variables: &[(&str, &str)]) -> Memory {
    let host = Memory::new().variable("APP_ENV", environment);
    with(host, variables)
}

fn load<T: Config>(host: Memory) -> Result<Loaded<T>, Report> {
    crate::support::loader("APP", host).load()
}

#[track_caller]
fn refused<T: Config>(host: Memory) -> String {
    let text = load::<T>(host).map(drop).unwrap_err().to_string();
    assert!(!text.contains(SECRET), "{text}");
    text
}

const SECRET: &str = "VQ2dKfPxzR7mLwTn";

#[derive(Config)]
struct Settings {
    #[config(default = 1)]
    port: u16,
    key: Option<SecretString>,
    #[config(default)]
    keys: BTreeMap<String, SecretString>,
    url: Option<Url>,
    log_path: Option<PathBuf>,
    #[config(default)]
    origins: Vec<String>,
    #[config(default = "hello")]
    greeting: String,
    #[config(default = "localhost")]
    smtp_host: String,
    #[config(default)]
    labels: BTreeMap<String, String>,
    #[config(default = false)]
    switch: bool,
    #[config(default = "1s")]
    wait: Duration,
    #[config(default)]
    salts: Vec<SecretString>,
    #[config(nested)]
    proxy: Proxy,
}

#[derive(Config)]
struct Proxy {
    #[config(default = 1)]
    port: u16,
}
