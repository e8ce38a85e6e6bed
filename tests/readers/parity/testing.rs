//! What a program's own test calls.

use std::panic::{AssertUnwindSafe, catch_unwind};

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader, testing};

#[derive(Config)]
struct Settings {
    #[config(default = 10, parity = free)]
    pool: u32,
    #[config(default = "30s")]
    timeout: std::time::Duration,
    database: url::Url,
}

fn host() -> Memory {
    Memory::new()
        .file(
            "config/development.toml",
            "database = 'postgres://localhost/dev'\n",
        )
        .file(
            "config/test.toml",
            "database = 'postgres://localhost/test'\n",
        )
        .file("config/staging.toml", "")
        .file("config/production.toml", "pool = 50\n")
        .variable("CADENCE_ENV", "nowhere")
        .variable("CADENCE_POOL", "nonsense")
}

fn loader(host: Memory) -> Loader {
    Loader::new("CADENCE").system(host)
}

fn panic_of(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    *panic.downcast::<String>().unwrap()
}

#[test]
fn sound_files_pass() {
    let loader = loader(host());
    testing::assert_parity::<Settings>(&loader);
    let supplied = testing::assert_environments::<Settings>(&loader);
    let shown: Vec<_> = supplied
        .iter()
        .map(|(name, keys)| format!("{name} {keys:?}"))
        .collect();
    assert_snapshot!(shown.join("\n"), @r#"
    development []
    test []
    staging [Key("database")]
    production [Key("database")]
    "#);
}

#[test]
fn a_violation_fails_the_test_with_the_report() {
    let host = host().file("config/staging.toml", "timeout = '5s'\n");
    let message = panic_of(|| testing::assert_parity::<Settings>(&loader(host)));
    assert_snapshot!(message, @"
    environments differ

    1 violation in the parity of cadence (1 note)

    setting   rule  development               test                       staging         production      finding
    pool      free  10                        10                         10              50
    timeout   same  30s                       30s                        5s              30s             violation
    database  kind  postgres://localhost/dev  postgres://localhost/test  at deploy time  at deploy time  note

    error[different-value]: `timeout` is `5s` in staging, and `30s` in development, test and production
     --> config/staging.toml:1:11
      |
    1 | timeout = '5s'
      |           ^^^^ in staging
      |
      = help: use the same value everywhere
      = help: in the program, `#[config(parity = free)]` lets it differ

    note[different-supply]: `database` is set at deploy time in staging and production, and in a file in development and test
     --> config/test.toml:1:12
      |
    1 | database = 'postgres://localhost/test'
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ in test
      |
     --> config/development.toml:1:12
      |
    1 | database = 'postgres://localhost/dev'
      |            -------------------------- in development
      |
      = help: supply it the same way everywhere
    ");
}

#[test]
fn an_environment_that_does_not_load_fails_the_test() {
    let host = host()
        .file("config/staging.toml", "timeout = 5\n")
        .file("config/production.toml", "pool = -1\n");
    let message = panic_of(|| {
        testing::assert_environments::<Settings>(&loader(host));
    });
    assert_snapshot!(message, @"
    what is committed would not load

    1 problem keeps cadence from starting in staging

    error[missing-unit]: `timeout` must be a duration with a unit
     --> config/staging.toml:1:11
      |
    1 | timeout = 5
      |           ^ no unit
      |
      = help: write `5s` for seconds; other units are `ms`, `m`, `h` and `d`

    1 problem keeps cadence from starting in production

    error[out-of-range]: `pool` must be an integer from 0 to 4294967295
     --> config/production.toml:1:8
      |
    1 | pool = -1
      |        ^^ out of range
    ");
}

#[test]
fn every_environment_is_handed_over() {
    let loader = loader(host())
        .deployment("qa", Environment::Staging)
        .set("database", "postgres://db.internal/main")
        .set("pool", "1");
    let mut seen = Vec::new();
    testing::for_each_environment::<Settings>(&loader, |environment, settings| {
        let deployment = settings.deployment().unwrap_or("-");
        seen.push(format!(
            "{environment} {deployment} {} {}",
            settings.pool, settings.database
        ));
    });
    assert_snapshot!(seen.join("\n"), @"
    development - 10 postgres://localhost/dev
    test - 10 postgres://localhost/test
    staging - 10 postgres://db.internal/main
    staging qa 10 postgres://db.internal/main
    production - 50 postgres://db.internal/main
    ");
}

#[test]
fn what_the_deploy_supplies_must_be_given() {
    let message = panic_of(|| {
        testing::for_each_environment::<Settings>(&loader(host()), |_, settings| {
            assert!(settings.timeout.as_secs() > 0);
        });
    });
    assert_snapshot!(message, @"
    staging does not load; give what the deploy supplies with `Loader::set`

    1 problem keeps cadence from starting in staging

    error[missing]: `database` is not set, and has no default
      |
      = help: set the variable CADENCE_DATABASE, or `database` in config/staging.toml
    ");
}

#[test]
fn what_stands_for_a_secret_need_not_be_one() {
    #[derive(Config)]
    struct Settings {
        api_key: secrecy::SecretString,
    }
    let files = Environment::ALL.map(|environment| format!("config/{environment}.toml"));
    let host = files
        .iter()
        .fold(Memory::new(), |host, file| host.file(file, ""));
    let loader = loader(host).set("api_key", "x");
    let mut seen = Vec::new();
    testing::for_each_environment::<Settings>(&loader, |environment, settings| {
        use secrecy::ExposeSecret;
        assert_eq!(settings.api_key.expose_secret(), "x");
        seen.push(environment);
    });
    assert_eq!(seen, Environment::ALL);
}
