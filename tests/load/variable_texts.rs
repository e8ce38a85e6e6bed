//! Texts of variables that were hardly meant as they are: in quotes, empty, or
//! numbers in another notation.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader, Report};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

fn host(environment: &str, variables: &[(&str, &str)]) -> Memory {
    let host = Memory::new().variable("APP_ENV", environment);
    variables
        .iter()
        .fold(host, |host, (name, value)| host.variable(*name, *value))
}

fn load<T: Config>(host: Memory) -> Result<Loaded<T>, Report> {
    crate::support::loader("APP", host).load()
}

#[track_caller]
fn refused<T: Config>(host: Memory) -> String {
    let text = load::<T>(host).map(drop).unwrap_err().to_string();
    assert!(!text.contains(SECRET), "{text}");
    text
}

const SECRET: &str = "VQ2dKfPxzR7mLwTn";

#[derive(Config)]
struct Settings {
    #[config(default = 1)]
    port: u16,
    key: Option<SecretString>,
    #[config(default)]
    keys: BTreeMap<String, SecretString>,
    url: Option<Url>,
    log_path: Option<PathBuf>,
    #[config(default)]
    origins: Vec<String>,
    #[config(default = "hello")]
    greeting: String,
    #[config(default = "localhost")]
    smtp_host: String,
    #[config(default)]
    labels: BTreeMap<String, String>,
    #[config(default = false)]
    switch: bool,
    #[config(default = "1s")]
    wait: Duration,
    #[config(default)]
    salts: Vec<SecretString>,
    #[config(nested)]
    proxy: Proxy,
}

#[derive(Config)]
struct Proxy {
    #[config(default = 1)]
    port: u16,
}

