//! What a waiver permits at start, for how long, and where it is told.

mod allowed;
mod wrong;

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loaded, Loader, Report};
use secrecy::SecretString;
use url::Url;

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(nested)]
    database: Database,
    #[config(nested)]
    vault: Vault,
    #[config(nested)]
    upstreams: Vec<Upstream>,
}

#[derive(Config)]
#[expect(dead_code)]
struct Database {
    url: Option<Url>,
    password: Option<SecretString>,
}

#[derive(Config)]
#[expect(dead_code)]
struct Vault {
    agent: Option<Url>,
}

#[derive(Config)]
#[expect(dead_code)]
struct Upstream {
    url: Url,
}

/// The password that a platform has given: it has 15 characters.
const PASSWORD: &str = "q7Zp2LxV0sKd9Tg";

const SIDECAR: &str = r#"[[waiver]]
key = "vault.agent"
code = "internal-host"
environments = ["production"]
reason = "the agent is a sidecar"
until = 2026-12-31
"#;

const MANAGED: &str = r#"[[waiver]]
key = "database.password"
code = "weak-secret"
environments = ["production", "staging"]
reason = "the provider of the database chose it"
until = 2026-12-31
"#;

fn host(waivers: &str) -> Memory {
    bare().file("config/waivers.toml", waivers)
}

fn bare() -> Memory {
    Memory::new()
        .today("2026-11-23".parse().unwrap())
        .variable("CADENCE_ENV", "production")
        .file("config/development.toml", "")
        .file("config/staging.toml", "")
        .file(
            "config/production.toml",
            "[vault]\nagent = 'https://localhost:4318'\n",
        )
}

fn loader(host: Memory) -> Loader {
    Loader::new("CADENCE").system(host)
}

fn load(host: Memory) -> Result<Loaded<Settings>, Report> {
    loader(host).load::<Settings>()
}

fn codes(host: Memory) -> Vec<(Code, Severity)> {
    let of = |problem: &rehearsal::report::Problem| (problem.code(), problem.severity());
    match load(host) {
        Ok(settings) => settings.warnings().problems().iter().map(of).collect(),
        Err(report) => report.iter().map(of).collect(),
    }
}

