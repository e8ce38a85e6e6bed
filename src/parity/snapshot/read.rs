//! Snapshots from JSON that others may have changed.
//!
//! No message has a part of the text in it: what was taken for a snapshot may
//! be anything.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;
use serde_json::error::Category;

use super::{FORMAT, Snapshot};
use crate::report::problem::{Code, Place, Problem};
use crate::value::origin::{Origin, Position};

/// What snapshots of all formats start with.
#[derive(Deserialize)]
struct Head {
    format: u64,
}

/// Reads the text of a snapshot, which is at the path.
pub(super) fn snapshot(path: &Path, text: &str) -> Result<Snapshot, Box<Problem>> {
    let head: Head = serde_json::from_str(text)
        .map_err(|error| damaged(path, &error, "not a snapshot: it has no format number"))?;
    if head.format != FORMAT {
        let number = head.format;
        let message =
            format!("the snapshot has format {number}, but this program reads format {FORMAT}");
        let help = "update rehearsal, or take the snapshot again with this version";
        return Err(flaw(Origin::WholeFile(path.to_owned()), &message, help));
    }
    let snapshot: Snapshot = serde_json::from_str(text)
        .map_err(|error| damaged(path, &error, "the snapshot is corrupt"))?;
    let mut keys = HashSet::new();
    if !snapshot
        .settings
        .iter()
        .all(|entry| keys.insert(&entry.key))
    {
        let message = "the snapshot is corrupt: it contains a setting twice";
        return Err(flaw(Origin::WholeFile(path.to_owned()), message, DAMAGED));
    }
    Ok(snapshot)
}

const DAMAGED: &str = "take the snapshot again; it must not be edited";

fn damaged(path: &Path, error: &serde_json::Error, message: &str) -> Box<Problem> {
    let message = match error.classify() {
        Category::Eof => "the snapshot is truncated",
        Category::Syntax | Category::Io => "not a snapshot: it is not JSON",
        Category::Data => message,
    };
    let (line, column) = (error.line().max(1), error.column().max(1));
    let origin = Origin::File(Position::at(path.to_owned(), line, column));
    flaw(origin, message, DAMAGED)
}

fn flaw(origin: Origin, message: &str, help: &str) -> Box<Problem> {
    let problem = Problem::new(Code::Snapshot, message)
        .with_place(Place::new(origin, ""))
        .with_help(help);
    Box::new(problem)
}
