//! Whoever asks what a program runs with gets the answer that the program has.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};

use proptest::prelude::*;
use proptest::sample::Index;
use rehearsal::parity::Facts;
use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::properties::each;

#[derive(Config, Serialize)]
struct Settings {
    #[config(default = 8080)]
    port: u16,
    #[config(default = "a")]
    name: String,
    #[config(default = 0.5)]
    ratio: f64,
    #[config(default = false)]
    verbose: bool,
    #[config(default = "a, b")]
    names: Vec<String>,
    #[config(default = "{ z = 1 }")]
    limits: BTreeMap<String, u8>,
    #[config(default = "{ max = 5, min = 1 }")]
    pool: Pool,
    quota: Option<u8>,
    #[config(default = "Memory")]
    store: Store,
    #[config(nested)]
    server: Server,
    #[config(nested)]
    cache: Option<Server>,
    #[config(nested)]
    regions: BTreeMap<String, Server>,
    #[config(nested)]
    upstreams: Vec<Server>,
}

#[derive(Config, Serialize)]
struct Server {
    #[config(default = "localhost")]
    host: String,
    #[config(default = 80)]
    port: u16,
}

#[derive(Deserialize, Serialize)]
struct Pool {
    max: u8,
    min: u8,
}

#[derive(Deserialize, Serialize)]
enum Store {
    Memory,
    Disk { path: String },
}

/// What a file may say of each setting.
const IN_FILES: &[(&str, &[&str])] = &[
    ("port", &["1", "65535"]),
    ("name", &["\"x\"", "\"\""]),
    ("ratio", &["1", "2.5"]),
    ("verbose", &["true"]),
    ("names", &["[]", "[\"c\"]", "[\"c\", \"d\"]"]),
    ("limits", &["{}", "{ a = 1 }", "{ b = 2, c = 3 }"]),
    ("pool", &["{ max = 9, min = 2 }", "{ max = 8, min = 8 }"]),
    ("quota", &["3"]),
    ("store", &["\"Memory\"", "{ Disk = { path = \"/d\" } }"]),
    ("server", &["{}", "{ port = 2 }", "{ host = \"x\" }"]),
    ("cache", &["{}", "{ host = \"y\" }"]),
    (
        "regions",
        &["{}", "{ eu = { port = 3 } }", "{ eu = {}, us = {} }"],
    ),
    ("upstreams", &["[]", "[{ host = \"u\" }, { port = 4 }]"]),
];

/// What a variable may say.
const IN_VARIABLES: &[(&str, &[&str])] = &[
    ("PORT", &["7", " 9 "]),
    ("NAME", &["v", "a"]),
    ("RATIO", &["3", "1e-3"]),
    ("VERBOSE", &["on", "0"]),
    ("NAMES", &["d,e", "[]", "[\"f\"]"]),
    ("NAMES__0", &["z"]),
    ("LIMITS", &["{\"b\": 9}", "{}", "{ z = 2, y = 3 }"]),
    ("LIMITS__D", &["4"]),
    ("POOL", &["{\"max\": 7, \"min\": 7}"]),
    ("POOL__MIN", &["3"]),
    ("QUOTA", &["5", ""]),
    ("STORE", &["Memory", "{\"Disk\": {\"path\": \"/v\"}}"]),
    ("SERVER", &["{\"host\": \"w\"}", "{}"]),
    ("SERVER_PORT", &["4"]),
    ("CACHE", &["{\"port\": 6}", ""]),
    ("CACHE_HOST", &["q"]),
    ("REGIONS", &["{}", "{\"asia\": {}}"]),
    ("REGIONS__EU__PORT", &["8"]),
    ("UPSTREAMS__0__PORT", &["5"]),
];

/// What `--set` may say.
const IN_ARGUMENTS: &[(&str, &[&str])] = &[
    ("limits.e", &["6"]),
    ("limits", &["{}", "{ z = 9 }"]),
    ("names[0]", &["y"]),
    ("pool.max", &["6"]),
    ("server", &["{}", "{ port = 11 }"]),
    ("regions.eu", &["{}", "{ host = \"e\" }"]),
];

type Given = BTreeMap<&'static str, &'static str>;

/// Some of them, each name once.
fn some(all: &'static [(&'static str, &'static [&'static str])]) -> impl Strategy<Value = Given> {
    let one = (0..all.len(), any::<Index>());
    prop::collection::vec(one, 0..6).prop_map(|given| {
        let pick = |(at, value): (usize, Index)| {
            let (name, values) = all[at];
            (name, *value.get(values))
        };
        given.into_iter().map(pick).collect()
    })
}

