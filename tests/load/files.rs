//! Mistakes in files: each is told with its place, and none keeps another from
//! being told.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::net::SocketAddr;
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader};
use serde::Deserialize;
use url::Url;

#[derive(Debug, Config)]
#[config(retired("mail.sender", "workers"))]
struct Settings {
    #[config(default = "cadence", alias = "title")]
    name: String,
    #[config(nested)]
    server: Server,
    #[config(nested)]
    log: Log,
    #[config(nested)]
    upstreams: Vec<Upstream>,
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(nested)]
    storage: Option<Storage>,
    window: Option<Window>,
    windows: Option<Vec<Window>>,
    labels: Option<BTreeMap<String, u8>>,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[config(default = 8080)]
    port: u16,
    #[config(default = "30s")]
    timeout: Duration,
    url: Option<Url>,
    #[config(default = false)]
    quiet: bool,
    #[config(default = 0.5)]
    rate: f64,
    #[config(default = -1)]
    offset: i8,
    #[config(default = 'x')]
    letter: char,
    #[config(default = "a,b")]
    tags: Vec<String>,
    #[config(deprecated = "use `server.listen`")]
    host: Option<String>,
}

#[derive(Debug, Config)]
struct Log {
    #[config(default = "info")]
    level: Level,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Level {
    Debug,
    Info,
    Warn,
}

#[derive(Debug, Config)]
struct Upstream {
    host: String,
    #[config(default = 80)]
    port: u16,
}

#[derive(Debug, Config)]
struct Region {
    url: Url,
    #[config(default = 1)]
    weight: u8,
}

#[derive(Debug, Config)]
#[config(tag = "kind", rename_all = "snake_case")]
enum Storage {
    Local {
        path: std::path::PathBuf,
    },
    S3 {
        bucket: String,
        #[config(default = "eu")]
        region: String,
    },
}

/// What serde reads as one value.
#[derive(Debug, Deserialize)]
struct Window {
    from: u8,
    to: u8,
    #[serde(default)]
    days: Vec<Day>,
    zone: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Day {
    Mon,
    Tue,
}

fn world(default: impl Into<Vec<u8>>) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/default.toml", default)
        .file("config/production.toml", "")
}

fn load(host: Memory) -> Result<Loaded<Settings>, rehearsal::Report> {
    Loader::new("CADENCE").system(host).load()
}

/// What is said of a file that is refused.
#[track_caller]
fn refused(default: impl Into<Vec<u8>>) -> String {
    load(world(default)).unwrap_err().to_string()
}

#[track_caller]
fn accepted(default: impl Into<Vec<u8>>) -> Loaded<Settings> {
    load(world(default)).unwrap_or_else(|report| panic!("{report}"))
}

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
      = help: put it in quotes if text is meant: "5"

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
      = help: remove the quotes: 8080

    error[invalid-value]: `server.timeout` must be a duration such as `1h 30m`
     --> config/default.toml:7:11
      |
    7 | timeout = "soon"
      |           ^^^^^^ a number is expected before each unit

    error[invalid-value]: `server.url` is not valid
     --> config/default.toml:8:7
      |
    8 | url = "not a url"
      |       ^^^^^^^^^^^ not a URL: relative URL without a base
      |
      = help: write a whole URL, such as `https://example.org/path`

    error[wrong-type]: `server.quiet` must be `true` or `false`
     --> config/default.toml:9:9
      |
    9 | quiet = "yes"
      |         ^^^^^ neither true nor false
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
      = help: remove the quotes: 0.5

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
      = help: put it in quotes if text is meant: "1"

    error[wrong-type]: `server.tags[2]` must be a string
     --> config/default.toml:7:17
      |
    7 | tags = … true
      |          ^^^^ found a boolean
      |
      = help: put it in quotes if text is meant: "true"

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
      = help: write a whole URL, such as `https://example.org/path`

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
      = help: put it in quotes if text is meant: "3"
    "#);
}

