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
