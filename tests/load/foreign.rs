//! Text that others wrote: no path, name or key ends a line of a report, and none
//! of them shows a secret that was put in its place.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader, Report};
use secrecy::SecretString;

use crate::support::with;

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    api_key: Option<SecretString>,
    #[config(default = 8080)]
    port: u16,
}

fn refused(loader: &Loader) -> Report {
    loader.load::<Settings>().unwrap_err()
}

fn variables(variables: &[(&str, &str)]) -> Loader {
    let host = Memory::new().variable("CADENCE_ENV", "test");
    Loader::new("CADENCE").system(with(host, variables))
}

/// What would be a command of a workflow, and what moves a cursor, turns text, or
/// is a line to some readers.
const FORGED: &str = "x\n::error::y\u{85}\u{9b}31m\u{202e}z\u{2028}\u{7f}";

/// No line of any format begins what the text holds, and no character of it does
/// more than show itself.
#[track_caller]
fn nothing_is_forged(report: &Report) {
    let formats = [
        report.to_text(),
        report.to_github(),
        #[cfg(feature = "json")]
        report.to_json(),
        #[cfg(feature = "json")]
        report.to_sarif(),
    ];
    for text in formats {
        let acts = |char: char| (char.is_control() && char != '\n') || FORGED_MARKS.contains(&char);
        assert_eq!(text.find(acts), None, "{text:?}");
        let forged = text
            .lines()
            .find(|line| line.trim_start().starts_with("::error::"));
        assert_eq!(forged, None, "{text}");
    }
}

const FORGED_MARKS: [char; 2] = ['\u{202e}', '\u{2028}'];

#[test]
fn a_line_break_in_a_path_forges_no_line() {
    let path = format!("/srv/{FORGED}");
    for name in [
        "CADENCE_CONFIG_DIR",
        "CADENCE_SECRETS_DIR",
        "CADENCE_API_KEY_FILE",
        "CADENCE_ENV",
        "CADENCE_PORT",
    ] {
        nothing_is_forged(&refused(&variables(&[(name, &path)])));
    }
}

#[test]
fn a_line_break_in_a_name_forges_no_line() {
    let unknown = format!("CADENCE_{FORGED}");
    nothing_is_forged(&refused(&variables(&[(&unknown, "1")])));
    nothing_is_forged(&refused(
        &variables(&[]).set(format!("port.\"{FORGED}\""), "1"),
    ));
    nothing_is_forged(&refused(
        &variables(&[]).set_args([format!("\"{FORGED}\"=1")]),
    ));
    let deployment = Loader::new("CADENCE")
        .deployment(FORGED, Environment::Test)
        .system(
            Memory::new()
                .variable("CADENCE_ENV", FORGED)
                .file("config/default.toml", "prot = 1"),
        );
    nothing_is_forged(&refused(&deployment));
    let folder = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_SECRETS_DIR", "/secrets")
        .file(format!("/secrets/{FORGED}"), "1");
    nothing_is_forged(&refused(&Loader::new("CADENCE").system(folder)));
}

