//! What Cadence would send, as text: an example has no mail to send.

use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use url::Url;

use crate::settings::{Database, Features, Mail, Settings, TimeOfDay, Window};

/// Who practises what, and for how many days on end; stands for the database.
const STREAKS: [(&str, &str, u32); 5] = [
    ("ada@member.example", "the piano", 41),
    ("grace@member.example", "Danish", 365),
    ("edsger@member.example", "handwriting", 12),
    ("barbara@member.example", "chess", 88),
    ("donald@member.example", "the organ", 7),
];

/// Says what is sent next, when, and how.
pub(crate) fn next(settings: &Settings, now: Timestamp) -> String {
    let reminders = &settings.reminders;
    let zone = &reminders.default_timezone;
    let now = zone.0.to_datetime(now);
    let batch: Vec<String> = STREAKS
        .iter()
        .take(reminders.batch_size.into())
        .map(|(member, habit, days)| format!("  {member}: {days} days of {habit}\n"))
        .collect();
    format!(
        "{weekday} {time} in {zone}: {state}\n\
         {all} reminders due, at most {size} at once, each tried again {retries} times:\n{batch}\
         freezing a streak: {freeze}\n\
         digest of the week: {digest}\n\
         from {from}\n\
         by {mail}\n\
         out of {database}\n",
        weekday = now.strftime("%A"),
        time = TimeOfDay(now.time()),
        state = state(&reminders.window, &settings.features, now),
        size = reminders.batch_size,
        all = STREAKS.len(),
        retries = reminders.retry_limit,
        batch = batch.concat(),
        freeze = on_or_off(settings.features.freeze),
        digest = on_or_off(settings.features.weekly_digest),
        from = settings.mail.from,
        mail = provider(&settings.mail),
        database = database(&settings.database),
    )
}

fn on_or_off(switch: bool) -> &'static str {
    if switch { "on" } else { "off" }
}

fn state(window: &Window, features: &Features, now: DateTime) -> String {
    let is_weekend = matches!(now.weekday(), Weekday::Saturday | Weekday::Sunday);
    if features.quiet_weekends && is_weekend {
        "quiet until Monday".to_owned()
    } else if is_open(window, TimeOfDay(now.time())) {
        format!("sending until {}", window.closes)
    } else {
        format!("waiting for {}", window.opens)
    }
}

/// A window that closes before it opens is open over midnight.
fn is_open(window: &Window, now: TimeOfDay) -> bool {
    let (opens, closes) = (window.opens, window.closes);
    if opens <= closes {
        opens <= now && now < closes
    } else {
        opens <= now || now < closes
    }
}

fn provider(mail: &Mail) -> String {
    let host = host(&mail.api_url);
    if mail.sandbox {
        format!("{host}, which delivers nothing")
    } else {
        host.to_owned()
    }
}

fn database(database: &Database) -> String {
    let (kind, host) = (database.url.scheme(), host(&database.url));
    let (least, most) = (database.min_connections, database.max_connections);
    format!("{kind} on {host}, over {least} to {most} connections")
}

/// All of a URL that is shown here: OK because no password stands in the host.
fn host(url: &Url) -> &str {
    url.host_str().unwrap_or("this machine")
}
