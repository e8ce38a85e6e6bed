//! Settings of a service with one of every backing service.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Duration;

use rehearsal::Config;
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

#[derive(Config)]
pub(crate) struct Settings {
    #[config(nested)]
    server: Server,
    #[config(nested)]
    database: Database,
    #[config(nested)]
    cache: Cache,
    #[config(nested)]
    queue: Queue,
    #[config(nested)]
    storage: Storage,
    #[config(nested)]
    mail: Mail,
    #[config(nested)]
    payments: Payments,
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(nested)]
    features: Features,
    #[config(nested)]
    limits: Limits,
    #[config(nested)]
    log: Log,
    #[config(nested)]
    locale: Locale,
}

#[derive(Config)]
struct Server {
    #[config(default = "127.0.0.1:8080", parity = free)]
    listen: SocketAddr,
    #[config(allow(weak_secret = "short, to be searched for"))]
    public_url: Url,
    #[config(default = "30s")]
    request_timeout: Duration,
    #[config(default = "1MiB")]
    max_body: String,
    #[config(default = false)]
    debug: bool,
    #[config(parity = free)]
    allowed_origins: Vec<String>,
    /// Who may do everything.
    admins: Vec<String>,
    /// Text is shown, and compared, for it is said not to be a secret.
    #[config(secret = false)]
    workers: Workers,
}

/// A number, or `auto`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Workers {
    Count(u32),
    Named(String),
}

#[derive(Config)]
struct Database {
    #[config(parity = kind)]
    #[config(allow(weak_secret = "short, to be searched for"))]
    url: Url,
    #[config(allow(weak_secret = "short, to be searched for"))]
    password: SecretString,
    #[config(version_of = "database")]
    version: String,
    #[config(parity = order)]
    max_connections: u32,
    #[config(default = "5s", parity = order(desc))]
    statement_timeout: Duration,
    #[config(default = true)]
    tls_verify: bool,
    /// What to read from when the first one fails.
    #[config(allow(weak_secret = "short, to be searched for"))]
    replica_url: Option<Url>,
    /// The last migration that this release knows.
    #[config(default = 42)]
    migration: u32,
}

#[derive(Config)]
#[config(tag = "kind")]
enum Cache {
    Memory {},
    Redis {
        #[config(allow(weak_secret = "short, to be searched for"))]
        url: Url,
    },
}

#[derive(Config)]
struct Queue {
    #[config(allow(weak_secret = "short, to be searched for"))]
    url: Url,
    #[config(parity = differ)]
    topic: String,
}

#[derive(Config)]
struct Storage {
    #[config(parity = differ)]
    #[config(allow(weak_secret = "short, to be searched for"))]
    bucket: Url,
    #[config(allow(weak_secret = "short, to be searched for"))]
    endpoint: Url,
    #[config(default = false)]
    public: bool,
}

#[derive(Config)]
#[config(retired("smtp_url"))]
struct Mail {
    #[config(allow(weak_secret = "short, to be searched for"))]
    api_url: Url,
    #[config(allow(weak_secret = "short, to be searched for"))]
    api_key: SecretString,
    #[config(parity = free)]
    from: String,
    /// Where what comes back goes, by SMTP.
    #[config(parity = free)]
    bounce_host: String,
}

#[derive(Config)]
struct Payments {
    #[config(allow(weak_secret = "short, to be searched for"))]
    api_url: Url,
    #[config(secret, allow(weak_secret = "short, to be searched for"))]
    api_key: String,
    #[config(parity = kind)]
    #[config(allow(weak_secret = "short, to be searched for"))]
    webhook_url: Option<Url>,
}

#[derive(Config)]
struct Region {
    #[config(allow(weak_secret = "short, to be searched for"))]
    url: Url,
    #[config(parity = free)]
    weight: u32,
}

#[derive(Config)]
#[expect(clippy::struct_excessive_bools, reason = "switches are")]
struct Features {
    #[config(default = false)]
    freeze: bool,
    #[config(default = false)]
    digest: bool,
    #[config(default = false)]
    quiet: bool,
    #[config(default = true, parity = order(desc))]
    audit: bool,
}

#[derive(Config)]
struct Limits {
    #[config(default = 3)]
    retries: u8,
    #[config(default = 1024)]
    open_files: u32,
    /// Requests a minute, by plan.
    #[config(parity = kind)]
    plans: BTreeMap<String, u32>,
}

#[derive(Config)]
struct Log {
    #[config(default = "info", parity = free)]
    level: String,
    #[config(default = 1.0)]
    sampling: f64,
}

#[derive(Config)]
struct Locale {
    timezone: String,
    #[config(default = "C.UTF-8")]
    collation: String,
}
