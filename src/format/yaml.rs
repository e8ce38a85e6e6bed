//! YAML: the events of the parser give values and places.
//!
//! Plain scalars are read by the core schema of YAML 1.2: `no`, `yes`, `on` and
//! `off` are text, and so are dates. Left out is what makes a value stand
//! elsewhere than where its key is, or depend on more than what is written:
//! aliases (an alias of an alias of an alias fills all memory, and a setting
//! would have two origins), merge keys, tags other than `!!str`, more documents
//! than one, and keys that are lists or tables.

mod aliases;
mod errors;
mod places;
mod scalar;
mod sentences;

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput, Tag};

use self::places::Places;
use super::{Flaw, FlawKind, Parsed, Read, Sentence, bare, duplicates, lost};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

pub(super) const READ: Option<Read> = Some(read);

fn read(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let mut reading = Reading::new(text, layer, depth_limit);
    if reading.events(Parser::new_from_str(text)).is_ok() {
        return reading.parsed(text);
    }
    without_aliases(text, layer, depth_limit)
}

/// Reads a text with aliases of what is not there, at which the parser stops.
#[cold]
fn without_aliases(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let (body, aliases) = aliases::masked(text);
    let mut reading = Reading::new(&body, layer, depth_limit);
    reading.aliases = aliases;
    let parser = Parser::new_from_str(&body);
    if let Err(UnknownAnchor(site)) = reading.events(parser) {
        let (what, help) = sentences::ALIAS;
        let kind = FlawKind::Refused { what, help };
        reading.flaws.push(Flaw::new(kind, site));
    }
    let parsed = reading.parsed(&body);
    Parsed {
        root: parsed.root.into_owned(),
        ..parsed
    }
}

/// An alias stops the parser.
struct UnknownAnchor(Site);

/// How deep a part may be nested that is skipped; the parser takes ever
/// longer for each level.
const MOST_SKIPPED: usize = 256;

/// The way from events to our tree.
struct Reading<'a> {
    layer: u16,
    depth_limit: usize,
    places: Places<'a>,
    /// What is not closed yet, the innermost last.
    open: Vec<Open<'a>>,
    /// How many lists and mappings are open of what is skipped.
    skipped: usize,
    root: Option<Node<'a>>,
    flaws: Vec<Flaw>,
    /// Where the aliases were that are left out of the text, in order.
    aliases: Vec<usize>,
}

/// A list or a mapping that is not closed yet.
enum Open<'a> {
    List(Site, Vec<Node<'a>>),
    Table(Site, Vec<Entry<'a>>, Key<'a>),
}

