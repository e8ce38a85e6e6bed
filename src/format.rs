//! Formats: from text to a tree of values, with everything that is wrong on the way.
//!
//! In comes the text of a file; out go a tree in which each value has its place, the
//! flaws of the text, and what was lost with them. It never stops at the first flaw,
//! and never knows what the text is for.

mod bare;
pub(crate) mod conflict;
mod duplicates;
pub(crate) mod heads;
pub(crate) mod inline;
mod json;
mod mistaken;
pub(crate) mod number;
mod rubble;
mod template;
#[cfg(test)]
mod tests;
pub(crate) mod toml;
#[cfg(feature = "yaml")]
mod yaml;
#[cfg(not(feature = "yaml"))]
mod yaml {
    pub(super) const READ: Option<super::Read> = None;
}

use std::borrow::Cow;
use std::path::Path;

use crate::value::key::Key;
use crate::value::origin::{Site, floor_char_boundary};
use crate::value::tree::Table;

/// What is wrong, and what to do; words that never repeat the text.
pub(crate) type Sentence = (&'static str, &'static str);

/// What a file is written in, as its extension says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Toml,
    Json,
    Yaml,
}

/// Reads the text of one file, which is the layer with this number, as far as
/// lists and tables are nested no deeper than the limit.
pub(crate) type Read = for<'a> fn(text: &'a str, layer: u16, depth_limit: usize) -> Parsed<'a>;

/// How deep a file may be nested in any format. The parser of TOML has this
/// limit itself; what reads the others recurses as deep as they are nested.
pub(crate) const MOST_LEVELS: usize = 80;

/// A longer text is parsed part by part where a parser makes much more of it than the
/// values that are left in the end.
const MOST_AT_ONCE: usize = 256 * 1024;

impl Format {
    /// The extensions of files, the one of choice first.
    pub(crate) const EXTENSIONS: [&'static str; 4] = ["toml", "json", "yaml", "yml"];

    /// What the file is written in; TOML for a name that says nothing.
    pub(crate) fn of(path: &Path) -> Self {
        let name = path.as_os_str().as_encoded_bytes();
        let ends = |ending: &str| {
            let at = name.len().checked_sub(ending.len());
            at.is_some_and(|at| name[at..].eq_ignore_ascii_case(ending.as_bytes()))
        };
        if ends(".json") {
            Self::Json
        } else if ends(".yaml") || ends(".yml") {
            Self::Yaml
        } else {
            Self::Toml
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Toml => "TOML",
            Self::Json => "JSON",
            Self::Yaml => "YAML",
        }
    }

    /// The name of the feature that reads it.
    pub(crate) fn feature(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }

    /// Reads the text of a file; as TOML, where its format has no reader.
    pub(crate) fn read(self, text: &str, layer: u16, depth_limit: usize) -> Parsed<'_> {
        let read = self.reader().unwrap_or(toml::read);
        let parsed = read(text, layer, depth_limit);
        if parsed.flaws.is_empty() {
            return parsed;
        }
        let mut parsed = self.read_again(read, text, layer, depth_limit, parsed);
        leave_out(text, &mut parsed.flaws);
        parsed
    }

    /// Looks for what explains the flaws of a text better than its format does.
    #[cold]
    fn read_again<'a>(
        self,
        read: Read,
        text: &str,
        layer: u16,
        depth_limit: usize,
        parsed: Parsed<'a>,
    ) -> Parsed<'a> {
        if let Some((said, at)) = mistaken::of(self, text, &parsed) {
            return Parsed {
                root: Table::default(),
                flaws: vec![Flaw::syntax(said, Site::bytes(layer, &(at..at)))],
                lost: vec![Lost {
                    is_anything: said == mistaken::LFS,
                    ..Lost::anywhere(text, layer)
                }],
            };
        }
        let without_rubble = rubble::read(self, read, text, layer, depth_limit, &parsed.flaws);
        without_rubble.unwrap_or(parsed)
    }

    /// What reads it, if its feature is on.
    pub(crate) fn reader(self) -> Option<Read> {
        match self {
            Self::Toml => Some(toml::read),
            Self::Json => json::READ,
            Self::Yaml => yaml::READ,
        }
    }
}

