//! What a report says of TOML that is none, and what it keeps to itself.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};
use secrecy::SecretString;

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Settings {
    listen: String,
    #[config(default = false)]
    debug: bool,
    #[config(default)]
    headers: BTreeMap<String, String>,
    #[config(nested)]
    database: Database,
    #[config(nested)]
    regions: BTreeMap<String, Database>,
}

#[derive(Config)]
#[expect(dead_code, reason = "only read")]
struct Database {
    url: String,
    password: Option<SecretString>,
}

fn report(text: &str) -> Report {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_DATABASE_URL", "postgres://db.internal/main")
        .file("config/test.toml", text);
    let loaded = Loader::new("CADENCE").system(host).load::<Settings>();
    match loaded {
        Ok(_) => panic!("it is refused"),
        Err(report) => report,
    }
}

#[test]
fn a_pem_file_without_quotes_is_one_problem_and_none_of_it_is_shown() {
    let pem =
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg==\nabc/def+ghi=\n-----END PRIVATE KEY-----\n";
    let report = report(&format!("listen = \"a\"\n[headers]\nx = \"y\"\n{pem}"));
    assert_snapshot!(report.to_text(), @"
    1 problem keeps cadence from starting in test

    error[syntax]: invalid TOML: a PEM key or certificate outside a string
     --> config/test.toml:4:1
      |
      = help: give it a name, and put it between `'''` and `'''`
    ");
    for line in pem.lines() {
        assert!(!report.to_text().contains(line), "{report}");
    }
}

#[test]
fn a_merge_conflict_is_one_problem() {
    let said = report(
        "<<<<<<< HEAD\nlisten = \"a\"\ndebug = \"yes\"\n=======\nlisten = \"b\"\n>>>>>>> main\n",
    );
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in test

    error[syntax]: invalid TOML: merge conflict markers
     --> config/test.toml:1:1
      |
      = help: resolve the conflict, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`
    ");
}

#[test]
fn what_people_write_who_know_other_formats() {
    let said = report(
        "listen = 0.0.0.0:8080\ndebug = True\n[headers]\na = yes\nb = null\nc = \"C:\\Users\\x\"\nd: 1\n",
    );
    assert_snapshot!(said, @r"
    6 problems keep cadence from starting in test

    error[syntax]: invalid TOML: the string is not quoted
     --> config/test.toml:1:10
      |
    1 | listen = …
      |          ^
      |
      = help: put text in quotes

    error[syntax]: invalid TOML: booleans are lowercase
     --> config/test.toml:2:9
      |
    2 | debug = …
      |         ^
      |
      = help: write `true`

    error[syntax]: invalid TOML: `yes`, `no`, `on` and `off` are not booleans
     --> config/test.toml:4:5
      |
      = help: write `true` or `false`, or put text in quotes

    error[syntax]: invalid TOML: null is not supported
     --> config/test.toml:5:5
      |
      = help: omit the key, or put text in quotes

    error[syntax]: invalid TOML: unknown escape in a string
     --> config/test.toml:6:8
      |
      = help: write `\\` for a backslash, or put the text in single quotes: `'C:\dir'`

    error[syntax]: invalid TOML: a key is followed by `:`
     --> config/test.toml:7:1
      |
      = help: write `key = value`
    ");
}

#[test]
fn what_a_broken_line_may_set_is_not_missing() {
    let said = report("listen 8080\n[regions.eu]\nport = 1\n[regions.us]\nurl: \"x\"\n");
    assert_snapshot!(said, @"
    4 problems keep cadence from starting in test

    error[syntax]: invalid TOML: key without a value
     --> config/test.toml:1:8
      |
    1 | listen …
      |        ^
      |
      = help: write `key = value`

    error[unknown-key]: there is no setting `regions.eu.port`
     --> config/test.toml:3:1
      |
    3 | port = …
      | ^^^^ unknown key
      |
      = help: remove it

    error[missing]: `regions.eu.url` is not set, and has no default
     --> config/test.toml:3:1
      |
    3 | port = …
      | ^^^^ adds `regions.eu`
      |
      = help: set the variable CADENCE_REGIONS__EU__URL, or `regions.eu.url` in config/test.toml
      = help: or remove `regions.eu`

    error[syntax]: invalid TOML: a key is followed by `:`
     --> config/test.toml:5:1
      |
    5 | url …
      | ^^^
      |
      = help: write `key = value`
    ");
}

#[test]
fn a_second_definition_is_told_in_full_with_both_places() {
    let said = report(
        "listen = \"a\"\n[regions.eu]\nurl = \"x\"\n[regions.us]\nurl = \"x\"\n[regions.eu]\nurl = 5\n",
    );
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in test

    error[duplicate-key]: duplicate key `regions.eu`
     --> config/test.toml:6:10
      |
    6 | [regions.eu]
      |          ^^ defined again here
      |
     --> config/test.toml:2:10
      |
    2 | [regions.eu]
      |          -- first defined here
      |
      = help: keep one of them
    ");
}