#[test]
fn durations_need_their_unit() {
    let said = refused("[server]\ntimeout = 30\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[missing-unit]: `server.timeout` must be a duration with its unit
     --> config/default.toml:2:11
      |
    2 | timeout = 30
      |           ^^ no unit
      |
      = help: write `30s` if seconds are meant; `ms`, `m`, `h` and `d` are units too
    "#);
    let said = refused("[server]\ntimeout = \"30\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[missing-unit]: `server.timeout` must be a duration with its unit
     --> config/default.toml:2:11
      |
    2 | timeout = "30"
      |           ^^^^ no unit
      |
      = help: write `30s` if seconds are meant; `ms`, `m`, `h` and `d` are units too
    "#);
    let said = refused("[server]\ntimeout = 1.5\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[missing-unit]: `server.timeout` must be a duration with its unit
     --> config/default.toml:2:11
      |
    2 | timeout = 1.5
      |           ^^^ no unit
      |
      = help: write `1s 500ms` if seconds are meant; `ms`, `m`, `h` and `d` are units too
    ");
    let said = refused("[server]\ntimeout = \"30 parsecs\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[invalid-value]: `server.timeout` must be a duration such as `1h 30m`
     --> config/default.toml:2:11
      |
    2 | timeout = "30 parsecs"
      |           ^^^^^^^^^^^^ the unit is not known
    "#);
    let said = refused("[server]\ntimeout = \"\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[empty-value]: `server.timeout` is empty, and must be a duration such as `30s`
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
      |           ^^^^^ negative
      |
      = help: write a duration such as `30s`
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
fn unknown_keys_with_the_full_name_of_what_was_meant() {
    let said = refused(
        "nmae = \"x\"\n[server]\nprot = 1\n[server.tls]\ncert = \"x\"\n[loging]\nlevel = \"info\"\n",
    );
    assert_snapshot!(said, @r#"
    4 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:1:1
      |
    1 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?

    error[unknown-key]: there is no setting `server.prot`
     --> config/default.toml:3:1
      |
    3 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `server.port`?

    error[unknown-key]: there is no setting `server.tls`
     --> config/default.toml:4:9
      |
    4 | [server.tls]
      |         ^^^ unknown key
      |
      = help: remove it

    error[unknown-key]: there is no setting `loging`
     --> config/default.toml:6:2
      |
    6 | [loging]
      |  ^^^^^^ unknown key
      |
      = help: remove it
    "#);
}

#[test]
fn an_unknown_key_in_an_entry_has_the_name_of_the_entry() {
    let said = refused(
        "[[upstreams]]\nhost = \"a\"\n[[upstreams]]\nhsot = \"b\"\n[regions.\"eu.west\"]\nulr = \"https://a\"\n",
    );
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `upstreams[1].hsot`
     --> config/default.toml:4:1
      |
    4 | hsot = …
      | ^^^^ unknown key
      |
      = help: did you mean `upstreams[1].host`?

    error[unknown-key]: there is no setting `regions."eu.west".ulr`
     --> config/default.toml:6:1
      |
    6 | ulr = …
      | ^^^ unknown key
      |
      = help: did you mean `regions."eu.west".url`?
    "#);
}

#[test]
fn keys_in_the_wrong_section() {
    let said = refused("level = \"info\"\nport = 1\n[log]\ntimeout = \"1s\"\n");
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in production

    error[misplaced-key]: `level` is in the wrong section
     --> config/default.toml:1:1
      |
    1 | level = …
      | ^^^^^ not a key of this section
      |
      = help: move it to `log.level`

    error[misplaced-key]: `port` is in the wrong section
     --> config/default.toml:2:1
      |
    2 | port = …
      | ^^^^ not a key of this section
      |
      = help: move it to `server.port`

    error[misplaced-key]: `log.timeout` is in the wrong section
     --> config/default.toml:4:1
      |
    4 | timeout = …
      | ^^^^^^^ not a key of this section
      |
      = help: move it to `server.timeout`
    ");
}

#[test]
fn a_key_of_the_top_below_a_header() {
    let said = refused("[server]\nport = 1\n\nname = \"x\"\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[misplaced-key]: `server.name` is in the wrong section
     --> config/default.toml:4:1
      |
    4 | name = …
      | ^^^^ not a key of this section
      |
      = help: move it to `name`
    ");
}

#[test]
fn a_section_below_another_section() {
    let said = refused("[server.log]\nlevel = \"info\"\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[misplaced-key]: `server.log` is in the wrong section
     --> config/default.toml:1:9
      |
    1 | [server.log]
      |         ^^^ not a key of this section
      |
      = help: move it to `log`
    ");
}

#[test]
fn values_where_sections_should_be() {
    let said = refused(
        "server = 5\nupstreams = { host = \"a\" }\nregions = [1]\nlog = []\nstorage = \"s3\"\n",
    );
    assert_snapshot!(said, @r#"
    5 problems keep cadence from starting in production

    error[wrong-type]: `server` must be a section
     --> config/default.toml:1:10
      |
    1 | server = 5
      |          ^ found an integer
      |
      = help: write `[server]`, and its settings below

    error[wrong-type]: `upstreams` must be a list of sections
     --> config/default.toml:2:13
      |
    2 | upstreams = { host = "a" }
      |             ^^^^^^^^^^^^^^ found a table
      |
      = help: write `[[upstreams]]` for each

    error[wrong-type]: `regions` must be a map of sections
     --> config/default.toml:3:11
      |
    3 | regions = [1]
      |           ^^^ found a list
      |
      = help: write `[regions.name]` for each

    error[wrong-type]: `log` must be a section
     --> config/default.toml:4:7
      |
    4 | log = []
      |       ^^ found a list
      |
      = help: write `[log]`, and its settings below

    error[wrong-type]: `storage` must be a section
     --> config/default.toml:5:11
      |
    5 | storage = "s3"
      |           ^^^^ found a string
      |
      = help: write `[storage]`, and its settings below

    5 problems keep cadence from starting in production
    "#);
}

#[test]
fn the_header_of_an_element_is_written_without_its_number() {
    let report = load(world("upstreams = [1]\n")).unwrap_err();
    let problem = &report.problems()[0];
    assert_eq!(problem.key().unwrap().as_str(), "upstreams[0]");
    assert_eq!(
        problem.help(),
        ["write `[[upstreams]]`, and its settings below"]
    );
}

#[test]
fn duplicate_keys_with_both_places() {
    let said =
        refused("name = \"a\"\nname = \"b\"\n[server]\nport = 1\ntimeout = \"1s\"\nport = 2\n");
    assert_snapshot!(said, @"
    2 problems keep cadence from starting in production

    error[duplicate-key]: duplicate key `name`
     --> config/default.toml:2:1
      |
    2 | name = …
      | ^^^^ defined again here
      |
     --> config/default.toml:1:1
      |
    1 | name = …
      | ---- first defined here
      |
      = help: keep one of them

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:6:1
      |
    6 | port = …
      | ^^^^ defined again here
      |
     --> config/default.toml:4:1
      |
    4 | port = …
      | ---- first defined here
      |
      = help: keep one of them
    ");
}

#[test]
fn duplicate_tables_with_both_places() {
    let said = refused("[server]\nport = 1\n[log]\nlevel = \"info\"\n[server]\nport = 2\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server`
     --> config/default.toml:5:2
      |
    5 | [server]
      |  ^^^^^^ defined again here
      |
     --> config/default.toml:1:2
      |
    1 | [server]
      |  ------ first defined here
      |
      = help: keep one of them
    ");
    let said = refused("server.port = 1\n[server]\nquiet = true\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server`
     --> config/default.toml:2:2
      |
    2 | [server]
      |  ^^^^^^ defined again here
      |
     --> config/default.toml:1:1
      |
    1 | server
      | ------ first defined here
      |
      = help: keep one of them
    ");
}

#[test]
fn duplicates_in_inline_tables_dotted_keys_and_headers() {
    let said = refused("server = { port = 1, port = 2 }\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:1:22
      |
    1 | server = … port = …
      |            ^^^^ defined again here
      |
     --> config/default.toml:1:12
      |
    1 | server = { port = …
      |            ---- first defined here
      |
      = help: keep one of them
    ");
    let said = refused("server.port = 1\nserver.port = 2\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:2:8
      |
    2 | server.port = …
      |        ^^^^ defined again here
      |
     --> config/default.toml:1:8
      |
    1 | server.port = …
      |        ---- first defined here
      |
      = help: keep one of them
    ");
    let said = refused("[server]\nport = 1\n[server.port]\nx = 1\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `server.port`
     --> config/default.toml:3:9
      |
    3 | [server.port]
      |         ^^^^ defined again here
      |
     --> config/default.toml:2:1
      |
    2 | port = …
      | ---- first defined here
      |
      = help: keep one of them
    ");
    let said = refused("upstreams = []\n[[upstreams]]\nhost = \"a\"\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[duplicate-key]: duplicate key `upstreams`
     --> config/default.toml:2:3
      |
    2 | [[upstreams]]
      |   ^^^^^^^^^ defined again here
      |
     --> config/default.toml:1:1
      |
    1 | upstreams = …
      | --------- first defined here
      |
      = help: keep one of them
    ");
}

#[test]
fn a_syntax_error_hides_no_other_problem() {
    let host = world("name = cadence\n[server]\nport = \"x\"\n[[upstreams]]\nport = 1\n")
        .file("config/production.toml", "[log]\nlevel = \"wran\"\n")
        .variable("CADENCE_SERVER_QUIET", "perhaps");
    let said = load(host).unwrap_err().to_string();
    assert_snapshot!(said, @r#"
    5 problems keep cadence from starting in production

    error[syntax]: invalid TOML: the string is not quoted
     --> config/default.toml:1:8
      |
    1 | name = …
      |        ^
      |
      = help: put text in quotes

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = "x"
      |        ^^^ found a string

    error[unknown-variant]: `log.level` must be one of `debug`, `info`, `warn`
     --> config/production.toml:2:9
      |
    2 | level = "wran"
      |         ^^^^^^ unknown variant
      |
      = help: did you mean `warn`?

    error[wrong-type]: `server.quiet` must be `true` or `false`
     --> variable CADENCE_SERVER_QUIET
      |
      | CADENCE_SERVER_QUIET=perhaps
      |                      ^^^^^^^ neither true nor false

    error[missing]: `upstreams[0].host` is not set, and has no default
     --> config/default.toml:5:1
      |
    5 | port = …
      | ^^^^ adds `upstreams[0]`
      |
      = help: set the variable CADENCE_UPSTREAMS__0__HOST, or `upstreams[0].host` in config/production.toml
      = help: or remove `upstreams[0]`
    "#);
}

#[test]
fn every_sort_of_syntax_error() {
    let mut failures = String::new();
    for broken in [
        "name = cadence",
        "name = ",
        "name",
        "name: \"x\"",
        "name = \"x",
        "name = 'x",
        "name = \"x\" y",
        "name = \"\\q\"",
        "name = \"\"\"x",
        "name = '''x",
        "= 5",
        "[log",
        "[]",
        "[log]]",
        "name = [1, 2",
        "name = { a = 1",
        "name = { a = 1 b = 2 }",
        "name = [1 2]",
        "name = 01",
        "name = 1__0",
        "name = 1.",
        "name = tru",
        "name = True",
        "name = 2026-13-01",
        "name = \"a\" # \u{1}",
        "name = \"\u{7f}\"",
        "na me = 1",
        "\"name = 1",
        "name.= 1",
        ".name = 1",
        "name = = 1",
        "name = \u{201c}x\u{201d}",
        "näme = 1",
        "}",
        "// comment",
        "{\"name\": 1}",
    ] {
        let text = format!("{broken}\n\n[server]\nport = \"x\"\n");
        let report = load(world(text)).unwrap_err();
        let first = &report.problems()[0];
        let line = first
            .origin()
            .and_then(|origin| origin.position())
            .map(rehearsal::report::Position::line);
        let behind = |problem: &&Problem| {
            problem.code() == Code::WrongType
                && problem
                    .key()
                    .is_some_and(|key| key.as_str() == "server.port")
        };
        let follows = |problem: &Problem| !matches!(problem.code(), Code::Syntax | Code::WrongType);
        let faults = [
            ("no syntax error", first.code() != Code::Syntax),
            ("in the wrong place", line.is_none_or(|line| line > 1)),
            (
                "the rest is lost",
                report.iter().filter(behind).count() != 1,
            ),
            ("something follows", report.iter().any(follows)),
            ("more than one", report.len() > 2),
        ];
        for (fault, _) in faults.iter().filter(|(_, there)| *there) {
            let _ = writeln!(failures, "## {broken}: {fault}\n{report}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn a_key_that_a_broken_place_has_swallowed_is_not_missing() {
    let said = refused("[[upstreams]]\nhost = a\n[regions.eu]\nurl = \"https://a\n");
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in production

    error[syntax]: invalid TOML: the string is not quoted
     --> config/default.toml:2:8
      |
    2 | host = …
      |        ^
      |
      = help: put text in quotes

    error[syntax]: invalid TOML: the string is not closed
     --> config/default.toml:4:17
      |
    4 | url = …
      |       ^
      |
      = help: close it with the quote it begins with
    "#);
    let said = refused("[regions.eu]\nweight = [1,\nurl = \"https://a\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[syntax]: invalid TOML: a list or table is never closed
     --> config/default.toml:2:10
      |
    2 | weight = …
      |          ^
      |
      = help: close it with `]` or `}`
    "#);
    let said = refused("[[upstreams]\nhost = \"a\"\n");
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[syntax]: invalid TOML: the header is not closed
     --> config/default.toml:1:13
      |
    1 | [[upstreams]
      |             ^
      |
      = help: close it with `]]`
    ");
}

#[test]
fn a_value_that_is_not_there() {
    let said = refused("name =\n[server]\nlisten = # not yet\n[labels]\na = 0x\n");
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in production

    error[syntax]: invalid TOML: a key has no value
     --> config/default.toml:1:7
      |
    1 | name =
      |       ^
      |
      = help: write `key = value`

    error[syntax]: invalid TOML: a key has no value
     --> config/default.toml:3:10
      |
    3 | listen = …
      |          ^
      |
      = help: write `key = value`

    error[syntax]: invalid TOML: a number has no digits
     --> config/default.toml:5:5
      |
      = help: write one, or put text in quotes
    ");
}

#[test]
fn a_key_too_deep_for_the_parser_hides_no_other_problem() {
    let deep = "a.".repeat(100);
    let said = refused(format!(
        "{deep}a = 1\nname = 3\n[{deep}b]\n[log]\nlevle = 1\n"
    ));
    assert_snapshot!(said, @r#"
    4 problems keep cadence from starting in production

    error[too-deep]: this is nested more than 64 levels deep
     --> config/default.toml:1:1
      |
    1 | …
      | ^
      |
      = help: reduce the nesting
      = help: in the program, `Loader::depth_limit` raises the limit

    error[wrong-type]: `name` must be a string
     --> config/default.toml:2:8
      |
    2 | name = 3
      |        ^ found an integer
      |
      = help: put it in quotes if text is meant: "3"

    error[too-deep]: this is nested more than 64 levels deep
     --> config/default.toml:3:1
      |
    3 | …
      | ^
      |
      = help: reduce the nesting
      = help: in the program, `Loader::depth_limit` raises the limit

    error[unknown-key]: there is no setting `log.levle`
     --> config/default.toml:5:1
      |
    5 | levle = …
      | ^^^^^ unknown key
      |
      = help: did you mean `log.level`?
    "#);
}

#[test]
fn two_syntax_errors_on_two_lines() {
    let said = refused("name = a\n[server]\nport 80\n[log]\nlevel = info\n");
    assert_snapshot!(said, @r#"
    3 problems keep cadence from starting in production

    error[syntax]: invalid TOML: the string is not quoted
     --> config/default.toml:1:8
      |
    1 | name = …
      |        ^
      |
      = help: put text in quotes

    error[syntax]: invalid TOML: a key has no value
     --> config/default.toml:3:6
      |
    3 | port …
      |      ^
      |
      = help: write `key = value`

    error[syntax]: invalid TOML: the string is not quoted
     --> config/default.toml:5:9
      |
    5 | level = …
      |         ^
      |
      = help: put text in quotes
    "#);
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_fine() {
    let settings = accepted("\u{feff}name = \"a\"\r\n[server]\r\nport = 1\r\n");
    assert_eq!((settings.name.as_str(), settings.server.port), ("a", 1));
    let said = refused("\u{feff}nmae = \"a\"\r\n[server]\r\nport = \"x\"\r\n");
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:1:1
      |
    1 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = "x"
      |        ^^^ found a string
    "#);
}

#[test]
fn files_that_are_no_text() {
    let utf16: Vec<u8> = "\u{feff}name = 1"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_snapshot!(refused(utf16), @r#"
    1 problem keeps cadence from starting in production

    error[file-encoding]: the file config/default.toml is UTF-16, not UTF-8
     --> config/default.toml
      |
      = help: save it again as UTF-8
    "#);
    let utf16: Vec<u8> = "\u{feff}name = 1"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_snapshot!(refused(utf16), @r#"
    1 problem keeps cadence from starting in production

    error[file-encoding]: the file config/default.toml is UTF-16, not UTF-8
     --> config/default.toml
      |
      = help: save it again as UTF-8
    "#);
    assert_snapshot!(refused(b"name = \"a\"\n# caf\xe9\n"), @r#"
    1 problem keeps cadence from starting in production

    error[file-encoding]: the file config/default.toml is not UTF-8 at byte 16, in line 2
     --> config/default.toml
      |
      = help: save it again as UTF-8
    "#);
}

#[test]
fn files_that_cannot_be_read() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .dir("config/default.toml")
        .unreadable("config/production.toml");
    let said = load(host).unwrap_err().to_string();
    assert_snapshot!(said, @"
    2 problems keep cadence from starting in production

    error[file-unreadable]: config/default.toml is a directory, not a file
     --> config/default.toml
      |
      = help: replace it by the file; a container runtime makes a directory where the file to mount is not there

    error[file-unreadable]: permission denied: config/production.toml
     --> config/production.toml
      |
      = help: grant read access to the user that runs the program
    ");
}

#[test]
fn a_file_over_the_limits() {
    let said = Loader::new("CADENCE")
        .size_limit(10)
        .system(world("name = \"cadence\"\n"))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in production

    error[file-too-large]: the file config/default.toml is too large: 17 bytes, the limit is 10
     --> config/default.toml
      |
      = help: make it smaller
      = help: in the program, `Loader::size_limit` raises the limit
    ");
    let said = Loader::new("CADENCE")
        .depth_limit(2)
        .system(world("name = [[[1]]]\n[server]\nport = \"x\"\n"))
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(said, @r#"
    3 problems keep cadence from starting in production

    error[wrong-type]: `name` must be a string
     --> config/default.toml:1:8
      |
    1 | name = […
      |        ^^ found a list

    error[too-deep]: this is nested more than 2 levels deep
     --> config/default.toml:1:10
      |
    1 | name = [[…
      |          ^
      |
      = help: reduce the nesting
      = help: in the program, `Loader::depth_limit` raises the limit

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = "x"
      |        ^^^ found a string
    "#);
    let said = refused(format!(
        "name = {}1{}\nnmae = 1\n",
        "[".repeat(10_000),
        "]".repeat(10_000)
    ));
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in production

    error[wrong-type]: `name` must be a string
     --> config/default.toml:1:8
      |
    1 | name = […
      |        ^^ found a list

    error[too-deep]: this is nested more than 64 levels deep
     --> config/default.toml:1:72
      |
    1 | name = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
      |                                                                        ^
      |
      = help: reduce the nesting
      = help: in the program, `Loader::depth_limit` raises the limit

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:2:1
      |
    2 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?
    ");
}

#[test]
fn retired_keys() {
    let host = world("workers = 5\n[mail]\nsender = \"a\"\n").variable("CADENCE_MAIL_SENDER", "a");
    let said = load(host).unwrap_err().to_string();
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in production

    error[retired-key]: `workers` was retired and must not be used again
     --> config/default.toml:1:1
      |
    1 | workers = …
      | ^^^^^^^ retired
      |
      = help: remove it; this setting was removed, and its name will not be reused

    error[retired-key]: `mail.sender` was retired and must not be used again
     --> config/default.toml:3:1
      |
    3 | sender = …
      | ^^^^^^ retired
      |
      = help: remove it; this setting was removed, and its name will not be reused

    error[retired-key]: the variable CADENCE_MAIL_SENDER sets `mail.sender`, which was retired
     --> variable CADENCE_MAIL_SENDER
      |
      | CADENCE_MAIL_SENDER=…
      | ^^^^^^^^^^^^^^^^^^^ retired
      |
      = help: unset it; this setting was removed, and its name will not be reused
    ");
}

#[test]
fn an_alias_and_the_new_name() {
    assert_eq!(accepted("title = \"a\"\n").name, "a");
    let said = refused("title = \"a\"\nname = \"b\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[conflict]: `name` is set twice, once as `title`
     --> config/default.toml:1:1
      |
    1 | title = …
      | ^^^^^ an older name of it
      |
     --> config/default.toml:2:1
      |
    2 | name = …
      | ---- the same setting
      |
      = help: keep `name`, and remove `title`
    "#);
    let host = world("title = \"a\"\n").file("config/production.toml", "name = \"b\"\n");
    assert_eq!(load(host).unwrap().name, "b");
}

#[test]
fn a_deprecated_key_is_a_warning_that_travels_with_the_settings() {
    let settings = accepted("[server]\nhost = \"a\"\n");
    assert_eq!(settings.server.host.as_deref(), Some("a"));
    assert_snapshot!(settings.warnings(), @r#"
    warning[deprecated-key]: `server.host` is deprecated
     --> config/default.toml:2:1
      |
    2 | host = …
      | ^^^^
      |
      = help: use `server.listen`
    "#);
    let said = refused("[server]\nhost = \"a\"\nport = \"x\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production (1 warning)

    error[wrong-type]: `server.port` must be an integer from 0 to 65535
     --> config/default.toml:3:8
      |
    3 | port = "x"
      |        ^^^ found a string

    warning[deprecated-key]: `server.host` is deprecated
     --> config/default.toml:2:1
      |
    2 | host = …
      | ^^^^
      |
      = help: use `server.listen`
    "#);
}

#[test]
fn values_of_entries_are_located() {
    let said = refused(
        r#"
[[upstreams]]
host = "a"
[[upstreams]]
host = "b"
port = 1
[[upstreams]]
host = 5
port = 70000
[regions.eu]
url = "https://eu"
[regions."us.east"]
url = "us"
weight = -1
[labels]
a = 1
b = "x"
c = 999
"#,
    );
    assert_snapshot!(said, @r#"
    6 problems keep cadence from starting in production

    error[wrong-type]: `upstreams[2].host` must be a string
     --> config/default.toml:8:8
      |
    8 | host = 5
      |        ^ found an integer
      |
      = help: put it in quotes if text is meant: "5"

    error[out-of-range]: `upstreams[2].port` must be an integer from 0 to 65535
     --> config/default.toml:9:8
      |
    9 | port = 70000
      |        ^^^^^ out of range

    error[invalid-value]: `regions."us.east".url` is not valid
      --> config/default.toml:13:7
       |
    13 | url = "us"
       |       ^^^^ not a URL: relative URL without a base
       |
       = help: write a whole URL, such as `https://example.org/path`

    error[out-of-range]: `regions."us.east".weight` must be an integer from 0 to 255
      --> config/default.toml:14:10
       |
    14 | weight = -1
       |          ^^ out of range

    error[wrong-type]: `labels.b` must be an integer from 0 to 255
      --> config/default.toml:17:5
       |
    17 | b = "x"
       |     ^^^ found a string

    error[out-of-range]: `labels.c` must be an integer from 0 to 255
      --> config/default.toml:18:5
       |
    18 | c = 999
       |     ^^^ out of range

    6 problems keep cadence from starting in production
    "#);
}

#[test]
fn what_serde_reads_as_one_value_reports_all_its_mistakes() {
    let said = refused(
        r#"
windows = [{ from = 1, to = 2 }, { from = "x", to = 300, days = ["mon", "fri", 5], zone = 5, zoen = "x" }]

[window]
from = 5
untill = 6
"#,
    );
    assert_snapshot!(said, @r#"
    8 problems keep cadence from starting in production

    error[wrong-type]: `windows[1].from` must be an integer from 0 to 255
     --> config/default.toml:2:43
      |
    2 | windows = … "x"
      |             ^^^ found a string

    error[out-of-range]: `windows[1].to` must be an integer from 0 to 255
     --> config/default.toml:2:53
      |
    2 | windows = … 300
      |             ^^^ out of range

    error[unknown-variant]: `windows[1].days[1]` must be one of `mon`, `tue`
     --> config/default.toml:2:73
      |
    2 | windows = … "fri"
      |             ^^^^^ unknown variant

    error[wrong-type]: `windows[1].days[2]` must be a string
     --> config/default.toml:2:80
      |
    2 | windows = … 5
      |             ^ found an integer
      |
      = help: put it in quotes if text is meant: "5"

    error[wrong-type]: `windows[1].zone` must be a string
     --> config/default.toml:2:91
      |
    2 | windows = … 5
      |             ^ found an integer
      |
      = help: put it in quotes if text is meant: "5"

    error[unknown-key]: there is no setting `windows[1].zoen`
     --> config/default.toml:2:94
      |
    2 | windows = … zoen = …
      |             ^^^^ unknown key
      |
      = help: did you mean `zone`?

    error[missing]: `window.to` is not set, and has no default
     --> config/default.toml:4:1
      |
    4 | [window]
      | ^^^^^^^^ `to` is missing here

    error[unknown-key]: there is no setting `window.untill`
     --> config/default.toml:6:1
      |
    6 | untill = …
      | ^^^^^^ unknown key
      |
      = help: remove it

    8 problems keep cadence from starting in production
    "#);
}

#[test]
fn a_section_chosen_by_a_tag() {
    assert!(matches!(
        accepted("[storage]\nkind = \"s3\"\nbucket = \"a\"\n").storage,
        Some(Storage::S3 { .. })
    ));
    assert_snapshot!(refused("[storage]\nkind = \"s4\"\nbucket = \"a\"\n"), @r#"
    1 problem keeps cadence from starting in production

    error[unknown-variant]: `storage.kind` must be one of `local`, `s3`
     --> config/default.toml:2:8
      |
    2 | kind = "s4"
      |        ^^^^ unknown variant
      |
      = help: did you mean `s3`?
    "#);
    assert_snapshot!(refused("[storage]\nbucket = \"a\"\n"), @"
    1 problem keeps cadence from starting in production

    error[missing]: `storage.kind` is not set, and has no default
     --> config/default.toml:2:1
      |
    2 | bucket = …
      | ^^^^^^ switches `storage` on
      |
      = help: about: Which variant this is: `local` or `s3`.
      = help: set the variable CADENCE_STORAGE_KIND, or `storage.kind` in config/production.toml
      = help: or set nothing in `storage`, which leaves it off
    ");
    assert_snapshot!(refused("[storage]\nkind = \"s3\"\npath = \"/a\"\nbukcet = 1\n"), @r#"
    2 problems keep cadence from starting in production

    error[misplaced-key]: `storage.path` belongs to the variant `local`, but `s3` is chosen
     --> config/default.toml:3:1
      |
    3 | path = …
      | ^^^^ only for `local`
      |
     --> config/default.toml:2:8
      |
    2 | kind = "s3"
      |        ---- chosen here
      |
      = help: remove it, or choose the other variant

    error[unknown-key]: there is no setting `storage.bukcet`
     --> config/default.toml:4:1
      |
    4 | bukcet = …
      | ^^^^^^ unknown key
      |
      = help: did you mean `storage.bucket`?
    "#);
    assert_snapshot!(refused("[storage]\nkind = 5\n"), @r#"
    1 problem keeps cadence from starting in production

    error[wrong-type]: `storage.kind` must be a string
     --> config/default.toml:2:8
      |
    2 | kind = 5
      |        ^ found an integer
      |
      = help: put it in quotes if text is meant: "5"
    "#);
}

#[test]
fn a_higher_layer_switches_the_variant() {
    let host = world("[storage]\nkind = \"local\"\npath = \"/a\"\n").file(
        "config/production.toml",
        "[storage]\nkind = \"s3\"\nbucket = \"b\"\n",
    );
    let settings = load(host).unwrap();
    let Some(Storage::S3 { bucket, region }) = &settings.storage else {
        panic!("{:?}", settings.storage)
    };
    assert_eq!((bucket.as_str(), region.as_str()), ("b", "eu"));
    let host = world("[storage]\nkind = \"local\"\npath = \"/a\"\n").file(
        "config/production.toml",
        "[storage]\nkind = \"s3\"\npath = \"/b\"\n",
    );
    let said = load(host).unwrap_err().to_string();
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in production

    error[misplaced-key]: `storage.path` belongs to the variant `local`, but `s3` is chosen
     --> config/production.toml:3:1
      |
    3 | path = …
      | ^^^^ only for `local`
      |
     --> config/production.toml:2:8
      |
    2 | kind = "s3"
      |        ---- chosen here
      |
      = help: remove it, or choose the other variant

    error[missing]: `storage.bucket` is not set, and has no default
     --> config/production.toml:2:1
      |
    2 | kind = …
      | ^^^^ switches `storage` on
      |
      = help: set the variable CADENCE_STORAGE_BUCKET, or `storage.bucket` in config/production.toml
      = help: or set nothing in `storage`, which leaves it off
    "#);
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

#[test]
fn what_stands_below_a_header_that_is_not_closed_is_read() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(nested)]
        server: Server,
        #[config(nested)]
        ups: Vec<Server>,
    }

    #[derive(Config)]
    #[expect(dead_code)]
    struct Server {
        port: u16,
    }

    let host = Memory::new().variable("CADENCE_ENV", "test").file(
        "config/test.toml",
        "[server # here\nprot = 1\nport = x\n[[ups]\nport = 1\n[[ups]]\nport = 'a'\n",
    );
    let report = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(report.to_text(), @"
    5 problems keep cadence from starting in test

    error[syntax]: invalid TOML: the header is not closed
     --> config/test.toml:1:8
      |
    1 | [server …
      |         ^
      |
      = help: close it with `]`

    error[unknown-key]: there is no setting `server.prot`
     --> config/test.toml:2:1
      |
    2 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `server.port`?

    error[syntax]: invalid TOML: the string is not quoted
     --> config/test.toml:3:8
      |
    3 | port = …
      |        ^
      |
      = help: put text in quotes

    error[syntax]: invalid TOML: the header is not closed
     --> config/test.toml:4:7
      |
    4 | [[ups]
      |       ^
      |
      = help: close it with `]]`

    error[wrong-type]: `ups[1].port` must be an integer from 0 to 65535
     --> config/test.toml:7:8
      |
    7 | port = 'a'
      |        ^^^ found a string
    ");
}
