//! What stops the parser, and where that is.

use saphyr_parser::ScanError;

use super::{Open, Reading, UnknownAnchor, sentences};
use crate::format::{Flaw, FlawKind, bare};
use crate::value::origin::Site;
use crate::value::tree::Value;

impl Reading<'_> {
    pub(super) fn error(&mut self, error: &ScanError) -> Result<(), UnknownAnchor> {
        // OK because what is nested too deep is a flaw already.
        if self.skipped > 0 {
            return Ok(());
        }
        let said = sentences::of(error.info());
        self.drop_last();
        let site = self.place_of(error);
        let mut flaw = match said {
            sentences::Said::UnknownAnchor => return Err(UnknownAnchor(site)),
            sentences::Said::Syntax(said) => self
                .character_before(site)
                .unwrap_or_else(|| Flaw::syntax(said, site)),
            sentences::Said::Refused((what, help)) => {
                Flaw::new(FlawKind::Refused { what, help }, site)
            }
            sentences::Said::TooDeep => Flaw::new(FlawKind::TooDeep, site),
        };
        let rest = &self.places.text()[site.range().start..];
        if let FlawKind::Syntax { is_last, .. } = &mut flaw.kind {
            *is_last = rest.trim_end().contains('\n');
        }
        self.flaws.push(flaw);
        Ok(())
    }

    /// Where the error is that the parser saw there or later.
    fn place_of(&mut self, error: &ScanError) -> Site {
        let seen = self.places.byte(error.marker().index());
        let text = self.places.text();
        let at = match sentences::of(error.info()) {
            sentences::Said::Syntax(sentences::TABS) => {
                text[seen..].find('\t').map(|tab| seen + tab)
            }
            sentences::Said::Syntax(sentences::NO_COLON) => {
                let line = text[..seen].trim_end().rfind('\n');
                line.map(|newline| newline + 1)
            }
            _ => None,
        };
        let at = at.unwrap_or(seen);
        Site::bytes(self.layer, &(at..at))
    }

    /// A character on the line of an error, or the line before, that nobody can tell
    /// from another one.
    fn character_before(&self, site: Site) -> Option<Flaw> {
        let text = self.places.text();
        let at = site.range().start;
        let lines = text[..at].rmatch_indices('\n').map(|(end, _)| end + 1);
        let start = lines.chain([0]).take(2).last()?;
        let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let (said, found) = bare::character(&text[start..line_end])?;
        let at = start + found;
        Some(Flaw::syntax(said, Site::bytes(self.layer, &(at..at))))
    }

    /// Forgets the value before an error, which may be more than was meant:
    /// text goes on over lines that are indented.
    fn drop_last(&mut self) {
        let last = match self.open.last_mut() {
            Some(Open::List(_, nodes)) => nodes.last_mut(),
            Some(Open::Table(_, entries, _)) => entries.last_mut().map(|entry| &mut entry.node),
            None => self.root.as_mut(),
        };
        if let Some(node) = last {
            node.value = Value::Bad;
        }
    }
}
