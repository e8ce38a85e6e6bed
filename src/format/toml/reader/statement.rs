//! Headers, and keys with their values.

use std::ops::Range;

use toml_parser::Span;

use super::{LostPart, Reader};
use crate::format::bare;
use crate::format::toml::tables::{Clash, Id};
use crate::format::{FlawKind, MOST_LEVELS};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// The table to which the statements below a header belong.
#[derive(Clone, Copy)]
pub(super) enum Section {
    Of(Id),
    /// One that is defined for the second time, of which nothing more is said.
    Again(Id),
    /// One that has no place in the tree, since the header is none.
    Adrift(Id),
}

impl Section {
    pub(super) const ROOT: Self = Self::Of(Id::ROOT);

    pub(super) fn table(self) -> Id {
        match self {
            Self::Of(id) | Self::Again(id) | Self::Adrift(id) => id,
        }
    }

    fn is_adrift(self) -> bool {
        matches!(self, Self::Adrift(_))
    }
}

#[derive(Default)]
pub(super) struct Statement<'a> {
    pub(super) header: Option<Header>,
    pub(super) value: Option<Node<'a>>,
    /// Whether it has an `=`.
    pub(super) assigns: bool,
    /// Whether there is an error in it, and whether that is in its key.
    pub(super) is_flawed: bool,
    pub(super) is_key_flawed: bool,
    start: Option<usize>,
    end: usize,
}

#[derive(Clone, Copy)]
pub(super) struct Header {
    pub(super) is_list: bool,
    is_closed: bool,
}

impl Statement<'_> {
    /// Makes a part of the text a part of it.
    pub(super) fn reach(&mut self, span: Span) {
        self.start.get_or_insert(span.start());
        self.end = span.end();
    }

    /// Takes what belongs to nothing, and may be a part of the name of a header.
    pub(super) fn junk(&mut self, span: Span) {
        self.reach(span);
        self.is_key_flawed |= self.header.is_some_and(|header| !header.is_closed);
    }

    /// Whether anything of it was met: an empty line, or one of a comment, is none.
    fn is_begun(&self) -> bool {
        self.start.is_some() || self.is_flawed
    }

    /// Whether there is an `=`, and nothing behind it.
    fn is_empty(&self) -> bool {
        let is_empty = |node: &Node<'_>| node.site.start == node.site.end;
        self.value.as_ref().is_some_and(is_empty)
    }
}

impl Reader<'_, '_> {
    pub(super) fn open_header(&mut self, span: Span, is_list: bool) {
        self.settle();
        self.statement.reach(span);
        self.statement.header = Some(Header {
            is_list,
            is_closed: false,
        });
    }

    pub(super) fn close_header(&mut self, span: Span) {
        self.settle();
        self.statement.reach(span);
        if let Some(header) = &mut self.statement.header {
            header.is_closed = true;
        }
    }

    /// Takes in the statement that has been read.
    #[inline]
    pub(super) fn finish(&mut self) {
        self.settle();
        if !self.statement.is_begun() && self.names.is_empty() {
            return;
        }
        let start = self.base + self.statement.start.unwrap_or_default();
        let range = start..self.base + self.statement.end;
        if let Some(header) = self.statement.header {
            self.finish_header(header, range);
        } else if !self.names.is_empty() || self.statement.is_flawed {
            self.finish_assignment(range);
        }
        self.statement = Statement::default();
        self.flaws.next_statement();
        self.names.clear();
    }

    fn finish_header(&mut self, header: Header, range: Range<usize>) {
        self.is_behind_rubble = false;
        self.flaws.end_pem();
        let section = self.section_of(header, &range);
        self.section = section.unwrap_or_else(|| Section::Adrift(self.tables.open(1)));
        if section.is_none() {
            self.lose_part(Id::ROOT, range, false);
        } else if self.statement.is_flawed {
            self.lose_part(self.section.table(), range, true);
        }
    }

    /// The table that a header stands for.
    fn section_of(&mut self, header: Header, range: &Range<usize>) -> Option<Section> {
        if self.is_too_deep(self.names.len()) {
            self.too_deep(range);
            return None;
        }
        if self.names.is_empty() || self.statement.is_key_flawed {
            return None;
        }
        let site = Site::bytes(self.layer, range);
        match self.tables.header(&mut self.names, header.is_list, site) {
            Ok(id) => Some(Section::Of(id)),
            Err(clash) => {
                self.clash(&clash, 0);
                let Clash { at, table, .. } = clash;
                let is_whole = at + 1 == self.names.len() && !header.is_list;
                table.filter(|_| is_whole).map(Section::Again)
            }
        }
    }

    fn finish_assignment(&mut self, range: Range<usize>) {
        if self.section.is_adrift()
            && let Some(LostPart { range: lost, .. }) = self.lost.last_mut()
        {
            lost.end = lost.end.max(range.end);
        }
        let table = self.section.table();
        let levels = self.tables.depth(table) + self.names.len();
        if self.is_too_deep(levels.saturating_sub(1)) {
            self.too_deep(&range);
            return self.lose(range);
        }
        let is_sound = !self.statement.is_flawed;
        if is_sound {
            self.flaws.end_pem();
        }
        let is_nameless = !self.has_name();
        self.is_behind_rubble = !is_sound && is_nameless;
        if is_nameless {
            return self.lose(range);
        }
        let Some(mut node) = self.statement.value.take() else {
            return self.lose(range);
        };
        if !is_sound {
            node.value = Value::Bad;
        }
        if let Err(clash) = self.tables.insert(table, &mut self.names, node)
            && matches!(self.section, Section::Of(_))
        {
            self.clash(&clash, 0);
        }
    }

    /// Whether its key is one. Behind a line that is not a statement a key without a
    /// value is more likely the next line of the same.
    fn has_name(&self) -> bool {
        let statement = &self.statement;
        let is_rubble = self.is_behind_rubble && statement.is_empty();
        statement.assigns && !statement.is_key_flawed && !is_rubble && !self.flaws.is_pem()
    }

    #[cold]
    fn too_deep(&mut self, range: &Range<usize>) {
        let site = Site::bytes(self.layer, &(range.start..range.start));
        self.flaws.push(FlawKind::TooDeep, site);
    }

    pub(super) fn is_too_deep(&self, levels: usize) -> bool {
        levels > self.depth_limit.min(MOST_LEVELS)
    }

    /// Notes that a part of the text may have set anything in its table.
    #[cold]
    fn lose(&mut self, range: Range<usize>) {
        let table = self.section.table();
        let is_disguised = bare::character(&self.text[range.clone()]).is_some();
        match self.lost.last_mut() {
            _ if self.section.is_adrift() => {}
            Some(lost) if lost.table == table => {
                lost.range.end = range.end;
                lost.is_anything |= is_disguised;
            }
            _ => self.lose_part(table, range, is_disguised),
        }
    }

    fn lose_part(&mut self, table: Id, range: Range<usize>, is_anything: bool) {
        self.lost.push(LostPart {
            table,
            range,
            is_anything,
        });
    }
}
