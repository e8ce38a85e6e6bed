//! All that Cadence can be told: the one table that its files and variables fill.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use rehearsal::{Checker, Config};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// Cadence sends the reminders that keep a streak alive.
#[derive(Config)]
pub(crate) struct Settings {
    #[config(nested)]
    pub(crate) server: Server,
    #[config(nested)]
    pub(crate) database: Database,
    #[config(nested)]
    pub(crate) reminders: Reminders,
    #[config(nested)]
    pub(crate) mail: Mail,
    #[config(nested)]
    pub(crate) features: Features,
    #[config(nested)]
    pub(crate) log: Log,
}

/// The HTTP server.
#[derive(Config)]
pub(crate) struct Server {
    /// Address to listen on; port 0 takes any that is free.
    #[config(default = "127.0.0.1:8080", parity = free)]
    pub(crate) listen: SocketAddr,
    /// Longest time one request may take.
    #[config(default = "30s")]
    pub(crate) request_timeout: Duration,
}

/// The database of streaks and reminders.
#[derive(Config, garde::Validate)]
#[config(check = Database::check)]
#[garde(allow_unvalidated)]
pub(crate) struct Database {
    /// Where streaks and reminders are stored.
    #[config(env = "DATABASE_URL", parity = kind)]
    pub(crate) url: Url,
    /// Most connections held at once.
    #[config(default = 10, parity = free)]
    #[garde(range(min = 1, max = 500))]
    pub(crate) max_connections: u32,
    /// Connections held open while nothing happens.
    #[config(default = 1, parity = free)]
    pub(crate) min_connections: u32,
}

impl Database {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.min_connections > self.max_connections {
            rules
                .problem(
                    ["min_connections", "max_connections"],
                    "`min_connections` is above `max_connections`",
                )
                .help("lower `min_connections`, or raise `max_connections`");
        }
        if rules.environment().is_deployed() && !self.asks_for_tls() {
            let message = "staging and production require verified TLS to the database";
            rules
                .problem(["url"], message)
                .help("add `?sslmode=verify-full` to the URL");
        }
    }

    fn asks_for_tls(&self) -> bool {
        let mut parameters = self.url.query_pairs();
        parameters.any(|(name, value)| name == "sslmode" && value == "verify-full")
    }
}

/// What is sent, and when.
#[derive(Config)]
pub(crate) struct Reminders {
    /// Reminders sent in one go.
    #[config(default = 100, parity = free)]
    pub(crate) batch_size: u16,
    /// How often a reminder is tried again.
    #[config(default = 3)]
    pub(crate) retry_limit: u8,
    /// Time zone of members who have not chosen one.
    #[config(alias = "timezone")]
    pub(crate) default_timezone: Zone,
    #[config(nested)]
    pub(crate) window: Window,
}

/// The part of a member's day in which reminders are welcome.
#[derive(Config)]
#[config(check = Window::check)]
pub(crate) struct Window {
    /// No reminder before this time of day.
    #[config(default = "09:00")]
    pub(crate) opens: TimeOfDay,
    /// No reminder from this time of day on.
    #[config(default = "20:00")]
    pub(crate) closes: TimeOfDay,
}

impl Window {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.opens >= self.closes {
            rules
                .problem(["opens", "closes"], "the window closes before it opens")
                .help("name two times of the same day, the earlier first");
        }
    }
}

/// The provider that delivers mail.
///
/// Its predecessor, an SMTP server of our own, is gone for good.
#[derive(Config)]
#[config(retired("smtp_url"))]
pub(crate) struct Mail {
    /// Sender of all mail.
    #[config(parity = free)]
    pub(crate) from: String,
    /// API of the mail provider.
    #[config(parity = kind)]
    pub(crate) api_url: Url,
    /// Key of the mail provider.
    #[config(live_prefix = "mk_live_", test_prefix = "mk_test_")]
    #[expect(dead_code, reason = "an example sends nothing")]
    pub(crate) api_key: SecretString,
    /// Have mail accepted but not delivered.
    #[config(
        default = false,
        deprecated = "set `mail.api_url` to the provider's sandbox"
    )]
    pub(crate) sandbox: bool,
}

/// Switches of what is not yet, or no longer, for everyone.
#[derive(Config)]
pub(crate) struct Features {
    /// Offer to freeze a streak for a day.
    #[config(default = false, parity = order)]
    pub(crate) freeze: bool,
    /// Send a digest of the week on Sundays.
    #[config(default = false, parity = order)]
    pub(crate) weekly_digest: bool,
    /// Send nothing on Saturdays and Sundays but digests.
    #[config(default = false, parity = order)]
    pub(crate) quiet_weekends: bool,
}

/// What is logged, and how.
#[derive(Config)]
pub(crate) struct Log {
    /// Lowest severity of events that are logged.
    #[config(default = "info", parity = free)]
    pub(crate) level: Level,
    /// How an event is written.
    #[config(default = "json", parity = free)]
    pub(crate) format: Format,
}

/// Severity of an event.
#[derive(Clone, Copy, Deserialize, PartialEq, PartialOrd)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

/// How an event is written.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A time of day, written `HH:MM`.
#[derive(Clone, Copy, Deserialize, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
pub(crate) struct TimeOfDay(pub(crate) Time);

impl TryFrom<String> for TimeOfDay {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let time = Time::strptime("%H:%M", text);
        time.map(Self)
            .map_err(|_| "not a time of day such as `08:30`")
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.strftime("%H:%M").fmt(f)
    }
}

/// A time zone, by its name in the IANA database.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Zone(pub(crate) TimeZone);

impl TryFrom<String> for Zone {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let zone = TimeZone::get(&name);
        zone.map(Self)
            .map_err(|_| "not a time zone such as `Europe/Berlin`")
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.iana_name().unwrap_or("a zone without a name"))
    }
}
