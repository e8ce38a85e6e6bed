//! A loader by hand: each file into options, these laid over each other field by field,
//! then the variables.

use std::fs;
use std::str::FromStr;

use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

use crate::small::{
    Database, ENVIRONMENT, Email, Features, Format, Level, Log, Reminders, SendWindow, Server,
    Settings, SslMode,
};

macro_rules! partial {
    ($($partial:ident of $full:ident { $($field:ident: $type:ty $(= $default:literal)?),+ $(,)? })+) => {$(
        #[derive(Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct $partial {
            $($field: Option<$type>,)+
        }

        impl $partial {
            fn over(self, lower: Self) -> Self {
                Self { $($field: self.$field.or(lower.$field),)+ }
            }

            fn full(self) -> Option<$full> {
                Some($full { $($field: self.$field$(.or(Some($default)))??,)+ })
            }
        }
    )+};
}

partial! {
    PartialServer of Server {
        host: String,
        port: u16 = 8080,
        request_timeout_secs: u64,
        workers: u16,
    }
    PartialDatabase of Database {
        url: Url,
        max_connections: u32,
        min_connections: u32,
        ssl_mode: SslMode,
    }
    PartialSendWindow of SendWindow {
        start_hour: u8,
        end_hour: u8,
    }
    PartialEmail of Email {
        smtp_host: String,
        smtp_port: u16,
        from_address: String,
        api_key: SecretString,
    }
    PartialFeatures of Features {
        streaks: bool,
        push_notifications: bool,
        weekly_digest: bool,
    }
    PartialLog of Log {
        level: Level,
        format: Format,
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PartialReminders {
    batch_size: Option<u32>,
    retry_limit: Option<u8>,
    default_timezone: Option<String>,
    send_window: PartialSendWindow,
}

impl PartialReminders {
    fn over(self, lower: Self) -> Self {
        Self {
            batch_size: self.batch_size.or(lower.batch_size),
            retry_limit: self.retry_limit.or(lower.retry_limit),
            default_timezone: self.default_timezone.or(lower.default_timezone),
            send_window: self.send_window.over(lower.send_window),
        }
    }

    fn full(self) -> Option<Reminders> {
        Some(Reminders {
            batch_size: self.batch_size?,
            retry_limit: self.retry_limit.unwrap_or(3),
            default_timezone: self.default_timezone?,
            send_window: self.send_window.full()?,
        })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Partial {
    server: PartialServer,
    database: PartialDatabase,
    reminders: PartialReminders,
    email: PartialEmail,
    features: PartialFeatures,
    log: PartialLog,
}

pub(crate) fn load() -> Settings {
    let environment = std::env::var(ENVIRONMENT).expect("an environment");
    let (default, own) = (file("default"), file(&environment));
    let mut server = own.server.over(default.server);
    let mut database = own.database.over(default.database);
    let mut email = own.email.over(default.email);
    let mut log = own.log.over(default.log);
    set(&mut server.port, "CADENCE__SERVER__PORT");
    set(&mut database.url, "CADENCE__DATABASE__URL");
    set(
        &mut database.max_connections,
        "CADENCE__DATABASE__MAX_CONNECTIONS",
    );
    set(&mut log.level, "CADENCE__LOG__LEVEL");
    let mut api_key = None::<String>;
    set(&mut api_key, "CADENCE__EMAIL__API_KEY");
    email.api_key = api_key.map(SecretString::from).or(email.api_key);
    let settings = || {
        Some(Settings {
            server: server.full()?,
            database: database.full()?,
            reminders: own.reminders.over(default.reminders).full()?,
            email: email.full()?,
            features: own.features.over(default.features).full()?,
            log: log.full()?,
        })
    };
    settings().expect("every setting is set")
}

fn file(name: &str) -> Partial {
    let text = fs::read_to_string(format!("config/{name}.toml")).expect("a file");
    toml::from_str(&text).expect("TOML")
}

/// Sets what the variable says, if it is there.
fn set<T: FromStr>(value: &mut Option<T>, variable: &str) {
    if let Ok(text) = std::env::var(variable) {
        *value = Some(text.parse().ok().expect("a value of its type"));
    }
}
