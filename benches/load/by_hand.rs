//! A loader by hand: every text parsed into options, these laid over each
//! other field by field, then the variables.

use std::net::SocketAddr;
use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

use crate::small::{Cache, Database, Level, Log, Mail, Server, Settings, Time};

macro_rules! partial {
    ($($partial:ident of $full:ident $(<$duration:ty>)? { $($field:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct $partial {
            $($field: Option<$type>,)+
        }

        impl $partial {
            fn over(self, lower: Self) -> Self {
                Self { $($field: self.$field.or(lower.$field),)+ }
            }

            fn full(self) -> Option<$full $(<$duration>)?> {
                Some($full { $($field: self.$field?.into(),)+ })
            }
        }
    )+};
}

partial! {
    PartialServer of Server<Duration> {
        listen: SocketAddr,
        public_url: Url,
        workers: u32,
        request_timeout: Time,
        body_limit: u64,
    }
    PartialDatabase of Database<Duration> {
        url: Url,
        max_connections: u32,
        min_connections: u32,
        connect_timeout: Time,
        tls: bool,
    }
    PartialCache of Cache<Duration> {
        enabled: bool,
        url: Url,
        ttl: Time,
        capacity: u64,
    }
    PartialMail of Mail {
        host: String,
        port: u16,
        sender: String,
        api_key: SecretString,
    }
    PartialLog of Log {
        level: Level,
        format: String,
        targets: Vec<String>,
        sample: f64,
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Partial {
    server: PartialServer,
    database: PartialDatabase,
    cache: PartialCache,
    mail: PartialMail,
    log: PartialLog,
}

impl Partial {
    fn over(self, lower: Self) -> Self {
        Self {
            server: self.server.over(lower.server),
            database: self.database.over(lower.database),
            cache: self.cache.over(lower.cache),
            mail: self.mail.over(lower.mail),
            log: self.log.over(lower.log),
        }
    }

    fn full(self) -> Option<Settings<Duration>> {
        Some(Settings {
            server: self.server.full()?,
            database: self.database.full()?,
            cache: self.cache.full()?,
            mail: self.mail.full()?,
            log: self.log.full()?,
        })
    }
}

pub(crate) fn load(
    texts: [&str; 2],
    variable: impl Fn(&str) -> Option<String>,
) -> Settings<Duration> {
    let [default, production] = texts.map(|text| toml::from_str::<Partial>(text).expect("TOML"));
    let mut partial = production.over(default);
    if let Some(text) = variable("CADENCE_DATABASE_URL") {
        partial.database.url = Some(text.parse().expect("a URL"));
    }
    if let Some(text) = variable("CADENCE_CACHE_URL") {
        partial.cache.url = Some(text.parse().expect("a URL"));
    }
    if let Some(text) = variable("CADENCE_MAIL_API_KEY") {
        partial.mail.api_key = Some(text.into());
    }
    if let Some(text) = variable("CADENCE_LOG_LEVEL") {
        partial.log.level = Some(match &*text {
            "debug" => Level::Debug,
            "info" => Level::Info,
            "warn" => Level::Warn,
            _ => panic!("unknown level"),
        });
    }
    if let Some(text) = variable("CADENCE_SERVER_WORKERS") {
        partial.server.workers = Some(text.parse().expect("an integer"));
    }
    partial.full().expect("every setting is set")
}
