//! Where was looked for files, and which files nobody reads.

#![allow(dead_code)]

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loaded, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
struct Settings {
    /// Where reminders are stored.
    database: String,
    #[config(default = 8080)]
    port: u16,
    key: Option<SecretString>,
}

fn world(environment: &str) -> Memory {
    Memory::new()
        .current_dir("/srv/app")
        .variable("CADENCE_ENV", environment)
}

fn loader(host: Memory) -> Loader {
    Loader::new("CADENCE").system(host)
}

#[track_caller]
fn refused(host: Memory) -> Report {
    loader(host).load::<Settings>().unwrap_err()
}

#[track_caller]
fn accepted(host: Memory) -> Loaded<Settings> {
    let loaded = loader(host).load::<Settings>();
    loaded.unwrap_or_else(|report| panic!("{report}"))
}

fn looked(report: &Report) -> String {
    report
        .to_string()
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_report_ends_with_where_was_looked() {
    let host = world("production")
        .file("config/default.toml", "prot = 1\n")
        .file("config/production.toml", "");
    assert_snapshot!(refused(host), @"
    2 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `prot`
     --> config/default.toml:1:1
      |
    1 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `port`?

    error[missing]: `database` is not set, and has no default
      |
      = help: about: Where reminders are stored.
      = help: set the variable CADENCE_DATABASE, or `database` in config/production.toml

    looked in /srv/app/config: default.toml, production.toml
    ");
}

#[cfg(feature = "dotenv")]
#[test]
fn what_was_not_there_is_told_with_the_rest() {
    let host = world("development").file("config/development.toml", "");
    assert_snapshot!(looked(&refused(host)), @"looked in /srv/app/config: default.toml (not there), development.toml, local.toml (not there); /srv/app/.env (not there)");
    let host = world("test")
        .file("config/test.json", "{}")
        .file(".env", "");
    assert_snapshot!(looked(&refused(host)), @"looked in /srv/app/config: default.json (not there), test.json, local.json (not there); /srv/app/.env");
    assert_snapshot!(looked(&refused(world("production"))), @"looked for /srv/app/config (not there)");
    assert_snapshot!(looked(&refused(world("development"))), @"looked for /srv/app/config (not there); /srv/app/.env (not there)");
}

#[test]
fn who_named_the_folder_is_told() {
    let host = world("production")
        .variable("CADENCE_CONFIG_DIR", "/etc/app")
        .file("/etc/app/production.toml", "");
    assert_snapshot!(looked(&refused(host)), @"looked in /etc/app, named by CADENCE_CONFIG_DIR: default.toml (not there), production.toml");
    let host = world("production").variable("CADENCE_CONFIG_DIR", "conf");
    assert_snapshot!(refused(host), @"
    1 problem keeps cadence from starting in production

    error[file-missing]: the config directory /srv/app/conf does not exist
     --> variable CADENCE_CONFIG_DIR
      |
      = help: set CADENCE_CONFIG_DIR to a directory, or unset it

    looked for /srv/app/conf, named by CADENCE_CONFIG_DIR (not there)
    ");
    let host = world("production").variable("CADENCE_CONFIG_DIR", "/etc/postgres://u:hunter2@h");
    let report = refused(host);
    assert!(!report.to_string().contains("hunter2"), "{report}");
}

#[test]
fn embedded_files_are_told_as_such() {
    let loader = loader(world("staging").file("config/staging.toml", ""))
        .embed("config/default.toml", "")
        .deployment("qa", Environment::Staging);
    let report = loader
        .clone()
        .embed("config/staging.toml", "")
        .load::<Settings>();
    assert_snapshot!(looked(&report.unwrap_err()), @"looked in the program: config/default.toml, config/staging.toml");
    assert_snapshot!(looked(&loader.load::<Settings>().unwrap_err()), @"looked in the program: config/default.toml, config/staging.toml (not there)");
}

#[test]
fn a_folder_beside_a_deployed_program_that_carries_files_is_noted() {
    let notes = |environment: &str, host: Memory| {
        let loader = loader(host).embed(format!("config/{environment}.toml"), "database = 'a'");
        loader.load::<Settings>().unwrap().warnings().to_string()
    };
    let beside = |environment: &str| world(environment).file("config/staging.toml", "port = 1");
    assert_snapshot!(notes("staging", beside("staging")), @"
    note[file-ignored]: nothing reads the directory /srv/app/config: the files embedded in the program are read
     --> config
      |
      = help: set CADENCE_CONFIG_DIR to it if its files are meant, or remove it
    ");
    assert_eq!(notes("development", beside("development")), "");
    assert_eq!(notes("staging", world("staging")), "");
}

#[test]
fn secret_folders_are_told_where_they_are_or_should_be() {
    let host = world("production")
        .file("config/production.toml", "")
        .file("/run/secrets/key", "metronome metronome 42");
    assert_snapshot!(looked(&refused(host)), @"looked in /srv/app/config: default.toml (not there), production.toml; /run/secrets");
    let host = world("production")
        .file("config/production.toml", "")
        .variable("CADENCE_SECRETS_DIR", "secrets");
    assert_snapshot!(refused(host), @"
    1 problem keeps cadence from starting in production

    error[file-missing]: the secret directory /srv/app/secrets does not exist
     --> variable CADENCE_SECRETS_DIR
      |
      = help: set CADENCE_SECRETS_DIR to a directory, or unset it

    looked in /srv/app/config: default.toml (not there), production.toml; /srv/app/secrets (not there)
    ");
}

#[cfg(feature = "json")]
#[test]
fn where_was_looked_is_data_too() {
    let host = world("production")
        .variable("CADENCE_CONFIG_DIR", "etc")
        .file("etc/production.toml", "database = 5");
    let json: serde_json::Value = serde_json::from_str(&refused(host).to_json()).unwrap();
    assert_snapshot!(format!("{:#}", json["searched"]), @r#"
    {
      "config_dir": {
        "path": "/srv/app/etc",
        "state": "read"
      },
      "embedded": false,
      "files": [
        {
          "path": "/srv/app/etc/default.toml",
          "state": "not there"
        },
        {
          "path": "/srv/app/etc/production.toml",
          "state": "read"
        }
      ],
      "named_by": "CADENCE_CONFIG_DIR",
      "working_dir": "/srv/app"
    }
    "#);
}

#[test]
fn a_host_without_a_working_directory_has_nowhere_to_look() {
    let report = refused(Memory::new().variable("CADENCE_ENV", "production"));
    assert!(report.searched().is_none());
    assert!(!report.to_string().contains("looked"), "{report}");
}

#[test]
fn a_start_that_read_no_file_says_so_where_programs_are_deployed() {
    for environment in ["staging", "production"] {
        let host = world(environment).variable("CADENCE_DATABASE", "a");
        let settings = accepted(host);
        let note = &settings.warnings().problems()[0];
        assert_eq!(note.code(), Code::FileMissing, "{environment}");
        assert_eq!(settings.searched().unwrap().files().len(), 0);
    }
    let host = || world("production").variable("CADENCE_DATABASE", "a");
    assert_snapshot!(accepted(host()).warnings(), @"
    note[file-missing]: there is no directory `config` in /srv/app: no files were read
      |
      = help: set CADENCE_CONFIG_DIR to the directory of the configuration files
      = help: in the program, `Loader::without_config_dir` says that it has no files
    ");
    let nowhere = Memory::new()
        .variable("CADENCE_ENV", "staging")
        .variable("CADENCE_DATABASE", "a");
    assert_snapshot!(accepted(nowhere).warnings(), @"
    note[file-missing]: there is no directory `config`: no files were read
      |
      = help: set CADENCE_CONFIG_DIR to the directory of the configuration files
      = help: in the program, `Loader::without_config_dir` says that it has no files
    ");
    let wants_none = loader(host())
        .without_config_dir()
        .load::<Settings>()
        .unwrap();
    assert!(wants_none.warnings().problems().is_empty());
    let host = world("development").variable("CADENCE_DATABASE", "a");
    assert!(accepted(host).warnings().problems().is_empty());
}

#[test]
fn a_folder_that_is_not_wanted_may_still_be_named() {
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .variable("CADENCE_DATABASE", "b");
    let loader = loader(host.clone()).without_config_dir();
    let settings = loader.load::<Settings>().unwrap();
    assert_eq!(settings.database, "b");
    assert_snapshot!(settings.searched().unwrap(), @"looked for no files");
    let named = Loader::new("CADENCE")
        .without_config_dir()
        .system(host.variable("CADENCE_CONFIG_DIR", "config"))
        .load::<Settings>()
        .unwrap();
    assert_snapshot!(named.searched().unwrap(), @"looked in /srv/app/config, named by CADENCE_CONFIG_DIR: default.toml (not there), production.toml");
}

#[cfg(feature = "dotenv")]
#[test]
fn a_folder_that_may_not_be_entered_is_one_problem() {
    let host = || {
        world("development")
            .file("config/default.toml", "database = 'a'")
            .file("config/development.toml", "")
    };
    assert_snapshot!(refused(host().unreadable("config")), @"
    1 problem keeps cadence from starting in development

    error[file-unreadable]: permission denied: the config directory /srv/app/config
     --> /srv/app/config
      |
      = help: grant the user that runs the program the right to list and enter it

    looked for /srv/app/config (not read); /srv/app/.env (not there)
    ");
    let named = host()
        .variable("CADENCE_CONFIG_DIR", "config")
        .unreadable("config");
    assert_snapshot!(refused(named), @"
    1 problem keeps cadence from starting in development

    error[file-unreadable]: permission denied: the config directory /srv/app/config
     --> variable CADENCE_CONFIG_DIR
      |
      = help: grant the user that runs the program the right to list and enter it

    looked for /srv/app/config, named by CADENCE_CONFIG_DIR (not read); /srv/app/.env (not there)
    ");
}

#[test]
fn a_file_where_a_folder_is_named_is_not_called_missing() {
    let host = world("production")
        .variable("CADENCE_CONFIG_DIR", "production.toml")
        .variable("CADENCE_SECRETS_DIR", "/etc/key")
        .file("production.toml", "database = 'a'")
        .file("/etc/key", "a");
    assert_snapshot!(refused(host), @"
    2 problems keep cadence from starting in production

    error[file-unreadable]: the config directory /srv/app/production.toml is not a directory
     --> variable CADENCE_CONFIG_DIR
      |
      = help: set CADENCE_CONFIG_DIR to a directory, or unset it

    error[file-unreadable]: the secret directory /etc/key is not a directory
     --> variable CADENCE_SECRETS_DIR
      |
      = help: set CADENCE_SECRETS_DIR to a directory, or unset it

    looked for /srv/app/production.toml, named by CADENCE_CONFIG_DIR (not read); /etc/key (not read)
    ");
}

#[test]
fn a_folder_below_one_that_may_not_be_entered_is_one_problem() {
    let host = world("production")
        .variable("CADENCE_CONFIG_DIR", "/etc/app/config")
        .unreadable("/etc/app")
        .file("/etc/app/config/production.toml", "");
    assert_snapshot!(refused(host), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: permission denied: the config directory /etc/app/config
     --> variable CADENCE_CONFIG_DIR
      |
      = help: grant the user that runs the program the right to list and enter it

    looked for /etc/app/config, named by CADENCE_CONFIG_DIR (not read)
    ");
}

#[test]
fn a_secret_folder_that_may_not_be_entered_is_one_problem() {
    let host = world("production")
        .file("config/production.toml", "")
        .variable("CADENCE_SECRETS_DIR", "/etc/secrets")
        .unreadable("/etc/secrets")
        .file("/etc/secrets/database", "a")
        .file("/etc/secrets/key", "b");
    assert_snapshot!(refused(host), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: permission denied: the secret directory /etc/secrets
     --> /etc/secrets
      |
      = help: let the program list and enter it, or name single files in variables such as NAME_FILE

    looked in /srv/app/config: default.toml (not there), production.toml; /etc/secrets (not read)
    ");
}

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
    error[unknown-file]: nothing reads config/defaults.toml: every environment reads `default.toml`
     --> config/defaults.toml
      |
      = help: move its settings to `default.toml`, and remove it
    ");
    assert_snapshot!(told("production", "prod.toml"), @"
    error[unknown-file]: nothing reads config/prod.toml: production reads `production.toml`
     --> config/prod.toml
      |
      = help: move its settings to `production.toml`, and remove it
    ");
    assert_snapshot!(told("development", "Development.toml"), @"
    error[unknown-file]: nothing reads config/Development.toml: development reads `development.toml`
     --> config/Development.toml
      |
      = help: move its settings to `development.toml`, and remove it
    ");
    assert_snapshot!(told("development", "development.TOML"), @"
    error[unknown-file]: nothing reads config/development.TOML: development reads `development.toml`
     --> config/development.TOML
      |
      = help: move its settings to `development.toml`, and remove it
    ");
    assert_snapshot!(told("development", "dev.toml"), @"
    error[unknown-file]: nothing reads config/dev.toml: development reads `development.toml`
     --> config/dev.toml
      |
      = help: move its settings to `development.toml`, and remove it
    ");
    assert_snapshot!(told("development", "development.json5"), @"
    error[unknown-file]: nothing reads config/development.json5: development reads `development.toml`
     --> config/development.json5
      |
      = help: move its settings to `development.toml`, and remove it
    ");
    assert_snapshot!(told("development", "Local.yml"), @"
    error[unknown-file]: nothing reads config/Local.yml: development and test read `local.yml`
     --> config/Local.yml
      |
      = help: rename it to `local.yml`
    ");
}

#[test]
fn a_second_file_of_a_layer_in_another_format_is_not_suggested() {
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .file("config/prod.json", "{}");
    assert_snapshot!(rehearsal_text(&refused(host)), @"
    error[unknown-file]: nothing reads config/prod.json: production reads `production.toml`
     --> config/prod.json
      |
      = help: move its settings to `production.toml`, and remove it
    ");
    let embedded = loader(world("production"))
        .embed("config/production.toml", "database = 'a'")
        .embed("config/prod.json", "{}");
    let report = embedded.load::<Settings>().unwrap_err();
    let help = report.problems()[0].help();
    assert_eq!(
        help,
        ["move its settings to `production.toml`, and remove it"]
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
    note[unknown-file]: nothing reads the directory config/local: development and test read `local.toml`
     --> config/local
      |
      = help: move the settings in it to `local.toml`

    note[unknown-file]: nothing reads the directory config/production: production reads `production.toml`
     --> config/production
      |
      = help: move the settings in it to `production.toml`
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
    note[unknown-file]: nothing reads config/.env
     --> config/.env
      |
      = help: only `.env` in the working directory is read, in development and test; move the lines there, or remove it
    ");
    let messages: Vec<_> = settings
        .warnings()
        .problems()
        .iter()
        .map(|note| note.message().to_owned())
        .collect();
    assert_eq!(messages, ["nothing reads config/.env"]);
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
        "nothing reads config/production.env: production reads `production.toml`"
    );
}

#[test]
fn a_file_that_nothing_reads_is_noted() {
    assert_snapshot!(told("production", "production.local.toml"), @"
    note[unknown-file]: nothing reads config/production.local.toml
     --> config/production.local.toml
      |
      = help: files of settings are called `default`, `local`, `development`, `test`, `staging`, `production`, `EU`; move or remove what is not one
    ");
    assert_snapshot!(told("production", "base.toml"), @"
    note[unknown-file]: nothing reads config/base.toml
     --> config/base.toml
      |
      = help: files of settings are called `default`, `local`, `development`, `test`, `staging`, `production`, `EU`; move or remove what is not one
    ");
    assert_snapshot!(told("production", "stagin.toml"), @"
    note[unknown-file]: nothing reads config/stagin.toml: staging reads `staging.toml`
     --> config/stagin.toml
      |
      = help: rename it to `staging.toml`
    ");
    assert_snapshot!(told("production", "eu.toml"), @"
    note[unknown-file]: nothing reads config/eu.toml: the deployment EU reads `EU.toml`
     --> config/eu.toml
      |
      = help: rename it to `EU.toml`
    ");
    assert_eq!(told("production", "README.md"), "");
    assert_eq!(told("production", "parity.toml"), "");
    assert_eq!(told("production", "test.json"), "");
}

#[test]
fn a_file_that_may_be_meant_for_one_that_may_be_missing_is_a_warning() {
    let host = world("development")
        .file("config/default.toml", "database = 'a'")
        .file("config/development.toml", "")
        .file("config/locale.toml", "");
    let settings = accepted(host);
    assert_snapshot!(settings.warnings(), @"
    warning[unknown-file]: nothing reads config/locale.toml: development and test read `local.toml`
     --> config/locale.toml
      |
      = help: rename it to `local.toml`
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
    assert_snapshot!(note.message(), @"nothing reads config/unit-00.json, config/unit-01.json, config/unit-02.json, config/unit-03.json, config/unit-04.json, config/unit-05.json, config/unit-06.json, config/unit-07.json, config/unit-08.json, config/unit-09.json and 3 more");
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
      = help: rename config/prod.yaml to `production.yaml`
    ");
    let embedded = loader(world("production"))
        .embed("config/default.toml", "database = 'a'")
        .embed("config/PRODUCTION.toml", "");
    let report = embedded.load::<Settings>().unwrap_err();
    assert_snapshot!(rehearsal_text(&report), @"
    error[file-missing]: the environment production has no embedded file production.toml
     --> config/PRODUCTION.toml
      |
      = help: rename config/PRODUCTION.toml to `production.toml`
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
    error[unknown-file]: nothing reads config/eu.toml: the deployment EU reads `EU.toml`
     --> config/eu.toml
      |
      = help: rename it to `EU.toml`
    ");
}

#[test]
fn an_embedded_file_that_nothing_reads_is_told_of() {
    let loader = loader(world("production"))
        .embed("config/defaults.toml", "")
        .embed("config/base.toml", "")
        .embed("config/production.toml", "database = 'a'");
    let report = loader.load::<Settings>().unwrap_err();
    assert_snapshot!(rehearsal_text(&report), @"
    error[unknown-file]: nothing reads config/defaults.toml: every environment reads `default.toml`
     --> config/defaults.toml
      |
      = help: rename it to `default.toml`

    note[unknown-file]: nothing reads config/base.toml
     --> config/base.toml
      |
      = help: files of settings are called `default`, `local`, `development`, `test`, `staging`, `production`; move or remove what is not one
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
            "nothing reads .env.local, .env.production"
        );
        if environment == "production" {
            assert_snapshot!(settings.warnings(), @"
            note[file-ignored]: nothing reads .env.local, .env.production
             --> .env.local
             --> .env.production
              |
              = help: only `.env` in the working directory is read, in development and test; move the lines there, or remove it
            ");
        }
    }
}

#[test]
fn a_path_that_leads_nowhere_is_told_in_full() {
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .variable("CADENCE_KEY_FILE", "secrets/key");
    let report = refused(host);
    let problem = &report.problems()[0];
    assert_snapshot!(problem.message(), @"the file /srv/app/secrets/key that CADENCE_KEY_FILE names does not exist");
}
