//! The table of the README: what each library does with the same mistakes, in a process of
//! its own with real files and variables.

use std::fs;
use std::process::{Command, Output};

const LIBRARIES: [&str; 6] = [
    "rehearsal",
    "figment",
    "config-rs",
    "confique",
    "tier",
    "dynamic-config",
];

const PASSWORD: (&str, &str) = ("APP_PASSWORD", "jx8Gk2vQ0pWz7TnB");

/// What a library says, and whether it loaded.
struct Answer {
    loaded: bool,
    text: String,
}

impl Answer {
    fn shows(&self, part: &str) -> bool {
        self.text.contains(part)
    }
}

fn ask(library: &str, file: &str, variables: &[(&str, &str)]) -> Answer {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("config")).unwrap();
    fs::write(folder.path().join("config/production.toml"), file).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_compared"));
    command.arg(library).current_dir(&folder).env_clear();
    if library == "rehearsal" {
        command.env("APP_ENV", "production");
    }
    let variables = variables.iter().copied();
    let Output {
        status,
        stdout,
        stderr,
    } = command.envs(variables).output().unwrap();
    let text = [stdout, stderr].concat();
    Answer {
        loaded: status.success(),
        text: String::from_utf8(text).unwrap(),
    }
}

/// One row: what is asked of each library, and what its answer comes to.
fn row(name: &str, file: &str, variables: &[(&str, &str)], cell: fn(&Answer) -> String) -> String {
    let cells: Vec<_> = LIBRARIES
        .iter()
        .map(|library| cell(&ask(library, file, variables)))
        .collect();
    format!("| {name} | {} |", cells.join(" | "))
}

fn unknown(answer: &Answer) -> String {
    let told = !answer.loaded && answer.text.to_lowercase().contains("prot");
    if told { "refused" } else { "ignored" }.to_owned()
}

fn three(answer: &Answer) -> String {
    let told = ["port", "workers", "password"].map(|key| answer.shows(key));
    told.iter().filter(|told| **told).count().to_string()
}

fn line(answer: &Answer) -> String {
    let found = answer.shows("line 2") || answer.shows("config/production.toml:2:");
    if found { "yes" } else { "no" }.to_owned()
}

fn shown(answer: &Answer) -> String {
    assert!(!answer.loaded, "{}", answer.text);
    if answer.shows("hunter2") {
        "**yes**"
    } else {
        "no"
    }
    .to_owned()
}

fn started(answer: &Answer) -> String {
    if answer.loaded { "accepted" } else { "refused" }.to_owned()
}

fn table() -> String {
    let file = "workers = 1\nport = \"x\"\n";
    let digits = [("APP_PASSWORD", "00123456789012345678")];
    let placeholder = [("APP_PASSWORD", "changeme")];
    let quotes = "password = hunter2hunter2x\n";
    [
        format!("| | {} |", LIBRARIES.join(" | ")),
        format!("|{}", " --- |".repeat(LIBRARIES.len() + 1)),
        row(
            "a misspelt variable is",
            "",
            &[PASSWORD, ("APP_PROT", "1")],
            unknown,
        ),
        row(
            "a misspelt key in a file is",
            "prot = 1\n",
            &[PASSWORD],
            unknown,
        ),
        row(
            "of three mistakes it reports",
            "port = \"x\"\nworkers = 300\n",
            &[],
            three,
        ),
        row("the line of a wrong type is given", file, &[PASSWORD], line),
        row(
            "a password whose quotes are missing is shown",
            quotes,
            &[],
            shown,
        ),
        row(
            "a password of digits in a variable is",
            "",
            &digits,
            started,
        ),
        row(
            "`changeme` as production's password is",
            "",
            &placeholder,
            started,
        ),
    ]
    .join("\n")
}

#[test]
fn the_table_of_the_front_page_is_what_happens() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md"));
    let table = table();
    assert!(readme.unwrap().contains(&table), "\n{table}");
}
