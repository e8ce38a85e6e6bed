//! A file whose format is not built in is a problem, never passed over.

#![cfg(not(feature = "yaml"))]

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    #[config(default = 80)]
    port: u16,
}

#[test]
fn a_file_of_a_format_that_is_off_is_a_problem() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/default.toml", "")
        .file("config/production.yaml", "port: 443")
        .file("config/staging.yaml", "port: 443")
        .file("config/notes.yaml", "");
    let report = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap_err();
    insta::assert_snapshot!(report, @"
    1 problem keeps cadence from starting in production (1 note)

    error[file-ignored]: config/production.yaml is not read: the program was built without YAML support
     --> config/production.yaml
      |
      = help: build it with the feature `yaml` of rehearsal, or move the settings to config/production.toml

    note[unknown-file]: config/notes.yaml is not read
     --> config/notes.yaml
      |
      = help: configuration files are named `default`, `local`, `development`, `test`, `staging`, `production`; rename it, or move it elsewhere
    ");
}

#[test]
fn so_is_an_embedded_one() {
    let report = Loader::new("CADENCE")
        .system(Memory::new().variable("CADENCE_ENV", "test"))
        .embed([("default.yaml", "port: 81")])
        .embed([("test.toml", "")])
        .load::<Settings>()
        .unwrap_err();
    insta::assert_snapshot!(report, @"
    1 problem keeps cadence from starting in test

    error[file-ignored]: default.yaml is not read: the program was built without YAML support
     --> default.yaml
      |
      = help: build it with the feature `yaml` of rehearsal, or move the settings to default.toml
    ");
}
