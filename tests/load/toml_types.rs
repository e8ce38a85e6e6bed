//! Values of TOML that a type has no place for.

use std::path::PathBuf;

use insta::assert_snapshot;
use rehearsal::system::Memory;
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
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @r#"
    3 problems keep cadence from starting in development

    error[wrong-type]: `spaces` must be a string
     --> config/development.toml:1:10
      |
    1 | spaces = 2026-01-01
      |          ^^^^^^^^^^ found a date or time
      |
      = help: put it in quotes: `"2026-01-01"`

    error[wrong-type]: `days[1]` must be a string
     --> config/development.toml:2:23
      |
    2 | days = … 2026-01-02
      |          ^^^^^^^^^^ found a date or time
      |
      = help: put it in quotes: `"2026-01-02"`

    error[wrong-type]: `path` must be a path
     --> config/development.toml:3:8
      |
    3 | path = 07:30:00
      |        ^^^^^^^^ found a date or time
      |
      = help: put it in quotes: `"07:30:00"`
    "#);
}

#[test]
fn a_number_of_more_than_128_bits_that_is_not_decimal_is_none_of_a_float() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Settings {
        in_file: f64,
        of_half: f32,
        octal: f64,
        free: f64,
    }
    let host = Memory::new()
        .variable("CADENCE_ENV", "development")
        .variable("CADENCE_FREE", "0x100000000000000000000000000000000")
        .file(
            "config/development.toml",
            "in_file = 0x100000000000000000000000000000000\n\
             of_half = 0x100000000000000000000000000000000\n\
             octal = 0o7777777777777777777777777777777777777777777\n",
        );
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @"
    4 problems keep cadence from starting in development

    error[out-of-range]: `in_file` must be a number of at most 128 bits, or one in decimal digits
     --> config/development.toml:1:11
      |
    1 | in_file = 0x100000000000000000000000000000000
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ out of range

    error[out-of-range]: `of_half` must be a number of at most 128 bits, or one in decimal digits
     --> config/development.toml:2:11
      |
    2 | of_half = 0x100000000000000000000000000000000
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ out of range

    error[out-of-range]: `octal` must be a number of at most 128 bits, or one in decimal digits
     --> config/development.toml:3:9
      |
    3 | octal = 0o7777777777777777777777777777777777777777777
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ out of range

    error[wrong-type]: `free` must be a number
     --> variable CADENCE_FREE
      |
      | CADENCE_FREE=0x100000000000000000000000000000000
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not a number
    ");
}
