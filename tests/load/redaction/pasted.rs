//! Text that looks like a credential, in a setting that is not marked.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use url::Url;

use super::{file, told, variables};

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Server {
    #[config(default = 8080)]
    port: u16,
}

#[test]
fn a_credential_in_place_of_another_value_is_not_shown_and_called_one() {
    let report = variables(&[("APP_PORT", "ck_live_51HxQ9wertzuiop")]).load::<Server>();
    insta::assert_snapshot!(report.unwrap_err(), @"
    1 problem keeps app from starting in development

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable APP_PORT
      |
      | APP_PORT=[redacted]
      |          ^^^^^^^^^^ not an integer
      |
      = help: the value looks like a credential, so it is not shown; check that it belongs to this setting
    ");
    for credential in [
        "Zk9wQv7pXr4mTb2nLs8y",
        "-----BEGIN PRIVATE KEY-----\\nZk9wQv7pXr4mTb2n\\n-----END PRIVATE KEY-----",
        "scott/Zk9wQv7pXr4mTb2n@//db",
        "Bearer Zk9wQv7pXr4mTb2n",
        "postgres://app:Zk9wQv7pXr4mTb2n@db/main",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.Zk9wQv7pXr4mTb2n",
    ] {
        for loader in [
            variables(&[("APP_PORT", credential)]),
            file(&format!("port = \"{credential}\"")),
            variables(&[]).set("port", credential),
        ] {
            let told = told::<Server>(&loader);
            assert!(told.contains("must be an integer"), "{told}");
            assert!(!told.contains("Zk9wQv7p"), "{told}");
        }
    }
    let helpful = told::<Server>(&variables(&[("APP_PORT", "localhost:8080")]));
    assert!(helpful.contains("APP_PORT=localhost:8080"), "{helpful}");
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Texts {
    note: Option<String>,
    #[config(allow(looks_like_secret = "an example that the help shows"))]
    sample: Option<String>,
    notes: Option<Vec<String>>,
    store: Option<Url>,
}

/// What is read of a text by those who show it, and by those who warn of it.
#[derive(Debug, Config)]
#[expect(dead_code)]
struct Unmarked {
    #[config(allow(
        placeholder = "any text is tried",
        weak_secret = "any text is tried",
        internal_host = "any text is tried",
        plaintext = "any text is tried",
    ))]
    note: String,
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(23),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_hidden_is_warned_of_and_nothing_else(
        parts in prop::collection::vec(prop::sample::select(PARTS), 1..10)
    ) {
        let text = parts.concat();
        let settings = deployed("APP_NOTE", &text).load::<Unmarked>().unwrap();
        let is_hidden = settings.resolution().to_toml().contains("[redacted]");
        let is_looking = |note: &Problem| note.code() == Code::LooksLikeSecret;
        let is_warned = settings.warnings().problems().iter().any(is_looking);
        prop_assert_eq!(is_hidden, is_warned, "{}", text);
    }
}

/// What secrets are written with, and what is around them.
const PARTS: &[&str] = &[
    "a",
    "b1",
    " ",
    ":",
    "=",
    "@",
    "/",
    "://",
    "?",
    "&",
    "#",
    ";",
    ",",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "--",
    "-u ",
    "--user=",
    "--password ",
    "%3D",
    "%40",
    "password",
    "token",
    "Authorization",
    "jwt",
    "Bearer ",
    "https",
    "postgres",
    "db.host",
    "5432",
    "ghp_",
    "sk_live_",
    "0123456789abcdefghij",
];

fn deployed(name: &str, value: &str) -> Loader {
    let host = Memory::new()
        .variable("APP_ENV", "staging")
        .variable(name, value);
    crate::support::loader("APP", host)
}

