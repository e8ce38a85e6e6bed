//! Environments that do not load, deployments, files that stand aside, and what
//! may differ.

use insta::assert_snapshot;
use rehearsal::parity::Supply::{self, Absent, Default, Deploy, File};
use rehearsal::parity::{Cell, Column, Difference};
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Environment, Loader};

use super::settings::Settings;
use super::{BASE, base, parity};

#[test]
fn legitimate_differences_are_no_violations() {
    for (file, from, to) in [
        ("production.toml", "db.cadence.net", "10.1.2.3:6432"),
        ("production.toml", "postgres://db", "postgresql://app@db"),
        (
            "staging.toml",
            "max_connections = 5\n",
            "max_connections = 50\n",
        ),
        (
            "production.toml",
            "max_connections = 50\n",
            "max_connections = 500\n",
        ),
        ("production.toml", "weight = 3", "weight = 1"),
        ("production.toml", "mail@cadence.net", "post@cadence.net"),
        (
            "production.toml",
            "[features]\n",
            "[features]\ndigest = true\n",
        ),
        ("production.toml", "paid = 900", "paid = 9000"),
        ("development.toml", "level = \"debug\"", "level = \"trace\""),
        (
            "development.toml",
            "[features]\n",
            "[features]\nquiet = true\n",
        ),
        ("development.toml", "redis://localhost", "redis://cache"),
        (
            "staging.toml",
            "sandbox.purse.net",
            "purse-sandbox.staging.cadence.net",
        ),
        (
            "production.toml",
            "https://cadence.net\"\nallowed",
            "https://www.cadence.net\"\nallowed",
        ),
        (
            "production.toml",
            "[\"https://cadence.net\"]",
            "[\"https://cadence.net\", \"https://app.cadence.net\"]",
        ),
        (
            "production.toml",
            "max_connections = 50\n",
            "max_connections = 50\nversion = \"15.4.1\"\n",
        ),
        (
            "production.toml",
            "max_connections = 50\n",
            "max_connections = 50\nversion = \"15\"\n",
        ),
        (
            "production.toml",
            "max_connections = 50\n",
            "max_connections = 50\nstatement_timeout = \"3s\"\n",
        ),
        (
            "production.toml",
            "listen = \"0.0.0.0:8080\"\n",
            "listen = \"[::]:80\"\nrequest_timeout = \"30000ms\"\n",
        ),
    ] {
        let mut files = base();
        let text = files.iter_mut().find(|(name, _)| name == file).unwrap();
        assert_eq!(text.1.matches(from).count(), 1, "{from}");
        text.1 = text.1.replace(from, to);
        let parity = parity(&files);
        assert!(parity.is_clean(), "{to}\n{parity}");
    }
}

#[test]
fn an_environment_that_does_not_load_is_compared_with_no_other() {
    let mut files = base();
    files
        .iter_mut()
        .find(|(name, _)| name == "staging.toml")
        .unwrap()
        .1 = "[server\n".to_owned();
    let parity = parity(&files);
    let found: Vec<_> = parity
        .violations()
        .map(|verdict| (verdict.code(), verdict.environments().to_vec()))
        .collect();
    assert_eq!(found, [(Code::Syntax, vec!["staging".to_owned()])]);
    let whole: Vec<_> = parity.sides().iter().map(Column::is_whole).collect();
    assert_eq!(whole, [true, true, false, true]);
}

#[test]
fn a_mistake_in_the_default_file_is_told_once() {
    let mut files = base();
    files[0].1.push_str("\n[nonsense]\n");
    let parity = parity(&files);
    let found: Vec<_> = parity.violations().collect();
    assert_eq!(found.len(), 1, "{parity}");
    assert_eq!(
        found[0].environments(),
        ["development", "test", "staging", "production"]
    );
}

