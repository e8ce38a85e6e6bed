//! Quotes that a shell or a platform has left in a value.

use std::collections::BTreeMap;
use std::path::PathBuf;

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::{Config, Loader};
use secrecy::{ExposeSecret, SecretString};

use super::{SECRET, Settings, host, load, refused};

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
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `keys.[redacted]` has quotes around it
     --> variable APP_KEYS__EU
      |
      | APP_KEYS__EU=[redacted]
      |              ^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `log_path` has quotes around it
     --> variable APP_LOG_PATH
      |
      | APP_LOG_PATH='/var/log'
      |              ^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `origins` has quotes around it
     --> variable APP_ORIGINS
      |
      | APP_ORIGINS="https://a.app","https://b.app"
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable APP_PORT
      |
      | APP_PORT="8080"
      |          ^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[quoted]: `smtp_host` has quotes around it
     --> variable APP_SMTP_HOST
      |
      | APP_SMTP_HOST='mail'
      |               ^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[wrong-type]: `switch` must be `true` or `false`
     --> variable APP_SWITCH
      |
      | APP_SWITCH='true'
      |            ^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[invalid-value]: `url` is not valid
     --> variable APP_URL
      |
      | APP_URL="https://cadence.app"
      |         ^^^^^^^^^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them
      = help: write a full URL, such as `https://example.org/path`

    error[invalid-value]: `wait` must be a duration such as `1h 30m`
     --> variable APP_WAIT
      |
      | APP_WAIT="30s"
      |          ^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

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
    3 problems keep app from starting in production (1 warning)

    error[wrong-type]: `labels` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_LABELS
      |
      | APP_LABELS="{ a = 'b' }"
      |            ^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    error[wrong-type]: `proxy` must be a table such as `{ name = "value" }`
     --> variable APP_PROXY
      |
      | APP_PROXY='{ port = 1 }'
      |           ^^^^^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them
      = help: or set its fields individually

    error[quoted]: `salts` has quotes around it
     --> variable APP_SALTS
      |
      | APP_SALTS=[redacted]
      |           ^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

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
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    note[quoted]: `labels.a` has quotes around it
     --> variable APP_LABELS__A
      |
      | APP_LABELS__A='b'
      |               ^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

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