#[test]
fn what_looks_like_a_secret_is_warned_of_where_programs_are_deployed() {
    let settings = deployed("APP_NOTE", "scott/hunter2hunter2@//h").load::<Texts>();
    insta::assert_snapshot!(settings.unwrap().warnings().to_string(), @r#"
    warning[looks-like-secret]: `note` contains what looks like a user name and password, but is not marked as a secret
     --> variable APP_NOTE
      |
      | APP_NOTE=scott/[redacted]@//h
      |          ^^^^^^^^^^^^^^^^^^^^ looks like a secret
      |
      = help: move the secret to a setting of its own
      = help: in the program, `#[config(secret)]` marks a field that holds a secret
      = help: in the program, `#[config(allow(looks_like_secret = "why"))]` allows it on the field
    "#);
}

#[test]
fn every_sort_of_secret_is_hidden_and_warned_of() {
    for secret in [
        r#"{"user":"a","password":"hunter2hunter2"}"#,
        r#"{"type":"service_account","private_key_id":"hunter2hunter2","private_key":"-----BEGIN PRIVATE KEY-----\nhunter2hunter2\n-----END PRIVATE KEY-----\n"}"#,
        "scott/hunter2hunter2@//h",
        "-----BEGIN PRIVATE KEY-----\nhunter2hunter2\n-----END PRIVATE KEY-----",
        "Bearer hunter2hunter2",
        "curl -u app:hunter2hunter2 h",
        "Server=db;Password=hunter2hunter2",
        "jdbc:sqlserver://h;user=a;password=hunter2hunter2",
        "sk_live_hunter2hunter2",
        "see sk_live_hunter2hunter2",
        "password=hunter2hunter2 url=redis://h:1",
        "https://h/?credential=hunter2hunter2",
        "https://h/?a=b&jwt=hunter2hunter2",
        "https://h/?password=hunter2hunter2",
        "Authorization: Bearer hunter2hunter2",
        "authorization: hunter2hunter2",
        r#"["postgres://a:hunter2hunter2@db.internal/x","redis://h"]"#,
        "postgres://a:hunter2hunter2Xq9wZ@db.internal/x",
        "app:hunter2hunter2@db.internal",
        "a:hunter2hunter2@b",
        "pw=hunter2hunter2",
    ] {
        for (name, value) in [("APP_NOTE", secret), ("APP_SAMPLE", secret)] {
            let loader = deployed(name, value);
            let told = told::<Texts>(&loader);
            assert!(!told.contains("hunter2hunter2"), "{told}");
            let is_warned = told.contains("warning[looks-like-secret]");
            assert_eq!(is_warned, name == "APP_NOTE", "{told}");
        }
        let told = told::<Texts>(&variables(&[("APP_NOTE", secret)]));
        assert!(!told.contains("hunter2hunter2"), "{told}");
        assert!(!told.contains("looks-like-secret"), "{told}");
    }
}

#[test]
fn what_only_resembles_a_secret_is_not_warned_of() {
    for text in [
        "a sentence of some words - and a dash",
        "https://h/?a=b&c=d",
        "jane@cadence.example",
        "kafka-1:9092,kafka-2:9092",
        "level=info,hyper=warn",
        "actions/checkout@v4",
        "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
        "mailto:jane@cadence.example",
        "sip:jane@cadence.example",
        "git@github.com:cadence/cadence.git",
        "https://h:8443/a?b=c",
        "postgres://a@db.internal/x",
        "note: see https://h/ at 10:30",
        "cadence:1.2@sha256:0123456789abcdef",
    ] {
        let told = told::<Texts>(&deployed("APP_NOTE", text));
        assert!(!told.contains("looks-like-secret"), "{told}");
        assert!(!told.contains("redacted"), "{told}");
    }
    let url = told::<Texts>(&deployed(
        "APP_STORE",
        "postgres://a:hunter2hunter2@db.internal",
    ));
    assert!(!url.contains("looks-like-secret"), "{url}");
    let url = told::<Texts>(&deployed("APP_STORE", "https://h/?token=hunter2hunter2"));
    assert!(!url.contains("looks-like-secret"), "{url}");
}
