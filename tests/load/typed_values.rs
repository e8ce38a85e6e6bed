//! What a type makes of a value, and which value is to blame.

use std::collections::BTreeMap;
use std::path::PathBuf;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use serde::Deserialize;

/// What a type asks for that it reads only later, or not at all by name.
#[derive(Debug, Config)]
#[expect(dead_code)]
struct Loose {
    mode: Mode,
    #[config(default)]
    modes: Vec<Mode>,
    target: Option<Target>,
    #[config(default)]
    targets: BTreeMap<String, Target>,
    pool: Option<Pool>,
    extra: Option<Extra>,
    number: Option<serde_json::Number>,
    switch: Option<SwitchOrList>,
    any: Option<serde_json::Value>,
    #[config(default)]
    switches: BTreeMap<String, SwitchOrList>,
    ports: Option<Ports>,
    #[config(secret)]
    hushed: Option<Ports>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code)]
enum Ports {
    One(u16),
    Many(Vec<u16>),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum Mode {
    Level(u16),
    Share(f64),
    Name(String),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code)]
enum SwitchOrList {
    Switch(bool),
    List(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
#[expect(dead_code)]
enum Target {
    Tcp {
        host: String,
        port: u16,
        limits: Option<Limits>,
    },
    Unix {
        path: PathBuf,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code)]
struct Limits {
    rate: u32,
    url: Option<url::Url>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Pool {
    name: String,
    #[serde(flatten)]
    size: Size,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Size {
    label: String,
    max: u16,
    ratio: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Extra {
    name: String,
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

fn loose(host: Memory) -> Result<String, rehearsal::Report> {
    let host = host.variable("CADENCE_ENV", "development");
    let settings = Loader::new("CADENCE").system(host).load::<Loose>()?;
    Ok(format!("{:?}", *settings))
}

fn variables(given: &[(&str, &str)]) -> Memory {
    let set = |host: Memory, (name, value): &(&str, &str)| {
        host.variable(format!("CADENCE_{name}"), *value)
    };
    given.iter().fold(Memory::new(), set)
}

#[track_caller]
fn read(given: &[(&str, &str)]) -> String {
    loose(variables(given)).unwrap()
}

#[test]
fn a_variable_is_what_it_is_written_as_to_a_type_that_takes_anything() {
    for (text, expected) in [
        ("8080", "mode: Level(8080)"),
        ("0.5", "mode: Share(0.5)"),
        ("fast", "mode: Name(\"fast\")"),
        ("1e3", "mode: Share(1000.0)"),
        ("-2.5E-3", "mode: Share(-0.0025)"),
        ("5e400", "mode: Name(\"5e400\")"),
        ("a,b", "mode: Name(\"a,b\")"),
        ("00123", "mode: Name(\"00123\")"),
        ("1.10", "mode: Name(\"1.10\")"),
        (" 5", "mode: Name(\" 5\")"),
    ] {
        let settings = read(&[("MODE", text)]);
        assert!(settings.contains(expected), "{text}: {settings}");
    }
    let settings = read(&[
        ("MODE", "fast"),
        ("MODES", "1,fast,0.25"),
        ("NUMBER", "12"),
        ("SWITCH", "true"),
        ("ANY", "{ a = 1, b = [true] }"),
    ]);
    assert_snapshot!(settings, @r#"Loose { mode: Name("fast"), modes: [Level(1), Name("fast"), Share(0.25)], target: None, targets: {}, pool: None, extra: None, number: Some(Number(12)), switch: Some(Switch(true)), any: Some(Object {"a": Number(1), "b": Array [Bool(true)]}), switches: {}, ports: None, hushed: None }"#);
}

#[test]
fn a_file_and_a_variable_give_the_same_value() {
    let file = "mode = 8080\nswitch = true\nnumber = 12\nany = 5\n\
                [pool]\nname = '7'\nlabel = '8'\nmax = 9\nratio = 1.10\n";
    let file = Memory::new().file("config/development.toml", file);
    let variables = read(&[
        ("MODE", "8080"),
        ("SWITCH", "true"),
        ("NUMBER", "12"),
        ("ANY", "5"),
        ("POOL__NAME", "7"),
        ("POOL__LABEL", "8"),
        ("POOL__MAX", "9"),
        ("POOL__RATIO", "1.10"),
    ]);
    assert_eq!(loose(file).unwrap(), variables);
}

#[test]
fn a_number_that_is_refused_as_one_is_text() {
    let settings = read(&[
        ("MODE", "70000"),
        ("EXTRA__NAME", "1"),
        ("EXTRA__ZIP", "8001"),
        ("EXTRA__COPY", "8001"),
        ("EXTRA__CITY", "true"),
    ]);
    assert_snapshot!(settings, @r#"Loose { mode: Share(70000.0), modes: [], target: None, targets: {}, pool: None, extra: Some(Extra { name: "1", rest: {"city": "true", "copy": "8001", "zip": "8001"} }), number: None, switch: None, any: None, switches: {}, ports: None, hushed: None }"#);
}

#[test]
fn a_list_between_commas_is_one_where_the_type_takes_a_list() {
    for (text, expected) in [
        ("a,b", r#"switch: Some(List(["a", "b"]))"#),
        ("a, b", r#"switch: Some(List(["a", "b"]))"#),
        ("1,2", r#"switch: Some(List(["1", "2"]))"#),
        ("1,a", r#"switch: Some(List(["1", "a"]))"#),
        ("true,a", r#"switch: Some(List(["true", "a"]))"#),
        ("[\"a\"]", r#"switch: Some(List(["a"]))"#),
        ("true", "switch: Some(Switch(true))"),
    ] {
        let settings = read(&[("MODE", "fast"), ("SWITCH", text)]);
        assert!(settings.contains(expected), "{text}: {settings}");
        let twin = variables(&[("MODE", "fast"), ("SWITCH_FILE", "/run/value")]);
        let settings = loose(twin.file("/run/value", text)).unwrap();
        assert!(settings.contains(expected), "{text}: {settings}");
        let folder = variables(&[("MODE", "fast")]).file("/run/secrets/CADENCE_SWITCH", text);
        let settings = loose(folder).unwrap();
        assert!(settings.contains(expected), "{text}: {settings}");
    }
    let settings = read(&[
        ("MODE", "fast"),
        ("SWITCHES__A", "a,b"),
        ("SWITCHES__B", "false"),
        ("SWITCHES__C", "1,2"),
        ("PORTS", "80,443"),
        ("POOL__NAME", "1,2"),
        ("POOL__LABEL", "3"),
        ("POOL__MAX", "4"),
    ]);
    assert_snapshot!(settings, @r#"Loose { mode: Name("fast"), modes: [], target: None, targets: {}, pool: Some(Pool { name: "1,2", size: Size { label: "3", max: 4, ratio: None } }), extra: None, number: None, switch: None, any: None, switches: {"a": List(["a", "b"]), "b": Switch(false), "c": List(["1", "2"])}, ports: Some(Many([80, 443])), hushed: None }"#);
}

#[test]
fn what_was_tried_is_said_where_a_type_takes_none_of_it() {
    let report = loose(variables(&[
        ("MODE", "fast"),
        ("PORTS", "80,https"),
        ("SWITCH", "on"),
        ("SWITCHES__A", "1e3"),
        ("SWITCHES__B", "{ a = 1 }"),
        ("SWITCHES__C", "[1"),
        ("SWITCHES__D", "1.10"),
        ("HUSHED", "hunter2,hunter2"),
    ]));
    let report = report.unwrap_err().to_string();
    assert!(!report.contains("hunter2"), "{report}");
    assert_snapshot!(report, @"
    7 problems keep cadence from starting in development

    error[invalid-value]: `hushed` is not valid
     --> variable CADENCE_HUSHED
      |
      | CADENCE_HUSHED=[redacted]
      |                ^^^^^^^^^^ no variant of its type accepts this value

    error[invalid-value]: `ports` is not valid
     --> variable CADENCE_PORTS
      |
      | CADENCE_PORTS=[redacted]
      |               ^^^^^^^^^^ no variant of its type accepts this value

    error[invalid-value]: `switch` is not valid
     --> variable CADENCE_SWITCH
      |
      | CADENCE_SWITCH=[redacted]
      |                ^^^^^^^^^^ no variant of its type accepts this value

    error[invalid-value]: `switches.a` is not valid
     --> variable CADENCE_SWITCHES__A
      |
      | CADENCE_SWITCHES__A=1e3
      |                     ^^^ accepted neither as a number nor as text

    error[invalid-value]: `switches.b` is not valid
     --> variable CADENCE_SWITCHES__B
      |
      | CADENCE_SWITCHES__B={ a = 1 }
      |                     ^^^^^^^^^ its type does not accept a table

    error[invalid-value]: `switches.c` is not valid
     --> variable CADENCE_SWITCHES__C
      |
      | CADENCE_SWITCHES__C=[redacted]
      |                     ^^^^^^^^^^ no variant of its type accepts this value

    error[invalid-value]: `switches.d` is not valid
     --> variable CADENCE_SWITCHES__D
      |
      | CADENCE_SWITCHES__D=[redacted]
      |                     ^^^^^^^^^^ no variant of its type accepts this value

    7 problems keep cadence from starting in development
    ");
    let file = "mode = 1\nswitch = 'a,b'\n[switches]\na = 5\nb = { a = 1 }\n";
    let report = loose(Memory::new().file("config/development.toml", file));
    assert_snapshot!(report.unwrap_err(), @"
    3 problems keep cadence from starting in development

    error[invalid-value]: `switch` is not valid
     --> config/development.toml:2:10
      |
    2 | switch = [redacted]
      |          ^^^^^^^^^^ no variant of its type accepts this value

    error[invalid-value]: `switches.a` is not valid
     --> config/development.toml:4:5
      |
    4 | a = 5
      |     ^ its type does not accept an integer

    error[invalid-value]: `switches.b` is not valid
     --> config/development.toml:5:5
      |
    5 | b = { a = 1 }
      |     ^^^^^^^^^ its type does not accept a table
    ");
}

#[test]
fn the_variable_that_is_wrong_is_blamed() {
    let report = loose(variables(&[
        ("MODE", "fast"),
        ("POOL__NAME", "1"),
        ("POOL__LABEL", "2"),
        ("POOL__MAX", "70000"),
        ("SWITCH", "5"),
    ]));
    assert_snapshot!(report.unwrap_err(), @"
    2 problems keep cadence from starting in development

    error[out-of-range]: `pool.max` must be an integer from 0 to 65535
     --> variable CADENCE_POOL__MAX
      |
      | CADENCE_POOL__MAX=70000
      |                   ^^^^^ out of range

    error[invalid-value]: `switch` is not valid
     --> variable CADENCE_SWITCH
      |
      | CADENCE_SWITCH=5
      |                ^ accepted neither as a number nor as text
    ");
}

#[test]
fn a_mistake_inside_a_tagged_value_is_told_where_it_stands() {
    let host = Memory::new().file(
        "config/development.toml",
        "mode = 1\n\
         target = { kind = 'tcp', host = 'a', port = '5' }\n\
         [targets.a]\nkind = 'tcp'\nhost = 5\nport = 80\nlimits = { rate = -1 }\n\
         [targets.b]\nkind = 'tcp'\nhost = 'b'\nport = 80\nlimits = { url = 'https://b' }\n\
         [targets.c]\nkind = 'tcp'\nhost = 'c'\nport = 80\nlimits = { rate = 1, url = 'c' }\n\
         [targets.d]\nkind = 'udp'\n\
         [targets.e]\nkind = 'tcp'\nhost = 'e'\n\
         [pool]\nname = 'a'\nlabel = 'b'\nmax = [1]\n",
    );
    assert_snapshot!(loose(host).unwrap_err(), @r#"
    8 problems keep cadence from starting in development

    error[wrong-type]: `target.port` must be an integer from 0 to 65535
     --> config/development.toml:2:45
      |
    2 | target = … [redacted]
      |            ^^^^^^^^^^ found a string

    error[wrong-type]: `targets.a.host` must be a string
     --> config/development.toml:5:8
      |
    5 | host = 5
      |        ^ found an integer
      |
      = help: put it in quotes: `"5"`

    error[out-of-range]: `targets.a.limits.rate` must be an integer from 0 to 4294967295
     --> config/development.toml:7:19
      |
    7 | limits = … -1
      |            ^^ out of range

    error[missing]: `targets.b.limits.rate` is not set, and has no default
      --> config/development.toml:12:10
       |
    12 | limits = [redacted]
       |          ^^^^^^^^^^ `rate` is missing here
       |
       = help: add `rate` to `targets.b.limits`

    error[invalid-value]: `targets.c.limits.url` is not valid
      --> config/development.toml:17:28
       |
    17 | limits = … [redacted]
       |            ^^^^^^^^^^ not a URL: relative URL without a base
       |
       = help: write a full URL, such as `https://example.org/path`

    error[unknown-variant]: `targets.d.kind` must be one of `tcp`, `unix`
      --> config/development.toml:19:8
       |
    19 | kind = [redacted]
       |        ^^^^^^^^^^ unknown variant

    error[missing]: `targets.e.port` is not set, and has no default
      --> config/development.toml:20:1
       |
    20 | [targets.e]
       | ^^^^^^^^^^^ `port` is missing here
       |
       = help: add `port` to `targets.e`

    error[wrong-type]: `pool.max` must be an integer from 0 to 65535
      --> config/development.toml:26:7
       |
    26 | max = [1]
       |       ^^^ found a list

    8 problems keep cadence from starting in development
    "#);
}

#[test]
fn a_field_that_is_denied_is_named() {
    let host = Memory::new().file(
        "config/development.toml",
        "mode = 1\n\
         target = { kind = 'tcp', host = 'a', prot = 5, port = 5 }\n\
         [targets.a]\nkind = 'tcp'\nhost = 'a'\nport = 80\nlimits = { rate = 1, rtae = 2 }\n",
    );
    assert_snapshot!(loose(host).unwrap_err(), @r"
    2 problems keep cadence from starting in development

    error[unknown-key]: there is no setting `target.prot`
     --> config/development.toml:2:38
      |
    2 | target = … prot = …
      |            ^^^^ unknown key
      |
      = help: did you mean `port`?

    error[unknown-key]: there is no setting `targets.a.limits.rtae`
     --> config/development.toml:7:22
      |
    7 | limits = … rtae = …
      |            ^^^^ unknown key
      |
      = help: did you mean `rate`?
    ");
    let report = loose(variables(&[
        ("MODE", "1"),
        ("TARGET", "{ kind = 'unix', path = '/run', prot = 5 }"),
    ]));
    assert_snapshot!(report.unwrap_err(), @"
    1 problem keeps cadence from starting in development

    error[unknown-key]: there is no setting `target.prot`
     --> variable CADENCE_TARGET
      |
      | CADENCE_TARGET=… prot …
      |                  ^^^^ unknown key
      |
      = help: remove it
    ");
}

#[test]
fn a_secret_inside_a_tagged_value_is_not_told() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Settings {
        login: Login,
    }
    #[derive(Debug, Deserialize)]
    #[serde(tag = "kind", deny_unknown_fields)]
    #[expect(dead_code)]
    enum Login {
        Basic { password: [u8; 2], pin: u8 },
    }
    let host = Memory::new().variable("CADENCE_ENV", "development").file(
        "config/development.toml",
        "login = { kind = 'Basic', password = 'hunter2', pin = 'x', pni = 'hunter2' }",
    );
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    let report = report.unwrap_err().to_string();
    assert!(!report.contains("hunter2"), "{report}");
    assert_snapshot!(report, @"
    3 problems keep cadence from starting in development

    error[wrong-type]: `login.password` must be a list of 2 values
     --> config/development.toml:1:38
      |
    1 | login = … [redacted]
      |           ^^^^^^^^^^ found a string

    error[wrong-type]: `login.pin` must be an integer from 0 to 255
     --> config/development.toml:1:55
      |
    1 | login = … 'x'
      |           ^^^ found a string

    error[unknown-key]: there is no setting `login.pni`
     --> config/development.toml:1:60
      |
    1 | login = … pni = …
      |           ^^^ unknown key
      |
      = help: did you mean `pin`?
    ");
}
