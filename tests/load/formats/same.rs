//! What is the same in all formats, the same mistakes and their places included.

use rehearsal::report::Code;

use super::{Settings, host, in_all, lines, loader, no_secret, report};

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
      = help: put it in quotes: `"80"`

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
      = help: put it in quotes: `"80"`

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
    1 | name:
      |      ^ found null
      |
      = help: currently overridden by config/development.toml:1:8

    error[wrong-type]: `server` must be a section
     --> config/default.yaml:3:8
      |
    3 | server:
      |        ^ found null
      |
      = help: indent its settings below it, or write `{}` for none
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
    syntax yaml:2:8 invalid YAML: unexpected `:`
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

    error[syntax]: invalid YAML: tab in the indentation
     --> config/default.yaml:3:2
      |
    3 |     host: …
      |     ^
      |
      = help: indent with spaces
    ");
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
    too-deep toml:1:72 nested more than 64 levels deep
    unknown-key toml:2:1 there is no setting `foo`
    wrong-type json:1:11 `tags[0]` must be a string
    too-deep json:1:74 nested more than 64 levels deep
    unknown-key json:2:1 there is no setting `foo`
    wrong-type yaml:1:8 `tags[0]` must be a string
    too-deep yaml:1:71 nested more than 64 levels deep
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
