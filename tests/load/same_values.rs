//! A value is the same, whoever gives it: a file, a variable, the file that a variable
//! names, or an override.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;
use proptest::strategy::Union;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use crate::properties::each;

/// A leaf of every kind.
#[derive(Debug, Config)]
#[expect(dead_code, reason = "`Debug` reads it")]
struct Leaves {
    text: Option<String>,
    secret: Option<SecretString>,
    #[config(default)]
    small: i8,
    #[config(default)]
    large: u64,
    #[config(default)]
    huge: i128,
    #[config(default)]
    rate: f64,
    #[config(default)]
    switch: bool,
    #[config(default = 'x')]
    letter: char,
    #[config(default = "1s")]
    wait: Duration,
    path: Option<PathBuf>,
    address: Option<IpAddr>,
    #[config(default = "[::]:1")]
    listen: SocketAddr,
    maybe_listen: Option<SocketAddr>,
    #[config(default = "http://h.internal")]
    url: Url,
    maybe_url: Option<Url>,
    maybe_large: Option<u64>,
    #[config(default)]
    urls: Vec<Url>,
    #[config(default)]
    texts: Vec<String>,
    #[config(default)]
    numbers: Vec<i32>,
    #[config(default)]
    pairs: Vec<(u8, bool)>,
    #[config(default)]
    sorted: BTreeSet<String>,
    maybe_sorted: Option<BTreeSet<u64>>,
    #[config(default)]
    set: HashSet<i16>,
    #[config(default)]
    map: BTreeMap<String, i32>,
    #[config(default)]
    maps: BTreeMap<String, Vec<String>>,
    point: Option<Point>,
    shape: Option<Shape>,
    #[config(allow(dropped_fields = "it is compared"))]
    untagged: Option<Untagged>,
    #[config(allow(dropped_fields = "it is compared"))]
    tagged: Option<Tagged>,
    adjacent: Option<Adjacent>,
    #[config(allow(dropped_fields = "it is compared"))]
    flat: Option<Flat>,
    #[config(default)]
    any: Value,
    maybe_any: Option<Value>,
    #[config(default)]
    anything: BTreeMap<String, Value>,
    #[config(default)]
    mixed: Vec<Untagged>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Point {
    x: i32,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    z: Option<bool>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Shape {
    Dot,
    Circle(u8),
    Box { width: u8 },
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
enum Untagged {
    Switch(bool),
    Number(u64),
    Below(i64),
    Rate(f64),
    Point(Point),
    List(Vec<u16>),
    Text(String),
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Tagged {
    None,
    Net {
        host: String,
        port: u16,
        wide: u64,
        url: Url,
        rates: Vec<f64>,
        more: Option<bool>,
    },
    Point(Point),
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind", content = "with", rename_all = "lowercase")]
enum Adjacent {
    None,
    Net(SocketAddr),
    Both(u8, String),
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Flat {
    id: u64,
    name: String,
    #[serde(flatten)]
    point: Inner,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct Inner {
    listen: SocketAddr,
    rate: f64,
    on: Option<bool>,
}

/// A value of one of the leaves, as it is in a file and as it is in a variable.
#[derive(Clone, Debug)]
struct Given {
    key: &'static str,
    file: String,
    variable: String,
}

fn given<T: Serialize>(key: &'static str, value: &T, variable: impl Into<String>) -> Given {
    let file = serde_json::to_string(value).expect("these are values of JSON");
    let variable = variable.into();
    Given {
        key,
        file,
        variable,
    }
}

/// Given in a variable as in a file.
fn inline<T: Serialize>(key: &'static str, value: &T) -> Given {
    let text = serde_json::to_string(value).expect("these are values of JSON");
    given(key, value, text)
}

/// Given in a variable without quotes.
fn plain<T: Serialize + ToString>(key: &'static str, value: &T) -> Given {
    given(key, value, value.to_string())
}

/// What may be given for one key.
fn of<T: std::fmt::Debug + 'static>(
    values: impl Strategy<Value = T> + 'static,
    given: impl Fn(T) -> Given + 'static,
) -> BoxedStrategy<Given> {
    values.prop_map(given).boxed()
}

fn text() -> impl Strategy<Value = String> + Clone {
    "[ -~äλ🦀\n\t]{1,12}"
}

fn word() -> impl Strategy<Value = String> + Clone {
    "[a-z]{1,6}"
}

fn number() -> impl Strategy<Value = f64> + Clone {
    -1e300..1e300_f64
}

fn url() -> impl Strategy<Value = Url> + Clone {
    "(https?|redis|postgres)://([a-z]{1,4}@)?[a-z]{1,6}\\.internal(:[1-9][0-9]{0,3})?(/[a-zäλ %2F]{0,6})?(\\?[a-z]{1,3}=[a-z0-9,]{0,4})?"
        .prop_filter_map("a URL", |text| Url::parse(&text).ok())
}

fn point() -> impl Strategy<Value = Point> + Clone {
    let parts = (any::<i32>(), text(), any::<Option<bool>>());
    parts.prop_map(|(x, name, z)| Point { x, name, z })
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![
        Just(Shape::Dot),
        any::<u8>().prop_map(Shape::Circle),
        any::<u8>().prop_map(|width| Shape::Box { width }),
    ]
}

fn untagged() -> impl Strategy<Value = Untagged> + Clone {
    prop_oneof![
        any::<bool>().prop_map(Untagged::Switch),
        any::<u64>().prop_map(Untagged::Number),
        (i64::MIN..0).prop_map(Untagged::Below),
        number().prop_map(Untagged::Rate),
        point().prop_map(Untagged::Point),
        prop::collection::vec(any::<u16>(), 0..3).prop_map(Untagged::List),
        word().prop_map(Untagged::Text),
    ]
}

fn tagged() -> impl Strategy<Value = Tagged> {
    let rates = prop::collection::vec(number(), 0..3);
    let parts = (
        text(),
        any::<u16>(),
        any::<u64>(),
        url(),
        rates,
        any::<Option<bool>>(),
    );
    prop_oneof![
        Just(Tagged::None),
        parts.prop_map(|(host, port, wide, url, rates, more)| Tagged::Net {
            host,
            port,
            wide,
            url,
            rates,
            more
        }),
        point().prop_map(Tagged::Point),
    ]
}

fn adjacent() -> impl Strategy<Value = Adjacent> {
    prop_oneof![
        Just(Adjacent::None),
        any::<SocketAddr>().prop_map(Adjacent::Net),
        (any::<u8>(), text()).prop_map(|(number, text)| Adjacent::Both(number, text)),
    ]
}

/// What JSON may have below a key; a text that is a number, or true, is one in a
/// variable alone.
fn json_value() -> impl Strategy<Value = Value> + Clone {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        number().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(word(), inner, 0..3).prop_map(|map| json!(map)),
        ]
    })
}

fn flat() -> impl Strategy<Value = Flat> {
    let inner = (any::<SocketAddr>(), number(), any::<Option<bool>>())
        .prop_map(|(listen, rate, on)| Inner { listen, rate, on });
    let rest = prop::collection::btree_map("x[a-z]{1,3}", json_value(), 0..3);
    (any::<u64>(), text(), inner, rest).prop_map(|(id, name, point, rest)| Flat {
        id,
        name,
        point,
        rest,
    })
}

/// In a variable as a program shows it, where it is one word there, else as JSON.
fn any_of(key: &'static str, value: &Value) -> Given {
    match value {
        Value::String(text) => given(key, value, &**text),
        _ => inline(key, value),
    }
}

fn is_inline_or_text(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => text.chars().all(char::is_alphabetic) && !is_word(text),
        _ => true,
    }
}

fn is_word(text: &str) -> bool {
    ["true", "false", "null", "nan", "inf", "infinity"].contains(&&*text.to_ascii_lowercase())
}

fn scalars() -> Vec<BoxedStrategy<Given>> {
    let wait = (
        1..1_000_000_u64,
        prop::sample::select(&["ms", "s", "m", "h"][..]),
    );
    vec![
        of(text(), |text| plain("text", &text)),
        of("[a-zA-Z0-9+/]{16,40}", |text| plain("secret", &text)),
        of(any::<i8>(), |number| plain("small", &number)),
        of(any::<u64>(), |number| plain("large", &number)),
        of(any::<u64>(), |number| plain("maybe_large", &number)),
        of(any::<u64>(), |number| plain("huge", &number)),
        of(any::<i64>(), |number| plain("huge", &number)),
        of(number(), |number| plain("rate", &number)),
        of(any::<bool>(), |switch| plain("switch", &switch)),
        of(
            any::<char>().prop_filter("no control", |char| !char.is_control()),
            |char| plain("letter", &char),
        ),
        of(wait, |(number, unit)| {
            plain("wait", &format!("{number}{unit}"))
        }),
        of("/[a-z/ ]{0,12}", |text| plain("path", &text)),
        of(any::<IpAddr>(), |address| plain("address", &address)),
        of(any::<SocketAddr>(), |address| plain("listen", &address)),
        of(any::<SocketAddr>(), |address| {
            plain("maybe_listen", &address)
        }),
        of(url(), |url| plain("url", &url)),
        of(url(), |url| plain("maybe_url", &url)),
    ]
}

fn separated<T: ToString>(values: impl IntoIterator<Item = T>, between: &str) -> String {
    let texts: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
    texts.join(between)
}

fn lists() -> Vec<BoxedStrategy<Given>> {
    let of_list = prop::collection::vec::<BoxedStrategy<String>>;
    let numbers = || prop::collection::vec(any::<i32>(), 1..4);
    let sorted = || prop::collection::btree_set(any::<u64>(), 1..4);
    let set = || prop::collection::hash_set(any::<i16>(), 1..2);
    vec![
        of(of_list(text().boxed(), 0..4), |texts| {
            inline("texts", &texts)
        }),
        of(of_list(word().boxed(), 1..4), |texts| {
            given("texts", &texts, texts.join(","))
        }),
        of(numbers(), |numbers| {
            given("numbers", &numbers, separated(&numbers, " , "))
        }),
        of(prop::collection::vec(any::<(u8, bool)>(), 0..3), |pairs| {
            inline("pairs", &pairs)
        }),
        of(prop::collection::vec(url(), 0..3), |urls| {
            inline("urls", &urls)
        }),
        of(prop::collection::btree_set(text(), 0..3), |texts| {
            inline("sorted", &texts)
        }),
        of(prop::collection::btree_set(word(), 1..3), |texts| {
            given("sorted", &texts, separated(&texts, ","))
        }),
        of(sorted(), |numbers| inline("maybe_sorted", &numbers)),
        of(sorted(), |numbers| {
            given("maybe_sorted", &numbers, separated(&numbers, ","))
        }),
        of(set(), |numbers| inline("set", &numbers)),
        of(set(), |numbers| {
            given("set", &numbers, separated(&numbers, ","))
        }),
        of(prop::collection::vec(untagged(), 0..4), |mixed| {
            inline("mixed", &mixed)
        }),
    ]
}

fn tables() -> Vec<BoxedStrategy<Given>> {
    let numbers = prop::collection::btree_map(word(), any::<i32>(), 0..4);
    let texts = prop::collection::vec(text(), 0..3);
    let anything = prop::collection::btree_map(word(), json_value(), 0..3);
    vec![
        of(numbers, |map| inline("map", &map)),
        of(prop::collection::btree_map(word(), texts, 0..3), |maps| {
            inline("maps", &maps)
        }),
        of(point(), |point| inline("point", &point)),
        of(shape(), |shape| match &shape {
            Shape::Dot => given("shape", &shape, "dot"),
            _ => inline("shape", &shape),
        }),
        of(untagged(), |value| match &value {
            Untagged::Text(text) => given("untagged", &value, &**text),
            _ => inline("untagged", &value),
        }),
        of(tagged(), |value| inline("tagged", &value)),
        of(adjacent(), |value| inline("adjacent", &value)),
        of(flat(), |value| inline("flat", &value)),
        of(anything, |map| inline("anything", &map)),
        of(
            json_value().prop_filter("not ambiguous", is_inline_or_text),
            |value| any_of("any", &value),
        ),
        of(
            json_value().prop_filter("not ambiguous", is_inline_or_text),
            |value| any_of("maybe_any", &value),
        ),
    ]
}

fn leaf() -> impl Strategy<Value = Given> {
    Union::new([scalars(), lists(), tables()].concat())
}

/// Everything that was loaded, as text.
fn loaded(host: Memory) -> Result<String, TestCaseError> {
    loaded_by(&Loader::new("APP").system(host.variable("APP_ENV", "test")))
}

fn loaded_by(loader: &Loader) -> Result<String, TestCaseError> {
    let leaves = loader
        .load::<Leaves>()
        .map_err(|report| TestCaseError::fail(report.to_string()))?
        .into_inner();
    let secret = leaves.secret.as_ref().map(ExposeSecret::expose_secret);
    Ok(format!("{secret:?} {leaves:?}"))
}

#[test]
fn a_value_is_the_same_in_a_variable_and_in_a_file() {
    each(2_048, &leaf(), |given| {
        let Given {
            key,
            file,
            variable,
        } = given;
        let text = format!("{{\"{key}\": {file}}}");
        let of_file = |extension: &str| {
            Memory::new()
                .file(format!("config/default.{extension}"), &*text)
                .file(format!("config/test.{extension}"), "{}")
        };
        let name = format!("APP_{}", key.to_ascii_uppercase());
        let of_variable = Memory::new().variable(&*name, &*variable);
        let of_twin = Memory::new()
            .variable(format!("{name}_FILE"), "/value")
            .file("/value", format!("{variable}\n"));
        let expected = loaded(of_file("json"))?;
        prop_assert_eq!(loaded(of_variable)?, &*expected);
        prop_assert_eq!(loaded(of_twin)?, &*expected);
        let host = Memory::new().variable("APP_ENV", "test");
        let of_override = Loader::new("APP").system(host).set(key, &*variable);
        prop_assert_eq!(loaded_by(&of_override)?, &*expected);
        if cfg!(feature = "yaml") {
            prop_assert_eq!(loaded(of_file("yaml"))?, expected);
        }
        Ok(())
    });
}
