//! The environment file and the drop-in, read by systemd.

use std::collections::BTreeMap;
use std::fs;

use rehearsal::Artifact;

use crate::settings::{generated, uncommented};
use crate::tool;

#[test]
fn systemd_finds_nothing_wrong_with_the_drop_in() {
    let Some(analyze) = tool::program("systemd-analyze") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let unit = folder.path().join("metronome.service");
    let drop_in = folder.path().join("metronome.service.d");
    fs::create_dir(&drop_in).unwrap();
    fs::write(&unit, "[Service]\nExecStart=/bin/true\n").unwrap();
    let text = uncommented(&generated(Artifact::SystemdUnit));
    fs::write(drop_in.join("credentials.conf"), &text).unwrap();

    let mut analyze = analyze
        .arg("verify")
        .arg("--man=no")
        .arg(&unit)
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
    let Some(quoted) = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    else {
        return value.to_owned();
    };
    let mut text = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        text.push(match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                escaped => escaped.unwrap_or('\\'),
            },
            (character, false) => character,
        });
    }
    text
}

#[test]
fn systemd_reads_the_environment_file() {
    let Some(variables) = read(&uncommented(&generated(Artifact::SystemdEnvironment))) else {
        return;
    };
    for (name, value) in [
        ("METRONOME_ENV", "production"),
        ("METRONOME_NAME", "metro \"one\""),
        ("METRONOME_SERVER_ORIGINS", r#"["a", "b c"]"#),
    ] {
        assert_eq!(variables[name], value, "{name}");
    }
}
