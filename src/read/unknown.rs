//! Keys and variables that match no setting.
//!
//! Layers are only searched where reading them has left an entry over; and what
//! was meant instead is only looked for once there is something unknown.

mod doubts;
mod slipped;
mod variable;
mod wrapper;

use std::collections::HashMap;

pub(crate) use self::doubts::of_schema;
use self::slipped::Slipped;
use self::variable::keys_of;
pub(crate) use self::variable::{MeantVariable, meant_variable, similar_setting};
use crate::layer::source::{Layer, Source};
use crate::read::words;
use crate::read::words::{Meant, Retired};
use crate::report::problem::Problem;
use crate::resolve::written::{self, Written};
use crate::schema::names::{self, Own};
use crate::schema::{Field, Schema, Shape};
use crate::value::key::{Key, Path};
use crate::value::origin::Site;
use crate::value::suggest;
use crate::value::tree::{Entry, Value};

/// For how many unknown keys, variables and files it is found out what was meant.
///
/// Who has more of them has the wrong file, and each is reported all the same.
pub(crate) const MOST_EXPLAINED: usize = 200;

/// An entry of a layer that matches no setting, or that is owned but noteworthy.
struct Stray<'a> {
    layer: usize,
    key: Key,
    entry: &'a Entry<'a>,
    section: &'static Schema,
    what: What<'a>,
}

enum What<'a> {
    Unknown,
    /// Set under an alias, and here under its own name too.
    Twice(&'a Entry<'a>),
    /// What to do instead, and since when it is.
    Deprecated(String, &'static str),
}

