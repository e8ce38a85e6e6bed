//! Text that is not TOML: what is wrong with it, and that it hides nothing else.

use std::fmt::Write;

use insta::assert_snapshot;
use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

use super::{load, refused, world};

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

    error[missing]: `upstreams[0].host` is not set, and has no default
     --> config/default.toml:5:1
      |
    5 | port = …
      | ^^^^ adds `upstreams[0]`
      |
      = help: set the variable CADENCE_UPSTREAMS__0__HOST, or `upstreams[0].host` in config/production.toml
      = help: or remove `upstreams[0]`

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

    error[syntax]: invalid TOML: unclosed string
     --> config/default.toml:4:17
      |
    4 | url = …
      |       ^
      |
      = help: add the closing quote
    "#);
    let said = refused("[regions.eu]\nweight = [1,\nurl = \"https://a\"\n");
    assert_snapshot!(said, @r#"
    1 problem keeps cadence from starting in production

    error[syntax]: invalid TOML: unclosed list or table
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

    error[syntax]: invalid TOML: unclosed header
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

    error[syntax]: invalid TOML: key without a value
     --> config/default.toml:1:7
      |
    1 | name =
      |       ^
      |
      = help: write `key = value`

    error[syntax]: invalid TOML: key without a value
     --> config/default.toml:3:10
      |
    3 | listen = …
      |          ^
      |
      = help: write `key = value`

    error[syntax]: invalid TOML: malformed number
     --> config/default.toml:5:5
      |
      = help: write it as `42`, `-1` or `0.5`, or put text in quotes
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

    error[too-deep]: nested more than 64 levels deep
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
      = help: put it in quotes: `"3"`

    error[too-deep]: nested more than 64 levels deep
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

    error[syntax]: invalid TOML: key without a value
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

    error[syntax]: invalid TOML: unclosed header
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

    error[syntax]: invalid TOML: unclosed header
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
