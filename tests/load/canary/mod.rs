//! One secret, planted in every kind of mistake and source, and searched in every
//! output. No part of it may be shown, and what is shown may not depend on it.

mod outputs;
mod settings;
mod sources;
mod texts;
mod values;
mod worlds;
mod write;

use std::fmt::Write;

use rehearsal::Loader;
use rehearsal::system::Memory;

use self::outputs::{Outputs, all, every, of_start};
use self::sources::Source;
use self::values::Row;
use self::worlds::{World, planted};

/// Two secrets of different lengths, that share no run of three letters.
const SECRETS: [&str; 2] = ["Zk9wQv7pXr4mTb2n", "hG3dLs8yJc6fWz5aUi1oNq0tVx"];

/// The fewest characters that count as a part of the secret.
const PART: usize = 4;

/// What has to become of the load.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Refused,
    Accepted,
    /// Whether a text is refused is up to the type that reads it.
    Either,
}

/// The first part of the secret that is in the text, in any case.
fn part_of(secret: &str, text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let secret = secret.to_lowercase();
    (0..=secret.len() - PART)
        .map(|at| &secret[at..at + PART])
        .find(|part| text.contains(part))
        .map(str::to_owned)
}

/// What comes before a column: a place, and no value.
const COLUMNS: [&str; 9] = [
    "column: ",
    "\"column\": ",
    "\"startColumn\": ",
    ",col=",
    ".toml:",
    ".json:",
    ".yaml:",
    ".env:",
    "column\":",
];

fn without_columns(text: &str) -> String {
    let mut kept = String::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for column in COLUMNS {
            while let Some(at) = line.find(column) {
                let start = at + column.len();
                let len = line[start..]
                    .find(|c: char| !c.is_ascii_digit() && c != ':')
                    .unwrap_or(line.len() - start);
                line.replace_range(at..start + len, "");
            }
        }
        kept.push_str(&line);
        kept.push('\n');
    }
    kept
}

/// What is wrong with the outputs of one situation.
fn flaws(
    name: &str,
    start: Start,
    outputs: fn(&Loader) -> Outputs,
    situation: impl Fn(&str) -> Loader,
) -> String {
    let mut flaws = String::new();
    let outputs = SECRETS.map(|secret| {
        let Outputs {
            text,
            page,
            started,
        } = outputs(&situation(secret));
        if start != Start::Either && started != (start == Start::Accepted) {
            let _ = writeln!(flaws, "## {name}: started is {started}\n{text}");
        }
        if let Some(part) = part_of(secret, &(text.clone() + &page)) {
            let shown = text
                .lines()
                .chain(page.lines())
                .filter(|line| line.to_lowercase().contains(&part));
            let shown: Vec<_> = shown.take(4).collect();
            let _ = writeln!(flaws, "## {name}: shows {part}\n{}", shown.join("\n"));
        }
        without_columns(&text)
    });
    if outputs[0] != outputs[1] {
        let mut lines = outputs[0].lines().zip(outputs[1].lines());
        let differs = lines.find(|(one, other)| one != other);
        let _ = writeln!(flaws, "## {name}: differs with the secret\n{differs:#?}");
    }
    flaws
}

#[track_caller]
fn no_flaw(flaws: impl IntoIterator<Item = String>) {
    let flaws: String = flaws.into_iter().collect();
    assert!(flaws.is_empty(), "{flaws}");
}

/// Every value of every table, from one source.
#[track_caller]
fn nothing_is_shown_from(source: Source) {
    let refused = [values::WRONG_TYPES, values::WRONG_PLACES, values::URLS];
    let refused = refused
        .into_iter()
        .flatten()
        .map(|row| (row, Start::Refused));
    let unmarked = values::UNMARKED.iter().map(|row| (row, Start::Either));
    let fine = values::FINE.iter().map(|row| (row, Start::Accepted));
    let rows = refused.chain(unmarked).chain(fine);
    let rows = rows.filter(|((_, settings), _)| source.can_hold(settings));
    no_flaw(rows.map(|((name, settings), start)| {
        let start = if source.is_typed() {
            start
        } else {
            Start::Either
        };
        let in_test = |secret: &str| source.loader(settings, secret, "test");
        let in_production = |secret: &str| source.loader(settings, secret, "production");
        let outputs = if source.has_all_outputs() {
            all
        } else {
            of_start
        };
        let there = format!("{name}, in production");
        flaws(name, start, outputs, in_test)
            + &flaws(&there, Start::Either, of_start, in_production)
    }));
}

