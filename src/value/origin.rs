//! Where a value was written.

mod json;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::value::foreign::line;
use crate::value::redact;

/// Where a value was written, as exactly as its source allows.
///
/// # Example
///
/// ```
/// use rehearsal::report::Origin;
///
/// let origin = Origin::Variable("CADENCE_SERVER_PORT".to_owned());
/// assert_eq!(origin.to_string(), "variable CADENCE_SERVER_PORT");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "json::Parts", try_from = "json::Parts")]
#[non_exhaustive]
pub enum Origin {
    /// The default of the schema.
    Default,
    /// A file of the config directory, or one embedded in the program.
    File(Position),
    /// A file as a whole, if no line can be named.
    WholeFile(PathBuf),
    /// A variable of the process.
    Variable(String),
    /// The file that a variable such as `CADENCE_API_KEY_FILE` names.
    FileOfVariable {
        /// The variable.
        variable: String,
        /// The path it holds.
        path: PathBuf,
    },
    /// A file of a secret directory.
    SecretFile(PathBuf),
    /// An override, under the key it was given for.
    Override(String),
    /// An override of the command line, `--set key=value`, under its key.
    Argument(String),
    /// A key of a [text provider](crate::Loader::text_provider).
    ProviderKey {
        /// The name that the program gave the provider.
        provider: String,
        /// The key, as the provider has it.
        key: String,
    },
    /// A `figment` provider, under the name it gives itself.
    Provider(String),
}

impl Origin {
    /// Returns the position in a file, if the value was written in one.
    pub fn position(&self) -> Option<&Position> {
        match self {
            Self::File(position) => Some(position),
            _ => None,
        }
    }

    /// The file that it is in, or is.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(position) => Some(position.path()),
            Self::WholeFile(path) | Self::SecretFile(path) | Self::FileOfVariable { path, .. } => {
                Some(path)
            }
            _ => None,
        }
    }

    /// The variable, the provider, or the key of the override.
    fn name(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Variable(name)
            | Self::FileOfVariable { variable: name, .. }
            | Self::Override(name)
            | Self::Argument(name)
            | Self::Provider(name) => Cow::Borrowed(name),
            Self::ProviderKey { provider, key } => Cow::Owned(format!("{provider}#{key}")),
            _ => return None,
        })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(position) => position.fmt(f),
            Self::WholeFile(path) | Self::SecretFile(path) => f.write_str(&redact::path(path)),
            Self::Variable(name) => write!(f, "variable {}", line(name)),
            Self::FileOfVariable { variable, path } => {
                write!(f, "{}, named by {}", redact::path(path), line(variable))
            }
            Self::Override(key) => write!(f, "override of {}", line(key)),
            Self::Argument(key) => f.write_str(format!("--set {}", line(key)).trim_end()),
            Self::ProviderKey { provider, key } => {
                write!(f, "provider {}#{}", line(provider), line(key))
            }
            Self::Provider(name) => write!(f, "provider {}", line(name)),
        }
    }
}

/// As it is displayed: a path may be a secret that was put in its place.
impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Origin").field(&self.to_string()).finish()
    }
}

/// A line and column of a file, both counted from one; columns in characters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Position {
    path: PathBuf,
    line: usize,
    column: usize,
}

impl Position {
    #[cfg(test)]
    pub(crate) fn new(path: &Path, text: &str, offset: usize) -> Self {
        Lines::default().position(path, text, offset)
    }

    /// One that another reader counted.
    #[cfg(feature = "snapshot")]
    pub(crate) fn at(path: PathBuf, line: usize, column: usize) -> Self {
        Self { path, line, column }
    }

    /// Returns the path of the file, as the loader opened it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the line, counted from one.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the column in characters, counted from one.
    pub fn column(&self) -> usize {
        self.column
    }
}

/// As it is displayed.
impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Position").field(&self.to_string()).finish()
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = redact::path(&self.path);
        write!(f, "{path}:{}:{}", self.line, self.column)
    }
}

/// Where the lines of a text begin, found out when it is first asked.
///
/// The text must be the same each time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines(OnceCell<Index>);

#[derive(Clone, Debug)]
struct Index {
    /// Where each line begins.
    starts: Vec<usize>,
    /// How many characters precede each stretch of the text, so that
    /// columns of a long line are not counted from its beginning.
    characters: Vec<usize>,
}

/// How many bytes a stretch has.
const STRETCH: usize = 1024;

impl Index {
    fn of(text: &str) -> Self {
        let newlines = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let stretches = text.as_bytes().chunks(STRETCH).map(characters);
        let before = stretches.scan(0, |before, stretch| {
            let so_far = *before;
            *before += stretch;
            Some(so_far)
        });
        Self {
            starts: std::iter::once(0).chain(newlines).collect(),
            characters: before.collect(),
        }
    }

