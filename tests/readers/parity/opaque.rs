//! Texts that are not shown because their type does not tell what they are: they are
//! compared all the same.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::parity::Difference;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code)]
enum Limit {
    Number(u16),
    Text(String),
}

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    limit: Option<Limit>,
    #[config(default)]
    limits: BTreeMap<String, Limit>,
    #[config(parity = differ)]
    queue: Option<Limit>,
}

/// What is said of these files of staging and production.
fn said(staging: &str, production: &str) -> String {
    let host = Memory::new()
        .file("config/staging.toml", staging)
        .file("config/production.toml", production);
    let parity = Loader::new("CADENCE").system(host).parity::<Settings>();
    for output in [
        parity.to_text(),
        parity.to_markdown(),
        format!("{:?}", parity.settings()),
    ] {
        assert!(!output.contains("canary"), "{output}");
    }
    let problems = parity.differences().iter().map(Difference::problem);
    let said = problems.map(|problem| format!("{}: {}", problem.code(), problem.message()));
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn texts_that_differ_are_told_without_being_shown() {
    let texts = said(
        "limit = 'canary-one'\nlimits = { a = 'canary', b = 'canary' }\nqueue = 'canary'",
        "limit = 'canary-two'\nlimits = { a = 'canary', b = 'canary2' }\nqueue = 'canary'",
    );
    assert_snapshot!(texts, @r#"
    file-missing: the environment development has no file config/development.toml
    file-missing: the environment test has no file config/test.toml
    different-value: `limit` is `[redacted]` (2) in production, and `[redacted]` (1) in staging
    different-value: `limits` is `{ a = "[redacted]", b = "[redacted]" }` (2) in production, and `{ a = "[redacted]", b = "[redacted]" }` (1) in staging
    shared-value: `queue` is `[redacted]` in staging and production, but must differ
    "#);
    let kinds = said("limit = 'canary'", "limit = 5");
    assert_snapshot!(kinds, @"
    file-missing: the environment development has no file config/development.toml
    file-missing: the environment test has no file config/test.toml
    different-type: `limit` is `5` in production, and `[redacted]` in staging
    ");
}

#[test]
fn of_texts_that_are_the_same_nothing_is_said() {
    let text = "limit = 'canary'\nlimits = { a = 'canary' }";
    assert_eq!(said(text, text).matches("different").count(), 0);
    // The password of a URL may be another one.
    let passwords = said(
        "limit = 'postgres://a:canary1@db/a'",
        "limit = 'postgres://a:canary2@db/a'",
    );
    assert_eq!(passwords.matches("different").count(), 0, "{passwords}");
}
