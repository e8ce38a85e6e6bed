//! A JSON file: one object, of which as much is read as is not broken.

use std::ops::Range;

use jsonc_parser::common::Range as Place;
use jsonc_parser::{CollectOptions, parse_to_ast};

use super::{Reading, STRICT, broken, sentences, too_deep};
use crate::format::{Flaw, FlawKind, Lost, Parsed, Sentence, duplicates, lost};
use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::{Node, Table, Value};

pub(super) fn read(text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
    let mut reading = Reading::new(text, layer);
    let is_deep = too_deep(reading.text, depth_limit).is_some();
    let root = (!is_deep).then(|| reading.parsed(reading.text)).flatten();
    let (root, known) = match root {
        Some(root) => (reading.root(root), None),
        None => reading.salvage(depth_limit),
    };
    let root = root.unwrap_or_default();
    duplicates::name(&root, &mut reading.flaws);
    Parsed {
        root,
        lost: known.unwrap_or_else(|| lost(text, layer, &reading.flaws)),
        flaws: reading.flaws,
    }
}

impl<'a> Reading<'a> {
    /// What can be read of a text that is broken or nested too deep, and the parts that cannot, where these are
    /// known.
    #[cold]
    fn salvage(&mut self, depth_limit: usize) -> (Option<Table<'a>>, Option<Vec<Lost>>) {
        let broken::Salvaged { root, lost } = broken::salvage(self.text, depth_limit, self);
        let lost = lost.iter().map(|range| Lost {
            within: Key::default(),
            site: self.site(Place::new(range.start, range.end)),
            is_anything: false,
        });
        let lost = lost.collect();
        let root = root.and_then(|root| self.root(root));
        let known = root.is_some().then_some(lost);
        (root, known)
    }

    fn root<'b>(&mut self, root: Node<'b>) -> Option<Table<'b>> {
        let found = root.described();
        match root.value {
            Value::Table(table) => return Some(table),
            Value::Bad => {}
            _ => self
                .flaws
                .push(Flaw::new(FlawKind::NoTable { found }, root.site)),
        }
        None
    }

    /// Reads a text or a bare value that is a part of the body; none if it is neither,
    /// which is said.
    pub(super) fn alone<'b>(&mut self, body: &'b str, range: &Range<usize>) -> Option<Node<'b>> {
        let written = &body[range.clone()];
        match parse_to_ast(written, &CollectOptions::default(), &STRICT) {
            Ok(parsed) => {
                self.base = range.start;
                let node = parsed.value.map(|value| self.node(value));
                self.base = 0;
                node
            }
            Err(error) => {
                let is_text = written.starts_with('"');
                let at = if is_text { error.range().start } else { 0 };
                let site = self.site(Place::new(range.start + at, range.end));
                self.syntax(sentences::value(error.kind(), written), site);
                None
            }
        }
    }

    pub(super) fn syntax(&mut self, said: Sentence, site: Site) {
        self.flaws.push(Flaw::syntax(said, site));
    }
}
