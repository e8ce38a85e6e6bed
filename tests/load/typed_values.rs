//! What a type makes of a value, and which value is to blame.

use std::collections::BTreeMap;
use std::path::PathBuf;

use insta::assert_snapshot;
use rehearsal::host::Memory;
use rehearsal::{Config, Loader};
use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

/// Makes something of the text of a day.
#[derive(Debug)]
#[expect(dead_code)]
struct Day(String);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Days;
        impl Visitor<'_> for Days {
            type Value = Day;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a day")
            }

            fn visit_str<E>(self, text: &str) -> Result<Day, E> {
                Ok(Day(text.to_owned()))
            }
        }
        deserializer.deserialize_str(Days)
    }
}

#[test]
fn a_date_of_toml_is_not_text() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Settings {
        spaces: String,
        #[config(default)]
        days: Vec<String>,
        path: PathBuf,
        since: Day,
    }
    let host = Memory::new().variable("CADENCE_ENV", "development").file(
        "config/development.toml",
        "spaces = 2026-01-01\ndays = ['2026-01-01', 2026-01-02]\npath = 07:30:00\nsince = 2026-01-03\n",
    );
    let report = Loader::new("CADENCE").host(host).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @r#"
    3 problems keep cadence from starting in development

    error[wrong-type]: `spaces` must be a string
     --> config/development.toml:1:10
      |
    1 | spaces = 2026-01-01
      |          ^^^^^^^^^^ found a date or time
      |
      = help: put it in quotes if text is meant: "2026-01-01"

    error[wrong-type]: `days[1]` must be a string
     --> config/development.toml:2:23
      |
    2 | days = … 2026-01-02
      |          ^^^^^^^^^^ found a date or time
      |
      = help: put it in quotes if text is meant: "2026-01-02"

    error[wrong-type]: `path` must be a path
     --> config/development.toml:3:8
      |
    3 | path = 07:30:00
      |        ^^^^^^^^ found a date or time
      |
      = help: put it in quotes if text is meant: "07:30:00"
    "#);
}

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
    let settings = Loader::new("CADENCE").host(host).load::<Loose>()?;
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
    loose(variables(given)).unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn a_variable_is_what_it_is_written_as_to_a_type_that_takes_anything() {
    for (text, expected) in [
        ("8080", "mode: Level(8080)"),
        ("0.5", "mode: Share(0.5)"),
        ("fast", "mode: Name(\"fast\")"),
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
    assert_snapshot!(settings, @r#"
    Loose { mode: Name("fast"), modes: [Level(1), Name("fast"), Share(0.25)], target: None, targets: {}, pool: None, extra: None, number: Some(Number(12)), switch: Some(Switch(true)), any: Some(Object {"a": Number(1), "b": Array [Bool(true)]}) }
    "#);
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
    assert_snapshot!(settings, @r#"
    Loose { mode: Share(70000.0), modes: [], target: None, targets: {}, pool: None, extra: Some(Extra { name: "1", rest: {"city": "true", "copy": "8001", "zip": "8001"} }), number: None, switch: None, any: None }
    "#);
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
    assert_snapshot!(report.unwrap_err(), @r"
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
      |                ^ data did not match any variant of untagged enum SwitchOrList
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
    assert_snapshot!(loose(host).unwrap_err(), @"
    8 problems keep cadence from starting in development

    error[wrong-type]: `target.port` must be an integer from 0 to 65535
     --> config/development.toml:2:45
      |
    2 | target = … '5'
      |            ^^^ found a string
      |
      = help: remove the quotes: 5

    error[wrong-type]: `targets.a.host` must be a string
     --> config/development.toml:5:8
      |
    5 | host = 5
      |        ^ found an integer

    error[out-of-range]: `targets.a.limits.rate` must be an integer from 0 to 4294967295
     --> config/development.toml:7:19
      |
    7 | limits = … -1
      |            ^^ out of range

    error[missing]: `targets.b.limits.rate` is not set, and has no default
      --> config/development.toml:12:10
       |
    12 | limits = {…}
       |          ^^^ `rate` is missing here

    error[invalid-value]: `targets.c.limits.url` is not valid
      --> config/development.toml:17:28
       |
    17 | limits = … 'c'
       |            ^^^ not a URL: relative URL without a base
       |
       = help: write a whole URL, such as `https://example.org/path`

    error[unknown-variant]: `targets.d.kind` must be one of `tcp`, `unix`
      --> config/development.toml:19:8
       |
    19 | kind = 'udp'
       |        ^^^^^ unknown variant

    error[missing]: `targets.e.port` is not set, and has no default
      --> config/development.toml:20:1
       |
    20 | [targets.e]
       | ^^^^^^^^^^^ `port` is missing here

    error[wrong-type]: `pool.max` must be an integer from 0 to 65535
      --> config/development.toml:26:7
       |
    26 | max = […]
       |       ^^^ found a list

    8 problems keep cadence from starting in development
    ");
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
    assert_snapshot!(report.unwrap_err(), @r"
    1 problem keeps cadence from starting in development

    error[unknown-key]: there is no setting `target.prot`
     --> variable CADENCE_TARGET
      |
      | CADENCE_TARGET=…
      | ^^^^^^^^^^^^^^ unknown key
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
    let report = Loader::new("CADENCE").host(host).load::<Settings>();
    let report = report.unwrap_err().to_string();
    assert!(!report.contains("hunter2"), "{report}");
    assert_snapshot!(report, @"
    3 problems keep cadence from starting in development

    error[wrong-type]: `login.password` must be a list of 2 values
     --> config/development.toml:1:38
      |
    1 | login = … [redacted]
      |           ^^^^^^^^^^

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