#[test]
fn a_line_break_in_a_key_of_a_file_forges_no_line() {
    let codes = FORGED.chars().map(u32::from);
    let escaped = codes.fold(String::new(), |text, code| format!("{text}\\U{code:08x}"));
    for text in [
        format!("\"{escaped}\" = 1"),
        format!("port = \"{escaped}\""),
        format!("port = {{ \"{escaped}\" = 1 }}"),
    ] {
        let host = Memory::new()
            .variable("CADENCE_ENV", "test")
            .file("config/test.toml", "")
            .file("config/default.toml", text);
        nothing_is_forged(&refused(&Loader::new("CADENCE").system(host)));
    }
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Warnings {
    note: String,
}

#[test]
fn a_value_that_moves_the_cursor_is_the_same_value_and_only_shown() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_NOTE", FORGED);
    let notes = Loader::new("CADENCE")
        .system(host)
        .load::<Warnings>()
        .unwrap();
    let resolution = notes.resolution();
    let toml = resolution.to_toml();
    let texts = [
        toml.clone(),
        notes.explain().to_string(),
        #[cfg(feature = "json")]
        resolution.to_json(),
        #[cfg(feature = "json")]
        notes.explain().to_json(),
    ];
    for text in texts {
        let acts = |char: char| (char.is_control() && char != '\n') || FORGED_MARKS.contains(&char);
        assert_eq!(text.find(acts), None, "{text:?}");
    }
    let table: toml::Table = toml::from_str(&toml).unwrap();
    assert_eq!(table["note"].as_str(), Some(FORGED));
    #[cfg(feature = "json")]
    {
        let json: serde_json::Value = serde_json::from_str(&resolution.to_json()).unwrap();
        assert_eq!(json["note"].as_str(), Some(FORGED));
    }
}

#[test]
fn a_value_in_the_place_of_its_path_is_not_shown() {
    let report = refused(&variables(&[("CADENCE_API_KEY_FILE", "hunter2hunter2")]));
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in test

    error[file-missing]: CADENCE_API_KEY_FILE does not hold the path of a file
     --> variable CADENCE_API_KEY_FILE
      |
      | CADENCE_API_KEY_FILE=…
      | ^^^^^^^^^^^^^^^^^^^^
      |
      = help: set it to a path, or put the value in the variable without `_FILE`
    ");
}

#[test]
fn a_value_in_the_place_of_its_path_is_not_shown_as_a_file_of_the_working_directory() {
    for value in ["hunter2hunter2", "abc/DEF+hunter2hunter2/mnoPQR=="] {
        let host = Memory::new()
            .current_dir("/srv/app")
            .variable("CADENCE_ENV", "production")
            .variable("CADENCE_API_KEY_FILE", value);
        let report = refused(&Loader::new("CADENCE").system(host));
        assert!(
            !format!("{report}{report:?}").contains("hunter2"),
            "{report}"
        );
        assert!(
            report
                .to_string()
                .contains("does not hold the path of a file")
        );
    }
}

#[test]
fn a_path_that_leads_nowhere_is_shown() {
    let report = refused(&variables(&[("CADENCE_API_KEY_FILE", "secrets/api-key")]));
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in test

    error[file-missing]: the file secrets/api-key (named by CADENCE_API_KEY_FILE) does not exist
     --> secrets/api-key, named by CADENCE_API_KEY_FILE
      |
      = help: mount it before the program starts, or correct the path
    ");
}

#[derive(Config)]
#[expect(dead_code)]
struct Filed {
    #[config(secret)]
    api_key: String,
    port: u16,
    greeting: String,
    #[config(secret)]
    pin: String,
}

