//! The environment file and the drop-in, read by systemd.

use std::collections::BTreeMap;
use std::fs;
use std::str::Chars;

use rehearsal::{Loader, Template};

use crate::settings::{Settings, generated, uncommented};
use crate::{defaults, tool};

#[test]
fn systemd_finds_nothing_wrong_with_the_drop_in() {
    assert_is_drop_in(&generated(Template::SystemdUnit));
    let without_prefix = Loader::new("").generate::<Settings>(Template::SystemdUnit);
    assert!(without_prefix.contains("\nLoadCredential=API_KEY:/etc/app/credentials/API_KEY\n"));
    assert_is_drop_in(&without_prefix);
}

fn assert_is_drop_in(unit: &str) {
    let Some(analyze) = tool::program("systemd-analyze") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let service = folder.path().join("metronome.service");
    let drop_in = folder.path().join("metronome.service.d");
    fs::create_dir(&drop_in).unwrap();
    fs::write(&service, "[Service]\nExecStart=/bin/true\n").unwrap();
    let text = uncommented(unit);
    fs::write(drop_in.join("credentials.conf"), &text).unwrap();

    let mut analyze = analyze
        .arg("verify")
        .arg("--man=no")
        .arg(&service)
        .env("SYSTEMD_UNIT_PATH", format!("{}:", folder.path().display()));
    assert_eq!(analyze.read("").as_deref(), Ok(""), "{text}");
}

/// The reader of `environment.d`, which is that of `EnvironmentFile=` and
/// replaces variables besides: `$$` is a dollar sign.
const GENERATOR: &str =
    "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator";

fn read(text: &str) -> Option<BTreeMap<String, String>> {
    let generator = tool::program(GENERATOR)?;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("environment.d");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("metronome.conf"), text.replace('$', "$$")).unwrap();
    let written = generator.env("XDG_CONFIG_HOME", home.path()).read("");
    let written = written.unwrap();
    let variables = written.lines().filter_map(|line| line.split_once('='));
    Some(
        variables
            .map(|(name, value)| (name.to_owned(), unquoted(value)))
            .collect(),
    )
}

/// A value as the generator writes it, in quotes and with escapes if need be.
fn unquoted(value: &str) -> String {
    let quoted = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let mut characters = quoted.unwrap_or(value).chars();
    let mut text = String::new();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' if quoted.is_some() => escaped(&mut characters),
            _ => character,
        });
    }
    text
}

fn escaped(characters: &mut Chars<'_>) -> char {
    match characters.next().unwrap() {
        'n' => '\n',
        't' => '\t',
        first @ '0'..='3' => {
            let digits: String = [first].into_iter().chain(characters.take(2)).collect();
            char::from(u8::from_str_radix(&digits, 8).unwrap())
        }
        escaped => escaped,
    }
}

fn file() -> String {
    uncommented(&defaults::generated(Template::SystemdEnvironment))
}

#[test]
fn systemd_reads_the_defaults() {
    if let Some(variables) = read(&file()) {
        assert_eq!(variables["DEFAULTS_ENV"], "production");
        defaults::assert_set(&variables);
    }
}

#[test]
fn a_shell_reads_the_environment_file_too() {
    let Some(mut shell) = tool::reader("read_variables.sh") else {
        return;
    };
    defaults::assert_set(&tool::environment(&shell.read(&file()).unwrap()));
}
