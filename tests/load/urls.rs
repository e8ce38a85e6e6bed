//! URLs by their grammar that are not the ones that are meant.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader, Report};
use url::Url;

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    url: Option<Url>,
    #[config(default)]
    urls: Vec<Url>,
    #[config(default)]
    named: BTreeMap<String, Url>,
    #[config(secret)]
    hushed: Option<Url>,
    text: Option<String>,
}

fn load(environment: Environment, host: Memory) -> Result<(), Report> {
    let host = host.variable("CADENCE_ENV", environment.as_str());
    let loaded = Loader::new("CADENCE").system(host).load::<Settings>();
    loaded.map(|_| ())
}

/// The host with the setting in a file of development.
fn file(text: &str) -> Memory {
    Memory::new().file("config/development.toml", text)
}

fn refused(host: Memory) -> String {
    let report = load(Environment::Development, host).unwrap_err();
    report.to_string()
}

#[test]
fn a_host_that_was_read_as_a_scheme_is_refused() {
    let host =
        file("urls = ['https://cadence.app', 'localhost:5432']\nnamed = { data = 'C:\\data' }\n")
            .variable("CADENCE_URL", "redis.shop.net:6379")
            .variable("CADENCE_HUSHED", "app:hunter2@db:5432");
    let report = refused(host);
    assert!(!report.contains("hunter2"), "{report}");
    assert_snapshot!(report, @r"
    4 problems keep cadence from starting in development

    error[invalid-value]: `urls[1]` is not a usable URL
     --> config/development.toml:1:32
      |
    1 | urls = … 'localhost:5432'
      |          ^^^^^^^^^^^^^^^^ no scheme: the host is parsed as one
      |
      = help: put the scheme and `://` before the host: `postgres://localhost:5432`

    error[invalid-value]: `named.data` is not a usable URL
     --> config/development.toml:2:18
      |
    2 | named = … 'C:\data'
      |           ^^^^^^^^^ a path, not a URL
      |
      = help: write the path as a URL: `file:///C:/data`

    error[invalid-value]: `hushed` is not a usable URL
     --> variable CADENCE_HUSHED
      |
      | CADENCE_HUSHED=[redacted]
      |                ^^^^^^^^^^ no scheme: the host is parsed as one
      |
      = help: put the scheme and `://` before the host

    error[invalid-value]: `url` is not a usable URL
     --> variable CADENCE_URL
      |
      | CADENCE_URL=redis.shop.net:6379
      |             ^^^^^^^^^^^^^^^^^^^ no scheme: the host is parsed as one
      |
      = help: put the scheme and `://` before the host: `redis://redis.shop.net:6379`
    ");
}

#[test]
fn so_it_is_in_every_environment_and_from_every_source() {
    for environment in Environment::ALL {
        for host in [
            Memory::new().variable("CADENCE_URL", "localhost:5432"),
            Memory::new().variable("CADENCE_URLS__0", "localhost:5432"),
            Memory::new().variable("CADENCE_NAMED", "{ a = 'localhost:5432' }"),
            Memory::new()
                .variable("CADENCE_URL_FILE", "/run/url")
                .file("/run/url", "localhost:5432\n"),
            Memory::new().file("/run/secrets/CADENCE_URL", "localhost:5432\n"),
            Memory::new().file(
                format!("config/{environment}.toml"),
                "url = 'localhost:5432'",
            ),
        ] {
            let report = load(environment, host).unwrap_err();
            assert_eq!(report.problems()[0].code(), Code::InvalidValue, "{report}");
        }
    }
}

#[test]
fn a_service_that_nothing_names_the_host_of_is_refused() {
    let host = Memory::new()
        .variable("CADENCE_URL", "redis:6379")
        .variable("CADENCE_URLS", "s3:bucket,amqp:guest");
    assert_snapshot!(refused(host), @"
    3 problems keep cadence from starting in development

    error[invalid-value]: `url` is not a usable URL
     --> variable CADENCE_URL
      |
      | CADENCE_URL=redis:6379
      |             ^^^^^^^^^^ no host
      |
      = help: put `//` and the host after the scheme: `redis://redis:6379`

    error[invalid-value]: `urls[0]` is not a usable URL
     --> variable CADENCE_URLS
      |
      | CADENCE_URLS=s3:bucket
      |              ^^^^^^^^^ no host
      |
      = help: put `//` and the host after the scheme: `s3://bucket`

    error[invalid-value]: `urls[1]` is not a usable URL
     --> variable CADENCE_URLS
      |
      | CADENCE_URLS=… amqp:guest
      |                ^^^^^^^^^^ no host
      |
      = help: put `//` and the host after the scheme: `amqp://guest`
    ");
}

#[test]
fn a_host_that_only_a_parser_of_urls_would_find_is_refused() {
    let backslashes = r"https:\\localhost";
    for environment in Environment::ALL {
        let file_of_environment = format!("config/{environment}.toml");
        for host in [
            Memory::new().variable("CADENCE_URL", backslashes),
            Memory::new().variable("CADENCE_URLS__0", "http:localhost"),
            Memory::new().variable("CADENCE_NAMED", "{ a = 'https:///localhost' }"),
            Memory::new().file("/run/secrets/CADENCE_URL", r"https://\localhost"),
            Memory::new().file(&file_of_environment, format!("url = '{backslashes}'")),
            Memory::new().file(&file_of_environment, "url = 'wss:/localhost'"),
        ] {
            let report = load(environment, host).unwrap_err();
            let is_it = |problem: &rehearsal::report::Problem| {
                problem.code() == Code::InvalidValue && problem.key().is_some()
            };
            assert!(report.iter().any(is_it), "{report}");
        }
    }
    let host = Memory::new()
        .variable("CADENCE_URL", backslashes)
        .variable("CADENCE_URLS", r"https:\\app:hunter2@localhost");
    let report = refused(host);
    assert!(!report.contains("hunter2"), "{report}");
    assert_snapshot!(report, @r"
    2 problems keep cadence from starting in development

    error[invalid-value]: `url` is not a usable URL
     --> variable CADENCE_URL
      |
      | CADENCE_URL=https:\\localhost
      |             ^^^^^^^^^^^^^^^^^ the host does not follow `//`
      |
      = help: put `//` and the host after the scheme: `https://localhost/`

    error[invalid-value]: `urls[0]` is not a usable URL
     --> variable CADENCE_URLS
      |
      | CADENCE_URLS=https:[redacted]@localhost
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^ the host does not follow `//`
      |
      = help: put `//` and the host after the scheme
    ");
}

#[test]
fn urls_that_need_no_host_are_taken() {
    for url in [
        "sqlite:cadence.db",
        "sqlite::memory:",
        "file:///etc/cadence",
        "unix:/run/cadence.sock",
        "mailto:ops@cadence.app",
        "data:text/plain,a",
        "memory:",
        "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "postgres:///main",
        "note:this",
    ] {
        let host = Memory::new().variable("CADENCE_URL", url);
        assert!(load(Environment::Development, host).is_ok(), "{url}");
    }
    let text = Memory::new().variable("CADENCE_TEXT", "localhost:5432");
    assert!(load(Environment::Development, text).is_ok());
}

#[test]
fn a_password_that_ends_the_host_is_refused() {
    let host =
        file("urls = ['postgres://user:12/ss@host/db', 'postgres://user:pass#word@host/db']\n")
            .variable("CADENCE_URL", "postgres://user:123#ss@host/db")
            .variable("CADENCE_HUSHED", "postgres://user:123?ss@host/db");
    let report = refused(host);
    for part in ["123", "ss@", "pass#", "word@"] {
        assert!(!report.contains(part), "{report}");
    }
    assert_snapshot!(report, @r#"
    4 problems keep cadence from starting in development

    error[invalid-value]: `urls[0]` is not a usable URL
     --> config/development.toml:1:9
      |
    1 | urls = ["postgres://user:[redacted]@host/db"
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the host ends at `/`, before the `@`
      |
      = help: percent-encode `#`, `/`, `?`, `@` and `:` in the user name and password: `%23`, `%2F`, `%3F`, `%40` and `%3A`

    error[invalid-value]: `urls[1]` is not a usable URL
     --> config/development.toml:1:42
      |
    1 | urls = … "postgres://user:[redacted]@host/db"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the host ends at `#`, before the `@`
      |
      = help: percent-encode `#`, `/`, `?`, `@` and `:` in the user name and password: `%23`, `%2F`, `%3F`, `%40` and `%3A`

    error[invalid-value]: `hushed` is not a usable URL
     --> variable CADENCE_HUSHED
      |
      | CADENCE_HUSHED=[redacted]
      |                ^^^^^^^^^^ the host ends at `?`, before the `@`
      |
      = help: percent-encode `#`, `/`, `?`, `@` and `:` in the user name and password: `%23`, `%2F`, `%3F`, `%40` and `%3A`

    error[invalid-value]: `url` is not a usable URL
     --> variable CADENCE_URL
      |
      | CADENCE_URL=postgres://user:[redacted]@host/db
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the host ends at `#`, before the `@`
      |
      = help: percent-encode `#`, `/`, `?`, `@` and `:` in the user name and password: `%23`, `%2F`, `%3F`, `%40` and `%3A`
    "#);
}

#[test]
fn an_at_sign_behind_the_host_is_the_rest_of_a_user() {
    let signs = ['/', '?', '#'];
    for sign in signs {
        let url = format!("postgres://us{sign}er:hunter2@host/db");
        for host in [
            Memory::new().variable("CADENCE_URL", url.as_str()),
            Memory::new().variable("CADENCE_HUSHED", url.as_str()),
            Memory::new().variable("CADENCE_URLS", url.as_str()),
            Memory::new().variable("CADENCE_NAMED", format!("{{ a = '{url}' }}")),
            Memory::new()
                .variable("CADENCE_URL_FILE", "/run/url")
                .file("/run/url", url.as_str()),
            Memory::new().file("/run/secrets/CADENCE_URL", url.as_str()),
            file(&format!("url = '{url}'")),
            file(&format!("urls = ['{url}']")),
        ] {
            let report = refused(host);
            assert!(!report.contains("hunter2"), "{report}");
            let label = format!("the host ends at `{sign}`, before the `@`");
            assert!(report.contains(&label), "{report}");
            assert!(report.contains("percent-encode"), "{report}");
        }
    }
}

#[test]
fn an_at_sign_in_a_path_is_no_password() {
    for url in [
        "https://registry.shop.net:4873/@scope/package",
        "https://cadence.app/?mail=a@b",
        "postgres://user:p%23ss@host/db",
    ] {
        let host = Memory::new().variable("CADENCE_URL", url);
        assert!(load(Environment::Development, host).is_ok(), "{url}");
    }
}
