//! The tables of a text while it is read, and what may still be added to them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::value::key::Key;
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value, compare};

/// One name of a dotted key, and where it is written.
pub(super) struct Name<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) site: Site,
}

/// The number of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(usize);

impl Id {
    pub(super) const ROOT: Self = Self(0);
}

/// A name that is defined already, in another way or by the same.
pub(super) struct Clash {
    /// Which name of the key it is.
    pub(super) at: usize,
    pub(super) first: Site,
    /// The table that the name stands for, if it is one of headers or dotted keys.
    pub(super) table: Option<Id>,
}

/// With more entries than this they are found by their hash.
const FEW: usize = 16;

pub(super) struct Tables<'a> {
    all: Vec<Draft<'a>>,
    /// Room for the entries of the next table.
    room: Vec<Entry<'a>>,
}

struct Draft<'a> {
    site: Site,
    defined: Defined,
    entries: Vec<Entry<'a>>,
    by_key: BTreeMap<Cow<'a, str>, usize>,
    /// The entries that are tables to which more can be added, by their numbers.
    children: Vec<(usize, Child)>,
    place: Option<Place>,
    depth: usize,
}

/// The table that a table is in, the entry, and the element of that.
type Place = (Id, usize, Option<usize>);

/// How a table has come to be.
#[derive(Clone, Copy, PartialEq)]
enum Defined {
    /// By a header or by braces.
    Itself,
    /// By the headers of tables in it.
    BelowHeaders,
    /// By dotted keys.
    ByDottedKeys,
}

enum Child {
    Table(Id),
    /// An array of tables.
    Tables(Vec<Id>),
}

impl<'a> Tables<'a> {
    pub(super) fn new() -> Self {
        let mut all = Vec::with_capacity(FEW / 2);
        all.push(Draft::new(Site::default(), Defined::Itself, None, 0));
        let room = Vec::new();
        Self { all, room }
    }

    /// A table that is not yet anywhere, and perhaps never will be.
    pub(super) fn open(&mut self, depth: usize) -> Id {
        let room = std::mem::take(&mut self.room);
        self.push(Draft::with_room(room, depth))
    }

    /// How many lists and tables a table is within.
    pub(super) fn depth(&self, id: Id) -> usize {
        self.all[id.0].depth
    }

