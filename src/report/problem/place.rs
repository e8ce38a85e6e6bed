//! Where a problem is, and what is written there.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::path::Path;

use serde::{Serialize, Serializer};

use crate::value::foreign;
use crate::value::origin::{Origin, floor_char_boundary};

/// Where a problem is in a report: the layer, and the place in the layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Rank {
    pub(crate) layer: u32,
    pub(crate) at: u32,
}

impl Rank {
    /// After all that was written somewhere.
    pub(crate) const NOWHERE: Self = Self {
        layer: u32::MAX,
        at: 0,
    };
}

/// Where something is in a report, if that is known. It is not part of what is said:
/// two reports may say the same at different places.
#[derive(Clone, Copy, Default)]
pub(super) struct Standing(pub(super) Option<Rank>);

/// Nothing: how far into a line it is tells how long a secret before it is.
impl fmt::Debug for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("_")
    }
}

impl PartialEq for Standing {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Standing {}

impl Hash for Standing {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// One place concerned by a problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Place {
    #[serde(flatten)]
    origin: Origin,
    #[serde(serialize_with = "unless_empty")]
    label: String,
    excerpt: Option<Excerpt>,
    /// Nothing where it is in no layer.
    #[serde(skip)]
    standing: Standing,
}

impl Place {
    pub(crate) fn new(origin: Origin, label: impl Into<String>) -> Self {
        Self {
            origin,
            label: foreign::owned(label.into()),
            excerpt: None,
            standing: Standing::default(),
        }
    }

    /// A file as a whole.
    pub(crate) fn of_file(path: &Path) -> Self {
        Self::new(Origin::WholeFile(path.to_owned()), "")
    }

    /// A variable that is in no layer.
    pub(crate) fn of_variable(name: &str) -> Self {
        Self::new(Origin::Variable(name.to_owned()), "")
    }

    /// Says where it is among the layers.
    pub(crate) fn with_rank(mut self, rank: Rank) -> Self {
        self.standing = Standing(Some(rank));
        self
    }

    pub(super) fn rank(&self) -> Option<Rank> {
        self.standing.0
    }

    pub(crate) fn with_label(mut self, label: impl Into<String>) -> Self {
        self.label = foreign::owned(label.into());
        self
    }

    pub(crate) fn with_excerpt(mut self, excerpt: Excerpt) -> Self {
        self.excerpt = Some(excerpt);
        self
    }

    /// Returns where it is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns the label of this place; may be empty.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Returns what is written there, as far as it may be shown.
    pub fn excerpt(&self) -> Option<&Excerpt> {
        self.excerpt.as_ref()
    }
}

fn unless_empty<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Some(text)
        .filter(|text| !text.is_empty())
        .serialize(serializer)
}

/// A source line, with everything masked that may be secret.
///
/// For a variable it is `NAME=value`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Excerpt {
    text: String,
    #[serde(skip)]
    marked: Range<usize>,
}

impl Excerpt {
    pub(crate) fn new(text: &str, marked: Range<usize>) -> Self {
        let start = floor_char_boundary(text, marked.start);
        let end = floor_char_boundary(text, marked.end).max(start);
        let mut shown = foreign::line(&text[..start]).into_owned();
        let start_shown = shown.len();
        shown.push_str(&foreign::line(&text[start..end]));
        let marked = start_shown..shown.len();
        shown.push_str(&foreign::line(&text[end..]));
        Self {
            text: shown,
            marked,
        }
    }

    /// Returns the line, without its end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes of [`text`](Self::text) that the problem is about.
    pub fn marked(&self) -> Range<usize> {
        self.marked.clone()
    }

    /// The line: what is before the marked part, that, and what is behind it.
    pub(crate) fn parts(&self) -> [&str; 3] {
        let (start, end) = (self.marked.start, self.marked.end);
        [
            &self.text[..start],
            &self.text[start..end],
            &self.text[end..],
        ]
    }
}
