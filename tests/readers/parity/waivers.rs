//! Waivers: what they permit, for how long, and what is wrong with them.

use insta::assert_snapshot;
use rehearsal::parity::ParityReport;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};

#[derive(Config)]
struct Settings {
    #[config(default = 3)]
    retries: u8,
    #[config(default = "https://api.mail.net/v1")]
    api: url::Url,
}

fn loader(waivers: &str) -> Loader {
    let host = Memory::new()
        .today("2026-11-23".parse().unwrap())
        .file("config/development.toml", "")
        .file("config/test.toml", "")
        .file("config/staging.toml", "retries = 9\n")
        .file("config/production.toml", "")
        .file("config/waivers.toml", waivers);
    Loader::new("CADENCE").system(host)
}

fn parity(waivers: &str) -> ParityReport {
    loader(waivers).parity::<Settings>()
}

fn codes(waivers: &str) -> Vec<&'static str> {
    let parity = parity(waivers);
    let codes = parity.violations().map(|verdict| verdict.code().as_str());
    codes.collect()
}

const WAIVER: &str = r#"
[[waiver]]
key = "retries"
environments = ["staging"]
reason = "the provider of staging is slow"
until = 2026-11-23
"#;

#[test]
fn a_waiver_holds_to_the_end_of_its_day_and_is_counted() {
    let parity = parity(WAIVER);
    assert!(parity.is_clean(), "{parity}");
    assert_eq!((parity.waived().count(), parity.waivers().len()), (1, 1));
    assert_snapshot!(parity.to_text(), @"
    no violation in the parity of cadence (1 waived difference)

    setting  rule  development  test  staging  production  finding
    retries  same  3            3     9        3           waived
    1 setting is the same everywhere

    waived[different-value]: `retries` is `9` in staging, and `3` in development, test and production
      until 2026-11-23 by config/waivers.toml:3:7: the provider of staging is slow
    ");
}

#[test]
fn an_expired_waiver_permits_nothing() {
    let expired = WAIVER.replace("11-23", "11-22");
    assert_snapshot!(parity(&expired).to_text(), @r#"
    2 violations in the parity of cadence

    setting  rule  development  test  staging  production  finding
    retries  same  3            3     9        3           violation
    1 setting is the same everywhere

    error[different-value]: `retries` is `9` in staging, and `3` in development, test and production
     --> config/staging.toml:1:11
      |
    1 | retries = 9
      |           ^ in staging
      |
      = help: use the same value everywhere
      = help: in the program, `#[config(parity = free)]` lets it differ

    error[waiver-expired]: the waiver for `retries` expired on 2026-11-22
     --> config/waivers.toml:3:7
      |
    3 | key = "retries"
      |       ^^^^^^^^^
      |
      = help: resolve what it permits and remove the waiver, or extend it
    "#);
}

#[test]
fn a_waiver_is_for_one_key_and_the_environments_it_names() {
    for (from, to, expected) in [
        ("", "", vec![]),
        ("\"staging\"", "\"stg\"", vec![]),
        (
            "\"staging\"",
            "\"production\", \"development\", \"test\"",
            vec![],
        ),
        ("\"staging\"", "\"development\"", vec!["different-value"]),
        (
            "\"retries\"",
            "\"api\"",
            vec!["different-value", "waiver-unused"],
        ),
        ("reason", "code = \"different-value\"\nreason", vec![]),
        (
            "reason",
            "code = \"different-kind\"\nreason",
            vec!["different-value", "waiver-unused"],
        ),
    ] {
        assert_eq!(codes(&WAIVER.replacen(from, to, 1)), expected, "{to}");
    }
}

#[test]
fn a_waiver_may_name_a_deployment() {
    let waiver = WAIVER.replace("staging\"]", "qa\", \"staging\"]");
    let loader = loader(&waiver).deployment("qa", Environment::Staging);
    let parity = loader.parity::<Settings>();
    assert!(parity.is_clean(), "{parity}");
}

#[test]
fn what_a_broken_waiver_may_permit_is_not_judged() {
    for broken in [
        WAIVER.replace("staging\"]", "stagign\"]"),
        WAIVER.replace("2026-11-23", "'soon'"),
        WAIVER.replace("until", "util"),
        WAIVER.replace("key", "kye"),
        WAIVER.replace("\"retries\"", "\"retries"),
    ] {
        let found = codes(&broken);
        assert!(!found.is_empty(), "{broken}");
        assert!(!found.contains(&"different-value"), "{broken} {found:?}");
    }
    let of_another = WAIVER.replace("retries", "api").replace("stag", "stga");
    assert_eq!(codes(&of_another), ["waiver", "different-value"]);
    let beside = format!("{WAIVER}{of_another}");
    assert_eq!(codes(&beside), ["waiver"]);
}

#[test]
fn what_is_wrong_with_a_waiver_is_a_violation() {
    for (from, to) in [
        ("\"retries\"", "\"retires\""),
        ("\"staging\"", "\"stagign\""),
        ("\"staging\"", ""),
        ("\"the provider of staging is slow\"", "\" \""),
        ("reason", "code = \"different-vaule\"\nreason"),
    ] {
        let parity = parity(&WAIVER.replacen(from, to, 1));
        let verdict = parity.violations().next().unwrap();
        assert_eq!(verdict.code().as_str(), "waiver", "{parity}");
    }
    let wrong = WAIVER.replace("\"retries\"", "\"retires\"")
        + "\n"
        + &WAIVER.replace("staging\"]", "stagign\"]");
    assert_snapshot!(parity(&wrong).to_text(), @r#"
    2 violations in the parity of cadence

    setting  rule  development  test  staging  production
    retries  same  3            3     9        3
    1 setting is the same everywhere

    error[waiver]: there is no setting `retires`
     --> config/waivers.toml:3:7
      |
    3 | key = "retires"
      |       ^^^^^^^^^
      |
      = help: did you mean `retries`?

    error[waiver]: unknown environment `stagign`
      --> config/waivers.toml:11:16
       |
    11 | environments = ["stagign"]
       |                ^^^^^^^^^^^
       |
       = help: did you mean `staging`?
    "#);
    let wrong = "[[waiver]]\nkye = \"retries\"\nuntil = 2026-02-30\n";
    assert_snapshot!(parity(wrong).to_text(), @"
    2 violations in the parity of cadence

    setting  rule  development  test  staging  production
    retries  same  3            3     9        3
    1 setting is the same everywhere

    error[unknown-key]: there is no setting `waiver[0].kye`
     --> config/waivers.toml:2:1
      |
    2 | kye = …
      | ^^^ unknown key
      |
      = help: did you mean `waiver[0].key`?

    error[syntax]: invalid TOML: invalid date, expected day between 01 and 28
     --> config/waivers.toml:3:9
      |
    3 | until = …
      |         ^
      |
      = help: write a date as `2026-12-31`, a time as `07:32:00`, or both joined by `T`
    ");
    assert_snapshot!(parity("[[waiver]]\nkey = \"retries\"\n").to_text(), @r#"
    3 violations in the parity of cadence

    setting  rule  development  test  staging  production
    retries  same  3            3     9        3
    1 setting is the same everywhere

    error[waiver]: the waiver has no `environments`
     --> config/waivers.toml:2:7
      |
    2 | key = "retries"
      |       ^^^^^^^^^
      |
      = help: a waiver needs `key`, `environments`, `reason` and `until`

    error[waiver]: the waiver has no `reason`
     --> config/waivers.toml:2:7
      |
    2 | key = "retries"
      |       ^^^^^^^^^
      |
      = help: a waiver needs `key`, `environments`, `reason` and `until`

    error[waiver]: the waiver has no `until`
     --> config/waivers.toml:2:7
      |
    2 | key = "retries"
      |       ^^^^^^^^^
      |
      = help: a waiver needs `key`, `environments`, `reason` and `until`
    "#);
}
