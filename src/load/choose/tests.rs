use super::*;
use crate::report::problem::Severity;

type Pairs<'a> = &'a [(&'a str, &'a str)];

fn with(variables: Pairs<'_>) -> impl Fn(&str) -> Option<OsString> {
    |name| {
        let mut all = variables.iter();
        all.find(|(known, _)| *known == name)
            .map(|(_, value)| value.into())
    }
}

fn deployments() -> [Deployment; 2] {
    [
        Deployment::new("qa", Environment::Staging),
        Deployment::new("eu-prod", Environment::Production),
    ]
}

/// The program of most tests.
fn cadence(deployments: &[Deployment]) -> Chooses<'_> {
    Chooses {
        prefix: "CADENCE",
        chosen: &Chosen::ByVariable,
        shared: true,
        default: None,
        deployments,
    }
}

fn chosen(variables: Pairs<'_>) -> (Environment, Option<String>, String) {
    let mut notes = Vec::new();
    let choice = choose(cadence(&deployments()), &with(variables), &mut notes).unwrap();
    assert_eq!(notes, [], "{variables:?}");
    let origin = choice.origin.to_string();
    (choice.environment, choice.deployment, origin)
}

fn problem(variables: Pairs<'_>, deployments: &[Deployment]) -> Problem {
    *choose(cadence(deployments), &with(variables), &mut Vec::new()).unwrap_err()
}

/// The environment, and what is noted of the variables.
fn noted(variables: Pairs<'_>, deployments: &[Deployment]) -> (Environment, String) {
    let mut notes = Vec::new();
    let choice = choose(cadence(deployments), &with(variables), &mut notes).unwrap();
    assert!(notes.iter().all(|note| note.severity() == Severity::Note));
    let notes: Vec<_> = notes.iter().map(said).collect();
    (choice.environment, notes.join("\n"))
}

/// All that a problem says, one thing a line.
fn said(problem: &Problem) -> String {
    let mut lines = vec![format!("{}: {}", problem.code(), problem.message())];
    for place in problem.places() {
        let excerpt = place.excerpt().unwrap();
        let marked = &excerpt.text()[excerpt.marked()];
        lines.push(format!(
            "{} | {} | {marked} | {}",
            place.origin(),
            excerpt.text(),
            place.label()
        ));
    }
    lines.extend(problem.found().map(|found| format!("found {found}")));
    lines.extend(problem.expected().map(|words| format!("expected {words}")));
    lines.extend(problem.help().iter().map(|help| format!("help: {help}")));
    lines.join("\n")
}

#[test]
fn the_programs_own_variable_comes_before_the_shared_one() {
    let own = "variable CADENCE_ENV".to_owned();
    let shared = "variable APP_ENV".to_owned();
    assert_eq!(
        chosen(&[("CADENCE_ENV", " PROD ")]),
        (Environment::Production, None, own.clone())
    );
    assert_eq!(
        chosen(&[("APP_ENV", "ci")]),
        (Environment::Test, None, shared.clone())
    );
    assert_eq!(
        chosen(&[("CADENCE_ENV", "  "), ("APP_ENV", "dev")]),
        (Environment::Development, None, shared)
    );
    assert_eq!(
        chosen(&[("CADENCE_ENV", "stage"), ("APP_ENV", "uat")]),
        (Environment::Staging, None, own)
    );
}

#[test]
fn a_deployment_is_chosen_by_its_name_and_called_as_declared() {
    let (environment, deployment, _) = chosen(&[("CADENCE_ENV", " EU-Prod\n")]);
    assert_eq!(environment, Environment::Production);
    assert_eq!(deployment.as_deref(), Some("eu-prod"));
}

#[test]
fn the_default_counts_only_where_nothing_is_set() {
    let choose = |variables| {
        let mut program = cadence(&[]);
        program.default = Some(Environment::Development);
        choose(program, &with(variables), &mut Vec::new())
    };
    assert_eq!(
        choose(&[("CADENCE_ENV", "")]),
        Ok(Choice::new(Environment::Development, None))
    );
    assert_eq!(
        choose(&[("APP_ENV", "blue")]).unwrap_err().message(),
        "unknown environment `blue`"
    );
}

