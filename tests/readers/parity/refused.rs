//! What a start refuses, parity refuses, and nothing else.

use insta::assert_snapshot;
use rehearsal::parity::ParityReport;
use rehearsal::report::{Code, Problem, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use url::Url;

/// A loader of these files of staging and of production.
fn loader(staging: &str, production: &str) -> Loader {
    let host = Memory::new()
        .today("2026-11-23".parse().unwrap())
        .file("config/development.toml", "")
        .file("config/test.toml", "")
        .file("config/staging.toml", staging)
        .file("config/production.toml", production);
    Loader::new("CADENCE").system(host)
}

fn parity<T: Config>(both: &str) -> ParityReport {
    loader(both, both).parity::<T>()
}

/// What is said of a deployed environment, each with its severity.
fn said(parity: &ParityReport) -> Vec<(&'static str, Severity)> {
    let verdicts = parity.differences().iter();
    verdicts
        .filter(|verdict| verdict.environments().iter().any(|name| name == "staging"))
        .map(|verdict| (verdict.code().as_str(), verdict.severity()))
        .collect()
}

/// What a start with the same file says.
fn started<T: Config>(file: &str) -> Vec<(&'static str, Severity)> {
    let loader = loader(file, file).default_environment(rehearsal::Environment::Staging);
    let problems: Vec<Problem> = match loader.load::<T>() {
        Ok(loaded) => loaded.warnings().problems().to_vec(),
        Err(report) => report.problems().to_vec(),
    };
    let said = |problem: &Problem| (problem.code().as_str(), problem.severity());
    problems.iter().map(said).collect()
}

#[derive(Config)]
struct Accepted {
    #[config(nested)]
    server: Server,
    #[config(default, parity = free)]
    allowed_origins: Vec<String>,
    #[config(default = "*.jpg", parity = free)]
    original_pattern: String,
    #[config(default = "none", parity = free)]
    access_level: String,
    #[config(default = false, parity = free)]
    keep_originals: bool,
    #[config(default = "http://cadence.net/ns", parity = free)]
    xml_namespace: Url,
    #[config(default = "http://www.w3.org/2000/svg", parity = free)]
    svg: Url,
    #[config(default = false, parity = free)]
    debug: bool,
}

#[derive(Config)]
struct Server {
    #[config(default = "127.0.0.1", parity = free)]
    host: String,
    #[config(default = false, parity = free)]
    tls: bool,
}

#[test]
fn a_value_that_a_start_accepts_is_no_violation() {
    for accepted in [
        "allowed_origins = ['https://*.cadence.app']",
        "original_pattern = '*.png'",
        "access_level = 'all'",
        "keep_originals = true",
        "xml_namespace = 'http://cadence.net/other'",
        "server.host = '0.0.0.0'",
        "server.host = '::'",
    ] {
        assert_eq!(started::<Accepted>(accepted), [], "{accepted}");
        let parity = parity::<Accepted>(accepted);
        assert!(parity.is_clean(), "{accepted}\n{parity}");
        let is_more = |(code, _): &(&str, Severity)| *code != "could-be-default";
        assert!(!said(&parity).iter().any(is_more), "{parity}");
    }
}

#[test]
fn a_switch_that_only_its_name_gives_away_is_a_warning_for_both() {
    let debug = "debug = true";
    let warned = [("debug-setting", Severity::Warning)];
    assert_eq!(started::<Accepted>(debug), warned);
    let parity = parity::<Accepted>(debug);
    assert_eq!(said(&parity), warned);
    assert!(parity.is_clean(), "{parity}");
}

#[test]
fn a_host_that_the_program_declares_is_private_for_parity_too() {
    #[derive(Config)]
    struct Cache {
        #[config(parity = free)]
        cache: Option<Url>,
    }
    let file = "cache = 'redis://cache.corp.net'";
    let loader = loader(file, file);
    let codes = |loader: &Loader| -> Vec<Code> {
        let parity = loader.parity::<Cache>();
        parity
            .violations()
            .map(rehearsal::parity::Difference::code)
            .collect()
    };
    assert_eq!(codes(&loader), [Code::Plaintext]);
    assert_eq!(codes(&loader.private_host("*.corp.net")), []);
}

#[test]
fn what_a_field_allows_or_only_warns_of_it_does_for_parity_too() {
    #[derive(Config)]
    struct Search {
        #[config(
            parity = free,
            allow(internal_host = "beside the program"),
            warn(plaintext = "until June", in(Staging))
        )]
        search: Option<Url>,
    }
    let file = "search = 'http://search.local'";
    assert_snapshot!(parity::<Search>(file), @r#"
    1 violation in the parity of cadence (1 warning)

    setting  rule  development  test  staging              production           finding
    search   free  –            –     http://search.local  http://search.local  violation

    error[plaintext]: `search` does not use TLS (in production)
     --> config/production.toml:1:10
      |
    1 | search = 'http://search.local'
      |          ^^^^^^^^^^^^^^^^^^^^^ `http` is not encrypted
      |
      = help: use `https`
      = help: to permit it for a while, add a waiver of `plaintext` to waivers.toml
      = help: in the program, `Loader::private_host` declares the hosts of a private network
      = help: in the program, `#[config(allow(plaintext = "why"))]` allows it on the field

    warning[plaintext]: `search` does not use TLS (in staging)
     --> config/staging.toml:1:10
      |
    1 | search = 'http://search.local'
      |          ^^^^^^^^^^^^^^^^^^^^^ `http` is not encrypted
      |
      = help: use `https`
      = help: in the program, `Loader::private_host` declares the hosts of a private network
      = help: in the program, `#[config(allow(plaintext = "why"))]` allows it on the field
    "#);
}

