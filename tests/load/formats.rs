//! One configuration in TOML, JSON and YAML: the same mistakes are the same problems.

use std::fmt::Write;

use rehearsal::report::{Code, Origin};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    name: String,
    port: u16,
    #[config(default = false)]
    debug: bool,
    #[config(default = 0.5)]
    ratio: f64,
    #[config(default = [])]
    tags: Vec<String>,
    contact: Option<String>,
    #[config(default = "none", allow(placeholder = "none is needed"))]
    password: SecretString,
    #[config(nested)]
    server: Server,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = "localhost")]
    host: String,
    #[config(default = 1)]
    workers: u8,
}

const ENDS: [&str; 3] = ["toml", "json", "yaml"];

fn loader(host: Memory) -> Loader {
    Loader::new("CADENCE").system(host.variable("CADENCE_ENV", "development"))
}

/// A world whose default file has this text, and that lacks nothing else.
fn host(end: &str, text: impl Into<Vec<u8>>) -> Memory {
    Memory::new()
        .file(format!("config/default.{end}"), text)
        .file("config/development.toml", "name = \"x\"\nport = 80\n")
}

fn report(end: &str, text: impl Into<Vec<u8>>) -> Report {
    loader(host(end, text)).load::<Settings>().unwrap_err()
}

/// Each problem in a line: its code, all its places, and its message.
fn lines(report: &Report) -> String {
    let mut lines = String::new();
    for problem in report {
        write!(lines, "{}", problem.code()).unwrap();
        for place in problem.places() {
            let origin = place.origin().to_string();
            write!(lines, " {}", origin.replace("config/default.", "")).unwrap();
        }
        writeln!(lines, " {problem}").unwrap();
    }
    lines
}

/// The problems of the same situation in each format.
fn in_all(texts: [&str; 3]) -> String {
    let of = |(end, text)| lines(&report(end, text));
    ENDS.into_iter().zip(texts).map(of).collect()
}

fn no_secret(report: &Report) {
    let mut all = format!("{report}{report:?}{}", report.to_ansi());
    all += &report.to_json();
    assert!(!all.contains("hunter"), "{all}");
}

#[test]
fn values_and_their_origins_are_the_same_in_all_formats() {
    for (end, text, at) in [
        (
            "toml",
            "# ä\n\"contact\" = \"ö\"\nserver = { host = \"ü\", workers = 3 }",
            "3:34",
        ),
        (
            "json",
            "{\"tags\": [\"ä\"],\n\"contact\": \"ö\",\n\"server\": {\"host\": \"ü\", \"workers\": 3}}",
            "3:36",
        ),
        (
            "yaml",
            "# ä\ncontact: \"ö\" # ä\nserver: {host: ü, workers: 3} # €",
            "3:28",
        ),
    ] {
        let settings = loader(host(end, text)).load::<Settings>().unwrap();
        assert_eq!(settings.server.workers, 3);
        assert_eq!(settings.server.host, "ü");
        assert_eq!(settings.contact.as_deref(), Some("ö"));
        let origin = settings.origin("server.workers").unwrap().to_string();
        assert_eq!(origin, format!("config/default.{end}:{at}"));
    }
}

