//! Links that lead nowhere, and directories where files are meant.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[test]
fn a_link_that_leads_nowhere_is_one_problem_wherever_it_is() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Ports {
        #[config(default = 8080)]
        port: u16,
        name: String,
    }
    let report = |host: Memory| {
        let host = host.variable("CADENCE_ENV", "production");
        let loader = Loader::new("CADENCE").system(host);
        loader.load::<Ports>().map(drop).unwrap_err().to_string()
    };
    let files = || {
        Memory::new()
            .file("config/default.toml", "name = 'a'")
            .file("config/production.toml", "")
    };
    assert_snapshot!(report(files().link("config/default.toml", "..data/default.toml")), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: broken link: config/default.toml points to ..data/default.toml
     --> config/default.toml
      |
      = help: restore its target, or remove the link
    ");
    assert_snapshot!(report(files().link("config/production.toml", "..data/production.toml")), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: broken link: config/production.toml points to ..data/production.toml
     --> config/production.toml
      |
      = help: restore its target, or remove the link
    ");
    assert_snapshot!(report(Memory::new().link("config", "/srv/settings")), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: broken link: config points to /srv/settings
     --> config
      |
      = help: restore its target, or set CADENCE_CONFIG_DIR to the right directory
    ");
    assert_snapshot!(report(Memory::new().link("config", "config")), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: broken link: config points to config
     --> config
      |
      = help: restore its target, or set CADENCE_CONFIG_DIR to the right directory
    ");
    let named = Memory::new()
        .variable("CADENCE_CONFIG_DIR", "/etc/cadence")
        .link("/etc/cadence", "cadence-2");
    assert_snapshot!(report(named), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: broken link: /etc/cadence points to cadence-2
     --> variable CADENCE_CONFIG_DIR
      |
      = help: set CADENCE_CONFIG_DIR to a directory, or unset it
    ");
    let twin = files()
        .variable("CADENCE_NAME_FILE", "/run/name")
        .link("/run/name", "..data/name");
    assert_snapshot!(report(twin), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: broken link: /run/name (named by CADENCE_NAME_FILE) points to ..data/name
     --> /run/name, named by CADENCE_NAME_FILE
      |
      = help: restore its target, or remove the link
    ");
    let in_folder = files().link("/run/secrets/name", "..data/name");
    assert_snapshot!(report(in_folder), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: broken link: /run/secrets/name points to ..data/name
     --> /run/secrets/name
      |
      = help: restore its target, or remove the link
    ");
    let dotenv = files()
        .variable("CADENCE_ENV", "test")
        .file("config/test.toml", "")
        .link(".env", "../shared.env");
    let loader = Loader::new("CADENCE").system(dotenv);
    let refused = loader
        .load::<Ports>()
        .map(drop)
        .map_err(|report| report.to_string());
    assert_eq!(refused.is_err(), cfg!(feature = "dotenv"));
    if let Err(refused) = refused {
        assert_snapshot!(refused, @"
        1 problem keeps cadence from starting in test

        error[file-unreadable]: broken link: .env points to ../shared.env
         --> .env
          |
          = help: restore its target, or remove the link
        ");
    }
}

#[derive(Debug, Config)]
struct Empty {}

#[test]
fn where_a_file_is_wanted_a_directory_is_refused_with_a_cure() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .dir("config/production.toml");
    let loader = Loader::new("CADENCE").system(host);
    let report = loader.load::<Empty>().map(drop).unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: config/production.toml is a directory, not a file
     --> config/production.toml
      |
      = help: replace it with a file; container runtimes create a directory when the file to mount does not exist
    ");
    let loader = Loader::new("CADENCE").config_dir("/nope");
    let host = Memory::new().variable("CADENCE_ENV", "production");
    let report = loader.system(host).load::<Empty>().map(drop).unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in production

    error[file-missing]: the config directory /nope does not exist
     --> /nope
      |
      = help: create it, or set CADENCE_CONFIG_DIR to the right directory
    ");
}
