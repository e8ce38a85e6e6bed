//! `.env.example`, read by the libraries that read `.env`, and by a shell.

use std::collections::BTreeMap;

use rehearsal::Artifact;

use crate::settings::{generated, uncommented};
use crate::tool;

type Variables = BTreeMap<String, String>;

fn assert_defaults(variables: &Variables) {
    for (name, value) in [
        ("METRONOME_NAME", "metro \"one\""),
        ("METRONOME_API_KEY", ""),
        ("METRONOME_SERVER_LISTEN", "127.0.0.1:8080"),
        ("METRONOME_SERVER_ORIGINS", r#"["a", "b c"]"#),
        (
            "METRONOME_SERVER_PUBLIC_URL",
            "https://metro.example/?a=b&c=d",
        ),
    ] {
        assert_eq!(variables[name], value, "{name}");
    }
}

#[test]
fn python_dotenv_reads_the_example() {
    let Some(mut reader) = tool::reader("read_dotenv.py") else {
        return;
    };
    assert_defaults(&reader.texts(&uncommented(&generated(Artifact::EnvExample))));
}

#[test]
fn dotenv_of_node_reads_the_example() {
    let Some(mut reader) = tool::reader("read_dotenv.js") else {
        return;
    };
    assert_defaults(&reader.texts(&uncommented(&generated(Artifact::EnvExample))));
}

#[test]
fn dotenvy_reads_the_example() {
    let text = uncommented(&generated(Artifact::EnvExample));
    let variables = dotenvy::from_read_iter(text.as_bytes());
    assert_defaults(&variables.collect::<Result<_, _>>().unwrap());
}

#[test]
fn a_shell_reads_the_example() {
    let Some(mut shell) = tool::reader("read_variables.sh") else {
        return;
    };
    let text = uncommented(&generated(Artifact::EnvExample));
    let written = shell.read(&text).unwrap();
    let variables = written
        .split_terminator('\0')
        .filter_map(|line| line.split_once('='));
    let owned = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_defaults(&owned.collect());
}
