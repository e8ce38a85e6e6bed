//! Choosing the environment: what is read, and what is refused.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loaded, Loader, Report};

use crate::support::with;

#[derive(Debug, Config)]
struct Settings {
    #[config(default = "default")]
    from: String,
}

/// One file a deploy, each saying its own name.
fn host(variables: &[(&str, &str)]) -> Memory {
    let names = [
        "development",
        "test",
        "staging",
        "production",
        "qa",
        "eu-prod",
    ];
    let host = names.iter().fold(Memory::new(), |host, name| {
        host.file(format!("config/{name}.toml"), format!("from = \"{name}\""))
    });
    with(host, variables)
}

fn loader() -> Loader {
    Loader::new("CADENCE")
        .deployment("qa", Environment::Staging)
        .deployment("eu-prod", Environment::Production)
        .deployment("quiet", Environment::Production)
}

fn load(variables: &[(&str, &str)]) -> Result<Loaded<Settings>, Report> {
    loader().system(host(variables)).load()
}

#[track_caller]
fn refused(variables: &[(&str, &str)]) -> String {
    load(variables).unwrap_err().to_string()
}

#[test]
fn every_name_and_alias_in_any_case() {
    for (names, environment) in [
        (
            ["development", "dev", "local", " DEV\n"].as_slice(),
            Environment::Development,
        ),
        (&["test", "testing", "ci", "Test"], Environment::Test),
        (
            &["staging", "stage", "stg", "preprod", "uat"],
            Environment::Staging,
        ),
        (
            &["production", "prod", "prd", "live", "PROD"],
            Environment::Production,
        ),
    ] {
        for name in names {
            let settings = load(&[("CADENCE_ENV", name)]).unwrap();
            assert_eq!(settings.environment(), environment, "{name}");
            assert_eq!(settings.from, environment.as_str(), "{name}");
            assert_eq!(settings.deployment(), None);
        }
    }
}

#[test]
fn the_shared_variable_counts_where_the_own_one_is_not_set() {
    let settings = load(&[("APP_ENV", "prod")]).unwrap();
    assert_eq!(settings.environment(), Environment::Production);
    assert_eq!(
        settings.environment_origin().to_string(),
        "variable APP_ENV"
    );
    let settings = load(&[("CADENCE_ENV", " "), ("APP_ENV", "prod")]).unwrap();
    assert_eq!(settings.environment(), Environment::Production);
    let settings = load(&[("CADENCE_ENV", "live"), ("APP_ENV", "prod")]).unwrap();
    assert_eq!(
        settings.environment_origin().to_string(),
        "variable CADENCE_ENV"
    );
}

#[test]
fn nothing_else_chooses() {
    let others = [
        ("ENV", "production"),
        ("ENVIRONMENT", "production"),
        ("NODE_ENV", "production"),
        ("RUST_ENV", "production"),
        ("PROFILE", "release"),
        ("CI", "true"),
    ];
    assert_snapshot!(refused(&others), @r#"
    1 problem keeps cadence from starting

    error[environment-unset]: no environment is chosen: CADENCE_ENV is not set
      |
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    "#);
    let host = host(&others);
    let settings = loader()
        .default_environment(Environment::Test)
        .system(host)
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.environment(), Environment::Test);
    assert_eq!(settings.environment_origin().to_string(), "default");
}

