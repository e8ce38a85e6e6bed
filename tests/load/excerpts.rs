//! What an excerpt shows of lists and tables: the text that is written there.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    #[config(default = 1)]
    max: u16,
    #[config(default = "x")]
    name: String,
    #[config(default)]
    limits: BTreeMap<String, u16>,
    #[config(default)]
    logins: Vec<BTreeMap<String, u16>>,
}

/// The lines of the excerpts alone.
fn excerpts(host: Memory) -> String {
    let host = host.variable("CADENCE_ENV", "test");
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    let report = report.unwrap_err();
    let places = report.iter().flat_map(rehearsal::report::Problem::places);
    let texts = places.filter_map(|place| place.excerpt());
    texts
        .map(rehearsal::report::Excerpt::text)
        .collect::<Vec<_>>()
        .join("\n")
}

fn of_file(name: &str, text: &str) -> String {
    excerpts(Memory::new().file("config/test.toml", "").file(name, text))
}

#[test]
fn a_list_or_table_is_shown_as_it_is_written() {
    let long = "ü".repeat(80);
    let toml = format!(
        "max = [1,2 , 3]\nname = {{ a = 0x10, b = '{long}' }}\n[limits]\na = [\n  1, # hunter2\n]\n\
         b = [ # hunter2\n  1 ]\nc = {{ x = \"y\", password = \"hunter2\" }}\nd = ['postgres://a:hunter2@b']\n\
         e = [[1, abc]]\n[limits.f]\ng = 1\n"
    );
    assert_snapshot!(of_file("config/default.toml", &toml), @"
    max = [1,2 , 3]
    name = { a = 0x10, b = 'üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü…
    a = […
    b = […
    c = [redacted]
    d = [redacted]
    [limits.f]
    ");
    assert_snapshot!(of_file("config/default.toml", "logins = { a = [ 'b' ] }"), @"logins = { a = [ 'b' ] }");
}

#[cfg(feature = "json")]
#[test]
fn a_list_or_table_in_json_is_shown_as_it_is_written() {
    let json = r#"{ "max": [1,2], "name": {
        "a": 1
    }, "limits": { "a": { "token": "hunter2" } } }"#;
    assert_snapshot!(of_file("config/default.json", json), @r#"
    { "max": [1,2]
    … {…
        … [redacted]
    "#);
}

#[cfg(feature = "yaml")]
#[test]
fn a_list_or_table_in_yaml_is_shown_as_it_is_written() {
    let yaml =
        "max: [1, 2] # hunter2\nname:\n  a: 1 # hunter2\n  b: 2\nlimits:\n  c:\n    - 1\n    - 2\n";
    assert_snapshot!(of_file("config/default.yaml", yaml), @"
    max: [1, 2]…
      a: 1…
        - 1…
    ");
}

#[test]
fn a_text_on_several_lines_is_shown_by_its_first() {
    let toml = "max = \"\"\"\nhunter\ntwo\"\"\"\n[limits]\na = '''one\ntwo'''\n\
                b = \"\"\"one # two\npassword=hunter2\"\"\"\n";
    assert_snapshot!(of_file("config/default.toml", toml), @r#"
    max = """…
    a = '''one…
    b = [redacted]
    "#);
}

#[cfg(feature = "yaml")]
#[test]
fn a_text_on_several_lines_of_yaml_is_shown_by_its_first() {
    let yaml = "limits:\n  a: |\n    one\n    two\n  b: \"one\n    two\"\n  c: one\n    two\n";
    assert_snapshot!(of_file("config/default.yaml", yaml), @r#"
      one…
    b: "one…
    c: one…
    "#);
}

#[cfg(feature = "yaml")]
#[test]
fn a_value_that_is_not_there_is_marked_behind_its_colon() {
    let report = |yaml: &str| {
        let host = Memory::new()
            .variable("CADENCE_ENV", "test")
            .file("config/test.yaml", yaml);
        let report = Loader::new("CADENCE").system(host).load::<Settings>();
        report.unwrap_err().to_text()
    };
    assert_snapshot!(report("max:\nname: ~\nlimits:\n  a:\nlogins:\n  -\n"), @"
    4 problems keep cadence from starting in test

    error[wrong-type]: `max` must be an integer from 0 to 65535
     --> config/test.yaml:1:5
      |
    1 | max:
      |     ^ found null

    error[wrong-type]: `name` must be a string
     --> config/test.yaml:2:7
      |
    2 | name: ~
      |       ^ found null

    error[wrong-type]: `limits.a` must be an integer from 0 to 65535
     --> config/test.yaml:4:5
      |
    4 |   a:
      |     ^ found null

    error[wrong-type]: `logins[0]` must be a table
     --> config/test.yaml:6:4
      |
    6 |   -
      |    ^ found null
    ");
}

#[cfg(feature = "json")]
#[test]
fn a_long_line_of_json_is_cut_to_what_is_wrong() {
    let long = "h".repeat(200);
    let json = format!("{{\"name\": \"{long}\", \"max\": true, \"limits\": {{\"a\": \"b\"}}}}");
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/test.json", json);
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @r#"
    2 problems keep cadence from starting in test

    error[wrong-type]: `max` must be an integer from 0 to 65535
     --> config/test.json:1:221
      |
    1 | … true
      |   ^^^^ found a boolean

    error[wrong-type]: `limits.a` must be an integer from 0 to 65535
     --> config/test.json:1:243
      |
    1 | … "b"
      |   ^^^ found a string
    "#);
}

#[cfg(feature = "dotenv")]
#[test]
fn a_value_in_quotes_of_dotenv_is_shown_in_them() {
    let lines = "CADENCE_MAX=\"x y\"\nexport CADENCE_LIMITS='{\"a\": \"b\"}' # c\n\
                 CADENCE_LOGINS__0__A=`x`\n";
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/test.toml", "")
        .file(".env", lines);
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @r#"
    3 problems keep cadence from starting in test

    error[wrong-type]: `max` must be an integer from 0 to 65535
     --> .env:1:1
      |
    1 | CADENCE_MAX="x y"
      |             ^^^^^ not an integer

    error[wrong-type]: `limits.a` must be an integer from 0 to 65535
     --> .env:2:8
      |
    2 | CADENCE_LIMITS=… "b"
      |                  ^^^ found a string

    error[wrong-type]: `logins[0].a` must be an integer from 0 to 65535
     --> .env:3:1
      |
    3 | CADENCE_LOGINS__0__A=`x`
      |                      ^^^ not an integer
    "#);
}

#[test]
fn a_part_of_a_value_in_one_piece_is_shown_as_one() {
    let host = || Memory::new().file("config/test.toml", "");
    let variables = host()
        .variable("CADENCE_LIMITS", "{ a = 1, b = 'x', c = 70000 }")
        .variable(
            "CADENCE_LOGINS",
            "[{\"a\": \"x\"}, {\"a\": 1, \"b\": true}]",
        );
    assert_snapshot!(excerpts(variables), @r#"
    CADENCE_LIMITS=… "x"
    CADENCE_LIMITS=… 70000
    CADENCE_LOGINS=… "x"
    CADENCE_LOGINS=… true
    "#);
    let of_file = host()
        .file("/limits", "{\"a\": 1, \"b\": \"x\"}")
        .variable("CADENCE_LIMITS_FILE", "/limits");
    assert_snapshot!(excerpts(of_file), @"… [redacted]");
}

#[test]
fn a_list_or_table_in_a_variable_is_shown_as_what_is_meant_of_it() {
    let host = Memory::new()
        .variable(
            "CADENCE_LIMITS",
            "{ a = [1, 2], b = { password = 'hunter2' }, c = 3 }",
        )
        .variable("CADENCE_LOGINS__2", "{ a = 1 }");
    assert_snapshot!(excerpts(host), @"
    CADENCE_LIMITS=… [1, 2]
    CADENCE_LIMITS=… [redacted]
    CADENCE_LOGINS__2={ a = 1 }
    ");
}
