//! Where a key that stands twice stands first.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Error, lines};

/// Where keys that stand in a text for the second time stand first.
///
/// Looked for in the text, which is a guess: an earlier header of the same name,
/// or an earlier key of the same section. For where there are too many of them to
/// ask the [parser](first_place).
pub(super) struct FirstPlaces(HashMap<usize, Range<usize>>);

impl FirstPlaces {
    /// Goes through the lines once; `errors` are in their order.
    pub(super) fn new<'e>(text: &str, errors: impl Iterator<Item = &'e Error>) -> Self {
        let mut duplicates = errors.filter(|error| error.is_duplicate()).peekable();
        let mut headers: HashMap<String, Range<usize>> = HashMap::new();
        let mut keys: HashMap<&str, Range<usize>> = HashMap::new();
        let mut found = HashMap::new();
        if duplicates.peek().is_none() {
            return Self(found);
        }
        for line in lines(text) {
            let content = &text[line.clone()];
            let header = header_name(content);
            let here = |error: &&Error| error.span.start <= line.end;
            while let Some(error) = duplicates.next_if(here) {
                let key = text.get(error.span.clone()).unwrap_or_default();
                let first = match &header {
                    Some(name) => headers.get(name),
                    None => keys.get(key),
                };
                found.extend(first.map(|first| (error.span.start, first.clone())));
            }
            let indent = content.len() - content.trim_start().len();
            let start = line.start + indent;
            if let Some(name) = header {
                keys.clear();
                headers
                    .entry(name)
                    .or_insert(start..start + content.trim().len());
            } else if let Some(key) = first_key(content) {
                keys.entry(key).or_insert(start..start + key.len());
            }
        }
        Self(found)
    }

    /// The first place of the key that stands at `start` again.
    pub(super) fn of(&self, start: usize) -> Option<&Range<usize>> {
        self.0.get(&start)
    }
}

fn header_name(line: &str) -> Option<String> {
    let inner = line.trim_start().strip_prefix('[')?;
    let name = inner.trim_start_matches('[').split(']').next()?;
    Some(name.split('.').map(str::trim).collect::<Vec<_>>().join("."))
}

/// Where the key that stands at `span` for the second time stands first.
///
/// The parser keeps one place of each key only. So the second one is given
/// another name of the same length: in the table that then has this name, the
/// first one is the other of the two.
pub(super) fn first_place(body: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let written = body.get(span.clone())?;
    let key = written.trim_matches(['"', '\'']);
    ['q', '_'].iter().find_map(|letter| {
        let name = letter.to_string().repeat(written.len());
        let mut renamed = body.to_owned();
        renamed.replace_range(span.clone(), &name);
        let (table, _) = DeTable::parse_recoverable(&renamed);
        let siblings = table_with(table.get_ref(), span.start)?;
        let first = siblings.iter().find(|(other, _)| other.get_ref() == key);
        first.map(|(first, _)| first.span())
    })
}

/// The table one of whose keys stands at this place.
fn table_with<'t, 'a>(table: &'t DeTable<'a>, at: usize) -> Option<&'t DeTable<'a>> {
    if table.iter().any(|(key, _)| key.span().start == at) {
        return Some(table);
    }
    table
        .iter()
        .find_map(|(_, value)| within(value.get_ref(), at))
}

/// The key that a line begins with, as it is written.
fn first_key(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let end = match line.chars().next()? {
        quote @ ('"' | '\'') => 1 + line[1..].find(quote)? + 1,
        _ => line.find(|c: char| matches!(c, '=' | '.') || c.is_whitespace())?,
    };
    let is_key = line[end..].trim_start().starts_with(['=', '.']);
    is_key.then(|| &line[..end])
}

fn within<'t, 'a>(value: &'t DeValue<'a>, at: usize) -> Option<&'t DeTable<'a>> {
    match value {
        DeValue::Table(table) => table_with(table, at),
        DeValue::Array(array) => array.iter().find_map(|value| within(value.get_ref(), at)),
        _ => None,
    }
}