#[test]
fn what_is_there_is_a_path_however_it_is_written() {
    let host = Memory::new()
        .dir("keydir")
        .file("s", vec![b'x'; 5 << 20])
        .file("pin", [0xff, 0xfe])
        .unreadable("denied")
        .variable("APP_ENV", "production")
        .variable("APP_API_KEY_FILE", "keydir")
        .variable("APP_PORT_FILE", "denied")
        .variable("APP_GREETING_FILE", "s")
        .variable("APP_PIN_FILE", "pin");
    let report = crate::support::loader("APP", host).load::<Filed>();
    let report = report.map(drop).unwrap_err().to_string();
    assert_snapshot!(report, @"
    4 problems keep app from starting in production

    error[file-unreadable]: keydir (named by APP_API_KEY_FILE) is a directory, not a file
     --> keydir, named by APP_API_KEY_FILE
      |
      = help: name a file in the directory

    error[file-too-large]: the file s (named by APP_GREETING_FILE) is too large: 5242880 bytes, but the limit is 4194304
     --> s, named by APP_GREETING_FILE
      |
      = help: reduce its size
      = help: in the program, `Loader::size_limit` raises the limit

    error[file-encoding]: the file pin (named by APP_PIN_FILE) is not UTF-8
     --> pin, named by APP_PIN_FILE
      |
      = help: encode binary data as text, such as base64

    error[file-unreadable]: permission denied: denied (named by APP_PORT_FILE)
     --> denied, named by APP_PORT_FILE
      |
      = help: grant read access to the user that runs the program
    ");
}

#[test]
fn a_name_in_the_place_of_a_path_is_shown_where_no_secret_belongs() {
    let host = Memory::new()
        .current_dir("/srv/app")
        .variable("APP_ENV", "production")
        .variable("APP_API_KEY_FILE", "hunter2")
        .variable("APP_PIN_FILE", "key.txt")
        .variable("APP_PORT_FILE", "port.txt")
        .variable("APP_GREETING_FILE", "sk_live_4eC39HqLyjWDarjtT1zdp7dc");
    let report = crate::support::loader("APP", host).load::<Filed>();
    let report = report.map(drop).unwrap_err().to_string();
    assert_snapshot!(report, @"
    4 problems keep app from starting in production

    error[file-missing]: APP_API_KEY_FILE does not hold the path of a file
     --> variable APP_API_KEY_FILE
      |
      | APP_API_KEY_FILE=…
      | ^^^^^^^^^^^^^^^^
      |
      = help: set it to a path, or put the value in the variable without `_FILE`

    error[file-missing]: APP_GREETING_FILE does not hold the path of a file
     --> variable APP_GREETING_FILE
      |
      | APP_GREETING_FILE=…
      | ^^^^^^^^^^^^^^^^^
      |
      = help: set it to a path, or put the value in the variable without `_FILE`

    error[file-missing]: APP_PIN_FILE does not hold the path of a file
     --> variable APP_PIN_FILE
      |
      | APP_PIN_FILE=…
      | ^^^^^^^^^^^^
      |
      = help: set it to a path, or put the value in the variable without `_FILE`

    error[file-missing]: the file /srv/app/port.txt (named by APP_PORT_FILE) does not exist
     --> /srv/app/port.txt, named by APP_PORT_FILE
      |
      = help: mount it before the program starts, or correct the path

    looked for no files
    ");
}

#[test]
fn a_url_in_the_place_of_a_folder_is_not_shown() {
    let report = refused(&variables(&[
        ("CADENCE_SECRETS_DIR", "postgres://app:hunter2@db/main"),
        ("CADENCE_CONFIG_DIR", "postgres://app:hunter2@db/main"),
    ]));
    assert_snapshot!(report, @"
    2 problems keep cadence from starting in test

    error[file-missing]: the config directory postgres://app:[redacted]@db/main does not exist
     --> variable CADENCE_CONFIG_DIR
      |
      = help: set CADENCE_CONFIG_DIR to a directory, or unset it

    error[file-missing]: the secret directory postgres://app:[redacted]@db/main does not exist
     --> variable CADENCE_SECRETS_DIR
      |
      = help: set CADENCE_SECRETS_DIR to a directory, or unset it
    ");
}

#[test]
fn a_value_in_the_place_of_a_key_is_not_shown() {
    let report = refused(&variables(&[]).set_args([
        "\"postgres://app:hunter2@db/\"=b",
        "aHVudGVyMmh1bnRlcjI==",
        "hunter2",
    ]));
    assert_snapshot!(report, @r#"
    3 problems keep cadence from starting in test

    error[unknown-key]: there is no setting `"postgres://app:[redacted]@db/"`
     --> --set "postgres://app:[redacted]@db/"
      |
      | "postgres://app:[redacted]@db/"=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown key
      |
      = help: remove it

    error[syntax]: value 2 of `--set` is not `key=value`
     --> --set
      |
      = help: write `--set key=value`

    error[syntax]: value 3 of `--set` is not `key=value`
     --> --set
      |
      = help: write `--set key=value`
    "#);
}
