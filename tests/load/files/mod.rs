//! Mistakes in files: each is told with its place, and none keeps another from
//! being told.

#![allow(dead_code)]

mod duplicates;
mod keys;
mod reading;
mod sections;
mod syntax;
mod values;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader};
use serde::Deserialize;
use url::Url;

#[derive(Debug, Config)]
#[config(retired("mail.sender", "workers"))]
struct Settings {
    #[config(default = "cadence", alias = "title")]
    name: String,
    #[config(nested)]
    server: Server,
    #[config(nested)]
    log: Log,
    #[config(nested)]
    upstreams: Vec<Upstream>,
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(nested)]
    storage: Option<Storage>,
    window: Option<Window>,
    windows: Option<Vec<Window>>,
    labels: Option<BTreeMap<String, u8>>,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[config(default = 8080)]
    port: u16,
    #[config(default = "30s")]
    timeout: Duration,
    url: Option<Url>,
    #[config(default = false)]
    quiet: bool,
    #[config(default = 0.5)]
    rate: f64,
    #[config(default = -1)]
    offset: i8,
    #[config(default = 'x')]
    letter: char,
    #[config(default = "a,b")]
    tags: Vec<String>,
    #[config(deprecated = "use `server.listen`")]
    host: Option<String>,
}

#[derive(Debug, Config)]
struct Log {
    #[config(default = "info")]
    level: Level,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Level {
    Debug,
    Info,
    Warn,
}

#[derive(Debug, Config)]
struct Upstream {
    host: String,
    #[config(default = 80)]
    port: u16,
}

#[derive(Debug, Config)]
struct Region {
    url: Url,
    #[config(default = 1)]
    weight: u8,
}

#[derive(Debug, Config)]
#[config(tag = "kind", rename_all = "snake_case")]
enum Storage {
    Local {
        path: std::path::PathBuf,
    },
    S3 {
        bucket: String,
        #[config(default = "eu")]
        region: String,
    },
}

/// What serde reads as one value.
#[derive(Debug, Deserialize)]
struct Window {
    from: u8,
    to: u8,
    #[serde(default)]
    days: Vec<Day>,
    zone: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Mon,
    Tue,
}

fn world(default: impl Into<Vec<u8>>) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/default.toml", default)
        .file("config/production.toml", "")
}

fn load(host: Memory) -> Result<Loaded<Settings>, rehearsal::Report> {
    Loader::new("CADENCE").system(host).load()
}

/// What is said of a file that is refused.
#[track_caller]
fn refused(default: impl Into<Vec<u8>>) -> String {
    load(world(default)).unwrap_err().to_string()
}

#[track_caller]
fn accepted(default: impl Into<Vec<u8>>) -> Loaded<Settings> {
    load(world(default)).unwrap()
}
