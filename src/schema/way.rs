//! Where a key leads through the schema, step by step.

use super::{Field, Schema, Shape, Tag};
use crate::coerce::free_bool;
use crate::value::key::{self, GivenStep, Key};
use crate::value::redact;
use crate::value::tree::{Entry, Node, Table, Value};

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

    /// What was given as a key, which need not be one, without what may be secret in it.
    pub(crate) fn shown_text(&'static self, given: &str) -> String {
        let shown = self.shown_key(&Key::from(given));
        match shown.as_str() {
            _ if redact::is_random_name(given) => redact::REDACTED.to_owned(),
            "" => redact::line(given),
            shown => redact::line(shown),
        }
    }

    /// What a key leads to, and the field that has it.
    pub(crate) fn at(&'static self, key: &Key) -> Option<(&'static Field, &'static Shape)> {
        self.way(key).pop()?.found
    }
}

impl Schema {
    /// The table that a text in its place stands for: the name of a variant, where it is a
    /// tagged enum.
    pub(crate) fn of_name<'a>(&'static self, node: &Node<'a>) -> Option<Node<'a>> {
        let tag = self.fields.first().filter(|_| self.is_named_by(node))?;
        let entry = Entry {
            key: tag.name.into(),
            key_site: node.site,
            node: node.clone(),
        };
        let table = Table::from_sorted(vec![entry]);
        Some(Node::new(Value::Table(table), node.site))
    }

    /// Whether the node is the name of a variant. Any other text may be a secret that is in
    /// the wrong place.
    pub(crate) fn is_named_by(&self, node: &Node<'_>) -> bool {
        match &node.value {
            Value::Free(text) | Value::String(text) => self.has_variant(text.trim()),
            _ => false,
        }
    }

    fn has_variant(&self, name: &str) -> bool {
        let mut variants = self.tag.iter().flat_map(Tag::variants);
        variants.any(|variant| variant.name() == name)
    }
}

impl Shape {
    /// Whether a node in the place of what this is says that it is not there, though a
    /// lower layer may have it: `false`.
    pub(crate) fn is_switched_off_by(&self, node: &Node<'_>) -> bool {
        match (&node.value, self.present()) {
            (_, Self::Leaf(_)) => false,
            (Value::Bool(bool), _) => !bool,
            (Value::Free(text), Self::Section(schema)) if schema.has_variant(text.trim()) => false,
            (Value::Free(text), _) => free_bool(text.trim()) == Some(false),
            _ => false,
        }
    }

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
