//! Layers of several formats: which file is read, and what is said of the others.

use rehearsal::report::Origin;
use rehearsal::system::Memory;
use rehearsal::{Environment, Loader};

use super::{Settings, lines, loader};

#[test]
fn layers_may_differ_in_format() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file(
            "config/default.toml",
            "name = \"a\"\nport = 1\n[server]\nhost = \"b\"\nworkers = 2\n",
        )
        .file(
            "config/production.yaml",
            "port: 443\nserver:\n  workers: 8\n",
        )
        .file("config/eu.json", "{\"server\": {\"host\": \"eu\"}}");
    let loader = Loader::new("CADENCE").deployment("eu", Environment::Production);
    let settings = loader
        .system(host.variable("CADENCE_ENV", "eu"))
        .load::<Settings>()
        .unwrap();
    assert_eq!((settings.port, settings.server.workers), (443, 8));
    assert_eq!(settings.server.host, "eu");
    let origin = |key| {
        settings
            .origin(key)
            .as_ref()
            .map(Origin::to_string)
            .unwrap()
    };
    assert_eq!(origin("name"), "config/default.toml:1:8");
    assert_eq!(origin("port"), "config/production.yaml:1:7");
    assert_eq!(origin("server.host"), "config/eu.json:1:21");
}

#[test]
fn one_layer_in_two_files() {
    let host = Memory::new()
        .file("config/default.toml", "name = \"x\"\n")
        .file("config/default.json", "{\"port\": \"x\"}")
        .file("config/development.yaml", "")
        .file("config/development.yml", "");
    let report = loader(host).load::<Settings>().unwrap_err();
    insta::assert_snapshot!(report, @r#"
    3 problems keep cadence from starting in development

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> config/default.json:1:10
      |
    1 | {"port": "x"
      |          ^^^ found a string

    error[ambiguous-file]: config/default.toml and config/default.json define the same layer
     --> config/default.toml
     --> config/default.json
      |
      = help: keep one of them

    error[ambiguous-file]: config/development.yaml and config/development.yml define the same layer
     --> config/development.yaml
     --> config/development.yml
      |
      = help: keep one of them
    "#);
    let embedded = Loader::new("CADENCE")
        .system(Memory::new().variable("CADENCE_ENV", "test"))
        .embed([("default.toml", "name = \"x\"\nport = 1")])
        .embed([("default.yaml", "debug: true")])
        .embed([("test.json", "{}")]);
    insta::assert_snapshot!(lines(&embedded.load::<Settings>().unwrap_err()), @"ambiguous-file default.toml default.yaml default.toml and default.yaml define the same layer");
}

#[test]
fn embedded_files_are_of_the_format_their_name_says() {
    let loader = Loader::new("CADENCE")
        .system(Memory::new().variable("CADENCE_ENV", "test"))
        .embed([("config/default.yaml", "name: x\nport: 80")])
        .embed([("config/test.json", "{\"port\": 81}")]);
    assert_eq!(loader.load::<Settings>().unwrap().port, 81);
}

#[test]
fn what_is_missing_is_said_of_the_file_that_exists() {
    let missing = |files: &[(&str, &str)]| {
        let host = files
            .iter()
            .fold(Memory::new(), |host, (path, text)| host.file(path, *text));
        let report = loader(host).load::<Settings>().unwrap_err();
        report.to_string()
    };
    insta::assert_snapshot!(missing(&[("config/default.json", "{\"name\": \"x\"}")]), @"
    2 problems keep cadence from starting in development

    error[file-missing]: the environment development has no file config/development.json
     --> config/development.json
      |
      = help: create it; every environment needs its own file (`{}` is enough)

    error[missing]: `port` is not set, and has no default
      |
      = help: set the variable CADENCE_PORT, or `port` in config/default.json
    ");
    insta::assert_snapshot!(missing(&[("config/default.toml", "name = \"x\""), ("config/development.yml", "")]), @"
    1 problem keeps cadence from starting in development

    error[missing]: `port` is not set, and has no default
      |
      = help: set the variable CADENCE_PORT, or `port` in config/development.yml
    ");
}

#[test]
fn a_local_file_of_any_format_is_noted_where_it_is_not_read() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/production.yaml", "name: x\nport: 1")
        .file("config/local.yaml", "port: 2");
    let settings = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.port, 1);
    insta::assert_snapshot!(settings.warnings(), @"
    note[file-ignored]: config/local.yaml is not read in production
     --> config/local.yaml
      |
      = help: do not ship it; only development and test read it
    ");
}
