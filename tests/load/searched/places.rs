//! Where was looked, and who had named the place.

use insta::assert_snapshot;
use rehearsal::report::{Code, PathState};
use rehearsal::system::Memory;
use rehearsal::{Environment, Loader};

use super::{Settings, accepted, loader, looked, refused, world};

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
        .embed([("config/default.toml", "")])
        .deployment("qa", Environment::Staging);
    let report = loader
        .clone()
        .embed([("config/staging.toml", "")])
        .load::<Settings>();
    assert_snapshot!(looked(&report.unwrap_err()), @"looked in the program: config/default.toml, config/staging.toml");
    assert_snapshot!(looked(&loader.load::<Settings>().unwrap_err()), @"looked in the program: config/default.toml, config/staging.toml (not there)");
}

#[test]
fn a_folder_beside_a_deployed_program_that_carries_files_is_noted() {
    let notes = |environment: &str, host: Memory| {
        let loader = loader(host).embed([(format!("config/{environment}.toml"), "database = 'a'")]);
        loader.load::<Settings>().unwrap().warnings().to_string()
    };
    let beside = |environment: &str| world(environment).file("config/staging.toml", "port = 1");
    assert_snapshot!(notes("staging", beside("staging")), @"
    note[file-ignored]: the directory /srv/app/config is not read: the program uses its embedded files
     --> config
      |
      = help: to use its files, set CADENCE_CONFIG_DIR to it; otherwise delete it

    looked in the program: config/default.toml (not there), config/staging.toml
    ");
    assert_eq!(notes("development", beside("development")), "");
    assert_snapshot!(notes("staging", world("staging")), @"looked in the program: config/default.toml (not there), config/staging.toml");
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
fn a_start_that_read_no_file_says_so() {
    for environment in ["development", "test", "staging", "production"] {
        let host = world(environment).variable("CADENCE_DATABASE", "a");
        let settings = accepted(host);
        let note = &settings.warnings().problems()[0];
        assert_eq!(note.code(), Code::FileMissing, "{environment}");
        let dir = settings.searched().unwrap().config_dir().unwrap();
        assert_eq!(dir.state(), PathState::NotThere);
    }
    let host = || world("production").variable("CADENCE_DATABASE", "a");
    assert_snapshot!(accepted(host()).warnings(), @"
    note[file-missing]: there is no directory `config` in /srv/app: no files were read
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files

    looked for /srv/app/config (not there)
    ");
    let nowhere = Memory::new()
        .variable("CADENCE_ENV", "staging")
        .variable("CADENCE_DATABASE", "a");
    assert_snapshot!(accepted(nowhere).warnings(), @"
    note[file-missing]: there is no directory `config`: no files were read
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files
    ");
    let wants_none = loader(host())
        .without_config_dir()
        .load::<Settings>()
        .unwrap();
    assert!(wants_none.warnings().problems().is_empty());
    assert_snapshot!(wants_none.warnings(), @"looked for no files");
}

#[test]
fn a_start_from_staging_up_says_where_it_looked() {
    let host = |environment: &str| {
        world(environment)
            .file(format!("config/{environment}.toml"), "database = 'a'")
            .variable("CADENCE_SECRETS_DIR", "/etc/secrets")
            .file("/etc/secrets/key", "metronome metronome 42")
    };
    let said = |environment: &str| accepted(host(environment)).warnings().to_string();
    assert_snapshot!(said("staging"), @"looked in /srv/app/config: default.toml (not there), staging.toml; /etc/secrets");
    assert_snapshot!(said("production"), @"looked in /srv/app/config: default.toml (not there), production.toml; /etc/secrets");
    assert_snapshot!(said("development"), @"");
    let noted = host("production")
        .file("config/test.toml.orig", "")
        .file("config/qa.toml", "");
    assert_snapshot!(accepted(noted).warnings(), @"
    note[unknown-file]: config/qa.toml is not read
     --> config/qa.toml
      |
      = help: configuration files are named `default`, `local`, `development`, `test`, `staging`, `production`; rename it, or move it elsewhere

    looked in /srv/app/config: default.toml (not there), production.toml; /etc/secrets
    ");
    let nowhere = Memory::new()
        .variable("CADENCE_ENV", "staging")
        .file("config/staging.toml", "database = 'a'");
    assert_snapshot!(accepted(nowhere).warnings(), @"");
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

#[test]
fn a_path_that_leads_nowhere_is_told_in_full() {
    let host = world("production")
        .file("config/production.toml", "database = 'a'")
        .variable("CADENCE_KEY_FILE", "secrets/key");
    let report = refused(host);
    let problem = &report.problems()[0];
    assert_snapshot!(problem.message(), @"the file /srv/app/secrets/key (named by CADENCE_KEY_FILE) does not exist");
}