#[test]
fn a_setting_that_a_condition_has_in_one_environment_is_not_one_sided() {
    #[derive(Config)]
    struct Conditions {
        #[config(forbidden_in = [Production])]
        profiler: Option<u16>,
        #[config(required_in = [Production])]
        region: Option<String>,
        #[config(parity = free, default = false)]
        mail: bool,
        #[config(required_if = "mail")]
        sender: Option<String>,
    }
    let staging = "profiler = 6060\nmail = true\nsender = 'a'";
    let parity = loader(staging, "region = 'eu'").parity::<Conditions>();
    assert!(parity.is_clean(), "{parity}");
}

#[test]
fn a_default_that_is_refused_is_for_the_deploy_to_replace() {
    #[derive(Config)]
    struct Database {
        #[config(default = "postgres://localhost/cadence")]
        database: Url,
    }
    let parity = parity::<Database>("");
    assert!(parity.is_clean(), "{parity}");
    assert_eq!(
        started::<Database>(""),
        [("internal-host", Severity::Error)]
    );
}

#[derive(Config)]
struct Site {
    #[config(parity = free)]
    url: Option<Url>,
}

const WAIVER: &str = "[[waiver]]\nkey = 'url'\nenvironments = ['staging']\n\
    code = 'internal-host'\nreason = 'the proxy'\nuntil = 2026-12-31\n";

#[test]
fn a_waiver_of_one_refusal_in_one_environment_hides_no_other() {
    let local = "url = 'https://localhost'";
    for (production, expected) in [
        ("url = 'http://cadence.net'", Code::Plaintext),
        ("url = 'https://localhost'", Code::InternalHost),
    ] {
        let host = Memory::new()
            .today("2026-11-23".parse().unwrap())
            .file("config/development.toml", "")
            .file("config/test.toml", "")
            .file("config/staging.toml", local)
            .file("config/production.toml", production)
            .file("config/waivers.toml", WAIVER);
        let parity = Loader::new("CADENCE").system(host).parity::<Site>();
        let refused = |verdict: &&rehearsal::parity::Difference| {
            matches!(verdict.code(), Code::Plaintext | Code::InternalHost)
        };
        let violations: Vec<_> = parity
            .violations()
            .filter(refused)
            .map(|verdict| (verdict.code(), verdict.environments()))
            .collect();
        assert_eq!(violations, [(expected, &["production".to_owned()][..])]);
        let waived: Vec<_> = parity
            .waived()
            .map(|(verdict, _)| verdict.environments())
            .collect();
        assert_eq!(waived, [["staging"]]);
    }
}

#[test]
fn each_host_of_a_url_is_refused() {
    #[derive(Config)]
    struct Database {
        #[config(parity = free)]
        database: Option<Url>,
        #[config(parity = free, default)]
        brokers: Vec<String>,
    }
    for file in [
        "brokers = ['kafka+ssl://a.net:9092,localhost:9092']",
        "brokers = ['mongodb://u@a.net:27017,127.1:27017/?tls=true']",
        "database = 'postgres:///main?host=a.net,localhost&sslmode=verify-full'",
    ] {
        let refused = [("internal-host", Severity::Error)];
        assert_eq!(started::<Database>(file), refused, "{file}");
        assert_eq!(said(&parity::<Database>(file)), refused, "{file}");
    }
}

#[test]
fn what_several_environments_refuse_is_one_verdict() {
    let parity = loader(
        "# one line more\nurl = 'https://localhost'",
        "url = 'https://localhost'",
    );
    assert_snapshot!(parity.parity::<Site>(), @r#"
    1 violation in the parity of cadence

    setting  rule  development  test  staging            production         finding
    url      free  –            –     https://localhost  https://localhost  violation

    error[internal-host]: the host of `url` is the local machine (in staging and production)
     --> config/production.toml:1:7
      |
    1 | url = 'https://localhost'
      |       ^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
     --> config/staging.toml:2:7
      |
    2 | url = 'https://localhost'
      |       ------------------- placeholder or local host
      |
      = help: set the real host of this environment
      = help: to permit it for a while, add a waiver of `internal-host` to waivers.toml
      = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field
    "#);
}
