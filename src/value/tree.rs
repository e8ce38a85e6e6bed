//! Values as a layer holds them, each with the place it was written.

use std::borrow::Cow;
use std::cmp::Ordering;

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

    /// Whether it, or something in it, could not be read.
    pub(crate) fn is_broken(&self) -> bool {
        match &self.value {
            Value::Bad => true,
            Value::List(nodes) => nodes.iter().any(Self::is_broken),
            Value::Table(table) | Value::Patch(table) => {
                table.entries().iter().any(|entry| entry.node.is_broken())
            }
            _ => false,
        }
    }

    pub(crate) fn as_table(&self) -> Option<&Table<'a>> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
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
        match &mut self.value {
            Value::List(nodes) => nodes.iter_mut().for_each(|node| node.move_to(text, before)),
            Value::Table(table) => {
                for entry in table.entries_mut() {
                    entry.key_site = moved(entry.key_site);
                    entry.node.move_to(text, before);
                }
            }
            _ => {}
        }
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

    /// With lists in place of single elements that there is not a list for, unless they
    /// leave a gap.
    pub(crate) fn closed(node: Cow<'_, Self>) -> Cow<'_, Self> {
        if !node.has_patch() {
            return node;
        }
        let mut node = node.into_owned();
        node.close();
        Cow::Owned(node)
    }

    fn has_patch(&self) -> bool {
        match &self.value {
            Value::Patch(_) => true,
            Value::List(nodes) => nodes.iter().any(Self::has_patch),
            Value::Table(table) => table.entries.iter().any(|entry| entry.node.has_patch()),
            _ => false,
        }
    }

    fn close(&mut self) {
        match &mut self.value {
            Value::List(nodes) => nodes.iter_mut().for_each(Self::close),
            Value::Table(table) | Value::Patch(table) => {
                table
                    .entries
                    .iter_mut()
                    .for_each(|entry| entry.node.close());
            }
            _ => {}
        }
        if let Value::Patch(patch) = &mut self.value
            && patch.continues(0)
        {
            let mut list = Vec::with_capacity(patch.len());
            std::mem::take(patch).put_into(&mut list);
            self.value = Value::List(list);
        }
    }
}

/// So many keys are found sooner one after the other, since most differ in length.
const FEW: usize = 8;

/// Entries sorted by key; no key twice.
#[derive(Clone, Default)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Table<'a> {
    entries: Vec<Entry<'a>>,
}

/// A key with its place, and the value it has.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Entry<'a> {
    pub(crate) key: Cow<'a, str>,
    pub(crate) key_site: Site,
    pub(crate) node: Node<'a>,
}

impl<'a> Table<'a> {
    /// From entries that come in the order of their keys.
    pub(crate) fn from_sorted(entries: Vec<Entry<'a>>) -> Self {
        debug_assert!(entries.is_sorted_by(|a, b| a.key < b.key));
        Self { entries }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Entry<'a>> {
        if self.len() <= FEW {
            return self.entries.iter().find(|entry| entry.key == key);
        }
        self.find(key).ok().map(|at| &self.entries[at])
    }

    /// Takes the entry in, unless the key is there already.
    pub(crate) fn insert(&mut self, entry: Entry<'a>) -> Result<(), Entry<'a>> {
        match self.find(&entry.key) {
            Ok(_) => Err(entry),
            Err(at) => {
                self.entries.insert(at, entry);
                Ok(())
            }
        }
    }

    pub(crate) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// To change them; who changes a key has to sort them anew.
    pub(crate) fn entries_mut(&mut self) -> &mut [Entry<'a>] {
        &mut self.entries
    }

    pub(crate) fn take_entries(&mut self) -> Vec<Entry<'a>> {
        std::mem::take(&mut self.entries)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    fn find(&self, key: &str) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|entry| compare(&entry.key, key))
    }

    pub(crate) fn into_owned(self) -> Table<'static> {
        let owned = |entry: Entry<'a>| Entry {
            key: Cow::Owned(entry.key.into_owned()),
            key_site: entry.key_site,
            node: entry.node.into_owned(),
        };
        Table {
            entries: self.entries.into_iter().map(owned).collect(),
        }
    }

    /// The entries of both; what `over` makes of those that have the same key.
    pub(crate) fn merged(
        upper: &Self,
        lower: &Self,
        over: &dyn Fn(&Entry<'a>, &Entry<'a>) -> Entry<'a>,
    ) -> Self {
        let mut entries = Vec::with_capacity(upper.len() + lower.len());
        let (mut ours, mut theirs) = (
            upper.entries.iter().peekable(),
            lower.entries.iter().peekable(),
        );
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (Some(a), Some(b)) => compare(&a.key, &b.key),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            entries.extend(match order {
                Ordering::Less => ours.next().cloned(),
                Ordering::Greater => theirs.next().cloned(),
                Ordering::Equal => ours.next().zip(theirs.next()).map(|(a, b)| over(a, b)),
            });
        }
        Self { entries }
    }

    fn take_over(&mut self, upper: Self) {
        for entry in upper.entries {
            match self.find(&entry.key) {
                Ok(at) => {
                    self.entries[at].key_site = entry.key_site;
                    self.entries[at].node.take_over(entry.node);
                }
                Err(at) => self.entries.insert(at, entry),
            }
        }
    }

    /// Whether the elements go on, without a gap, behind a list of this length.
    fn continues(&self, len: usize) -> bool {
        let elements = self.elements();
        let behind = elements.iter().filter(|(index, _)| *index >= len);
        (len..).zip(behind).all(|(next, (index, _))| next == *index)
    }

    /// Lays the elements over those of the list, and the rest behind them.
    fn put_into(self, list: &mut Vec<Node<'a>>) {
        let numbered = self.entries.into_iter();
        let numbered = numbered.filter_map(|entry| Some((entry.key.parse().ok()?, entry.node)));
        let mut elements: Vec<(usize, _)> = numbered.collect();
        elements.sort_by_key(|&(index, _)| index);
        for (index, upper) in elements {
            match list.get_mut(index) {
                Some(node) => node.take_over(upper),
                None => list.push(upper),
            }
        }
    }

    /// The entries of a [`Value::Patch`] in the order of their numbers.
    pub(crate) fn elements(&self) -> Vec<(usize, &Entry<'a>)> {
        let mut elements: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| Some((entry.key.parse().ok()?, entry)))
            .collect();
        elements.sort_by_key(|&(index, _)| index);
        elements
    }
}

impl<'a> Table<'a> {
    /// As [`elements`](Self::elements), to change them.
    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = (usize, &mut Entry<'a>)> {
        self.entries
            .iter_mut()
            .filter_map(|entry| Some((entry.key.parse().ok()?, entry)))
    }
}

impl<'a> FromIterator<Entry<'a>> for Table<'a> {
    fn from_iter<I: IntoIterator<Item = Entry<'a>>>(entries: I) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|a, b| a.key.cmp(&b.key));
        entries.dedup_by(|later, first| later.key == first.key);
        Self { entries }
    }
}

pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.first().cmp(&b.first()).then_with(|| a.cmp(b))
}
