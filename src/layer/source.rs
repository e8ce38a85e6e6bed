//! A layer as it was read, and how much of a place in it may be shown.

mod entry;
mod excerpt;
mod losses;

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use secrecy::zeroize::Zeroizing;

use self::entry::Written;
pub(crate) use self::excerpt::Show;
pub(crate) use self::losses::Losses;
use crate::format::{Format, Lost};
use crate::layer::variable::Variable;
use crate::report::problem::{Place, Rank};
use crate::schema::names;
use crate::schema::{Field, Schema};
use crate::value::key::{self, Key, readable};
use crate::value::origin::{Lines, Origin, Site};
use crate::value::tree::{Node, Value};

/// One layer, read but not yet understood.
pub(crate) struct Layer<'a> {
    pub(crate) source: Source<'a>,
    /// A table.
    pub(crate) root: Node<'a>,
    /// The parts of the text that could not be read.
    pub(crate) lost: Losses,
}

/// What a [`Site`] within a layer refers to.
#[derive(Clone)]
pub(crate) enum Source<'a> {
    File {
        path: &'a Path,
        text: &'a str,
        lines: Lines,
    },
    Variables(&'a [Variable]),
    /// What a text provider has given.
    Texts {
        provider: &'a str,
        pairs: &'a [Variable],
    },
    /// The files of one directory.
    Secrets(&'a [Variable]),
    /// Lines that set variables, and where in the text each of them begins.
    Dotenv {
        path: &'a Path,
        text: &'a str,
        lines: &'a [Variable],
        starts: &'a [usize],
        positions: Lines,
    },
    Overrides(&'a [Override], &'static Schema),
    /// Where its values come from, each place once.
    Provider(Vec<String>),
}

/// A value that was given in code or on a command line, and its key.
#[derive(Clone)]
pub(crate) struct Override {
    pub(crate) key: String,
    pub(crate) value: Zeroizing<String>,
    /// Whether it was given as `--set key=value`.
    pub(crate) is_argument: bool,
}

impl Override {
    /// The key without what may be secret in it: the entry of a secret map, or a value
    /// that was given in its place.
    fn shown_key(&self, schema: &'static Schema) -> String {
        match key::parse(&self.key) {
            Some(_) => schema.shown_key(&Key::from(&*self.key)).to_string(),
            None => readable(&self.key),
        }
    }
}

/// The key alone: the value may be a secret.
impl fmt::Debug for Override {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Override")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

/// Its place alone: its text may hold secrets.
impl fmt::Debug for Layer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.origin(self.root.site);
        f.debug_tuple("Layer").field(&origin.to_string()).finish()
    }
}

impl Show<'_> {
    /// The name at the end of this key, unless it is secret.
    pub(crate) fn name_of(key: &Key) -> Self {
        if key.is_redacted() {
            Self::HiddenKey
        } else {
            Self::Key
        }
    }

    /// Of a place with this key: nothing of the line where a name in it is secret.
    pub(crate) fn of_key(self, key: &Key) -> Self {
        if key.is_redacted() {
            Self::Head(0)
        } else {
            self
        }
    }
}

impl<'a> Layer<'a> {
    /// A layer of which nothing could be read.
    pub(crate) fn lost(path: &'a Path, number: u16) -> Self {
        let source = Source::File {
            path,
            text: "",
            lines: Lines::default(),
        };
        Self {
            source,
            root: Node::new(Value::Bad, Site::entry(number, 0)),
            lost: Losses::default(),
        }
    }
}

