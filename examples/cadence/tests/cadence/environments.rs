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
#[expect(clippy::too_many_lines, reason = "all of what it answers is shown")]
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
    {
      "deployment": null,
      "environment": "development",
      "program": "cadence",
      "settings": {
        "database": {
          "max_connections": {
            "origin": "config/development.toml:6:19",
            "value": 2
          },
          "min_connections": {
            "origin": "default",
            "value": 1
          },
          "url": {
            "origin": "config/development.toml:5:7",
            "value": "postgres://cadence:[redacted]@localhost:5432/cadence"
          }
        },
        "features": {
          "freeze": {
            "origin": "config/development.toml:17:10",
            "value": true
          },
          "quiet_weekends": {
            "origin": "config/development.toml:19:18",
            "value": true
          },
          "weekly_digest": {
            "origin": "config/development.toml:18:17",
            "value": true
          }
        },
        "log": {
          "format": {
            "origin": "config/development.toml:23:10",
            "value": "text"
          },
          "level": {
            "origin": "config/development.toml:22:9",
            "value": "debug"
          }
        },
        "mail": {
          "api_key": {
            "origin": "config/development.toml:14:11",
            "value": "[redacted]"
          },
          "api_url": {
            "origin": "config/development.toml:13:11",
            "value": "http://localhost:8025/v1"
          },
          "from": {
            "origin": "config/development.toml:12:8",
            "value": "Cadence <reminders@cadence.localhost>"
          },
          "sandbox": {
            "origin": "default",
            "value": false
          }
        },
        "reminders": {
          "batch_size": {
            "origin": "config/development.toml:9:14",
            "value": 2
          },
          "default_timezone": {
            "origin": "config/default.toml:9:20",
            "value": "Europe/Berlin"
          },
          "retry_limit": {
            "origin": "config/default.toml:8:15",
            "value": 3
          },
          "window": {
            "closes": {
              "origin": "config/default.toml:13:10",
              "value": "20:00"
            },
            "opens": {
              "origin": "config/default.toml:12:9",
              "value": "09:00"
            }
          }
        },
        "server": {
          "listen": {
            "origin": "variable CADENCE_SERVER_LISTEN",
            "value": "127.0.0.1:0"
          },
          "request_timeout": {
            "origin": "config/default.toml:5:19",
            "value": "10s"
          }
        }
      },
      "warnings": []
    }
    "#);
}

#[test]
#[expect(clippy::too_many_lines, reason = "all of what it answers is shown")]
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
    {
      "deployment": null,
      "environment": "production",
      "program": "cadence",
      "settings": {
        "database": {
          "max_connections": {
            "origin": "config/production.toml:7:19",
            "value": 50
          },
          "min_connections": {
            "origin": "config/production.toml:8:19",
            "value": 5
          },
          "url": {
            "origin": "variable DATABASE_URL",
            "value": "postgres://cadence:[redacted]@db.production.internal:5432/cadence?sslmode=verify-full"
          }
        },
        "features": {
          "freeze": {
            "origin": "config/production.toml:18:10",
            "value": true
          },
          "quiet_weekends": {
            "origin": "default",
            "value": false
          },
          "weekly_digest": {
            "origin": "default",
            "value": false
          }
        },
        "log": {
          "format": {
            "origin": "default",
            "value": "json"
          },
          "level": {
            "origin": "config/production.toml:21:9",
            "value": "warn"
          }
        },
        "mail": {
          "api_key": {
            "origin": "variable CADENCE_MAIL_API_KEY",
            "value": "[redacted]"
          },
          "api_url": {
            "origin": "config/production.toml:15:11",
            "value": "https://mail.internal/v1"
          },
          "from": {
            "origin": "config/production.toml:14:8",
            "value": "Cadence <reminders@cadence.example>"
          },
          "sandbox": {
            "origin": "default",
            "value": false
          }
        },
        "reminders": {
          "batch_size": {
            "origin": "config/production.toml:11:14",
            "value": 500
          },
          "default_timezone": {
            "origin": "config/default.toml:9:20",
            "value": "Europe/Berlin"
          },
          "retry_limit": {
            "origin": "config/default.toml:8:15",
            "value": 3
          },
          "window": {
            "closes": {
              "origin": "config/default.toml:13:10",
              "value": "20:00"
            },
            "opens": {
              "origin": "config/default.toml:12:9",
              "value": "09:00"
            }
          }
        },
        "server": {
          "listen": {
            "origin": "variable CADENCE_SERVER_LISTEN",
            "value": "127.0.0.1:0"
          },
          "request_timeout": {
            "origin": "config/default.toml:5:19",
            "value": "10s"
          }
        }
      },
      "warnings": []
    }
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
