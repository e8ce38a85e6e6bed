//! The reader against the official suite, and against another reader.

mod differential;
mod parts;
mod recovery;
mod sentences;
mod structure;
mod suite;

use super::read;
use crate::format::{Flaw, FlawKind};
use crate::value::tree::{Table, Value};

/// What is wrong with a text, in the words of a report.
fn said(flaw: &Flaw) -> String {
    match &flaw.kind {
        FlawKind::Syntax { message, help, .. } => {
            format!("{message}; {}", help.unwrap_or_default())
        }
        FlawKind::Duplicate { first, key } => {
            let key = key.as_ref().map_or("", |key| key.as_str());
            let first = first.map(|first| first.start).unwrap_or_default();
            format!("duplicate `{key}`, first at {first}")
        }
        other => format!("{other:?}"),
    }
}

fn flaws(text: &str) -> Vec<String> {
    read(text, 0, 64).flaws.iter().map(said).collect()
}

/// A tree in short.
fn shape(table: &Table<'_>) -> String {
    let entries = table.entries().iter();
    let entries = entries.map(|entry| format!("{}: {}", entry.key, shape_of(&entry.node.value)));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

fn shape_of(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Bad => "?".to_owned(),
        Value::List(nodes) => {
            let nodes = nodes.iter().map(|node| shape_of(&node.value));
            format!("[{}]", nodes.collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) => shape(table),
        other => format!("{other:?}"),
    }
}