#[test]
fn a_program_named_app_has_one_variable() {
    let asked = std::cell::Cell::new(0);
    let variables = |name: &str| {
        assert_eq!(name, "APP_ENV");
        asked.set(asked.get() + 1);
        Some("test".into())
    };
    let mut program = cadence(&[]);
    program.prefix = "APP";
    let choice = choose(program, &variables, &mut Vec::new()).unwrap();
    assert_eq!(choice.environment, Environment::Test);
    assert_eq!(asked.get(), 1);
}

#[test]
fn nothing_chosen() {
    insta::assert_snapshot!(said(&problem(&[], &[])), @"
    environment-unset: no environment is chosen: CADENCE_ENV is not set
    expected one of `development`, `test`, `staging`, `production`
    help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`
    ");
    insta::assert_snapshot!(
        said(&problem(&[("CADENCE_ENV", " "), ("APP_ENV", "")], &deployments())),
        @"
    environment-unset: no environment is chosen: CADENCE_ENV is empty
    variable CADENCE_ENV | CADENCE_ENV= |  | empty
    variable APP_ENV | APP_ENV= |  | empty
    expected one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`
    help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`
    "
    );
    insta::assert_snapshot!(said(&problem(&[("APP_ENV", "")], &[])), @"
    environment-unset: no environment is chosen: CADENCE_ENV is not set
    variable APP_ENV | APP_ENV= |  | empty
    expected one of `development`, `test`, `staging`, `production`
    help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`
    ");
}

#[test]
fn an_unknown_name() {
    insta::assert_snapshot!(said(&problem(&[("CADENCE_ENV", "prodution")], &[])), @"
    environment-unknown: unknown environment `prodution`
    variable CADENCE_ENV | CADENCE_ENV=prodution | prodution | not an environment
    found prodution
    expected one of `development`, `test`, `staging`, `production`
    help: did you mean `production`?
    help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`
    ");
    insta::assert_snapshot!(said(&problem(&[("APP_ENV", "eu_prod")], &deployments())), @"
    environment-unknown: unknown environment `eu_prod`
    variable APP_ENV | APP_ENV=eu_prod | eu_prod | not an environment
    found eu_prod
    expected one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`
    help: did you mean `eu-prod`?
    help: set APP_ENV to one of `development`, `test`, `staging`, `production`, `qa`, `eu-prod`
    help: or set CADENCE_ENV, which takes precedence over APP_ENV
    ");
    insta::assert_snapshot!(said(&problem(&[("APP_ENV", "\u{1b}[2Jblue")], &[])), @r"
    environment-unknown: unknown environment `\u{1b}[2Jblue`
    variable APP_ENV | APP_ENV=\u{1b}[2Jblue | \u{1b}[2Jblue | not an environment
    found \u{1b}[2Jblue
    expected one of `development`, `test`, `staging`, `production`
    help: set APP_ENV to one of `development`, `test`, `staging`, `production`
    help: or set CADENCE_ENV, which takes precedence over APP_ENV
    ");
    let endless = "x".repeat(1 << 20);
    insta::assert_snapshot!(said(&problem(&[("APP_ENV", &endless)], &[])), @"
    environment-unknown: unknown environment `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`
    variable APP_ENV | APP_ENV=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… | not an environment
    found xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
    expected one of `development`, `test`, `staging`, `production`
    help: set APP_ENV to one of `development`, `test`, `staging`, `production`
    help: or set CADENCE_ENV, which takes precedence over APP_ENV
    ");
}

#[test]
fn the_shared_variable_that_differs_is_noted_and_does_not_count() {
    let (environment, notes) = noted(&[("CADENCE_ENV", "prod"), ("APP_ENV", "staging")], &[]);
    assert_eq!(environment, Environment::Production);
    insta::assert_snapshot!(notes, @"
    environment-conflict: APP_ENV is ignored: it names a different environment than CADENCE_ENV
    variable APP_ENV | APP_ENV=staging | staging | means staging
    variable CADENCE_ENV | CADENCE_ENV=prod | prod | means production
    help: unset APP_ENV, or set both to the same environment
    help: in the program, `Loader::without_app_env` leaves APP_ENV to other tools
    ");
    let variables = [("CADENCE_ENV", "qa"), ("APP_ENV", "staging")];
    let (environment, notes) = noted(&variables, &deployments());
    assert_eq!(environment, Environment::Staging);
    insta::assert_snapshot!(notes, @"
    environment-conflict: APP_ENV is ignored: it names a different environment than CADENCE_ENV
    variable APP_ENV | APP_ENV=staging | staging | means staging
    variable CADENCE_ENV | CADENCE_ENV=qa | qa | means qa, a deployment of staging
    help: unset APP_ENV, or set both to the same environment
    help: in the program, `Loader::without_app_env` leaves APP_ENV to other tools
    ");
}

#[test]
fn the_shared_variable_of_another_tool_stops_no_program_with_a_choice_of_its_own() {
    for other in ["local_docker", "blue", "", " "] {
        let (environment, notes) = noted(&[("CADENCE_ENV", "test"), ("APP_ENV", other)], &[]);
        assert_eq!(environment, Environment::Test, "{other}");
        assert_eq!(notes, "", "{other}");
    }
}

#[test]
fn the_shared_variable_is_not_read_where_the_program_says_so() {
    let choose = |variables| {
        let mut program = cadence(&[]);
        program.shared = false;
        choose(program, &with(variables), &mut Vec::new())
    };
    insta::assert_snapshot!(said(&choose(&[("APP_ENV", "production")]).unwrap_err()), @"
    environment-unset: no environment is chosen: CADENCE_ENV is not set
    expected one of `development`, `test`, `staging`, `production`
    help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`
    ");
    let choice = choose(&[("APP_ENV", "production"), ("CADENCE_ENV", "test")]).unwrap();
    assert_eq!(choice.environment, Environment::Test);
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf8() {
    use std::os::unix::ffi::OsStringExt;

    let variables = |_: &str| Some(OsString::from_vec(b"prod\xff\n".to_vec()));
    let problem = choose(cadence(&[]), &variables, &mut Vec::new()).unwrap_err();
    insta::assert_snapshot!(said(&problem), @r"
    variable-encoding: the variable CADENCE_ENV is not UTF-8
    variable CADENCE_ENV | CADENCE_ENV=prod\xff\n | prod\xff\n | not UTF-8
    expected one of `development`, `test`, `staging`, `production`
    help: set CADENCE_ENV to one of `development`, `test`, `staging`, `production`
    ");
}

#[test]
fn names_that_no_deployment_can_have() {
    let refused = |name: &str| {
        let named = Deployment::new(name, Environment::Staging);
        said(&problem(&[("CADENCE_ENV", "dev")], &[named]))
    };
    insta::assert_snapshot!(refused("Live "), @"
    deployment-name: a deployment cannot be named `Live`: that is a name of the environment production
    help: in the program, give it another name
    ");
    insta::assert_snapshot!(refused("../secrets"), @"
    deployment-name: a deployment cannot be named `../secrets`: use only letters, digits, `-` and `_`
    help: in the program, give it another name
    ");
    insta::assert_snapshot!(refused(" "), @"
    deployment-name: a deployment cannot be named ``: the name is empty
    help: in the program, give it another name
    ");
    insta::assert_snapshot!(refused("Default"), @"
    deployment-name: a deployment cannot be named `Default`: every deploy reads default.toml
    help: in the program, give it another name
    ");
    insta::assert_snapshot!(refused("Waivers"), @"
    deployment-name: a deployment cannot be named `Waivers`: waivers.toml holds waivers
    help: in the program, give it another name
    ");
    insta::assert_snapshot!(refused("parity"), @"
    deployment-name: a deployment cannot be named `parity`: parity.toml holds waivers
    help: in the program, give it another name
    ");

    let twice = ["qa", "QA"].map(|name| Deployment::new(name, Environment::Staging));
    insta::assert_snapshot!(said(&problem(&[], &twice)), @"
    deployment-name: a deployment cannot be named `QA`: another deployment has this name
    help: in the program, give it another name
    ");
}
