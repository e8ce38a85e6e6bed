//! Settings of every kind, with defaults of every kind.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use rehearsal::{Config, Loader, Template};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// Metronome keeps a beat.
#[derive(Debug, Config)]
pub(crate) struct Settings {
    /// Name of the instance.
    #[config(default = "metro \"one\"")]
    name: String,
    /// Key of the mail provider.
    api_key: SecretString,
    #[config(nested)]
    server: Server,
    /// Where beats are stored.
    #[config(nested)]
    database: Option<Database>,
    #[config(nested)]
    storage: Storage,
    #[config(nested)]
    upstreams: Vec<Upstream>,
    #[config(nested)]
    regions: BTreeMap<String, Upstream>,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[config(default = "30s")]
    request_timeout: Duration,
    #[config(default = "info")]
    log_level: Level,
    #[config(default = false)]
    tls: bool,
    #[config(default = 0.5)]
    sample: f64,
    #[config(default = "https://metro.example/?a=b&c=d")]
    public_url: Url,
    #[config(default = ["a", "b c"])]
    origins: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Debug,
    Info,
}

#[derive(Debug, Config)]
struct Database {
    url: Url,
    password: Option<SecretString>,
    #[config(default = 10)]
    max_connections: u32,
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
        bucket: String,
        access_key: SecretString,
    },
}

#[derive(Debug, Config)]
struct Upstream {
    host: String,
    token: Option<SecretString>,
}

pub(crate) fn generated(template: Template) -> String {
    Loader::new("METRONOME").generate::<Settings>(template)
}

/// A text with what is commented out in it: `#name` is, `# words` are not.
pub(crate) fn uncommented(text: &str) -> String {
    let line = |line: &str| match line.trim_start().strip_prefix('#') {
        Some(rest) if !rest.starts_with([' ', '#', ':']) => line.replacen('#', "", 1) + "\n",
        _ => line.to_owned() + "\n",
    };
    text.lines().map(line).collect()
}
