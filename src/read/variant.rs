//! The variant of a tagged enum: which one is chosen, and what is left of others.

use super::Reader;
use crate::layer::source::Show;
use crate::read::config::Config;
use crate::read::words;
use crate::report::problem::{Place, Problem, Severity};
use crate::schema::{DefaultValue, Field, Variant};
use crate::value::key::Path;
use crate::value::origin::{Origin, Site};
use crate::value::tree::{Entry, Node, Table, Value};

impl Reader<'_, '_> {
    /// Reads the tag of an enum; from then on the rows are those of its variant.
    pub fn variant(&mut self) -> Option<usize> {
        let tag = self.rows.first()?;
        let section = self.place.clone();
        let place = section.field(tag);
        self.taken += self.load.note(tag, &place) - self.unreadable;
        let Some(&winner) = place.nodes.first() else {
            return self.default_variant(tag, &place.path);
        };
        let name: String = self.load.layered(tag, &place)?;
        let name = name.trim();
        let Some(index) = self.index_of(name) else {
            let names: Vec<_> = self.variants.iter().map(Variant::name).collect();
            let problem = words::unknown_tag(self.load.layers, &place.path, winner, &names);
            self.load.found.extend(problem);
            return None;
        };
        self.refuse_other_variants(index, Some(winner));
        if let Some(other) = place.nodes.iter().find(|node| name_of(node) != Some(name)) {
            self.note_what_stays(index, winner, other);
            self.former = Some([other.site, winner.site]);
        }
        self.rows = self.variants[index].fields();
        Some(index)
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        let mut variants = self.variants.iter();
        variants.position(|variant| variant.name() == name)
    }

    /// The variant that it is where no layer chooses one.
    fn default_variant(&mut self, tag: &'static Field, path: &Path<'_>) -> Option<usize> {
        let index = match tag.default() {
            Some(DefaultValue::Text(name)) => self.index_of(name),
            _ => None,
        };
        let Some(index) = index else {
            self.load.missing(tag, path);
            return None;
        };
        self.refuse_other_variants(index, None);
        self.rows = self.variants[index].fields();
        Some(index)
    }

    /// Refuses keys of other variants, from the layer up that chose this one; beside the
    /// tag itself they may be kept for the day that another one is chosen, so there they
    /// are only a warning.
    ///
    /// Below that layer they are what the other variant was made of, and hidden
    /// with it.
    fn refuse_other_variants(&mut self, index: usize, tag: Option<&Node<'_>>) {
        let chosen = &self.variants[index];
        let chosen_in = tag.map(|tag| tag.site.layer);
        let tables = self.place.nodes.iter().filter_map(|node| node.as_table());
        for entry in tables.flat_map(Table::entries) {
            let is_in = entry.key_site.layer;
            if chosen_in.is_some_and(|layer| is_in < layer) || owns(chosen, entry) {
                continue;
            }
            if let Some(other) = self.variants.iter().find(|variant| owns(variant, entry)) {
                let layer = &self.load.layers[usize::from(is_in)];
                let key = self.place.path.name(&entry.key).key();
                let variants = [other.name(), chosen.name()];
                let tag = match tag {
                    Some(tag) => self.place_of(tag, chosen),
                    None => Place::new(Origin::Default, "chosen by default"),
                };
                let mut problem = words::other_variant(layer, &key, entry, variants, tag);
                if chosen_in == Some(is_in) {
                    problem = problem.with_severity(Severity::Warning);
                }
                self.load.found.push(problem);
            }
        }
    }

    /// Notes values that were written for the variant that a lower layer chose,
    /// and that count for this one as well, as it has fields of the same name.
    #[cold]
    fn note_what_stays(&mut self, index: usize, tag: &Node<'_>, other: &Node<'_>) {
        if self.load.judge.is_none() {
            return;
        }
        let Some(name) = name_of(other) else { return };
        let chosen = &self.variants[index];
        let is_below = |entry: &Entry<'_>| entry.key_site.layer <= other.site.layer;
        for field in chosen.fields() {
            let tables = self.place.in_force().iter();
            let tables = tables.filter_map(|node| node.as_table());
            let mut written = tables.filter_map(|table| field.names().find_map(|n| table.get(n)));
            let Some(entry) = written.next().filter(|entry| is_below(entry)) else {
                continue;
            };
            let layer = &self.load.layers[usize::from(entry.key_site.layer)];
            let key = self.place.path.name(&entry.key).key();
            let tag = self.place_of(tag, chosen);
            let note = words::stays_of_variant(layer, &key, entry, [name, chosen.name()], tag);
            self.load.found.push(note);
        }
    }

    /// Reads what lower layers have for another variant, so that an error in it is not
    /// first met on the day that the higher layer goes. `start` is where the problems of
    /// the section begin.
    #[cold]
    pub(super) fn former<C: Config>(&mut self, [tag, winner]: [Site; 2], start: usize) {
        let mut place = self.place.clone();
        place.nodes.retain(|node| node.site.layer <= tag.layer);
        let (judge, missing) = (self.load.judge.take(), self.load.missing.len());
        let known = self.load.found.len();
        Reader::new(self.load, place).section::<C>();
        self.load.judge = judge;
        // OK because a layer above may have what that variant lacks.
        self.load.missing.truncate(missing);
        for problem in self.load.found.split_off(known) {
            let is_same = |known: &Problem| {
                (known.code(), known.key(), known.origin())
                    == (problem.code(), problem.key(), problem.origin())
            };
            if !self.load.found[start..].iter().any(is_same) {
                let problem = words::overridden(problem, self.load.layers, Some(winner));
                self.load.found.push(problem);
            }
        }
    }

    fn place_of(&self, tag: &Node<'_>, chosen: &Variant) -> Place {
        let layer = &self.load.layers[usize::from(tag.site.layer)];
        layer.place(tag.site, "chosen here", Show::Value(chosen.name()))
    }
}

fn owns(variant: &Variant, entry: &Entry<'_>) -> bool {
    let mut fields = variant.fields().iter();
    fields.any(|field| field.answers_to(&entry.key))
}

/// The variant that a tag names.
fn name_of<'n>(tag: &'n Node<'_>) -> Option<&'n str> {
    match &tag.value {
        Value::Free(text) | Value::String(text) => Some(text.trim()),
        _ => None,
    }
}