#[test]
fn a_deployment_is_compared_like_an_environment() {
    let host = BASE.iter().fold(Memory::new(), |host, (name, text)| {
        host.file(format!("config/{name}"), *text)
    });
    let host = host.file(
        "config/eu-prod.toml",
        "[mail]\napi_url = \"https://api.posthorn.net/v2\"\n",
    );
    let loader = Loader::new("CADENCE")
        .system(host)
        .deployment("eu-prod", Environment::Production);
    let parity = loader.parity::<Settings>();
    let names: Vec<_> = parity.sides().iter().map(Column::name).collect();
    assert_eq!(
        names,
        ["development", "test", "staging", "production", "eu-prod"]
    );
    let messages: Vec<_> = parity.violations().map(Difference::message).collect();
    assert_eq!(
        messages,
        [
            "`mail.api_url` is version `v2` in eu-prod, and `v1` in development, test, staging and production"
        ]
    );
}

#[test]
fn the_matrix_says_how_every_value_comes() {
    let parity = parity(&base());
    let supplies = |key: &str| -> Vec<Supply> {
        let setting = parity
            .settings()
            .iter()
            .find(|setting| setting.key().as_str() == key);
        setting.unwrap().cells().iter().map(Cell::supply).collect()
    };
    assert_eq!(supplies("database.password"), [File, File, Deploy, Deploy]);
    assert_eq!(supplies("database.replica_url"), [Absent; 4]);
    assert_eq!(supplies("server.listen"), [Default, Default, File, File]);
    assert_eq!(supplies("database.migration"), [Default; 4]);
}

#[test]
fn a_local_file_that_git_ignores_is_only_noted() {
    let host = BASE.iter().fold(Memory::new(), |host, (name, text)| {
        host.file(format!("config/{name}"), *text)
    });
    let host = host
        .file("config/local.toml", "nonsense = [")
        .file(".gitignore", "/config/local.toml\n");
    let parity = Loader::new("CADENCE").system(host).parity::<Settings>();
    assert!(parity.is_clean(), "{parity}");
    let notes: Vec<_> = parity.warnings().map(Difference::message).collect();
    assert_eq!(
        notes,
        ["config/local.toml is specific to this machine, and was left out"]
    );
}

#[test]
fn an_embedded_local_file_is_a_violation() {
    let loader = BASE.iter().fold(
        Loader::new("CADENCE").system(Memory::new()),
        |loader, (name, text)| loader.embed([(format!("config/{name}"), *text)]),
    );
    assert!(loader.parity::<Settings>().is_clean());
    let parity = loader
        .embed([("config/local.toml", "")])
        .parity::<Settings>();
    let codes: Vec<_> = parity.violations().map(Difference::code).collect();
    assert_eq!(codes, [Code::LocalFile]);
}

#[test]
fn neither_variables_nor_overrides_count() {
    let host = BASE.iter().fold(Memory::new(), |host, (name, text)| {
        host.file(format!("config/{name}"), *text)
    });
    let host = host
        .variable("CADENCE_ENV", "nowhere")
        .variable("CADENCE_DATABASE_URL", "sqlite:x.db")
        .variable("CADENCE_NONSENSE", "1");
    let loader = Loader::new("CADENCE")
        .system(host)
        .set("database.url", "sqlite:y.db");
    assert!(loader.parity::<Settings>().is_clean());
}

#[test]
fn a_misspelt_file_gets_a_suggestion() {
    let mut files = base();
    files.push(("prodcution.toml".to_owned(), String::new()));
    files.push(("prd.yaml".to_owned(), String::new()));
    files.push(("zebra.toml".to_owned(), String::new()));
    files.push(("README.md".to_owned(), "about".to_owned()));
    let parity = parity(&files);
    let drawn: Vec<_> = parity
        .violations()
        .map(|verdict| format!("{}: {}", verdict.message(), verdict.help().join("; ")))
        .collect();
    assert_snapshot!(drawn.join("\n"), @"
    config/prd.yaml is not read: production reads production.toml: move its settings to production.toml, then delete it
    config/prodcution.toml is not read: production reads production.toml: move its settings to production.toml, then delete it
    config/zebra.toml is not read: no environment has this name: configuration files are named `default`, `local`, `development`, `test`, `staging`, `production`, `waivers`; remove it
    ");
}
