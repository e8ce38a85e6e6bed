//! The house has floors: what is in a room asks only the rooms below it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the crate, from the ground up.
const ROOMS: &[&str] = &[
    "system",
    "resource",
    "value",
    "environment",
    "format",
    "coerce",
    "report",
    "schema",
    "layer",
    "resolve",
    "check",
    "read",
    "load",
    "explain",
    "generate",
    "parity",
    "testing",
    "command",
    // Pages for readers.
    "guide",
    // What generated code calls.
    "private",
];

/// The files of the derive, from the ground up.
const DERIVE: &[&str] = &[
    "mistakes",
    "files",
    "case",
    "literal",
    "model",
    "items",
    "attributes",
    "generics",
    "foreign",
    "garde",
    "fit",
    "adapters",
    "defaults",
    "values",
    "variables",
    "conditions",
    "allowances",
    "probes",
    "forms",
    "parse",
    "check",
    "rules",
    "row",
    "emit",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The lines of code of a file that are not those of its tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].lines().enumerate();
    lines
        .map(|(number, line)| (number + 1, line.trim()))
        .filter(|(_, line)| !line.starts_with("//"))
}

/// The modules of the crate that a line names.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
    let parts = line.split("crate::").skip(1);
    parts.map(move |part| part.split(is_end).next().unwrap_or_default())
}

#[track_caller]
fn climbs(source: &str, floors: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
    let number: BTreeMap<&str, usize> = floors.iter().copied().zip(0..).collect();
    let mut all = Vec::new();
    files(&root, &mut all);
    assert!(all.len() > floors.len(), "no files in {source}");
    let mut wrong = Vec::new();
    for path in &all {
        let below = path.strip_prefix(&root).unwrap();
        let is_test = below.components().any(|part| part.as_os_str() == "tests");
        let front = below.iter().next().and_then(|name| name.to_str()).unwrap();
        let room = front.trim_end_matches(".rs");
        if room == "lib" || is_test || below.ends_with("tests.rs") {
            continue;
        }
        let Some(own) = number.get(room) else {
            wrong.push(format!(
                "{source}/{front}: the room `{room}` is on no floor"
            ));
            continue;
        };
        let text = fs::read_to_string(path).unwrap();
        for (line, text) in code(&text) {
            for name in named(text) {
                if number.get(name).is_none_or(|floor| floor > own) {
                    let path = below.display();
                    wrong.push(format!("{source}/{path}:{line}: `{room}` asks `{name}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_room_asks_only_rooms_below_it() {
    climbs("src", ROOMS);
}

#[test]
fn a_file_of_the_derive_asks_only_files_below_it() {
    // OK because the derive is a package of its own, and not in that of the crate.
    if !Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("derive")
        .exists()
    {
        return;
    }
    climbs("derive/src", DERIVE);
}

#[test]
fn every_floor_has_a_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for room in ROOMS {
        assert!(root.join(format!("{room}.rs")).exists(), "{room}");
    }
}
