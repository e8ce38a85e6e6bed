//! One binary in three environments: what differs between them is configuration.

use std::path::Path;

use insta::assert_snapshot;

use crate::process::{Cadence, Ended, get};

/// Planted where secrets go; must never come out.
pub(crate) const KEY: &str = "7f3a9c0d5be8412f";
pub(crate) const PASSWORD: &str = "correct-horse-battery";

/// The example, with its config folder copied to where it runs.
pub(crate) fn cadence(environment: &str) -> Cadence {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
    Cadence::new()
        .config(&config)
        .variable("CADENCE_CONFIG_DIR", "config")
        .variable("CADENCE_ENV", environment)
}

/// With all that a deploy of that environment brings.
fn deploy(environment: &str) -> Cadence {
    let host = format!("db.{environment}.internal:5432");
    let url = format!("postgres://cadence:{PASSWORD}@{host}/cadence?sslmode=verify-full");
    let kind = if environment == "production" {
        "live"
    } else {
        "test"
    };
    cadence(environment)
        .variable("CADENCE_SERVER_LISTEN", "127.0.0.1:0")
        .variable("DATABASE_URL", &url)
        .variable("CADENCE_MAIL_API_KEY", &format!("mk_{kind}_{KEY}"))
}

struct Seen {
    reminders: String,
    config: String,
    ended: Ended,
}

/// Starts the example, asks for all it has, and ends it.
fn visit(example: Cadence) -> Seen {
    let mut running = example.start();
    let address = running.address();
    assert_eq!(get(address, "/healthz"), (200, "ok\n".to_owned()));
    assert_eq!(get(address, "/nowhere").0, 404);
    let (status, reminders) = get(address, "/");
    assert_eq!(status, 200);
    let (status, config) = get(address, "/config");
    assert_eq!(status, 200);
    let seen = Seen {
        // OK because the first line alone depends on the time of day.
        reminders: reminders.split_once('\n').unwrap().1.to_owned(),
        config,
        ended: running.stop(),
    };
    for text in [&seen.reminders, &seen.config] {
        assert_no_secret(text);
    }
    assert_no_secret_in(&seen.ended);
    seen
}

pub(crate) fn assert_no_secret_in(ended: &Ended) {
    assert_no_secret(&ended.stdout);
    assert_no_secret(&ended.stderr);
}

fn assert_no_secret(text: &str) {
    for secret in [KEY, PASSWORD] {
        assert!(!text.contains(secret), "{secret} came out in: {text}");
    }
}

