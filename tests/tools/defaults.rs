//! Settings whose defaults are hard to write down, each of them read back.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Template};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

#[derive(Debug, Config)]
pub(crate) struct Defaults {
    #[config(nested)]
    text: Text,
    #[config(nested)]
    number: Number,
    #[config(nested)]
    other: Other,
    #[config(nested)]
    of_type: OfType,
    #[config(nested)]
    empty: Empty,
    #[config(nested)]
    hidden: Overridden,
    #[config(nested)]
    absent: Option<Section>,
    #[config(nested)]
    elements: Vec<Section>,
    #[config(nested)]
    entries: BTreeMap<String, Section>,
    #[config(nested)]
    shape: Shape,
}

/// What the program makes, and a file does not know.
#[derive(Debug, Config)]
struct OfType {
    #[config(default)]
    number: u16,
    #[config(default)]
    float: f64,
    #[config(default)]
    switch: bool,
    #[config(default)]
    text: String,
    #[config(default)]
    duration: Duration,
    #[config(default)]
    path: PathBuf,
    #[config(default)]
    login: Login,
    #[config(default)]
    ports: Ports,
    #[config(default)]
    table: BTreeMap<String, u16>,
    #[config(default)]
    tokens: Vec<SecretString>,
}

#[derive(Debug, Default, Deserialize)]
struct Login {
    user: String,
    groups: Vec<String>,
}

/// A list whose default is not the empty one.
#[derive(Debug, Deserialize)]
struct Ports(Vec<u16>);

impl Default for Ports {
    fn default() -> Self {
        Self(vec![80, 443])
    }
}

#[derive(Debug, Config)]
struct Empty {
    #[config(default = [])]
    tokens: Vec<SecretString>,
    #[config(default = "{}")]
    keys: BTreeMap<String, SecretString>,
    #[config(default = "")]
    path: PathBuf,
    #[config(default = "")]
    note: String,
}

#[derive(Debug, Config)]
struct Overridden {
    #[config(default = "postgres://app:hunter2@db/app")]
    database: Url,
    #[config(default = "redis://:hunter2@cache/0")]
    cache: String,
    #[config(default = "hunter2", secret)]
    password: String,
}

/// What is there where one of its settings is set.
#[derive(Debug, Config)]
struct Section {
    #[config(default = 3)]
    times: u8,
    #[config(default = "a")]
    name: String,
    #[config(nested)]
    inner: Inner,
}

#[derive(Debug, Config)]
struct Inner {
    #[config(default = [1])]
    list: Vec<u8>,
}

/// Variants with a field of the same name.
#[derive(Debug, Config)]
#[config(tag = "kind")]
enum Shape {
    Circle {
        #[config(default = 1)]
        size: u8,
    },
    Square {
        #[config(default = 2)]
        size: u8,
    },
}

#[derive(Debug, Config)]
struct Text {
    #[config(default = "")]
    empty: String,
    #[config(default = "  padded\t")]
    spaces: String,
    #[config(default = "C:\\data\\")]
    backslash_at_the_end: String,
    #[config(default = "\\\\server\\share\\n")]
    backslashes: String,
    #[config(default = "\\'")]
    escaped_quote: String,
    #[config(default = "say \"it\"")]
    quotes: String,
    #[config(default = "it's")]
    apostrophe: String,
    #[config(default = "$HOME or $(pwd)")]
    dollars: String,
    #[config(default = "${HOME}")]
    braces: String,
    #[config(default = "`id`")]
    back_ticks: String,
    #[config(default = "it's \"$HOME\" `id` \\")]
    all_of_them: String,
    #[config(default = "one\ntwo\n")]
    lines: String,
    #[config(default = "#1 # 2")]
    hash: String,
    #[config(default = "a=b; c = d, e")]
    equals: String,
    #[config(default = "%n %% ~ ! & * ?")]
    signs: String,
    #[config(default = "{a} [b] <c>")]
    brackets: String,
    #[config(default = "Grüße e\u{301} 世界 🎼")]
    unicode: String,
    #[config(default = "a\u{1b}[1m\u{7f}b")]
    control: String,
    #[config(default = "yes")]
    yes: String,
    #[config(default = "null")]
    null: String,
    #[config(default = "- a: b")]
    yaml: String,
    #[config(default = "00123")]
    digits: String,
    #[config(default = "é")]
    one: char,
    #[config(default = "/var/my files/~x")]
    path: PathBuf,
}

#[derive(Debug, Config)]
struct Number {
    #[config(default = 18_446_744_073_709_551_615_u64)]
    widest: u64,
    #[config(default = -9_223_372_036_854_775_808_i64)]
    least: i64,
    #[config(default = "-170141183460469231731687303715884105728")]
    least_wide: i128,
    #[config(default = "340282366920938463463374607431768211455")]
    widest_of_all: u128,
    #[config(default = 1e300)]
    float: f64,
    #[config(default = 2.0)]
    whole: f64,
    #[config(default = "inf")]
    infinite: f64,
    #[config(default = true)]
    switch: bool,
    #[config(default = "1h 30m")]
    duration: Duration,
}

#[derive(Debug, Config)]
struct Other {
    #[config(default)]
    no_list: Vec<String>,
    #[config(default)]
    no_map: BTreeMap<String, u8>,
    nothing: Option<u16>,
    #[config(default = [])]
    written_list: Vec<u16>,
    #[config(default = "{}")]
    written_map: BTreeMap<String, u16>,
    #[config(default = ["a, b", "it's", "\"", "\\", "$x", "", "\n"])]
    texts: Vec<String>,
    #[config(default = [18_446_744_073_709_551_615_u64, 0])]
    wide: Vec<u64>,
    #[config(
        default = "{ plain = \"it's\", \"a.b\" = \"\\\\\", \"e\u{301}\" = \"\", \"a b\" = \"$\" }"
    )]
    map: BTreeMap<String, String>,
    #[config(default = "[[1, 2], []]")]
    lists: Vec<Vec<u8>>,
    #[config(default = "plain")]
    target: Target,
    #[config(default = "{ file = \"/var/log\" }")]
    tagged: Target,
    #[config(default = "::1")]
    address: IpAddr,
    #[config(default = "https://h/{b}?a='b'&c=d")]
    url: Url,
    #[config(default = "http://a:1,http://b:2")]
    urls: String,
    #[config(default = ["http://a:1", "http://b:2/x?y=z"])]
    list_of_urls: Vec<Url>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Target {
    Plain,
    File(PathBuf),
}

pub(crate) fn generated(template: Template) -> String {
    Loader::new("DEFAULTS").generate::<Defaults>(template)
}

/// Fails where the settings are not those that nothing sets.
pub(crate) fn assert_are_defaults(host: Memory) {
    let load = |host: Memory| {
        let host = host
            .file("config/test.toml", "shape.kind = \"square\"")
            .variable("DEFAULTS_ENV", "test");
        let loaded = Loader::new("DEFAULTS").system(host).load::<Defaults>();
        let loaded = loaded.unwrap();
        format!("{:#?}", *loaded)
    };
    assert_eq!(load(host), load(Memory::new()));
}

/// Fails where variables that a tool has read do not set the defaults.
pub(crate) fn assert_set(variables: &BTreeMap<String, String>) {
    let own = variables
        .iter()
        .filter(|(name, _)| name.starts_with("DEFAULTS_") && *name != "DEFAULTS_ENV");
    assert!(own.clone().count() > 40, "{variables:?}");
    assert_are_defaults(own.fold(Memory::new(), |host, (name, value)| {
        host.variable(name, value)
    }));
}