    /// Adds a value under a dotted key, whose last name is `key`.
    pub(super) fn insert(
        &mut self,
        into: Id,
        path: &mut [Name<'a>],
        node: Node<'a>,
    ) -> Result<(), Clash> {
        let last = path.len().saturating_sub(1);
        let Some((key, path)) = path.split_last_mut() else {
            return Ok(());
        };
        let table = self.descend(into, path, Defined::ByDottedKeys)?;
        if last > 0 && self.all[table.0].defined == Defined::Itself {
            // OK because only an array of tables lets a dotted key come here.
            let first = self.all[table.0].site;
            return Err(Clash::new(last - 1, first, None));
        }
        if let Some(found) = self.find(table, &key.text) {
            return Err(self.clash(last, table, found));
        }
        self.add(table, key, node);
        Ok(())
    }

    /// The table that a header `[a.b]` begins, or for `[[a.b]]` a new element.
    pub(super) fn header(
        &mut self,
        path: &mut [Name<'a>],
        is_array: bool,
        site: Site,
    ) -> Result<Id, Clash> {
        let at = path.len().saturating_sub(1);
        let Some((key, path)) = path.split_last_mut() else {
            return Ok(Id::ROOT);
        };
        let parent = self.descend(Id::ROOT, path, Defined::BelowHeaders)?;
        let Some(found) = self.find(parent, &key.text) else {
            let entry = self.add(parent, key, Node::new(Value::Null, site));
            let element = is_array.then_some(0);
            let child = self.child((parent, entry, element), Defined::Itself, site);
            let held = match element {
                Some(_) => Child::Tables(vec![child]),
                None => Child::Table(child),
            };
            self.all[parent.0].children.push((entry, held));
            return Ok(child);
        };
        match self.all[parent.0].child_at(found) {
            Some(&Child::Table(id))
                if !is_array && self.all[id.0].defined == Defined::BelowHeaders =>
            {
                let entry = &mut self.all[parent.0].entries[found];
                (entry.key_site, entry.node.site) = (key.site, site);
                (self.all[id.0].defined, self.all[id.0].site) = (Defined::Itself, site);
                Ok(id)
            }
            Some(Child::Tables(elements)) if is_array => {
                let place = (parent, found, Some(elements.len()));
                if let Some(last) = elements.last().copied() {
                    // OK because nothing but tables can be added to what is not the last.
                    self.all[last.0].entries.shrink_to_fit();
                }
                let child = self.child(place, Defined::Itself, site);
                if let Some(Child::Tables(elements)) = self.all[parent.0].child_at_mut(found) {
                    elements.push(child);
                }
                Ok(child)
            }
            _ => Err(self.clash(at, parent, found)),
        }
    }

    /// The table that the names lead to, made where it is not there.
    fn descend(
        &mut self,
        mut table: Id,
        path: &mut [Name<'a>],
        made: Defined,
    ) -> Result<Id, Clash> {
        let dotted = made == Defined::ByDottedKeys;
        for (at, name) in path.iter_mut().enumerate() {
            let Some(found) = self.find(table, &name.text) else {
                let entry = self.add(table, name, Node::new(Value::Null, name.site));
                let child = self.child((table, entry, None), made, name.site);
                self.all[table.0]
                    .children
                    .push((entry, Child::Table(child)));
                table = child;
                continue;
            };
            table = match self.all[table.0].child_at(found) {
                Some(&Child::Table(id)) => match self.all[id.0].defined {
                    Defined::Itself if dotted => return Err(self.clash(at, table, found)),
                    Defined::BelowHeaders if dotted => {
                        self.all[id.0].defined = made;
                        id
                    }
                    _ => id,
                },
                Some(Child::Tables(elements)) => {
                    let last = elements.last().copied();
                    last.ok_or_else(|| self.clash(at, table, found))?
                }
                None => return Err(self.clash(at, table, found)),
            };
        }
        Ok(table)
    }

    fn clash(&self, at: usize, table: Id, entry: usize) -> Clash {
        let draft = &self.all[table.0];
        let same = match draft.child_at(entry) {
            Some(Child::Table(id)) => Some(*id),
            _ => None,
        };
        Clash::new(at, draft.entries[entry].key_site, same)
    }

    fn find(&self, table: Id, key: &str) -> Option<usize> {
        let draft = &self.all[table.0];
        if draft.entries.len() <= FEW {
            draft.entries.iter().position(|entry| entry.key == key)
        } else {
            draft.by_key.get(key).copied()
        }
    }

    /// Adds an entry that is not there yet, and returns its number.
    fn add(&mut self, table: Id, key: &mut Name<'a>, node: Node<'a>) -> usize {
        let draft = &mut self.all[table.0];
        let number = draft.entries.len();
        draft.entries.push(Entry {
            key: std::mem::take(&mut key.text),
            key_site: key.site,
            node,
        });
        let unhashed = match number {
            ..FEW => number..number,
            FEW => 0..number + 1,
            _ => number..number + 1,
        };
        for number in unhashed {
            let key = draft.entries[number].key.clone();
            draft.by_key.insert(key, number);
        }
        number
    }

    fn child(&mut self, place: Place, defined: Defined, site: Site) -> Id {
        let (parent, _, element) = place;
        let depth = self.depth(parent) + 1 + usize::from(element.is_some());
        self.push(Draft::new(site, defined, Some(place), depth))
    }

    fn push(&mut self, draft: Draft<'a>) -> Id {
        self.all.push(draft);
        Id(self.all.len() - 1)
    }

    /// The names and numbers that lead to a table.
    pub(super) fn key(&self, id: Id) -> Key {
        let Some((parent, entry, element)) = self.all[id.0].place else {
            return Key::default();
        };
        let mut key = self.key(parent);
        key.push_name(&self.all[parent.0].entries[entry].key);
        if let Some(element) = element {
            key.push_index(element);
        }
        key
    }

    /// What a table holds, with all that was opened after it: it is closed.
    pub(super) fn close(&mut self, id: Id) -> Table<'a> {
        if id == Id::ROOT {
            return self.take(id);
        }
        self.fill(id);
        let mut entries = std::mem::take(&mut self.all[id.0].entries);
        self.all.truncate(id.0);
        // OK to move them because most tables have few, and the room for more is kept.
        let mut exactly = Vec::with_capacity(entries.len());
        exactly.append(&mut entries);
        self.room = entries;
        Table::from_sorted(exactly)
    }

    fn take(&mut self, id: Id) -> Table<'a> {
        self.fill(id);
        Table::from_sorted(std::mem::take(&mut self.all[id.0].entries))
    }

    /// Puts into a table, and in order, what it holds.
    fn fill(&mut self, id: Id) {
        for (entry, child) in std::mem::take(&mut self.all[id.0].children) {
            let value = match child {
                Child::Table(id) => Value::Table(self.take(id)),
                Child::Tables(elements) => {
                    let nodes = elements.into_iter().map(|id| {
                        let site = self.all[id.0].site;
                        Node::new(Value::Table(self.take(id)), site)
                    });
                    Value::List(nodes.collect())
                }
            };
            self.all[id.0].entries[entry].node.value = value;
        }
        let entries = &mut self.all[id.0].entries;
        entries.sort_unstable_by(|a, b| compare(&a.key, &b.key));
    }
}

impl<'a> Draft<'a> {
    fn new(site: Site, defined: Defined, place: Option<Place>, depth: usize) -> Self {
        Self {
            site,
            defined,
            place,
            ..Self::with_room(Vec::with_capacity(FEW / 2), depth)
        }
    }

    /// A table in braces, whose entries go where there is room already.
    fn with_room(entries: Vec<Entry<'a>>, depth: usize) -> Self {
        Self {
            site: Site::default(),
            defined: Defined::Itself,
            entries,
            by_key: BTreeMap::new(),
            children: Vec::new(),
            place: None,
            depth,
        }
    }

    fn child_at(&self, entry: usize) -> Option<&Child> {
        let at = self.children.binary_search_by_key(&entry, |child| child.0);
        at.ok().map(|at| &self.children[at].1)
    }

    fn child_at_mut(&mut self, entry: usize) -> Option<&mut Child> {
        let at = self.children.binary_search_by_key(&entry, |child| child.0);
        at.ok().map(|at| &mut self.children[at].1)
    }
}

impl Clash {
    fn new(at: usize, first: Site, table: Option<Id>) -> Self {
        Self { at, first, table }
    }
}
