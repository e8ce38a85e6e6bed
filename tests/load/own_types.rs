//! A program's own types refuse in their own words, each value where it stands.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use serde::Deserialize;

/// Refused by its `TryFrom`, after serde has read the text.
#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
struct Even(u32);

impl TryFrom<String> for Even {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.parse() {
            Ok(number) if number % 2 == 0 => Ok(Self(number)),
            _ => Err(format!("{text} is not even")),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Choice {
    Of(#[expect(dead_code, reason = "shown by `Debug`")] Even),
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Settings {
    one: Even,
    many: Vec<Even>,
    named: BTreeMap<Even, Even>,
    chosen: Choice,
    #[config(secret)]
    hushed: Even,
}

fn load(file: &str) -> Result<String, rehearsal::Report> {
    let host = Memory::new()
        .file("config/test.toml", file)
        .variable("APP_ENV", "test");
    let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
    Ok(format!("{:?}", *settings))
}

#[test]
fn what_it_takes_is_read() {
    let settings =
        load("one = '2'\nmany = ['2', '4']\nnamed = { 2 = '4' }\nchosen.of = '6'\nhushed = '8'\n");
    assert_snapshot!(settings.unwrap(), @"Settings { one: Even(2), many: [Even(2), Even(4)], named: {Even(2): Even(4)}, chosen: Of(Even(6)), hushed: Even(8) }");
}

#[test]
fn what_it_refuses_is_a_problem_where_it_stands() {
    let report = load(
        "one = '1'\nmany = ['2', '3', '4', '5']\nnamed = { 2 = '7', 9 = '4' }\nchosen.of = '11'\nhushed = '7654321'\n",
    );
    let report = report.unwrap_err().to_string();
    assert!(!report.contains("7654321"));
    assert_snapshot!(report, @r#"
    7 problems keep cadence from starting in test

    error[invalid-value]: `one` is not valid
     --> config/test.toml:1:7
      |
    1 | one = '1'
      |       ^^^ 1 is not even

    error[invalid-value]: `many[1]` is not valid
     --> config/test.toml:2:14
      |
    2 | many = … '3'
      |          ^^^ 3 is not even

    error[invalid-value]: `many[3]` is not valid
     --> config/test.toml:2:24
      |
    2 | many = … '5'
      |          ^^^ 5 is not even

    error[invalid-value]: `named.2` is not valid
     --> config/test.toml:3:15
      |
    3 | named = … '7'
      |           ^^^ 7 is not even

    error[invalid-value]: `named.9` is not valid
     --> config/test.toml:3:20
      |
    3 | named = … 9 = …
      |           ^ 9 is not even

    error[invalid-value]: `chosen.of` is not valid
     --> config/test.toml:4:13
      |
    4 | chosen.of = '11'
      |             ^^^^ 11 is not even

    error[invalid-value]: `hushed` is not valid
     --> config/test.toml:5:10
      |
    5 | hushed = [redacted]
      |          ^^^^^^^^^^
      |
      = help: message withheld: it may contain a secret

    7 problems keep cadence from starting in test
    "#);
}
