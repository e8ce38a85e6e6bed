//! `config explain`, of what would start and of what would not.

use insta::assert_snapshot;
use rehearsal::Loader;
use rehearsal::system::Memory;
use serde_json::Value;

use super::{mistaken, run};
use crate::settings::{host, loader, production};

#[test]
fn a_setting_is_explained_as_a_table() {
    let loader = production();
    let (status, out, err) = run(&loader, "explain server.TLS");
    assert_eq!((status, &*err), (0, ""));
    assert_snapshot!(out, @"
    server.TLS = yes
      from      variable METRONOME_SERVER_TLS
      default   false
      type      `true` or `false`
      variable  METRONOME_SERVER_TLS
      parity    may grow on the way to production
    ");
    let (status, out, _) = run(&loader, "explain --format json");
    assert_eq!(status, 0);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["environment"], "production");
}

#[test]
fn a_key_that_is_not_there_has_a_suggestion() {
    let loader = production();
    let mut said = String::new();
    for key in [
        "server.tsl",
        "servr",
        "tls",
        "times",
        "path",
        "retry.times",
        "METRONOME_SERVER_TSL",
        "METRONOME_TLS",
        "SERVER_TLS",
        "server_tls",
        "request_timeot",
        "mirrors",
        "weights",
        "nothing_alike",
        "min_weights",
        "x",
    ] {
        let (status, out, err) = run(&loader, &format!("explain {key}"));
        assert_eq!((status, &*out), (64, ""), "{key}");
        said.push_str(&err);
    }
    assert_snapshot!(said, @"
    error: there is no setting `server.tsl`, did you mean `server.TLS`?
    error: there is no setting `servr`, did you mean `server`?
    error: there is no setting `tls`, did you mean `server.TLS`?
    error: there is no setting `times`, did you mean `upstreams[0].retry.times` or `regions.eu.mirrors[0].retry.times` or `storage.retry.times`?
    error: there is no setting `path`, did you mean `storage.path`?
    error: there is no setting `retry.times`, did you mean `upstreams[0].retry.times` or `regions.eu.mirrors[0].retry.times` or `storage.retry.times`?
    error: there is no setting `METRONOME_SERVER_TSL`, did you mean `METRONOME_SERVER_TLS`?
    error: there is no setting `METRONOME_TLS`, did you mean `METRONOME_SERVER_TLS`?
    error: there is no setting `SERVER_TLS`, did you mean `server.TLS`?
    error: there is no setting `server_tls`, did you mean `server.TLS`?
    error: there is no setting `request_timeot`, did you mean `server.request_timeout`?
    error: there is no setting `mirrors`
    error: there is no setting `weights`, did you mean `database.weights`?
    error: there is no setting `nothing_alike`
    error: there is no setting `min_weights`
    error: there is no setting `x`
    ");
}

#[test]
fn a_setting_of_a_variant_that_is_not_chosen_is_explained_where_it_is_asked_for() {
    let (_, all, _) = run(&production(), "explain --env staging");
    assert!(all.contains("storage.path"), "{all}");
    assert!(!all.contains("access_key"), "{all}");
    let (status, out, _) = run(&production(), "explain storage.access_key --env staging");
    assert_eq!(status, 0);
    assert_snapshot!(out, @"
    storage.access_key = not set
      variant   s3, which is not chosen
      type      text, required, secret
      variable  METRONOME_STORAGE_ACCESS_KEY
      allowed   weak_secret (short, to be searched for)
      parity    different in every environment
    ");
    let (_, out, _) = run(&production(), "explain storage --env staging");
    assert!(!out.contains("access_key"), "{out}");
}

#[test]
fn a_variable_is_explained_as_the_setting_it_sets() {
    let (status, by_variable, _) = run(&production(), "explain MAIL_KEY");
    let (_, by_key, _) = run(&production(), "explain api_key");
    assert_eq!((status, by_variable), (0, by_key));
}

#[test]
fn a_list_without_entries_is_there_and_empty() {
    let (status, _, err) = run(&loader(host()), "explain upstreams --env staging");
    assert_eq!(status, 64);
    assert_snapshot!(err, @"error: no entry of `upstreams` is set");
}

#[test]
fn what_would_not_start_is_explained_beside_its_problems() {
    let (status, out, err) = run(&mistaken(), "explain");
    assert_eq!(status, 78);
    assert_snapshot!(out, @r#"
    name  metro "one"
      from      default
    api_key  not set
      problem   missing
      variable  METRONOME_API_KEY
    port  "x"
      from      config/default.toml:1:8
      problem   wrong-type
      variable  METRONOME_PORT
    labels  default of its type
      from      default
    server.listen  127.0.0.1:8080
      from      default
    server.request_timeout  5
      from      config/staging.toml:2:19
      problem   missing-unit
      variable  METRONOME_SERVER_REQUEST_TIMEOUT
    server.log_level  info
      from      default
    server.log_to  stdout
      from      default
    server.TLS  false
      from      default
    server.public_url  "https://u:[redacted]@"
      from      config/staging.toml:3:14
      problem   invalid-value
      variable  METRONOME_SERVER_PUBLIC_URL
    database.url  not set
    database.password  not set
    database.search_path  not set
    database.weights  not set
    storage.kind  not set
      problem   missing
      variable  METRONOME_STORAGE_KIND
    "#);
    assert!(err.starts_with("6 problems keep metronome from starting in staging"));
}

#[test]
fn one_setting_of_what_would_not_start_has_its_own_problems() {
    let (status, out, err) = run(&mistaken(), "explain server.request_timeout");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"
    server.request_timeout = 5
      problem   `server.request_timeout` must be a duration with a unit
      from      config/staging.toml:2:19
      default   30s
      type      a duration such as `30s`
      variable  METRONOME_SERVER_REQUEST_TIMEOUT
      aliases   timeout
      parity    the same in all environments
      about     Longest time one request may take.
    ");
    assert_snapshot!(err, @"
    error[missing-unit]: `server.request_timeout` must be a duration with a unit
     --> config/staging.toml:2:19
      |
    2 | request_timeout = 5
      |                   ^ no unit
      |
      = help: write `5s` for seconds; other units are `ms`, `m`, `h` and `d`

    6 problems keep metronome from starting in staging (1 warning); `config check` shows them all
    ");
    let (status, out, err) = run(&mistaken(), "explain server.log_level");
    assert_eq!(status, 78);
    assert!(out.starts_with("server.log_level = info\n"), "{out}");
    assert_snapshot!(err, @"6 problems keep metronome from starting in staging (1 warning); `config check` shows them all");
    let (status, out, _) = run(&mistaken(), "explain server.request_timeout --format json");
    assert_eq!(status, 78);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["settings"][0]["problems"][0]["code"], "missing-unit");
}

#[test]
fn problems_of_a_section_are_those_of_its_settings() {
    let host = host()
        .file("config/production.toml", "storage = 1\n")
        .variable("METRONOME_ENV", "production");
    let (_, out, _) = run(&loader(host), "explain storage.kind");
    assert!(out.contains("problem"), "{out}");
}

#[test]
fn settings_are_explained_before_an_environment_is_chosen() {
    let host = Memory::new().file("config/default.toml", "name = 'metro'\n");
    let (status, out, err) = run(&Loader::new("METRONOME").system(host), "explain name");
    assert_eq!(status, 78);
    assert!(out.starts_with("name = metro\n"), "{out}");
    assert!(err.starts_with("error[environment-unset]"), "{err}");
}

#[test]
fn another_environment_is_explained_without_its_deploy() {
    let (status, out, err) = run(&production(), "explain --env staging");
    assert_eq!((status, &*err), (0, ""));
    assert_snapshot!(out, @r#"
    SETTING                 VALUE                                    FROM
    name                    metro                                    config/default.toml:1:8
    api_key                 at deploy time
    port                    8080                                     default
    labels                  default of its type                      default
    server.listen           127.0.0.1:8080                           default
    server.request_timeout  10s                                      config/default.toml:3:19
    server.log_level        info                                     default
    server.log_to           stdout                                   default
    server.TLS              false                                    default
    server.public_url       https://u:[redacted]@metro.example/      config/default.toml:4:14
    database.url            postgres://app:[redacted]@localhost/app  default
    database.password       not set
    database.search_path    ["x"]                                    config/staging.toml:2:15
    database.weights        at deploy time
    storage.kind            disk                                     config/default.toml:6:8
    storage.path            /var/lib/metronome                       default
    "#);
    let (status, out, err) = run(&mistaken(), "explain server.public_url --env staging");
    assert_eq!(status, 78);
    assert!(
        out.contains("problem   `server.public_url` is not valid"),
        "{out}"
    );
    assert!(err.contains("error[invalid-value]"), "{err}");
    let (status, _, err) = run(&production(), "explain --env stagign");
    assert_eq!(status, 64, "{err}");
}

/// Text that is long and of no pattern, as keys are.
const KEY: &str = "Zk9wQv7pXr4mTb2nZk9wQv7pXr4m";

#[test]
fn a_refused_value_is_explained_as_its_problem_shows_it() {
    let host = host()
        .variable("METRONOME_ENV", "staging")
        .file(
            "config/default.toml",
            format!("port = \"{KEY}\"\n[server]\nlisten = \"here\"\n"),
        )
        .variable("METRONOME_PORT", KEY)
        .variable("METRONOME_SERVER_TLS", "maybe")
        .variable(
            "METRONOME_DATABASE_WEIGHTS",
            format!("{{ a = 1, b = '{KEY}' }}"),
        )
        .variable("METRONOME_SERVER_LOG_TO_FILE", "/run/log_to")
        .file("/run/log_to", KEY);
    let loader = loader(host).set("server.request_timeout", KEY);
    let (_, out, err) = run(&loader, "explain");
    assert_snapshot!(out, @r#"
    name  metro "one"
      from       default
    api_key  not set
      problem    missing
      variable   METRONOME_API_KEY
    port  [refused]
      from       variable METRONOME_PORT
      problem    wrong-type
      variable   METRONOME_PORT
      overrides  [refused] (config/default.toml:1:8)
    labels  default of its type
      from       default
    server.listen  "here"
      from       config/default.toml:3:10
      problem    invalid-value
      variable   METRONOME_SERVER_LISTEN
    server.request_timeout  [refused]
      from       override of server.request_timeout
      problem    invalid-value
      variable   METRONOME_SERVER_REQUEST_TIMEOUT
    server.log_level  info
      from       default
    server.log_to  [refused]
      from       /run/log_to, named by METRONOME_SERVER_LOG_TO_FILE
      problem    unknown-variant
      variable   METRONOME_SERVER_LOG_TO
    server.TLS  maybe
      from       variable METRONOME_SERVER_TLS
      problem    wrong-type
      variable   METRONOME_SERVER_TLS
    server.public_url  not set
      problem    missing
      variable   METRONOME_SERVER_PUBLIC_URL
    database.url  postgres://app:[redacted]@localhost/app
      from       default
    database.password  not set
    database.search_path  ["x"]
      from       config/staging.toml:2:15
    database.weights  [refused]
      from       variable METRONOME_DATABASE_WEIGHTS
      problem    wrong-type
      variable   METRONOME_DATABASE_WEIGHTS
    storage.kind  not set
      problem    missing
      variable   METRONOME_STORAGE_KIND
    "#);
    let (_, json, _) = run(&loader, "explain --format json");
    let (_, one, _) = run(&loader, "explain port --env staging");
    for text in [&out, &err, &json, &one] {
        assert!(!text.contains(&KEY[..8]), "{text}");
    }
    let json: Value = serde_json::from_str(&json).unwrap();
    let port = &json["settings"][2];
    assert_eq!(port["key"], "port");
    assert_eq!(
        (&port["value"], &port["overrides"][0]["value"]),
        (&Value::Null, &"[refused]".into())
    );
}

#[test]
fn what_was_recovered_from_broken_text_has_no_name_and_no_value() {
    let host = host()
        .variable("METRONOME_ENV", "staging")
        .file(
            "config/staging.toml",
            format!("labels = ['a', {KEY}]\n[database.weights]\na = 1\n{KEY} =\n[regions]\n{KEY}=\neu.weight = {KEY}\n"),
        );
    let (_, out, err) = run(&loader(host), "explain --env staging");
    assert_snapshot!(out, @r#"
    SETTING                 VALUE                                    FROM
    name                    metro                                    config/default.toml:1:8
    api_key                 at deploy time
    port                    8080                                     default
    labels                  [unreadable]                             config/staging.toml:1:10
    server.listen           127.0.0.1:8080                           default
    server.request_timeout  10s                                      config/default.toml:3:19
    server.log_level        info                                     default
    server.log_to           stdout                                   default
    server.TLS              false                                    default
    server.public_url       https://u:[redacted]@metro.example/      config/default.toml:4:14
    database.url            postgres://app:[redacted]@localhost/app  default
    database.password       not set
    database.search_path    ["a", "b c"]                             default
    database.weights        [unreadable]                             config/staging.toml:2:1
    regions.eu.weight       [unreadable]                             config/staging.toml:7:13
    storage.kind            disk                                     config/default.toml:6:8
    storage.path            /var/lib/metronome                       default
    "#);
    assert!(!(out + &err).contains(&KEY[..8]));
}
