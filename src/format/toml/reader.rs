//! From the parser's events to values, and to all that is wrong on the way.

mod events;
mod nested;
mod statement;

use std::cell::RefCell;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use self::nested::{Frame, Held};
use self::statement::{Section, Statement};
use super::flaws::Flaws;
use super::tables::{Clash, Id, Name, Tables};
use super::wrong::{self, Within, Words};
use crate::format::{Flaw, FlawKind, Lost, Parsed, duplicates};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// The errors that the parser has met and that were not yet looked at.
pub(super) type Met = RefCell<Vec<ParseError>>;

/// Where the parser puts its errors.
pub(super) struct Sink<'m>(pub(super) &'m Met);

impl ErrorSink for Sink<'_> {
    fn report_error(&mut self, error: ParseError) {
        self.0.borrow_mut().push(error);
    }
}

/// A part of the text that may have set anything in a table, or only what it names.
struct LostPart {
    table: Id,
    range: Range<usize>,
    is_anything: bool,
}

/// Reads the events of one statement after the other.
pub(super) struct Reader<'a, 'm> {
    text: &'a str,
    /// The part of the text from where the places of the events count.
    source: Source<'a>,
    base: usize,
    layer: u16,
    depth_limit: usize,
    met: &'m Met,
    flaws: Flaws<'a>,
    tables: Tables<'a>,
    section: Section,
    /// The parts of the text that may have set anything in a table.
    lost: Vec<LostPart>,
    statement: Statement<'a>,
    /// The names of the keys whose values are awaited.
    names: Vec<Name<'a>>,
    /// The lists and tables whose brackets are open.
    frames: Vec<Frame<'a>>,
    /// Whether the parser skips a value.
    is_skipping: bool,
    /// Whether the line before was no statement.
    is_behind_rubble: bool,
    part: Part,
}

/// Which part of a list the events are of.
#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    /// All of it, or what is not a list.
    #[default]
    Whole,
    /// The next one is of the same list; whether its beginning was met.
    GoesOn { is_open: bool },
    /// The last one, whose beginning was not yet met.
    Last,
}

impl<'a, 'm> Reader<'a, 'm> {
    pub(super) fn new(text: &'a str, layer: u16, depth_limit: usize, met: &'m Met) -> Self {
        Self {
            text,
            source: Source::new(text),
            base: 0,
            layer,
            depth_limit,
            met,
            flaws: Flaws::new(text),
            tables: Tables::new(),
            section: Section::ROOT,
            lost: Vec::new(),
            statement: Statement::default(),
            names: Vec::with_capacity(4),
            frames: Vec::new(),
            is_skipping: false,
            is_behind_rubble: false,
            part: Part::Whole,
        }
    }

    /// Makes the places of the events that follow count from `base`. False if they
    /// are of a list whose beginning is flawed, so that it is skipped.
    pub(super) fn begin(&mut self, base: usize, goes_on: bool) -> bool {
        let resumes = matches!(self.part, Part::GoesOn { .. });
        self.part = match (resumes, goes_on) {
            (_, true) => Part::GoesOn { is_open: !resumes },
            (true, false) => Part::Last,
            (false, false) => Part::Whole,
        };
        if base != self.base {
            self.base = base;
            self.source = Source::new(&self.text[base..]);
        }
        !resumes || self.frames.len() == 1
    }

    /// Whether the events are of the beginning of a list, which was met before.
    fn is_met(&self) -> bool {
        matches!(self.part, Part::GoesOn { is_open: false } | Part::Last)
    }

    /// Ends a statement whose events are all there.
    pub(super) fn end(&mut self) {
        self.settle();
        if let Part::GoesOn { .. } = self.part {
            return;
        }
        self.is_skipping = false;
        while let Some(frame) = self.frames.pop() {
            self.put(Node::new(Value::Bad, self.site(frame.open)));
            self.mark();
        }
        self.finish();
    }

