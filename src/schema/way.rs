//! Where a key leads through the schema, step by step.

use super::{Field, Schema, Shape};
use crate::value::key::{self, GivenStep, Key};

/// One step of a key, and what the schema has there.
pub(crate) struct Step {
    pub(crate) given: GivenStep,
    /// The section that it is in; none in a list, a map or a value.
    pub(crate) section: Option<&'static Schema>,
    /// What is there, and the field that has it; none where the key leads nowhere.
    pub(crate) found: Option<(&'static Field, &'static Shape)>,
}

impl Schema {
    /// Takes a key apart, with what the schema has at each of its steps.
    pub(crate) fn way(&'static self, key: &Key) -> Vec<Step> {
        let mut way: Vec<Step> = Vec::new();
        let mut section = Some(self);
        for given in key::parse(key.as_str()).unwrap_or_default() {
            let above = way.last().and_then(|step| step.found);
            let found = match (section, &given) {
                (Some(section), GivenStep::Name(name)) => {
                    let field = section.field(name);
                    field.map(|field| (field, field.shape()))
                }
                (Some(_), GivenStep::Index(_)) => None,
                (None, given) => {
                    above.and_then(|(field, shape)| Some((field, shape.entry(given)?)))
                }
            };
            way.push(Step {
                given,
                section,
                found,
            });
            section = match found.map(|(_, shape)| shape.present()) {
                Some(Shape::Section(below)) => Some(below),
                _ => None,
            };
        }
        way
    }

    /// The key without what may be secret in it, such as the entries of a secret map.
    pub(crate) fn shown_key(&'static self, key: &Key) -> Key {
        let mut shown = Key::default();
        let mut leaf = None;
        for Step {
            given,
            section,
            found,
        } in self.way(key)
        {
            let name = match given {
                GivenStep::Index(index) => {
                    shown.push_index(index);
                    continue;
                }
                GivenStep::Name(name) => name,
            };
            match leaf.filter(|_| section.is_none()) {
                Some(field) => Field::push_entry(field, &mut shown, &name),
                None if found.is_none() => shown.push_unknown(&name),
                None => shown.push_name(&name),
            }
            if let Some((field, shape)) = found {
                leaf = matches!(shape.present(), Shape::Leaf(_)).then_some(field);
            }
        }
        shown
    }

    /// What a key leads to, and the field that has it.
    pub(crate) fn at(&'static self, key: &Key) -> Option<(&'static Field, &'static Shape)> {
        self.way(key).pop()?.found
    }
}

impl Shape {
    /// What is there where it is not absent.
    pub(crate) fn present(&self) -> &Self {
        match self {
            Self::Optional(inner) => inner.present(),
            shape => shape,
        }
    }

    /// What an entry of a map or an element of a list is.
    fn entry(&self, step: &GivenStep) -> Option<&'static Self> {
        match (self.present(), step) {
            (Self::Map(inner), GivenStep::Name(_)) | (Self::List(inner), GivenStep::Index(_)) => {
                Some(inner)
            }
            _ => None,
        }
    }
}
