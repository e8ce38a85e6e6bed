//! What is wrong with a waiver, each with its place.

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};

use super::{MANAGED, PASSWORD, SIDECAR, bare, codes, host, load};

#[test]
fn what_is_wrong_with_a_waiver_has_its_place() {
    let wrong = [
        SIDECAR.replacen("agent", "agnt", 1),
        SIDECAR.replacen("vault.agent", "upstreams[*].ulr", 1),
        SIDECAR.replacen("vault.agent", "vault", 1),
        SIDECAR.replacen("vault.agent", "vault..agent", 1),
        SIDECAR.replacen("internal-host", "internal_hots", 1),
        SIDECAR.replacen("internal-host", "missing", 1),
        SIDECAR.replacen("production", "produktion", 1),
        SIDECAR.replacen("\"production\"", "", 1),
        SIDECAR.replacen("the agent is a sidecar", " ", 1),
    ];
    assert_snapshot!(load(host(&wrong.concat())).unwrap_err(), @r#"
    9 problems keep cadence from starting in production

    error[waiver]: there is no setting `vault.agnt`
     --> config/waivers.toml:2:7
      |
    2 | key = "vault.agnt"
      |       ^^^^^^^^^^^^
      |
      = help: did you mean `vault.agent`?

    error[waiver]: `upstreams[*].ulr` matches no setting
     --> config/waivers.toml:8:7
      |
    8 | key = "upstreams[*].ulr"
      |       ^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `upstreams[*].url`?

    error[waiver]: `vault` is a section, not a setting
      --> config/waivers.toml:14:7
       |
    14 | key = "vault"
       |       ^^^^^^^
       |
       = help: name a setting, or write `vault.*` for all settings in it

    error[waiver]: `vault..agent` is not a key
      --> config/waivers.toml:20:7
       |
    20 | key = "vault..agent"
       |       ^^^^^^^^^^^^^^
       |
       = help: write a key such as `database.url`, or a pattern such as `upstreams[*].url` or `telemetry.*`

    error[waiver]: there is no code `internal_hots`
      --> config/waivers.toml:27:8
       |
    27 | code = "internal_hots"
       |        ^^^^^^^^^^^^^^^
       |
       = help: did you mean `internal-host`?

    error[waiver]: `missing` cannot be waived
      --> config/waivers.toml:33:8
       |
    33 | code = "missing"
       |        ^^^^^^^^^
       |
       = help: name a refusal such as `weak-secret`, or a difference between environments such as `different-value`

    error[waiver]: unknown environment `produktion`
      --> config/waivers.toml:40:16
       |
    40 | environments = ["produktion"]
       |                ^^^^^^^^^^^^^^
       |
       = help: did you mean `production`?

    error[waiver]: a waiver needs at least one environment
      --> config/waivers.toml:46:16
       |
    46 | environments = []
       |                ^^
       |
       = help: name one or more of `development`, `test`, `staging`, `production`

    error[waiver]: a waiver needs a reason
      --> config/waivers.toml:53:10
       |
    53 | reason = " "
       |          ^^^
       |
       = help: explain why it is permitted

    9 problems keep cadence from starting in production
    "#);
}

#[test]
fn a_bad_date_and_what_a_waiver_lacks_have_their_places() {
    let bad = SIDECAR.replacen("2026-12-31", "'soon'", 1);
    assert_snapshot!(load(host(&bad)).unwrap_err(), @"
    1 problem keeps cadence from starting in production

    error[invalid-value]: `waiver[0].until` is not valid
     --> config/waivers.toml:6:9
      |
    6 | until = 'soon'
      |         ^^^^^^ not a date such as `2026-12-31`
    ");
    let lacking = "[[waiver]]\nkey = 'vault.agent'\nuntil = 2026-12-31\n";
    assert_snapshot!(load(host(lacking)).unwrap_err(), @"
    2 problems keep cadence from starting in production

    error[waiver]: the waiver has no `environments`
     --> config/waivers.toml:2:7
      |
    2 | key = 'vault.agent'
      |       ^^^^^^^^^^^^^
      |
      = help: a waiver needs `key`, `environments`, `reason` and `until`

    error[waiver]: the waiver has no `reason`
     --> config/waivers.toml:2:7
      |
    2 | key = 'vault.agent'
      |       ^^^^^^^^^^^^^
      |
      = help: a waiver needs `key`, `environments`, `reason` and `until`
    ");
}

#[test]
fn what_a_broken_waiver_may_permit_is_not_refused_as_well() {
    for broken in [
        SIDECAR.replacen("production", "produktion", 1),
        SIDECAR.replacen("2026-12-31", "'soon'", 1),
        SIDECAR.replacen("until", "util", 1),
        SIDECAR.replacen("key", "kye", 1),
        SIDECAR.replacen("2026-12-31", "2026-12-31'", 1),
    ] {
        let found = codes(host(&broken));
        assert!(!found.is_empty(), "{broken}");
        assert!(
            !found.iter().any(|found| found.0 == Code::InternalHost),
            "{broken}"
        );
    }
    let of_another = MANAGED.replacen("production", "produktion", 1);
    assert_eq!(
        codes(host(&of_another)),
        [
            (Code::InternalHost, Severity::Error),
            (Code::Waiver, Severity::Error)
        ]
    );
}

#[test]
fn a_waiver_that_nothing_needs_any_more_is_told() {
    let healed = host(SIDECAR).file(
        "config/production.toml",
        "vault.agent = 'https://agent.cadence.net'",
    );
    assert_snapshot!(load(healed).unwrap().warnings(), @r#"
    warning[waiver-unused]: the waiver for `vault.agent` matches no `internal-host`
     --> config/waivers.toml:2:7
      |
    2 | key = "vault.agent"
      |       ^^^^^^^^^^^^^
      |
      = help: remove it
    "#);
    let of_parity = SIDECAR.replacen("internal-host", "different-value", 1);
    let of_staging = SIDECAR.replacen("production", "staging", 1);
    for other in [of_parity, of_staging] {
        assert_eq!(codes(host(&other).file("config/production.toml", "")), []);
    }
}

#[test]
fn where_something_is_refused_no_waiver_is_told_to_be_unused() {
    let host = host(&format!("{SIDECAR}{MANAGED}"))
        .file("config/production.toml", "vault.agent = 3")
        .variable("CADENCE_DATABASE_PASSWORD", PASSWORD);
    assert_eq!(
        codes(host),
        [
            (Code::WrongType, Severity::Error),
            (Code::WeakSecret, Severity::Warning)
        ]
    );
}

#[test]
fn the_file_is_read_under_its_old_name_with_a_note() {
    let old = bare().file("config/parity.toml", SIDECAR);
    assert_snapshot!(load(old).unwrap().warnings(), @"
    warning[internal-host]: the host of `vault.agent` is the local machine
     --> config/production.toml:2:9
      |
    2 | agent = 'https://localhost:4318'
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: waived until 2026-12-31 by config/parity.toml:2:7: the agent is a sidecar

    note[waiver]: config/parity.toml is the old name of waivers.toml
     --> config/parity.toml
      |
      = help: rename it to waivers.toml
    ");
}

#[test]
fn a_file_under_both_names_is_a_problem() {
    let both = host(SIDECAR).file("config/parity.toml", MANAGED);
    assert_snapshot!(load(both).unwrap_err(), @"
    1 problem keeps cadence from starting in production (1 warning)

    error[ambiguous-file]: config/waivers.toml and config/parity.toml both hold waivers
     --> config/waivers.toml
     --> config/parity.toml
      |
      = help: move all waivers to waivers.toml, and remove parity.toml

    warning[internal-host]: the host of `vault.agent` is the local machine
     --> config/production.toml:2:9
      |
    2 | agent = 'https://localhost:4318'
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: waived until 2026-12-31 by config/waivers.toml:2:7: the agent is a sidecar
    ");
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem_and_hides_what_it_may_permit() {
    let closed = host(SIDECAR).unreadable("config/waivers.toml");
    assert_snapshot!(load(closed).unwrap_err(), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: permission denied: config/waivers.toml
     --> config/waivers.toml
      |
      = help: grant read access to the user that runs the program
    ");
}

#[test]
fn a_secret_pasted_into_a_waiver_is_not_shown() {
    let secret = "ghp_0123456789abcdefghij0123456789abcdef";
    for from in ["vault.agent", "internal-host", "production", "2026-12-31"] {
        let given = if from.starts_with("2026") {
            format!("'{secret}'")
        } else {
            secret.to_owned()
        };
        let waiver = SIDECAR.replacen(from, &given, 1);
        let report = load(host(&waiver)).unwrap_err().to_string();
        assert!(!report.contains("0123456789"), "{report}");
    }
}