#[test]
fn quotes_that_are_part_of_a_value_are_told() {
    let quoted = format!("\"{SECRET}\"");
    let host = host(
        "production",
        &[
            ("APP_PORT", "\"8080\""),
            ("APP_KEY", &quoted),
            ("APP_KEYS__EU", &quoted),
            ("APP_URL", "\"https://cadence.app\""),
            ("APP_LOG_PATH", "'/var/log'"),
            ("APP_ORIGINS", r#""https://a.app","https://b.app""#),
            ("APP_SMTP_HOST", "'mail'"),
            ("APP_SWITCH", "'true'"),
            ("APP_WAIT", "\"30s\""),
        ],
    );
    assert_snapshot!(refused::<Settings>(host), @r#"
    9 problems keep app from starting in production

    error[quoted]: `key` has quotes around it
     --> variable APP_KEY
      |
      | APP_KEY=[redacted]
      |         ^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `keys.[redacted]` has quotes around it
     --> variable APP_KEYS__EU
      |
      | APP_KEYS__EU=[redacted]
      |              ^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `log_path` has quotes around it
     --> variable APP_LOG_PATH
      |
      | APP_LOG_PATH='/var/log'
      |              ^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `origins` has quotes around it
     --> variable APP_ORIGINS
      |
      | APP_ORIGINS="https://a.app","https://b.app"
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable APP_PORT
      |
      | APP_PORT="8080"
      |          ^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `smtp_host` has quotes around it
     --> variable APP_SMTP_HOST
      |
      | APP_SMTP_HOST='mail'
      |               ^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[wrong-type]: `switch` must be `true` or `false`
     --> variable APP_SWITCH
      |
      | APP_SWITCH='true'
      |            ^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[invalid-value]: `url` is not valid
     --> variable APP_URL
      |
      | APP_URL="https://cadence.app"
      |         ^^^^^^^^^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them
      = help: write a whole URL, such as `https://example.org/path`

    error[invalid-value]: `wait` must be a duration such as `1h 30m`
     --> variable APP_WAIT
      |
      | APP_WAIT="30s"
      |          ^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    9 problems keep app from starting in production
    "#);
}

#[test]
fn quotes_around_a_table_or_an_element_are_told() {
    let salts = format!("{SECRET},\"{SECRET}\"");
    let host = host(
        "production",
        &[
            ("APP_LABELS", "\"{ a = 'b' }\""),
            ("APP_PROXY", "'{ port = 1 }'"),
            ("APP_SALTS", &salts),
        ],
    );
    assert_snapshot!(refused::<Settings>(host), @r#"
    3 problems keep app from starting in production

    error[wrong-type]: `labels` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_LABELS
      |
      | APP_LABELS="{ a = 'b' }"
      |            ^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    error[wrong-type]: `proxy` must be a table such as `{ name = "value" }`
     --> variable APP_PROXY
      |
      | APP_PROXY='{ port = 1 }'
      |           ^^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them
      = help: or set one variable for each setting below it

    error[quoted]: `salts` has quotes around it
     --> variable APP_SALTS
      |
      | APP_SALTS=[redacted]
      |           ^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them
    "#);
}

#[test]
fn of_quotes_around_what_may_be_secret_no_value_is_shown() {
    #[derive(Config)]
    struct Overridden {
        #[config(default)]
        headers: BTreeMap<String, String>,
        key: Key,
        log_path: PathBuf,
    }
    #[derive(serde::Deserialize)]
    struct Key(SecretString);
    let quoted = format!("'{SECRET}'");
    let host = host(
        "development",
        &[
            ("APP_HEADERS__AUTHORIZATION", &quoted),
            ("APP_KEY", &quoted),
            ("APP_LOG_PATH_FILE", "/path"),
        ],
    );
    let report = load::<Overridden>(host.file("/path", &*quoted)).map(drop);
    let text = report.unwrap_err().to_string();
    assert!(!text.contains(SECRET), "{text}");
    for said in [
        "error[quoted]: `key`",
        "note[quoted]: `headers",
        "warning[quoted]: `log_path`",
    ] {
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn quotes_of_a_text_are_noted() {
    let host = host(
        "production",
        &[
            ("APP_GREETING", "\"good morning\""),
            ("APP_LABELS__A", "'b'"),
            ("APP_LABELS__C", "it's"),
        ],
    );
    let settings = load::<Settings>(host).unwrap();
    assert_eq!(settings.greeting, "\"good morning\"");
    assert_snapshot!(settings.warnings(), @r#"
    note[quoted]: `greeting` has quotes around it
     --> variable APP_GREETING
      |
      | APP_GREETING="good morning"
      |              ^^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them

    note[quoted]: `labels.a` has quotes around it
     --> variable APP_LABELS__A
      |
      | APP_LABELS__A='b'
      |               ^^^ the quotes are part of the value
      |
      = help: write it without quotes; `docker run --env-file` and `kubectl` keep them
    "#);
}

#[test]
fn quotes_that_may_be_meant_are_no_mistake() {
    let quoted = format!("\"{SECRET}\"");
    let host = host("development", &[("APP_KEY_FILE", "/key")])
        .file("/key", &*quoted)
        .file(".env", "APP_GREETING='\"hi\"'\nAPP_ORIGINS=\"a,b\"\n")
        .file("config/default.toml", "log_path = \"'/var/log'\"\n")
        .file("config/development.toml", "");
    let loader = Loader::new("APP").set("smtp_host", "'a'");
    let settings = loader.system(host).load::<Settings>().unwrap();
    assert_eq!(settings.key.as_ref().unwrap().expose_secret(), quoted);
    assert_eq!(settings.log_path, Some("'/var/log'".into()));
    let notes: Vec<_> = settings.warnings().problems().iter().collect();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(notes[0].code(), Code::Quoted);
    assert_eq!(notes[0].severity(), Severity::Warning);
}

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

    error[empty-value]: APP_KEY is empty, and `key` must be a secret
     --> variable APP_KEY
      |
      | APP_KEY=
      |         ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_KEYS__EU is empty, and `keys.[redacted]` must be a secret
     --> variable APP_KEYS__EU
      |
      | APP_KEYS__EU=
      |              ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_LOG_PATH is empty, and `log_path` must be a path
     --> variable APP_LOG_PATH
      |
      | APP_LOG_PATH=
      |              ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_PORT is empty, and `port` must be an integer from 0 to 65535
     --> variable APP_PORT
      |
      | APP_PORT=
      |          ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_QUEUE_NAME is empty, and `queue.name` must be text that is not empty
     --> variable APP_QUEUE_NAME
      |
      | APP_QUEUE_NAME=
      |                ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_SMTP_HOST is empty, and `smtp_host` must be a host
     --> variable APP_SMTP_HOST
      |
      | APP_SMTP_HOST=
      |               ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: APP_URL is empty, and `url` needs a value
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
    let loader = Loader::new("APP").secrets_dir("/etc/app").set("port", "");
    let report = loader.set("url", "redis://a").system(host).load::<Needs>();
    assert_snapshot!(report.map(drop).unwrap_err(), @"
    4 problems keep app from starting in development

    error[empty-value]: APP_SMTP_HOST is empty, and `smtp_host` must be a host
     --> .env:1:1
      |
    1 | APP_SMTP_HOST=
      |               ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: the secret file key is empty, and `key` must be a secret
     --> /etc/app/key
      |
      |
      | ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: the file that APP_LOG_PATH_FILE names is empty, and `log_path` must be a path
     --> /path, named by APP_LOG_PATH_FILE
      |
      |
      | ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: the override of port is empty, and `port` must be an integer from 0 to 65535
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
    assert_snapshot!(settings.warnings(), @"
    note[empty-value]: APP_GREETING is empty, and so is `greeting`
     --> variable APP_GREETING
      |
      | APP_GREETING=
      |              ^ empty
      |
      = help: if that is not meant, give it a value, or unset it

    note[empty-value]: APP_LABELS__A is empty, and so is `labels.a`
     --> variable APP_LABELS__A
      |
      | APP_LABELS__A=
      |               ^ empty
      |
      = help: if that is not meant, give it a value, or unset it
    ");
}

#[test]
fn an_empty_variable_of_a_section_or_of_the_loader_is_named() {
    let host = host("test", &[("APP_PROXY", "")]);
    assert_snapshot!(refused::<Settings>(host), @"
    1 problem keeps app from starting in test

    error[empty-value]: APP_PROXY is empty, and `proxy` must be a section
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
    note[empty-value]: APP_CONFIG_DIR is empty, not the path of a directory
     --> variable APP_CONFIG_DIR
      |
      | APP_CONFIG_DIR=
      |                ^ empty
      |
      = help: set it to a directory, or unset it

    note[empty-value]: APP_SECRETS_DIR is empty, not the path of a directory
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

    error[missing]: APP_SENTRY is empty, and production requires `sentry`
     --> variable APP_SENTRY
      |
      | APP_SENTRY=
      |            ^ empty
      |
      = help: set the variable APP_SENTRY

    error[missing]: APP_SIGNATURE is empty, and `signature` has to be set where `enabled` is true
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

#[derive(Debug, Config)]
struct Numbers {
    #[config(default = 1)]
    count: u64,
    #[config(default = 1.0)]
    rate: f64,
    #[config(default = "1s")]
    wait: Duration,
    #[config(default = false)]
    switch: bool,
    #[config(default)]
    ports: Vec<u16>,
    secret: Option<SecretNumber>,
}

#[derive(Debug, serde::Deserialize)]
struct SecretNumber {
    token: u16,
}

#[test]
fn a_number_in_another_notation_says_what_to_write() {
    for (count, said) in [
        ("1_000", "the digits are in groups; write `1000`"),
        ("1e+06", "an exponent; write `1000000`"),
        ("0x10", "not decimal; write `16`"),
        (
            "0,5",
            "not a whole number; write a whole number, in digits only",
        ),
        ("50%", "a percentage; write the number alone: `50`"),
        ("5.0", "not a whole number; write `5`"),
        (
            "1k",
            "a unit; write `1000`, or `1024` if bytes are counted by 1024",
        ),
        ("64MiB", "a unit; write `67108864`"),
        ("many", "not an integer"),
    ] {
        let report = load::<Numbers>(host("test", &[("APP_COUNT", count)])).unwrap_err();
        let problem = &report.problems()[0];
        let mut words = vec![problem.places()[0].label().to_owned()];
        words.extend(problem.help().iter().cloned());
        assert_eq!(words.join("; "), said, "{report}");
        assert_eq!(problem.found(), Some(&*format!("`{count}`")));
    }
}

#[cfg(feature = "dotenv")]
#[test]
fn in_every_source_a_number_in_another_notation_says_what_to_write() {
    let host = host(
        "development",
        &[("APP_RATE", "0,5"), ("APP_PORTS", "80,0x50")],
    )
    .file("config/default.toml", "count = \"1_000\"\n")
    .file("config/development.toml", "")
    .file(".env", "APP_WAIT=1.5h\nAPP_SWITCH=enabled\n")
    .variable("APP_SECRET", "{ token = \"0x10\" }");
    assert_snapshot!(refused::<Numbers>(host), @r#"
    5 problems keep app from starting in development

    error[wrong-type]: `count` must be an integer from 0 to 18446744073709551615
     --> config/default.toml:1:9
      |
    1 | count = "1_000"
      |         ^^^^^^^ the digits are in groups
      |
      = help: write `1000`

    error[wrong-type]: `switch` must be `true` or `false`
     --> .env:2:1
      |
    2 | APP_SWITCH=enabled
      |            ^^^^^^^ neither true nor false
      |
      = help: write `true`

    error[wrong-type]: `ports[1]` must be an integer from 0 to 65535
     --> variable APP_PORTS
      |
      | APP_PORTS=0x50
      |           ^^^^ not decimal
      |
      = help: write `80`

    error[wrong-type]: `rate` must be a number
     --> variable APP_RATE
      |
      | APP_RATE=0,5
      |          ^^^ a comma in place of the point
      |
      = help: write `0.5`

    error[wrong-type]: `secret.token` must be an integer from 0 to 65535
     --> variable APP_SECRET
      |
      | APP_SECRET=[redacted]
      |            ^^^^^^^^^^ found a string
    "#);
}

#[test]
fn a_duration_without_a_unit_is_one_of_seconds() {
    for (text, help) in [("90", "90s"), ("1.5", "1s 500ms"), ("007", "007s")] {
        let report = load::<Numbers>(host("test", &[("APP_WAIT", text)])).unwrap_err();
        let problem = &report.problems()[0];
        assert_eq!(problem.code(), Code::MissingUnit);
        let start = format!("write `{help}` if seconds are meant");
        assert!(problem.help()[0].starts_with(&start), "{report}");
    }
    for text in ["inf", "NaN", "-5", "1e3"] {
        let report = load::<Numbers>(host("test", &[("APP_WAIT", text)])).unwrap_err();
        assert_eq!(report.problems()[0].code(), Code::InvalidValue, "{report}");
    }
}