#[test]
fn development_is_what_starts_with_no_set_up() {
    let seen = visit(Cadence::new().variable("CADENCE_SERVER_LISTEN", "127.0.0.1:0"));
    assert_snapshot!(seen.reminders, @r"
    5 reminders due, at most 2 at once, each tried again 3 times:
      ada@member.example: 41 days of the piano
      grace@member.example: 365 days of Danish
    freezing a streak: on
    digest of the week: on
    from Cadence <reminders@cadence.localhost>
    by localhost
    out of postgres on localhost, over 1 to 2 connections
    ");
    assert_snapshot!(seen.config, @r#"
    cadence in development (default)
      server.listen = 127.0.0.1:0  # variable CADENCE_SERVER_LISTEN
      server.request_timeout = "10s"  # config/default.toml:5:19
      database.url = "postgres://cadence:[redacted]@localhost:5432/cadence"  # config/development.toml:5:7
      database.max_connections = 2  # config/development.toml:6:19
      database.min_connections = 1  # default
      reminders.batch_size = 2  # config/development.toml:9:14
      reminders.retry_limit = 3  # config/default.toml:8:15
      reminders.default_timezone = "Europe/Berlin"  # config/default.toml:9:20
      reminders.window.opens = "09:00"  # config/default.toml:12:9
      reminders.window.closes = "20:00"  # config/default.toml:13:10
      mail.from = "Cadence <reminders@cadence.localhost>"  # config/development.toml:12:8
      mail.api_url = "http://localhost:8025/v1"  # config/development.toml:13:11
      mail.api_key = [redacted]  # config/development.toml:14:11
      mail.sandbox = false  # default
      features.freeze = true  # config/development.toml:17:10
      features.weekly_digest = true  # config/development.toml:18:17
      features.quiet_weekends = true  # config/development.toml:19:18
      log.level = "debug"  # config/development.toml:22:9
      log.format = "text"  # config/development.toml:23:10
    "#);
}

#[test]
fn the_same_binary_differs_by_configuration_only() {
    let [development, staging, production] =
        ["development", "staging", "production"].map(|environment| visit(deploy(environment)));
    assert_snapshot!(development.reminders, @r"
    5 reminders due, at most 2 at once, each tried again 3 times:
      ada@member.example: 41 days of the piano
      grace@member.example: 365 days of Danish
    freezing a streak: on
    digest of the week: on
    from Cadence <reminders@cadence.localhost>
    by localhost
    out of postgres on db.development.internal, over 1 to 2 connections
    ");
    assert_snapshot!(staging.reminders, @r"
    5 reminders due, at most 20 at once, each tried again 3 times:
      ada@member.example: 41 days of the piano
      grace@member.example: 365 days of Danish
      edsger@member.example: 12 days of handwriting
      barbara@member.example: 88 days of chess
      donald@member.example: 7 days of the organ
    freezing a streak: on
    digest of the week: on
    from Cadence (staging) <reminders@staging.cadence.example>
    by mail-sandbox.internal
    out of postgres on db.staging.internal, over 1 to 5 connections
    ");
    assert_snapshot!(production.reminders, @r"
    5 reminders due, at most 500 at once, each tried again 3 times:
      ada@member.example: 41 days of the piano
      grace@member.example: 365 days of Danish
      edsger@member.example: 12 days of handwriting
      barbara@member.example: 88 days of chess
      donald@member.example: 7 days of the organ
    freezing a streak: on
    digest of the week: off
    from Cadence <reminders@cadence.example>
    by mail.internal
    out of postgres on db.production.internal, over 5 to 50 connections
    ");
    assert_snapshot!(production.config, @r#"
    cadence in production (variable CADENCE_ENV)
      server.listen = 127.0.0.1:0  # variable CADENCE_SERVER_LISTEN
      server.request_timeout = "10s"  # config/default.toml:5:19
      database.url = postgres://cadence:[redacted]@db.production.internal:5432/ca…  # variable DATABASE_URL
      database.max_connections = 50  # config/production.toml:7:19
      database.min_connections = 5  # config/production.toml:8:19
      reminders.batch_size = 500  # config/production.toml:11:14
      reminders.retry_limit = 3  # config/default.toml:8:15
      reminders.default_timezone = "Europe/Berlin"  # config/default.toml:9:20
      reminders.window.opens = "09:00"  # config/default.toml:12:9
      reminders.window.closes = "20:00"  # config/default.toml:13:10
      mail.from = "Cadence <reminders@cadence.example>"  # config/production.toml:14:8
      mail.api_url = "https://mail.internal/v1"  # config/production.toml:15:11
      mail.api_key = [redacted]  # variable CADENCE_MAIL_API_KEY
      mail.sandbox = false  # default
      features.freeze = true  # config/production.toml:18:10
      features.weekly_digest = false  # default
      features.quiet_weekends = false  # default
      log.level = "warn"  # config/production.toml:21:9
      log.format = json  # default
    "#);
    assert_snapshot!(production.ended.stderr, @r#"
    looked in /app/config, named by CADENCE_CONFIG_DIR: default.toml, production.toml
    {"path":"/nowhere","status":404}
    "#);
}

#[test]
fn a_name_on_its_way_out_still_works_and_warns() {
    let seen = visit(
        deploy("staging")
            .variable("CADENCE_MAIL_SANDBOX", "true")
            .variable("CADENCE_REMINDERS_TIMEZONE", "Asia/Tokyo"),
    );
    assert!(seen.reminders.contains("which delivers nothing"));
    assert!(seen.config.contains("Asia/Tokyo"));
    assert_snapshot!(seen.ended.stderr, @r#"
    warning[deprecated-key]: `mail.sandbox` is deprecated
     --> variable CADENCE_MAIL_SANDBOX
      |
      | CADENCE_MAIL_SANDBOX=…
      | ^^^^^^^^^^^^^^^^^^^^
      |
      = help: set `mail.api_url` to the provider's sandbox

    looked in /app/config, named by CADENCE_CONFIG_DIR: default.toml, staging.toml
    {"path":"/healthz","status":200}
    {"path":"/nowhere","status":404}
    {"path":"/","status":200}
    {"path":"/config","status":200}
    "#);
}
