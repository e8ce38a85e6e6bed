//! What holds of every load, tried with many.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};
use rehearsal::report::Severity;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// The same cases on every run, and no file that remembers those that failed.
pub(crate) fn each<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Runs {
        cases,
        failure_persistence: None,
        ..Runs::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    if let Err(error) = runner.run(strategy, test) {
        panic!("{error}");
    }
}

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    port: u16,
    name: String,
    #[config(secret)]
    api_key: String,
    wait: Option<Duration>,
    #[config(default)]
    names: Vec<String>,
    #[config(default)]
    limits: BTreeMap<String, u8>,
    window: Option<Window>,
    mode: Mode,
    #[config(nested)]
    database: Database,
    #[config(nested)]
    cache: Option<Database>,
    #[config(nested)]
    regions: BTreeMap<String, Database>,
    #[config(nested)]
    upstreams: Vec<Database>,
    #[config(nested)]
    store: Store,
}

#[derive(Config)]
#[expect(dead_code)]
struct Database {
    url: url::Url,
    #[config(default = 10)]
    max_connections: u32,
}

#[derive(Config)]
#[config(tag = "kind")]
#[expect(dead_code)]
enum Store {
    Disk { path: PathBuf },
    Memory,
}

#[derive(Deserialize)]
#[expect(dead_code)]
struct Window {
    from: u8,
    to: u8,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code)]
enum Mode {
    Fast,
    Slow(u8),
}

/// Names of settings as variables, some with a mistake.
const NAMES: &[&str] = &[
    "PORT",
    "NAME",
    "API_KEY",
    "WAIT",
    "NAMES",
    "NAMES__0",
    "NAMES__2",
    "LIMITS",
    "LIMITS__A",
    "LIMITS__A_FILE",
    "WINDOW",
    "WINDOW__FROM",
    "MODE",
    "DATABASE",
    "DATABASE_URL",
    "DATABASE_MAX_CONNECTIONS",
    "CACHE",
    "CACHE_MAX_CONNECTIONS",
    "REGIONS",
    "REGIONS__EU__URL",
    "REGIONS__EU",
    "UPSTREAMS",
    "UPSTREAMS__0__URL",
    "UPSTREAMS__1",
    "STORE",
    "STORE_KIND",
    "STORE_PATH",
    "PORT_FILE",
    "PRT",
    "URL",
    "",
    "_",
    "__",
];

const TEXTS: &[&str] = &[
    "",
    " ",
    "1",
    "70000",
    "-1",
    "x",
    "disk",
    "memory",
    "fast",
    "{",
    "[",
    "[1, 2]",
    "[[1]]",
    "{ a = 1 }",
    "{\"a\": 1}",
    "{ slow = 1 }",
    "{ from = 1 }",
    "{ url = \"x\" }",
    "a,,b",
    "a,b",
    "redis://cache",
    "\"1\"",
    "'x'",
    "1_000",
    "null",
    "true",
    "30s",
    "30",
    "=",
    "#",
    "\\",
    "\u{feff}",
    "{ kind = \"disk\" }",
    "[{ url = \"redis://a\" }]",
    "{ eu = { url = \"redis://a\" } }",
];

const LINES: &[&str] = &[
    "port = 1",
    "port = ",
    "port",
    "[database",
    "[database]",
    "url = \"redis://a\"",
    "[[upstreams]]",
    "[regions.eu]",
    "[store]",
    "kind = \"disk\"",
    "path = \"/\"",
    "name = 'x",
    "api_key = \"\"\"",
    "names = [",
    "\"a\",",
    "]",
    "mode = { slow = 1 }",
    "window = { from = 1 }",
    "= 1",
    "limits.a = 1",
    "name = \"a\"",
    "api_key = \"b\"",
    "mode = \"fast\"",
    "[app.database]",
    "}",
    "\u{0}",
    "true",
    "- a",
];

const DOTENV: &[&str] = &[
    "APP_PORT=1",
    "set APP_PORT=1",
    "export: APP_NAME",
    "- APP_API_KEY=a",
    "APP_NAME='x",
    "APP_MODE",
    "APP_STORE_KIND=disk",
    "app_port=1",
    "APP_DATABASE_URL=redis://a # b",
    "APP_STORE__PATH=\"/\"",
    "=1",
    "port",
    "name: a",
    "export APP_NAME=a",
    "APP_API_KEY=a#b",
    "APP_MODE: fast",
];