#[test]
fn unset_or_empty_is_a_problem() {
    assert_snapshot!(refused(&[]), @r#"
    1 problem keeps cadence from starting

    error[environment-unset]: no environment is chosen: CADENCE_ENV is not set
      |
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    "#);
    assert_snapshot!(refused(&[("CADENCE_ENV", "")]), @r#"
    1 problem keeps cadence from starting

    error[environment-unset]: no environment is chosen: CADENCE_ENV is empty
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=
      |             ^ empty
      |
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    "#);
    assert_snapshot!(refused(&[("CADENCE_ENV", ""), ("APP_ENV", "\t")]), @r#"
    1 problem keeps cadence from starting

    error[environment-unset]: no environment is chosen: CADENCE_ENV is empty
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=
      |             ^ empty
      |
     --> variable APP_ENV
      |
      | APP_ENV=
      |         - empty
      |
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    "#);
}

#[test]
fn an_unknown_name_falls_through_to_nothing() {
    assert_snapshot!(refused(&[("CADENCE_ENV", "prodd"), ("APP_ENV", "production")]), @r#"
    1 problem keeps cadence from starting

    error[environment-unknown]: unknown environment `prodd`
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=prodd
      |             ^^^^^ not an environment
      |
      = help: did you mean `prod`?
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    "#);
    assert_snapshot!(refused(&[("CADENCE_ENV", "eu-prd")]), @r#"
    1 problem keeps cadence from starting

    error[environment-unknown]: unknown environment `eu-prd`
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=eu-prd
      |             ^^^^^^ not an environment
      |
      = help: did you mean `eu-prod`?
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    "#);
    let host = host(&[("CADENCE_ENV", "moon")]);
    let report = loader()
        .default_environment(Environment::Development)
        .system(host)
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(report, @r#"
    1 problem keeps cadence from starting

    error[environment-unknown]: unknown environment `moon`
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=moon
      |             ^^^^ not an environment
      |
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    "#);
}

#[test]
fn what_the_shared_variable_says_beside_the_own_one_is_noted() {
    let settings = load(&[("CADENCE_ENV", "staging"), ("APP_ENV", "prod")]).unwrap();
    assert_eq!(settings.environment(), Environment::Staging);
    assert_snapshot!(settings.warnings(), @"
    note[environment-conflict]: APP_ENV is ignored: it names a different environment than CADENCE_ENV
     --> variable APP_ENV
      |
      | APP_ENV=prod
      |         ^^^^ means production
      |
     --> variable CADENCE_ENV
      |
      | CADENCE_ENV=staging
      |             ------- means staging
      |
      = help: unset APP_ENV, or set both to the same environment
      = help: in the program, `Loader::without_app_env` leaves APP_ENV to other tools
    ");
    let settings = load(&[("CADENCE_ENV", "test"), ("APP_ENV", "local_docker")]).unwrap();
    assert_eq!(settings.environment(), Environment::Test);
    assert_snapshot!(settings.warnings(), @"");
}

#[test]
fn the_shared_variable_is_left_to_other_tools_where_the_program_says_so() {
    let others = host(&[("APP_ENV", "production")]);
    let loader = loader().without_app_env();
    let report = loader.clone().system(others.clone()).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @"
    1 problem keeps cadence from starting

    error[environment-unset]: no environment is chosen: CADENCE_ENV is not set
      |
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`
    ");
    let host = others.variable("CADENCE_ENV", "test");
    let settings = loader.system(host).load::<Settings>().unwrap();
    assert_eq!(settings.environment(), Environment::Test);
    assert_snapshot!(settings.warnings(), @"");
}

#[test]
fn a_deployment_has_an_environment_and_may_have_a_file() {
    let settings = load(&[("CADENCE_ENV", "EU-Prod")]).unwrap();
    assert_eq!(settings.environment(), Environment::Production);
    assert_eq!(settings.deployment(), Some("eu-prod"));
    assert_eq!(settings.from, "eu-prod");
    let settings = load(&[("CADENCE_ENV", "quiet")]).unwrap();
    assert_eq!(
        (settings.deployment(), settings.from.as_str()),
        (Some("quiet"), "production")
    );
}

#[test]
fn a_report_names_the_deployment() {
    let host = host(&[("CADENCE_ENV", "qa"), ("CADENCE_FORM", "x")]);
    let report = loader().system(host).load::<Settings>().unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in qa (staging)

    error[unknown-variable]: unknown variable CADENCE_FORM
     --> variable CADENCE_FORM
      |
      | CADENCE_FORM=…
      | ^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_FROM?
    ");
}

#[test]
fn names_that_a_deployment_cannot_have() {
    for name in ["prod", "default", "", "a b", "../x", "local", "a/b"] {
        let report = Loader::new("CADENCE")
            .deployment(name, Environment::Staging)
            .system(host(&[("CADENCE_ENV", "test")]))
            .load::<Settings>()
            .unwrap_err();
        assert_eq!(
            report.problems()[0].code().as_str(),
            "deployment-name",
            "{name}"
        );
    }
}

#[test]
fn mistakes_in_files_are_told_although_no_environment_is_known() {
    let host = host(&[("CADENCE_FORM", "x")]).file("config/default.toml", "from = 5\nform = 1\n");
    let report = loader().system(host).load::<Settings>().unwrap_err();
    assert_snapshot!(report, @r#"
    4 problems keep cadence from starting

    error[environment-unset]: no environment is chosen: CADENCE_ENV is not set
      |
      = help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`, `quiet`

    error[wrong-type]: `from` must be a string
     --> config/default.toml:1:8
      |
    1 | from = 5
      |        ^ found an integer
      |
      = help: put it in quotes: `"5"`

    error[unknown-key]: there is no setting `form`
     --> config/default.toml:2:1
      |
    2 | form = …
      | ^^^^ unknown key
      |
      = help: did you mean `from`?

    error[unknown-variable]: unknown variable CADENCE_FORM
     --> variable CADENCE_FORM
      |
      | CADENCE_FORM=…
      | ^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_FROM?
    "#);
}
