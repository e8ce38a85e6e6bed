//! `.env`: for development and test, below real variables.
#![cfg(feature = "dotenv")]

use rehearsal::system::Memory;
use rehearsal::{Config, Loaded};
use secrecy::{ExposeSecret, SecretString};

#[derive(Debug, Config)]
struct Settings {
    #[config(allow(weak_secret = "short, to be searched for"))]
    api_key: SecretString,
    #[config(default = "hello")]
    greeting: String,
    #[config(default = 8080)]
    port: u16,
    #[config(env = "DATABASE_URL", default = "none")]
    database: String,
}

fn host(text: &str) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "development")
        .file(".env", text)
}

#[track_caller]
fn load(host: Memory) -> Loaded<Settings> {
    match crate::support::loader("CADENCE", host).load() {
        Ok(settings) => settings,
        Err(report) => panic!("{report}"),
    }
}

#[track_caller]
fn refused(host: Memory) -> String {
    let report = crate::support::loader("CADENCE", host)
        .load::<Settings>()
        .unwrap_err();
    let text = report.to_string();
    assert!(!text.contains("hunter2"), "{text}");
    text
}

#[test]
fn lines_set_variables_in_every_way_of_writing_them() {
    let settings = load(host(concat!(
        "\u{feff}# all of it\r\n",
        "\r\n",
        "export CADENCE_API_KEY='hun$ter2 # ${2}'\r\n",
        "CADENCE_GREETING=\"good\n morning\"   # said early\n",
        "  CADENCE_PORT = 9090 # not 8080\n",
        "DATABASE_URL=postgres://db\n",
        "OTHER=of no concern\n",
    )));
    assert_eq!(settings.api_key.expose_secret(), "hun$ter2 # ${2}");
    assert_eq!(settings.greeting, "good\n morning");
    assert_eq!(settings.port, 9090);
    assert_eq!(settings.database, "postgres://db");
    assert_eq!(settings.warnings().to_string(), "");
    let origin = |key| settings.origin(key).unwrap().to_string();
    assert_eq!(origin("api_key"), ".env:3:8");
    assert_eq!(origin("greeting"), ".env:4:1");
    assert_eq!(origin("port"), ".env:6:3");
}

#[test]
fn a_real_variable_and_a_secret_file_win() {
    let host = host("CADENCE_API_KEY=hunter2\nCADENCE_PORT=1\nCADENCE_GREETING_FILE=greeting\n")
        .file("greeting", "good evening\n")
        .file("/run/secrets/port", "2")
        .variable("CADENCE_API_KEY", "hunter3");
    let settings = load(host);
    assert_eq!(settings.api_key.expose_secret(), "hunter3");
    assert_eq!(settings.port, 2);
    assert_eq!(settings.greeting, "good evening");
}

