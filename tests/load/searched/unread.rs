//! Files that nothing reads, and what they may be meant for.

use insta::assert_snapshot;
use rehearsal::report::Severity;
use rehearsal::{Environment, Report};

use super::{Settings, accepted, loader, refused, world};

/// The problem with a file of this name in a folder that lacks nothing, or the
/// note.
#[track_caller]
fn told(environment: &str, file: &str) -> String {
    let host = world(environment)
        .file("config/default.toml", "database = 'a'")
        .file(format!("config/{environment}.toml"), "")
        .file(format!("config/{file}"), "");
    let loader = loader(host).deployment("EU", Environment::Production);
    match loader.load::<Settings>() {
        Ok(settings) => settings.warnings().to_string(),
        Err(report) => rehearsal_text(&report),
    }
}

fn rehearsal_text(report: &Report) -> String {
    let text = report.to_string();
    let lines = text
        .lines()
        .skip(2)
        .filter(|line| !line.starts_with("looked"));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

#[test]
fn a_file_almost_named_like_one_that_is_read_is_a_problem() {
    assert_snapshot!(told("production", "defaults.toml"), @"
    error[unknown-file]: config/defaults.toml is not read: every environment reads default.toml
     --> config/defaults.toml
      |
      = help: move its settings to default.toml, then delete it
    ");
    assert_snapshot!(told("production", "prod.toml"), @"
    error[unknown-file]: config/prod.toml is not read: production reads production.toml
     --> config/prod.toml
      |
      = help: move its settings to production.toml, then delete it
    ");
    assert_snapshot!(told("development", "Development.toml"), @"
    error[unknown-file]: config/Development.toml is not read: development reads development.toml
     --> config/Development.toml
      |
      = help: move its settings to development.toml, then delete it
    ");
    assert_snapshot!(told("development", "development.TOML"), @"
    error[unknown-file]: config/development.TOML is not read: development reads development.toml
     --> config/development.TOML
      |
      = help: move its settings to development.toml, then delete it
    ");
    assert_snapshot!(told("development", "dev.toml"), @"
    error[unknown-file]: config/dev.toml is not read: development reads development.toml
     --> config/dev.toml
      |
      = help: move its settings to development.toml, then delete it
    ");
    assert_snapshot!(told("development", "development.json5"), @"
    error[unknown-file]: config/development.json5 is not read: development reads development.toml
     --> config/development.json5
      |
      = help: move its settings to development.toml, then delete it
    ");
    assert_snapshot!(told("development", "Local.yml"), @"
    error[unknown-file]: config/Local.yml is not read: development and test read local.yml
     --> config/Local.yml
      |
      = help: rename it to local.yml
    ");
}

#[test]
fn a_second_file_of_a_layer_in_another_format_is_not_suggested() {
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .file("config/prod.json", "{}");
    assert_snapshot!(rehearsal_text(&refused(host)), @"
    error[unknown-file]: config/prod.json is not read: production reads production.toml
     --> config/prod.json
      |
      = help: move its settings to production.toml, then delete it
    ");
    let embedded = loader(world("production"))
        .embed([("config/production.toml", "database = 'a'")])
        .embed([("config/prod.json", "{}")]);
    let report = embedded.load::<Settings>().unwrap_err();
    let help = report.problems()[0].help();
    assert_eq!(
        help,
        ["move its settings to production.toml, then delete it"]
    );
}

#[test]
fn a_directory_called_like_a_layer_is_noted() {
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .file("config/production/database.toml", "")
        .file("config/local/a", "")
        .dir("config/tests")
        .dir("config/templates");
    assert_snapshot!(accepted(host.clone()).warnings(), @"
    note[unknown-file]: the directory config/local is not read: development and test read local.toml
     --> config/local
      |
      = help: move its settings to local.toml

    note[unknown-file]: the directory config/production is not read: production reads production.toml
     --> config/production
      |
      = help: move its settings to production.toml

    looked in /srv/app/config: default.toml (not there), production.toml
    ");
    let parity = loader(host).parity::<Settings>();
    let said = parity
        .warnings()
        .map(rehearsal::parity::Difference::message);
    let said: Vec<_> = said.filter(|said| said.contains("directory")).collect();
    assert_eq!(said.len(), 2, "{parity}");
}

#[test]
fn a_dotenv_in_the_config_directory_is_noted() {
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .file("config/.env", "CADENCE_PORT=1")
        .file("config/.env.example", "");
    let settings = accepted(host.clone());
    assert_eq!(settings.port, 8080);
    #[cfg(feature = "dotenv")]
    assert_snapshot!(settings.warnings(), @"
    note[unknown-file]: config/.env is not read
     --> config/.env
      |
      = help: move its lines to .env in the working directory, which development and test read, or delete it

    looked in /srv/app/config: default.toml (not there), production.toml
    ");
    let messages: Vec<_> = settings
        .warnings()
        .problems()
        .iter()
        .map(|note| note.message().to_owned())
        .collect();
    assert_eq!(messages, ["config/.env is not read"]);
    let parity = loader(host).parity::<Settings>();
    let mut said = parity
        .warnings()
        .map(rehearsal::parity::Difference::message);
    assert!(said.any(|said| said == messages[0]), "{parity}");
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .file("config/production.env", "CADENCE_PORT=1");
    let report = refused(host);
    assert_eq!(
        report.problems()[0].message(),
        "config/production.env is not read: production reads production.toml"
    );
}

#[test]
fn a_file_that_nothing_reads_is_noted() {
    assert_snapshot!(told("production", "production.local.toml"), @"
    note[unknown-file]: config/production.local.toml is not read
     --> config/production.local.toml
      |
      = help: configuration files are named `default`, `local`, `development`, `test`, `staging`, `production`, `EU`; rename it, or move it elsewhere

    looked in /srv/app/config: default.toml, production.toml
    ");
    assert_snapshot!(told("production", "base.toml"), @"
    note[unknown-file]: config/base.toml is not read
     --> config/base.toml
      |
      = help: configuration files are named `default`, `local`, `development`, `test`, `staging`, `production`, `EU`; rename it, or move it elsewhere

    looked in /srv/app/config: default.toml, production.toml
    ");
    assert_snapshot!(told("production", "stagin.toml"), @"
    note[unknown-file]: config/stagin.toml is not read: staging reads staging.toml
     --> config/stagin.toml
      |
      = help: rename it to staging.toml

    looked in /srv/app/config: default.toml, production.toml
    ");
    assert_snapshot!(told("production", "eu.toml"), @"
    note[unknown-file]: config/eu.toml is not read: the deployment EU reads EU.toml
     --> config/eu.toml
      |
      = help: rename it to EU.toml

    looked in /srv/app/config: default.toml, production.toml
    ");
    for other in ["README.md", "waivers.toml", "test.json"] {
        let searched = "looked in /srv/app/config: default.toml, production.toml";
        assert_eq!(told("production", other), searched, "{other}");
    }
}

#[test]
fn a_file_that_may_be_meant_for_one_that_may_be_missing_is_a_warning() {
    let host = world("development")
        .file("config/default.toml", "database = 'a'")
        .file("config/development.toml", "")
        .file("config/locale.toml", "");
    let settings = accepted(host);
    assert_snapshot!(settings.warnings(), @"
    warning[unknown-file]: config/locale.toml is not read: development and test read local.toml
     --> config/locale.toml
      |
      = help: rename it to local.toml
    ");
}

#[test]
fn many_files_that_nothing_reads_are_one_note() {
    let mut host = world("production")
        .file("config/production.toml", "database = 'a'")
        .dir("config/prod.toml");
    for number in 0..13 {
        host = host.file(format!("config/unit-{number:02}.json"), "");
    }
    let settings = accepted(host);
    assert_eq!(settings.warnings().problems().len(), 1);
    let note = &settings.warnings().problems()[0];
    assert_eq!(note.severity(), Severity::Note);
    assert_snapshot!(note.message(), @"config/unit-00.json, config/unit-01.json, config/unit-02.json, config/unit-03.json, config/unit-04.json, config/unit-05.json, config/unit-06.json, config/unit-07.json, config/unit-08.json, config/unit-09.json and 3 more are not read");
}

#[test]
fn the_file_that_was_meant_is_told_with_the_one_that_is_not_there() {
    let host = world("production")
        .file("config/default.toml", "database = 'a'")
        .file("config/prod.yaml", "");
    assert_snapshot!(rehearsal_text(&refused(host)), @"
    error[file-missing]: the environment production has no file /srv/app/config/production.toml
     --> config/production.toml
     --> config/prod.yaml
      |
      = help: rename config/prod.yaml to production.yaml
    ");
    let embedded = loader(world("production"))
        .embed([("config/default.toml", "database = 'a'")])
        .embed([("config/PRODUCTION.toml", "")]);
    let report = embedded.load::<Settings>().unwrap_err();
    assert_snapshot!(rehearsal_text(&report), @"
    error[file-missing]: the environment production has no embedded file production.toml
     --> config/PRODUCTION.toml
      |
      = help: rename config/PRODUCTION.toml to production.toml
    ");
}

#[test]
fn a_deployment_reads_the_file_of_its_own_name_only() {
    let host = world("EU")
        .file("config/production.toml", "database = 'a'")
        .file("config/eu.toml", "");
    let report = loader(host).deployment("EU", Environment::Production);
    let report = report.load::<Settings>().unwrap_err();
    assert_snapshot!(rehearsal_text(&report), @"
    error[unknown-file]: config/eu.toml is not read: the deployment EU reads EU.toml
     --> config/eu.toml
      |
      = help: rename it to EU.toml
    ");
}

#[test]
fn an_embedded_file_that_nothing_reads_is_told_of() {
    let loader = loader(world("production"))
        .embed([("config/defaults.toml", "")])
        .embed([("config/base.toml", "")])
        .embed([("config/production.toml", "database = 'a'")]);
    let report = loader.load::<Settings>().unwrap_err();
    assert_snapshot!(rehearsal_text(&report), @"
    error[unknown-file]: config/defaults.toml is not read: every environment reads default.toml
     --> config/defaults.toml
      |
      = help: rename it to default.toml

    note[unknown-file]: config/base.toml is not read
     --> config/base.toml
      |
      = help: configuration files are named `default`, `local`, `development`, `test`, `staging`, `production`; rename it, or move it elsewhere
    ");
}

#[cfg(feature = "dotenv")]
#[test]
fn files_beside_dotenv_are_noted_once() {
    for environment in ["development", "production"] {
        let host = world(environment)
            .file("config/default.toml", "database = 'a'")
            .file(format!("config/{environment}.toml"), "")
            .file(".env.local", "CADENCE_PORT=1")
            .file(".env.production", "")
            .file(".env.example", "");
        let settings = accepted(host);
        let notes = settings.warnings();
        assert_eq!(notes.problems().len(), 1);
        assert_eq!(
            notes.problems()[0].message(),
            ".env.local and .env.production are not read"
        );
        if environment == "production" {
            assert_snapshot!(settings.warnings(), @"
            note[file-ignored]: .env.local and .env.production are not read
             --> .env.local
             --> .env.production
              |
              = help: move its lines to .env in the working directory, which development and test read, or delete it

            looked in /srv/app/config: default.toml, production.toml
            ");
        }
    }
}
