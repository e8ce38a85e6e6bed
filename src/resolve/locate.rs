//! From the path of a rule to the setting it means, and to where that was written.

use crate::layer::source::Layer;
use crate::layer::view::View;
use crate::resolve::{At, Place};
use crate::schema::kind::Kind;
use crate::schema::{Constraint, Field};
use crate::value::key::{self, GivenStep, Key};
use crate::value::tree::Node;

/// A setting that a rule means.
#[derive(Debug)]
pub(crate) struct Located<'n> {
    pub(crate) key: Key,
    /// None for the section itself.
    pub(crate) field: Option<&'static Field>,
    /// How deep it lies within the value of the field; none for a section.
    pub(crate) depth: Option<usize>,
    /// Whether a section on the way to it is optional and not there.
    pub(crate) absent: bool,
    /// What was written there; nothing where it is a default.
    pub(crate) node: Option<&'n Node<'n>>,
}

impl Located<'_> {
    /// Whether it is the whole value of a setting.
    pub(crate) fn is_whole(&self) -> bool {
        self.depth == Some(0)
    }

    /// What may be shown of it; `kind` is that of the field.
    pub(crate) fn view<'v>(
        &self,
        layers: &'v [Layer<'v>],
        field: &Field,
        kind: &'v Kind,
    ) -> View<'v> {
        View::of(layers, field, kind).inside(&self.key, self.depth.unwrap_or(0))
    }

    /// The rules that are known of it.
    pub(crate) fn rules(&self) -> Vec<Constraint> {
        let of_field = self.field.map(Field::rules).unwrap_or_default();
        let mut rules = of_field.iter().copied();
        match self.depth {
            Some(0) => rules.collect(),
            Some(1) => rules
                .find_map(|rule| match rule {
                    Constraint::Each(rules) => Some(rules.to_vec()),
                    _ => None,
                })
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }
}

impl<'n> Place<'_, 'n> {
    /// Finds a key of this section; none where there is no such setting.
    pub(crate) fn locate(&self, key: &str) -> Option<Located<'n>> {
        let (place, rest) = self.follow(&key::parse(key)?);
        (rest == 0).then_some(place)
    }

    /// Finds as much of a path as is known, at least the section itself. Whether
    /// that is all of it is returned as well.
    pub(crate) fn locate_loosely(&self, path: &str) -> (Located<'n>, bool) {
        // OK because a name that is a keyword comes with the sign of one.
        let path = path.strip_prefix("r#").unwrap_or(path);
        let path = path.replace(".r#", ".");
        if let Some(steps) = key::parse(&path) {
            let (place, rest) = self.follow(&steps);
            return (place, rest == 0);
        }
        let first = path.split(['.', '[']).next().unwrap_or_default();
        let steps = key::parse(first).unwrap_or_default();
        (self.follow(&steps).0, false)
    }

    fn follow(&self, steps: &[GivenStep]) -> (Located<'n>, usize) {
        let found = Located {
            key: self.path.key(),
            field: None,
            depth: None,
            absent: false,
            node: None,
        };
        walk(self, found, steps)
    }
}

/// Goes as far as the steps lead; how many were left is returned as well.
fn walk<'n>(
    place: &Place<'_, 'n>,
    mut found: Located<'n>,
    steps: &[GivenStep],
) -> (Located<'n>, usize) {
    if let At::Optional(inner) = place.at {
        found.absent |= place.present(inner).is_none();
        return walk(&place.within(inner), found, steps);
    }
    found.field = place.field;
    // OK because of a section no value is shown, and so none is pointed at.
    let is_value = found.field.is_some() && !matches!(place.at, At::Section(_));
    found.node = place.nodes.first().copied().filter(|_| is_value);
    if let At::Leaf = place.at {
        return (inside(place, found, steps), 0);
    }
    found.depth = None;
    let Some((step, rest)) = steps.split_first() else {
        return (found, 0);
    };
    let Some(next) = place.step(step) else {
        return (found, steps.len());
    };
    found.key = next.path.key();
    walk(&next, found, rest)
}

/// Goes on inside the value of a setting.
fn inside<'n>(place: &Place<'_, 'n>, mut found: Located<'n>, steps: &[GivenStep]) -> Located<'n> {
    let mut place = place.clone();
    for step in steps {
        push(&mut found.key, step, found.field);
        place.nodes = place.inside(step);
    }
    found.node = place.nodes.first().copied();
    found.depth = Some(steps.len());
    found
}

/// Appends a step into the value of a field.
fn push(key: &mut Key, step: &GivenStep, field: Option<&Field>) {
    match (step, field) {
        (GivenStep::Name(name), Some(field)) => field.push_entry(key, name),
        (GivenStep::Name(name), None) => key.push_name(name),
        (GivenStep::Index(index), _) => key.push_index(*index),
    }
}
