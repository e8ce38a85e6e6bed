//! Values that cannot be empty, and are: one rule for every source.

#![allow(dead_code)]

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, LayerKind, Report};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

#[derive(Config)]
struct Settings {
    dir: Option<PathBuf>,
    key: Option<SecretString>,
    url: Option<Url>,
    smtp_host: Option<String>,
    #[config(default)]
    dirs: Vec<PathBuf>,
    #[config(default)]
    keys: HashMap<String, SecretString>,
    #[config(default)]
    hosts: Vec<String>,
    relay: Option<Relay>,
    #[config(default)]
    relays: BTreeMap<String, Relay>,
    #[config(nested)]
    mount: Option<Mount>,
    #[config(nested)]
    mounts: Vec<Mount>,
}

#[derive(Config)]
struct Mount {
    dir: PathBuf,
}

/// Serde reads it as a whole.
#[derive(Deserialize)]
struct Relay {
    host: Option<String>,
    key: Option<SecretString>,
    realm: Option<String>,
}

fn load(environment: Environment, host: Memory) -> Result<(), Report> {
    let host = host.variable("APP_ENV", environment.as_str());
    let loaded = crate::support::loader("APP", host).load::<Settings>();
    loaded.map(|_| ())
}

fn file(environment: Environment, extension: &str, text: &str) -> Memory {
    Memory::new().file(format!("config/{environment}.{extension}"), text)
}

