//! The small job: 22 settings in five sections, two files, five variables.

use std::net::SocketAddr;
use std::time::Duration;

use rehearsal::Config;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

pub(crate) const DEFAULT: &str = r#"
[server]
listen = "127.0.0.1:8080"
public_url = "http://localhost:8080/"
workers = 4
request_timeout = "30s"
body_limit = 1048576

[database]
url = "postgres://cadence@localhost/cadence"
max_connections = 10
min_connections = 1
connect_timeout = "5s"
tls = false

[cache]
enabled = true
url = "redis://localhost/0"
ttl = "10m"
capacity = 10000

[mail]
host = "localhost"
port = 1025
sender = "Cadence <hello@localhost>"

[log]
level = "debug"
format = "text"
targets = ["cadence", "tower", "sqlx"]
sample = 1.0
"#;

pub(crate) const OWN: &str = r#"
[server]
listen = "0.0.0.0:8080"
public_url = "https://cadence.internal/"
workers = 16

[database]
max_connections = 100
min_connections = 10
tls = true

[mail]
host = "smtp.cadence.net"
port = 465
sender = "Cadence <hello@cadence.example>"

[log]
level = "info"
format = "json"
sample = 0.25
"#;

/// Beside `CADENCE_ENV`, which chooses the file.
pub(crate) const VARIABLES: [(&str, &str); 5] = [
    (
        "CADENCE_DATABASE_URL",
        "postgres://cadence@db.internal/cadence",
    ),
    ("CADENCE_CACHE_URL", "rediss://cache.internal/0"),
    ("CADENCE_MAIL_API_KEY", "key-0123456789abcdef"),
    ("CADENCE_LOG_LEVEL", "warn"),
    ("CADENCE_SERVER_WORKERS", "32"),
];

/// With durations of a type that the loader can read.
#[derive(Debug, Config, Deserialize)]
pub(crate) struct Settings<T> {
    #[config(nested)]
    pub(crate) server: Server<T>,
    #[config(nested)]
    pub(crate) database: Database<T>,
    #[config(nested)]
    pub(crate) cache: Cache<T>,
    #[config(nested)]
    pub(crate) mail: Mail,
    #[config(nested)]
    pub(crate) log: Log,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Server<T> {
    pub(crate) listen: SocketAddr,
    pub(crate) public_url: Url,
    pub(crate) workers: u32,
    pub(crate) request_timeout: T,
    pub(crate) body_limit: u64,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Database<T> {
    pub(crate) url: Url,
    pub(crate) max_connections: u32,
    pub(crate) min_connections: u32,
    pub(crate) connect_timeout: T,
    pub(crate) tls: bool,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Cache<T> {
    pub(crate) enabled: bool,
    pub(crate) url: Url,
    pub(crate) ttl: T,
    pub(crate) capacity: u64,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Mail {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) sender: String,
    pub(crate) api_key: SecretString,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Log {
    pub(crate) level: Level,
    pub(crate) format: String,
    pub(crate) targets: Vec<String>,
    pub(crate) sample: f64,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Debug,
    Info,
    Warn,
}

/// A time with its unit, for loaders that leave that to the program.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Time(#[serde(deserialize_with = "duration")] pub(crate) Duration);

impl From<Time> for Duration {
    fn from(time: Time) -> Self {
        time.0
    }
}

fn duration<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
    humantime::parse_duration(&text).map_err(serde::de::Error::custom)
}

/// That all loaders understand the job alike.
pub(crate) fn check<T: Copy + Into<Duration>>(settings: &Settings<T>) {
    let Settings {
        server,
        database,
        cache,
        mail,
        log,
    } = settings;
    assert_eq!(server.listen.port(), 8080);
    assert_eq!(server.public_url.scheme(), "https");
    assert_eq!(server.body_limit, 1 << 20);
    assert_eq!(database.min_connections, 10);
    assert_eq!(database.connect_timeout.into(), Duration::from_secs(5));
    assert!(database.tls && cache.enabled);
    assert_eq!(cache.url.scheme(), "rediss");
    assert_eq!(cache.ttl.into(), Duration::from_secs(600));
    assert_eq!(mail.host, "smtp.cadence.net");
    assert_eq!(mail.sender.len(), 31);
    assert_eq!(mail.api_key.expose_secret().len(), 20);
    assert_eq!(log.format, "json");
    assert!(log.sample < 0.5);
    assert_eq!(server.workers, 32);
    assert_eq!(server.request_timeout.into(), Duration::from_secs(30));
    assert_eq!(database.url.host_str(), Some("db.internal"));
    assert_eq!(database.max_connections, 100);
    assert_eq!(cache.capacity, 10_000);
    assert_eq!(mail.port, 465);
    assert_eq!(log.level, Level::Warn);
    assert_eq!(log.targets.len(), 3);
}