#[test]
fn a_sidecar_and_a_password_of_a_platform_are_waived_without_a_new_build() {
    let waivers = format!("{SIDECAR}{MANAGED}");
    let host = host(&waivers).variable("CADENCE_DATABASE_PASSWORD", PASSWORD);
    let settings = load(host).unwrap();
    assert_snapshot!(settings.warnings(), @"
    warning[internal-host]: the host of `vault.agent` is the local machine
     --> config/production.toml:2:9
      |
    2 | agent = 'https://localhost:4318'
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: waived until 2026-12-31 by config/waivers.toml:2:7: the agent is a sidecar

    warning[weak-secret]: `database.password` is too short for a secret
     --> variable CADENCE_DATABASE_PASSWORD
      |
      | CADENCE_DATABASE_PASSWORD=[redacted]
      |                           ^^^^^^^^^^ fewer than 16 characters
      |
      = help: waived until 2026-12-31 by config/waivers.toml:8:7: the provider of the database chose it
    ");
}

#[test]
fn without_a_waiver_both_are_refused() {
    let host = host("").variable("CADENCE_DATABASE_PASSWORD", PASSWORD);
    assert_eq!(
        codes(host),
        [
            (Code::InternalHost, Severity::Error),
            (Code::WeakSecret, Severity::Error),
        ]
    );
}

#[test]
fn a_waiver_permits_one_code_of_one_key_in_the_environments_it_names() {
    for (from, to) in [
        ("internal-host", "plaintext"),
        ("vault.agent", "database.url"),
        ("production", "staging"),
    ] {
        let found = codes(host(&SIDECAR.replacen(from, to, 1)));
        assert_eq!(found[0], (Code::InternalHost, Severity::Error), "{to}");
    }
    for name in ["production", "PRD", "prod"] {
        let found = codes(host(&SIDECAR.replacen("production", name, 1)));
        assert_eq!(found, [(Code::InternalHost, Severity::Warning)], "{name}");
    }
}

#[test]
fn a_waiver_may_name_a_deployment() {
    let waiver = SIDECAR.replacen("production", "eu", 1);
    let eu = |host: Memory| {
        let host = host
            .file("config/eu.toml", "")
            .variable("CADENCE_ENV", "eu");
        let loader = loader(host).deployment("eu", Environment::Production);
        loader.load::<Settings>().is_ok()
    };
    assert!(eu(host(&waiver)));
    assert!(eu(host(SIDECAR)));
    let loader = loader(host(&waiver)).deployment("eu", Environment::Production);
    assert!(loader.load::<Settings>().is_err(), "it is for eu alone");
}

#[test]
fn a_pattern_is_for_all_settings_that_it_is_written_like() {
    let upstreams = r#"[{"url": "https://localhost"}, {"url": "https://127.0.0.1"}]"#;
    let of = |key: &str| {
        let waiver = SIDECAR.replacen("vault.agent", key, 1);
        let host = host(&waiver)
            .file("config/production.toml", "")
            .variable("CADENCE_UPSTREAMS", upstreams);
        let found = codes(host);
        let refused = found.iter().filter(|found| found.1 == Severity::Error);
        (refused.count(), found.len())
    };
    assert_eq!(of("upstreams[*].url"), (0, 2));
    assert_eq!(of("upstreams[*].*"), (0, 2));
    assert_eq!(of("upstreams[1].url"), (1, 2));
    assert_eq!(of("*"), (0, 2));
    assert_eq!(of("database.*"), (2, 2));
}

#[test]
fn a_secret_in_a_committed_file_may_be_waived() {
    let file = format!("[database]\nurl = 'postgres://u:{PASSWORD}x@db.net/a?sslmode=verify-full'");
    let waiver = r#"[[waiver]]
key = "database.url"
code = "committed-secret"
environments = ["production"]
reason = "it opens nothing but an empty database"
until = 2026-12-31
"#;
    let with = |waiver: &str| host(waiver).file("config/production.toml", &*file);
    assert_eq!(codes(with("")), [(Code::CommittedSecret, Severity::Error)]);
    assert_snapshot!(load(with(waiver)).unwrap().warnings(), @r#"
    warning[committed-secret]: the password in `database.url` is in a committed file
     --> config/production.toml:2:7
      |
    2 | url = "postgres://u:[redacted]@db.net/a?sslmode=verify-full"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: waived until 2026-12-31 by config/waivers.toml:2:7: it opens nothing but an empty database
    "#);
}

#[test]
fn an_expired_waiver_holds_at_start_and_warns() {
    let expired = SIDECAR.replacen("2026-12-31", "2026-11-22", 1);
    assert_snapshot!(load(host(&expired)).unwrap().warnings(), @r#"
    warning[internal-host]: the host of `vault.agent` is the local machine
     --> config/production.toml:2:9
      |
    2 | agent = 'https://localhost:4318'
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: waived until 2026-11-22 by config/waivers.toml:2:7: the agent is a sidecar

    warning[waiver-expired]: the waiver for `vault.agent` expired on 2026-11-22
     --> config/waivers.toml:2:7
      |
    2 | key = "vault.agent"
      |       ^^^^^^^^^^^^^
      |
      = help: resolve what it permits and remove the waiver, or extend it
    "#);
    let last_day = SIDECAR.replacen("2026-12-31", "2026-11-23", 1);
    assert_eq!(
        codes(host(&last_day)),
        [(Code::InternalHost, Severity::Warning)]
    );
}

#[test]
fn in_development_nothing_is_told_of_a_waiver() {
    let waiver = "[[waiver]]\nkey = 'database.password'\ncode = 'untrimmed-secret'\n\
        environments = ['development']\nreason = 'it ends so'\nuntil = 2026-12-31\n";
    let host = |waiver: &str| {
        host(waiver)
            .variable("CADENCE_ENV", "development")
            .variable("CADENCE_DATABASE_PASSWORD", "q7Zp2LxV0sKd9Tg ")
    };
    assert_eq!(codes(host("")), [(Code::UntrimmedSecret, Severity::Note)]);
    assert_eq!(codes(host(waiver)), []);
}

#[test]
fn a_waiver_is_read_from_a_mounted_directory_and_from_the_program_itself() {
    let mounted = Memory::new()
        .today("2026-11-23".parse().unwrap())
        .variable("CADENCE_ENV", "production")
        .variable("CADENCE_CONFIG_DIR", "/etc/cadence")
        .file(
            "/etc/cadence/..2026/production.toml",
            "vault.agent = 'https://localhost'",
        )
        .file("/etc/cadence/..2026/waivers.toml", SIDECAR)
        .file(
            "/etc/cadence/production.toml",
            "vault.agent = 'https://localhost'",
        )
        .file("/etc/cadence/waivers.toml", SIDECAR);
    assert_eq!(codes(mounted), [(Code::InternalHost, Severity::Warning)]);
    let bare = Memory::new()
        .today("2026-11-23".parse().unwrap())
        .variable("CADENCE_ENV", "production");
    let embedded = loader(bare)
        .embed([(
            "config/production.toml",
            "vault.agent = 'https://localhost'",
        )])
        .embed([("config/waivers.toml", SIDECAR)]);
    let settings = embedded.load::<Settings>().unwrap();
    assert_snapshot!(settings.warnings(), @"
    warning[internal-host]: the host of `vault.agent` is the local machine
     --> config/production.toml:1:15
      |
    1 | vault.agent = 'https://localhost'
      |               ^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: waived until 2026-12-31 by config/waivers.toml:2:7: the agent is a sidecar
    ");
}

#[cfg(feature = "fingerprint")]
#[test]
fn a_fingerprint_covers_what_is_waived_but_not_why() {
    let of = |waiver: &str| {
        let host = host(waiver).file("config/production.toml", "");
        load(host).unwrap().fingerprint()
    };
    assert_ne!(of(SIDECAR), of(""));
    assert_ne!(of(SIDECAR), of(&SIDECAR.replacen("12-31", "12-30", 1)));
    assert_eq!(
        of(SIDECAR),
        of(&SIDECAR.replacen("sidecar", "neighbour", 1))
    );
    assert_eq!(of(&SIDECAR.replacen("production", "staging", 1)), of(""));
}

#[test]
fn explain_shows_the_waivers_of_a_setting() {
    let settings = load(host(&format!("{SIDECAR}{MANAGED}"))).unwrap();
    assert_snapshot!(settings.explain().key("vault").unwrap(), @"
    vault.agent = https://localhost:4318
      from      config/production.toml:2:9
      type      a URL
      variable  CADENCE_VAULT_AGENT
      waived    internal-host until 2026-12-31 by config/waivers.toml:2:7: the agent is a sidecar
      parity    of the same kind in all environments
    ");
    let rows = settings.resolution();
    let row = rows
        .rows()
        .iter()
        .find(|row| row.key().as_str() == "vault.agent");
    let waivers = row.unwrap().waivers();
    assert_eq!(waivers.len(), 1);
    assert_eq!(waivers[0].reason(), "the agent is a sidecar");
}

#[test]
fn a_secret_in_a_reason_is_not_shown() {
    let waiver = SIDECAR.replacen(
        "the agent",
        "postgres://admin:hunter2hunter2@db.net/a says: \\n::error::",
        1,
    );
    let settings = load(host(&waiver)).unwrap();
    let shown = format!(
        "{}{}",
        settings.warnings(),
        settings.explain().key("vault").unwrap()
    );
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(!shown.contains("\n::error"), "{shown}");
}