impl Layer<'_> {
    /// Whether the setting may be in what could not be read of this layer: its
    /// value, what it is in, or a part of the text that names it.
    pub(crate) fn may_hold(&self, key: &Key, field: &Field) -> bool {
        let may_name = |lost: &Lost, name: &str| match self.source {
            _ if lost.is_anything => true,
            Source::Dotenv { text, .. } => {
                let lost = text.get(lost.site.range()).unwrap_or_default();
                has_levels(lost, &names::below("", name))
            }
            _ => self.written(lost.site).contains(name),
        };
        let may_hold = |name| self.lost.may_hold(key, name, |lost| may_name(lost, name));
        field.names().any(may_hold) || is_bad(&self.root, key)
    }

    pub(crate) fn origin(&self, site: Site) -> Origin {
        let at = site.start as usize;
        match &self.source {
            Source::File { path, text, lines } => Origin::File(lines.position(path, text, at)),
            Source::Variables(variables) => of_variable(variables.get(at)),
            Source::Texts { provider, pairs } => Origin::ProviderKey {
                provider: (*provider).to_owned(),
                key: pairs
                    .get(at)
                    .map(|pair| pair.name.clone())
                    .unwrap_or_default(),
            },
            Source::Secrets(files) => {
                let file = files.get(at).and_then(Variable::file);
                Origin::SecretFile(file.map(|file| file.path.clone()).unwrap_or_default())
            }
            Source::Dotenv {
                path,
                text,
                starts,
                positions,
                ..
            } => {
                let start = starts.get(at).copied().unwrap_or_default();
                Origin::File(positions.position(path, text, start))
            }
            Source::Overrides(overrides, schema) => match overrides.get(at) {
                Some(given) if given.is_argument => Origin::Argument(given.shown_key(schema)),
                given => {
                    let key = given.map(|given| given.shown_key(schema));
                    Origin::Override(key.unwrap_or_default())
                }
            },
            Source::Provider(names) => Origin::Provider(names.get(at).cloned().unwrap_or_default()),
        }
    }

    /// What the entry at `site` is called, in a layer that is a list of entries.
    pub(crate) fn name(&self, site: Site) -> Option<Cow<'_, str>> {
        let at = site.start as usize;
        match &self.source {
            Source::Variables(entries)
            | Source::Texts { pairs: entries, .. }
            | Source::Secrets(entries)
            | Source::Dotenv { lines: entries, .. } => {
                entries.get(at).map(|entry| Cow::Borrowed(&*entry.name))
            }
            Source::Overrides(overrides, schema) => {
                let given = overrides.get(at);
                given.map(|given| Cow::Owned(given.shown_key(schema)))
            }
            Source::File { .. } | Source::Provider(_) => None,
        }
    }

    /// The variable that the entry at `site` is taken for, if it is not one itself.
    pub(crate) fn stands_for(&self, site: Site) -> Option<&str> {
        match self.source {
            Source::Texts { pairs, .. } => pairs.get(site.start as usize).map(Variable::variable),
            _ => None,
        }
    }

    /// The entry at `site`, as it is written, in a layer that is a list of entries.
    fn entry(&self, site: Site) -> Option<Written<'_>> {
        let (at, name) = (site.start as usize, self.name(site)?);
        let text = match &self.source {
            Source::Variables(entries)
            | Source::Texts { pairs: entries, .. }
            | Source::Secrets(entries) => entries.get(at)?.text(),
            Source::Dotenv { lines, .. } => lines.get(at)?.text(),
            Source::Overrides(overrides, _) => Some(overrides.get(at)?.value.as_str()),
            Source::File { .. } | Source::Provider(_) => None,
        };
        let text = text.unwrap_or_default();
        let quote = match &self.source {
            Source::Dotenv {
                text: file, starts, ..
            } => quote(&file[*starts.get(at)?..], text),
            _ => None,
        };
        Some(Written { name, text, quote })
    }

    /// Whether what is at `site` is the content of a file that holds secrets: of a
    /// secret directory, or named by a variable.
    pub(crate) fn is_secret_file(&self, site: Site) -> bool {
        match &self.source {
            Source::Secrets(_) => true,
            Source::Variables(entries) | Source::Dotenv { lines: entries, .. } => entries
                .get(site.start as usize)
                .is_some_and(|entry| entry.file().is_some()),
            _ => false,
        }
    }

    /// The place of `site`, with an excerpt where one can be drawn.
    pub(crate) fn place(&self, site: Site, label: impl Into<String>, show: Show<'_>) -> Place {
        let origin = self.origin(site);
        let excerpt = match (&self.source, &origin) {
            (Source::File { text, lines, .. }, _) => {
                let line = lines.around(text, site.start as usize);
                Some(excerpt::of_file(text, line, self.format(), site, show))
            }
            (_, Origin::SecretFile(_) | Origin::FileOfVariable { .. }) => {
                self.entry(site).and_then(|entry| entry.content(site, show))
            }
            _ => self.entry(site).map(|entry| entry.excerpt(site, show)),
        };
        let label = label.into();
        // OK because a mark on nothing shows no more than the position does.
        let excerpt = excerpt.filter(|_| !(label.is_empty() && matches!(show, Show::Head(0))));
        let place = Place::new(origin, label).with_rank(rank(site));
        match excerpt {
            Some(excerpt) => place.with_excerpt(excerpt),
            None => place,
        }
    }

    /// What the text of the layer is written in.
    pub(crate) fn format(&self) -> Format {
        match self.source {
            Source::File { path, .. } => Format::of(path),
            _ => Format::Toml,
        }
    }

    /// What is written at `site`.
    pub(crate) fn written(&self, site: Site) -> &str {
        match self.source {
            Source::File { text, .. } => text.get(site.range()).unwrap_or_default(),
            _ => "",
        }
    }

    /// The line on which `site` begins, and where in it.
    pub(crate) fn line(&self, site: Site) -> (&str, usize) {
        match self.source {
            Source::File {
                text, ref lines, ..
            } => {
                let line = lines.around(text, site.start as usize);
                let at = (site.start as usize).min(text.len()) - line.start;
                (text[line].trim_end_matches('\r'), at)
            }
            _ => ("", 0),
        }
    }
}

/// The quotes in which a line has a value as it is, if it has.
fn quote(line: &str, value: &str) -> Option<char> {
    let (_, written) = line.split_once('=')?;
    let written = written.trim_start();
    let quote = written
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let rest = written[1..].strip_prefix(value)?;
    rest.starts_with(quote).then_some(quote)
}

/// Whether a variable is named there that has these levels in its name.
fn has_levels(text: &str, levels: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric();
    text.match_indices(levels).any(|(at, _)| {
        let before = text.as_bytes()[..at].last();
        let behind = text.as_bytes().get(at + levels.len());
        !before.is_some_and(is_part) && !behind.is_some_and(is_part)
    })
}

/// Whether what is at the key, or above it, could not be read.
fn is_bad(root: &Node<'_>, key: &Key) -> bool {
    let mut node = root;
    let mut steps = key::parse(key.as_str()).unwrap_or_default().into_iter();
    while let Some(below) = steps.next().and_then(|step| node.child(&step)) {
        node = below;
    }
    matches!(node.value, Value::Bad)
}

fn of_variable(variable: Option<&Variable>) -> Origin {
    let name = variable.map(|variable| variable.name.clone());
    let name = name.unwrap_or_default();
    match variable.and_then(Variable::file) {
        Some(file) if file.is_path => Origin::FileOfVariable {
            variable: name,
            path: file.path.clone(),
        },
        _ => Origin::Variable(name),
    }
}

/// Where a site is in a report.
pub(crate) fn rank(site: Site) -> Rank {
    Rank {
        layer: u32::from(site.layer) + 1,
        at: site.start,
    }
}
