//! Values of secrets that are none, and that each is told of once.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::SecretString;
use url::Url;

/// A secret that is one.
const STRONG: &str = "q7Zp2LxV0sKd9TgR4mWb";

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    key: Option<SecretString>,
    #[config(secret)]
    pin: Option<u64>,
    url: Option<Url>,
    #[config(default)]
    keys: BTreeMap<String, SecretString>,
    #[config(default)]
    salts: Vec<SecretString>,
}

fn loader(environment: Environment, host: Memory) -> Loader {
    crate::support::loader(
        "CADENCE",
        host.variable("CADENCE_ENV", environment.as_str()),
    )
}

/// What is found in development, test, staging and production.
fn found(host: &Memory) -> [Vec<(Code, Severity)>; 4] {
    Environment::ALL.map(
        |environment| match loader(environment, host.clone()).load::<Settings>() {
            Ok(settings) => {
                let notes = settings.warnings().problems().iter();
                notes.map(|one| (one.code(), one.severity())).collect()
            }
            Err(report) => report
                .iter()
                .map(|one| (one.code(), one.severity()))
                .collect(),
        },
    )
}

/// Asserts that a value is noted up to test, and refused from staging up.
#[track_caller]
fn noted_then_refused(host: &Memory, code: Code) {
    let (note, error) = (vec![(code, Severity::Note)], vec![(code, Severity::Error)]);
    assert_eq!(found(host), [note.clone(), note, error.clone(), error]);
}

#[test]
fn signs_that_nobody_sees_at_the_end_of_a_secret_are_not_part_of_it() {
    for key in [
        format!("{STRONG} "),
        format!("\t{STRONG}"),
        format!("{STRONG}\r"),
        format!("{STRONG}\n"),
        format!("\u{feff}{STRONG}"),
        format!("{STRONG}\u{feff}"),
        format!("{STRONG}\u{200b}"),
        format!("\u{200b}{STRONG}"),
        format!("{STRONG}\u{a0}"),
        format!("{STRONG}\u{2060}"),
    ] {
        let host = Memory::new().variable("CADENCE_KEY", key);
        noted_then_refused(&host, Code::UntrimmedSecret);
    }
    for content in [
        format!("{STRONG}\n\n"),
        format!("{STRONG} \n"),
        format!("\u{feff}{STRONG}"),
        format!("{STRONG}\u{200b}\n"),
    ] {
        let twin = Memory::new()
            .variable("CADENCE_KEY_FILE", "/run/key")
            .file("/run/key", content.clone());
        noted_then_refused(&twin, Code::UntrimmedSecret);
        let folder = Memory::new().file("/run/secrets/CADENCE_KEY", content);
        noted_then_refused(&folder, Code::UntrimmedSecret);
    }
    let number = Memory::new().variable("CADENCE_PIN", " 48151623 ");
    assert_eq!(found(&number), [vec![], vec![], vec![], vec![]]);
    let pem = "-----BEGIN PRIVATE KEY-----\nq7Zp2LxV0sKd9TgR4mWb\n-----END PRIVATE KEY-----\n\n";
    let pem = Memory::new().variable("CADENCE_KEY", pem);
    assert_eq!(found(&pem), [vec![], vec![], vec![], vec![]]);
}

#[test]
fn a_reference_that_nothing_resolved_is_no_secret() {
    for key in [
        "vault:secret/data/cadence#key",
        "op://cadence/mail/key",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:cadence",
        "ENC[AES256_GCM,data:q7Zp2LxV0sKd9TgR]",
        "$(DB_PASSWORD)",
        "{{ x }}",
        "<no value>",
        "${DB_PASSWORD}",
        "projects/cadence/secrets/key/versions/latest",
        "ssm:/cadence/key",
        "gcp:secretmanager:projects/cadence/secrets/key",
        "kms:AQICAHhq7Zp2LxV0sKd9TgR4mWb",
        "aws-ssm://cadence/key",
        "azurekeyvault://cadence/key",
        "akvs://cadence/key",
        "doppler:cadence.prd.KEY",
        "infisical://cadence/prod/KEY",
        "sops:secrets.yaml#key",
        "{{resolve:secretsmanager:cadence:SecretString:key}}",
        "@Microsoft.KeyVault(SecretUri=https://cadence.vault.azure.net/secrets/key)",
    ] {
        let host = Memory::new().variable("CADENCE_KEY", key);
        noted_then_refused(&host, Code::Placeholder);
        let twin = Memory::new()
            .variable("CADENCE_KEY_FILE", "/run/key")
            .file("/run/key", key);
        noted_then_refused(&twin, Code::Placeholder);
        let folder = Memory::new().file("/run/secrets/CADENCE_KEY", key);
        noted_then_refused(&folder, Code::Placeholder);
        let entry = Memory::new().variable("CADENCE_KEYS__EU", key);
        noted_then_refused(&entry, Code::Placeholder);
        let list = Memory::new().variable("CADENCE_SALTS", format!("[\"{STRONG}\", \"{key}\"]"));
        noted_then_refused(&list, Code::Placeholder);
    }
    for password in ["$(DB_PASSWORD)", "{{x}}", "<no value>", "${DB_PASSWORD}"] {
        let url = format!("postgres://app:{password}@db.internal/main");
        let host = Memory::new().variable("CADENCE_URL", url);
        let refused = vec![(Code::Placeholder, Severity::Error)];
        assert_eq!(found(&host), [vec![], vec![], refused.clone(), refused]);
    }
}

