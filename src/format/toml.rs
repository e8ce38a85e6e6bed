//! TOML: one parse gives values and places.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

use super::recover::{self, Inserted, Recovered};
use super::{Flaw, FlawKind, Parsed};
use crate::origin::Site;
use crate::tree::{Entry, Node, Table, Value};

/// Reads the text of one file, which is the layer with this number.
pub(crate) fn read(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let mut reading = Reading::new(layer, depth_limit);
    let root = match DeTable::parse(text) {
        Ok(table) => reading.table(table.into_inner(), 0),
        Err(_) => reading.recovered(text),
    };
    Parsed {
        root,
        flaws: reading.flaws,
    }
}

/// Reads one value.
pub(super) fn value(text: &str, depth_limit: usize) -> Option<Node<'_>> {
    let value = DeValue::parse(text).ok()?;
    let mut reading = Reading::new(0, depth_limit);
    let node = reading.node(value, 0);
    reading.flaws.is_empty().then_some(node)
}

/// The way from the parser's tree to ours.
struct Reading {
    layer: u16,
    depth_limit: usize,
    flaws: Vec<Flaw>,
    broken: Broken,
    /// The lines with syntax errors, whose values are not what was meant.
    broken_lines: Broken,
    /// What the text has been given that is not in the file.
    inserted: Inserted,
}

impl Reading {
    fn new(layer: u16, depth_limit: usize) -> Self {
        Self {
            layer,
            depth_limit,
            flaws: Vec::new(),
            broken: Broken::default(),
            broken_lines: Broken::default(),
            inserted: Inserted::default(),
        }
    }

    /// Reads as much as can be read of a text with errors.
    fn recovered(&mut self, text: &str) -> Table<'static> {
        let Recovered {
            body,
            inserted,
            flaws,
        } = recover::recover(text, self.layer);
        let (table, _) = DeTable::parse_recoverable(&body);
        self.broken = Broken::new(&flaws, |flaw| (flaw.site.start, flaw.site.end));
        self.broken_lines = Broken::new(&flaws, |flaw| {
            let line = self.site(&recover::line_of(text, flaw.site.range().start));
            (line.start, line.end)
        });
        self.flaws = flaws;
        self.inserted = inserted;
        self.table(table.into_inner(), 0).into_owned()
    }

    /// Whether the line on which this begins has a syntax error.
    fn is_on_broken_line(&self, span: &Range<usize>) -> bool {
        self.broken_lines
            .touches(self.site(&(span.start..span.start)))
    }

    fn site(&self, range: &Range<usize>) -> Site {
        Site::bytes(self.layer, &self.inserted.before(range))
    }

    fn table<'a>(&mut self, table: DeTable<'a>, depth: usize) -> Table<'a> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let span = key.span();
            if span.is_empty() && self.is_broken(self.site(&span)) {
                continue;
            }
            let key_site = self.site(&span);
            let key = key.into_inner();
            // OK because only the table of a header begins before its key.
            let is_below_header = value.span().start < span.start;
            let node = if !is_below_header && self.is_on_broken_line(&value.span()) {
                Node::new(Value::Bad, self.site(&value.span()))
            } else {
                self.node(value, depth + 1)
            };
            entries.push(Entry {
                key,
                key_site,
                node,
            });
        }
        Table::from_sorted(entries)
    }

    fn list<'a>(&mut self, array: DeArray<'a>, depth: usize) -> Vec<Node<'a>> {
        array
            .into_iter()
            .map(|value| self.node(value, depth + 1))
            .collect()
    }

    fn node<'a>(&mut self, value: Spanned<DeValue<'a>>, depth: usize) -> Node<'a> {
        let span = value.span();
        let site = self.site(&span);
        let value = match value.into_inner() {
            DeValue::Array(_) | DeValue::Table(_) if depth > self.depth_limit => {
                self.flaws.push(Flaw::new(FlawKind::TooDeep, site));
                Value::Bad
            }
            DeValue::Array(array) => Value::List(self.list(array, depth)),
            DeValue::Table(table) => Value::Table(self.table(table, depth)),
            _ if self.is_broken(site) => Value::Bad,
            DeValue::String(text) => Value::String(text),
            DeValue::Integer(number) if number.as_str().is_empty() => {
                self.flaws.push(without_digits(site));
                Value::Bad
            }
            DeValue::Integer(number) => integer(&number),
            DeValue::Float(number) => float(number.as_str()),
            DeValue::Boolean(bool) => Value::Bool(bool),
            DeValue::Datetime(datetime) => Value::Datetime(datetime.to_string().into()),
        };
        Node::new(value, site)
    }

    /// Whether the parser has put a stand-in for what is written here.
    fn is_broken(&self, site: Site) -> bool {
        self.broken.touches(site)
    }
}

/// The places of a text that are not what was written there.
#[derive(Default)]
struct Broken {
    /// Where each begins, in their order, and where all up to it end.
    reaches: Vec<(u32, u32)>,
}

impl Broken {
    fn new(flaws: &[Flaw], reach: impl Fn(&Flaw) -> (u32, u32)) -> Self {
        let syntax = flaws
            .iter()
            .filter(|flaw| !matches!(flaw.kind, FlawKind::Duplicate { .. }));
        let mut reaches: Vec<_> = syntax.map(reach).collect();
        reaches.sort_unstable();
        let mut reach = 0;
        for (_, end) in &mut reaches {
            reach = reach.max(*end);
            *end = reach;
        }
        Self { reaches }
    }

    fn touches(&self, site: Site) -> bool {
        let before = self
            .reaches
            .partition_point(|&(start, _)| start <= site.end);
        before > 0 && site.start <= self.reaches[before - 1].1
    }
}

/// A prefix such as `0x` alone, which the parser lets pass.
fn without_digits(site: Site) -> Flaw {
    let message = "a number has no digits".into();
    Flaw::new(
        FlawKind::Syntax {
            message,
            help: None,
        },
        site,
    )
}

fn float(text: &str) -> Value<'static> {
    match text.parse::<f64>() {
        Ok(number) if number.is_infinite() && !text.ends_with("inf") => Value::Wide(text.into()),
        Ok(number) => Value::Float(number),
        Err(_) => Value::Bad,
    }
}

fn integer(number: &DeInteger<'_>) -> Value<'static> {
    let (digits, radix) = (number.as_str(), number.radix());
    if let Ok(small) = i64::from_str_radix(digits, radix) {
        return Value::Integer(small);
    }
    let wide = i128::from_str_radix(digits, radix);
    Value::Wide(
        wide.map_or_else(|_| number.to_string(), |wide| wide.to_string())
            .into(),
    )
}