/// What is known of the key of the next value.
enum Key<'a> {
    /// The next event is a key.
    Awaited,
    Read(Cow<'a, str>, Site),
    /// A key that cannot be one; its value is dropped.
    Refused,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, layer: u16, depth_limit: usize) -> Self {
        Self {
            layer,
            depth_limit,
            places: Places::new(text),
            open: Vec::new(),
            skipped: 0,
            root: None,
            flaws: Vec::new(),
            aliases: Vec::new(),
        }
    }

    fn parsed(mut self, text: &str) -> Parsed<'a> {
        let root = self.finish();
        duplicates::name(&root, &mut self.flaws);
        Parsed {
            root,
            lost: lost(text, self.layer, &self.flaws),
            flaws: self.flaws,
        }
    }

    /// Reads as far as the parser goes.
    ///
    /// # Errors
    ///
    /// If an alias stops it, which is left to say.
    fn events(&mut self, mut parser: Parser<'a, StrInput<'a>>) -> Result<(), UnknownAnchor> {
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            match event {
                Ok((Event::DocumentStart(_), span)) => {
                    documents += 1;
                    if documents > 1 {
                        self.refuse(sentences::DOCUMENTS, span);
                        return Ok(());
                    }
                }
                // OK because nesting that is too deep is a flaw already.
                Ok(_) if self.skipped > MOST_SKIPPED => return Ok(()),
                Ok((event, span)) => self.event(event, span),
                Err(error) => return self.error(&error),
            }
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) if self.skipped > 0 => {
                self.skipped += 1;
            }
            Event::MappingEnd | Event::SequenceEnd if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::MappingStart(_, tag) => self.start(Collection::Table, tag.as_deref(), span),
            Event::SequenceStart(_, tag) => self.start(Collection::List, tag.as_deref(), span),
            Event::MappingEnd | Event::SequenceEnd => self.end(span),
            Event::Alias(_) => {
                self.refuse(sentences::ALIAS, span);
                self.put_bad(span);
            }
            Event::Scalar(text, style, _, tag) => self.scalar(text, style, tag.as_deref(), span),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }

    fn start(&mut self, collection: Collection, tag: Option<&Tag>, span: Span) {
        if tag.is_some() {
            self.refuse(sentences::TAG, span);
        }
        let site = self.site(span);
        if self.awaits_key() {
            self.refuse(sentences::COMPLEX_KEY, span);
            self.skip(span);
        } else if self.open.len() > self.depth_limit {
            self.flaws.push(Flaw::new(FlawKind::TooDeep, site));
            self.skip(span);
        } else {
            self.open.push(match collection {
                Collection::List => Open::List(site, Vec::new()),
                Collection::Table => Open::Table(site, Vec::new(), Key::Awaited),
            });
        }
    }

    /// Passes over the list or mapping that begins here.
    fn skip(&mut self, span: Span) {
        self.skipped = 1;
        self.put_bad(span);
    }

    fn end(&mut self, span: Span) {
        let end = self.site(span).end;
        let Some(open) = self.open.pop() else { return };
        let to_end = |site: Site| Site {
            end: end.max(site.end),
            ..site
        };
        let node = match open {
            Open::List(site, nodes) => Node::new(Value::List(nodes), to_end(site)),
            Open::Table(site, entries, _) => {
                let table = duplicates::table_of(entries, &mut self.flaws);
                Node::braced(table, to_end(site))
            }
        };
        self.put(node);
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: ScalarStyle, tag: Option<&Tag>, span: Span) {
        let is_text = tag.is_some_and(is_str);
        if tag.is_some() && !is_text {
            self.refuse(sentences::TAG, span);
            return self.put_bad(span);
        }
        let site = self.site_of_scalar(&text, span);
        let is_alias = style == ScalarStyle::Plain && text == "~";
        if is_alias && self.aliases.binary_search(&site.range().start).is_ok() {
            self.refuse(sentences::ALIAS, span);
            return self.put_bad(span);
        }
        let text = self.as_written(text, site);
        let is_plain = style == ScalarStyle::Plain && !is_text;
        if !self.awaits_key() {
            let value = if is_plain {
                self.plain(text, site)
            } else {
                Value::String(text)
            };
            self.put(Node::new(value, site));
        } else if is_plain && text == "<<" {
            self.refuse(sentences::MERGE_KEY, span);
            self.put_bad(span);
        } else {
            self.put_key(Key::Read(text, site));
        }
    }

    /// The text of the file, where the scalar is no other: the parser copies each.
    fn as_written(&self, text: Cow<'a, str>, site: Site) -> Cow<'a, str> {
        let written = self.places.text().get(site.range()).unwrap_or_default();
        let is_quote = |c: char| matches!(c, '"' | '\'');
        let written = written.strip_prefix(is_quote).unwrap_or(written);
        match written.get(..text.len()) {
            Some(same) if same == text => Cow::Borrowed(same),
            _ => text,
        }
    }

    fn plain(&mut self, text: Cow<'a, str>, site: Site) -> Value<'a> {
        scalar::plain(text).unwrap_or_else(|said| {
            self.flaws.push(Flaw::syntax(said, site));
            Value::Bad
        })
    }

    /// The parser has a value that is not there begin at the `:` of its key.
    fn site_of_scalar(&mut self, text: &str, span: Span) -> Site {
        let site = self.site(span);
        let written = &self.places.text()[site.range()];
        let is_behind = text.is_empty() && written.is_empty();
        let colon = self.places.text()[site.start as usize..].starts_with(':');
        let shift = u32::from(is_behind && colon && !self.awaits_key());
        Site {
            start: site.start + shift,
            end: site.end + shift,
            ..site
        }
    }

    fn refuse(&mut self, (what, help): Sentence, span: Span) {
        let site = self.site(span);
        self.flaws
            .push(Flaw::new(FlawKind::Refused { what, help }, site));
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Table(.., Key::Awaited)))
    }

    fn put_key(&mut self, read: Key<'a>) {
        if let Some(Open::Table(.., key)) = self.open.last_mut() {
            *key = read;
        }
    }

    /// Puts a stand-in where a key or a value cannot be read.
    fn put_bad(&mut self, span: Span) {
        if self.awaits_key() {
            self.put_key(Key::Refused);
        } else {
            let site = self.site(span);
            self.put(Node::new(Value::Bad, site));
        }
    }

    fn put(&mut self, node: Node<'a>) {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, nodes)) => nodes.push(node),
            Some(Open::Table(_, entries, key)) => {
                if let Key::Read(key, key_site) = std::mem::replace(key, Key::Awaited) {
                    entries.push(Entry {
                        key,
                        key_site,
                        node,
                    });
                }
            }
        }
    }

    /// Closes what an error has left open, and takes the whole.
    fn finish(&mut self) -> Table<'a> {
        while !self.open.is_empty() {
            self.end(Span::default());
        }
        match self.root.take() {
            None => Table::default(),
            Some(node) => match node.value {
                Value::Table(table) => table,
                Value::Null | Value::Bad => Table::default(),
                _ => {
                    let flaw = self.no_table(&node);
                    self.flaws.push(flaw);
                    Table::default()
                }
            },
        }
    }

    /// Says that the file is one value, and why, if that is to be seen.
    fn no_table(&self, node: &Node<'_>) -> Flaw {
        let range = node.site.range();
        if let Some((said, at)) = bare::character(&self.places.text()[range.clone()]) {
            let at = range.start + at;
            return Flaw::syntax(said, Site::bytes(self.layer, &(at..at)));
        }
        let found = node.described();
        Flaw::new(FlawKind::NoTable { found }, node.site)
    }

    fn site(&mut self, span: Span) -> Site {
        let start = self.places.byte(span.start.index());
        let end = self.places.byte(span.end.index());
        Site::bytes(self.layer, &(start..end.max(start)))
    }
}

#[derive(Clone, Copy)]
enum Collection {
    List,
    Table,
}

/// Whether the tag is `!!str`, or the `!` that says the same.
fn is_str(tag: &Tag) -> bool {
    tag.is_yaml_core_schema() && tag.suffix == "str" || tag.handle.is_empty() && tag.suffix == "!"
}
