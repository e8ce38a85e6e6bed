//! What is wrong with a text: the first thing of each line.

use std::ops::Range;

use super::wrong::{self, Words};
use crate::format::{Flaw, FlawKind};
use crate::value::origin::Site;

/// The most lines of one statement that it is said of what is wrong with them.
const MOST: usize = 100;

pub(super) struct Flaws<'a> {
    text: &'a str,
    list: Vec<Flaw>,
    /// How many there were before the statement.
    before: usize,
    /// The line of the last one.
    line: Range<usize>,
    /// Whether the lines are those of a PEM file, of which only the first is reported.
    is_pem: bool,
    /// Whether a string of the statement is not closed.
    pub(super) has_open_string: bool,
}

impl<'a> Flaws<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            list: Vec::new(),
            before: 0,
            line: 0..0,
            is_pem: false,
            has_open_string: false,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the lines that are read are those of a PEM file.
    pub(super) fn is_pem(&self) -> bool {
        self.is_pem
    }

    /// The line of the last flaw.
    pub(super) fn last_line(&self) -> Range<usize> {
        self.line.clone()
    }

    /// Notes what is wrong in the words that are asked for if they are reported.
    #[cold]
    pub(super) fn syntax(&mut self, words: impl FnOnce() -> Words, site: Site) {
        if !self.is_told(site) {
            let (message, help) = words();
            let help = (!help.is_empty()).then_some(help);
            let is_last = false;
            self.push(
                FlawKind::Syntax {
                    message,
                    help,
                    is_last,
                },
                site,
            );
        }
    }

    /// Whether something is wrong with the same line already.
    fn is_told(&self, site: Site) -> bool {
        let at = site.range().start.min(self.text.len());
        self.line.contains(&at)
    }

    #[cold]
    pub(super) fn push(&mut self, kind: FlawKind, site: Site) {
        if self.is_told(site) {
            return;
        }
        let at = site.range().start.min(self.text.len());
        let line = line_of(self.text, at);
        self.line = line.start..line.end + 1;
        let start = line.start;
        let written = self.text[line.clone()].trim_start();
        if self.is_pem {
            self.is_pem = !written.starts_with("-----END ");
        } else if self.is_full() {
            if let Some(last) = self.list.last_mut() {
                last.more += 1;
            }
        } else if written.starts_with("-----BEGIN ") {
            self.is_pem = true;
            let site = Site::bytes(site.layer, &(start..start));
            self.list.push(Flaw::syntax(wrong::PEM, site));
        } else {
            self.list.push(Flaw::new(kind, site));
        }
    }

    /// Whether enough was said of the statement.
    fn is_full(&self) -> bool {
        self.list.len() - self.before.min(self.list.len()) >= MOST
    }

    /// Begins another statement.
    pub(super) fn next_statement(&mut self) {
        self.before = self.list.len();
        self.has_open_string = false;
    }

    /// Forgets what was said since there were so many.
    pub(super) fn forget(&mut self, len: usize) {
        self.list.truncate(len);
        self.line = 0..0;
        self.is_pem = false;
    }

    /// Notes that what is read is a statement, and no part of a PEM file.
    pub(super) fn end_pem(&mut self) {
        self.is_pem = false;
    }

    /// All of them in the order of the text, one a line.
    pub(super) fn into_list(mut self) -> Vec<Flaw> {
        self.list.sort_by_key(|flaw| flaw.site.start);
        let text = self.text;
        let start = |flaw: &Flaw| flaw.site.range().start.min(text.len());
        self.list.dedup_by(|later, first| {
            let is_same = start(later) <= line_of(text, start(first)).end;
            first.more += if is_same { later.more } else { 0 };
            is_same
        });
        self.list
    }
}

/// The line around `at`, without its end.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let is_end = |byte: &u8| *byte == b'\n';
    let before = bytes[..at].iter().rposition(is_end);
    let behind = bytes[at..].iter().position(is_end);
    before.map_or(0, |end| end + 1)..behind.map_or(text.len(), |end| at + end)
}
