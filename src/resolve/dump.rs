//! What was resolved, whole and redacted.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Resolution, Row};
use crate::resolve::datum::Datum;
use crate::value::key::{self, GivenStep, segment};

impl Resolution {
    /// Writes the values in effect as TOML, each followed by its origin.
    ///
    /// A secret is `"[redacted]"`, and what is not set is a comment. It shows
    /// what a program runs with; it is not meant to be loaded again.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(default = 8080)] port: u16 }
    /// let host = Memory::new().variable("CADENCE_ENV", "test");
    /// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
    /// assert_eq!(settings.resolution().to_toml(), "port = 8080 # default\n");
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        table(&mut text, &self.tree(), "");
        text.trim_start().to_owned()
    }

    /// Writes the values in effect as indented JSON; unset values are null.
    #[cfg(feature = "json")]
    pub fn to_json(&self) -> String {
        let tree = Tree::Table(self.tree());
        crate::value::foreign::json(&tree.datum())
    }

    /// The values in effect, each with its origin, in the tables that they are in.
    #[cfg(feature = "json")]
    pub(crate) fn with_origins(&self) -> serde_json::Value {
        Tree::Table(self.tree()).with_origins()
    }

    fn tree(&self) -> Entries<'_> {
        let mut root = Tree::Table(Entries::default());
        for row in &self.rows {
            let steps = key::parse(row.key.as_str()).unwrap_or_default();
            let steps: Vec<_> = if steps.is_empty() {
                vec![GivenStep::Name(row.key.to_string())]
            } else {
                steps
            };
            root.insert(&steps, row);
        }
        match root {
            Tree::Table(entries) => entries,
            _ => Entries::default(),
        }
    }
}

/// What a table has, in the order of the rows.
#[derive(Default)]
struct Entries<'r> {
    all: Vec<(String, Tree<'r>)>,
    numbers: HashMap<String, usize>,
}

impl<'r> Entries<'r> {
    fn entry(&mut self, name: &str) -> &mut Tree<'r> {
        let next = self.all.len();
        let at = *self.numbers.entry(name.to_owned()).or_insert(next);
        if at == next {
            let empty = Tree::Table(Entries::default());
            self.all.push((name.to_owned(), empty));
        }
        &mut self.all[at].1
    }
}

enum Tree<'r> {
    Row(&'r Row),
    Table(Entries<'r>),
    List(Vec<Tree<'r>>),
}

impl<'r> Tree<'r> {
    fn insert(&mut self, steps: &[GivenStep], row: &'r Row) {
        let Some((step, rest)) = steps.split_first() else {
            *self = Self::Row(row);
            return;
        };
        match step {
            GivenStep::Name(name) => self.entry(name).insert(rest, row),
            GivenStep::Index(index) => self.element(*index).insert(rest, row),
        }
    }

    fn entry(&mut self, name: &str) -> &mut Self {
        if !matches!(self, Self::Table(_)) {
            *self = Self::Table(Entries::default());
        }
        let Self::Table(entries) = self else {
            unreachable!("it has just become a table")
        };
        entries.entry(name)
    }

    fn element(&mut self, index: usize) -> &mut Self {
        if !matches!(self, Self::List(_)) {
            *self = Self::List(Vec::new());
        }
        let Self::List(elements) = self else {
            unreachable!("it has just become a list")
        };
        while elements.len() <= index {
            elements.push(Self::Table(Entries::default()));
        }
        &mut elements[index]
    }

    fn datum(&self) -> Datum {
        match self {
            Self::Row(row) => row.datum().cloned().unwrap_or(Datum::Null),
            Self::Table(entries) => Datum::Table(
                entries
                    .all
                    .iter()
                    .map(|(name, tree)| (name.clone(), tree.datum()))
                    .collect(),
            ),
            Self::List(elements) => Datum::List(elements.iter().map(Self::datum).collect()),
        }
    }

    #[cfg(feature = "json")]
    fn with_origins(&self) -> serde_json::Value {
        match self {
            Self::Row(row) => serde_json::json!({
                "value": row.datum(),
                "origin": row.origin().map(ToString::to_string),
            }),
            Self::Table(entries) => {
                let entries = entries.all.iter();
                let entries = entries.map(|(name, tree)| (name.clone(), tree.with_origins()));
                serde_json::Value::Object(entries.collect())
            }
            Self::List(elements) => elements.iter().map(Self::with_origins).collect(),
        }
    }

    fn tables(&self) -> Option<Vec<&Entries<'r>>> {
        let Self::List(elements) = self else {
            return None;
        };
        let table = |element: &'_ Self| -> bool { matches!(element, Self::Table(_)) };
        elements.iter().all(table).then(|| {
            let tables = elements.iter().filter_map(|element| match element {
                Self::Table(entries) => Some(entries),
                _ => None,
            });
            tables.collect()
        })
    }
}

/// The values of a table first, and then what has a header of its own.
fn table(text: &mut String, entries: &Entries<'_>, path: &str) {
    for (name, tree) in &entries.all {
        match tree {
            Tree::Row(row) => line(text, name, row),
            Tree::List(_) if tree.tables().is_none() => {
                let value = tree.datum().to_toml().unwrap_or_default();
                let _ = writeln!(text, "{} = {value}", segment(name));
            }
            _ => {}
        }
    }
    for (name, tree) in &entries.all {
        let below = if path.is_empty() {
            segment(name).into_owned()
        } else {
            format!("{path}.{}", segment(name))
        };
        if let Tree::Table(entries) = tree {
            // OK to leave out a header that has nothing of its own, as TOML does.
            let mut trees = entries.all.iter().map(|(_, tree)| tree);
            if trees.any(|tree| matches!(tree, Tree::Row(_))) {
                let _ = write!(text, "\n[{below}]\n");
            }
            table(text, entries, &below);
        }
        for entries in tree.tables().unwrap_or_default() {
            let _ = write!(text, "\n[[{below}]]\n");
            table(text, entries, &below);
        }
    }
}

fn line(text: &mut String, name: &str, row: &Row) {
    let name = segment(name);
    let value = row.datum().and_then(Datum::to_toml);
    let _ = match (value, row.origin()) {
        (Some(value), Some(origin)) => writeln!(text, "{name} = {value} # {origin}"),
        (None, Some(origin)) => match row.value() {
            Some(value) if !value.is_empty() => writeln!(text, "# {name} is {value}"),
            _ => writeln!(text, "# {name} is nothing, by {origin}"),
        },
        _ => writeln!(text, "# {name} is not set"),
    };
}
