//! JSON as its standard has it: one parse gives values and places.

#[cfg(feature = "json")]
mod broken;
#[cfg(feature = "json")]
mod file;
mod parts;
#[cfg(feature = "json")]
mod sentences;

use std::borrow::Cow;
use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectPropName, StringLit, Value as Written};
use jsonc_parser::common::{Range as Place, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use self::parts::Parts;
use super::{Flaw, FlawKind, MOST_AT_ONCE, Read, Sentence, duplicates, number};
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
    /// The most bytes that are parsed in one go, of a list or an object.
    most_at_once: usize,
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
            most_at_once: MOST_AT_ONCE,
            flaws: Vec::new(),
        }
    }

    /// What the parser makes of the body; none where it stops at an error.
    fn parsed<'b>(&mut self, body: &'b str) -> Option<Node<'b>> {
        let flaws = self.flaws.len();
        let node = self.part(body, 0..body.len());
        if node.is_none() {
            self.flaws.truncate(flaws);
        }
        node
    }

    /// As [`parsed`](Self::parsed), of a value that is a part of the body.
    fn part<'b>(&mut self, body: &'b str, at: Range<usize>) -> Option<Node<'b>> {
        if at.len() > self.most_at_once
            && let Some(parts) = Parts::of(body, at.clone())
        {
            return self.parts(body, parts);
        }
        let parsed = parse_to_ast(&body[at.clone()], &CollectOptions::default(), &STRICT);
        let value = parsed.ok()?.value?;
        self.base = at.start;
        let node = self.node(value);
        self.base = 0;
        Some(node)
    }

    /// Reads a list or an object part by part, since a tree takes much more memory than
    /// what it is made into.
    fn parts<'b>(&mut self, body: &'b str, parts: Parts<'b>) -> Option<Node<'b>> {
        let site = self.site(Place::new(parts.at().start, parts.at().end));
        if parts.is_list() {
            let nodes = parts.map(|part| self.part(body, part?));
            return Some(Node::new(Value::List(nodes.collect::<Option<_>>()?), site));
        }
        let entries = parts.map(|part| self.entry(body, part?));
        let entries = entries.collect::<Option<_>>()?;
        Some(Node::braced(
            duplicates::table_of(entries, &mut self.flaws),
            site,
        ))
    }

    fn entry<'b>(&mut self, body: &'b str, at: Range<usize>) -> Option<Entry<'b>> {
        let colon = parts::colon(body, &at)?;
        let key = self.part(body, at.start..colon)?;
        let Value::String(name) = key.value else {
            return None;
        };
        Some(Entry {
            key: name,
            key_site: key.site,
            node: self.part(body, colon + 1..at.end)?,
        })
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

/// Goes behind the string that is begun.
fn skip_string(bytes: &mut impl Iterator<Item = (usize, u8)>) {
    while let Some((_, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'"' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is made of a text whose lists and objects are parsed so.
    fn parsed(text: &str, most_at_once: usize) -> String {
        let mut reading = Reading {
            most_at_once,
            ..Reading::new(text, 0)
        };
        let node = reading.parsed(reading.text);
        format!("{node:?} {:?}", reading.flaws)
    }

    const PARTS: &[&str] = &[
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "\"a\"",
        "\"b\": ",
        "\"\\\"]\"",
        "1",
        "-2.5e3",
        "true",
        "null",
        " ",
        "\n",
        "\t",
        "\u{fc}",
        "[1, 2]",
        "{\"a\": [], \"b\": {}}",
        "\"\u{7}\"",
        "//",
    ];

    proptest! {
        #[test]
        fn part_by_part_it_is_the_same(
            parts in prop::collection::vec(prop::sample::select(PARTS), 0..9),
            is_list in any::<bool>(),
        ) {
            let inner = parts.concat();
            let text = if is_list { format!("[{inner}]") } else { format!("{{\"a\": {inner}}}") };
            prop_assert_eq!(parsed(&text, 0), parsed(&text, usize::MAX), "{}", text);
        }
    }

    #[test]
    fn a_text_of_many_parts_is_read_as_one() {
        let text = "{\"a\": [1, [\"b\", {\"c\": [ ], \"c\": null}]], \"\u{fc}\" : \"]\"}";
        assert_eq!(parsed(text, 0), parsed(text, usize::MAX));
    }
}
