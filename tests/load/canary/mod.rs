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

use self::outputs::{Outputs, of_start, of_turn};
use self::sources::Source;
use self::values::Row;
use self::worlds::{World, planted};

/// Secrets of different lengths that share no run of four letters: two that are random,
/// and one that looks like any other word.
const SECRETS: [&str; 3] = [
    "Zk9wQv7pXr4mTb2n",
    "hG3dLs8yJc6fWz5aUi1oNq0tVx",
    "mulberryhollyhock",
];

/// The secrets that are known for what they are by their looks.
const RANDOM: &[&str] = SECRETS.split_at(2).0;

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
    let secret = secret.to_ascii_lowercase();
    let parts: Vec<_> = secret.as_bytes().windows(PART).collect();
    // Few places of a text are asked for more than their first two letters.
    let pair = |part: &[u8]| usize::from(part[0]) << 8 | usize::from(part[1]);
    let mut begins = vec![false; 1 << 16];
    for part in &parts {
        begins[pair(part)] = true;
    }
    let text = text.to_ascii_lowercase();
    let mut shown = text.as_bytes().windows(PART);
    let shown = shown.find(|shown| begins[pair(shown)] && parts.contains(shown))?;
    Some(String::from_utf8_lossy(shown).into_owned())
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

fn without_columns(line: &str) -> String {
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
    line
}

/// The first lines that are not the same, but for their columns.
fn difference<'t>(one: &'t str, other: &'t str) -> Option<(&'t str, &'t str)> {
    let rest = ["\u{0}"];
    let mut lines = one.lines().chain(rest).zip(other.lines().chain(rest));
    // The columns of a table are as wide as the places in it.
    let words = |line| without_columns(line).split_whitespace().collect::<String>();
    lines.find(|(one, other)| one != other && words(one) != words(other))
}

/// What is wrong with the outputs of one situation.
fn flaws(
    name: &str,
    secrets: &[&str],
    start: Start,
    outputs: impl Fn(&Loader) -> Outputs,
    situation: impl Fn(&str) -> Loader,
) -> String {
    let mut flaws = String::new();
    let mut texts = Vec::new();
    for secret in secrets {
        let Outputs {
            text,
            page,
            started,
        } = outputs(&situation(secret));
        if start != Start::Either && started != (start == Start::Accepted) {
            let _ = writeln!(flaws, "## {name}: started is {started}\n{text}");
        }
        if let Some(part) = part_of(secret, &text).or_else(|| part_of(secret, &page)) {
            let shown = text
                .lines()
                .chain(page.lines())
                .filter(|line| line.to_lowercase().contains(&part));
            let shown: Vec<_> = shown.take(4).collect();
            let _ = writeln!(flaws, "## {name}: shows {part}\n{}", shown.join("\n"));
        }
        texts.push(text);
    }
    for text in &texts[1..] {
        if let Some(differs) = difference(&texts[0], text) {
            let _ = writeln!(flaws, "## {name}: differs with the secret\n{differs:#?}");
        }
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
        .map(|row| (row, Start::Refused, &SECRETS[..]));
    let either = |row| (row, Start::Either, &SECRETS[..]);
    let unmarked = values::UNMARKED.iter().map(either);
    let random = values::RANDOM.iter();
    let random = random.map(|row| (row, Start::Either, RANDOM));
    let fine = values::FINE.iter();
    let fine = fine.map(|row| (row, Start::Accepted, &SECRETS[..]));
    let rows = refused
        .chain(unmarked)
        .chain(random)
        .chain(fine)
        .enumerate();
    let rows = rows.filter(|(_, ((_, settings), ..))| source.can_hold(settings));
    no_flaw(rows.map(|(at, ((name, settings), start, secrets))| {
        let start = if source.is_typed() {
            start
        } else {
            Start::Either
        };
        let in_test = |secret: &str| source.loader(settings, secret, "test");
        let in_production = |secret: &str| source.loader(settings, secret, "production");
        let turn = |loader: &Loader| of_turn(loader, at + source as usize, 50);
        let there = format!("{name}, in production");
        flaws(name, secrets, start, turn, in_test)
            + &flaws(&there, secrets, Start::Either, of_start, in_production)
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
fn nothing_of_these_files_is_shown(rows: &[Row], secrets: &[&str], path: &str) {
    no_flaw(rows.iter().enumerate().map(|(at, (name, text))| {
        let turn = |loader: &Loader| of_turn(loader, at, 10);
        flaws(name, secrets, Start::Refused, turn, |secret| {
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
    nothing_of_these_files_is_shown(texts::TOML, &SECRETS, "config/default.toml");
    nothing_of_these_files_is_shown(texts::RANDOM_TOML, RANDOM, "config/default.toml");
}

#[cfg(feature = "json")]
#[test]
fn no_secret_beside_a_mistake_in_json_is_shown() {
    nothing_of_these_files_is_shown(texts::JSON, &SECRETS, "config/default.json");
}

#[cfg(feature = "yaml")]
#[test]
fn no_secret_beside_a_mistake_in_yaml_is_shown() {
    nothing_of_these_files_is_shown(texts::YAML, &SECRETS, "config/default.yaml");
}

#[cfg(feature = "dotenv")]
#[test]
fn no_secret_beside_a_mistake_in_a_dotenv_file_is_shown() {
    no_flaw(texts::DOTENV.iter().enumerate().map(|(at, (name, text))| {
        let turn = |loader: &Loader| of_turn(loader, at, 10);
        flaws(name, &SECRETS, Start::Either, turn, |secret| {
            let host = Memory::new()
                .variable("CADENCE_ENV", "test")
                .file(".env", text.replace("{s}", secret));
            Loader::new("CADENCE").system(host)
        })
    }));
}

/// One in so many of the ways to ask is tried in each situation.
#[track_caller]
fn nothing_of_these_worlds_is_shown(
    worlds: &[World],
    secrets: &[&str],
    start: Start,
    one_in: usize,
) {
    no_flaw(worlds.iter().enumerate().map(|(at, (name, plants))| {
        let turn = |loader: &Loader| of_turn(loader, at, one_in);
        flaws(name, secrets, start, turn, |secret| planted(plants, secret))
    }));
}

#[test]
fn no_secret_in_the_wrong_place_of_a_process_is_shown() {
    nothing_of_these_worlds_is_shown(worlds::REFUSED, &SECRETS, Start::Refused, 10);
    nothing_of_these_worlds_is_shown(worlds::RANDOM, RANDOM, Start::Refused, 10);
}

#[test]
fn no_secret_of_a_program_that_starts_is_shown() {
    nothing_of_these_worlds_is_shown(worlds::ACCEPTED, &SECRETS, Start::Accepted, 1);
}
