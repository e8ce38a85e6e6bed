//! The settings as confique wants them: its attributes have the name of ours.

use confique::Config;
use secrecy::SecretString;
use url::Url;

use crate::small::{self, ENVIRONMENT, Format, Level, SslMode};

macro_rules! settings {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty),+ $(,)? })+) => {$(
        #[derive(Config)]
        #[config(layer_attr(serde(deny_unknown_fields)))]
        struct $name {
            $($(#[$attribute])* $field: $type,)+
        }

        impl From<$name> for small::$name {
            fn from(given: $name) -> Self {
                Self { $($field: given.$field.into(),)+ }
            }
        }
    )+};
}

settings! {
    Settings {
        #[config(nested)]
        server: Server,
        #[config(nested)]
        database: Database,
        #[config(nested)]
        reminders: Reminders,
        #[config(nested)]
        email: Email,
        #[config(nested)]
        features: Features,
        #[config(nested)]
        log: Log,
    }
    Server {
        #[config(env = "CADENCE__SERVER__HOST")]
        host: String,
        #[config(env = "CADENCE__SERVER__PORT", default = 8080)]
        port: u16,
        #[config(env = "CADENCE__SERVER__REQUEST_TIMEOUT_SECS")]
        request_timeout_secs: u64,
        #[config(env = "CADENCE__SERVER__WORKERS")]
        workers: u16,
    }
    Database {
        #[config(env = "CADENCE__DATABASE__URL")]
        url: Url,
        #[config(env = "CADENCE__DATABASE__MAX_CONNECTIONS")]
        max_connections: u32,
        #[config(env = "CADENCE__DATABASE__MIN_CONNECTIONS")]
        min_connections: u32,
        #[config(env = "CADENCE__DATABASE__SSL_MODE")]
        ssl_mode: SslMode,
    }
    Reminders {
        #[config(env = "CADENCE__REMINDERS__BATCH_SIZE")]
        batch_size: u32,
        #[config(env = "CADENCE__REMINDERS__RETRY_LIMIT", default = 3)]
        retry_limit: u8,
        #[config(env = "CADENCE__REMINDERS__DEFAULT_TIMEZONE")]
        default_timezone: String,
        #[config(nested)]
        send_window: SendWindow,
    }
    SendWindow {
        #[config(env = "CADENCE__REMINDERS__SEND_WINDOW__START_HOUR")]
        start_hour: u8,
        #[config(env = "CADENCE__REMINDERS__SEND_WINDOW__END_HOUR")]
        end_hour: u8,
    }
    Email {
        #[config(env = "CADENCE__EMAIL__SMTP_HOST")]
        smtp_host: String,
        #[config(env = "CADENCE__EMAIL__SMTP_PORT")]
        smtp_port: u16,
        #[config(env = "CADENCE__EMAIL__FROM_ADDRESS")]
        from_address: String,
        #[config(env = "CADENCE__EMAIL__API_KEY")]
        api_key: SecretString,
    }
    Features {
        #[config(env = "CADENCE__FEATURES__STREAKS")]
        streaks: bool,
        #[config(env = "CADENCE__FEATURES__PUSH_NOTIFICATIONS")]
        push_notifications: bool,
        #[config(env = "CADENCE__FEATURES__WEEKLY_DIGEST")]
        weekly_digest: bool,
    }
    Log {
        #[config(env = "CADENCE__LOG__LEVEL")]
        level: Level,
        #[config(env = "CADENCE__LOG__FORMAT")]
        format: Format,
    }
}

pub(crate) fn load() -> small::Settings {
    let environment = std::env::var(ENVIRONMENT).expect("an environment");
    let settings = Settings::builder()
        .env()
        .file(format!("config/{environment}.toml"))
        .file("config/default.toml")
        .load();
    settings.expect("the job has no mistake").into()
}