#[test]
fn wrong_types_and_unknown_keys() {
    let texts = [
        "ratio = true\nprot = 1\n[server]\nhost = 80\nworkers = 300\n",
        "{\n  \"ratio\": true,\n  \"prot\": 1,\n  \"server\": {\n    \"host\": 80,\n    \"workers\": 300\n  }\n}",
        "ratio: true\nprot: 1\nserver:\n  host: 80\n  workers: 300\n",
    ];
    insta::assert_snapshot!(in_all(texts), @"
    wrong-type toml:1:9 `ratio` must be a number
    unknown-key toml:2:1 there is no setting `prot`
    wrong-type toml:4:8 `server.host` must be a string
    out-of-range toml:5:11 `server.workers` must be an integer from 0 to 255
    wrong-type json:2:12 `ratio` must be a number
    unknown-key json:3:3 there is no setting `prot`
    wrong-type json:5:13 `server.host` must be a string
    out-of-range json:6:16 `server.workers` must be an integer from 0 to 255
    wrong-type yaml:1:8 `ratio` must be a number
    unknown-key yaml:2:1 there is no setting `prot`
    wrong-type yaml:4:9 `server.host` must be a string
    out-of-range yaml:5:12 `server.workers` must be an integer from 0 to 255
    ");
    insta::assert_snapshot!(report("json", texts[1]), @r#"
    4 problems keep cadence from starting in development

    error[wrong-type]: `ratio` must be a number
     --> config/default.json:2:12
      |
    2 |   "ratio": true
      |            ^^^^ found a boolean

    error[unknown-key]: there is no setting `prot`
     --> config/default.json:3:3
      |
    3 |   "prot": …
      |   ^^^^^^ unknown key
      |
      = help: did you mean `port`?

    error[wrong-type]: `server.host` must be a string
     --> config/default.json:5:13
      |
    5 |     "host": 80
      |             ^^ found an integer
      |
      = help: put it in quotes if text is meant: "80"

    error[out-of-range]: `server.workers` must be an integer from 0 to 255
     --> config/default.json:6:16
      |
    6 |     "workers": 300
      |                ^^^ out of range
    "#);
    insta::assert_snapshot!(report("yaml", texts[2]), @r#"
    4 problems keep cadence from starting in development

    error[wrong-type]: `ratio` must be a number
     --> config/default.yaml:1:8
      |
    1 | ratio: true
      |        ^^^^ found a boolean

    error[unknown-key]: there is no setting `prot`
     --> config/default.yaml:2:1
      |
    2 | prot: …
      | ^^^^ unknown key
      |
      = help: did you mean `port`?

    error[wrong-type]: `server.host` must be a string
     --> config/default.yaml:4:9
      |
    4 |   host: 80
      |         ^^ found an integer
      |
      = help: put it in quotes if text is meant: "80"

    error[out-of-range]: `server.workers` must be an integer from 0 to 255
     --> config/default.yaml:5:12
      |
    5 |   workers: 300
      |            ^^^ out of range
    "#);
}

#[test]
fn a_key_for_the_second_time() {
    insta::assert_snapshot!(in_all([
        "debug = true\nname = \"a\"\nname = \"b\"\n",
        "{\"debug\": true,\n\"name\": \"a\",\n\"name\": \"b\"}",
        "debug: true\nname: a\nname: b\n",
    ]), @"
    duplicate-key toml:3:1 toml:2:1 duplicate key `name`
    duplicate-key json:3:1 json:2:1 duplicate key `name`
    duplicate-key yaml:3:1 yaml:2:1 duplicate key `name`
    ");
    insta::assert_snapshot!(report("yaml", "server: {host: a, host: b}"), @"
    1 problem keeps cadence from starting in development

    error[duplicate-key]: duplicate key `server.host`
     --> config/default.yaml:1:19
      |
    1 | … host: …
      |   ^^^^ defined again here
      |
     --> config/default.yaml:1:10
      |
    1 | server: {host: …
      |          ---- first defined here
      |
      = help: keep one of them
    ");
}

#[test]
fn nothing_as_a_value() {
    insta::assert_snapshot!(
        lines(&report("json", "{\"name\": null, \"contact\": null, \"password\": null, \"server\": null}")),
        @"
    wrong-type json:1:10 `name` must be a string
    wrong-type json:1:45 `password` must be a string
    wrong-type json:1:61 `server` must be a section
    "
    );
    insta::assert_snapshot!(report("yaml", "name:\ncontact: ~\nserver:\n  # host: x\n"), @"
    2 problems keep cadence from starting in development

    error[wrong-type]: `name` must be a string
     --> config/default.yaml:1:6
      |
    1 | name: null
      |       ^^^^ found null
      |
      = help: currently overridden by config/development.toml:1:8

    error[wrong-type]: `server` must be a section
     --> config/default.yaml:3:8
      |
    3 | server: null
      |         ^^^^ found null
      |
      = help: write its settings below, indented, or `{}` for none
    ");
}

#[test]
fn a_mistake_of_grammar() {
    insta::assert_snapshot!(in_all([
        "debug = true\nname = x\n",
        "{\n\"debug\": true,\n\"name\": x\n}",
        "debug: true\nname: x: y\n",
    ]), @"
    syntax toml:2:8 invalid TOML: the string is not quoted
    syntax json:3:9 invalid JSON: the string is not quoted
    syntax yaml:2:8 invalid YAML: a `:` is not allowed here
    ");
    insta::assert_snapshot!(report("json", "{\n  // how loud\n  \"ratio\": \"loud\",\n}"), @r#"
    3 problems keep cadence from starting in development

    error[syntax]: invalid JSON: comments are not allowed
     --> config/default.json:2:3
      |
      = help: remove the comment

    error[wrong-type]: `ratio` must be a number
     --> config/default.json:3:12
      |
    3 |   "ratio": "loud"
      |            ^^^^^^ found a string

    error[syntax]: invalid JSON: trailing comma before a closing bracket
     --> config/default.json:3:18
      |
    3 |   "ratio": …
      |            ^
      |
      = help: remove the comma
    "#);
    insta::assert_snapshot!(report("yaml", "debug: true\nserver:\n\thost: x\n"), @"
    1 problem keeps cadence from starting in development

    error[syntax]: invalid YAML: a tab is used where only spaces are allowed
     --> config/default.yaml:3:2
      |
    3 |     host: …
      |     ^
      |
      = help: indent with spaces
    ");
}

#[test]
fn mistakes_of_json() {
    let mut all = String::new();
    for text in [
        "",
        "{",
        "[",
        "{\"name\" 1}",
        "{\"name\": }",
        "{\"name\"}",
        "{name: 1}",
        "{\"tags\": [1 2]}",
        "{\"tags\": [1}",
        "{'name': 1}",
        "{\"name\": 'x'}",
        "{\"ratio\": 01}",
        "{\"ratio\": +1}",
        "{\"ratio\": .5}",
        "{\"ratio\": 0x1}",
        "{\"ratio\": 1e999}",
        "{\"ratio\": NaN}",
        "{} {}",
        "{\"name\": \"\\x\"}",
        "{\"name\": \"\\ud800\"}",
        "{\"name\": \"a\tb\"}",
        "{\"name\": \"a\n\"}",
        "{\"name\": \"a,\n\"port\": 1}",
        "{,}",
        "{\"tags\": [,]}",
        "}",
        "{\"ratio\": /* */ 1}",
        "[1]",
        "\"x\"",
        "null",
        "{\"ratio\": 1e}",
        "{\"ratio\": -}",
        "{\"name\": \"a",
    ] {
        all += &lines(&report("json", text));
    }
    insta::assert_snapshot!(all, @r"
    syntax json:1:1 invalid JSON: the file is empty
    syntax json:1:1 invalid JSON: an object is never closed
    syntax json:1:1 invalid JSON: a list is never closed
    wrong-type json:1:1 a configuration file holds a table of settings, not a list
    syntax json:1:8 invalid JSON: a key has no value
    syntax json:1:10 invalid JSON: a key has no value
    syntax json:1:8 invalid JSON: a key has no value
    syntax json:1:2 invalid JSON: a key has no quotes
    wrong-type json:1:8 `name` must be a string
    syntax json:1:11 invalid JSON: a comma is missing
    syntax json:1:10 invalid JSON: a list is never closed
    wrong-type json:1:11 `tags[0]` must be a string
    syntax json:1:2 invalid JSON: a string is in single quotes
    wrong-type json:1:10 `name` must be a string
    syntax json:1:10 invalid JSON: a string is in single quotes
    syntax json:1:11 invalid JSON: a number begins with a zero
    syntax json:1:11 invalid JSON: a number begins with `+`
    syntax json:1:11 invalid JSON: a number has no digit on one side of its point
    syntax json:1:11 invalid JSON: a number is hexadecimal
    out-of-range json:1:11 `ratio` must be a number from -1.8e308 to 1.8e308
    syntax json:1:11 invalid JSON: a number is not finite
    syntax json:1:4 invalid JSON: something follows the end
    syntax json:1:11 invalid JSON: a string holds an escape that does not exist
    syntax json:1:11 invalid JSON: a `\u` escape is half of a surrogate pair
    syntax json:1:10 invalid JSON: a string holds a control character
    syntax json:1:10 invalid JSON: a string does not end on its line
    syntax json:1:10 invalid JSON: a string does not end on its line
    syntax json:1:2 invalid JSON: a key is expected here
    syntax json:1:11 invalid JSON: a value is expected, not a comma
    syntax json:1:1 invalid JSON: a `}` closes nothing
    syntax json:1:11 invalid JSON: comments are not allowed
    wrong-type json:1:1 a configuration file holds a table of settings, not a list
    wrong-type json:1:1 a configuration file holds a table of settings, not a string
    wrong-type json:1:1 a configuration file holds a table of settings, not null
    syntax json:1:11 invalid JSON: a number lacks a digit
    syntax json:1:11 invalid JSON: a number lacks a digit
    syntax json:1:10 invalid JSON: a string is not closed
    ");
}

#[test]
fn mistakes_of_yaml() {
    let mut all = String::new();
    for text in [
        "- x",
        "x",
        "name: \"x",
        "name: 'x\n",
        "name: x\nport\nratio: 1\n",
        "name: x\n port: 1\n",
        "tags: [a, b\nname: x\n",
        "server: {host: x\nname: x\n",
        "name: @x",
        "name: %x",
        "name: `x`",
        "name: \"\\y\"",
        "name: \"a\" b",
        "tags: ]",
        "server:\n    host: x\n  workers: 1\n",
        "%FOO\nname: x\n",
        "name: |x\n  y\n",
        "ratio: 0644",
        "ratio: 1e999",
        "tags:\n- a\nb\n",
        "name: !!foo x\n",
        "name: !e!x y\n",
        "? x\n",
        "name: *x",
    ] {
        all += &lines(&report("yaml", text));
    }
    insta::assert_snapshot!(all, @"
    wrong-type yaml:1:1 a configuration file holds a table of settings, not a list
    wrong-type yaml:1:1 a configuration file holds a table of settings, not a string
    syntax yaml:1:7 invalid YAML: a string in quotes is not closed
    syntax yaml:1:7 invalid YAML: a string in quotes is not closed
    syntax yaml:2:1 invalid YAML: a key has no value
    syntax yaml:2:6 invalid YAML: a `:` is not allowed here
    syntax yaml:2:5 invalid YAML: a `:` is not allowed here
    syntax yaml:2:5 invalid YAML: a mapping is never closed
    syntax yaml:1:7 invalid YAML: a value begins with a character that cannot begin one
    syntax yaml:1:7 invalid YAML: a value begins with a character that cannot begin one
    syntax yaml:1:7 invalid YAML: a value begins with a character that cannot begin one
    syntax yaml:1:7 invalid YAML: a string holds an escape that does not exist
    syntax yaml:1:11 invalid YAML: something follows the closing quote of a string
    syntax yaml:1:7 invalid YAML: a bracket closes nothing
    syntax yaml:3:3 invalid YAML: the line is indented unlike those around it
    syntax yaml:2:1 invalid YAML: unexpected text
    syntax yaml:1:7 invalid YAML: the head of a block of text is malformed
    syntax yaml:1:8 invalid YAML: a number begins with a zero, which other readers take for octal
    out-of-range yaml:1:8 `ratio` must be a number from -1.8e308 to 1.8e308
    syntax yaml:3:1 invalid YAML: a key has no value
    unsupported yaml:1:7 no tag is supported but `!!str`
    unsupported yaml:1:7 no tag is supported but `!!str`
    unknown-key yaml:1:3 there is no setting `x`
    unsupported yaml:1:7 aliases are not supported: a setting is written in one place
    ");
}

#[test]
fn what_yaml_has_and_a_file_may_not() {
    insta::assert_snapshot!(report("yaml", "name: &n x\ncontact: *n\n<<: {port: 1}\n"), @"
    2 problems keep cadence from starting in development

    error[unsupported]: aliases are not supported: a setting is written in one place
     --> config/default.yaml:2:10
      |
    2 | contact: …
      |          ^
      |
      = help: write the value out, or put what environments share into the default file

    error[unsupported]: merge keys are not supported: a setting is written in one place
     --> config/default.yaml:3:1
      |
      = help: write the settings out, or put what environments share into the default file
    ");
    insta::assert_snapshot!(lines(&report("yaml", "server: !x {}\nratio: !!float 1\n? [a, {b: c}]\n: hunter2\n*x : y\n---\nname: y")), @"
    unsupported yaml:1:9 no tag is supported but `!!str`
    unsupported yaml:2:8 no tag is supported but `!!str`
    unsupported yaml:3:3 a list or a mapping cannot be a key
    unsupported yaml:5:1 aliases are not supported: a setting is written in one place
    unsupported yaml:6:1 a file has one document only
    ");
    insta::assert_snapshot!(report("yaml", "name: x\n---\nname: y\n"), @"
    1 problem keeps cadence from starting in development

    error[unsupported]: a file has one document only
     --> config/default.yaml:2:1
      |
      = help: remove the `---`, or move what follows it to a file of its own
    ");
}

#[test]
fn scalars_of_yaml_are_those_of_its_version_1_2() {
    let text = "name: no\ntags: [yes, on, off, \"80\", !!str 80, '1.5', 2026-01-31, 12:30, ! true]\nratio: .5\n";
    let host = Memory::new()
        .file("config/default.yaml", text)
        .file("config/development.yml", "port: 0x50\ndebug: True");
    let settings = loader(host).load::<Settings>().unwrap();
    assert_eq!(settings.name, "no");
    assert_eq!(
        settings.tags,
        [
            "yes",
            "on",
            "off",
            "80",
            "80",
            "1.5",
            "2026-01-31",
            "12:30",
            "true"
        ]
    );
    assert_eq!((settings.port, settings.debug), (80, true));
    insta::assert_snapshot!(report("yaml", "debug: yes\nport: \"80\"\n"), @r#"
    2 problems keep cadence from starting in development

    error[wrong-type]: `debug` must be `true` or `false`
     --> config/default.yaml:1:8
      |
    1 | debug: yes
      |        ^^^ neither true nor false
      |
      = help: write `true`

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> config/default.yaml:2:7
      |
    2 | port: "80"
      |       ^^^^ found a string
      |
      = help: remove the quotes: 80
      = help: currently overridden by config/development.toml:2:8
    "#);
}

#[test]
fn a_key_that_is_no_text_is_its_text() {
    #[derive(Config)]
    struct Ports {
        names: std::collections::BTreeMap<String, String>,
    }
    let host = Memory::new()
        .file(
            "config/default.yaml",
            "names: {80: http, true: x, ~: y, 0x1F: z}",
        )
        .file("config/development.yaml", "");
    let ports = loader(host).load::<Ports>().unwrap();
    assert_eq!(
        ports.names.keys().collect::<Vec<_>>(),
        ["0x1F", "80", "true", "~"]
    );
}

#[test]
fn layers_may_differ_in_format() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file(
            "config/default.toml",
            "name = \"a\"\nport = 1\n[server]\nhost = \"b\"\nworkers = 2\n",
        )
        .file(
            "config/production.yaml",
            "port: 443\nserver:\n  workers: 8\n",
        )
        .file("config/eu.json", "{\"server\": {\"host\": \"eu\"}}");
    let loader = Loader::new("CADENCE").deployment("eu", Environment::Production);
    let settings = loader
        .system(host.variable("CADENCE_ENV", "eu"))
        .load::<Settings>()
        .unwrap();
    assert_eq!((settings.port, settings.server.workers), (443, 8));
    assert_eq!(settings.server.host, "eu");
    let origin = |key| {
        settings
            .origin(key)
            .as_ref()
            .map(Origin::to_string)
            .unwrap()
    };
    assert_eq!(origin("name"), "config/default.toml:1:8");
    assert_eq!(origin("port"), "config/production.yaml:1:7");
    assert_eq!(origin("server.host"), "config/eu.json:1:21");
}

#[test]
fn an_empty_yaml_file_is_an_empty_table() {
    for text in [
        "",
        "\n",
        "# nothing\n",
        "---\n",
        "---\n...\n",
        "\u{feff}",
        "~",
    ] {
        assert!(
            loader(host("yaml", text)).load::<Settings>().is_ok(),
            "{text:?}"
        );
    }
}

#[test]
fn encodings() {
    let mark = "\u{feff}";
    for (end, text) in [
        ("toml", "debug = true"),
        ("json", "{\"debug\": true}"),
        ("yaml", "debug: true"),
    ] {
        let settings = loader(host(end, format!("{mark}{text}"))).load::<Settings>();
        assert!(settings.unwrap().debug);
        let wide: Vec<u8> = format!("{mark}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(report(end, wide).problems()[0].code(), Code::FileEncoding);
        assert_eq!(
            report(end, b"\xff".to_vec()).problems()[0].code(),
            Code::FileEncoding
        );
    }
    insta::assert_snapshot!(
        lines(&report("json", format!("{mark}{{\"debüg\": \"ü\",\r\n \"ä\": 1, \"debug\": 1}}")))
            + &lines(&report("yaml", format!("{mark}\"debüg\": \"ü\" # ü\r\n\"ä\": {{\"ü\": 1}}\r\ndebug: 1"))),
        @r#"
    unknown-key json:1:2 there is no setting `"debüg"`
    unknown-key json:2:2 there is no setting `"ä"`
    wrong-type json:2:19 `debug` must be `true` or `false`
    unknown-key yaml:1:1 there is no setting `"debüg"`
    unknown-key yaml:2:1 there is no setting `"ä"`
    wrong-type yaml:3:8 `debug` must be `true` or `false`
    "#
    );
}

#[test]
fn nesting_over_the_limit() {
    let deep = |levels: usize, open: &str, close: &str| open.repeat(levels) + &close.repeat(levels);
    let lists = deep(100, "[", "]");
    insta::assert_snapshot!(in_all([
        &format!("tags = {}\nfoo = 1", deep(70, "[", "]")),
        &format!("{{\"tags\": {lists},\n\"foo\": 1}}"),
        &format!("tags: {lists}\nfoo: 1"),
    ]), @"
    wrong-type toml:1:9 `tags[0]` must be a string
    too-deep toml:1:72 this is nested more than 64 levels deep
    unknown-key toml:2:1 there is no setting `foo`
    wrong-type json:1:11 `tags[0]` must be a string
    too-deep json:1:74 this is nested more than 64 levels deep
    unknown-key json:2:1 there is no setting `foo`
    wrong-type yaml:1:8 `tags[0]` must be a string
    too-deep yaml:1:71 this is nested more than 64 levels deep
    unknown-key yaml:2:1 there is no setting `foo`
    ");
    for levels in [300, 10_000, 100_000] {
        for (end, text) in [
            ("json", deep(levels, "[", "]")),
            ("json", "[".repeat(levels)),
            ("json", deep(levels, "{\"a\":", "}")),
            ("json", "{\"a\":[".repeat(levels)),
            ("yaml", deep(levels, "[", "]")),
            ("yaml", "{a: [".repeat(levels)),
            ("yaml", "{a: ".repeat(levels)),
            ("yaml", "- ".repeat(levels)),
        ] {
            let report = report(end, format!("{text}\n"));
            let codes = report
                .iter()
                .map(rehearsal::report::Problem::code)
                .collect::<Vec<_>>();
            assert!(codes.contains(&Code::TooDeep), "{end} {levels} {codes:?}");
        }
        report("yaml", "? ".repeat(levels));
    }
    let host = host("json", format!("{{\"tags\": {}}}", "[".repeat(1000)));
    let report = loader(host)
        .depth_limit(usize::MAX)
        .load::<Settings>()
        .unwrap_err();
    assert!(report.to_string().contains("more than 80 levels"));
}

#[test]
fn aliases_do_not_laugh() {
    let mut text = String::from("a0: &a0 x\n");
    for at in 1..40 {
        let list = vec![format!("*a{}", at - 1); 9].join(", ");
        writeln!(text, "a{at}: &a{at} [{list}]").unwrap();
    }
    assert!(
        report("yaml", text)
            .iter()
            .any(|problem| problem.code() == Code::Unsupported)
    );
}

#[test]
fn one_layer_in_two_files() {
    let host = Memory::new()
        .file("config/default.toml", "name = \"x\"\n")
        .file("config/default.json", "{\"port\": \"x\"}")
        .file("config/development.yaml", "")
        .file("config/development.yml", "");
    let report = loader(host).load::<Settings>().unwrap_err();
    insta::assert_snapshot!(report, @r#"
    3 problems keep cadence from starting in development

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> config/default.json:1:10
      |
    1 | {"port": "x"
      |          ^^^ found a string

    error[ambiguous-file]: config/default.toml and config/default.json define the same layer
     --> config/default.toml
     --> config/default.json
      |
      = help: keep one of them

    error[ambiguous-file]: config/development.yaml and config/development.yml define the same layer
     --> config/development.yaml
     --> config/development.yml
      |
      = help: keep one of them
    "#);
    let embedded = Loader::new("CADENCE")
        .system(Memory::new().variable("CADENCE_ENV", "test"))
        .embed("default.toml", "name = \"x\"\nport = 1")
        .embed("default.yaml", "debug: true")
        .embed("test.json", "{}");
    insta::assert_snapshot!(lines(&embedded.load::<Settings>().unwrap_err()), @"ambiguous-file default.toml default.yaml default.toml and default.yaml define the same layer");
}

#[test]
fn embedded_files_are_of_the_format_their_name_says() {
    let loader = Loader::new("CADENCE")
        .system(Memory::new().variable("CADENCE_ENV", "test"))
        .embed("config/default.yaml", "name: x\nport: 80")
        .embed("config/test.json", "{\"port\": 81}");
    assert_eq!(loader.load::<Settings>().unwrap().port, 81);
}

#[test]
fn what_is_missing_is_said_of_the_file_that_exists() {
    let missing = |files: &[(&str, &str)]| {
        let host = files
            .iter()
            .fold(Memory::new(), |host, (path, text)| host.file(path, *text));
        let report = loader(host).load::<Settings>().unwrap_err();
        report.to_string()
    };
    insta::assert_snapshot!(missing(&[("config/default.json", "{\"name\": \"x\"}")]), @"
    2 problems keep cadence from starting in development

    error[file-missing]: the environment development has no file config/development.json
     --> config/development.json
      |
      = help: create it, so that every environment has a file of its own; `{}` is enough

    error[missing]: `port` is not set, and has no default
      |
      = help: set the variable CADENCE_PORT, or `port` in config/default.json
    ");
    insta::assert_snapshot!(missing(&[("config/default.toml", "name = \"x\""), ("config/development.yml", "")]), @"
    1 problem keeps cadence from starting in development

    error[missing]: `port` is not set, and has no default
      |
      = help: set the variable CADENCE_PORT, or `port` in config/development.yml
    ");
}

#[test]
fn a_local_file_of_any_format_is_noted_where_it_is_not_read() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/production.yaml", "name: x\nport: 1")
        .file("config/local.yaml", "port: 2");
    let settings = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.port, 1);
    insta::assert_snapshot!(settings.warnings(), @"
    note[file-ignored]: config/local.yaml is not read in production
     --> config/local.yaml
      |
      = help: it is for development and test only; do not ship it
    ");
}

#[test]
fn no_mistake_shows_a_secret() {
    let secret = "hunter2hunter2";
    for (end, text) in [
        ("json", "{\"password\": \"S}"),
        ("json", "{\"password\": \"S\n\"}"),
        ("json", "{\"password\": S}"),
        ("json", "{\"password\": \"S\" \"port\": 1}"),
        (
            "json",
            "{\"password\": \"S\", \"port\": \"x\", \"prot\": 1}",
        ),
        ("json", "{\"password\": \"S\", \"S\"}"),
        ("json", "{\"password\" \"S\"}"),
        ("json", "{\"password\": \"\\S\"}"),
        ("json", "{\"password\": \"\\uS\"}"),
        ("json", "{\"password\": \"a\" // S\n}"),
        ("json", "{\"password\": [\"S\"]}"),
        ("json", "{\"password\": 1S}"),
        ("json", "{\"password\": \"a\nS\", \"port\": \"x\"}"),
        ("json", "{\"password\": 'S'}"),
        ("json", "\"S\""),
        ("json", "S"),
        ("yaml", "S"),
        ("yaml", "- S"),
        ("yaml", "password: \"S"),
        ("yaml", "password: 'S"),
        ("yaml", "password: S: x"),
        ("yaml", "password: S\n S: x\n"),
        ("yaml", "port: 80\n  S\n  password: S: x"),
        ("yaml", "port: 80\n password: S\n"),
        ("yaml", "password: @S"),
        ("yaml", "password: %S"),
        ("yaml", "password: !S x"),
        ("yaml", "password: !!S x"),
        ("yaml", "password: !S!x y"),
        ("yaml", "password: *S"),
        ("yaml", "password: &S\n&S x"),
        ("yaml", "password: |S\n x"),
        ("yaml", "password: \"\\S\""),
        ("yaml", "password: [S"),
        ("yaml", "password: {S"),
        ("yaml", "password: {S: 1, x}\nport: x"),
        ("yaml", "password: \"S\" S"),
        ("yaml", "password:\n  S\nport 1\nname: x"),
        ("yaml", "password: >\n  S\n S\nport: x"),
        ("yaml", "{password: \"S\n  S: \", port: x}"),
        ("yaml", "{password: \"S\n S=\", port: x}"),
        ("yaml", "password: x # S\nport: x # S\nprot: 1 # S"),
        ("yaml", "%S\n---\nport: x"),
        ("yaml", "password:\t- S"),
        ("yaml", "password: ? S"),
        ("yaml", "password: - S"),
        ("yaml", "name: x\n---\npassword: S"),
        ("yaml", "? [password, S]\n: S"),
    ] {
        no_secret(&report(end, text.replace('S', secret)));
    }
}

/// Every text with one character less or another one: refused or read, and
/// never a panic.
#[test]
fn no_text_makes_it_panic() {
    let samples = [
        (
            "json",
            "{\"näme\": \"ü\\n\", \"port\": -1.5e3, \"tags\": [true, null, {}], \"server\": {\"host\": \"a\"}}",
        ),
        (
            "yaml",
            "# ü\nname: &a \"ü\\n\"\nport: 80\ntags:\n- 'x' # ä\n- |\n  ö\n- !!str {a: [b]}\n? server\n: host: *a\n...\n",
        ),
    ];
    for (end, text) in samples {
        for (at, old) in text.char_indices() {
            let (before, behind) = (&text[..at], &text[at + old.len_utf8()..]);
            for new in [
                "", "\"", "'", ":", ": ", ",", "[", "{", "]", "\n", "\t", "-", "&", "*", "!", "%",
                "ü", "\u{feff}",
            ] {
                let changed = format!("{before}{new}{behind}");
                let _ = loader(host(end, changed))
                    .load::<Settings>()
                    .map_err(|report| report.to_string());
            }
            let _ = loader(host(end, before))
                .load::<Settings>()
                .map_err(|report| report.to_string());
        }
    }
}

#[test]
fn a_file_may_say_where_its_schema_is() {
    #[derive(Debug, Config)]
    struct Port {
        #[config(default = 1)]
        port: u16,
    }
    for (name, text) in [
        ("default.toml", "\"$schema\" = \"./schema.json\"\nport = 2"),
        #[cfg(feature = "json")]
        (
            "default.json",
            r#"{ "$schema": "./schema.json", "port": 2 }"#,
        ),
        #[cfg(feature = "yaml")]
        ("default.yaml", "$schema: ./schema.json\nport: 2"),
    ] {
        let host = Memory::new()
            .file(format!("config/{name}"), text)
            .file("config/test.toml", "")
            .variable("APP_ENV", "test");
        let loaded = Loader::new("APP").system(host).load::<Port>();
        assert_eq!(loaded.unwrap().port, 2, "{name}");
    }
    let host = |text: &str| {
        Memory::new()
            .file("config/test.toml", text)
            .variable("APP_ENV", "test")
    };
    for text in ["\"$schema\" = 1", "a = { \"$schema\" = \"x\" }"] {
        assert!(
            Loader::new("APP")
                .system(host(text))
                .load::<Port>()
                .is_err()
        );
    }
}
