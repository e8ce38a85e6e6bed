//! Settings whose defaults are made while the test runs.

#![expect(dead_code, reason = "`Debug` reads them")]

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::texts::Defaults;
use crate::read::config::Config;
use crate::schema::{DefaultValue, Fact, Field, Schema, Shape};

/// A setting of every kind, each of which must be set: what is compared is what files say.
#[derive(Debug, rehearsal_derive::Config)]
#[config(crate = "crate")]
pub(super) struct Settings {
    text: String,
    maybe_text: Option<String>,
    letter: char,
    path: PathBuf,
    switch: bool,
    small: i8,
    wide: u64,
    maybe_wide: Option<u64>,
    widest: u128,
    least: i128,
    rate: f64,
    short_rate: f32,
    wait: Duration,
    level: Level,
    address: IpAddr,
    listen: SocketAddr,
    url: Url,
    texts: Vec<String>,
    lists: Vec<Vec<String>>,
    numbers: Vec<u64>,
    rates: Vec<f64>,
    sorted: BTreeSet<i64>,
    maybe: Vec<Option<u8>>,
    urls: Vec<Url>,
    map: BTreeMap<String, String>,
    maps: BTreeMap<String, BTreeMap<String, u8>>,
    shape: Form,
    tagged: Tagged,
    untagged: Untagged,
    flat: Flat,
    any: Value,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Info,
    VeryLoud,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Dot,
    Named(String),
    Box { width: u8, name: String },
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Tagged {
    None,
    Net { host: String, port: u16 },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Switch(bool),
    Number(u64),
    Rate(f64),
    List(Vec<String>),
    Text(String),
}

#[derive(Debug, Deserialize)]
struct Flat {
    name: String,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

/// Other values, for what a file says nothing of; tables would be merged.
pub(super) fn elsewhere() -> String {
    json!({
        "text": "x", "maybe_text": "x", "letter": "x", "path": "/x", "switch": true,
        "small": 1, "wide": 1, "maybe_wide": 1, "widest": 1, "least": 1, "rate": 1.5,
        "short_rate": 1.5, "wait": "1s", "level": "info", "address": "::1", "listen": "[::1]:1",
        "url": "http://x.internal/", "texts": ["x"], "lists": [["x"]], "numbers": [1],
        "rates": [1.5], "sorted": [1], "maybe": [1], "urls": ["http://x.internal/"], "map": {},
        "maps": {}, "shape": "dot", "tagged": {"kind": "none"}, "untagged": "x",
        "flat": {"name": "x"}, "any": "x",
    })
    .to_string()
}

/// The fields of the settings, with these defaults; a schema is for ever.
pub(super) fn schema(defaults: &Defaults) -> &'static Schema {
    let field = |field: &Field| {
        let Shape::Leaf(kind) = field.shape() else {
            panic!("`{}` is not a leaf", field.name());
        };
        let text = DefaultValue::Text(defaults[field.name()].clone().leak());
        Field::new(field.name(), Shape::Leaf(*kind)).with_facts(vec![Fact::Default(text)].leak())
    };
    let fields: Vec<Field> = Settings::SCHEMA.fields().iter().map(field).collect();
    Box::leak(Box::new(Schema::new("Settings", "", fields.leak())))
}
