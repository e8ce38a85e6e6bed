//! What deploys that are well run often have: no reason to refuse a start, unless the program
//! is strict.

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use url::Url;

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    database_url: Option<Url>,
    cache: Option<Url>,
    #[config(default)]
    brokers: Vec<String>,
    http_proxy: Option<Url>,
    otlp_endpoint: Option<Url>,
    #[config(nested)]
    telemetry: Telemetry,
}

#[derive(Config)]
#[expect(dead_code)]
struct Telemetry {
    url: Option<Url>,
}

fn loader(environment: &str, key: &str, value: &str) -> Loader {
    let host = Memory::new()
        .variable("CADENCE_ENV", environment)
        .variable(format!("CADENCE_{}", key.to_uppercase()), value);
    Loader::new("CADENCE").without_config_dir().system(host)
}

fn found(loader: &Loader) -> Vec<(Code, Severity)> {
    let of = |problem: &rehearsal::report::Problem| (problem.code(), problem.severity());
    match loader.load::<Settings>() {
        Ok(settings) => settings.warnings().problems().iter().map(of).collect(),
        Err(report) => report.iter().map(of).collect(),
    }
}

/// Asserts that a value is only warned of in staging and production, and refused where the
/// program is strict.
#[track_caller]
fn only_warned(key: &str, value: &str, code: Code) {
    for environment in ["staging", "production"] {
        let loader = loader(environment, key, value);
        let warned = found(&loader);
        assert_eq!(warned, [(code, Severity::Warning)], "{key} = {value}");
        let refused = found(&loader.strict());
        assert_eq!(refused, [(code, Severity::Error)], "{key} = {value}");
    }
}

#[track_caller]
fn refused(key: &str, value: &str, code: Code) {
    let found = found(&loader("production", key, value));
    assert_eq!(found, [(code, Severity::Error)], "{key} = {value}");
}

#[test]
fn a_name_that_only_the_cluster_resolves_needs_no_tls() {
    for value in [
        "redis://redis:6379",
        "redis://cache.internal",
        "redis://cache.prod.svc",
        "redis://cache.prod.svc.cluster.local:6379",
    ] {
        only_warned("cache", value, Code::Plaintext);
    }
    only_warned("brokers", "amqp://mq:5672", Code::Plaintext);
    only_warned(
        "database_url",
        "postgres://db.internal/main?sslmode=disable",
        Code::Plaintext,
    );
    for value in [
        "redis://cache.mail.net",
        "redis://10.1.2.3",
        "redis://nas.lan",
        "amqp://mq,mq.mail.net/main",
    ] {
        refused("cache", value, Code::Plaintext);
    }
    assert_snapshot!(
        loader("production", "cache", "redis://redis:6379").load::<Settings>().unwrap().warnings(),
        @r#"
    warning[plaintext]: `cache` does not use TLS
     --> variable CADENCE_CACHE
      |
      | CADENCE_CACHE=redis://redis:6379
      |               ^^^^^^^^^^^^^^^^^^ `redis` is not encrypted
      |
      = help: use `rediss`
      = help: in the program, `Loader::private_host` declares the hosts of a private network
      = help: in the program, `#[config(allow(plaintext = "why"))]` allows it on the field
    "#
    );
}

#[test]
fn telemetry_and_proxies_may_be_on_the_local_machine() {
    for key in ["telemetry_url", "otlp_endpoint", "http_proxy"] {
        for value in [
            "http://localhost:4317",
            "https://127.0.0.1:4318",
            "http://[::1]",
        ] {
            only_warned(key, value, Code::InternalHost);
        }
        refused(key, "https://collector.example", Code::InternalHost);
        refused(key, "https://0.0.0.0", Code::InternalHost);
    }
    for key in ["database_url", "cache"] {
        refused(key, "https://localhost", Code::InternalHost);
    }
}

#[test]
fn a_password_in_a_url_may_be_short_and_still_not_be_a_placeholder() {
    let url = |password: &str| format!("https://app:{password}@db.mail.net/main");
    for password in ["q7Zp2LxV0sKd9Tg", "q7Zp2LxV", "x9"] {
        let loader = loader("production", "database_url", &url(password));
        assert_eq!(found(&loader), [], "{password}");
        let strict = found(&loader.strict());
        assert_eq!(strict, [(Code::WeakSecret, Severity::Error)], "{password}");
    }
    for (password, code) in [
        ("changeme", Code::Placeholder),
        ("app", Code::Placeholder),
        ("123456", Code::Placeholder),
        ("$(DB_PASSWORD)", Code::Placeholder),
        ("abababababababab", Code::WeakSecret),
    ] {
        refused("database_url", &url(password), code);
    }
}

#[test]
fn in_development_nothing_is_said_of_them() {
    for (key, value) in [
        ("cache", "redis://redis:6379"),
        ("telemetry_url", "http://localhost:4317"),
    ] {
        assert_eq!(found(&loader("development", key, value)), []);
    }
}
