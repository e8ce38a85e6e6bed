//! Values as a layer holds them, each with the place it was written.

mod table;

use std::borrow::Cow;

pub(crate) use self::table::{Entry, Table, compare};
use crate::value::key::GivenStep;
use crate::value::origin::Site;

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) value: Value<'a>,
    pub(crate) site: Site,
    /// Whether nothing of lower layers is left: a table that is written as `{}`, and
    /// what has been laid over one.
    pub(crate) is_all: bool,
}

/// A value of any layer.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum Value<'a> {
    /// Text without a type of its own, as in a variable: read as the type asks.
    Free(Cow<'a, str>),
    String(Cow<'a, str>),
    Integer(i64),
    /// A number that 64 bits cannot hold, as text in decimal digits; in others, where no
    /// type holds it.
    Wide(Box<str>),
    Float(f64),
    Bool(bool),
    /// A date or time of TOML.
    Datetime(Box<str>),
    List(Vec<Node<'a>>),
    Table(Table<'a>),
    /// Single elements of a list, keyed by their number, laid over a list below.
    Patch(Table<'a>),
    Null,
    /// Something a problem is known of already.
    Bad,
}

/// What it is, and nothing of it: it may be a secret.
#[cfg(not(test))]
impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.described())
    }
}

impl Value<'_> {
    /// What the value is, in the words of a report.
    pub(crate) fn described(&self) -> &'static str {
        match self {
            Value::Free(_) => "text",
            Value::String(_) => "a string",
            value if value.is_float() => "a float",
            Value::Integer(_) | Value::Wide(_) | Value::Float(_) => "an integer",
            Value::Bool(_) => "a boolean",
            Value::Datetime(_) => "a date or time",
            Value::List(_) | Value::Patch(_) => "a list",
            Value::Table(_) => "a table",
            Value::Null => "null",
            Value::Bad => "nothing readable",
        }
    }

    /// Whether it is a number with a fraction or an exponent.
    pub(crate) fn is_float(&self) -> bool {
        match self {
            Self::Float(_) => true,
            Self::Wide(text) => !text.starts_with("0x") && text.contains(['.', 'e', 'E']),
            _ => false,
        }
    }
}

impl<'a> Node<'a> {
    pub(crate) fn new(value: Value<'a>, site: Site) -> Self {
        Self {
            value,
            site,
            is_all: false,
        }
    }

    /// The text of a default.
    pub(crate) fn of_default(text: &'a str) -> Self {
        Self::new(Value::Free(text.into()), Site::DEFAULT)
    }

    /// A table in braces: an empty one empties what is below it.
    pub(crate) fn braced(table: Table<'a>, site: Site) -> Self {
        Self {
            is_all: table.is_empty(),
            ..Self::new(Value::Table(table), site)
        }
    }

