//! What there is to do, for whoever reads it.

use rehearsal::report::{Code, Report, Severity};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    name: String,
    #[config(required_in = [Test])]
    region: Option<String>,
    login: Option<Login>,
}

#[derive(serde::Deserialize)]
#[expect(dead_code)]
struct Login {
    user: String,
    password: SecretString,
}

fn refused(loader: &Loader) -> Report {
    loader.load::<Settings>().err().unwrap()
}

fn help(report: &Report, key: &str) -> Vec<String> {
    let is_it = |problem: &&rehearsal::report::Problem| {
        problem.key().is_some_and(|own| own.as_str() == key)
    };
    report.iter().find(is_it).unwrap().help().to_vec()
}

#[test]
fn an_embedded_file_is_not_where_an_operator_sets_a_value() {
    let host = Memory::new().variable("CADENCE_ENV", "test");
    let embedded = Loader::new("CADENCE")
        .embed([("config/default.toml", "")])
        .embed([("config/test.toml", "")])
        .system(host.clone());
    let report = refused(&embedded);
    for (key, name) in [("name", "NAME"), ("region", "REGION")] {
        let expected = format!("set the variable CADENCE_{name}");
        assert_eq!(help(&report, key), [expected]);
    }
    let in_folder = Loader::new("CADENCE").system(host.file("config/test.toml", ""));
    let expected = "set the variable CADENCE_NAME, or `name` in config/test.toml";
    assert_eq!(help(&refused(&in_folder), "name"), [expected]);
}

#[test]
fn a_field_that_is_missing_inside_a_value_is_to_be_added_there() {
    for host in [
        Memory::new().file("config/test.toml", "login = { user = 'a' }"),
        Memory::new()
            .file("config/test.toml", "")
            .variable("CADENCE_LOGIN", "{\"user\": \"a\"}"),
    ] {
        let loader = Loader::new("CADENCE").system(host.variable("CADENCE_ENV", "test"));
        let report = refused(&loader);
        assert_eq!(
            help(&report, "login.password"),
            ["add `password` to `login`"]
        );
    }
}

#[test]
fn help_that_all_of_a_kind_have_is_said_once() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/test.toml", "");
    let names = (0..60).map(|at| format!("CADENCE_{at}_{at}"));
    let host = names.fold(host, |host, name| host.variable(name, "1"));
    let text = refused(&Loader::new("CADENCE").system(host)).to_text();
    let (_, more) = text.split_once("50 more of this kind").unwrap();
    let said = more.matches("`Loader::ignore_variable`").count();
    assert_eq!(said, 1, "{more}");
}

#[derive(Config)]
#[expect(dead_code)]
struct Keys {
    #[config(default)]
    keys: Vec<SecretString>,
}

/// What a start says of so many secrets in one file.
fn keys(count: usize) -> Report {
    let keys = "  'gZ81mD03kfLq95XbTr',\n".repeat(count);
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/default.toml", format!("keys = [\n{keys}]"))
        .file("config/production.toml", "");
    Loader::new("CADENCE")
        .system(host)
        .load::<Keys>()
        .err()
        .unwrap()
}

#[test]
fn places_of_a_committed_secret_beyond_ten_are_counted() {
    let report = keys(13);
    let committed = |problem: &&rehearsal::report::Problem| problem.code() == Code::CommittedSecret;
    let problem = report.iter().find(committed).unwrap();
    assert_eq!(problem.places().len(), 10);
    let more = "the file has secrets of this setting in 3 more places".to_owned();
    assert!(problem.help().contains(&more), "{report}");
}

#[derive(Config)]
#[expect(dead_code)]
struct Noted {
    #[config(default, deprecated = "use `new`")]
    old: String,
    #[config(default)]
    new: String,
    #[config(default)]
    path: String,
}

#[test]
fn notes_are_in_the_order_of_layers_and_lines() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/default.toml", "new = '${A}'\nold = '${B}'\n")
        .file("config/test.toml", "path = '${C}'\n")
        .variable("CADENCE_OLD", "x");
    let loaded = Loader::new("CADENCE").system(host).load::<Noted>().unwrap();
    let problems = loaded.warnings().problems();
    assert!(problems.iter().all(|one| one.severity() < Severity::Error));
    let origins = problems.iter().map(|one| one.origin().unwrap().to_string());
    let mut origins: Vec<_> = origins.collect();
    origins.dedup();
    let expected = [
        "config/default.toml:1:7",
        "config/default.toml:2:1",
        "config/default.toml:2:7",
        "config/test.toml:1:8",
        "variable CADENCE_OLD",
    ];
    assert_eq!(origins, expected);
    let text = loaded.warnings().to_github();
    assert_eq!(text.lines().count(), problems.len());
}
