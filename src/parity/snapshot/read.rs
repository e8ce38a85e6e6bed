//! Snapshots from JSON that others may have changed.
//!
//! No message has a part of the text in it: what was taken for a snapshot may
//! be anything.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;
use serde_json::error::Category;

use super::{Format, Snapshot};
use crate::report::problem::{Code, Place, Problem};
use crate::value::origin::{Origin, Position};

/// What keeps a text from being a snapshot.
#[derive(Debug)]
pub(super) struct Flaw {
    message: String,
    help: &'static str,
    /// Line and column, where they are known.
    at: Option<(usize, usize)>,
}

const DAMAGED: &str = "take the snapshot again; it must not be edited";

impl Flaw {
    fn of(message: &str, error: &serde_json::Error) -> Self {
        let message = match error.classify() {
            Category::Eof => "the snapshot is truncated",
            Category::Syntax | Category::Io => "not a snapshot: it is not JSON",
            Category::Data => message,
        };
        Self {
            message: message.to_owned(),
            help: DAMAGED,
            at: Some((error.line().max(1), error.column().max(1))),
        }
    }

    fn twice() -> Self {
        Self {
            message: "the snapshot is corrupt: it contains a setting twice".to_owned(),
            help: DAMAGED,
            at: None,
        }
    }

    fn too_new(format: u64) -> Self {
        Self {
            message: format!(
                "the snapshot has format {format}, but this program reads format {}",
                Format::NUMBER
            ),
            help: "update rehearsal, or take the snapshot again with this version",
            at: None,
        }
    }

    pub(super) fn problem(self, path: &Path) -> Box<Problem> {
        let origin = match self.at {
            Some((line, column)) => Origin::File(Position::at(path.to_owned(), line, column)),
            None => Origin::WholeFile(path.to_owned()),
        };
        let problem = Problem::new(Code::Snapshot, self.message)
            .with_place(Place::new(origin, ""))
            .with_help(self.help);
        Box::new(problem)
    }
}

/// What snapshots of all formats start with.
#[derive(Deserialize)]
struct Head {
    format: u64,
}

/// Reads the text of a snapshot.
pub(super) fn snapshot(text: &str) -> Result<Snapshot, Flaw> {
    let head: Head = serde_json::from_str(text)
        .map_err(|error| Flaw::of("not a snapshot: it has no format number", &error))?;
    if head.format > Format::NUMBER {
        return Err(Flaw::too_new(head.format));
    }
    let snapshot: Snapshot =
        serde_json::from_str(text).map_err(|error| Flaw::of("the snapshot is corrupt", &error))?;
    let mut keys = HashSet::new();
    if !snapshot
        .settings
        .iter()
        .all(|entry| keys.insert(&entry.key))
    {
        return Err(Flaw::twice());
    }
    Ok(snapshot)
}
