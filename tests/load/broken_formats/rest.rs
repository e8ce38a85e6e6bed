//! Broken YAML, TOML, `.env` and overrides: what is known of the rest.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

use super::{Settings, lines, report, table};

#[test]
fn all_aliases_of_a_yaml_file_are_reported() {
    let many = (0..60).fold(String::new(), |all, n| format!("{all}x{n}: *a\n"));
    let report_of_many = report("yaml", &format!("{many}port: 1\n"));
    assert_eq!(
        report_of_many
            .iter()
            .filter(|problem| problem.code() == rehearsal::report::Code::Unsupported)
            .count(),
        60
    );
    assert_snapshot!(table("yaml", &[
        "port: *a\nname: *b\ntags: [*c, x]\nlimits:\n  a: x\n",
        "name: |\n  *a\nport: *b\n",
        "name: &n x\nport: *n\n",
        "*a : 1\nport: 1\n",
    ]), @r#"
    "port: *a\nname: *b\ntags: [*c, x]\nlimits:\n  a: x\n"
      yaml:1:7 aliases are not supported; repeat the value, or move shared settings to the default file
      yaml:2:7 aliases are not supported; repeat the value, or move shared settings to the default file
      yaml:3:8 aliases are not supported; repeat the value, or move shared settings to the default file
      yaml:5:6 `limits.a` must be an integer from 0 to 65535; 
    "name: |\n  *a\nport: *b\n"
      yaml:3:7 aliases are not supported; repeat the value, or move shared settings to the default file
    "name: &n x\nport: *n\n"
      yaml:2:7 aliases are not supported; repeat the value, or move shared settings to the default file
    "*a : 1\nport: 1\n"
      yaml:1:1 aliases are not supported; repeat the value, or move shared settings to the default file
    "#);
}

#[test]
fn of_broken_yaml_it_is_said_that_the_rest_was_not_read() {
    assert_snapshot!(table("yaml", &[
        "name: x: y\nport: 1\n",
        "port: 1\nname: \"x",
    ]), @r#"
    "name: x: y\nport: 1\n"
      yaml:1:8 invalid YAML: unexpected `:`; quote text that contains `: `, and indent all settings of a section alike; the rest of the file was not read, and may contain more errors
    "port: 1\nname: \"x"
      yaml:2:7 invalid YAML: unclosed string; add the closing quote
    "#);
}

#[test]
fn values_of_toml_that_are_no_text() {
    assert_snapshot!(table("toml", &[
        "port = 80;",
        "port = 80 ; comment",
        "port = 10k",
        "port = 5%",
        "port = $PORT",
        "port = ${PORT}",
        "port = 1\ntags = ('a','b')",
        "port = 1\nname = \"a\";",
        "port = 1\nname = $(cat x)",
        "port = 30s",
    ]), @r#"
    "port = 80;"
      toml:1:8 invalid TOML: punctuation after the value; remove the `;`
    "port = 80 ; comment"
      toml:1:8 invalid TOML: not a comment; start a comment with `#`
    "port = 10k"
      toml:1:8 invalid TOML: number with a unit; remove the unit, or quote text such as `30s`
    "port = 5%"
      toml:1:8 invalid TOML: number with a percent sign; remove the percent sign, or put text in quotes
    "port = $PORT"
      toml:1:8 invalid TOML: references are not expanded in files; write the value itself, or set the setting through its variable
    "port = ${PORT}"
      toml:1:8 invalid TOML: references are not expanded in files; write the value itself, or set the setting through its variable
    "port = 1\ntags = ('a','b')"
      toml:2:8 invalid TOML: list in parentheses; write a list as `[1, 2]`, or put text in quotes
    "port = 1\nname = \"a\";"
      toml:2:11 invalid TOML: punctuation after the value; remove the `;`
    "port = 1\nname = $(cat x)"
      toml:2:8 invalid TOML: references are not expanded in files; write the value itself, or set the setting through its variable
    "port = 30s"
      toml:1:8 invalid TOML: number with a unit; remove the unit, or quote text such as `30s`
    "#);
}

#[test]
fn a_duplicate_below_a_map_or_list_is_named_whole() {
    assert_snapshot!(table("toml", &[
        "port = 1\n[tenants.eu]\n[tenants.eu]\n",
        "port = 1\n[[upstreams]]\nhost = 'a'\nhost = 'b'\n",
        "port = 1\ntenants = { eu = { host = 'a', host = 'b' } }\n",
        "port = 1\n[limits]\na = 1\n\"a\" = 2\n",
        "port = 1\n[headers]\nhunter2 = 'a'\nhunter2 = 'b'\n",
        "port = 1\n[headerz]\nhunter2 = 'a'\nhunter2 = 'b'\n",
    ]), @r#"
    "port = 1\n[tenants.eu]\n[tenants.eu]\n"
      toml:3:10 toml:2:10 duplicate key `tenants.eu`; keep one of them
    "port = 1\n[[upstreams]]\nhost = 'a'\nhost = 'b'\n"
      toml:4:1 toml:3:1 duplicate key `upstreams[0].host`; keep one of them
    "port = 1\ntenants = { eu = { host = 'a', host = 'b' } }\n"
      toml:2:32 toml:2:20 duplicate key `tenants.eu.host`; keep one of them
    "port = 1\n[limits]\na = 1\n\"a\" = 2\n"
      toml:4:1 toml:3:1 duplicate key `limits.a`; keep one of them
    "port = 1\n[headers]\nhunter2 = 'a'\nhunter2 = 'b'\n"
      toml:4:1 toml:3:1 duplicate key `headers.[redacted]`; keep one of them
    "port = 1\n[headerz]\nhunter2 = 'a'\nhunter2 = 'b'\n"
      toml:2:2 there is no setting `headerz`; did you mean `headers`?
      toml:4:1 toml:3:1 duplicate key `headerz.[redacted]`; keep one of them
    "#);
    assert_snapshot!(table("yaml", &[
        "port: 1\ntenants:\n  eu: {}\n  eu: {}\nupstreams:\n  - host: a\n    host: b\n",
        "port: 1\nheaders: {hunter2: a, hunter2: b}\n",
    ]), @r#"
    "port: 1\ntenants:\n  eu: {}\n  eu: {}\nupstreams:\n  - host: a\n    host: b\n"
      yaml:4:3 yaml:3:3 duplicate key `tenants.eu`; keep one of them
      yaml:7:5 yaml:6:5 duplicate key `upstreams[0].host`; keep one of them
    "port: 1\nheaders: {hunter2: a, hunter2: b}\n"
      yaml:2:23 yaml:2:11 duplicate key `headers.[redacted]`; keep one of them
    "#);
    assert_snapshot!(table("json", &[
        "{\"port\": 1, \"tenants\": {\"eu\": {}, \"eu\": {}}, \"upstreams\": [{\"host\": \"a\", \"host\": \"b\"}]}",
    ]), @r#"
    "{\"port\": 1, \"tenants\": {\"eu\": {}, \"eu\": {}}, \"upstreams\": [{\"host\": \"a\", \"host\": \"b\"}]}"
      json:1:35 json:1:25 duplicate key `tenants.eu`; keep one of them
      json:1:74 json:1:61 duplicate key `upstreams[0].host`; keep one of them
    "#);
    assert_snapshot!(report("toml", "port = 1\n[tenants.eu]\n[tenants.eu]\n").to_text(), @"
    1 problem keeps app from starting in test

    error[duplicate-key]: duplicate key `tenants.eu`
     --> config/default.toml:3:10
      |
    3 | [tenants.eu]
      |          ^^ defined again here
      |
     --> config/default.toml:2:10
      |
    2 | [tenants.eu]
      |          -- first defined here
      |
      = help: keep one of them
    ");
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Outer {
    #[config(nested)]
    outer: Inner,
    a: Option<String>,
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Inner {
    inner: String,
}

#[test]
fn what_a_broken_header_may_set_is_not_missing() {
    let said = |text: &str| {
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", text);
        let report = Loader::new("APP").system(host).load::<Outer>().unwrap_err();
        format!("{text:?}\n{}", lines(&report))
    };
    let all: String = [
        "[outer\ninner = 'x'\n",
        "[outer]]\ninner = 'x'\n",
        "[[outer]\ninner = 'x'\n",
        "[outer\n",
        "[outer]]\n",
        "[outer] inner = 'x'\n",
        "[outer x]\ninner = 'x'\n",
    ]
    .map(said)
    .concat();
    assert_snapshot!(all, @r#"
    "[outer\ninner = 'x'\n"
      config/test.toml:1:7 invalid TOML: unclosed header; close it with `]`
    "[outer]]\ninner = 'x'\n"
      config/test.toml:1:8 invalid TOML: extra `]` in the header; remove it
    "[[outer]\ninner = 'x'\n"
      config/test.toml:1:1 `outer` must be a section; write `[outer]`, with its settings below
      config/test.toml:1:9 invalid TOML: unclosed header; close it with `]]`
    "[outer\n"
      config/test.toml:1:7 invalid TOML: unclosed header; close it with `]`
    "[outer]]\n"
      config/test.toml:1:8 invalid TOML: extra `]` in the header; remove it
    "[outer] inner = 'x'\n"
      config/test.toml:1:9 invalid TOML: text after the header; move it to its own line
    "[outer x]\ninner = 'x'\n"
      config/test.toml:1:7 invalid TOML: a header with spaces is not quoted; put the name in quotes
    "#);
}

#[test]
fn a_broken_line_of_dotenv_hides_what_it_names_alone() {
    let said = |text: &str| {
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", "")
            .file(".env", text);
        let report = Loader::new("APP").system(host).load::<Outer>().unwrap_err();
        format!("{text:?}\n{}", lines(&report))
    };
    let all: String = [
        "SETINNER APP_A a\n",
        "set APP_OUTER_INNER=a\n",
        "APP_A=\"x\nAPP_OUTER_INNER=y\n",
        "APP_OUTER_INNER x\nAPP_A=1\n",
    ]
    .map(said)
    .concat();
    assert_snapshot!(all, @r#"
    "SETINNER APP_A a\n"
      .env:1:1 invalid `.env` line: not `NAME=value`; write `NAME=value`, and quote a value with spaces or `#`
       `outer.inner` is not set, and has no default; set the variable APP_OUTER_INNER, or `outer.inner` in config/test.toml
    "set APP_OUTER_INNER=a\n"
      .env:1:1 invalid `.env` line: not a valid variable name; write `NAME=value`; a name consists of letters, digits and `_`
    "APP_A=\"x\nAPP_OUTER_INNER=y\n"
      .env:1:1 invalid `.env` line: unclosed quote; add the closing quote
    "APP_OUTER_INNER x\nAPP_A=1\n"
      .env:1:1 invalid `.env` line: not `NAME=value`; write `NAME=value`, and quote a value with spaces or `#`
    "#);
}

#[test]
fn a_key_of_an_override_that_is_malformed_is_shown_as_far_as_it_is_a_key() {
    let said = |argument: &str| {
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", "port = 1");
        let report = Loader::new("APP")
            .system(host)
            .set_args([argument])
            .load::<Settings>()
            .unwrap_err();
        report.to_text() + "\n"
    };
    assert_snapshot!(["server/port=3", "=5", "port:hunter2=3"].map(said).concat(), @"
    1 problem keeps app from starting in test

    error[unknown-key]: an override has a malformed key: unexpected `/`
     --> --set server/…
      |
      | server/…=…
      | ^^^^^^^^
      |
      = help: write the key as in a file, such as `server.port` or `upstreams[0].host`
    1 problem keeps app from starting in test

    error[unknown-key]: an override has no key
     --> --set
      |
      | =…
      | ^
      |
      = help: write `--set key=value`
    1 problem keeps app from starting in test

    error[unknown-key]: an override has a malformed key: unexpected `:`
     --> --set port:…
      |
      | port:…=…
      | ^^^^^^
      |
      = help: write the key as in a file, such as `server.port` or `upstreams[0].host`
    ");
}