    /// How many characters begin before `offset`.
    fn characters_before(&self, text: &str, offset: usize) -> usize {
        let stretch = (offset / STRETCH).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(stretch).copied().unwrap_or_default();
        before + characters(&text.as_bytes()[stretch * STRETCH..offset])
    }
}

/// How many characters begin in these bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(begins).count()
}

impl Lines {
    /// The position of `offset` in the text.
    pub(crate) fn position(&self, path: &Path, text: &str, offset: usize) -> Position {
        let index = self.0.get_or_init(|| Index::of(text));
        let offset = floor_char_boundary(text, offset);
        let line = index.starts.partition_point(|&start| start <= offset);
        let start = index.starts[line - 1];
        let before = |offset| index.characters_before(text, offset);
        let line_start = text[start..offset].chars();
        let unseen = line_start.take_while(|&c| c == BYTE_ORDER_MARK).count();
        Position {
            path: path.to_owned(),
            line,
            column: before(offset) - before(start) - unseen + 1,
        }
    }

    /// The bytes of the line around `offset`, without its end.
    pub(crate) fn around(&self, text: &str, offset: usize) -> Range<usize> {
        let starts = &self.0.get_or_init(|| Index::of(text)).starts;
        let offset = offset.min(text.len());
        let line = starts.partition_point(|&start| start <= offset);
        let end = starts.get(line).map_or(text.len(), |next| next - 1);
        starts[line - 1]..end
    }
}
/// What a text may start with, and what cannot be seen.
pub(crate) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The last offset at or before `offset` that no character spans.
pub(crate) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Where something is among the layers of one load.
///
/// In a file `start` and `end` are bytes; in a layer that is a list of entries,
/// such as variables, `start` is the number of the entry, and `end` where in the
/// text of the entry a part of it begins, counted from one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Site {
    pub(crate) layer: u16,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Site {
    /// A default of the schema, which is in no layer.
    pub(crate) const DEFAULT: Self = Self {
        layer: u16::MAX,
        start: 0,
        end: 0,
    };

    /// Bytes of a file. OK because a text over the size limit, itself below
    /// 4 GiB, is never parsed.
    pub(crate) fn bytes(layer: u16, range: &Range<usize>) -> Self {
        Self {
            layer,
            start: u32::try_from(range.start).unwrap_or(u32::MAX),
            end: u32::try_from(range.end).unwrap_or(u32::MAX),
        }
    }

    /// The entry with this number.
    pub(crate) fn entry(layer: u16, index: usize) -> Self {
        Self {
            end: 0,
            ..Self::bytes(layer, &(index..index))
        }
    }

    /// What begins so many bytes behind what is here, in the text of an entry.
    pub(crate) fn part(self, behind: usize) -> Self {
        let behind = u32::try_from(behind).unwrap_or(u32::MAX);
        Self {
            end: self.end.max(1).saturating_add(behind),
            ..self
        }
    }

    /// Where in the text of its entry it begins; none where it is all of the entry.
    pub(crate) fn offset(self) -> Option<usize> {
        (self.end as usize).checked_sub(1)
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_long_line_are_counted_in_characters_too() {
        let text = format!("{}\n{}x", "ä".repeat(700), "ü€🦀".repeat(700));
        let at = |offset| Position::new(Path::new("c.toml"), &text, offset).to_string();
        assert_eq!(at(1398), "c.toml:1:700");
        assert_eq!(at(1400), "c.toml:1:701");
        assert_eq!(at(1401), "c.toml:2:1");
        assert_eq!(at(1401 + 9 * 600 + 5), "c.toml:2:1803");
        assert_eq!(at(text.len()), "c.toml:2:2102");
        let lines = Lines::default();
        assert_eq!(lines.around(&text, 1400), 0..1400);
        assert_eq!(lines.around(&text, 1401), 1401..text.len());
    }

    #[test]
    fn columns_count_characters_and_lines_end_at_newlines() {
        let text = "a = 1\r\nä = \"ü\" # x";
        let at = |offset| Position::new(Path::new("c.toml"), text, offset).to_string();
        assert_eq!(at(0), "c.toml:1:1");
        assert_eq!(at(7), "c.toml:2:1");
        assert_eq!(at(12), "c.toml:2:5");
        assert_eq!(at(999), "c.toml:2:12");
        let marked = Position::new(Path::new("c.toml"), "\u{feff}a", 3);
        assert_eq!(marked.to_string(), "c.toml:1:1");
    }
}