#[test]
fn mistakes_are_found_by_line_and_only_in_what_is_the_programs() {
    insta::assert_snapshot!(refused(host(concat!(
        "CADENCE_API_KEY=hunter2\n",
        "CADENCE_PROT=hunter2\n",
        "CADENCE_PORT=many\n",
        "CADENCE_API_KEY=hunter2again\n",
        "CADENCE_GREETING=hunter2#hunter2\n",
        "CADENCE_ hunter2\n",
        "CADENCE_X Y=hunter2\n",
        "SOMEONE ELSE=hunter2\n",
        "UNRELATED=hunter2\n",
    ))
    .variable("CADENCE_PORT", "80")), @"
    6 problems keep cadence from starting in development (1 note)

    error[syntax]: invalid `.env` line: not `NAME=value`
     --> .env:6:1
      |
      = help: write `NAME=value`, and quote a value with spaces or `#`

    error[syntax]: invalid `.env` line: not a valid variable name
     --> .env:7:1
      |
      = help: write `NAME=value`; a name consists of letters, digits and `_`

    error[duplicate-key]: CADENCE_API_KEY is set twice
     --> .env:4:1
      |
    4 | CADENCE_API_KEY=…
      | ^^^^^^^^^^^^^^^
      |
     --> .env:1:1
      |
    1 | CADENCE_API_KEY=…
      | ---------------
      |
      = help: keep one of them

    error[syntax]: the value of CADENCE_GREETING ends at a `#`, which starts a comment
     --> .env:5:1
      |
    5 | CADENCE_GREETING=…
      | ^^^^^^^^^^^^^^^^
      |
      = help: quote the value if the `#` is part of it, or put a space before the comment

    error[unknown-variable]: unknown variable CADENCE_PROT
     --> .env:2:1
      |
    2 | CADENCE_PROT=…
      | ^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_PORT?

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> .env:3:1
      |
    3 | CADENCE_PORT=many
      |              ^^^^ not an integer
      |
      = help: currently overridden by variable CADENCE_PORT

    note[syntax]: invalid `.env` line: not a valid variable name
     --> .env:8:1
      |
      = help: write `NAME=value`; a name consists of letters, digits and `_`

    6 problems keep cadence from starting in development (1 note)
    ");
}

#[test]
fn a_line_that_names_a_setting_in_a_wrong_way_is_told() {
    for line in [
        "set CADENCE_API_KEY=hunter2hunter2",
        "export: CADENCE_API_KEY",
        "- CADENCE_API_KEY=hunter2hunter2",
        "$env:CADENCE_API_KEY=\"hunter2hunter2\"",
        "CADENCE_API_KEY: hunter2hunter2",
        "setenv CADENCE_API_KEY hunter2hunter2",
    ] {
        let said = refused(host(&format!("{line}\n")));
        assert!(said.contains("error[syntax]"), "{line}: {said}");
        assert!(said.contains(".env:1:"), "{line}: {said}");
    }
    let said = refused(host("OTHER: api_key\n"));
    assert!(said.contains("error[missing]: `api_key`"), "{said}");
}

#[test]
fn quotes_without_end_are_one_mistake() {
    insta::assert_snapshot!(refused(host(
        "CADENCE_PORT=1\nOTHER=\"hunter2\nCADENCE_API_KEY=hunter2\n"
    )), @"
    1 problem keeps cadence from starting in development

    error[syntax]: invalid `.env` line: unclosed quote
     --> .env:2:1
      |
    2 | OTHER=…
      | ^^^^^
      |
      = help: add the closing quote
    ");
}

#[test]
fn what_chooses_the_environment_comes_too_late() {
    let settings = load(host(concat!(
        "APP_ENV=production\n",
        "CADENCE_ENV=production\n",
        "CADENCE_CONFIG_DIR=/elsewhere\n",
        "CADENCE_API_KEY=hunter2\n",
    )));
    insta::assert_snapshot!(settings.warnings(), @"
    note[entry-ignored]: APP_ENV has no effect in `.env`: it is needed before `.env` is read
     --> .env:1:1
      |
    1 | APP_ENV=…
      | ^^^^^^^
      |
      = help: set the variable APP_ENV itself

    note[entry-ignored]: CADENCE_ENV has no effect in `.env`: it is needed before `.env` is read
     --> .env:2:1
      |
    2 | CADENCE_ENV=…
      | ^^^^^^^^^^^
      |
      = help: set the variable CADENCE_ENV itself

    note[entry-ignored]: CADENCE_CONFIG_DIR has no effect in `.env`: it is needed before `.env` is read
     --> .env:3:1
      |
    3 | CADENCE_CONFIG_DIR=…
      | ^^^^^^^^^^^^^^^^^^
      |
      = help: set the variable CADENCE_CONFIG_DIR itself
    ");
}

#[test]
fn where_programs_are_deployed_it_is_not_read() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "staging")
        .variable("CADENCE_API_KEY", "hunter2")
        .file(".env", "CADENCE_PORT=1\nCADENCE_PROT=1\n");
    let settings = load(host);
    assert_eq!(settings.port, 8080);
    insta::assert_snapshot!(settings.warnings(), @r"
    note[file-ignored]: .env is not read in staging
     --> .env
      |
      = help: do not ship it; only development and test read it
    ");
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem() {
    let host = || Memory::new().variable("CADENCE_ENV", "test");
    insta::assert_snapshot!(refused(host().unreadable(".env").variable("CADENCE_API_KEY", "x")), @"
    1 problem keeps cadence from starting in test

    error[file-unreadable]: permission denied: .env
     --> .env
      |
      = help: grant read access to the user that runs the program
    ");
    insta::assert_snapshot!(refused(host().file(".env", b"A=\xff".to_vec()).variable("CADENCE_API_KEY", "x")), @r"
    1 problem keeps cadence from starting in test

    error[file-encoding]: the file .env is not valid UTF-8 (byte 2, line 1)
     --> .env
      |
      = help: save it as UTF-8
    ");
}

fn bad_lines(count: usize) -> String {
    "CADENCE_API_KEY=hunter2\n".to_owned() + &"- CADENCE_PORT 80\n".repeat(count)
}

#[test]
fn of_many_bad_lines_none_is_passed_over_in_silence() {
    let of = |count| {
        let text = refused(host(&bad_lines(count)));
        text.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        of(21),
        "21 problems keep cadence from starting in development"
    );
    assert_eq!(
        of(140),
        "140 problems keep cadence from starting in development"
    );

    let loader = crate::support::loader("CADENCE", host(&bad_lines(140)));
    let report = loader.load::<Settings>().unwrap_err();
    assert_eq!(report.len(), 100);
    let last = report.problems().last().unwrap();
    assert_eq!(last.origin().unwrap().to_string(), ".env:101:1");
    insta::assert_snapshot!(last.help().join("\n"), @"
    write `NAME=value`, and quote a value with spaces or `#`
    40 more lines of the file are not valid
    ");
}

#[test]
fn bad_lines_of_others_hide_no_line_of_the_program() {
    let others = "- OTHER 1\n".repeat(120);
    let text = format!("{others}CADENCE_API_KEY=hunter2\nCADENCE_PORT=90\nCADENCE_PORT=91\n");
    let report = refused(host(&text));
    assert!(report.contains("CADENCE_PORT is set twice"), "{report}");
    let settings = load(host(&format!(
        "{others}CADENCE_API_KEY=hunter2\nCADENCE_PORT=90\n"
    )));
    assert_eq!(settings.port, 90);
    assert_eq!(settings.origin("port").unwrap().to_string(), ".env:122:1");
    let notes = settings.warnings().to_string();
    assert!(
        notes.contains("20 more lines of the file are not valid"),
        "{notes}"
    );
}

#[test]
fn a_value_of_many_lines_is_read_whole() {
    let value = "line\n".repeat(1_000);
    let text = format!("- OTHER\nCADENCE_GREETING='{value}'\nCADENCE_API_KEY=hunter2\n");
    let settings = load(host(&text));
    assert_eq!(settings.greeting, value);
    assert_eq!(settings.api_key.expose_secret(), "hunter2");
}

#[test]
fn of_many_variables_that_are_set_twice_the_first_are_told_and_how_many_more() {
    #[derive(Debug, Config)]
    struct Many {
        #[config(default)]
        #[expect(dead_code, reason = "only read")]
        limits: std::collections::BTreeMap<String, u16>,
    }
    let once: Vec<_> = (0..105)
        .map(|at| format!("CADENCE_LIMITS__A{at}=1"))
        .collect();
    let once = once.join("\n");
    let loader = crate::support::loader("CADENCE", host(&format!("{once}\n{once}\n")));
    let report = loader.load::<Many>().unwrap_err();
    let last = report.problems().last().unwrap();
    insta::assert_snapshot!(last.help().join("\n"), @"
    keep one of them
    5 more of this kind are not shown
    ");
}

#[test]
fn a_line_ends_with_or_without_a_carriage_return_and_a_break_in_quotes_is_a_line_feed() {
    let text = "CADENCE_API_KEY='a\r\nb'\r\nCADENCE_GREETING=\"c\nd\\r\"\r\nCADENCE_PORT=1\r";
    let settings = load(host(text));
    assert_eq!(settings.api_key.expose_secret(), "a\nb");
    assert_eq!(settings.greeting, "c\nd\r");
    assert_eq!(settings.port, 1);
    assert_eq!(settings.warnings().to_string(), "");
}

#[test]
fn a_carriage_return_within_a_line_is_refused_where_it_is() {
    insta::assert_snapshot!(refused(host(concat!(
        "CADENCE_API_KEY=hunter2\n",
        "CADENCE_GREETING=hello\rDATABASE_URL=hunter2\n",
        "OTHER=1\r\r\n",
        "CADENCE_PORT=many\n",
    ))), @"
    2 problems keep cadence from starting in development (1 note)

    error[syntax]: invalid `.env` line: a carriage return, which ends the line for some readers
     --> .env:2:1
      |
    2 | CADENCE_GREETING=…
      | ^^^^^^^^^^^^^^^^
      |
      = help: add a line feed after it, or remove it

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> .env:4:1
      |
    4 | CADENCE_PORT=many
      |              ^^^^ not an integer

    note[syntax]: invalid `.env` line: a carriage return, which ends the line for some readers
     --> .env:3:1
      |
    3 | OTHER=…
      | ^^^^^
      |
      = help: add a line feed after it, or remove it
    ");
}

#[test]
fn what_is_set_twice_behind_a_value_of_many_lines_is_reported() {
    let pem = "line\n".repeat(26);
    for value in ["a\nb\nc\n", "a\n", &pem] {
        let text = format!(
            "CADENCE_API_KEY=hunter2\nCADENCE_GREETING=\"{value}\"\nCADENCE_PORT=1\nCADENCE_PORT=2\n"
        );
        let report = refused(host(&text));
        assert!(report.contains("CADENCE_PORT is set twice"), "{report}");
        let text = format!("CADENCE_GREETING=\"{value}\"\nCADENCE_GREETING='x\ny'\n");
        let report = refused(host(&text));
        assert!(report.contains("CADENCE_GREETING is set twice"), "{report}");
    }
}
