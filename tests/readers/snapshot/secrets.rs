//! What is secret is in no byte of a snapshot or of what is said of it.

use insta::assert_snapshot;
use rehearsal::parity::ParityReport;
use rehearsal::report::Code;
use sha2::{Digest, Sha256};

use super::{Deploy, KEY};

/// Every secret that is planted.
const CANARIES: [&str; 5] = [
    "canary-zQ8vXw3kPj",
    "canary-Hb5yRt9mLd",
    "canary-Nc2fVg7sWq",
    "canary-Xk4jTz6pBh",
    "canary-Gm1dYc8nRv",
];

fn planted(environment: &str) -> Deploy {
    let url = format!(
        "amqps://app:{}@queue.{environment}.net/?token={}",
        CANARIES[2], CANARIES[3]
    );
    Deploy::of(environment)
        .set("CADENCE_DATABASE_PASSWORD", CANARIES[0])
        .set("CADENCE_MAIL_API_KEY", CANARIES[1])
        .set("CADENCE_QUEUE_URL", &url)
        .set("CADENCE_PAYMENTS_API_KEY", CANARIES[4])
        .fact("queue.url", &url)
}

/// Four characters in a row are too many.
fn parts(secret: &str) -> impl Iterator<Item = &str> {
    let tail = secret.strip_prefix("canary-").unwrap_or(secret);
    (0..tail.len().saturating_sub(5)).filter_map(move |at| tail.get(at..at + 6))
}

fn assert_silent(text: &str) {
    let lower = text.to_lowercase();
    for secret in CANARIES.iter().chain([&KEY]) {
        for part in parts(secret) {
            assert!(!lower.contains(&part.to_lowercase()), "{part}\n{text}");
        }
        let digest = hex(&Sha256::digest(secret));
        assert!(!lower.contains(&digest[..16]), "{text}");
        let length = format!("{}", secret.len());
        assert!(!lower.contains(&format!(" {length} bytes")), "{text}");
    }
}

fn all_forms(parity: &ParityReport) -> String {
    [
        parity.to_text(),
        parity.to_json(),
        parity.to_markdown(),
        parity.to_github(),
        format!("{parity:?}"),
    ]
    .concat()
}

#[test]
fn no_secret_is_in_a_snapshot_or_report() {
    for deploy in [
        planted("staging"),
        planted("staging").unset("CADENCE_SNAPSHOT_KEY"),
    ] {
        let staging = deploy.snapshot();
        assert_silent(&staging.to_json());
        assert_silent(&format!("{staging:?}"));
        for environment in ["staging", "production"] {
            let parity = planted(environment).compare(&staging);
            assert_silent(&all_forms(&parity));
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

#[test]
fn the_digests_are_those_of_the_key() {
    use hmac::{Hmac, KeyInit, Mac};
    let json = planted("staging").snapshot().to_json();
    for secret in CANARIES {
        let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
        mac.update(b"rehearsal secret 1\0");
        mac.update(secret.as_bytes());
        let digest = hex(&mac.finalize().into_bytes());
        assert_eq!(json.matches(&digest).count(), 1, "{secret}\n{json}");
    }
    let other = planted("staging").set("CADENCE_SNAPSHOT_KEY", &KEY.replace('d', "e"));
    let other = other.snapshot().to_json();
    let digests = |json: &str| -> Vec<String> {
        let words = json.split('"').filter(|word| word.len() == 64);
        words.skip(1).map(str::to_owned).collect()
    };
    assert_eq!(digests(&json).len(), 5);
    assert!(digests(&json).iter().all(|digest| !other.contains(digest)));
}

#[test]
fn without_a_key_nothing_is_digested_and_it_is_said() {
    let without = planted("staging").unset("CADENCE_SNAPSHOT_KEY");
    let staging = without.snapshot();
    assert!(staging.to_json().contains("\"key\": null"));
    let said = |deploy: Deploy| {
        let parity = deploy.compare(&staging);
        let verdicts = parity.differences().iter();
        let uncompared = verdicts.filter(|verdict| verdict.code() == Code::SecretsUncompared);
        let lines = uncompared.map(|one| format!("{}\n{}\n", one.message(), one.help().join("\n")));
        lines.collect::<String>()
    };
    assert_snapshot!(said(planted("production")), @r"
    secrets are not compared: the snapshot of staging has no secret digests
    set CADENCE_SNAPSHOT_KEY to the same key wherever snapshots are taken, or CADENCE_SNAPSHOT_KEY_FILE to a file that holds it
    ");
    assert_snapshot!(said(planted("production").unset("CADENCE_SNAPSHOT_KEY")), @r"
    secrets are not compared: the snapshots of staging and production have no secret digests
    set CADENCE_SNAPSHOT_KEY to the same key wherever snapshots are taken, or CADENCE_SNAPSHOT_KEY_FILE to a file that holds it
    ");
}

#[test]
fn secrets_of_two_keys_are_not_compared() {
    let staging = planted("staging").snapshot();
    let other = planted("production").set("CADENCE_SNAPSHOT_KEY", &KEY.replace('d', "e"));
    let parity = other.compare(&staging);
    let mut verdicts = parity.differences().iter();
    let said = verdicts.find(|verdict| verdict.code() == Code::SecretsUncompared);
    assert_snapshot!(said.unwrap().message(), @"secrets are not compared: their digests were made with two different keys");
}

#[test]
fn the_key_may_stand_in_a_file() {
    let by_variable = planted("staging").snapshot();
    let by_file = planted("staging")
        .unset("CADENCE_SNAPSHOT_KEY")
        .set("CADENCE_SNAPSHOT_KEY_FILE", "config/parity.key")
        .file("parity.key", &format!("{KEY}\n"));
    assert_eq!(by_file.snapshot(), by_variable);
}

#[test]
fn a_key_that_is_none_is_refused() {
    let said = |deploy: Deploy| {
        let report = deploy.taken().unwrap_err();
        assert_silent(&report.to_json());
        report.to_text()
    };
    let deploy = || planted("staging").unset("CADENCE_SNAPSHOT_KEY");
    assert_snapshot!(said(deploy().set("CADENCE_SNAPSHOT_KEY", &KEY[..31])), @r"
    1 problem keeps cadence from starting in staging

    error[snapshot-key]: the snapshot key is too short
     --> variable CADENCE_SNAPSHOT_KEY
      |
      = help: use at least 32 random characters, such as the output of `openssl rand -hex 32`
    ");
    let file = "CADENCE_SNAPSHOT_KEY_FILE";
    assert_snapshot!(said(deploy().set(file, "k").set("CADENCE_SNAPSHOT_KEY", KEY)), @r"
    1 problem keeps cadence from starting in staging

    error[snapshot-key]: both CADENCE_SNAPSHOT_KEY and CADENCE_SNAPSHOT_KEY_FILE set the snapshot key
     --> variable CADENCE_SNAPSHOT_KEY
     --> variable CADENCE_SNAPSHOT_KEY_FILE
      |
      = help: unset one of them
    ");
    assert_snapshot!(said(deploy().set(file, "config/nowhere")), @r"
    1 problem keeps cadence from starting in staging

    error[file-missing]: the file config/nowhere does not exist
     --> config/nowhere
      |
      = help: create it, or unset CADENCE_SNAPSHOT_KEY_FILE
    ");
    assert_snapshot!(said(deploy().set(file, "config/k").file("k", "short\n")), @r"
    1 problem keeps cadence from starting in staging

    error[snapshot-key]: the snapshot key is too short
     --> config/k
      |
      = help: use at least 32 random characters, such as the output of `openssl rand -hex 32`
    ");
}
