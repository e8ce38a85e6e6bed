//! The small job: 22 settings, a folder with two files for each environment, five
//! variables of a process.

use rehearsal::Config;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

/// The files of the folder.
pub(crate) const FILES: [(&str, &str); 3] = [
    ("default.toml", DEFAULT),
    ("development.toml", DEVELOPMENT),
    ("production.toml", PRODUCTION),
];

const DEFAULT: &str = r#"# What holds in every environment.

[server]
host = "127.0.0.1"
request_timeout_secs = 15
workers = 2

[database]
max_connections = 10
min_connections = 2

[reminders]
batch_size = 200
default_timezone = "Europe/London"

[reminders.send_window]
start_hour = 8
end_hour = 21

[email]
smtp_host = "localhost"
smtp_port = 2525
from_address = "reminders@cadence.net"

[features]
streaks = true
push_notifications = false
weekly_digest = true

[log]
level = "debug"
"#;

const PRODUCTION: &str = r#"# What production changes.

[server]
host = "0.0.0.0"
workers = 16

[database]
max_connections = 50
ssl_mode = "verify"

[reminders]
batch_size = 500

[email]
smtp_host = "smtp.cadence.net"

[features]
push_notifications = true

[log]
format = "json"
"#;

/// As long as the other: only a deployed program should listen on all addresses.
const DEVELOPMENT: &str = r#"# What a developer changes.

[server]
host = "127.0.0.1"
workers = 16

[database]
max_connections = 50
ssl_mode = "verify"

[reminders]
batch_size = 500

[email]
smtp_host = "smtp.cadence.net"

[features]
push_notifications = true

[log]
format = "json"
"#;

/// The variable that chooses the environment.
pub(crate) const ENVIRONMENT: &str = "CADENCE_ENV";

pub(crate) const VARIABLES: [(&str, &str); 5] = [
    (
        "CADENCE__DATABASE__URL",
        "postgres://cadence:q7Zp2LxV0sKd9TgR@db.internal:5432/cadence",
    ),
    ("CADENCE__EMAIL__API_KEY", "q7Zp2LxV0sKd9TgR4mWb"),
    ("CADENCE__SERVER__PORT", "9443"),
    ("CADENCE__DATABASE__MAX_CONNECTIONS", "80"),
    ("CADENCE__LOG__LEVEL", "warn"),
];

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Settings {
    #[config(nested)]
    pub(crate) server: Server,
    #[config(nested)]
    pub(crate) database: Database,
    #[config(nested)]
    pub(crate) reminders: Reminders,
    #[config(nested)]
    pub(crate) email: Email,
    #[config(nested)]
    pub(crate) features: Features,
    #[config(nested)]
    pub(crate) log: Log,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Server {
    pub(crate) host: String,
    #[config(default = 8080)]
    pub(crate) port: u16,
    pub(crate) request_timeout_secs: u64,
    pub(crate) workers: u16,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Database {
    pub(crate) url: Url,
    pub(crate) max_connections: u32,
    pub(crate) min_connections: u32,
    pub(crate) ssl_mode: SslMode,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Reminders {
    pub(crate) batch_size: u32,
    #[config(default = 3)]
    pub(crate) retry_limit: u8,
    pub(crate) default_timezone: String,
    #[config(nested)]
    pub(crate) send_window: SendWindow,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct SendWindow {
    pub(crate) start_hour: u8,
    pub(crate) end_hour: u8,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Email {
    pub(crate) smtp_host: String,
    pub(crate) smtp_port: u16,
    pub(crate) from_address: String,
    pub(crate) api_key: SecretString,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Features {
    pub(crate) streaks: bool,
    pub(crate) push_notifications: bool,
    pub(crate) weekly_digest: bool,
}

#[derive(Debug, Config, Deserialize)]
pub(crate) struct Log {
    pub(crate) level: Level,
    pub(crate) format: Format,
}

macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ }) => {
        #[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
        #[serde(rename_all = "lowercase")]
        pub(crate) enum $name {
            $($variant,)+
        }

        impl std::str::FromStr for $name {
            type Err = ();

            fn from_str(word: &str) -> Result<Self, ()> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(()),
                }
            }
        }
    };
}

words!(SslMode { Disable = "disable", Require = "require", Verify = "verify" });
words!(Level { Debug = "debug", Info = "info", Warn = "warn" });
words!(Format { Json = "json", Pretty = "pretty" });

/// That all loaders understand the job alike.
pub(crate) fn check(settings: &Settings) {
    let Settings {
        server,
        database,
        reminders,
        email,
        features,
        log,
    } = settings;
    assert!(matches!(&*server.host, "0.0.0.0" | "127.0.0.1"));
    assert_eq!((server.port, server.workers), (9443, 16));
    assert_eq!(server.request_timeout_secs, 15);
    assert_eq!(database.url.host_str(), Some("db.internal"));
    assert_eq!(database.max_connections, 80);
    assert_eq!(database.min_connections, 2);
    assert_eq!(database.ssl_mode, SslMode::Verify);
    assert_eq!((reminders.batch_size, reminders.retry_limit), (500, 3));
    assert_eq!(reminders.default_timezone.len(), 13);
    let SendWindow {
        start_hour,
        end_hour,
    } = reminders.send_window;
    assert_eq!((start_hour, end_hour), (8, 21));
    assert_eq!(
        (&*email.smtp_host, email.smtp_port),
        ("smtp.cadence.net", 2525)
    );
    assert_eq!(email.from_address.len(), 21);
    assert_eq!(email.api_key.expose_secret().len(), 20);
    assert!(features.streaks && features.push_notifications && features.weekly_digest);
    assert_eq!((log.level, log.format), (Level::Warn, Format::Json));
}
