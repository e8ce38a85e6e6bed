//! `.env.example`, read by the libraries that read `.env`, and by a shell.

use rehearsal::Template;

use crate::settings::uncommented;
use crate::{defaults, tool};

fn example() -> String {
    uncommented(&defaults::generated(Template::EnvExample))
}

#[test]
fn python_dotenv_reads_the_defaults() {
    if let Some(mut reader) = tool::reader("read_dotenv.py") {
        defaults::assert_set(&reader.texts(&example()));
    }
}

#[test]
fn dotenv_of_node_reads_the_defaults() {
    if let Some(mut reader) = tool::reader("read_dotenv.js") {
        defaults::assert_set(&reader.texts(&example()));
    }
}

#[test]
fn dotenvy_reads_the_defaults() {
    let text = example();
    let variables = dotenvy::from_read_iter(text.as_bytes()).collect::<Result<_, _>>();
    defaults::assert_set(&variables.unwrap());
}

#[test]
fn shells_read_the_defaults() {
    for shell in ["dash", "bash", "zsh"] {
        if let Some(mut shell) = tool::shell(shell, "read_variables.sh") {
            let written = shell.read(&example()).unwrap();
            defaults::assert_set(&tool::environment(&written));
        }
    }
}

/// What `reader` reads of a default that has no form for all is never asked: such a
/// default is in words.
#[test]
fn a_default_that_readers_read_in_different_ways_is_in_words() {
    let text = defaults::generated(Template::EnvExample);
    for (name, default) in [
        ("TEXT_BACKSLASH_AT_THE_END", r#""C:\\data\\""#),
        ("TEXT_BRACES", r#""${HOME}""#),
        ("TEXT_ALL_OF_THEM", r#""it's \"$HOME\" `id` \\""#),
    ] {
        let words = format!(
            "# the default of DEFAULTS_{name} is {default}, which not every parser could read"
        );
        assert!(text.lines().any(|line| line == words), "{words}\n{text}");
        assert!(!text.contains(&format!("{name}=")), "{text}");
    }
}
