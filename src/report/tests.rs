use std::path::Path;

use insta::assert_snapshot;

use super::*;
use crate::report::problem::{Code, Excerpt, Place, Rank};
use crate::value::key::Path as KeyPath;
use crate::value::origin::{Origin, Position};

mod drawing;
mod many;

const PRODUCTION: &str = "[server]\nhost = \"db\"\n\nport = \"eighty\"\nport = 81\n";

/// The word's first place on or after the line, marked in that line.
fn written(path: &str, text: &str, line: usize, word: &str, label: &str) -> Place {
    let before: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let shown = text[before..].lines().next().unwrap_or("");
    let at = shown.find(word).expect("the line has the word");
    let origin = Origin::File(Position::new(Path::new(path), text, before + at));
    Place::new(origin, label).with_excerpt(Excerpt::new(shown, at..at + word.len()))
}

fn variable(name: &str, value: &str, label: &str) -> Place {
    let text = format!("{name}={value}");
    let marked = name.len() + 1..text.len();
    Place::new(Origin::Variable(name.to_owned()), label).with_excerpt(Excerpt::new(&text, marked))
}

pub(super) fn report(problems: Vec<Problem>) -> Report {
    Report::new(
        "cadence".to_owned(),
        Some("production".to_owned()),
        problems,
    )
}

fn drawn(problem: Problem) -> String {
    Warnings::new(&[problem]).to_text()
}

pub(super) fn wrong_type() -> Problem {
    let place = written(
        "config/production.toml",
        PRODUCTION,
        4,
        "\"eighty\"",
        "expected an integer",
    );
    Problem::new(Code::WrongType, "`server.port` is text")
        .with_key(KeyPath::ROOT.name("server").name("port").key())
        .with_place(place)
        .with_found(Some("text".to_owned()))
        .with_expected("an integer from 0 to 65535")
        .with_help("write the number without quotes")
        .with_rank(Rank { layer: 2, at: 27 })
}

pub(super) fn missing() -> Problem {
    Problem::new(Code::Missing, "`api_key` is not set")
        .with_key(KeyPath::ROOT.name("api_key").key())
        .with_help("set CADENCE_API_KEY")
        .with_help("or name a file that holds it in CADENCE_API_KEY_FILE")
        .with_rank(Rank::NOWHERE)
}

pub(super) fn wrong_variable() -> Problem {
    Problem::new(Code::WrongType, "`server.port` is not an integer")
        .with_place(variable("CADENCE_PORT", "eighty", "expected an integer"))
        .with_rank(Rank { layer: 7, at: 3 })
}

pub(super) fn ignored() -> Problem {
    let origin = Origin::WholeFile("config/local.toml".into());
    Problem::note(
        Code::FileIgnored,
        "config/local.toml is not read in production",
    )
    .with_place(Place::new(origin, ""))
    .with_help("remove it from the artifact")
}

fn deprecated() -> Problem {
    let text = "[server]\nhost = \"db\"\n";
    Problem::note(Code::DeprecatedKey, "`server.host` is deprecated")
        .with_severity(Severity::Warning)
        .with_place(written(
            "config/default.toml",
            text,
            2,
            "host",
            "use `server.listen`",
        ))
}

#[test]
fn notes_have_no_first_line() {
    assert_snapshot!(Warnings::new(&[ignored(), deprecated()]), @r#"
    note[file-ignored]: config/local.toml is not read in production
     --> config/local.toml
      |
      = help: remove it from the artifact

    warning[deprecated-key]: `server.host` is deprecated
     --> config/default.toml:2:1
      |
    2 | host = "db"
      | ^^^^ use `server.listen`
    "#);
    assert_snapshot!(Warnings::new(&[]), @"");
}

#[test]
fn problems_stand_in_the_order_of_their_layers_and_notes_last() {
    let report = report(vec![
        missing(),
        ignored(),
        wrong_variable(),
        deprecated(),
        wrong_type(),
    ]);
    assert_snapshot!(report, @r#"
    3 problems keep cadence from starting in production (1 warning, 1 note)

    error[wrong-type]: `server.port` is text
     --> config/production.toml:4:8
      |
    4 | port = "eighty"
      |        ^^^^^^^^ expected an integer
      |
      = help: write the number without quotes

    error[wrong-type]: `server.port` is not an integer
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=eighty
      |              ^^^^^^ expected an integer

    error[missing]: `api_key` is not set
      |
      = help: set CADENCE_API_KEY
      = help: or name a file that holds it in CADENCE_API_KEY_FILE

    note[file-ignored]: config/local.toml is not read in production
     --> config/local.toml
      |
      = help: remove it from the artifact

    warning[deprecated-key]: `server.host` is deprecated
     --> config/default.toml:2:1
      |
    2 | host = "db"
      | ^^^^ use `server.listen`
    "#);
    assert_eq!(format!("{report:?}"), report.to_string());
    assert_eq!(report.len(), 5);
}

#[test]
fn the_first_line_counts_what_refuses_the_start() {
    let first_line = |environment: Option<&str>, problems| {
        let report = Report::new(
            "cadence".to_owned(),
            environment.map(str::to_owned),
            problems,
        );
        report.to_text().lines().next().map(str::to_owned).unwrap()
    };
    assert_snapshot!(first_line(Some("staging"), vec![missing()]), @"1 problem keeps cadence from starting in staging");
    assert_snapshot!(first_line(None, vec![missing()]), @"1 problem keeps cadence from starting");
    assert_snapshot!(first_line(None, vec![missing(), wrong_type()]), @"2 problems keep cadence from starting");
    assert_snapshot!(first_line(Some("test"), vec![missing(), ignored(), ignored()]), @"1 problem keeps cadence from starting in test (1 note)");
}

#[test]
fn colours_only_when_asked_for() {
    let report = report(vec![wrong_type()]);
    assert!(!report.to_text().contains('\x1b'));
    assert_snapshot!(report.to_ansi().replace('\x1b', "^"), @r#"
    1 problem keeps cadence from starting in production

    ^[1m^[91merror[wrong-type]^[0m^[1m: `server.port` is text^[0m
     ^[1m^[94m--> ^[0mconfig/production.toml:4:8
      ^[1m^[94m|^[0m
    ^[1m^[94m4^[0m ^[1m^[94m|^[0m port = "eighty"
      ^[1m^[94m|^[0m        ^[1m^[91m^^^^^^^^^[0m ^[1m^[91mexpected an integer^[0m
      ^[1m^[94m|^[0m
      ^[1m^[94m= ^[0m^[1mhelp^[0m: write the number without quotes
    "#);
}

#[test]
fn a_report_is_one_word() {
    fn travels<T: std::error::Error + Send + Sync + 'static>() {}
    travels::<Report>();
    assert_eq!(size_of::<Result<(), Report>>(), size_of::<usize>());
}
