//! What only YAML has.

use std::fmt::Write;

use rehearsal::Config;
use rehearsal::report::Code;
use rehearsal::system::Memory;

use super::{Settings, host, lines, loader, report};

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
    wrong-type yaml:1:1 a configuration file must be a table of settings, not a list
    wrong-type yaml:1:1 a configuration file must be a table of settings, not a string
    syntax yaml:1:7 invalid YAML: unclosed string
    syntax yaml:1:7 invalid YAML: unclosed string
    syntax yaml:2:1 invalid YAML: key without a value
    syntax yaml:2:6 invalid YAML: unexpected `:`
    syntax yaml:2:5 invalid YAML: unexpected `:`
    syntax yaml:2:5 invalid YAML: unclosed mapping
    syntax yaml:1:7 invalid YAML: invalid character at the start of a value
    syntax yaml:1:7 invalid YAML: invalid character at the start of a value
    syntax yaml:1:7 invalid YAML: invalid character at the start of a value
    syntax yaml:1:7 invalid YAML: unknown escape in a string
    syntax yaml:1:11 invalid YAML: text after the closing quote of a string
    syntax yaml:1:7 invalid YAML: unmatched closing bracket
    syntax yaml:3:3 invalid YAML: inconsistent indentation
    syntax yaml:2:1 invalid YAML: unexpected text
    syntax yaml:1:7 invalid YAML: malformed header of a block of text
    syntax yaml:1:8 invalid YAML: leading zero, which other readers take for octal
    out-of-range yaml:1:8 `ratio` must be a number from -1.8e308 to 1.8e308
    syntax yaml:3:1 invalid YAML: key without a value
    unsupported yaml:1:7 only the tag `!!str` is supported
    unsupported yaml:1:7 only the tag `!!str` is supported
    unknown-key yaml:1:3 there is no setting `x`
    unsupported yaml:1:7 aliases are not supported
    ");
}

#[test]
fn what_yaml_has_and_a_file_may_not() {
    insta::assert_snapshot!(report("yaml", "name: &n x\ncontact: *n\n<<: {port: 1}\n"), @"
    2 problems keep cadence from starting in development

    error[unsupported]: aliases are not supported
     --> config/default.yaml:2:10
      |
    2 | contact: …
      |          ^
      |
      = help: repeat the value, or move shared settings to the default file

    error[unsupported]: merge keys are not supported
     --> config/default.yaml:3:1
      |
      = help: repeat the settings, or move shared ones to the default file
    ");
    insta::assert_snapshot!(lines(&report("yaml", "server: !x {}\nratio: !!float 1\n? [a, {b: c}]\n: hunter2\n*x : y\n---\nname: y")), @"
    unsupported yaml:1:9 only the tag `!!str` is supported
    unsupported yaml:2:8 only the tag `!!str` is supported
    unsupported yaml:3:3 a list or a mapping cannot be a key
    unsupported yaml:5:1 aliases are not supported
    unsupported yaml:6:1 multiple documents are not supported
    ");
    insta::assert_snapshot!(report("yaml", "name: x\n---\nname: y\n"), @"
    1 problem keeps cadence from starting in development

    error[unsupported]: multiple documents are not supported
     --> config/default.yaml:2:1
      |
      = help: remove the `---`, or move the rest to its own file
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
      |        ^^^ found a string
      |
      = help: write `true`

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> config/default.yaml:2:7
      |
    2 | port: "80"
      |       ^^^^ found a string
      |
      = help: remove the quotes: `80`
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
