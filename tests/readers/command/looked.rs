//! What the subcommand says where there are no files to look into.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader, testing};

use crate::support::command::run_for;

/// Settings that start without any file.
#[derive(Debug, Config)]
#[allow(dead_code)]
struct Settings {
    #[config(default = 8080)]
    port: u16,
    #[config(default = "metro")]
    name: String,
}

fn elsewhere(environment: &str) -> Memory {
    Memory::new()
        .current_dir("/srv/app")
        .variable("METRONOME_ENV", environment)
}

fn loader(host: Memory) -> Loader {
    Loader::new("METRONOME").system(host)
}

fn run(loader: &Loader, args: &str) -> (u8, String, String) {
    run_for::<Settings>(loader, args)
}

#[test]
fn a_check_that_could_read_no_file_is_no_success() {
    let (status, out, err) = run(&loader(elsewhere("production")), "check --all");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"
    development: 1 problem
    test: 1 problem
    staging: 1 problem
    production: 1 problem
    ");
    assert_snapshot!(err, @"
    1 problem keeps metronome from starting in development, test, staging and production

    error[file-missing]: there is no directory `config` in /srv/app: no files were read
      |
      = help: set METRONOME_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files

    looked for /srv/app/config (not there)

    for more about a code, try `metronome config check --explain file-missing`
    ");
    for environment in Environment::ALL {
        let args = format!("check {environment}");
        let (status, out, err) = run(&loader(elsewhere("production")), &args);
        assert_eq!((status, out), (78, format!("{environment}: 1 problem\n")));
        assert!(err.contains("no directory `config` in /srv/app"), "{err}");
    }
}

#[test]
fn a_check_that_finds_nothing_wrong_says_where_it_looked() {
    let host = elsewhere("production")
        .file("config/default.toml", "port = 80")
        .file("config/test.toml", "")
        .file("config/staging.toml", "")
        .file("config/development.toml", "")
        .file("config/production.toml", "");
    let said = |args: &str| {
        let (status, out, err) = run(&loader(host.clone()), args);
        assert_eq!(status, 0, "{args}");
        format!("{out}{err}")
    };
    assert_snapshot!(said("check"), @"
    production: fine
    looked in /srv/app/config: default.toml, production.toml
    ");
    assert_snapshot!(said("check test"), @"
    test: fine
    looked in /srv/app/config: default.toml, test.toml
    ");
    assert_snapshot!(said("check --all"), @"
    development: fine
    test: fine
    staging: fine
    production: fine
    looked in /srv/app/config: default.toml, development.toml, test.toml, staging.toml, production.toml
    ");
}

#[test]
fn a_program_that_wants_no_folder_is_checked_by_its_defaults() {
    let loader = loader(elsewhere("production")).without_config_dir();
    for args in ["check", "check --all"] {
        let (status, _, err) = run(&loader, args);
        assert_eq!((status, &*err), (0, "looked for no files\n"), "{args}");
    }
    for args in ["show", "explain", "show staging"] {
        let (status, _, err) = run(&loader, args);
        assert_eq!((status, &*err), (0, ""), "{args}");
    }
}

#[test]
fn what_is_said_of_this_deploy_says_that_there_is_no_folder() {
    for environment in Environment::ALL {
        let loader = loader(elsewhere(environment.as_str()));
        for args in ["check", "show", "explain", "explain port", "fingerprint"] {
            let (status, _, err) = run(&loader, args);
            assert_eq!(status, 0, "{args}");
            assert_eq!(err.matches("no directory").count(), 1, "{args}: {err}");
        }
    }
    let (_, _, err) = run(&loader(elsewhere("test")), "show");
    assert_snapshot!(err, @"
    note[file-missing]: there is no directory `config` in /srv/app: no files were read
      |
      = help: set METRONOME_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files
    ");
    let refused = loader(elsewhere("test").variable("METRONOME_PORT", "x"));
    let (status, _, err) = run(&refused, "explain name");
    assert_eq!(status, 78);
    assert_snapshot!(err, @"
    note[file-missing]: there is no directory `config` in /srv/app: no files were read
      |
      = help: set METRONOME_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files
    ");
}

#[test]
fn what_is_committed_for_others_is_not_shown_where_there_is_no_folder() {
    let loader = loader(elsewhere("production"));
    let (status, out, err) = run(&loader, "show staging");
    assert_eq!((status, &*out), (78, ""));
    assert!(err.contains("no directory `config` in /srv/app"), "{err}");
    let (status, out, err) = run(&loader, "explain --env staging port");
    assert_eq!(status, 78);
    assert!(out.contains("8080"), "{out}");
    assert_eq!(err.matches("no directory").count(), 1, "{err}");
}

#[test]
fn a_folder_that_is_there_is_not_spoken_of() {
    let host = elsewhere("production").file("config/production.toml", "");
    for args in ["show", "explain", "show production"] {
        let (status, _, err) = run(&loader(host.clone()), args);
        assert_eq!((status, &*err), (0, ""), "{args}");
    }
    let embedded = loader(elsewhere("production")).embed([("config/production.toml", "")]);
    let (status, out, err) = run(&embedded, "check --all");
    assert_eq!((status, &*out), (0, "production: fine\n"));
    assert_snapshot!(err, @"looked in the program: config/default.toml (not there), config/production.toml");
}

#[test]
fn the_variable_that_names_a_folder_is_told_by_every_reader() {
    let host = elsewhere("production").variable("METRONOME_CONFIG_DIR", "conf");
    for args in [
        "check",
        "check --all",
        "show",
        "show test",
        "explain",
        "parity",
    ] {
        let (status, out, err) = run(&loader(host.clone()), args);
        assert_eq!(status, 78, "{args}");
        let said = format!("{out}{err}");
        assert!(
            said.contains("/srv/app/conf does not exist"),
            "{args}: {said}"
        );
        assert!(said.contains("METRONOME_CONFIG_DIR"), "{args}: {said}");
    }
}

#[test]
fn a_deployment_without_a_file_of_its_own_is_named() {
    let host = elsewhere("eu").file("config/production.toml", "");
    let loader = loader(host).deployment("eu", Environment::Production);
    let (status, out, err) = run(&loader, "check eu");
    assert_eq!((status, &*out), (0, "eu (production): fine\n"));
    assert_snapshot!(err, @"
    note[file-missing]: the deployment eu has no file /srv/app/config/eu.toml: it uses only the settings of production
     --> config/eu.toml
      |
      = help: create it for settings specific to eu (it may be empty)

    looked in /srv/app/config: default.toml (not there), production.toml, eu.toml (not there)
    ");
    let (status, _, err) = run(&loader, "check");
    assert_eq!(status, 0);
    assert!(err.contains("/srv/app/config/eu.toml"), "{err}");
    let (_, out, _) = run(&loader, "parity");
    assert!(out.contains("the deployment eu has no file"), "{out}");
    let embedded = Loader::new("METRONOME")
        .system(elsewhere("eu"))
        .embed([("config/production.toml", "")])
        .deployment("eu", Environment::Production);
    let (status, _, err) = run(&embedded, "check --all");
    assert_eq!(status, 0);
    assert_eq!(
        err.matches("the deployment eu has no file eu.toml").count(),
        1,
        "{err}"
    );
}

#[test]
#[should_panic(expected = "there is no directory `config` in /srv/app: no files were read")]
fn environments_without_a_file_are_not_asserted() {
    testing::assert_environments::<Settings>(&loader(elsewhere("test")));
}

#[test]
#[should_panic(expected = "there is no directory `config` in /srv/app: no files were read")]
fn no_environment_is_handed_out_where_there_is_no_folder() {
    testing::for_each_environment::<Settings>(&loader(elsewhere("test")), |_, _| {});
}

#[test]
fn a_folder_without_a_file_that_is_read_is_one_violation() {
    let empty = elsewhere("production").dir("config");
    let parity = loader(empty).parity::<Settings>();
    assert_snapshot!(parity, @"
    1 violation in the parity of metronome

    error[file-missing]: nothing was compared: /srv/app/config contains neither default.toml nor the file of an environment
      |
      = help: set METRONOME_CONFIG_DIR to the directory that contains the configuration files

    looked in /srv/app/config: default.toml (not there), development.toml (not there), test.toml (not there), staging.toml (not there), production.toml (not there)
    ");
    let misnamed = elsewhere("production").file("config/prod.toml", "port = 80");
    let parity = loader(misnamed).parity::<Settings>();
    assert_snapshot!(parity, @"
    2 violations in the parity of metronome

    error[file-missing]: nothing was compared: /srv/app/config contains neither default.toml nor the file of an environment
      |
      = help: set METRONOME_CONFIG_DIR to the directory that contains the configuration files

    error[unknown-file]: config/prod.toml is not read: production reads production.toml
     --> config/prod.toml
      |
      = help: rename it to production.toml

    looked in /srv/app/config: default.toml (not there), development.toml (not there), test.toml (not there), staging.toml (not there), production.toml (not there)
    ");
    let none = loader(elsewhere("production")).parity::<Settings>();
    assert_snapshot!(none, @"
    1 violation in the parity of metronome

    error[file-missing]: nothing was compared: there is no directory `config` in /srv/app
      |
      = help: set METRONOME_CONFIG_DIR to the directory that contains the configuration files

    looked for /srv/app/config (not there)
    ");
    let unwanted = loader(elsewhere("production")).without_config_dir();
    let messages = unwanted.parity::<Settings>();
    let messages: Vec<_> = messages
        .violations()
        .map(rehearsal::parity::Difference::message)
        .collect();
    assert_eq!(
        messages,
        ["nothing was compared: the program reads no configuration files"]
    );
}
