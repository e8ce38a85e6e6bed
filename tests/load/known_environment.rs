//! Environments that a program knows by other means than a variable.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loaded, Loader, Report};

#[derive(Debug, Config)]
struct Settings {
    #[config(default = "default")]
    from: String,
}

fn system() -> Memory {
    ["staging", "production", "eu-prod"]
        .iter()
        .fold(Memory::new(), |system, name| {
            system.file(format!("config/{name}.toml"), format!("from = \"{name}\""))
        })
}

fn loader(system: Memory) -> Loader {
    Loader::new("CADENCE")
        .deployment("eu-prod", Environment::Production)
        .system(system)
}

fn load(loader: &Loader) -> Result<Loaded<Settings>, Report> {
    loader.load()
}

#[test]
fn a_program_that_knows_its_environment_needs_no_variable() {
    let settings = load(&loader(system()).environment(Environment::Staging)).unwrap();
    assert_eq!(settings.environment(), Environment::Staging);
    assert_eq!(settings.from, "staging");
    let origin = settings.environment_origin().to_string();
    assert_eq!(origin, "override of environment");
    assert!(settings.warnings().problems().is_empty());
}

#[test]
fn a_deployment_is_known_by_its_name_as_an_argument_has_it() {
    for name in ["eu-prod", " EU-Prod "] {
        let settings = load(&loader(system()).deployed_as(name)).unwrap();
        assert_eq!(settings.environment(), Environment::Production);
        assert_eq!(settings.deployment(), Some("eu-prod"));
        assert_eq!(settings.from, "eu-prod");
    }
    let settings = load(&loader(system()).deployed_as("prod")).unwrap();
    assert_eq!(
        (settings.environment(), settings.deployment()),
        (Environment::Production, None)
    );
}

#[test]
fn an_unknown_deployment_is_a_problem() {
    let report = |name: &str| {
        load(&loader(system()).deployed_as(name))
            .unwrap_err()
            .to_string()
    };
    assert_snapshot!(report("eu-prd"), @"
    1 problem keeps cadence from starting

    error[environment-unknown]: unknown environment `eu-prd`
      |
      = help: did you mean `eu-prod`?
      = help: use one of `development`, `test`, `staging`, `production`, `eu-prod`
      = help: in the program, `Loader::deployment` declares a deployment
    ");
    assert_snapshot!(report(""), @"
    1 problem keeps cadence from starting

    error[environment-unknown]: unknown environment ``
      |
      = help: use one of `development`, `test`, `staging`, `production`, `eu-prod`
      = help: in the program, `Loader::deployment` declares a deployment
    ");
}

#[test]
fn a_variable_that_says_something_else_is_noted_and_one_that_says_the_same_is_not() {
    let system = system().variable("APP_ENV", "test");
    let started = |value: &str| {
        let system = system.clone().variable("CADENCE_ENV", value);
        load(&loader(system).environment(Environment::Staging)).unwrap()
    };
    assert!(started("stg").warnings().problems().is_empty());
    assert!(started("nonsense").warnings().problems().is_empty());
    let settings = started("production");
    assert_eq!(settings.from, "staging");
    assert_snapshot!(settings.warnings(), @"
    note[environment-conflict]: CADENCE_ENV is ignored: the program was started as staging
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=production
      |             ^^^^^^^^^^ means production
      |
      = help: unset CADENCE_ENV, or set it to staging
    ");
}

#[test]
fn what_is_called_last_counts() {
    let system = system().variable("CADENCE_ENV", "production");
    let loader = loader(system)
        .without_environments()
        .deployed_as("eu-prod")
        .environment(Environment::Staging);
    assert_eq!(load(&loader).unwrap().from, "staging");
}

#[test]
fn a_program_is_called_by_its_name() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Required {
        #[config(env = "PORT")]
        port: u16,
    }
    let report = |loader: Loader| {
        let loader = loader.environment(Environment::Test).system(Memory::new());
        let report = loader.load::<Required>().unwrap_err();
        report
            .to_string()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_snapshot!(report(Loader::new("CADENCE")), @"1 problem keeps cadence from starting in test");
    assert_snapshot!(report(Loader::new("CADENCE").program("cadence-web")), @"1 problem keeps cadence-web from starting in test");
    assert_snapshot!(report(Loader::new("").program("web")), @"1 problem keeps web from starting in test");
}

#[test]
#[should_panic(expected = "invalid name of a program \"a b\": use only letters, digits")]
fn a_name_of_a_program_is_one_word() {
    let _ = Loader::new("A").program("a b");
}
