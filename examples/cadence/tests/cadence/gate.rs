//! Records of real processes, and the gate between them.

use std::fs;

use insta::assert_snapshot;
use rehearsal::Loader;
use rehearsal::parity::Snapshot;

use crate::process::{Cadence, Ended};

const KEY: &str = "6f1d0c7a9e7b4a3f8c25d0b1e94a77356f1d0c7a9e7b4a3f8c25d0b1e94a7735";

/// The example with the variables of a real deploy.
fn deploy(environment: &str, key: &str) -> Cadence {
    let url = format!("postgres://app:{key}@db.{environment}.net/cadence?sslmode=verify-full");
    Cadence::new()
        .variable("CADENCE_ENV", environment)
        .variable("CADENCE_SNAPSHOT_KEY", KEY)
        .variable("DATABASE_URL", &url)
        .variable("CADENCE_MAIL_API_KEY", key)
}

fn snapshot(deploy: Cadence) -> String {
    let ended = deploy
        .args("config snapshot --fact database.version=15.4")
        .run();
    assert_eq!((ended.status, &*ended.stderr), (Some(0), ""));
    ended.stdout
}

fn silent(ended: &Ended) {
    for secret in ["canary-S1-9e7b4a3f", "canary-P2-c25d0b1e", KEY] {
        assert!(!ended.stdout.contains(secret) && !ended.stderr.contains(secret));
    }
}

#[test]
fn what_was_rehearsed_opens_and_what_was_not_does_not() {
    let staging = snapshot(deploy("staging", "canary-S1-9e7b4a3f"));
    let schema = serde_json::from_str(Snapshot::SCHEMA).unwrap();
    let instance = serde_json::from_str(&staging).unwrap();
    assert!(jsonschema::draft202012::is_valid(&schema, &instance));
    let production = || deploy("production", "canary-P2-c25d0b1e").file("staging.json", &staging);
    let opens = production()
        .args("config compare staging.json --fact database.version=15.4.1")
        .run();
    assert_eq!(
        (opens.status, &*opens.stderr),
        (Some(0), ""),
        "{}",
        opens.stdout
    );
    silent(&opens);
    let shared = deploy("production", "canary-S1-9e7b4a3f").file("staging.json", &staging);
    let refused = shared
        .args("config compare staging.json --fact database.version=16.1 --format github")
        .run();
    assert_eq!((refused.status, &*refused.stderr), (Some(78), ""));
    silent(&refused);
    assert_snapshot!(refused.stdout, @r"
    ::error title=shared-value::`database.url` is a URL with the same password in staging and production, but must differ (variable DATABASE_URL)%0Ahelp: use a different value in each environment
    ::error title=shared-value::`mail.api_key` is the same secret in staging and production, but must differ (variable CADENCE_MAIL_API_KEY)%0Ahelp: use a different value in each environment
    ::error title=different-version::`fact database.version` is version `16.1` in production, and `15.4` in staging%0Ahelp: use the same version everywhere
    ");
}

#[test]
fn the_artifact_is_the_file_that_runs() {
    use sha2::{Digest, Sha256};
    let example = deploy("staging", "canary-S1-9e7b4a3f");
    let executable = fs::read(example.program()).unwrap();
    let digest = Sha256::digest(executable);
    let digits = digest.iter().map(|byte| format!("{byte:02x}"));
    let digest: String = digits.collect();
    let json = snapshot(example);
    let read = Loader::new("CADENCE")
        .parse_snapshot("staging.json", &json)
        .unwrap();
    assert_eq!(read.artifact(), Some(&*digest));
}

#[test]
fn two_records_are_compared_without_a_deploy() {
    let staging = snapshot(deploy("staging", "canary-S1-9e7b4a3f"));
    let production = snapshot(
        deploy("production", "canary-S1-9e7b4a3f").variable("CADENCE_REMINDERS_RETRY_LIMIT", "9"),
    );
    let ended = Cadence::new()
        .file("old.json", &staging)
        .file("new.json", &production)
        .args("config compare old.json new.json")
        .run();
    assert_eq!((ended.status, &*ended.stderr), (Some(78), ""));
    assert_snapshot!(ended.stdout, @"
    4 violations in the parity of cadence

    setting                   rule    staging                                                               production                                                               finding
    database.url              kind    postgres://app:[redacted]@db.staging.net/cadence?sslmode=verify-full  postgres://app:[redacted]@db.production.net/cadence?sslmode=verify-full  violation
    database.max_connections  free    5                                                                     50
    database.min_connections  free    1                                                                     5
    reminders.batch_size      free    20                                                                    500
    reminders.retry_limit     same    3                                                                     9                                                                        violation
    mail.from                 free    Cadence (staging) <reminders@staging.cadence.example>                 Cadence <reminders@cadence.example>
    mail.api_url              kind    https://mail-sandbox.internal/v1                                      https://mail.internal/v1
    mail.api_key              differ  [redacted]                                                            [redacted]                                                               violation
    features.weekly_digest    order   true                                                                  false
    log.level                 free    info                                                                  warn
    10 settings are the same everywhere

    error[shared-value]: `database.url` is a URL with the same password in staging and production, but must differ
     --> variable DATABASE_URL (in staging and production)
      |
      = help: use a different value in each environment

    error[different-value]: `reminders.retry_limit` is `9` in production, and `3` in staging
     --> variable CADENCE_REMINDERS_RETRY_LIMIT (in production)
     --> config/default.toml:8:15 (in staging)
      |
      = help: use the same value everywhere
      = help: in the program, `#[config(parity = free)]` lets it differ

    error[different-supply]: `reminders.retry_limit` is set at deploy time in production, and in a file in staging
     --> variable CADENCE_REMINDERS_RETRY_LIMIT (in production)
     --> config/default.toml:8:15 (in staging)
      |
      = help: supply it the same way everywhere

    error[shared-value]: `mail.api_key` is the same secret in staging and production, but must differ
     --> variable CADENCE_MAIL_API_KEY (in staging and production)
      |
      = help: use a different value in each environment

    for more about a code, try `cadence config check --explain shared-value`
    ");
}

#[test]
fn what_is_no_snapshot_is_74_beside_the_output() {
    let ended = deploy("production", "canary-P2-c25d0b1e")
        .file("staging.json", "{\"format\": 2}")
        .args("config compare staging.json")
        .run();
    assert_eq!((ended.status, &*ended.stdout), (Some(74), ""));
    assert_snapshot!(ended.stderr, @r"
    error[snapshot]: the snapshot has format 2, but this program reads format 1
     --> staging.json
      |
      = help: update rehearsal, or take the snapshot again with this version
    ");
    let ended = deploy("production", "canary-P2-c25d0b1e")
        .args("config snapshot --fact database.version")
        .run();
    assert_eq!((ended.status, &*ended.stdout), (Some(64), ""));
    assert_snapshot!(ended.stderr, @"
    error: invalid value '[redacted]' for '--fact <NAME=VALUE>': expected `name=value`

    For more information, try '--help'.
    ");
}
