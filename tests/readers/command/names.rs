//! Names that somebody else has chosen: of deployments, files and keys.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::{Config, Environment};
use secrecy::SecretString;

use super::run;
use crate::settings::{host, loader, production};
use crate::support::command::run_for;

/// Every way to ask about a program.
const CALLS: &[&str] = &[
    "check",
    "check --all",
    "check --all --format json",
    "check --all --format github",
    "check staging",
    "parity",
    "parity --format json",
    #[cfg(feature = "page")]
    "parity --format html",
    "show staging",
    "show nowhere",
    "explain --env staging",
    "explain",
];

#[test]
fn the_name_of_a_deployment_is_judged_alike_by_all_who_read_it() {
    let name = "qa\n::error::\u{202e}forged";
    let loader = production().deployment(name, Environment::Staging);
    for &call in CALLS {
        let (status, out, err) = run(&loader, call);
        assert!(!matches!(status, 0), "{call}: {out}{err}");
        let all = out + &err;
        assert!(!all.contains('\u{202e}'), "{call}: {all}");
        assert!(!all.contains("\n::error::forged"), "{call}: {all}");
        let is_named = all.contains("deployment-name") || call == "show nowhere";
        assert!(is_named, "{call}: {all}");
    }
    let (_, out, err) = run(&loader, "check --all");
    assert_snapshot!(out + &err, @r"
    staging: 1 problem
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        database.weights through METRONOME_DATABASE_WEIGHTS
    production: 1 problem
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        storage.access_key through METRONOME_STORAGE_ACCESS_KEY
    eu-prod (production): 1 problem
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        storage.access_key through METRONOME_STORAGE_ACCESS_KEY
    1 problem keeps metronome from starting in staging, production and eu-prod (production) (1 note)

    error[deployment-name]: a deployment cannot be named `qa\n::error::\u{202e}forged`: use only letters, digits, `-` and `_`
      |
      = help: in the program, give it another name

    note[file-missing]: the deployment eu-prod has no file config/eu-prod.toml: it uses only the settings of production
     --> config/eu-prod.toml
      |
      = help: create it for settings specific to eu-prod (it may be empty)
      = help: applies to eu-prod (production)

    for more about a code, try `metronome config check --explain deployment-name`
    ");
    let (_, _, err) = run(&loader, "show nowhere");
    assert_snapshot!(err, @"error: unknown environment `nowhere`, expected one of `staging`, `production`, `eu-prod`");
}

#[test]
fn a_key_in_the_place_of_a_record_is_not_shown() {
    let loader = loader(host());
    let mut said = String::new();
    for path in [
        "c2VjcmV0==",
        "ghp_Zk9wQv7pXr4mTb2nZk9wQv7pXr4mTb2n",
        "Zk9wQv7pXr4mTb2n",
        "/nowhere/Zk9wQv7pXr4mTb2n",
        "postgres://app:hunter2@db/main",
        "staging-2026-11-27.json",
    ] {
        let (status, out, err) = run(&loader, &format!("compare {path}"));
        assert_eq!((status, &*out), (74, ""), "{path}");
        said.push_str(&err);
    }
    assert_snapshot!(said, @"
    error[file-missing]: the file [redacted] does not exist
     --> [redacted]
      |
      = help: take it first, with `config snapshot`
    error[file-missing]: the file [redacted] does not exist
     --> [redacted]
      |
      = help: take it first, with `config snapshot`
    error[file-missing]: the file [redacted] does not exist
     --> [redacted]
      |
      = help: take it first, with `config snapshot`
    error[file-missing]: the file /nowhere/[redacted] does not exist
     --> /nowhere/[redacted]
      |
      = help: take it first, with `config snapshot`
    error[file-missing]: the file postgres://app:[redacted]@db/main does not exist
     --> postgres://app:[redacted]@db/main
      |
      = help: take it first, with `config snapshot`
    error[file-missing]: the file staging-2026-11-27.json does not exist
     --> staging-2026-11-27.json
      |
      = help: take it first, with `config snapshot`
    ");
}

#[test]
fn a_key_in_the_place_of_a_setting_is_not_shown() {
    let host = host().variable("METRONOME_ENV", "staging").file(
        "config/staging.toml",
        "Zk9wQv7pXr4mTb2n = 1\n[server]\n\"c2VjcmV0==\" = 1\nmaxConnectionsPerHost2 = 1\n",
    );
    let loader = loader(host).set_args(["Zk9wQv7pXr4mTb2n=1", "server.Zk9wQv7pXr4mTb2n=1"]);
    let (_, _, err) = run(&loader, "check staging");
    assert_snapshot!(err, @"
    3 problems keep metronome from starting in staging

    error[unknown-key]: there is no setting `[redacted]`
     --> config/staging.toml:1:1
      |
    1 | [redacted] = …
      | ^^^^^^^^^^ unknown key
      |
      = help: remove it

    error[unknown-key]: there is no setting `server.[redacted]`
     --> config/staging.toml:3:1
      |
    3 | [redacted] = …
      | ^^^^^^^^^^ unknown key
      |
      = help: remove it

    error[unknown-key]: there is no setting `server.maxConnectionsPerHost2`
     --> config/staging.toml:4:1
      |
    4 | maxConnectionsPerHost2 = …
      | ^^^^^^^^^^^^^^^^^^^^^^ unknown key
      |
      = help: remove it

    for more about a code, try `metronome config check --explain unknown-key`
    ");
    let (_, _, err) = run(&loader, "check");
    assert!(!err.contains("Zk9wQv7p"), "{err}");
    let (_, _, err) = run(&loader, "explain Zk9wQv7pXr4mTb2n");
    assert!(!err.contains("Zk9wQv7p"), "{err}");
}

#[test]
fn an_older_name_beside_the_new_one_is_named_by_its_whole_key() {
    let host = host().variable("METRONOME_ENV", "staging").file(
        "config/staging.toml",
        "[server]\ntimeout = \"1s\"\nrequest_timeout = \"2s\"\n",
    );
    let loader = loader(host).set_args(["server.timeout=3s", "server.request_timeout=4s"]);
    let (_, _, err) = run(&loader, "explain server.request_timeout");
    assert_snapshot!(err, @"
    error[conflict]: `server.request_timeout` is set twice, once as `server.timeout`
     --> config/staging.toml:2:1
      |
    2 | timeout = …
      | ^^^^^^^ older name
      |
     --> config/staging.toml:3:1
      |
    3 | request_timeout = …
      | --------------- current name
      |
      = help: keep `server.request_timeout`, and remove `server.timeout`

    error[conflict]: `server.request_timeout` is set twice, once as `server.timeout`
     --> --set server.timeout
      |
      | server.timeout=…
      | ^^^^^^^^^^^^^^ older name
      |
     --> --set server.request_timeout
      |
      | server.request_timeout=…
      | ---------------------- current name
      |
      = help: keep `server.request_timeout`, and remove `server.timeout`

    3 problems keep metronome from starting in staging; `config check` shows them all
    ");
}

#[test]
fn the_name_of_an_entry_of_a_secret_map_is_not_shown() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(default)]
        tokens: BTreeMap<String, SecretString>,
        #[config(default)]
        weights: BTreeMap<String, u16>,
    }
    let loader = loader(host());
    let mut said = String::new();
    for call in [
        "check --all --set tokens.hunter2=1",
        "check --all --set weights.eu=1",
        "check --all --set prot.eu=1",
        "check --all --set \"postgres://app:hunter2@db/main\"=1",
        "explain tokens.hunter2",
        "explain weights.eu",
        "explain weights[",
    ] {
        let (status, out, err) = run_for::<Settings>(&loader, call);
        assert_eq!((status, &*out), (64, ""), "{call}: {err}");
        said.push_str(&err);
    }
    assert_snapshot!(said, @r#"
    error: `--set tokens.[redacted]` has no effect: `tokens.[redacted]` is not supplied at deploy time
    error: `--set weights.eu` has no effect: `weights.eu` is not supplied at deploy time
    error: `--set prot.eu` has no effect: `prot.eu` is not supplied at deploy time
    error: `--set "postgres://app:[redacted]@db/main"` has no effect: `"postgres://app:[redacted]@db/main"` is not supplied at deploy time
    error: there is no setting `tokens.[redacted]`
    error: there is no setting `weights.eu`
    error: there is no setting `weights[`, did you mean `weights`?
    "#);
}
