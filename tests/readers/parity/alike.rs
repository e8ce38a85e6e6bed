//! A start, a check and parity refuse the same.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};
use rehearsal::report::{Problem, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::SecretString;
use url::Url;

#[derive(Config)]
struct Settings {
    #[config(nested)]
    server: Server,
    #[config(nested)]
    database: Database,
    #[config(nested)]
    mail: Mail,
    #[config(nested)]
    log: Log,
    debug: Option<bool>,
    #[config(default)]
    allowed_origins: Vec<String>,
}

#[derive(Config)]
struct Server {
    host: Option<String>,
    listen: Option<String>,
    tls: Option<bool>,
}

#[derive(Config)]
struct Database {
    url: Option<Url>,
    #[config(
        allow(internal_host = "beside the program", in(Staging)),
        warn(plaintext = "until June")
    )]
    replica: Option<Url>,
    #[config(default)]
    nodes: Vec<String>,
    host: Option<String>,
    sslmode: Option<String>,
    tls_verify: Option<bool>,
    #[config(secret, allow(committed_secret = "a test"))]
    dsn: Option<String>,
}

#[derive(Config)]
struct Mail {
    #[config(
        live_prefix = "sk_live_",
        test_prefix = "sk_test_",
        allow(committed_secret = "a test"),
        warn(weak_secret = "until June", in(Production))
    )]
    key: Option<SecretString>,
    agent: Option<String>,
}

#[derive(Config)]
struct Log {
    level: Option<String>,
}

const TEXTS: [&str; 14] = [
    "server.host",
    "server.listen",
    "database.url",
    "database.replica",
    "database.nodes[]",
    "database.host",
    "database.sslmode",
    "database.dsn",
    "mail.key",
    "mail.agent",
    "log.level",
    "allowed_origins[]",
    "database.url",
    "database.replica",
];

const SWITCHES: [&str; 3] = ["server.tls", "database.tls_verify", "debug"];

const REFUSALS: [&str; 12] = [
    "placeholder",
    "weak-secret",
    "untrimmed-secret",
    "looks-like-secret",
    "internal-host",
    "plaintext",
    "unverified-tls",
    "wildcard-origin",
    "live-key",
    "test-key",
    "debug-setting",
    "open-listener",
];

/// What a record holds nothing of.
const OF_SECRETS: [&str; 6] = [
    "placeholder",
    "weak-secret",
    "untrimmed-secret",
    "looks-like-secret",
    "live-key",
    "test-key",
];

fn text() -> impl Strategy<Value = String> {
    let scheme = prop::sample::select(vec![
        "",
        "",
        "http://",
        "https://",
        "postgres://",
        "redis://",
        "mongodb://",
        "jdbc:mysql://",
        "kafka://",
    ]);
    let user = prop::sample::select(vec!["", "", "u@", "u:hunter2@", "u:q7Zp2LxV0sKd9TgR4mWb@"]);
    let host = prop::sample::select(vec![
        "localhost",
        "0.0.0.0",
        "[::]",
        "127.0.0.1:80",
        "db.internal",
        "api.mail.net",
        "*",
        "*.cadence.app",
        "a.net,localhost",
        "a.net:1,b.local:2",
        "db.test",
        "debug",
        "trace",
        "disable",
        "require",
        "changeme",
        "sk_live_q7Zp2LxV0sKd9TgR",
        "sk_test_q7Zp2LxV0sKd9TgR",
        "q7Zp2LxV0sKd9TgR4mWb ",
        "op://cadence/key",
        "q7Zp2LxV0sKd9TgR4mWb",
    ]);
    let rest = prop::sample::select(vec![
        "",
        "",
        "/main",
        "/?sslmode=disable",
        "/?sslmode=require",
        "/?tls=false",
        "?token=x",
    ]);
    (scheme, user, host, rest).prop_map(|(a, b, c, d)| format!("{a}{b}{c}{d}"))
}

/// Lines of a file that set some of the settings, each once.
fn file() -> impl Strategy<Value = String> {
    let texts = prop::collection::btree_map(prop::sample::select(TEXTS.to_vec()), text(), 1..4);
    let switches =
        prop::collection::btree_map(prop::sample::select(SWITCHES.to_vec()), any::<bool>(), 0..2);
    (texts, switches).prop_map(|(texts, switches)| {
        let text = |(key, text): (&str, String)| match key.strip_suffix("[]") {
            Some(key) => format!("{key} = [\"b.net\", {text:?}]\n"),
            None => format!("{key} = {text:?}\n"),
        };
        let texts = texts.into_iter().map(text);
        let switches = switches
            .into_iter()
            .map(|(key, on)| format!("{key} = {on}\n"));
        texts.chain(switches).collect()
    })
}

