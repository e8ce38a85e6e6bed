//! Where nothing can be compared, that is said once, and why.

use insta::assert_snapshot;
use rehearsal::parity::ParityReport;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(default = 5)]
    pool: u32,
}

fn parity(host: Memory) -> ParityReport {
    let host = host.today("2026-11-23".parse().unwrap());
    Loader::new("CADENCE").system(host).parity::<Settings>()
}

#[test]
fn a_directory_that_cannot_be_read_is_one_problem() {
    let host = Memory::new()
        .file("config/default.toml", "pool = 3")
        .unreadable("config")
        .unreadable("config/waivers.toml");
    assert_snapshot!(parity(host).to_text(), @"
    1 violation in the parity of cadence

    error[file-unreadable]: permission denied: the config directory config
     --> config
      |
      = help: grant the user that runs the program read and execute permission on it
    ");
}

#[test]
fn files_that_cannot_be_read_are_all_there_is_to_say() {
    let host = Memory::new()
        .unreadable("config/default.toml")
        .unreadable("config/waivers.toml");
    assert_snapshot!(parity(host).to_text(), @"
    6 violations in the parity of cadence

    1 setting is the same everywhere

    error[file-missing]: the environment development has no file config/development.toml
     --> config/development.toml
      |
      = help: create it; every environment needs its own file (it may be empty)

    error[file-missing]: the environment test has no file config/test.toml
     --> config/test.toml
      |
      = help: create it; every environment needs its own file (it may be empty)

    error[file-missing]: the environment staging has no file config/staging.toml
     --> config/staging.toml
      |
      = help: create it; every environment needs its own file (it may be empty)

    error[file-missing]: the environment production has no file config/production.toml
     --> config/production.toml
      |
      = help: create it; every environment needs its own file (it may be empty)

    error[file-unreadable]: permission denied: config/waivers.toml
     --> config/waivers.toml
      |
      = help: grant read access to the user that runs the program

    error[file-unreadable]: permission denied: config/default.toml
     --> config/default.toml
      |
      = help: grant read access to the user that runs the program
    ");
}

#[test]
fn a_directory_with_foreign_files_only_has_nothing_to_compare() {
    let host = Memory::new()
        .file("config/nginx.conf", "")
        .file("config/README.md", "");
    assert_snapshot!(parity(host).to_text(), @"
    1 violation in the parity of cadence

    error[file-missing]: nothing was compared: config contains neither default.toml nor the file of an environment
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files
    ");
    let host = Memory::new().file("config/base.toml", "pool = 3");
    assert_snapshot!(parity(host).to_text(), @"
    2 violations in the parity of cadence

    error[file-missing]: nothing was compared: config contains neither default.toml nor the file of an environment
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files

    error[unknown-file]: config/base.toml is not read: no environment has this name
     --> config/base.toml
      |
      = help: configuration files are named `default`, `local`, `development`, `test`, `staging`, `production`, `waivers`; remove it
    ");
}
