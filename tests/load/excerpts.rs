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
fn a_list_or_table_in_a_variable_is_shown_as_what_is_meant_of_it() {
    let host = Memory::new()
        .variable(
            "CADENCE_LIMITS",
            "{ a = [1, 2], b = { password = 'hunter2' }, c = 3 }",
        )
        .variable("CADENCE_LOGINS__2", "{ a = 1 }");
    assert_snapshot!(excerpts(host), @"
    CADENCE_LIMITS=[1, 2]
    CADENCE_LIMITS=[redacted]
    CADENCE_LOGINS__2={ a = 1 }
    ");
}