macro_rules! sources {
    ($($(#[$cfg:meta])? $name:ident: $source:ident),+ $(,)?) => {$(
        $(#[$cfg])?
        #[test]
        fn $name() {
            nothing_is_shown_from(Source::$source);
        }
    )+};
}

sources! {
    no_secret_in_toml_is_shown: Toml,
    no_secret_in_toml_on_one_line_is_shown: TomlInline,
    #[cfg(feature = "json")]
    no_secret_in_json_is_shown: Json,
    #[cfg(feature = "json")]
    no_secret_in_json_on_one_line_is_shown: JsonOnOneLine,
    #[cfg(feature = "yaml")]
    no_secret_in_yaml_is_shown: Yaml,
    no_secret_in_an_embedded_file_is_shown: Embedded,
    no_secret_of_a_provider_is_shown: Provider,
    #[cfg(feature = "dotenv")]
    no_secret_in_a_dotenv_file_is_shown: Dotenv,
    no_secret_in_a_variable_is_shown: Variables,
    no_secret_in_a_variable_of_a_part_is_shown: DeepVariables,
    no_secret_in_an_override_is_shown: Overrides,
    no_secret_in_a_secret_file_is_shown: SecretFiles,
    no_secret_in_the_file_of_a_twin_is_shown: Twins,
    no_secret_that_is_overridden_is_shown: Layered,
}

#[track_caller]
fn nothing_of_these_files_is_shown(rows: &[Row], path: &str) {
    no_flaw(rows.iter().map(|(name, text)| {
        flaws(name, Start::Refused, all, |secret| {
            let host = Memory::new()
                .variable("CADENCE_ENV", "test")
                .file("config/test.toml", "")
                .file(path, text.replace("{s}", secret));
            Loader::new("CADENCE").system(host)
        })
    }));
}

#[test]
fn no_secret_beside_a_mistake_in_toml_is_shown() {
    nothing_of_these_files_is_shown(texts::TOML, "config/default.toml");
}

#[cfg(feature = "json")]
#[test]
fn no_secret_beside_a_mistake_in_json_is_shown() {
    nothing_of_these_files_is_shown(texts::JSON, "config/default.json");
}

#[cfg(feature = "yaml")]
#[test]
fn no_secret_beside_a_mistake_in_yaml_is_shown() {
    nothing_of_these_files_is_shown(texts::YAML, "config/default.yaml");
}

#[cfg(feature = "dotenv")]
#[test]
fn no_secret_beside_a_mistake_in_a_dotenv_file_is_shown() {
    no_flaw(texts::DOTENV.iter().map(|(name, text)| {
        flaws(name, Start::Either, all, |secret| {
            let host = Memory::new()
                .variable("CADENCE_ENV", "test")
                .file(".env", text.replace("{s}", secret));
            Loader::new("CADENCE").system(host)
        })
    }));
}

/// One situation in so many is searched in every format of every call.
#[track_caller]
fn nothing_of_these_worlds_is_shown(worlds: &[World], start: Start, one_in: usize) {
    no_flaw(worlds.iter().enumerate().map(|(at, (name, plants))| {
        let outputs = if at % one_in == 0 { every } else { all };
        flaws(name, start, outputs, |secret| planted(plants, secret))
    }));
}

#[test]
fn no_secret_in_the_wrong_place_of_a_process_is_shown() {
    nothing_of_these_worlds_is_shown(worlds::REFUSED, Start::Refused, 12);
}

#[test]
fn no_secret_of_a_program_that_starts_is_shown() {
    nothing_of_these_worlds_is_shown(worlds::ACCEPTED, Start::Accepted, 1);
}
