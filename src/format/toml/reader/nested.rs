//! Lists, and tables in braces.

use toml_parser::Span;

use super::{Part, Reader};
use crate::format::FlawKind;
use crate::format::toml::tables::Id;
use crate::format::toml::wrong;
use crate::value::tree::{Node, Value};

/// A list or a table whose bracket is open.
pub(super) struct Frame<'a> {
    pub(super) open: Span,
    pub(super) held: Held<'a>,
    pub(super) is_flawed: bool,
    depth: usize,
    /// How many names and flaws there were before it.
    names: usize,
    flaws: usize,
}

pub(super) enum Held<'a> {
    List(Vec<Node<'a>>),
    Table { id: Id, value: Option<Node<'a>> },
}

impl Reader<'_, '_> {
    /// Opens a list or table, unless it is too deep.
    pub(super) fn open(&mut self, span: Span, is_list: bool) -> bool {
        self.settle();
        if self.is_met() {
            self.part = match self.part {
                Part::GoesOn { .. } => Part::GoesOn { is_open: true },
                _ => Part::Whole,
            };
            return true;
        }
        let depth = self.depth();
        if depth > self.depth_limit {
            let site = self.site(span);
            self.flaws.push(FlawKind::TooDeep, site);
            self.put(Node::new(Value::Bad, site));
            self.is_skipping = true;
            return false;
        }
        let held = if is_list {
            Held::List(Vec::new())
        } else {
            let (id, value) = (self.tables.open(depth), None);
            Held::Table { id, value }
        };
        self.frames.push(Frame {
            open: span,
            held,
            is_flawed: false,
            depth,
            names: self.names.len(),
            flaws: self.flaws.len(),
        });
        true
    }

    /// How deep the next value lies.
    fn depth(&self) -> usize {
        match self.frames.last() {
            Some(frame) => match frame.held {
                Held::List(_) => frame.depth + 1,
                Held::Table { .. } => frame.depth + self.names.len() - frame.names,
            },
            None => self.tables.depth(self.section.table()) + self.names.len(),
        }
    }

    /// Closes the last list or table; where no bracket does, the span is empty.
    pub(super) fn close(&mut self, span: Span, is_list: bool) {
        if span.is_empty() {
            // OK because the parser says of each bracket that it is open, and that
            // is said once, of the outermost.
            self.met.borrow_mut().pop();
        }
        self.settle();
        if std::mem::take(&mut self.is_skipping) {
            return;
        }
        let is_same = |frame: &mut Frame<'_>| matches!(frame.held, Held::List(_)) == is_list;
        self.finish_entry();
        let goes_on = matches!(self.part, Part::GoesOn { .. });
        if goes_on && self.frames.len() == 1 {
            return;
        }
        let Some(frame) = self.frames.pop_if(is_same) else {
            return;
        };
        if span.is_empty() && self.frames.is_empty() {
            self.never_closed(&frame);
        }
        let site = self.site(frame.open.append(span));
        let node = match frame.held {
            Held::List(nodes) => Node::new(Value::List(nodes), site),
            Held::Table { id, .. } => Node::braced(self.tables.close(id), site),
        };
        let is_bad = frame.is_flawed || span.is_empty();
        self.put(if is_bad {
            Node::new(Value::Bad, site)
        } else {
            node
        });
    }

    /// Says that a bracket is never closed, and nothing else of what follows it.
    #[cold]
    fn never_closed(&mut self, frame: &Frame<'_>) {
        self.statement.is_flawed = true;
        // OK because the string has swallowed the closing bracket.
        if self.flaws.has_open_string {
            return;
        }
        self.flaws.forget(frame.flaws);
        let at = frame.open.start();
        let bracket = Span::new_unchecked(at, at + 1);
        self.syntax(wrong::words(wrong::OPEN_VALUE), bracket);
    }

    /// Notes that lists and tables which begin on the line of the last flaw are not
    /// what was meant: who forgets quotes or a comma seldom means a list.
    #[cold]
    pub(super) fn spoil_line(&mut self) {
        let line = self.flaws.last_line();
        for frame in &mut self.frames {
            frame.is_flawed |= line.contains(&(self.base + frame.open.start()));
        }
    }

    /// Adds the entry that has been read, where a table is open.
    pub(super) fn finish_entry(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let Held::Table { id, value } = &mut frame.held else {
            return;
        };
        let (id, value, from, depth) = (*id, value.take(), frame.names, frame.depth);
        let levels = self.names.len().saturating_sub(from);
        if self.is_too_deep(depth + levels.saturating_sub(1)) {
            let site = self.names[from].site;
            self.flaws.push(FlawKind::TooDeep, site);
        } else if let Some(node) = value
            && levels > 0
            && let Err(clash) = self.tables.insert(id, &mut self.names[from..], node)
        {
            self.clash(&clash, from);
        }
        self.names.truncate(from);
    }
}
