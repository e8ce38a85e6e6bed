//! JSON as its standard has it: one parse gives values and places.

#[cfg(feature = "json")]
mod broken;
#[cfg(feature = "json")]
mod file;
#[cfg(feature = "json")]
mod said;

use std::borrow::Cow;

use jsonc_parser::ast::{Object, ObjectPropName, StringLit, Value as Written};
use jsonc_parser::common::{Range as Place, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, ParseResult, parse_to_ast};

use super::{Flaw, FlawKind, Read, Sentence, duplicates, number};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

#[cfg(feature = "json")]
pub(super) const READ: Option<Read> = Some(file::read);
#[cfg(not(feature = "json"))]
pub(super) const READ: Option<Read> = None;

const LINE_BREAK: Sentence = (
    "unclosed string on this line",
    "close it with `\"`, or write a line break as `\\n`",
);
const CONTROL: Sentence = (
    "control character in a string",
    "write it as `\\u` and four digits; a tab is `\\t`",
);

/// Reads a text that is one value.
///
/// # Errors
///
/// What is wrong with the value; nothing where the text is none of JSON's.
pub(super) fn value(text: &str, depth_limit: usize) -> Result<Node<'_>, Option<Flaw>> {
    let mut reading = Reading::new(text, 0);
    if let Some(deep) = too_deep(text, depth_limit) {
        let site = reading.site(Place::new(deep, deep + 1));
        return Err(Some(Flaw::new(FlawKind::TooDeep, site)));
    }
    let node = reading.parsed(text).ok_or(None)?;
    match reading.flaws.into_iter().next() {
        Some(flaw) => Err(Some(flaw)),
        None => Ok(node),
    }
}

/// The way from the parser's tree to ours.
struct Reading<'a> {
    layer: u16,
    /// The bytes of a byte order mark, which the parser does not see.
    mark: usize,
    /// Where in the text the part begins that the parser sees.
    base: usize,
    text: &'a str,
    flaws: Vec<Flaw>,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, layer: u16) -> Self {
        let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        Self {
            layer,
            mark,
            base: 0,
            text: &text[mark..],
            flaws: Vec::new(),
        }
    }

    /// What the parser makes of the body; none where it stops at an error.
    fn parsed<'b>(&mut self, body: &'b str) -> Option<Node<'b>> {
        match parse_to_ast(body, &CollectOptions::default(), &STRICT) {
            Ok(ParseResult {
                value: Some(value), ..
            }) => Some(self.node(value)),
            _ => None,
        }
    }

    fn table<'b>(&mut self, object: Object<'b>) -> Table<'b> {
        let entries = object.properties.into_iter().map(|property| {
            let key_site = self.site(property.name.range());
            let key = match property.name {
                ObjectPropName::String(name) => self.string(name),
                ObjectPropName::Word(name) => Cow::Borrowed(name.value),
            };
            Entry {
                key,
                key_site,
                node: self.node(property.value),
            }
        });
        let entries = entries.collect();
        duplicates::table_of(entries, &mut self.flaws)
    }

    fn node<'b>(&mut self, value: Written<'b>) -> Node<'b> {
        let site = self.site(value.range());
        let value = match value {
            Written::StringLit(text) => Value::String(self.string(text)),
            Written::NumberLit(text) => number::of(text.value),
            Written::BooleanLit(bool) => Value::Bool(bool.value),
            Written::NullKeyword(_) => Value::Null,
            Written::Object(object) => return Node::braced(self.table(object), site),
            Written::Array(array) => {
                let nodes = array.elements.into_iter().map(|value| self.node(value));
                Value::List(nodes.collect())
            }
        };
        Node::new(value, site)
    }

    /// The parser accepts control characters in strings; JSON does not.
    fn string<'b>(&mut self, text: StringLit<'b>) -> Cow<'b, str> {
        let start = text.range.start + self.base;
        let written = &self.text[start..text.range.end + self.base];
        if let Some(at) = written.find(|c: char| c < ' ') {
            let what = match self.text.as_bytes()[start + at] {
                b'\n' | b'\r' => LINE_BREAK,
                _ => CONTROL,
            };
            let site = self.site(Place::new(text.range.start, text.range.start + 1));
            self.flaws.push(Flaw::syntax(what, site));
        }
        text.value
    }

    fn site(&self, range: Place) -> Site {
        Site::bytes(
            self.layer,
            &(range.start + self.mark + self.base..range.end + self.mark + self.base),
        )
    }
}

/// JSON as its standard has it, and nothing more.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The first list or object that is nested deeper than the limit.
///
/// Looked for before parsing, because the parser recurses.
fn too_deep(text: &str, limit: usize) -> Option<usize> {
    let mut open = 0_usize;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b'[' | b'{' if open > limit => return Some(at),
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn skip_string(bytes: &mut impl Iterator<Item = (usize, u8)>) {
    while let Some((_, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return,
            _ => {}
        }
    }
}
