//! Words of the program's own, and of its types, about values that are secret.

use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::str::FromStr;

use rehearsal::{Checker, Config};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};
use url::Url;

use super::{file, told, variables};

#[derive(Debug, Config)]
#[config(check = Chatty::check)]
struct Chatty {
    key: SecretString,
    url: Url,
    how: u8,
}

impl Chatty {
    /// Repeats a secret in one of the ways that come to mind.
    fn check(&self, rules: &mut Checker<'_>) {
        let key = self.key.expose_secret();
        let password = self.url.password().unwrap_or_default();
        let words = match self.how {
            0 => format!("it begins with {}", &key[..8]),
            1 => format!("it ends in {}", &key[key.len() - 8..]),
            2 => format!("{key:?} is refused"),
            3 => format!("{} is refused", key.to_uppercase()),
            4 => format!("the password {password} is refused"),
            5 => "the password corr3ct horse/ is refused".to_owned(),
            6 => format!("{} is refused", self.url.query().unwrap_or_default()),
            7 => {
                rules
                    .problem(["url"], "see below")
                    .help(format!("not {key}"));
                return;
            }
            _ => "nothing is told".to_owned(),
        };
        rules.problem(["how"], words);
    }
}

#[test]
fn no_form_and_no_part_of_a_secret_is_repeated() {
    for how in 0..=8 {
        let chosen = how.to_string();
        let loader = variables(&[
            ("APP_KEY", "Zk9wQv7p\"Xr4mTb2n"),
            (
                "APP_URL",
                "https://a:corr3ct%20horse%2F@h/?token=kR8yNw3sLq",
            ),
            ("APP_HOW", &chosen),
        ]);
        let told = told::<Chatty>(&loader).to_lowercase();
        for part in ["zk9wqv7p", "xr4mtb2n", "corr3ct", "kr8ynw3slq"] {
            assert!(!told.contains(part), "{how}: {told}");
        }
        assert_eq!(told.contains("message withheld"), how < 8, "{how}: {told}");
    }
}

/// A type that puts words of its own around the reason of another.
#[derive(Debug)]
struct Wrapped;

impl FromStr for Wrapped {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse::<NonZeroU16>();
        number
            .map(|_| Self)
            .map_err(|error| format!("`{text}` is refused: {error}"))
    }
}

impl<'de> Deserialize<'de> for Wrapped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// One whose words are known to nobody.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Strange;

impl<'de> Deserialize<'de> for Strange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format_args!("{text} is strange")))
    }
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Reasons {
    #[config(secret)]
    url: Option<Url>,
    #[config(secret)]
    number: Option<Wrapped>,
    #[config(secret)]
    strange: Option<Strange>,
    names: Option<BTreeMap<Strange, u8>>,
    store: Option<Wrapped>,
}

#[test]
fn a_reason_is_told_where_it_cannot_hold_the_value() {
    let text = "url = \"hunter2\"\nnumber = \"hunter2\"\nstrange = \"hunter2\"\n\
        names.plain = 1\nstore = \"postgres://a:hunter2@b\"";
    let report = file(text).load::<Reasons>().unwrap_err().to_string();
    assert!(!report.contains("hunter2"), "{report}");
    insta::assert_snapshot!(report, @r#"
    5 problems keep app from starting in development

    error[invalid-value]: `url` is not valid
     --> config/default.toml:1:7
      |
    1 | url = [redacted]
      |       ^^^^^^^^^^ not a URL: relative URL without a base
      |
      = help: write a full URL, such as `https://example.org/path`

    error[invalid-value]: `number` is not valid
     --> config/default.toml:2:10
      |
    2 | number = [redacted]
      |          ^^^^^^^^^^ invalid digit found in string

    error[invalid-value]: `strange` is not valid
     --> config/default.toml:3:11
      |
    3 | strange = [redacted]
      |           ^^^^^^^^^^
      |
      = help: message withheld: it may contain a secret

    error[invalid-value]: `names.plain` is not valid
     --> config/default.toml:4:7
      |
    4 | names.plain = …
      |       ^^^^^ plain is strange

    error[invalid-value]: `store` is not valid
     --> config/default.toml:5:9
      |
    5 | store = "postgres://a:[redacted]@b"
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid digit found in string
    "#);
}
