//! Tools, which have no environments.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
struct Settings {
    #[config(default = 4)]
    jobs: u8,
    token: Option<SecretString>,
    server: Option<url::Url>,
}

const FILE: &str = "/home/ann/.config/sift/config.toml";

fn loader(system: Memory) -> Loader {
    Loader::new("SIFT").without_environments().system(system)
}

fn load(loader: &Loader) -> Result<Loaded<Settings>, Report> {
    loader.load()
}

#[test]
fn a_tool_needs_nothing_and_reads_its_file_by_path() {
    let settings = load(&loader(Memory::new())).unwrap();
    assert_eq!(settings.jobs, 4);
    let system = Memory::new()
        .current_dir("/home/ann")
        .file(FILE, "jobs = 8");
    let settings = load(&loader(system).file(FILE)).unwrap();
    assert_eq!(settings.jobs, 8);
    assert!(settings.warnings().problems().is_empty());
    assert_snapshot!(settings.searched().unwrap(), @"looked for /home/ann/.config/sift/config.toml");
}

#[test]
fn a_tool_reads_nothing_of_the_directory_it_is_called_in() {
    let system = Memory::new()
        .file("config/default.toml", "nonsense = 1")
        .file("config/development.toml", "jobs = 1")
        .file("config/local.toml", "jobs = 1")
        .file(".env", "SIFT_JOBS=1\nSIFT_NONSENSE=1")
        .file(".env.local", "")
        .variable("APP_ENV", "production");
    let settings = load(&loader(system)).unwrap();
    assert_eq!(settings.jobs, 4);
    assert!(
        settings.warnings().problems().is_empty(),
        "{}",
        settings.warnings()
    );
}

#[test]
fn what_only_a_deploy_refuses_a_tool_may_be_told() {
    let system = Memory::new()
        .variable("SIFT_TOKEN", "test")
        .variable("SIFT_SERVER", "http://localhost:9200");
    let settings = load(&loader(system)).unwrap();
    assert!(settings.token.is_some() && settings.server.is_some());
    assert!(
        settings.warnings().problems().is_empty(),
        "{}",
        settings.warnings()
    );
}

#[test]
fn the_built_in_defaults_of_a_tool_are_embedded() {
    let system = Memory::new().file(FILE, "jobs = 9");
    let loader = loader(system).embed([("default.toml", "jobs = 2")]);
    assert_eq!(load(&loader).unwrap().jobs, 2);
    assert_eq!(load(&loader.file(FILE)).unwrap().jobs, 9);
}

#[test]
fn a_variable_that_would_choose_an_environment_is_unknown_to_a_tool() {
    let system = Memory::new()
        .variable("SIFT_ENV", "production")
        .variable("SIFT_CONFIG_DIR", "/etc/sift")
        .variable("SIFT_JOSB", "3");
    assert_snapshot!(load(&loader(system)).unwrap_err(), @"
    3 problems keep sift from starting

    error[unknown-variable]: unknown variable SIFT_CONFIG_DIR
     --> variable SIFT_CONFIG_DIR
      |
      | SIFT_CONFIG_DIR=…
      | ^^^^^^^^^^^^^^^
      |
      = help: unset it
      = help: in the program, `Loader::ignore_variable` ignores a variable of another program

    error[unknown-variable]: unknown variable SIFT_ENV
     --> variable SIFT_ENV
      |
      | SIFT_ENV=…
      | ^^^^^^^^
      |
      = help: unset it
      = help: in the program, `Loader::ignore_variable` ignores a variable of another program

    error[unknown-variable]: unknown variable SIFT_JOSB
     --> variable SIFT_JOSB
      |
      | SIFT_JOSB=…
      | ^^^^^^^^^
      |
      = help: did you mean SIFT_JOBS?
    ");
}

#[test]
fn a_setting_of_a_tool_may_be_called_as_what_others_choose_by() {
    #[derive(Debug, Config)]
    struct Named {
        env: String,
        config_dir: String,
    }
    let system = Memory::new()
        .variable("SIFT_ENV", "dev")
        .variable("SIFT_CONFIG_DIR", "/etc");
    let settings = loader(system).load::<Named>().unwrap();
    assert_eq!((&*settings.env, &*settings.config_dir), ("dev", "/etc"));
}

#[test]
fn a_tool_with_a_config_directory_is_refused() {
    let system = Memory::new().file("/etc/sift/default.toml", "");
    let report = load(&loader(system).config_dir("/etc/sift")).unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps sift from starting

    error[ambiguous-file]: the config directory /etc/sift is not read: the program has no environments
      |
      = help: in the program, `Loader::file` names the files of a program without environments
    ");
}

#[test]
fn a_tool_without_a_prefix_does_not_claim_what_every_machine_has() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Claims {
        #[config(default = "")]
        path: String,
        #[config(default = "nobody", alias = "lang")]
        name: String,
        #[config(default = "", env = "HOME")]
        home_dir: String,
        #[config(nested)]
        database: Database,
    }
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Database {
        #[config(default = "")]
        user: String,
    }
    let loader = Loader::new("").without_environments().program("sift");
    let report = loader.system(Memory::new()).load::<Claims>().unwrap_err();
    assert_snapshot!(report, @r#"
    2 problems keep sift from starting

    error[ambiguous-variable]: the variable PATH of `path` is set on most machines
      |
      = help: in the program, rename the setting, or give the program a prefix: `Loader::new("NAME")`

    error[ambiguous-variable]: the variable LANG of `name` is set on most machines
      |
      = help: in the program, rename the setting, or give the program a prefix: `Loader::new("NAME")`
    "#);
    let loader = Loader::new("SIFT").without_environments();
    loader.system(Memory::new()).load::<Claims>().unwrap();
}
