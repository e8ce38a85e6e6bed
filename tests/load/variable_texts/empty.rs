//! Variables that are set to nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use insta::assert_snapshot;
use rehearsal::Config;
use secrecy::SecretString;
use url::Url;

use super::{Settings, host, load, refused};

#[derive(Config)]
struct Needs {
    key: SecretString,
    #[config(default)]
    keys: BTreeMap<String, SecretString>,
    #[config(default = "/var/log")]
    log_path: PathBuf,
    #[config(default = "localhost")]
    smtp_host: String,
    url: Url,
    #[config(default = 1)]
    port: u16,
    #[config(nested)]
    queue: Queue,
}

#[derive(Config, garde::Validate)]
struct Queue {
    #[config(default = "jobs")]
    #[garde(length(min = 1))]
    name: String,
}

#[test]
fn what_cannot_be_empty_is_refused_by_the_name_of_the_variable() {
    let host = host(
        "development",
        &[
            ("APP_KEY", ""),
            ("APP_KEYS__EU", ""),
            ("APP_LOG_PATH", ""),
            ("APP_SMTP_HOST", ""),
            ("APP_URL", ""),
            ("APP_PORT", ""),
            ("APP_QUEUE_NAME", ""),
        ],
    );
    assert_snapshot!(refused::<Needs>(host), @"
    7 problems keep app from starting in development

    error[empty-value]: APP_KEY is empty, but `key` must be a secret
     --> variable APP_KEY
      |
      | APP_KEY=
      |         ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_KEYS__EU is empty, but `keys.[redacted]` must be a secret
     --> variable APP_KEYS__EU
      |
      | APP_KEYS__EU=
      |              ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_LOG_PATH is empty, but `log_path` must be a path
     --> variable APP_LOG_PATH
      |
      | APP_LOG_PATH=
      |              ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_PORT is empty, but `port` must be an integer from 0 to 65535
     --> variable APP_PORT
      |
      | APP_PORT=
      |          ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_QUEUE_NAME is empty, but `queue.name` must be non-empty text
     --> variable APP_QUEUE_NAME
      |
      | APP_QUEUE_NAME=
      |                ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_SMTP_HOST is empty, but `smtp_host` must be a host
     --> variable APP_SMTP_HOST
      |
      | APP_SMTP_HOST=
      |               ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_URL is empty, but `url` needs a value
     --> variable APP_URL
      |
      | APP_URL=
      |         ^ empty
      |
      = help: give it a value, or unset it

    7 problems keep app from starting in development
    ");
}

#[cfg(feature = "dotenv")]
#[test]
fn in_every_source_an_empty_text_is_named_by_what_gives_it() {
    let host = host("development", &[("APP_LOG_PATH_FILE", "/path")])
        .file("/path", "\n")
        .file("/etc/app/key", "")
        .file(".env", "APP_SMTP_HOST=\n");
    let loader = rehearsal::Loader::new("APP")
        .secrets_dir("/etc/app")
        .set("port", "");
    let report = loader.set("url", "redis://a").system(host).load::<Needs>();
    assert_snapshot!(report.map(drop).unwrap_err(), @"
    4 problems keep app from starting in development

    error[empty-value]: APP_SMTP_HOST is empty, but `smtp_host` must be a host
     --> .env:1:1
      |
    1 | APP_SMTP_HOST=
      |               ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: the secret file key is empty, but `key` must be a secret
     --> /etc/app/key
      |
      |
      | ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: the file named by APP_LOG_PATH_FILE is empty, but `log_path` must be a path
     --> /path, named by APP_LOG_PATH_FILE
      |
      |
      | ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: the override of port is empty, but `port` must be an integer from 0 to 65535
     --> override of port
      |
      | port=
      |      ^ empty
      |
      = help: give it a value, or unset it
    ");
}

#[test]
fn an_empty_text_where_one_may_be_is_noted() {
    let host = host(
        "production",
        &[
            ("APP_GREETING", ""),
            ("APP_LABELS__A", ""),
            ("APP_LOG_PATH", ""),
            ("APP_KEY", ""),
        ],
    );
    let settings = load::<Settings>(host).unwrap();
    assert_eq!((&*settings.greeting, &settings.log_path), ("", &None));
    assert_snapshot!(settings.warnings(), @r#"
    note[empty-value]: APP_GREETING is empty, so `greeting` is empty too
     --> variable APP_GREETING
      |
      | APP_GREETING=
      |              ^ empty
      |
      = help: if this is not intended, give it a value, or unset it

    note[empty-value]: APP_LABELS__A is empty, so `labels.a` is empty too
     --> variable APP_LABELS__A
      |
      | APP_LABELS__A=
      |               ^ empty
      |
      = help: if this is not intended, give it a value, or unset it

    warning[internal-host]: `smtp_host` is the local machine
     --> default
      |
      | smtp_host = localhost
      |             ^^^^^^^^^ placeholder or local host
      |
      = help: set the real host of this environment
      = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field
    "#);
}

#[test]
fn an_empty_variable_of_a_section_or_of_the_loader_is_named() {
    let host = host("test", &[("APP_PROXY", "")]);
    assert_snapshot!(refused::<Settings>(host), @"
    1 problem keeps app from starting in test

    error[empty-value]: APP_PROXY is empty, but `proxy` must be a section
     --> variable APP_PROXY
      |
      | APP_PROXY=
      |           ^ empty
      |
      = help: unset it, and set its fields individually
    ");
    let host = self::host("test", &[("APP_CONFIG_DIR", ""), ("APP_SECRETS_DIR", "")]);
    let settings = load::<Settings>(host).unwrap();
    assert_snapshot!(settings.warnings(), @"
    note[empty-value]: APP_CONFIG_DIR is empty, so it is ignored
     --> variable APP_CONFIG_DIR
      |
      | APP_CONFIG_DIR=
      |                ^ empty
      |
      = help: set it to a directory, or unset it

    note[empty-value]: APP_SECRETS_DIR is empty, so it is ignored
     --> variable APP_SECRETS_DIR
      |
      | APP_SECRETS_DIR=
      |                 ^ empty
      |
      = help: set it to a directory, or unset it
    ");
}

#[derive(Config)]
struct Required {
    #[config(required_in = [Production])]
    sentry: Option<String>,
    #[config(default = true)]
    enabled: bool,
    #[config(required_if = "enabled")]
    signature: Option<String>,
}

#[test]
fn what_is_required_and_empty_is_not_said_to_be_unset() {
    let host = host("production", &[("APP_SENTRY", ""), ("APP_SIGNATURE", "")]);
    assert_snapshot!(refused::<Required>(host), @"
    2 problems keep app from starting in production

    error[missing]: APP_SENTRY is empty, but production requires `sentry`
     --> variable APP_SENTRY
      |
      | APP_SENTRY=
      |            ^ empty
      |
      = help: set the variable APP_SENTRY

    error[missing]: APP_SIGNATURE is empty, but `signature` is required when `enabled` is true
     --> variable APP_SIGNATURE
      |
      | APP_SIGNATURE=
      |               ^ empty
      |
     --> default
      |
      | enabled = true
      |           ---- this requires it
      |
      = help: set the variable APP_SIGNATURE
    ");
}
