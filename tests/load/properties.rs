//! What holds of every load, tried with many.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};
use rehearsal::report::Severity;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use serde::Deserialize;

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
