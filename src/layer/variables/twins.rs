//! Entries below a leaf whose variable, or secret file, ends in `_FILE`.
//!
//! `TOKENS__EU_FILE` names the file that holds the entry `eu`, as it would of a
//! setting. Since the type leaves the names of entries open, another layer may
//! have an entry `eu_file`; then it is not known which of them is meant.

use crate::layer::source::{Layer, Source};
use crate::layer::words;
use crate::report::problem::Problem;
use crate::schema::names::TWIN;
use crate::value::key::{self, GivenStep, Key, Path, push_variable_level};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node};

/// An entry, and where a name that ends in `_FILE` sets it.
pub(crate) struct EntryFile {
    key: Key,
    site: Site,
}

impl EntryFile {
    pub(super) fn new(path: &Path<'_>, layer: u16, number: usize) -> Self {
        Self {
            key: path.key(),
            site: Site::entry(layer, number),
        }
    }

    /// What is wrong with the entry, in view of the layers below that of the name.
    pub(crate) fn judge(&self, layer: &Layer<'_>, lower: &[Layer<'_>]) -> Option<Problem> {
        if let Source::Secrets(files) = layer.source {
            // OK because a file of a secret directory holds the value: it is the
            // entry of its name if there is such a one, and no twin.
            let file = files.get(self.site.start as usize)?.file()?;
            let base = key_without_twin(&self.key)?;
            let is_known = find(lower, &self.key, "").is_some();
            return (!is_known).then(|| words::unowned_file(&file.path, Some(base)));
        }
        let (lower, entry) = find(lower, &self.key, TWIN)?;
        Some(words::ambiguous_entry(
            layer, &self.key, self.site, lower, entry,
        ))
    }
}

/// The key of an entry `eu_file` without the `_file`.
fn key_without_twin(key: &Key) -> Option<Key> {
    let text = key.as_str();
    let at = text.len().checked_sub(TWIN.len())?;
    let ends_so = text.is_char_boundary(at) && text[at..].eq_ignore_ascii_case(TWIN);
    ends_so.then(|| Key::from(&text[..at]))
}

/// The entry of this key in one of the layers, with more at the end of its name.
fn find<'l, 'a>(
    layers: &'l [Layer<'a>],
    key: &Key,
    more: &str,
) -> Option<(&'l Layer<'a>, &'l Entry<'a>)> {
    let steps = key::parse(key.as_str())?;
    let (last, steps) = steps.split_last()?;
    let GivenStep::Name(name) = last else {
        return None;
    };
    let wanted = format!("{name}{more}");
    layers.iter().rev().find_map(|layer| {
        let mut node = &layer.root;
        for step in steps {
            node = below(node, step)?;
        }
        Some((layer, named(node, &wanted)?))
    })
}

fn below<'n, 'a>(node: &'n Node<'a>, step: &GivenStep) -> Option<&'n Node<'a>> {
    match step {
        GivenStep::Name(name) => Some(&named(node, name)?.node),
        GivenStep::Index(index) => node.element(*index),
    }
}

/// The entry that the variable of this name would mean.
fn named<'n, 'a>(node: &'n Node<'a>, name: &str) -> Option<&'n Entry<'a>> {
    let table = node.as_table()?;
    let wanted = level(name);
    let mut entries = table.entries().iter();
    entries.find(|entry| level(&entry.key) == wanted)
}

fn level(name: &str) -> String {
    let mut level = String::new();
    push_variable_level(&mut level, name);
    level
}
