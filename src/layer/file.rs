//! A file of the config directory, or one embedded in the program, as a layer.

pub(crate) mod names;
mod unset;

use std::path::Path;

pub(crate) use self::unset::UNSET;
use crate::format::{Format, MOST_LEVELS};
use crate::layer::source::{Layer, Source};
use crate::layer::words;
use crate::report::problem::Problem;
use crate::schema::Schema;
use crate::system::{ReadError, System};
use crate::value::origin::{Lines, Site};
use crate::value::tree::{Entry, Node, Table, Value};

/// Reads the text of one file as the layer with this number.
pub(crate) fn read<'a>(
    path: &'a Path,
    text: &'a str,
    number: u16,
    depth_limit: usize,
    schema: &'static Schema,
    problems: &mut Vec<Problem>,
) -> Layer<'a> {
    let depth_limit = depth_limit.min(MOST_LEVELS);
    let mut parsed = Format::of(path).read(text, number, depth_limit);
    if schema.field(EDITORS).is_none() {
        for_editors(&mut parsed.root);
    }
    let mut layer = Layer {
        source: Source::File {
            path,
            text,
            lines: Lines::default(),
        },
        root: Node::new(Value::Table(parsed.root), Site::entry(number, 0)),
        lost: parsed.lost.into(),
    };
    let flaws = parsed.flaws.iter();
    problems.extend(flaws.map(|flaw| words::flaw(&layer, flaw, depth_limit, schema)));
    let unsets = layer
        .root
        .as_table()
        .is_some_and(|root| root.get(UNSET).is_some());
    if unsets && schema.field(UNSET).is_none() {
        unset::apply(&mut layer, schema, problems);
    }
    layer
}

/// The key under which a file says to editors where its JSON Schema is.
pub(crate) const EDITORS: &str = "$schema";

/// Takes out of a file what it says to editors, and not to the program.
fn for_editors(root: &mut Table<'_>) {
    let is_text = |entry: &Entry<'_>| matches!(entry.node.value, Value::String(_));
    if root.get(EDITORS).is_some_and(is_text) {
        let mut entries = root.take_entries();
        entries.retain(|entry| entry.key != EDITORS);
        *root = Table::from_sorted(entries);
    }
}

/// Reads a file of text; none where there is none.
///
/// # Errors
///
/// If it is there and cannot be read.
pub(crate) fn read_text(
    host: &dyn System,
    path: &Path,
    limit: u64,
) -> Result<Option<String>, Box<Problem>> {
    match host.read(path, limit) {
        Ok(bytes) => text(path, bytes).map(Some),
        Err(ReadError::Missing) => Ok(None),
        Err(error) => Err(Box::new(words::unreadable(path, &error, limit))),
    }
}

/// Takes the bytes of a file for text.
///
/// # Errors
///
/// If they are not UTF-8, which may be because they are UTF-16.
pub(crate) fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Box<Problem>> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Box::new(words::utf16(path)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        Box::new(words::not_utf8(path, error.as_bytes(), offset))
    })
}
