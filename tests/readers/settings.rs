//! Settings of every kind there is.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// Metronome keeps a beat.
///
/// It runs in all environments.
#[derive(Debug, Config)]
#[config(retired("beat"))]
pub(crate) struct Settings {
    /// Name of the instance | as logs show it.
    #[config(default = "metro \"one\"", parity = differ)]
    name: String,
    /// Key of the mail provider.
    #[config(env = "MAIL_KEY", allow(weak_secret = "short, to be searched for"))]
    api_key: SecretString,
    #[config(deprecated = "use server.listen", default = 8080)]
    port: u16,
    #[config(default)]
    labels: Vec<String>,
    #[config(nested)]
    server: Server,
    /// Where beats are stored.
    #[config(nested)]
    database: Option<Database>,
    /// Whom to tell.
    #[config(nested, alias = "nodes")]
    upstreams: Vec<Upstream>,
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(nested)]
    storage: Storage,
}

/// How it is reached.
#[derive(Debug, Config)]
struct Server {
    /// Address to listen on.
    #[config(default = "127.0.0.1:8080", parity = free)]
    listen: SocketAddr,
    /// Longest time one request may take.
    #[config(default = "30s", alias = "timeout")]
    request_timeout: Duration,
    #[config(default = "info")]
    log_level: Level,
    #[config(default = "stdout")]
    log_to: Target,
    #[config(default = false, rename = "TLS", parity = order)]
    tls: bool,
    /// Where users find it.
    #[config(allow(
        committed_secret = "the readers must not show it",
        weak_secret = "short, to be searched for",
        internal_host = "a test"
    ))]
    public_url: Url,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Debug,
    Info,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Target {
    Stdout,
    File(PathBuf),
}

#[derive(Debug, Config)]
struct Database {
    #[config(
        default = "postgres://app:hunter2@localhost/app",
        allow(weak_secret = "short, to be searched for", internal_host = "a test")
    )]
    url: Url,
    #[config(allow(weak_secret = "short, to be searched for"))]
    password: Option<SecretString>,
    #[config(default = ["a", "b c"])]
    search_path: Vec<String>,
    weights: BTreeMap<String, f64>,
}

#[derive(Debug, Config)]
struct Upstream {
    host: String,
    #[config(allow(weak_secret = "short, to be searched for"))]
    token: Option<SecretString>,
    #[config(nested)]
    retry: Retry,
}

#[derive(Debug, Config)]
struct Retry {
    #[config(default = 3)]
    times: i8,
}

#[derive(Debug, Config)]
struct Region {
    #[config(default = 1.5)]
    weight: f64,
    #[config(nested)]
    mirrors: Vec<Upstream>,
}

/// Where files go.
#[derive(Debug, Config)]
#[config(tag = "kind")]
enum Storage {
    /// A folder.
    Disk {
        #[config(default = "/var/lib/metronome")]
        path: PathBuf,
    },
    /// A bucket.
    S3 {
        /// Its name.
        path: String,
        #[config(allow(weak_secret = "short, to be searched for"))]
        access_key: SecretString,
        #[config(nested)]
        retry: Retry,
    },
}

pub(crate) const DEFAULT: &str = "\
name = \"metro\"
[server]
request_timeout = \"10s\"
public_url = \"https://u:hunter2@metro.example/\"
[storage]
kind = \"disk\"
";

pub(crate) const PRODUCTION: &str = "\
name = \"prod\"
[storage]
kind = \"s3\"
path = \"beats\"
[[upstreams]]
host = \"a\"
[regions.eu]
weight = 2
[[regions.eu.mirrors]]
host = \"b\"
retry.times = 1
";

pub(crate) fn host() -> Memory {
    Memory::new()
        .file("config/default.toml", DEFAULT)
        .file("config/staging.toml", "[database]\nsearch_path = [\"x\"]\n")
        .file("config/production.toml", PRODUCTION)
}

/// As production starts, with a secret from each place.
pub(crate) fn production() -> Loader {
    loader(
        host()
            .variable("METRONOME_ENV", "production")
            .variable("METRONOME_API_KEY", "hunter2")
            .variable("METRONOME_STORAGE_ACCESS_KEY", "hunter2")
            .variable("METRONOME_UPSTREAMS__0__TOKEN", "hunter2")
            .variable("METRONOME_SERVER_TLS", "yes")
            .variable("METRONOME_NAME", "blue"),
    )
}

pub(crate) fn loader(host: Memory) -> Loader {
    Loader::new("METRONOME")
        .system(host)
        .deployment("eu-prod", Environment::Production)
}