    /// The value that was read, if nothing is wrong with it.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub(super) fn into_value(mut self) -> Result<Node<'a>, Option<Flaw>> {
        self.settle();
        match self.statement.value.take() {
            Some(value) if self.flaws.len() == 0 && self.frames.is_empty() => Ok(value),
            _ => Err(self.flaws.into_list().into_iter().next()),
        }
    }

    /// Whether nothing was wrong so far.
    pub(super) fn is_flawless(&self) -> bool {
        self.flaws.len() == 0 && self.lost.is_empty() && self.met.borrow().is_empty()
    }

    pub(super) fn into_parsed(mut self) -> Parsed<'a> {
        let lost = self.lost.iter().map(|part| Lost {
            within: self.tables.key(part.table),
            site: Site::bytes(self.layer, &part.range),
            is_anything: part.is_anything,
        });
        let lost = lost.collect();
        let (root, mut flaws) = (self.tables.close(Id::ROOT), self.flaws.into_list());
        duplicates::name(&root, &mut flaws);
        Parsed { root, flaws, lost }
    }

    fn site(&self, span: Span) -> Site {
        let range = self.base + span.start()..self.base + span.end();
        Site::bytes(self.layer, &range)
    }

    fn written(&self, span: Span) -> &'a str {
        let text = self.source.input().get(span.start()..span.end());
        text.unwrap_or_default()
    }

    /// What is written there, in which places of errors count from its beginning.
    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Raw<'a> {
        let written = self.written(span);
        Raw::new_unchecked(written, encoding, Span::new_unchecked(0, written.len()))
    }

    /// What is being read.
    fn within(&self) -> Within {
        match (self.frames.last(), &self.statement.header) {
            (Some(frame), _) => match frame.held {
                Held::List(_) => Within::List,
                Held::Table { .. } => Within::Table,
            },
            (None, Some(header)) if header.is_list => Within::HeaderOfList,
            (None, Some(_)) => Within::Header,
            (None, None) => Within::Statement,
        }
    }

    /// Looks at the errors that the parser has met since the last event.
    #[inline]
    fn settle(&mut self) {
        if !self.met.borrow().is_empty() {
            self.look_at_all();
        }
    }

    #[cold]
    fn look_at_all(&mut self) {
        // OK because what is wrong with the beginning of a list is reported already.
        let is_told = self.is_met();
        let met = std::mem::take(&mut *self.met.borrow_mut());
        for error in met.iter().filter(|_| !is_told) {
            self.look_at(error);
        }
    }

    fn look_at(&mut self, error: &ParseError) {
        let span = error.unexpected().or(error.context()).unwrap_or_default();
        let text = self.source.input();
        let (before, rest) = text.split_at_checked(span.start()).unwrap_or_default();
        let within = self.within();
        let words = || wrong::structure(within, error, before, rest);
        self.flaws.syntax(words, self.site(span));
        self.mark();
    }

    #[cold]
    fn syntax(&mut self, words: Words, span: Span) {
        self.flaws.syntax(|| words, self.site(span));
    }

    /// Notes that what is being read is not what was meant.
    fn mark(&mut self) {
        match self.frames.last_mut() {
            Some(frame) => frame.is_flawed = true,
            None => self.statement.is_flawed = true,
        }
    }

    fn put(&mut self, node: Node<'a>) {
        match self.frames.last_mut().map(|frame| &mut frame.held) {
            Some(Held::List(nodes)) => nodes.push(node),
            Some(Held::Table { value, .. }) => *value = Some(node),
            None => self.statement.value = Some(node),
        }
    }

    /// Says that a name stands for the second time; the names of its key begin
    /// with this one.
    #[cold]
    fn clash(&mut self, clash: &Clash, from: usize) {
        let Some(name) = self.names.get(from + clash.at) else {
            return;
        };
        let kind = FlawKind::Duplicate {
            first: Some(clash.first),
            key: None,
        };
        self.flaws.push(kind, name.site);
    }
}
