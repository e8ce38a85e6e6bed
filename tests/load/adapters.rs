//! Fields that are read by their `FromStr`, or by the functions of a module.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};

/// Has no `Deserialize`, and repeats what it refuses.
#[derive(Debug, Clone, PartialEq)]
enum Level {
    Info,
    Debug,
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "info" => Ok(Self::Info),
            "debug" => Ok(Self::Debug),
            _ => Err(format!("unknown level {text}")),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Debug => "debug",
        })
    }
}

mod mebibytes {
    use serde::de::{Deserialize, Deserializer, Error};

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        let number = text.strip_suffix("MiB").and_then(|text| text.parse().ok());
        number.ok_or_else(|| D::Error::custom(format!("{text} is not in MiB")))
    }

    pub(super) mod optional {
        use super::{Deserializer, deserialize as read};

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<u64>, D::Error> {
            read(deserializer).map(Some)
        }
    }
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Settings {
    /// How much is logged.
    #[config(parse, expects = "a level such as `info`", default = "info")]
    level: Level,
    #[config(parse)]
    other: Option<Level>,
    #[config(parse, default = [])]
    many: Vec<Level>,
    #[config(parse, default = "{}")]
    named: BTreeMap<String, Level>,
    #[config(with = "mebibytes", default = "1MiB")]
    cache: u64,
    #[config(with = mebibytes::optional)]
    spare: Option<u64>,
}

fn load(host: Memory) -> Result<String, Report> {
    let host = host.variable("APP_ENV", "test");
    let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
    Ok(format!("{:?}", *settings))
}

const ALL: &str = "Settings { level: Debug, other: Some(Info), many: [Info, Debug], named: {\"eu\": Debug}, cache: 2, spare: Some(3) }";

#[test]
fn every_source_gives_the_same_value() {
    let toml = "level = 'debug'\nother = 'info'\nmany = ['info', 'debug']\ncache = '2MiB'\nspare = '3MiB'\n[named]\neu = 'debug'\n";
    let variables = [
        ("LEVEL", "debug"),
        ("OTHER", "info"),
        ("MANY", "info, debug"),
        ("NAMED__EU", "debug"),
        ("CACHE", "2MiB"),
        ("SPARE", "3MiB"),
    ];
    let mut by_variables = Memory::new();
    let mut by_files = Memory::new();
    let mut by_secrets = Memory::new();
    for (name, value) in variables {
        by_variables = by_variables.variable(format!("CADENCE_{name}"), value);
        by_files = by_files
            .variable(format!("CADENCE_{name}_FILE"), format!("/etc/{name}"))
            .file(format!("/etc/{name}"), value);
        by_secrets = by_secrets.file(format!("/run/secrets/CADENCE_{name}"), value);
    }
    let by_file = Memory::new().file("config/test.toml", toml);
    for host in [by_file, by_variables, by_files, by_secrets] {
        assert_eq!(load(host).unwrap(), ALL);
    }
    let overrides = variables
        .iter()
        .fold(Loader::new("CADENCE"), |loader, (name, value)| {
            loader.set(name.to_lowercase().replace("__", "."), *value)
        });
    let host = Memory::new().variable("APP_ENV", "test");
    let settings = overrides.system(host).load::<Settings>().unwrap();
    assert_eq!(format!("{:?}", *settings), ALL);
}

#[test]
fn what_no_layer_sets_is_the_default_or_nothing() {
    assert_snapshot!(load(Memory::new()).unwrap(), @"Settings { level: Info, other: None, many: [], named: {}, cache: 1, spare: None }");
}

#[test]
fn what_a_type_refuses_is_reported_in_its_own_words_where_it_is() {
    let file = "level = 'loud'\nmany = ['info', 'soft']\ncache = '5kB'\nspare = 5\n";
    let report = load(Memory::new().file("config/test.toml", file)).unwrap_err();
    assert_snapshot!(report, @r#"
    4 problems keep cadence from starting in test

    error[invalid-value]: `level` is not valid
     --> config/test.toml:1:9
      |
    1 | level = 'loud'
      |         ^^^^^^ unknown level loud
      |
      = help: write a level such as `info`

    error[invalid-value]: `many[1]` is not valid
     --> config/test.toml:2:17
      |
    2 | many = … 'soft'
      |          ^^^^^^ unknown level soft

    error[invalid-value]: `cache` is not valid
     --> config/test.toml:3:9
      |
    3 | cache = '5kB'
      |         ^^^^^ 5kB is not in MiB

    error[wrong-type]: `spare` must be a string
     --> config/test.toml:4:9
      |
    4 | spare = 5
      |         ^ found an integer
      |
      = help: put it in quotes: `"5"`
    "#);
}

/// A token whose type and errors know nothing of secrets.
#[derive(Debug)]
struct Token(#[expect(dead_code, reason = "shown by `Debug`")] String);

impl FromStr for Token {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Err(format!(
            "{text}, or {}, is not a token",
            text.to_uppercase()
        ))
    }
}

mod tokens {
    use serde::de::{Deserialize, Deserializer, Error};

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<super::Token, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(D::Error::custom(format!("{text} is not a token")))
    }
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Secrets {
    #[config(parse, secret)]
    parsed: Token,
    #[config(with = "tokens", secret)]
    read: Token,
    #[config(parse)]
    url: Token,
}

#[test]
fn what_a_type_says_of_a_secret_is_withheld() {
    let file = "parsed = 'hunter2hunter2'\nread = 'correct-horse'\nurl = 'https://a:pw1234@h/'\n";
    let host = Memory::new()
        .file("config/test.toml", file)
        .variable("APP_ENV", "test");
    let report = Loader::new("CADENCE")
        .system(host)
        .load::<Secrets>()
        .unwrap_err();
    let text = format!("{report}{report:?}").to_lowercase();
    for secret in ["hunter2", "correct-horse", "pw1234"] {
        assert!(!text.contains(secret), "{text}");
    }
    assert_snapshot!(report, @r#"
    3 problems keep cadence from starting in test

    error[invalid-value]: `parsed` is not valid
     --> config/test.toml:1:10
      |
    1 | parsed = [redacted]
      |          ^^^^^^^^^^
      |
      = help: message withheld: it may contain a secret

    error[invalid-value]: `read` is not valid
     --> config/test.toml:2:8
      |
    2 | read = [redacted]
      |        ^^^^^^^^^^
      |
      = help: message withheld: it may contain a secret

    error[invalid-value]: `url` is not valid
     --> config/test.toml:3:7
      |
    3 | url = "https://a:[redacted]@h/"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: message withheld: it may contain a secret
    "#);
}
