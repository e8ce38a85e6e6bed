//! Values that are not what their type asks.

use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

use super::{accepted, refused};

#[test]
fn values_of_the_wrong_type() {
    let said = refused(
        r#"
name = 5

[server]
listen = "localhost"
port = "8080"
timeout = "soon"
url = "not a url"
quiet = "yes"
rate = "fast"
offset = true
letter = "xy"
tags = "a,b"
"#,
    );
    assert_snapshot!(said, @r#"
    10 problems keep cadence from starting in production

    error[wrong-type]: `name` must be a string
     --> config/default.toml:2:8
      |
    2 | name = 5
      |        ^ found an integer
      |
      = help: put it in quotes: `"5"`

    error[invalid-value]: `server.listen` is not valid
     --> config/default.toml:5:10
      |
    5 | listen = "localhost"
      |          ^^^^^^^^^^^ not an address and port
      |
      = help: write an IP address and a port, such as `127.0.0.1:8080`

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:6:8
      |
    6 | port = "8080"
      |        ^^^^^^ found a string
      |
      = help: remove the quotes: `8080`

    error[invalid-value]: `server.timeout` must be a duration such as `1h 30m`
     --> config/default.toml:7:11
      |
    7 | timeout = "soon"
      |           ^^^^^^ expected a number before each unit

    error[invalid-value]: `server.url` is not valid
     --> config/default.toml:8:7
      |
    8 | url = "not a url"
      |       ^^^^^^^^^^^ not a URL: relative URL without a base
      |
      = help: write a full URL, such as `https://example.org/path`

    error[wrong-type]: `server.quiet` must be `true` or `false`
     --> config/default.toml:9:9
      |
    9 | quiet = "yes"
      |         ^^^^^ found a string
      |
      = help: write `true`

    error[wrong-type]: `server.rate` must be a number
      --> config/default.toml:10:8
       |
    10 | rate = "fast"
       |        ^^^^^^ found a string

    error[wrong-type]: `server.offset` must be an integer from -128 to 127
      --> config/default.toml:11:10
       |
    11 | offset = true
       |          ^^^^ found a boolean

    error[invalid-value]: `server.letter` must be one character
      --> config/default.toml:12:10
       |
    12 | letter = "xy"
       |          ^^^^ not accepted

    error[wrong-type]: `server.tags` must be a list
      --> config/default.toml:13:8
       |
    13 | tags = "a,b"
       |        ^^^^^ found a string

    10 problems keep cadence from starting in production
    "#);
}

#[test]
fn a_value_of_toml_is_never_converted() {
    let said = refused(
        r#"
[server]
port = 8080.0
quiet = 1
rate = "0.5"
letter = 5
tags = [1, "b", true]
listen = 8080
url = 2026-01-01
"#,
    );
    assert_snapshot!(said, @r#"
    8 problems keep cadence from starting in production

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = 8080.0
      |        ^^^^^^ found a float
      |
      = help: write `8080`

    error[wrong-type]: `server.quiet` must be `true` or `false`
     --> config/default.toml:4:9
      |
    4 | quiet = 1
      |         ^ found an integer

    error[wrong-type]: `server.rate` must be a number
     --> config/default.toml:5:8
      |
    5 | rate = "0.5"
      |        ^^^^^ found a string
      |
      = help: remove the quotes: `0.5`

    error[wrong-type]: `server.letter` must be one character
     --> config/default.toml:6:10
      |
    6 | letter = 5
      |          ^ found an integer

    error[wrong-type]: `server.tags[0]` must be a string
     --> config/default.toml:7:9
      |
    7 | tags = [1
      |         ^ found an integer
      |
      = help: put it in quotes: `"1"`

    error[wrong-type]: `server.tags[2]` must be a string
     --> config/default.toml:7:17
      |
    7 | tags = … true
      |          ^^^^ found a boolean
      |
      = help: put it in quotes: `"true"`

    error[wrong-type]: `server.listen` must be an address and port such as `127.0.0.1:8080`
     --> config/default.toml:8:10
      |
    8 | listen = 8080
      |          ^^^^ found an integer

    error[invalid-value]: `server.url` is not valid
     --> config/default.toml:9:7
      |
    9 | url = 2026-01-01
      |       ^^^^^^^^^^ not a URL: relative URL without a base
      |
      = help: write a full URL, such as `https://example.org/path`

    8 problems keep cadence from starting in production
    "#);
}

#[test]
fn a_whole_number_is_a_float() {
    let settings = accepted("[server]\nrate = 1\n");
    assert!((settings.server.rate - 1.0).abs() < f64::EPSILON);
}

#[test]
fn numbers_out_of_range() {
    let said = refused(
        "[server]\nport = 70000\noffset = -129\n[labels]\na = 256\nb = -1\nc = 99999999999999999999999999\nd = 0x1FF\n",
    );
    assert_snapshot!(said, @r#"
    6 problems keep cadence from starting in production

    error[out-of-range]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:2:8
      |
    2 | port = 70000
      |        ^^^^^ out of range

    error[out-of-range]: `server.offset` must be an integer from -128 to 127
     --> config/default.toml:3:10
      |
    3 | offset = -129
      |          ^^^^ out of range

    error[out-of-range]: `labels.a` must be an integer from 0 to 255
     --> config/default.toml:5:5
      |
    5 | a = 256
      |     ^^^ out of range

    error[out-of-range]: `labels.b` must be an integer from 0 to 255
     --> config/default.toml:6:5
      |
    6 | b = -1
      |     ^^ out of range

    error[out-of-range]: `labels.c` must be an integer from 0 to 255
     --> config/default.toml:7:5
      |
    7 | c = 99999999999999999999999999
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^ out of range

    error[out-of-range]: `labels.d` must be an integer from 0 to 255
     --> config/default.toml:8:5
      |
    8 | d = 0x1FF
      |     ^^^^^ out of range
    "#);
}

#[test]
fn unknown_variants() {
    let said = refused("[log]\nlevel = \"wran\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[unknown-variant]: `log.level` must be one of `debug`, `info`, `warn`
     --> config/default.toml:2:9
      |
    2 | level = "wran"
      |         ^^^^^^ unknown variant
      |
      = help: did you mean `warn`?
    "#);
    let said = refused("[log]\nlevel = \"everything\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[unknown-variant]: `log.level` must be one of `debug`, `info`, `warn`
     --> config/default.toml:2:9
      |
    2 | level = "everything"
      |         ^^^^^^^^^^^^ unknown variant
    "#);
    let said = refused("[log]\nlevel = 3\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[wrong-type]: `log.level` must be a string
     --> config/default.toml:2:9
      |
    2 | level = 3
      |         ^ found an integer
      |
      = help: put it in quotes: `"3"`
    "#);
}

#[test]
fn durations_need_their_unit() {
    let said = refused("[server]\ntimeout = 30\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[missing-unit]: `server.timeout` must be a duration with a unit
     --> config/default.toml:2:11
      |
    2 | timeout = 30
      |           ^^ no unit
      |
      = help: write `30s` for seconds; other units are `ms`, `m`, `h` and `d`
    "#);
    let said = refused("[server]\ntimeout = \"30\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[missing-unit]: `server.timeout` must be a duration with a unit
     --> config/default.toml:2:11
      |
    2 | timeout = "30"
      |           ^^^^ no unit
      |
      = help: write `30s` for seconds; other units are `ms`, `m`, `h` and `d`
    "#);
    let said = refused("[server]\ntimeout = 1.5\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[missing-unit]: `server.timeout` must be a duration with a unit
     --> config/default.toml:2:11
      |
    2 | timeout = 1.5
      |           ^^^ no unit
      |
      = help: write `1s 500ms` for seconds; other units are `ms`, `m`, `h` and `d`
    ");
    let said = refused("[server]\ntimeout = \"30 parsecs\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[invalid-value]: `server.timeout` must be a duration such as `1h 30m`
     --> config/default.toml:2:11
      |
    2 | timeout = "30 parsecs"
      |           ^^^^^^^^^^^^ unknown unit
    "#);
    let said = refused("[server]\ntimeout = \"\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[empty-value]: `server.timeout` is empty, but must be a duration such as `30s`
     --> config/default.toml:2:11
      |
    2 | timeout = ""
      |           ^^ empty
      |
      = help: give it a value, or remove it
    "#);
    let said = refused("[server]\ntimeout = \"-5s\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[invalid-value]: `server.timeout` must be a duration such as `1h 30m`
     --> config/default.toml:2:11
      |
    2 | timeout = "-5s"
      |           ^^^^^ expected a number before each unit
      |
      = help: write it without the sign
    "#);
    for (text, seconds) in [
        ("30s", 30),
        ("5m", 300),
        ("1h 30m", 5400),
        ("1h30m", 5400),
        ("2 days", 172_800),
    ] {
        let settings = accepted(format!("[server]\ntimeout = \"{text}\"\n"));
        assert_eq!(
            settings.server.timeout,
            Duration::from_secs(seconds),
            "{text}"
        );
    }
}

#[test]
fn a_float_that_its_type_cannot_hold_is_no_infinity() {
    #[derive(Config)]
    struct Settings {
        wide: f64,
        #[config(default = 1.0)]
        narrow: f32,
        #[config(default = "inf")]
        open: f64,
    }
    let load = |text: &str| {
        let host = Memory::new()
            .variable("CADENCE_ENV", "test")
            .variable("CADENCE_WIDE", "1e400")
            .file("config/test.toml", text);
        Loader::new("CADENCE").system(host).load::<Settings>()
    };
    let report = load("wide = -1e400\nnarrow = 1e39\n").unwrap_err();
    assert_snapshot!(report.to_text(), @"
    3 problems keep cadence from starting in test

    error[out-of-range]: `wide` must be a number from -1.8e308 to 1.8e308
     --> config/test.toml:1:8
      |
    1 | wide = -1e400
      |        ^^^^^^ out of range
      |
      = help: currently overridden by variable CADENCE_WIDE

    error[out-of-range]: `narrow` must be a number from -3.4e38 to 3.4e38
     --> config/test.toml:2:10
      |
    2 | narrow = 1e39
      |          ^^^^ out of range

    error[out-of-range]: `wide` must be a number from -1.8e308 to 1.8e308
     --> variable CADENCE_WIDE
      |
      | CADENCE_WIDE=1e400
      |              ^^^^^ out of range
    ");

    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_WIDE", "-Infinity")
        .file("config/test.toml", "narrow = inf\n");
    let settings = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap();
    let all = [settings.wide, settings.narrow.into(), settings.open];
    assert!(all.iter().all(|number| number.is_infinite()));
}
