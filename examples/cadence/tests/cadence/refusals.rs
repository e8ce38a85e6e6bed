//! What Cadence refuses to start with, and how it says so.

use insta::assert_snapshot;

use crate::environments::{KEY, PASSWORD, assert_no_secret_in, cadence};
use crate::process::Cadence;

#[test]
fn an_unknown_environment_is_refused() {
    let ended = cadence("prodution").run();
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert_snapshot!(ended.stderr, @"
    1 problem keeps cadence from starting

    error[environment-unknown]: unknown environment `prodution`
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=prodution
      |             ^^^^^^^^^ not an environment
      |
      = help: did you mean `production`?
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`

    looked in /app/config, named by CADENCE_CONFIG_DIR: default.toml
    ");
}

#[test]
fn a_misspelled_choice_of_environment_is_no_development() {
    let ended = Cadence::new()
        .variable("CADENCE_EVN", "production")
        .variable("CADENCE_CONFIG_DR", "config")
        .run();
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert_snapshot!(ended.stderr, @"
    2 problems keep cadence from starting in development

    error[unknown-variable]: unknown variable CADENCE_CONFIG_DR
     --> variable CADENCE_CONFIG_DR
      |
      | CADENCE_CONFIG_DR=…
      | ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_CONFIG_DIR?

    error[unknown-variable]: unknown variable CADENCE_EVN
     --> variable CADENCE_EVN
      |
      | CADENCE_EVN=…
      | ^^^^^^^^^^^
      |
      = help: did you mean CADENCE_ENV?

    looked in the program: config/default.toml, config/development.toml, config/local.toml (not there)
    ");
}

#[test]
fn production_without_its_secrets_is_refused() {
    let ended = cadence("production").run();
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert_snapshot!(ended.stderr, @"
    2 problems keep cadence from starting in production

    error[missing]: `database.url` is not set, and has no default
      |
      = help: about: Where streaks and reminders are stored.
      = help: set the variable CADENCE_DATABASE_URL or DATABASE_URL, or `database.url` in config/production.toml

    error[missing]: `mail.api_key` is not set, and has no default
      |
      = help: about: Key of the mail provider.
      = help: set the variable CADENCE_MAIL_API_KEY, or CADENCE_MAIL_API_KEY_FILE to the path of a file that holds it

    looked in /app/config, named by CADENCE_CONFIG_DIR: default.toml, production.toml
    ");
}

const BROKEN_DEFAULT: &str = r"[server]
request_timeout = 10

[reminders]
retry_limit = 3
default_timezone = Europe/Berlin
";

const BROKEN_PRODUCTION: &str = r#"[server]
listen = "0.0.0.0"
request_timeot = "10s"

[reminders]
batch_size = "500"

[reminders.window]
opens = "9 o'clock"

[mail]
from = "Cadence <reminders@cadence.example>"
api_url = "api.mail.example"
smtp_url = "smtp://cadence:PASSWORD@mail.example"

[log]
level = "wran"
"#;

#[test]
#[expect(clippy::too_many_lines, reason = "the report stands here whole")]
fn every_mistake_of_files_and_variables_is_in_one_report() {
    let production = BROKEN_PRODUCTION.replace("PASSWORD", PASSWORD);
    let url = format!("postgres//cadence:{PASSWORD}@db.internal/cadence");
    let ended = cadence("production")
        .file("config/default.toml", BROKEN_DEFAULT)
        .file("config/production.toml", &production)
        .file(
            "config/local.toml",
            &format!("[mail]\napi_key = \"{KEY}\"\n"),
        )
        .variable("DATABASE_URL", &url)
        .variable("CADENCE_DATABASE_MAX_CONNECTIONS", "many")
        .variable("CADENCE_REMINDERS_RETRY_LIMIT", "256")
        .variable("CADENCE_FEATURES_FREEZ", "true")
        .variable("CADENCE_FEATURES_WEEKLY_DIGEST", "on")
        .run();
    assert_no_secret_in(&ended);
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert_snapshot!(ended.stderr, @r#"
    14 problems keep cadence from starting in production (1 note)

    error[missing-unit]: `server.request_timeout` must be a duration with a unit
     --> config/default.toml:2:19
      |
    2 | request_timeout = 10
      |                   ^^ no unit
      |
      = help: write `10s` for seconds; other units are `ms`, `m`, `h` and `d`

    error[syntax]: invalid TOML: the string is not quoted
     --> config/default.toml:6:20
      |
    6 | default_timezone = …
      |                    ^
      |
      = help: put text in quotes

    error[invalid-value]: `server.listen` is not valid
     --> config/production.toml:2:10
      |
    2 | listen = "0.0.0.0"
      |          ^^^^^^^^^ not an address and port
      |
      = help: write an IP address and a port, such as `127.0.0.1:8080`

    error[unknown-key]: there is no setting `server.request_timeot`
     --> config/production.toml:3:1
      |
    3 | request_timeot = …
      | ^^^^^^^^^^^^^^ unknown key
      |
      = help: did you mean `server.request_timeout`?

    error[wrong-type]: `reminders.batch_size` must be an integer from 0 to 65535
     --> config/production.toml:6:14
      |
    6 | batch_size = "500"
      |              ^^^^^ found a string
      |
      = help: remove the quotes: `500`

    error[invalid-value]: `reminders.window.opens` is not valid
     --> config/production.toml:9:9
      |
    9 | opens = "9 o'clock"
      |         ^^^^^^^^^^^ not a time of day such as `08:30`

    error[invalid-value]: `mail.api_url` is not valid
      --> config/production.toml:13:11
       |
    13 | api_url = "api.mail.example"
       |           ^^^^^^^^^^^^^^^^^^ not a URL: relative URL without a base
       |
       = help: write a full URL, such as `https://example.org/path`

    error[retired-key]: `mail.smtp_url` was retired and must not be used again
      --> config/production.toml:14:1
       |
    14 | smtp_url = …
       | ^^^^^^^^ retired
       |
       = help: remove it; this setting was removed, and its name will not be reused

    error[unknown-variant]: `log.level` must be one of `error`, `warn`, `info`, `debug`
      --> config/production.toml:17:9
       |
    17 | level = "wran"
       |         ^^^^^^ unknown variant
       |
       = help: did you mean `warn`?

    error[wrong-type]: `database.max_connections` must be an integer from 0 to 4294967295
     --> variable CADENCE_DATABASE_MAX_CONNECTIONS
      |
      | CADENCE_DATABASE_MAX_CONNECTIONS=many
      |                                  ^^^^ not an integer

    error[unknown-variable]: unknown variable CADENCE_FEATURES_FREEZ
     --> variable CADENCE_FEATURES_FREEZ
      |
      | CADENCE_FEATURES_FREEZ=…
      | ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_FEATURES_FREEZE?

    error[out-of-range]: `reminders.retry_limit` must be an integer from 0 to 255
     --> variable CADENCE_REMINDERS_RETRY_LIMIT
      |
      | CADENCE_REMINDERS_RETRY_LIMIT=256
      |                               ^^^ out of range

    error[invalid-value]: `database.url` is not valid
     --> variable DATABASE_URL
      |
      | DATABASE_URL=postgres//cadence:[redacted]@db.internal/cadence
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not a URL: relative URL without a base
      |
      = help: write a full URL, such as `https://example.org/path`

    error[missing]: `mail.api_key` is not set, and has no default
      |
      = help: about: Key of the mail provider.
      = help: set the variable CADENCE_MAIL_API_KEY, or CADENCE_MAIL_API_KEY_FILE to the path of a file that holds it

    note[file-ignored]: config/local.toml is not read in production
     --> config/local.toml
      |
      = help: do not ship it; only development and test read it

    looked in /app/config, named by CADENCE_CONFIG_DIR: default.toml, production.toml

    14 problems keep cadence from starting in production (1 note)
    "#);
}

const UNSAFE_PRODUCTION: &str = r#"[server]
listen = "0.0.0.0:8080"

[database]
max_connections = 5000
min_connections = 6000

[reminders.window]
opens = "20:00"
closes = "09:00"

[mail]
from = "Cadence <reminders@cadence.example>"
api_url = "http://localhost:8025/v1"
"#;

#[test]
fn a_production_that_is_of_the_right_types_only_is_refused() {
    let key = format!("mk_test_{KEY}");
    let url = format!("postgres://cadence:{PASSWORD}@db.internal/cadence");
    let ended = cadence("production")
        .file("config/production.toml", UNSAFE_PRODUCTION)
        .variable("DATABASE_URL", &url)
        .variable("CADENCE_MAIL_API_KEY", &key)
        .run();
    assert_no_secret_in(&ended);
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert_snapshot!(ended.stderr, @r#"
    6 problems keep cadence from starting in production

    error[rule]: `database.max_connections` must be from 1 to 500
     --> config/production.toml:5:19
      |
    5 | max_connections = 5000
      |                   ^^^^ greater than 500

    error[rule]: `min_connections` is above `max_connections`
     --> config/production.toml:6:19
      |
    6 | min_connections = 6000
      |                   ^^^^
      |
     --> config/production.toml:5:19
      |
    5 | max_connections = 5000
      |                   ----
      |
      = help: lower `min_connections`, or raise `max_connections`

    error[rule]: the window closes before it opens
      --> config/production.toml:9:9
       |
     9 | opens = "20:00"
       |         ^^^^^^^
       |
      --> config/production.toml:10:10
       |
    10 | closes = "09:00"
       |          -------
       |
       = help: name two times of the same day, the earlier first

    error[internal-host]: the host of `mail.api_url` is the local machine
      --> config/production.toml:14:11
       |
    14 | api_url = "http://localhost:8025/v1"
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^ placeholder or local host
       |
       = help: set the real host of this environment
       = help: to permit it for a while, add a waiver of `internal-host` to waivers.toml
       = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field

    error[test-key]: `mail.api_key` is a test key, but this is production
     --> variable CADENCE_MAIL_API_KEY
      |
      | CADENCE_MAIL_API_KEY=[redacted]
      |                      ^^^^^^^^^^ it begins with `mk_test_`
      |
      = help: use the provider's live key
      = help: to permit it for a while, add a waiver of `test-key` to waivers.toml
      = help: in the program, `#[config(allow(test_key = "why"))]` allows it on the field

    error[rule]: staging and production require verified TLS to the database
     --> variable DATABASE_URL
      |
      | DATABASE_URL=postgres://cadence:[redacted]@db.internal/cadence
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add `?sslmode=verify-full` to the URL

    looked in /app/config, named by CADENCE_CONFIG_DIR: default.toml, production.toml

    6 problems keep cadence from starting in production
    "#);
}
