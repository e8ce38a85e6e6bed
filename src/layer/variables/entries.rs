//! Entries of lists and maps, each set by variables of its own.

use std::borrow::Cow;

use super::spelling::rest_of;
use super::{Owner, Walk, has_named_variables, node_of};
use crate::key::Path;
use crate::schema::{Field, Shape};
use crate::tree::{Entry, Node, Table, Value};

/// How many levels the name of a variable may have.
const DEPTH_LIMIT: usize = 64;

impl<'a> Walk<'a> {
    /// The entries below a list or a map: what stands between `__` and the next
    /// `__` is the number or the name of one.
    pub(super) fn entries(
        &mut self,
        field: &'static Field,
        inner: Option<&'static Shape>,
        path: &Path<'_>,
        numbered: bool,
    ) -> Table<'a> {
        let mut table = Table::default();
        if self.ends.len() > DEPTH_LIMIT {
            return table;
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
            let name = segment.to_ascii_lowercase();
            if table.get(&name).is_some() {
                continue;
            }
            let path = match (numbered, name.parse()) {
                (true, Ok(index)) => path.index(index),
                _ => path.name(&name),
            };
            let is_named = self.has_platform_names && has_named_variables(field);
            let node = self.within(segment, is_named, |walk| walk.entry(field, inner, &path));
            if let Some(node) = node {
                self.names_entries = true;
                let (key, key_site) = (Cow::Owned(name), node.site);
                let _ = table.insert(Entry {
                    key,
                    key_site,
                    node,
                });
            }
        }
        table
    }

    fn entry(
        &mut self,
        field: &'static Field,
        inner: Option<&'static Shape>,
        path: &Path<'_>,
    ) -> Option<Node<'a>> {
        let numbers = self.numbers();
        match inner {
            Some(shape) => {
                let parts = self.parts(field, shape, path);
                let whole = self.whole(field, shape, path, &numbers);
                self.together(shape, path, parts, whole)
            }
            None if numbers.is_empty() => {
                let table = self.entries(field, None, path, false);
                node_of(table, Value::Table)
            }
            None => self.free(Owner::Setting(field), path, &numbers),
        }
    }
}

/// Whether this is the one spelling of an element's number.
pub(crate) fn is_index(segment: &str) -> bool {
    let is_plain = segment == "0" || segment.starts_with(|c: char| matches!(c, '1'..='9'));
    is_plain && segment.parse::<usize>().is_ok()
}
