//! Numbers as they are written elsewhere.

use std::time::Duration;

use rehearsal::Config;
use rehearsal::report::Code;

use super::{host, load};

#[derive(Debug, Config)]
struct Numbers {
    #[config(default = 1)]
    count: u64,
    #[config(default = 1.0)]
    rate: f64,
    #[config(default = "1s")]
    wait: Duration,
    #[config(default = false)]
    switch: bool,
    #[config(default)]
    ports: Vec<u16>,
    secret: Option<SecretNumber>,
}

#[derive(Debug, serde::Deserialize)]
struct SecretNumber {
    token: u16,
}

#[test]
fn a_number_in_another_notation_says_what_to_write() {
    for (count, said) in [
        ("1_000", "not an integer; write `1000`"),
        ("1e+06", "not an integer; write `1000000`"),
        ("0x10", "not an integer; write `16`"),
        (
            "0,5",
            "not an integer; write a whole number, using only digits",
        ),
        ("50%", "not an integer; write only the number: `50`"),
        ("5.0", "not an integer; write `5`"),
        ("1k", "not an integer; write `1000` or `1024`"),
        ("64MiB", "not an integer; write `67108864`"),
        ("many", "not an integer"),
    ] {
        let report = load::<Numbers>(host("test", &[("APP_COUNT", count)])).unwrap_err();
        let problem = &report.problems()[0];
        let mut words = vec![problem.places()[0].label().to_owned()];
        words.extend(problem.help().iter().cloned());
        assert_eq!(words.join("; "), said, "{report}");
        assert_eq!(problem.found(), Some(&*format!("`{count}`")));
    }
}

#[cfg(feature = "dotenv")]
#[test]
fn in_every_source_a_number_in_another_notation_says_what_to_write() {
    let host = host(
        "development",
        &[("APP_RATE", "0,5"), ("APP_PORTS", "80,0x50")],
    )
    .file("config/default.toml", "count = \"1_000\"\n")
    .file("config/development.toml", "")
    .file(".env", "APP_WAIT=1.5h\nAPP_SWITCH=enabled\n")
    .variable("APP_SECRET", "{ token = \"0x10\" }");
    insta::assert_snapshot!(super::refused::<Numbers>(host), @r#"
    5 problems keep app from starting in development

    error[wrong-type]: `count` must be an integer from 0 to 18446744073709551615
     --> config/default.toml:1:9
      |
    1 | count = "1_000"
      |         ^^^^^^^ found a string
      |
      = help: write `1000`

    error[wrong-type]: `switch` must be `true` or `false`
     --> .env:2:1
      |
    2 | APP_SWITCH=enabled
      |            ^^^^^^^ neither true nor false
      |
      = help: write `true`

    error[wrong-type]: `ports[1]` must be an integer from 0 to 65535
     --> variable APP_PORTS
      |
      | APP_PORTS=… 0x50
      |             ^^^^ not an integer
      |
      = help: write `80`

    error[wrong-type]: `rate` must be a number
     --> variable APP_RATE
      |
      | APP_RATE=0,5
      |          ^^^ not a number
      |
      = help: write `0.5`

    error[wrong-type]: `secret.token` must be an integer from 0 to 65535
     --> variable APP_SECRET
      |
      | APP_SECRET=… [redacted]
      |              ^^^^^^^^^^ found a string
    "#);
}

#[test]
fn a_duration_without_a_unit_is_one_of_seconds() {
    for (text, help) in [("90", "90s"), ("1.5", "1s 500ms"), ("007", "007s")] {
        let report = load::<Numbers>(host("test", &[("APP_WAIT", text)])).unwrap_err();
        let problem = &report.problems()[0];
        assert_eq!(problem.code(), Code::MissingUnit);
        let start = format!("write `{help}` for seconds");
        assert!(problem.help()[0].starts_with(&start), "{report}");
    }
    for text in ["inf", "NaN", "-5", "1e3"] {
        let report = load::<Numbers>(host("test", &[("APP_WAIT", text)])).unwrap_err();
        assert_eq!(report.problems()[0].code(), Code::InvalidValue, "{report}");
    }
}
