//! Entries of lists and maps, each set by variables of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::spelling::rest_of;
use super::{EntryFile, Owner, Walk, has_named_variables, node_of};
use crate::schema::kind::Kind;
use crate::schema::{Field, Shape};
use crate::value::key::{Path, push_variable_level};
use crate::value::tree::{Entry, Node, Table, Value};

/// How many levels the name of a variable may have.
const DEPTH_LIMIT: usize = 64;

/// What the entries below a list or a map are.
#[derive(Clone, Copy)]
pub(super) enum Inner<'k> {
    Shape(&'static Shape),
    /// Parts of a leaf of this kind.
    Part(&'k Kind),
}

impl Inner<'_> {
    /// The entry that is meant by a level of a variable, as its type spells it
    /// where that knows it.
    fn known(self, segment: &str) -> Option<&'static str> {
        let Self::Part(Kind::Struct { fields, .. }) = self else {
            return None;
        };
        let is_meant = |name: &str| {
            let mut level = String::new();
            push_variable_level(&mut level, name);
            level.trim_start_matches('_') == segment
        };
        let mut names = fields.iter().map(|(name, _)| *name);
        names.find(|name| is_meant(name))
    }
}

impl<'a> Walk<'_, 'a> {
    /// The parts of a list or a map that serde reads as one value; nothing below
    /// what is neither.
    pub(super) fn within_leaf(
        &mut self,
        field: &'static Field,
        kind: &Kind,
        path: &Path<'_>,
    ) -> Option<Node<'a>> {
        let numbered = kind.is_list();
        let inner = Inner::Part(kind.without_optional());
        let table = self.entries(field, inner, path, numbered);
        let value = if numbered { Value::Patch } else { Value::Table };
        node_of(table, value)
    }

    /// The entries below a list or a map: what is between `__` and the next
    /// `__` is the number or the name of one.
    pub(super) fn entries(
        &mut self,
        field: &'static Field,
        inner: Inner<'_>,
        path: &Path<'_>,
        numbered: bool,
    ) -> Table<'a> {
        let mut found = BTreeMap::new();
        if self.ends.len() > DEPTH_LIMIT {
            return Table::default();
        }
        for at in self.below.clone() {
            let variable = &self.variables[self.spelled[at].number];
            let Some(rest) = rest_of(variable.variable(), &self.name, &self.ends) else {
                continue;
            };
            let segment = rest.split("__").next().unwrap_or(rest);
            if segment.is_empty() || (numbered && !is_index(segment)) {
                continue;
            }
            let known = inner.known(segment);
            let name = known.map_or_else(|| segment.to_ascii_lowercase().into(), Cow::Borrowed);
            if found.contains_key(&name) {
                continue;
            }
            let path = match (numbered, name.parse()) {
                (true, Ok(index)) => path.index(index),
                _ => path.name(&name),
            };
            let is_named = self.has_platform_names && has_named_variables(field);
            let owner = match known {
                None if !numbered => Owner::Entry(field),
                _ => Owner::Setting(field),
            };
            let node = self.within(segment, is_named, |walk| {
                walk.entry(field, inner, owner, &path)
            });
            if let Some(node) = node {
                self.names_entries = true;
                found.insert(name, node);
            }
        }
        let entries = found.into_iter().map(|(key, node)| Entry {
            key,
            key_site: node.site,
            node,
        });
        Table::from_sorted(entries.collect())
    }

    fn entry(
        &mut self,
        field: &'static Field,
        inner: Inner<'_>,
        owner: Owner,
        path: &Path<'_>,
    ) -> Option<Node<'a>> {
        let numbers = self.numbers();
        match inner {
            Inner::Shape(shape) => {
                let parts = self.parts(field, shape, path);
                let whole = self.whole(field, shape, path, &numbers);
                self.together(field, shape, path, parts, whole)
            }
            Inner::Part(kind) if numbers.is_empty() => {
                self.within_leaf(field, part_of(kind, path), path)
            }
            Inner::Part(_) => {
                let variables = self.variables;
                let ends_so = |&&number: &&usize| variables[number].is_called_like_a_twin();
                let files = numbers.iter().filter(ends_so);
                let files = files.map(|&number| EntryFile::new(path, self.layer, number));
                self.entry_files.extend(files);
                self.free(owner, path, &numbers)
            }
        }
    }
}

/// What is at the end of the path, in a leaf of this kind.
fn part_of<'k>(kind: &'k Kind, path: &Path<'_>) -> &'k Kind {
    match kind {
        Kind::List(inner) | Kind::Array { element: inner, .. } | Kind::Map { value: inner } => {
            inner
        }
        Kind::Struct { fields, .. } => {
            let mut fields = fields.iter();
            let field = fields.find(|(name, _)| path.ends_with(name));
            field.map_or(&Kind::Any, |(_, kind)| kind)
        }
        _ => &Kind::Any,
    }
}

/// Whether this is the one spelling of an element's number.
pub(crate) fn is_index(segment: &str) -> bool {
    let is_plain = segment == "0" || segment.starts_with(|c: char| matches!(c, '1'..='9'));
    is_plain && segment.parse::<usize>().is_ok()
}