fn some_of(all: &'static [&'static str]) -> impl Strategy<Value = String> {
    let line = prop::sample::select(all);
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

fn world() -> impl Strategy<Value = Memory> {
    let text = prop_oneof![
        4 => prop::sample::select(TEXTS).prop_map(ToOwned::to_owned),
        1 => "[\\PC]{0,8}",
    ];
    let variables = prop::collection::btree_map(prop::sample::select(NAMES), text, 0..12);
    let environment = prop::sample::select(&["development", "production"][..]);
    let files = (some_of(LINES), some_of(LINES), some_of(DOTENV));
    (environment, variables, files).prop_map(|(environment, variables, (lower, upper, dotenv))| {
        let host = Memory::new()
            .variable("APP_ENV", environment)
            .file("config/default.toml", lower)
            .file(format!("config/{environment}.toml"), upper)
            .file(".env", dotenv);
        variables.into_iter().fold(host, |host, (name, text)| {
            host.variable(format!("APP_{name}"), text)
        })
    })
}

#[test]
fn a_load_that_fails_says_why() {
    each(512, &world(), |host| {
        if let Err(report) = Loader::new("APP").system(host).load::<Settings>() {
            let mut problems = report.problems().iter();
            let text = report.to_string();
            prop_assert!(
                problems.any(|problem| problem.severity() == Severity::Error),
                "{text}"
            );
            prop_assert!(!text.contains("nothing says why"), "{text}");
            for problem in &report {
                prop_assert!(!problem.message().is_empty(), "{text}");
                let (places, key) = (problem.places(), problem.key());
                prop_assert!(
                    !places.is_empty() || key.is_some(),
                    "no place and no key: {text}"
                );
            }
        }
        Ok(())
    });
}

/// A leaf of every kind.
#[derive(Config)]
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
    #[config(default)]
    texts: Vec<String>,
    #[config(default)]
    numbers: Vec<i32>,
    #[config(default)]
    pairs: Vec<(u8, bool)>,
    #[config(default)]
    map: BTreeMap<String, i32>,
    #[config(default)]
    maps: BTreeMap<String, Vec<String>>,
    point: Option<Point>,
    shape: Option<Shape>,
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

fn leaf() -> impl Strategy<Value = Given> {
    let text = || "[ -~äλ🦀\n\t]{1,12}";
    let word = || "[a-z]{1,6}";
    let shape = prop_oneof![
        Just(Shape::Dot),
        any::<u8>().prop_map(Shape::Circle),
        any::<u8>().prop_map(|width| Shape::Box { width }),
    ];
    let point = (any::<i32>(), text(), any::<Option<bool>>());
    let scalars = prop_oneof![
        text().prop_map(|text| given("text", &text, &*text)),
        "[a-zA-Z0-9+/]{16,40}".prop_map(|text| given("secret", &text, &*text)),
        any::<i8>().prop_map(|number| given("small", &number, number.to_string())),
        (0..=u64::MAX >> 1).prop_map(|number| given("large", &number, number.to_string())),
        any::<i64>().prop_map(|number| given("huge", &number, number.to_string())),
        (-1e300..1e300).prop_map(|number: f64| given("rate", &number, number.to_string())),
        any::<bool>().prop_map(|switch| given("switch", &switch, switch.to_string())),
        any::<char>()
            .prop_filter("no control", |char| !char.is_control())
            .prop_map(|char| given("letter", &char, char)),
        (
            1..1_000_000_u64,
            prop::sample::select(&["ms", "s", "m", "h"][..])
        )
            .prop_map(|(number, unit)| format!("{number}{unit}"))
            .prop_map(|text| given("wait", &text, &*text)),
        "/[a-z/ ]{0,12}".prop_map(|text| given("path", &text, &*text)),
        any::<IpAddr>().prop_map(|address| given("address", &address, address.to_string())),
    ];
    let lists = prop_oneof![
        prop::collection::vec(text(), 0..4).prop_map(|texts| inline("texts", &texts)),
        prop::collection::vec(word(), 1..4).prop_map(|texts| given(
            "texts",
            &texts,
            texts.join(",")
        )),
        prop::collection::vec(any::<i32>(), 1..4).prop_map(|numbers| {
            let texts: Vec<_> = numbers.iter().map(ToString::to_string).collect();
            given("numbers", &numbers, texts.join(" , "))
        }),
        prop::collection::vec(any::<(u8, bool)>(), 0..3).prop_map(|pairs| inline("pairs", &pairs)),
    ];
    let tables = prop_oneof![
        prop::collection::btree_map(word(), any::<i32>(), 0..4).prop_map(|map| inline("map", &map)),
        prop::collection::btree_map(word(), prop::collection::vec(text(), 0..3), 0..3)
            .prop_map(|maps| inline("maps", &maps)),
        point.prop_map(|(x, name, z)| inline("point", &Point { x, name, z })),
        shape.prop_map(|shape| match &shape {
            Shape::Dot => given("shape", &shape, "dot"),
            _ => inline("shape", &shape),
        }),
    ];
    prop_oneof![3 => scalars, 1 => lists, 1 => tables]
}

/// Everything that was loaded, as text.
fn loaded(host: Memory) -> Result<String, TestCaseError> {
    let host = host.variable("APP_ENV", "test");
    let leaves = Loader::new("APP").system(host).load::<Leaves>();
    let leaves = leaves
        .map_err(|report| TestCaseError::fail(report.to_string()))?
        .into_inner();
    let secret = leaves.secret.as_ref().map(ExposeSecret::expose_secret);
    let scalars = (
        (
            &leaves.text,
            secret,
            leaves.small,
            leaves.large,
            leaves.huge,
        ),
        (leaves.rate, leaves.switch, leaves.letter, leaves.wait),
        (&leaves.path, leaves.address),
    );
    let lists = (&leaves.texts, &leaves.numbers, &leaves.pairs);
    let tables = (&leaves.map, &leaves.maps, &leaves.point, &leaves.shape);
    Ok(format!("{scalars:?} {lists:?} {tables:?}"))
}

#[cfg(feature = "json")]
#[test]
fn a_value_is_the_same_in_a_variable_and_in_a_file() {
    each(512, &leaf(), |given| {
        let Given {
            key,
            file,
            variable,
        } = given;
        let text = format!("{{\"{key}\": {file}}}");
        let of_file = Memory::new()
            .file("config/default.json", text)
            .file("config/test.json", "{}");
        let name = format!("APP_{}", key.to_ascii_uppercase());
        let of_variable = Memory::new().variable(&*name, &*variable);
        let of_twin = Memory::new()
            .variable(format!("{name}_FILE"), "/value")
            .file("/value", format!("{variable}\n"));
        let expected = loaded(of_file)?;
        prop_assert_eq!(loaded(of_variable)?, &*expected);
        prop_assert_eq!(loaded(of_twin)?, expected);
        Ok(())
    });
}