    /// What the value is, in the words of a report.
    pub(crate) fn described(&self) -> &'static str {
        self.value.described()
    }

    /// Whether it is the empty text, which stands for nothing in an `Option`.
    pub(crate) fn is_nothing(&self) -> bool {
        match &self.value {
            Value::Free(text) => text.is_empty(),
            Value::Null => true,
            _ => false,
        }
    }

    /// The elements or entries of it.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        let (nodes, entries) = match &self.value {
            Value::List(nodes) => (&nodes[..], &[][..]),
            Value::Table(table) | Value::Patch(table) => (&[][..], &table.entries[..]),
            _ => (&[][..], &[][..]),
        };
        nodes.iter().chain(entries.iter().map(|entry| &entry.node))
    }

    /// As [`children`](Self::children), to change them.
    pub(crate) fn children_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        let (nodes, entries) = match &mut self.value {
            Value::List(nodes) => (&mut nodes[..], &mut [][..]),
            Value::Table(table) | Value::Patch(table) => (&mut [][..], &mut table.entries[..]),
            _ => (&mut [][..], &mut [][..]),
        };
        nodes
            .iter_mut()
            .chain(entries.iter_mut().map(|entry| &mut entry.node))
    }

    /// Whether it, or something in it, could not be read.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self.value, Value::Bad) || self.children().any(Self::is_broken)
    }

    pub(crate) fn as_table(&self) -> Option<&Table<'a>> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Where one step of a key leads.
    pub(crate) fn child(&self, step: &GivenStep) -> Option<&Self> {
        match step {
            GivenStep::Name(name) => Some(&self.as_table()?.get(name)?.node),
            GivenStep::Index(index) => self.element(*index),
        }
    }

    /// The element of a list with this number.
    pub(crate) fn element(&self, index: usize) -> Option<&Node<'a>> {
        match &self.value {
            Value::List(nodes) => nodes.get(index),
            Value::Patch(table) => Some(&table.get(&index.to_string())?.node),
            _ => None,
        }
    }

    /// Moves all that was read from a text to where the text is, but for so many bytes
    /// that were before it.
    pub(crate) fn move_to(&mut self, text: Site, before: usize) {
        let moved = |site: Site| text.part((site.start as usize).saturating_sub(before));
        self.site = moved(self.site);
        if let Value::Table(table) = &mut self.value {
            for entry in table.entries_mut() {
                entry.key_site = moved(entry.key_site);
            }
        }
        self.children_mut()
            .for_each(|node| node.move_to(text, before));
    }

    /// Copies what is borrowed, so that the text it came from can go.
    pub(crate) fn into_owned(self) -> Node<'static> {
        let value = match self.value {
            Value::Free(text) => Value::Free(Cow::Owned(text.into_owned())),
            Value::String(text) => Value::String(Cow::Owned(text.into_owned())),
            Value::Integer(number) => Value::Integer(number),
            Value::Wide(text) => Value::Wide(text),
            Value::Float(number) => Value::Float(number),
            Value::Bool(bool) => Value::Bool(bool),
            Value::Datetime(text) => Value::Datetime(text),
            Value::List(nodes) => Value::List(nodes.into_iter().map(Node::into_owned).collect()),
            Value::Table(table) => Value::Table(table.into_owned()),
            Value::Patch(table) => Value::Patch(table.into_owned()),
            Value::Null => Value::Null,
            Value::Bad => Value::Bad,
        };
        Node {
            value,
            site: self.site,
            is_all: self.is_all,
        }
    }

    /// As [`take_over`](Self::take_over), of nodes that stay as they are.
    pub(crate) fn over(&self, lower: &Self) -> Self {
        let mut node = lower.clone();
        node.take_over(self.clone());
        node
    }

    /// Lays another node of the same layer over this one: tables key by key, single
    /// elements into their list, everything else as a whole. Elements that would leave a
    /// gap stay alone, which anyone who reads them finds.
    pub(crate) fn take_over(&mut self, upper: Self) {
        self.site = upper.site;
        let upper_is_all = upper.is_all;
        self.is_all |= upper_is_all;
        match (upper.value, &mut self.value) {
            (Value::Table(upper), Value::Table(lower)) if !upper_is_all => lower.take_over(upper),
            (Value::Patch(upper), Value::Patch(lower)) => lower.take_over(upper),
            (Value::Patch(patch), Value::List(list)) if patch.continues(list.len()) => {
                patch.put_into(list);
            }
            (value, lower) => *lower = value,
        }
    }

    /// With lists in place of single elements that there is no list for, unless they
    /// leave a gap.
    #[inline]
    pub(crate) fn closed(node: Cow<'_, Self>) -> Cow<'_, Self> {
        let has_parts = matches!(
            node.value,
            Value::Patch(_) | Value::List(_) | Value::Table(_)
        );
        if has_parts && node.has_patch() {
            let mut node = node.into_owned();
            node.close();
            Cow::Owned(node)
        } else {
            node
        }
    }

    fn has_patch(&self) -> bool {
        matches!(self.value, Value::Patch(_)) || self.children().any(Self::has_patch)
    }

    fn close(&mut self) {
        self.children_mut().for_each(Self::close);
        if let Value::Patch(patch) = &mut self.value
            && patch.continues(0)
        {
            let mut list = Vec::with_capacity(patch.len());
            std::mem::take(patch).put_into(&mut list);
            self.value = Value::List(list);
        }
    }
}
