//! `.env.example`, read by the libraries that read `.env`, and by a shell.

use std::collections::BTreeMap;

use rehearsal::Artifact;

use crate::settings::uncommented;
use crate::{defaults, tool};

type Variables = BTreeMap<String, String>;

fn example() -> String {
    uncommented(&defaults::generated(Artifact::EnvExample))
}

/// Fails where a reader does not read the defaults, but for settings whose
/// defaults it cannot be given.
///
/// OK to have such because no two readers of `.env` agree on all escapes, and
/// the crate's own reader is one of them.
fn assert_reads(mut variables: Variables, but: &[&str]) {
    for name in but {
        let name = format!("DEFAULTS_{name}");
        assert!(variables.remove(&name).is_some(), "{name} is read");
    }
    defaults::assert_set(&variables);
}

#[test]
fn python_dotenv_reads_the_defaults() {
    let Some(mut reader) = tool::reader("read_dotenv.py") else {
        return;
    };
    // It replaces `${...}`, in single quotes too.
    assert_reads(reader.texts(&example()), &["TEXT_DOLLARS"]);
}

#[test]
fn dotenv_of_node_reads_the_defaults() {
    let Some(mut reader) = tool::reader("read_dotenv.js") else {
        return;
    };
    // In double quotes it knows the escapes of line breaks only.
    let but = [
        "TEXT_BACKSLASH_AT_THE_END",
        "TEXT_BACKSLASHES",
        "TEXT_ESCAPED_QUOTE",
        "TEXT_ALL_OF_THEM",
        "OTHER_TEXTS",
        "OTHER_MAP",
    ];
    assert_reads(reader.texts(&example()), &but);
}

#[test]
fn dotenvy_reads_the_defaults() {
    // In double quotes it replaces `$HOME`, and takes no escape behind that.
    let but =
        ["TEXT_ALL_OF_THEM", "OTHER_TEXTS", "OTHER_MAP"].map(|name| format!("DEFAULTS_{name}="));
    let is_read = |line: &&str| !but.iter().any(|name| line.starts_with(name));
    let text = example();
    let lines: Vec<_> = text.lines().filter(is_read).collect();
    assert_eq!(lines.len() + but.len(), text.lines().count());
    let text = lines.join("\n");
    let variables = dotenvy::from_read_iter(text.as_bytes()).collect::<Result<_, _>>();
    assert_reads(variables.unwrap(), &[]);
}

#[test]
fn a_shell_reads_the_defaults() {
    let Some(mut shell) = tool::reader("read_variables.sh") else {
        return;
    };
    // In double quotes it replaces and runs, and has no escape of a line break.
    let but = ["TEXT_ALL_OF_THEM", "TEXT_LINES", "OTHER_TEXTS"];
    assert_reads(tool::environment(&shell.read(&example()).unwrap()), &but);
}