#[test]
fn what_is_wrong_with_a_secret_is_told_with_what_to_do() {
    let host = Memory::new().variable("CADENCE_KEY", format!("\u{feff}{STRONG}"));
    let host = host.variable("CADENCE_URL", "postgres://app:$(PASSWORD)@db.internal/main");
    let report = loader(Environment::Production, host)
        .load::<Settings>()
        .unwrap_err()
        .to_string();
    assert!(!report.contains(STRONG), "{report}");
    assert_snapshot!(report, @r#"
    2 problems keep cadence from starting in production

    error[untrimmed-secret]: `key` has a byte order mark at its start
     --> variable CADENCE_KEY
      |
      | CADENCE_KEY=[redacted]
      |             ^^^^^^^^^^ not trimmed
      |
      = help: remove the byte order mark from the start of the value
      = help: to permit it for a while, add a waiver of `untrimmed-secret` to waivers.toml
      = help: in the program, `#[config(allow(untrimmed_secret = "why"))]` allows it on the field

    error[placeholder]: the password of `url` is an unresolved reference to a secret
     --> variable CADENCE_URL
      |
      | CADENCE_URL=postgres://app:[redacted]@db.internal/main
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ taken literally
      |
      = help: let the platform resolve it before the program starts, or set the secret itself
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field
    "#);
}

#[test]
fn one_secret_with_several_mistakes_is_one_problem() {
    for (text, code) in [
        ("pin = 'hunter2'", Code::CommittedSecret),
        ("key = 'changeme'", Code::Placeholder),
        ("key = '${KEY}'", Code::Placeholder),
        ("key = 'hunter2'", Code::CommittedSecret),
        (
            "url = 'postgres://app:${PASSWORD}@db.internal/a'",
            Code::Placeholder,
        ),
    ] {
        let host = Memory::new().file("config/production.toml", text);
        let report = loader(Environment::Production, host)
            .load::<Settings>()
            .unwrap_err();
        let codes: Vec<_> = report
            .iter()
            .map(rehearsal::report::Problem::code)
            .collect();
        assert_eq!(codes, [code], "{text}: {report}");
    }
}

#[test]
fn what_is_folded_in_stands_below() {
    let host = Memory::new().file(
        "config/production.toml",
        "pin = 'hunter2'\nkey = '${KEY}'\nurl = 'postgres://app:hunter2@db.internal/a'\n",
    );
    let report = loader(Environment::Production, host)
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(report, @r#"
    3 problems keep cadence from starting in production

    error[committed-secret]: the secret `pin` is in a committed file
     --> config/production.toml:1:7
      |
    1 | pin = [redacted]
      |       ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml
      = help: also: `pin` must be an integer from 0 to 18446744073709551615

    error[placeholder]: `key` is an unresolved reference to a secret
     --> config/production.toml:2:7
      |
    2 | key = [redacted]
      |       ^^^^^^^^^^ taken literally
      |
      = help: let the platform resolve it before the program starts, or set the secret itself
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: supply it through a variable or a secret file; this file is committed
      = help: to supply it at deploy time, set CADENCE_KEY
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field

    error[committed-secret]: the password in `url` is in a committed file
     --> config/production.toml:3:7
      |
    3 | url = "postgres://app:[redacted]@db.internal/a"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml
    "#);
}

#[test]
fn an_empty_file_is_no_secret() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Required {
        key: SecretString,
    }
    for environment in Environment::ALL {
        for host in [
            Memory::new()
                .variable("CADENCE_KEY_FILE", "/run/key")
                .file("/run/key", "\n"),
            Memory::new().file("/run/secrets/CADENCE_KEY", ""),
        ] {
            let report = loader(environment, host).load::<Required>().unwrap_err();
            let codes: Vec<_> = report
                .iter()
                .map(rehearsal::report::Problem::code)
                .collect();
            assert_eq!(codes, [Code::EmptyValue], "{report}");
        }
    }
}
