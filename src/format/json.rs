//! JSON as its standard has it: one parse gives values and places.

mod broken;
mod said;

use std::borrow::Cow;

use jsonc_parser::ast::{Object, ObjectPropName, StringLit, Value as Written};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseResult, parse_to_ast};

use super::inline::{STRICT_JSON, number};
use super::{Flaw, FlawKind, Lost, Parsed, Read, TOO_LARGE, duplicates, lost};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

pub(super) const READ: Option<Read> = Some(read);

fn read(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let mut reading = Reading {
        layer,
        mark,
        base: 0,
        text: &text[mark..],
        deep: Vec::new(),
        flaws: Vec::new(),
        lost: None,
    };
    let root = match too_deep(reading.text, depth_limit) {
        Some(deep) => reading.shallow(&deep),
        None => reading.whole(reading.text),
    };
    duplicates::name(&root, &mut reading.flaws);
    let lost = reading
        .lost
        .take()
        .unwrap_or_else(|| lost(text, layer, &reading.flaws));
    Parsed {
        root,
        lost,
        flaws: reading.flaws,
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
    /// Where what is nested too deep begins, in order.
    deep: Vec<u32>,
    flaws: Vec<Flaw>,
    /// The parts that could not be read, where that is known.
    lost: Option<Vec<Lost>>,
}

impl Reading<'_> {
    /// Reads all but what is nested too deep.
    fn shallow(&mut self, deep: &[std::ops::Range<usize>]) -> Table<'static> {
        let mut body = self.text.to_owned();
        for range in deep {
            body.replace_range(range.clone(), &format!("0{}", " ".repeat(range.len() - 1)));
            let site = self.site(Range::new(range.start, range.end));
            self.deep.push(site.start);
            self.flaws.push(Flaw::new(FlawKind::TooDeep, site));
        }
        self.whole(&body).into_owned()
    }

    fn whole<'b>(&mut self, body: &'b str) -> Table<'b> {
        let root = match parse_to_ast(body, &CollectOptions::default(), &STRICT_JSON) {
            Ok(ParseResult {
                value: Some(value), ..
            }) => Some(self.node(value)),
            _ => self.salvage(body),
        };
        root.map(|root| self.root(root)).unwrap_or_default()
    }

    #[cold]
    fn salvage<'b>(&mut self, body: &'b str) -> Option<Node<'b>> {
        let broken::Salvaged { root, lost } = broken::salvage(body, self);
        let lost = lost.iter().map(|range| Lost {
            within: Key::default(),
            site: self.site(Range::new(range.start, range.end)),
            is_anything: false,
        });
        self.lost = root.is_some().then(|| lost.collect());
        root
    }

    fn root<'b>(&mut self, root: Node<'b>) -> Table<'b> {
        let found = root.described();
        match root.value {
            Value::Table(table) => return table,
            Value::Bad => {}
            _ => self
                .flaws
                .push(Flaw::new(FlawKind::NoTable { found }, root.site)),
        }
        self.lost = None;
        Table::default()
    }

    /// Reads a text or a bare value that is a part of the body; none if it is neither,
    /// which is said.
    fn alone<'b>(&mut self, body: &'b str, range: &std::ops::Range<usize>) -> Option<Node<'b>> {
        let written = &body[range.clone()];
        match parse_to_ast(written, &CollectOptions::default(), &STRICT_JSON) {
            Ok(parsed) => {
                self.base = range.start;
                let node = parsed.value.map(|value| self.node(value));
                self.base = 0;
                node
            }
            Err(error) => {
                let is_text = written.starts_with('"');
                let at = if is_text { error.range().start } else { 0 };
                let site = self.site(Range::new(range.start + at, range.end));
                self.syntax(said::value(error.kind(), written), site);
                None
            }
        }
    }

    fn syntax(&mut self, said: said::Sentence, site: Site) {
        self.flaws.push(Flaw::syntax(said, site));
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
            _ if self.is_too_deep(site) => Value::Bad,
            Written::StringLit(text) => Value::String(self.string(text)),
            Written::NumberLit(text) => self.number(text.value, site),
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

    /// The parser lets control characters stand in strings; JSON does not.
    fn string<'b>(&mut self, text: StringLit<'b>) -> Cow<'b, str> {
        let start = text.range.start + self.base;
        let written = &self.text[start..text.range.end + self.base];
        if let Some(at) = written.find(|c: char| c < ' ') {
            let what = match self.text.as_bytes()[start + at] {
                b'\n' | b'\r' => said::LINE_BREAK,
                _ => said::CONTROL,
            };
            let site = self.site(Range::new(text.range.start, text.range.start + 1));
            self.flaws.push(Flaw::syntax(what, site));
        }
        text.value
    }

    fn number(&mut self, text: &str, site: Site) -> Value<'static> {
        let value = number(text);
        if matches!(value, Value::Float(float) if float.is_infinite()) {
            self.flaws.push(Flaw::syntax(TOO_LARGE, site));
            return Value::Bad;
        }
        value
    }

    fn is_too_deep(&self, site: Site) -> bool {
        self.deep.binary_search(&site.start).is_ok()
    }

    fn site(&self, range: Range) -> Site {
        Site::bytes(
            self.layer,
            &(range.start + self.mark + self.base..range.end + self.mark + self.base),
        )
    }
}

/// The lists and objects that are nested deeper than the limit, each as a
/// whole, or nothing.
///
/// Looked for before parsing, because the parser recurses.
fn too_deep(text: &str, limit: usize) -> Option<Vec<std::ops::Range<usize>>> {
    let mut deep = Vec::new();
    let (mut open, mut start) = (0_usize, 0);
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b'[' | b'{' => {
                open += 1;
                if open == limit + 2 {
                    start = at;
                }
            }
            b']' | b'}' => {
                if open == limit + 2 {
                    deep.push(start..at + 1);
                }
                open = open.saturating_sub(1);
            }
            _ => {}
        }
    }
    if open > limit + 1 {
        deep.push(start..text.len());
    }
    (!deep.is_empty()).then_some(deep)
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
