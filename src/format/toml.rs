//! TOML: one pass over the parser's events gives values, places and all errors.

mod flaws;
mod reader;
mod scalar;
mod statements;
mod tables;
#[cfg(test)]
mod tests;
mod wrong;

use toml_parser::Source;
use toml_parser::parser::{parse_document, parse_value};

use self::reader::{Met, Reader, Sink};
use self::statements::Statements;
use super::{Flaw, Parsed};
use crate::value::tree::Node;

/// Text up to this length is parsed in one go, if nothing is wrong with it.
const MOST_AT_ONCE: usize = 64 * 1024;

/// Reads the text of one file, which is the layer with this number.
pub(crate) fn read(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let at_once = (text.len() <= MOST_AT_ONCE).then(|| whole(text, layer, depth_limit));
    at_once
        .flatten()
        .unwrap_or_else(|| by_statement(text, layer, depth_limit))
}

/// Reads a text without an error; none where there is one.
fn whole(text: &str, layer: u16, depth_limit: usize) -> Option<Parsed<'_>> {
    let met = Met::default();
    let mut reader = Reader::new(text, layer, depth_limit, &met);
    let tokens = Source::new(text).lex().into_vec();
    parse_document(&tokens, &mut reader, &mut Sink(&met));
    reader.end();
    reader.is_flawless().then(|| reader.into_parsed())
}

/// Reads a text of which some statements are broken, and keeps few tokens of it.
fn by_statement(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let met = Met::default();
    let mut reader = Reader::new(text, layer, depth_limit, &met);
    let mut statements = Statements::new(text);
    let mut tokens = Vec::new();
    while let Some(base) = statements.next(&mut tokens) {
        if reader.begin(base, statements.goes_on()) {
            parse_document(&tokens, &mut reader, &mut Sink(&met));
        }
        reader.end();
    }
    reader.into_parsed()
}

/// Reads a text that is one value.
///
/// # Errors
///
/// The first thing that is wrong with the value.
pub(crate) fn value(text: &str, depth_limit: usize) -> Result<Node<'_>, Option<Flaw>> {
    let met = Met::default();
    let mut reader = Reader::new(text, 0, depth_limit, &met);
    let tokens = Source::new(text).lex().into_vec();
    parse_value(&tokens, &mut reader, &mut Sink(&met));
    reader.into_value()
}

/// What makes a statement of a value.
pub(crate) const NAME: &str = "v=";

/// As [`value`], of a text of which few tokens are to be kept; behind [`NAME`].
pub(crate) fn long_value(text: &str, depth_limit: usize) -> Option<Node<'static>> {
    let statement = format!("{NAME}{text}");
    let parsed = by_statement(&statement, 0, depth_limit);
    let mut root = parsed.flaws.is_empty().then_some(parsed.root)?.into_owned();
    let mut entries = root.take_entries().into_iter();
    let (value, None) = (entries.next()?.node, entries.next()) else {
        return None;
    };
    Some(value)
}