type Said = BTreeSet<(String, String, Severity)>;

fn said<'p>(problems: impl Iterator<Item = &'p Problem>) -> Said {
    let refusals = problems.filter(|problem| REFUSALS.contains(&problem.code().as_str()));
    let said = |problem: &Problem| {
        let key = problem.key().map(ToString::to_string).unwrap_or_default();
        (problem.code().to_string(), key, problem.severity())
    };
    refusals.map(said).collect()
}

fn loader(environment: Environment, file: &str) -> Loader {
    let host = Environment::ALL
        .into_iter()
        .fold(Memory::new(), |host, one| {
            let text = if one == environment { file } else { "" };
            host.file(format!("config/{one}.toml"), text)
        });
    Loader::new("CADENCE")
        .system(host)
        .default_environment(environment)
        .private_host("*.internal")
}

fn started(loader: &Loader) -> Said {
    match loader.load::<Settings>() {
        Ok(loaded) => said(loaded.warnings().problems().iter()),
        Err(report) => said(report.problems().iter()),
    }
}

fn compared(loader: &Loader, environment: Environment) -> Said {
    let parity = loader.parity::<Settings>();
    let of_this = |name: &String| name == environment.as_str();
    let differences = parity.differences().iter();
    let own = differences.filter(|difference| difference.environments().iter().any(of_this));
    said(own.map(rehearsal::parity::Difference::problem))
}

#[cfg(feature = "cli")]
fn checked(loader: &Loader, environment: Environment) -> Said {
    let args = format!("check {environment} --format json");
    let (_, out, _) = crate::support::command::run_for::<Settings>(loader, &args);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let problems = json["environments"][0]["problems"].as_array().unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let severity = |name: &str| {
        let all = [Severity::Note, Severity::Warning, Severity::Error];
        all.into_iter().find(|one| one.as_str() == name).unwrap()
    };
    let said = |problem: &serde_json::Value| {
        let severity = severity(&text(&problem["severity"]));
        (text(&problem["code"]), text(&problem["key"]), severity)
    };
    let all = problems.iter().map(said);
    all.filter(|(code, ..)| REFUSALS.contains(&&**code))
        .collect()
}

/// What is said of the record of a start with these values, as one of the environment.
#[cfg(feature = "snapshot")]
fn recorded(environment: Environment, file: &str) -> Option<Said> {
    let loader = loader(Environment::Test, file);
    let facts = rehearsal::parity::Facts::default();
    let json = loader
        .load::<Settings>()
        .ok()?
        .snapshot(&facts)
        .ok()?
        .to_json();
    let json = json.replacen("\"test\"", &format!("\"{environment}\""), 1);
    let record = loader.parse_snapshot("record.json", &json).unwrap();
    assert_eq!(record.environment(), environment);
    let parity = loader.compare::<Settings>(&record, &record);
    let differences = parity.differences().iter();
    Some(said(
        differences.map(rehearsal::parity::Difference::problem),
    ))
}

fn without_secrets(said: Said) -> Said {
    let is_secret = |key: &str| matches!(key, "database.dsn" | "mail.key");
    said.into_iter()
        .filter(|(code, key, _)| !OF_SECRETS.contains(&&**code) && !is_secret(key))
        .collect()
}

#[test]
fn a_start_a_check_and_parity_refuse_the_same() {
    let runs = Runs {
        cases: 200,
        failure_persistence: None,
        ..Runs::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let environment = prop::sample::select(Environment::ALL.to_vec());
    TestRunner::new_with_rng(runs, rng)
        .run(&(environment, file()), |(environment, file)| {
            let loader = loader(environment, &file);
            let started = started(&loader);
            prop_assert_eq!(
                &compared(&loader, environment),
                &started,
                "parity of\n{}",
                file
            );
            #[cfg(feature = "cli")]
            prop_assert_eq!(
                &checked(&loader, environment),
                &started,
                "check of\n{}",
                file
            );
            #[cfg(feature = "snapshot")]
            // OK because no record shows a token, be it in the place of a host.
            if let Some(recorded) = recorded(environment, &file).filter(|_| !file.contains("sk_")) {
                let started = without_secrets(started.clone());
                prop_assert_eq!(recorded, started, "record of\n{}", file);
            }
            Ok(())
        })
        .unwrap();
}