/// The most flaws of one line of which it is said what they are.
const MOST_OF_LINE: usize = 100;

/// Leaves out flaws of a line that has many, and counts them in the one before.
#[cold]
fn leave_out(text: &str, flaws: &mut Vec<Flaw>) {
    if flaws.len() <= MOST_OF_LINE {
        return;
    }
    flaws.sort_by_key(|flaw| flaw.site.start);
    let start = |flaw: &Flaw| floor_char_boundary(text, flaw.site.range().start);
    let (mut of_line, mut behind) = (1, start(&flaws[0]));
    flaws.dedup_by(|flaw, last| {
        let is_same_line = !text[behind..start(flaw)].contains('\n');
        of_line = if is_same_line { of_line + 1 } else { 1 };
        behind = start(flaw);
        let is_left_out = of_line > MOST_OF_LINE;
        last.more += if is_left_out { 1 + flaw.more } else { 0 };
        is_left_out
    });
}

/// What could be read of a text.
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Parsed<'a> {
    pub(crate) root: Table<'a>,
    pub(crate) flaws: Vec<Flaw>,
    pub(crate) lost: Vec<Lost>,
}

/// A part of a text of which nothing could be read: it may set whatever can stand
/// in its table. A value that could not be read is [`Bad`](crate::value::tree::Value::Bad)
/// at its key.
#[derive(Clone, Debug)]
pub(crate) struct Lost {
    pub(crate) within: Key,
    pub(crate) site: Site,
    /// Whether it may set also what it does not name.
    pub(crate) is_anything: bool,
}

impl Lost {
    /// Any part of the text.
    pub(crate) fn anywhere(text: &str, layer: u16) -> Self {
        Self {
            within: Key::default(),
            site: Site::bytes(layer, &(0..text.len())),
            is_anything: false,
        }
    }
}

/// One place of a text that does not follow its format.
#[derive(Debug)]
pub(crate) struct Flaw {
    pub(crate) kind: FlawKind,
    pub(crate) site: Site,
    /// How many more are only counted: lines of the same value in TOML, places of the
    /// same line in the other formats.
    pub(crate) more: usize,
}

/// How a text breaks the rules of its format.
#[derive(Debug)]
pub(crate) enum FlawKind {
    /// In words that never repeat the text: those of the parser, or ours.
    Syntax {
        message: Cow<'static, str>,
        help: Option<&'static str>,
        /// Whether nothing behind it was read.
        is_last: bool,
    },
    /// What the format has, and a configuration file may not.
    #[cfg_attr(
        not(feature = "yaml"),
        expect(dead_code, reason = "only YAML has more")
    )]
    Refused {
        what: &'static str,
        help: &'static str,
    },
    /// The whole of it is something else than a table.
    #[cfg_attr(
        not(any(feature = "json", feature = "yaml")),
        expect(dead_code, reason = "all that is TOML is a table")
    )]
    NoTable {
        found: &'static str,
    },
    /// A key for the second time: where it was first, and the whole of it, where
    /// the text is read far enough to tell.
    Duplicate {
        first: Option<Site>,
        key: Option<Key>,
    },
    TooDeep,
}

impl Flaw {
    fn new(kind: FlawKind, site: Site) -> Self {
        Self {
            kind,
            site,
            more: 0,
        }
    }

    fn syntax((what, help): Sentence, site: Site) -> Self {
        let kind = FlawKind::Syntax {
            message: Cow::Borrowed(what),
            help: (!help.is_empty()).then_some(help),
            is_last: false,
        };
        Self::new(kind, site)
    }
}

/// What is lost of a text whose parser says no more than that it stopped.
#[cfg(any(feature = "json", feature = "yaml"))]
fn lost(text: &str, layer: u16, flaws: &[Flaw]) -> Vec<Lost> {
    let is_unread = |flaw: &Flaw| !matches!(flaw.kind, FlawKind::Duplicate { .. });
    let is_lost = flaws.iter().any(is_unread);
    let lost = is_lost.then(|| Lost::anywhere(text, layer));
    lost.into_iter().collect()
}
