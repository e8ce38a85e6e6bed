//! No output of any run has a secret in it, nor eight characters of one in a row.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::byte_serialize;

use super::told;

/// So many characters in a row are a part of a secret.
const PART: usize = 8;

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Login {
    user: String,
    password: String,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    key: Option<SecretString>,
    #[config(secret)]
    pin: Option<u32>,
    #[config(secret)]
    keys: Option<Vec<String>>,
    #[config(secret)]
    named: Option<BTreeMap<String, String>>,
    login: Option<Login>,
    headers: Option<BTreeMap<String, String>>,
    url: Option<Url>,
    text: Option<String>,
    port: Option<u16>,
}

/// A setting, and a value of it that holds the secret.
#[derive(Clone, Copy, Debug)]
enum Place {
    Marked,
    WrongType,
    Element,
    Entry,
    NameOfEntry,
    Field,
    FieldOfWrongType,
    Header,
    Password,
    Query,
    ConnectionString,
    Pasted,
}

const PLACES: [Place; 12] = [
    Place::Marked,
    Place::WrongType,
    Place::Element,
    Place::Entry,
    Place::NameOfEntry,
    Place::Field,
    Place::FieldOfWrongType,
    Place::Header,
    Place::Password,
    Place::Query,
    Place::ConnectionString,
    Place::Pasted,
];

impl Place {
    /// The setting and its value; `signs` may be any, `letters` are letters and digits.
    fn plant(self, signs: &str, letters: &str) -> (&'static str, Value) {
        let encoded: String = byte_serialize(signs.as_bytes()).collect();
        match self {
            Self::Marked => ("key", json!(signs)),
            Self::WrongType => ("pin", json!(signs)),
            Self::Element => ("keys", json!(["a", signs])),
            Self::Entry => ("named", json!({ "main": signs })),
            Self::NameOfEntry => ("named", json!({ signs: [1] })),
            Self::Field => ("login", json!({ "user": "a", "password": signs })),
            Self::FieldOfWrongType => ("login", json!({ "user": 1, "password": [signs] })),
            Self::Header => ("headers", json!({ "X-Api-Key": signs, "accept": "a" })),
            Self::Password => ("url", json!(format!("https://a:{encoded}@h/"))),
            Self::Query => ("url", json!(format!("https://h/?a=b&token={encoded}"))),
            Self::ConnectionString => (
                "text",
                json!(format!("Server=a;Password={letters};Url=https://h/")),
            ),
            Self::Pasted => ("port", json!(format!("Bearer {letters}"))),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Toml,
    Json,
    Yaml,
    Dotenv,
    Variable,
    Twin,
    Folder,
    Override,
}

const SOURCES: [Source; 8] = [
    Source::Toml,
    Source::Json,
    Source::Yaml,
    Source::Dotenv,
    Source::Variable,
    Source::Twin,
    Source::Folder,
    Source::Override,
];

impl Source {
    /// A world in which this source has the value.
    fn world(self, environment: &str, key: &str, value: &Value) -> Loader {
        let host = Memory::new()
            .variable("APP_ENV", environment)
            .file(format!("config/{environment}.toml"), "");
        let free = match value {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let upper = format!("APP_{}", key.to_uppercase());
        let host = match self {
            Self::Toml => host.file("config/default.toml", format!("{key} = {}", toml(value))),
            Self::Json => host.file("config/default.json", json!({ key: value }).to_string()),
            Self::Yaml => host.file("config/default.yaml", json!({ key: value }).to_string()),
            Self::Dotenv => host.file(".env", format!("{upper}='{free}'")),
            Self::Variable => host.variable(upper, free),
            Self::Twin => host
                .variable(format!("{upper}_FILE"), "/elsewhere")
                .file("/elsewhere", free),
            Self::Folder => host.file(format!("/run/secrets/{key}"), free),
            Self::Override => return Loader::new("APP").system(host).set(key, free),
        };
        Loader::new("APP").system(host)
    }
}

/// The value as TOML has it; text has the escapes that both share.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let pair = |(name, value)| format!("{} = {}", json!(name), toml(value));
            let entries: Vec<String> = entries.iter().map(pair).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(toml).collect();
            format!("[{}]", values.join(", "))
        }
        value => value.to_string(),
    }
}

/// All that the program says of its settings in this world, and of its files.
fn all(loader: &Loader, key: &str) -> String {
    let mut out = told::<Settings>(loader);
    let hidden = loader.clone().set(key, "");
    out.push_str(&told::<Settings>(&hidden));
    let parity = loader.parity::<Settings>();
    let _ = writeln!(out, "{parity}\n{parity:?}\n{}", parity.to_markdown());
    let _ = writeln!(out, "{}\n{}", parity.to_github(), parity.to_json());
    let _ = writeln!(out, "{loader:?}");
    out
}

fn part_in<'s>(secret: &'s str, output: &str) -> Option<&'s str> {
    let parts = (0..=secret.len() - PART).map(|at| &secret[at..at + PART]);
    parts.into_iter().find(|part| output.contains(part))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(17),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_output_has_a_part_of_a_secret(
        signs in "[ -&(-~]{12,28}",
        letters in "[A-Za-z0-9]{12,28}",
        place in prop::sample::select(&PLACES[..]),
        source in prop::sample::select(&SOURCES[..]),
        environment in prop::sample::select(&["development", "production"][..]),
    ) {
        // Where programs are deployed, `.env` is not read.
        let environment = match source {
            Source::Dotenv => "development",
            _ => environment,
        };
        let (key, value) = place.plant(&signs, &letters);
        let output = all(&source.world(environment, key, &value), key);
        let is_hidden = output.contains("[redacted]") || output.contains('…');
        prop_assert!(is_hidden, "nothing was hidden: {}", output);
        for secret in [&signs, &letters] {
            let part = part_in(secret, &output);
            prop_assert_eq!(part, None, "{}", output);
        }
    }
}
