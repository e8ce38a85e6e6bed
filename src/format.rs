//! Formats: from text to a tree of values, with all that is wrong on the way.

pub(crate) mod inline;
mod recover;
pub(crate) mod toml;

use crate::origin::Site;
use crate::tree::Table;

/// What could be read of a text.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    pub(crate) root: Table<'a>,
    pub(crate) flaws: Vec<Flaw>,
}

/// One place of a text that does not follow its format.
#[derive(Debug)]
pub(crate) struct Flaw {
    pub(crate) kind: FlawKind,
    pub(crate) site: Site,
}

/// How a text breaks the rules of its format.
#[derive(Debug)]
pub(crate) enum FlawKind {
    /// In the words of the parser, which never repeat the text.
    Syntax {
        message: String,
    },
    /// A key for the second time.
    Duplicate {
        first: Option<Site>,
    },
    TooDeep,
}

impl Flaw {
    fn new(kind: FlawKind, site: Site) -> Self {
        Self { kind, site }
    }

    /// Whether a value at this site is not what was written there.
    fn touches(&self, site: Site) -> bool {
        matches!(self.kind, FlawKind::Syntax { .. })
            && self.site.start <= site.end
            && site.start <= self.site.end
    }
}
