//! Files that the program names, as with `--config FILE`.

use insta::assert_snapshot;
use rehearsal::report::PathState;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loaded, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
struct Settings {
    #[config(default = 8080)]
    port: u16,
    #[config(default = "nobody")]
    name: String,
    api_key: Option<SecretString>,
}

const FILE: &str = "/etc/cadence.toml";

fn system() -> Memory {
    Memory::new()
        .current_dir("/srv/app")
        .variable("CADENCE_ENV", "production")
}

/// As the program does with an argument `--config FILE`.
fn loader(system: Memory) -> Loader {
    Loader::new("CADENCE").file(FILE).system(system)
}

#[track_caller]
fn accepted(loader: &Loader) -> Loaded<Settings> {
    let loaded = loader.load::<Settings>().unwrap();
    assert!(
        loaded.warnings().problems().is_empty(),
        "{}",
        loaded.warnings()
    );
    loaded
}

#[track_caller]
fn refused(loader: &Loader) -> Report {
    loader.load::<Settings>().unwrap_err()
}

#[test]
fn an_argument_names_the_only_file_that_is_read() {
    let system = system()
        .file(FILE, "port = 80")
        .file("config/default.toml", "name = \"not read\"")
        .file("config/production.toml", "nonsense = 1");
    let settings = accepted(&loader(system));
    assert_eq!((settings.port, &*settings.name), (80, "nobody"));
    let origin = settings.origin("port").unwrap().to_string();
    assert_eq!(origin, "/etc/cadence.toml:1:8");
    let searched = settings.searched().unwrap();
    assert_eq!(searched.files()[0].state(), PathState::Read);
    assert_snapshot!(searched, @"looked for /etc/cadence.toml");
}

#[test]
fn what_is_above_files_is_above_a_named_file_and_what_is_embedded_below() {
    let system = system()
        .file(FILE, "port = 80\nname = \"file\"")
        .variable("CADENCE_PORT", "81");
    let loader = loader(system)
        .embed([("config/default.toml", "name = \"embedded\"\nport = 1")])
        .embed([("config/production.toml", "port = 2")]);
    let settings = accepted(&loader);
    assert_eq!((settings.port, &*settings.name), (81, "file"));
    let resolution = settings.resolution();
    let row = resolution
        .rows()
        .iter()
        .find(|row| row.key().as_str() == "port");
    let overridden: Vec<_> = row
        .unwrap()
        .overridden()
        .iter()
        .map(|one| one.origin().to_string())
        .collect();
    assert_snapshot!(overridden.join("\n"), @"
    /etc/cadence.toml:1:8
    config/production.toml:1:8
    config/default.toml:2:8
    ");
    assert_snapshot!(settings.searched().unwrap(), @"looked in the program: config/default.toml, config/production.toml; /etc/cadence.toml");
}

#[test]
fn of_several_named_files_the_later_one_wins() {
    let system = system()
        .file(FILE, "port = 80\nname = \"first\"")
        .file("/etc/site.toml", "port = 81");
    let settings = accepted(&loader(system).file("/etc/site.toml"));
    assert_eq!((settings.port, &*settings.name), (81, "first"));
}

#[test]
fn a_named_file_may_hold_secrets_because_it_is_not_committed() {
    let system = system().file(FILE, "api_key = \"kv8Qz1Lw0pXn7RtY3mBd\"");
    assert!(accepted(&loader(system)).api_key.is_some());
}

#[test]
fn a_named_file_that_is_not_there_is_a_problem() {
    let mut report = refused(&loader(system())).to_string();
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in production

    error[file-missing]: the file /etc/cadence.toml does not exist
     --> /etc/cadence.toml
      |
      = help: create it, or name another file

    looked for /etc/cadence.toml (not there)
    ");
    let folder = system().file(format!("{FILE}/inner"), "");
    report = refused(&loader(folder)).to_string();
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: /etc/cadence.toml is a directory, not a file
     --> /etc/cadence.toml
      |
      = help: replace it with a file; container runtimes create a directory when the file to mount does not exist

    looked for /etc/cadence.toml (not read)
    ");
}

#[test]
fn a_named_file_of_whatever_ending_is_toml_and_its_mistakes_have_a_place() {
    let system = system().file("cadence.conf", "prot = 80");
    let loader = Loader::new("CADENCE").file("cadence.conf").system(system);
    assert_snapshot!(refused(&loader), @"
    1 problem keeps cadence from starting in production

    error[unknown-key]: there is no setting `prot`
     --> cadence.conf:1:1
      |
    1 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `port`?

    looked for /srv/app/cadence.conf
    ");
}

#[test]
fn a_file_and_a_directory_cannot_both_be_named() {
    let system = system()
        .file(FILE, "")
        .file("/etc/cadence/production.toml", "");
    let by_variable = system
        .clone()
        .variable("CADENCE_CONFIG_DIR", "/etc/cadence");
    assert_snapshot!(refused(&loader(by_variable)), @"
    1 problem keeps cadence from starting in production

    error[ambiguous-file]: the config directory /etc/cadence is not read: the program was given the file /etc/cadence.toml
     --> variable CADENCE_CONFIG_DIR
      |
      = help: unset CADENCE_CONFIG_DIR, or do not give the file

    looked for /etc/cadence.toml
    ");
    assert_snapshot!(refused(&loader(system).config_dir("/etc/cadence")), @"
    1 problem keeps cadence from starting in production

    error[ambiguous-file]: the config directory /etc/cadence is not read: the program also names the file /etc/cadence.toml
      |
      = help: in the program, use either `Loader::file` or `Loader::config_dir`

    looked for /etc/cadence.toml
    ");
}

#[test]
fn who_lacks_a_value_is_shown_the_named_file() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Required {
        url: String,
    }
    let loader = loader(system().file(FILE, ""));
    let report = loader.load::<Required>().unwrap_err();
    assert_snapshot!(report.problems()[0].help().join("\n"), @"set the variable CADENCE_URL, or `url` in /etc/cadence.toml");
}

#[test]
fn everybody_may_write_a_named_file() {
    let system = system().file(FILE, "port = 80").mode(FILE, 0o666);
    let settings = loader(system).load::<Settings>().unwrap();
    assert_snapshot!(settings.warnings(), @"
    warning[world-writable]: the config file is world-writable
     --> /etc/cadence.toml
      |
      = help: restrict writing to the user that deploys the program: mode 0644

    looked for /etc/cadence.toml
    ");
}

#[test]
fn a_named_file_is_not_committed() {
    let system = system().file(FILE, "port = 80");
    let supplied = rehearsal::testing::assert_environments::<Settings>(&loader(system));
    assert!(
        supplied
            .iter()
            .any(|(name, _)| name == Environment::Production.as_str())
    );
}