fn file(given: &Given) -> String {
    let lines = given
        .iter()
        .map(|(name, value)| format!("{name} = {value}\n"));
    lines.collect()
}

fn worlds() -> impl Strategy<Value = Loader> {
    let given = (
        some(IN_FILES),
        some(IN_FILES),
        some(IN_VARIABLES),
        some(IN_VARIABLES),
        some(IN_ARGUMENTS),
    );
    given.prop_map(|(lower, upper, dotenv, variables, arguments)| {
        let dotenv = dotenv
            .iter()
            .map(|(name, value)| format!("APP_{name}='{value}'\n"));
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/default.toml", file(&lower))
            .file("config/test.toml", file(&upper))
            .file(".env", dotenv.collect::<String>());
        let host = variables.iter().fold(host, |host, (name, value)| {
            host.variable(format!("APP_{name}"), *value)
        });
        let loader = Loader::new("APP").system(host);
        let set = |loader: Loader, (key, value): (&&str, &&str)| loader.set(*key, *value);
        arguments.iter().fold(loader, set)
    })
}

/// Numbers as one kind of number, without what is null or empty: what is not there
/// and what has nothing in it are told apart by the settings alone.
fn plain(value: Value) -> Value {
    let is_something = |value: &Value| match value {
        Value::Null => false,
        Value::Array(values) => !values.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        _ => true,
    };
    match value {
        value if !is_something(&value) => Value::Null,
        Value::Number(number) => number.as_f64().into(),
        Value::Array(values) => values.into_iter().map(plain).collect(),
        Value::Object(entries) => {
            let entries = entries
                .into_iter()
                .map(|(name, value)| (name, plain(value)));
            Value::Object(entries.filter(|(_, value)| is_something(value)).collect())
        }
        value => value,
    }
}

/// The values of a document that lists settings with their keys.
fn by_key(document: &str) -> Map<String, Value> {
    let document: Value = serde_json::from_str(document).unwrap();
    let settings = document["settings"].as_array().unwrap().iter();
    let entry = |setting: &Value| {
        let key = setting["key"].as_str().unwrap().to_owned();
        (key, plain(setting["value"].clone()))
    };
    settings.map(entry).collect()
}

/// The value of a key such as `upstreams[0].port`.
fn at<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let pointer = key.replace('[', ".").replace(']', "").replace('.', "/");
    value.pointer(&format!("/{pointer}"))
}

fn agree(settings: &Loaded<Settings>) -> Result<Value, TestCaseError> {
    let own = plain(serde_json::to_value(&**settings).unwrap());
    let dump = serde_json::from_str(&settings.resolution().to_json()).unwrap();
    prop_assert_eq!(&plain(dump), &own, "the dump");
    let figment: Value = settings.figment().extract().unwrap();
    prop_assert_eq!(&plain(figment), &own, "the figment");
    let toml: toml::Table = toml::from_str(&settings.resolution().to_toml()).unwrap();
    prop_assert_eq!(
        &plain(serde_json::to_value(toml).unwrap()),
        &own,
        "the dump as TOML"
    );
    for (reader, document) in [
        ("explain", settings.explain().to_json()),
        (
            "snapshot",
            settings.snapshot(&Facts::new()).unwrap().to_json(),
        ),
    ] {
        for (key, value) in by_key(&document) {
            let expected = at(&own, &key).cloned().unwrap_or_default();
            prop_assert_eq!(value, expected, "{} of {}", reader, key);
        }
    }
    Ok(own)
}

#[test]
fn settings_dump_figment_explanation_and_snapshot_say_the_same() {
    let (tried, loaded) = (Cell::new(0), Cell::new(0));
    let (prints, values) = (RefCell::new(HashMap::new()), RefCell::new(HashMap::new()));
    each(250, &worlds(), |loader| {
        tried.set(tried.get() + 1);
        let Ok(settings) = loader.load::<Settings>() else {
            return Ok(());
        };
        loaded.set(loaded.get() + 1);
        agree(&settings)?;
        let own = serde_json::to_string(&*settings).unwrap();
        let print = settings.fingerprint().to_string();
        let known = prints
            .borrow_mut()
            .entry(own.clone())
            .or_insert_with(|| print.clone())
            .clone();
        prop_assert_eq!(known, &*print, "one value, one fingerprint");
        let known = values
            .borrow_mut()
            .entry(print)
            .or_insert_with(|| own.clone())
            .clone();
        prop_assert_eq!(known, own, "two values, two fingerprints");
        Ok(())
    });
    assert!(
        loaded.get() * 2 > tried.get(),
        "{} of {}",
        loaded.get(),
        tried.get()
    );
}