#[track_caller]
fn refused_once(environment: Environment, host: Memory, key: &str) {
    let report = load(environment, host).unwrap_err();
    let codes: Vec<_> = report
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .map(|problem| {
            (
                problem.code(),
                problem.key().map(ToString::to_string).unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(codes, [(Code::EmptyValue, key.to_owned())], "{report}");
}

#[test]
fn what_cannot_be_empty_is_refused_in_a_file_as_well() {
    for environment in Environment::ALL {
        for (text, key) in [
            ("dir = ''", "dir"),
            ("key = ''", "key"),
            ("url = ''", "url"),
            ("smtp_host = ''", "smtp_host"),
            ("dirs = ['/a', '']", "dirs[1]"),
            ("hosts = ['']", "hosts[0]"),
            ("keys = { eu = '' }", "keys.[redacted]"),
            ("relay = { host = '' }", "relay.host"),
            ("relay = { key = '' }", "relay.key"),
            ("relays.eu = { host = '' }", "relays.eu.host"),
            ("mount = { dir = '' }", "mount.dir"),
            ("mounts = [{ dir = '/a' }, { dir = '' }]", "mounts[1].dir"),
        ] {
            refused_once(environment, file(environment, "toml", text), key);
        }
    }
}

#[cfg(feature = "json")]
#[test]
fn what_cannot_be_empty_is_refused_in_json() {
    for (text, key) in [
        (r#"{"dir": ""}"#, "dir"),
        (r#"{"key": ""}"#, "key"),
        (r#"{"dirs": [""]}"#, "dirs[0]"),
    ] {
        let environment = Environment::Production;
        refused_once(environment, file(environment, "json", text), key);
    }
}

#[cfg(feature = "yaml")]
#[test]
fn what_cannot_be_empty_is_refused_in_yaml() {
    for (text, key) in [
        ("dir: ''", "dir"),
        ("key: \"\"", "key"),
        ("dirs:\n  - ''", "dirs[0]"),
    ] {
        let environment = Environment::Development;
        refused_once(environment, file(environment, "yaml", text), key);
    }
}

#[test]
fn an_element_that_is_empty_is_refused_from_every_source_of_text() {
    for (name, text, key) in [
        ("DIRS", "[\"/a\", \"\"]", "dirs[1]"),
        ("DIRS", "['']", "dirs[0]"),
        ("HOSTS", "[\"\"]", "hosts[0]"),
        ("KEYS", "{ eu = '' }", "keys.[redacted]"),
        ("KEYS", "{\"eu\": \"\"}", "keys.[redacted]"),
        ("RELAY", "{ host = '' }", "relay.host"),
    ] {
        let environment = Environment::Production;
        let variable = Memory::new().variable(format!("APP_{name}"), text);
        refused_once(environment, variable, key);
        let twin = Memory::new()
            .variable(format!("APP_{name}_FILE"), "/run/value")
            .file("/run/value", text);
        refused_once(environment, twin, key);
        let folder = Memory::new().file(format!("/run/secrets/APP_{name}"), text);
        refused_once(environment, folder, key);
        let name = name.to_ascii_lowercase();
        let host = Memory::new().variable("APP_ENV", "production");
        let loader = crate::support::loader("APP", host).set(&name, text);
        let report = loader.load::<Settings>().map(drop).unwrap_err();
        assert_eq!(report.problems()[0].code(), Code::EmptyValue, "{report}");
    }
}

#[test]
fn an_element_that_is_empty_is_not_said_to_be_all_that_is_given() {
    let host = Memory::new()
        .variable("APP_DIRS", "['/a', '']")
        .variable("APP_KEYS", "{ eu = '' }")
        .variable("APP_RELAY", "{ host = '' }");
    let report = load(Environment::Development, host);
    assert_snapshot!(report.unwrap_err(), @"
    3 problems keep app from starting in development

    error[empty-value]: `dirs[1]` is empty, but must be a path
     --> variable APP_DIRS
      |
      | APP_DIRS=…
      | ^^^^^^^^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: `keys.[redacted]` is empty, but must be a secret
     --> variable APP_KEYS
      |
      | APP_KEYS=…
      | ^^^^^^^^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: `relay.host` is empty, but must be a host
     --> variable APP_RELAY
      |
      | APP_RELAY=…
      | ^^^^^^^^^ empty
      |
      = help: give it a value, or unset it
    ");
}

#[test]
fn a_provider_is_asked_the_same() {
    let provider = figment::Figment::new().join(("dir", ""));
    let host = Memory::new().variable("APP_ENV", "development");
    let loader = crate::support::loader("APP", host).provider(LayerKind::Variables, provider);
    let report = loader.load::<Settings>().map(drop).unwrap_err();
    assert_eq!(report.problems()[0].code(), Code::EmptyValue, "{report}");
}

#[test]
fn other_text_of_a_file_may_be_empty_without_a_note() {
    #[derive(Config)]
    struct Texts {
        greeting: String,
        #[config(default = "x")]
        realm: String,
        #[config(default)]
        labels: BTreeMap<String, String>,
        #[config(default)]
        words: Vec<String>,
        #[config(secret, default = "")]
        password: String,
        #[config(default)]
        root: PathBuf,
    }
    let text =
        "greeting = ''\nrealm = ''\nlabels = { a = '' }\nwords = ['']\npassword = ''\nroot = ''\n";
    let host = file(Environment::Development, "toml", text).variable("APP_ENV", "development");
    let settings = crate::support::loader("APP", host).load::<Texts>().unwrap();
    assert!(
        settings.warnings().problems().is_empty(),
        "{}",
        settings.warnings()
    );
}

#[test]
fn a_lower_layer_may_be_empty_where_a_higher_one_is_not() {
    let host = file(Environment::Production, "toml", "dir = ''\nkey = ''");
    let host = host
        .variable("APP_DIR", "/data")
        .variable("APP_KEY", "q7Zp2LxV0sKd9TgR4mWb");
    load(Environment::Production, host).unwrap();
}

#[test]
fn what_is_empty_in_a_file_is_shown_as_it_is_written() {
    let text = "dir = ''\nkey = \"\"\nurl = \"\"\n\ndirs = [\n  '/a',\n  '',\n]\n";
    let report = load(
        Environment::Development,
        file(Environment::Development, "toml", text),
    );
    assert_snapshot!(report.unwrap_err(), @r#"
    4 problems keep app from starting in development

    error[empty-value]: `dir` is empty, but must be a path
     --> config/development.toml:1:7
      |
    1 | dir = ''
      |       ^^ empty
      |
      = help: give it a value, or remove it

    error[empty-value]: `key` is empty, but must be a secret
     --> config/development.toml:2:7
      |
    2 | key = ""
      |       ^^ empty
      |
      = help: give it a value, or remove it

    error[empty-value]: `url` is empty, but needs a value
     --> config/development.toml:3:7
      |
    3 | url = ""
      |       ^^ empty
      |
      = help: give it a value, or remove it

    error[empty-value]: `dirs[1]` is empty, but must be a path
     --> config/development.toml:7:3
      |
    7 |   ''
      |   ^^ empty
      |
      = help: give it a value, or remove it
    "#);
}