/// Finds all keys of all layers that no setting owns, but for those of others, and returns those that were
/// perhaps meant instead.
pub(crate) fn keys(
    layers: &[Layer<'_>],
    (schema, prefix): (&'static Schema, &str),
    is_other: &dyn Fn(&Key) -> bool,
    found: &mut Vec<Problem>,
) -> Vec<Key> {
    let mut strays = Vec::new();
    for (number, layer) in layers.iter().enumerate() {
        written::entries(schema, &layer.root, &Path::ROOT, &mut |written| {
            strays.extend(stray(number, written));
        });
    }
    strays.retain(|stray| !(matches!(stray.what, What::Unknown) && is_other(&stray.key)));
    if strays.is_empty() {
        return Vec::new();
    }
    let mut explainer = Explainer::new(schema, prefix, found);
    for strays in strays.chunk_by(|one, next| one.layer == next.layer) {
        let layer = &layers[strays[0].layer];
        explainer.slipped = Slipped::of(layer, schema);
        for stray in strays {
            explainer.explain(layer, stray);
        }
    }
    let Explainer { counted, meant, .. } = explainer;
    counted.add_to(found);
    meant
}

/// What is noteworthy of an entry.
fn stray<'a>(layer: usize, written: Written<'_, 'a>) -> impl Iterator<Item = Stray<'a>> {
    let Written { entry, table, .. } = written;
    let is_other = |own: &&Entry<'_>| own.key != entry.key;
    let whats = match written.field {
        None => [Some(What::Unknown), None],
        Some(field) => {
            let deprecated = field.deprecated_as(&entry.key);
            let first = field.names().find_map(|name| table.get(name));
            let is_alias = entry.key != field.name();
            let twice = first.filter(|first| is_alias && is_other(first));
            [
                deprecated.map(|(instead, since)| What::Deprecated(instead, since)),
                twice.map(What::Twice),
            ]
        }
    };
    let key = || written.section.name(&entry.key).key();
    let strays = whats.map(|what| {
        what.map(|what| Stray {
            layer,
            key: key(),
            entry,
            section: written.schema,
            what,
        })
    });
    strays.into_iter().flatten()
}

/// How many problems are explained, up to a limit.
#[derive(Default)]
pub(crate) struct Explained {
    so_far: usize,
    /// The first one behind the limit, among all problems.
    first_behind: Option<usize>,
}

impl Explained {
    /// Whether it is found out what was meant by the next one.
    pub(crate) fn is_next(&self) -> bool {
        self.so_far < MOST_EXPLAINED
    }

    /// Adds one, explained or not.
    pub(crate) fn add(&mut self, problem: Problem, found: &mut Vec<Problem>) {
        if !self.is_next() {
            self.first_behind.get_or_insert(found.len());
        }
        self.so_far += 1;
        found.push(problem);
    }

    /// Says of the first one behind the limit how many there are.
    pub(crate) fn add_to(self, found: &mut [Problem]) {
        if let Some(first) = self.first_behind.and_then(|at| found.get_mut(at)) {
            let left = self.so_far - MOST_EXPLAINED;
            first.add_help(words::without_suggestion(MOST_EXPLAINED, left));
        }
    }
}

/// Looks for what was meant.
struct Explainer<'f> {
    prefix: &'f str,
    /// Every setting that a key without numbers can name.
    settings: Vec<names::Named>,
    retired: Vec<Retired>,
    found: &'f mut Vec<Problem>,
    counted: Explained,
    /// Of the layer that is being explained.
    slipped: Slipped,
    /// Keys that are perhaps what was meant by an unknown one.
    meant: Vec<Key>,
}

impl<'f> Explainer<'f> {
    fn new(schema: &'static Schema, prefix: &'f str, found: &'f mut Vec<Problem>) -> Self {
        Self {
            prefix,
            settings: names::all(schema, prefix),
            retired: words::retired_keys(schema),
            found,
            counted: Explained::default(),
            slipped: Slipped::default(),
            meant: Vec::new(),
        }
    }

    fn explain(&mut self, layer: &Layer<'_>, stray: &Stray<'_>) {
        let (key, site) = (&stray.key, stray.entry.key_site);
        let problem = match &stray.what {
            What::Deprecated(instead, since) => {
                words::deprecated(layer, key, site, (instead, since))
            }
            What::Twice(own) => words::two_names(layer, key, [own, stray.entry]),
            What::Unknown => return self.unknown(layer, key, stray.entry, Some(stray.section)),
        };
        self.found.push(problem);
    }

    /// Tells of a key that there is not, in a section or in none.
    fn unknown(
        &mut self,
        layer: &Layer<'_>,
        key: &Key,
        entry: &Entry<'_>,
        section: Option<&'static Schema>,
    ) {
        if let Some(retired) = self.retired.iter().find(|retired| retired.key == *key) {
            let problem = words::retired_key(layer, retired, entry.key_site);
            return self.found.push(problem);
        }
        if let Some(table) = entry.node.as_table().filter(|_| self.is_above_retired(key)) {
            for inner in table.entries() {
                let mut key = key.clone();
                key.push_name(&inner.key);
                self.unknown(layer, &key, inner, None);
            }
            return;
        }
        let shown = self.shown(key, entry);
        let explained = section.filter(|_| self.counted.is_next());
        let wrapped = explained.and_then(|section| wrapper::wrapped(key, &shown, entry, section));
        if let Some(wrapped) = wrapped {
            let problem = words::wrapper(layer, &shown, entry, &wrapped.moved);
            self.counted.add(problem, self.found);
            self.meant.extend(wrapped.keys);
            return;
        }
        let meant = if self.counted.is_next() {
            self.meant(key, entry, section)
        } else {
            Meant::Nothing
        };
        match &meant {
            Meant::Similar(similar) => self.meant.push(Key::from(&**similar)),
            Meant::Elsewhere(keys) => self.meant.extend(keys.iter().cloned()),
            Meant::Nothing => {}
        }
        // OK because what is wrong with its value is reported already; and it may be
        // no key at all, but the next line of a value that was left open.
        if !matches!(entry.node.value, Value::Bad) {
            let problem = words::unknown_key(layer, &shown, entry, &meant);
            self.counted.add(problem, self.found);
        }
    }

    /// The key, without a name that is likely to be a credential: the entry of a secret
    /// map that has lost its section, or a value in the place of a key.
    fn shown(&self, key: &Key, entry: &Entry<'_>) -> Key {
        let mut shown = key.parent_of(&entry.key);
        if self.slipped.has(entry.key_site) {
            shown.push_redacted();
        } else {
            shown.push_unknown(&entry.key);
        }
        shown
    }

    fn is_above_retired(&self, key: &Key) -> bool {
        let start = format!("{key}.");
        self.retired
            .iter()
            .any(|retired| retired.key.as_str().starts_with(&start))
    }

    fn meant(&self, key: &Key, entry: &Entry<'_>, section: Option<&'static Schema>) -> Meant {
        let parent = key.parent_of(&entry.key);
        let in_section = |name: &str| {
            let mut similar = parent.clone();
            similar.push_name(name);
            similar.to_string()
        };
        let fields = section.into_iter().flat_map(Schema::all_fields);
        let fields = fields.map(Field::name);
        let elsewhere = self.elsewhere(entry);
        if !elsewhere.is_empty() {
            return Meant::Elsewhere(elsewhere);
        }
        if let Some(key) = self.of_variable(&entry.key) {
            return Meant::Similar(key.to_string());
        }
        match suggest::closest(&entry.key, fields) {
            Some(name) => Meant::Similar(in_section(name)),
            None => self.similar_elsewhere(entry),
        }
    }

    /// The setting whose variable this is, with or without the prefix; or is meant to
    /// be, if it has the prefix.
    fn of_variable(&self, name: &str) -> Option<Key> {
        let below = names::below(self.prefix, name);
        let has_prefix = !self.prefix.is_empty() && name.starts_with(self.prefix);
        let similar = || meant_variable(name, Own::of(self.prefix), &self.settings).keys;
        let exact = [name, &below].map(|name| keys_of(name, &self.settings));
        let meant = exact.into_iter().find(|keys| !keys.is_empty());
        let mut keys = meant.or_else(|| has_prefix.then(similar))?;
        (keys.len() == 1).then(|| keys.remove(0))
    }

    /// Settings of the same name in other sections; for a table, sections.
    fn elsewhere(&self, entry: &Entry<'_>) -> Vec<Key> {
        let is_table = entry.node.as_table().is_some();
        let same = self.settings.iter().filter(|named| {
            let is_leaf = matches!(named.field.shape(), Shape::Leaf(_));
            named.field.answers_to(&entry.key) && (is_leaf || is_table)
        });
        same.map(|named| named.key.clone()).collect()
    }

    fn similar_elsewhere(&self, entry: &Entry<'_>) -> Meant {
        let names = self.settings.iter().map(|named| named.field.name());
        let Some(name) = suggest::closest(&entry.key, names) else {
            return Meant::Nothing;
        };
        let named = self
            .settings
            .iter()
            .find(|named| named.field.name() == name);
        named.map_or(Meant::Nothing, |named| {
            Meant::Similar(named.key.to_string())
        })
    }
}

/// Explains variables with the prefix that match no setting, and returns the keys that
/// were perhaps meant by them.
pub(crate) fn variables(
    layers: &[Layer<'_>],
    sites: impl Iterator<Item = Site>,
    schema: &'static Schema,
    own: Own<'_>,
    found: &mut Vec<Problem>,
) -> Vec<Key> {
    let settings = names::all(schema, own.prefix);
    let (mut counted, mut keys) = (Explained::default(), Vec::new());
    let retired = words::retired_keys(schema).into_iter();
    let retired: HashMap<String, Retired> = retired
        .map(|retired| {
            let variable = names::of_key(schema, own.prefix, &retired.key);
            (variable.replace("__", "_"), retired)
        })
        .collect();
    for site in sites {
        let layer = &layers[usize::from(site.layer)];
        let Some(name) = layer.name(site) else {
            continue;
        };
        let name = layer.stands_for(site).unwrap_or(&name);
        if let Some(retired) = retired.get(&name.replace("__", "_")) {
            found.push(words::retired_variable(layer, site, retired));
            continue;
        }
        let meant = if counted.is_next() {
            meant_variable(name, own, &settings)
        } else {
            MeantVariable::default()
        };
        let (names, hint) = (&meant.names, meant.hint.as_deref());
        let problem = match (&layer.source, &*meant.keys) {
            (Source::Texts { .. }, similar) => words::unknown_pair(layer, site, similar),
            _ => words::unknown_variable(layer, site, names, hint),
        };
        counted.add(problem, found);
        keys.extend(meant.keys);
    }
    counted.add_to(found);
    keys
}
