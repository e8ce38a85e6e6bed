//! JSON: one parse gives values and places.
//!
//! As its standard has it: without comments and trailing commas, although a
//! text that has those is read on, so that its other mistakes are found too.

use std::borrow::Cow;

use jsonc_parser::ast::{Object, ObjectPropName, StringLit, Value as Written};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::ParseErrorKind as Kind;
use jsonc_parser::{
    CollectOptions, ParseOptions, ParseResult, ParseStringErrorKind as StringKind, parse_to_ast,
};

use super::inline::{STRICT_JSON, number};
use super::{Flaw, FlawKind, Parsed, Read, TOO_LARGE, duplicates, lost};
use crate::origin::Site;
use crate::tree::{Entry, Node, Table, Value};

pub(super) const READ: Option<Read> = Some(read);

fn read(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let mut reading = Reading {
        layer,
        mark,
        text: &text[mark..],
        deep: Vec::new(),
        flaws: Vec::new(),
    };
    let root = match too_deep(reading.text, depth_limit) {
        Some(deep) => reading.shallow(&deep),
        None => reading.whole(reading.text),
    };
    duplicates::name(&root, &mut reading.flaws);
    Parsed {
        root,
        lost: lost(text, layer, &reading.flaws),
        flaws: reading.flaws,
    }
}

/// The way from the parser's tree to ours.
struct Reading<'a> {
    layer: u16,
    /// The bytes of a byte order mark, which the parser does not see.
    mark: usize,
    text: &'a str,
    /// Where what is nested too deep begins, in order.
    deep: Vec<u32>,
    flaws: Vec<Flaw>,
}

/// The parser goes on behind these; neither can make a key of a value.
const LENIENT: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_trailing_commas: true,
    ..STRICT_JSON
};

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
        let all = CollectOptions::default();
        let parsed = parse_to_ast(body, &all, &STRICT_JSON).or_else(|error| {
            let range = error.range();
            let flaw = if let Some(at) = open_string(body, range.start) {
                Flaw::syntax(LINE_BREAK, self.site(Range::new(at, at + 1)))
            } else {
                Flaw::syntax(said(error.kind(), &body[range.start..]), self.site(range))
            };
            self.flaws.push(flaw);
            parse_to_ast(body, &all, &LENIENT)
        });
        match parsed {
            Ok(ParseResult {
                value: Some(value), ..
            }) => self.root(value),
            Ok(_) if self.flaws.is_empty() => {
                let site = self.site(Range::new(0, 0));
                self.flaws.push(Flaw::syntax(EMPTY, site));
                Table::default()
            }
            _ => Table::default(),
        }
    }

    fn root<'b>(&mut self, value: Written<'b>) -> Table<'b> {
        let site = self.site(value.range());
        match value {
            Written::Object(object) => self.table(object),
            other => {
                let found = self.node(other).described();
                let kind = FlawKind::NoTable { found };
                self.flaws.push(Flaw::new(kind, site));
                Table::default()
            }
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
        let written = &self.text[text.range.start..text.range.end];
        if let Some(at) = written.find(|c: char| c < ' ') {
            let at = text.range.start + at;
            let what = match self.text.as_bytes()[at] {
                b'\n' | b'\r' => LINE_BREAK,
                _ => CONTROL,
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
            &(range.start + self.mark..range.end + self.mark),
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

/// Where the first string begins that does not end on its line, up to `end`.
///
/// A quote too few makes the parser stumble lines later.
fn open_string(text: &str, end: usize) -> Option<usize> {
    let mut bytes = text.bytes().enumerate();
    while let Some((start, byte)) = bytes.next() {
        if start >= end {
            break;
        }
        if byte == b'"' {
            skip_string(&mut bytes);
            let behind = bytes.clone().next().map_or(text.len(), |(at, _)| at);
            if text[start..behind].contains('\n') {
                return Some(start);
            }
        }
    }
    None
}

const EMPTY: (&str, &str) = ("the file is empty", "write `{}` for no settings");
const LINE_BREAK: (&str, &str) = (
    "a string does not end on its line",
    "close it with `\"`, or write a line break as `\\n`",
);
const CONTROL: (&str, &str) = (
    "a string holds a control character",
    "write it as `\\u` and four digits; a tab is `\\t`",
);

/// What is wrong, and the cure; the parser's own words may repeat the text.
fn said(kind: &Kind, written: &str) -> (&'static str, &'static str) {
    match kind {
        Kind::UnexpectedWord | Kind::UnexpectedToken
            if written.starts_with(char::is_alphabetic) =>
        {
            ("the string is not quoted", "put text in double quotes")
        }
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            ("comments are not allowed", "remove the comment")
        }
        Kind::TrailingCommasNotAllowed => (
            "trailing comma before a closing bracket",
            "remove the comma",
        ),
        Kind::ExpectedComma => ("a comma is missing", "put a comma between the two"),
        Kind::UnexpectedComma => ("a value is expected, not a comma", "remove it"),
        Kind::ExpectedColonAfterObjectKey | Kind::ExpectedObjectValue => {
            ("a key has no value", "write `\"key\": value`")
        }
        Kind::UnexpectedColon => ("a value is expected, not a colon", ""),
        Kind::ExpectedStringObjectProperty => ("a key has no quotes", "put the key in quotes"),
        Kind::SingleQuotedStringsNotAllowed => {
            ("a string is in single quotes", "put it in double quotes")
        }
        Kind::UnexpectedWord | Kind::UnexpectedToken => {
            ("a value is expected here", "put text in double quotes")
        }
        Kind::String(StringKind::UnterminatedStringLiteral) => {
            ("a string is not closed", "close it with `\"`")
        }
        Kind::String(_) => (
            "a string holds an escape that does not exist",
            "write a backslash as `\\\\`",
        ),
        Kind::HexadecimalNumbersNotAllowed => {
            ("a number is hexadecimal", "write it in decimal digits")
        }
        Kind::UnaryPlusNumbersNotAllowed => ("a number begins with `+`", "remove the `+`"),
        Kind::BareDecimalPointNumbersNotAllowed => (
            "a number has no digit on one side of its point",
            "write `0.5` or `5.0`",
        ),
        Kind::NonFiniteNumbersNotAllowed => ("a number is not finite", ""),
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => ("a number lacks a digit", ""),
        Kind::UnterminatedArray => ("a list is never closed", "close it with `]`"),
        Kind::UnterminatedObject => ("an object is never closed", "close it with `}`"),
        Kind::UnexpectedCloseBrace => ("a `}` closes nothing", "remove it"),
        Kind::UnexpectedCloseBracket => ("a `]` closes nothing", "remove it"),
        Kind::MultipleRootJsonValues => (
            "something follows the end",
            "remove it; a file is one object",
        ),
        Kind::NestingDepthExceeded => ("it is nested too deep", "reduce the nesting"),
        Kind::UnexpectedTokenInObject => ("a key is expected here", "write `\"key\": value`"),
    }
}
