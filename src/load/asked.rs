//! What asks for a setting that is missing: an optional section is switched on,
//! and a list or a map grows, by anything that is set in it.

use std::ops::ControlFlow;

use smallvec::SmallVec;

use crate::key::{self, GivenStep, Key};
use crate::locate::below;
use crate::origin::Site;
use crate::schema::{Schema, Shape};
use crate::tree::{Node, Value};

type Nodes<'n> = SmallVec<[&'n Node<'n>; 4]>;

/// What asks for a setting.
pub(crate) struct Asked {
    /// The section that is only there because something is set in it.
    pub(crate) section: Key,
    pub(crate) site: Site,
    /// Whether a key is written there, and no value.
    pub(crate) is_key: bool,
    /// Whether it is one that the program knows and that may stay away; else it
    /// is an entry or an element.
    pub(crate) is_optional: bool,
}

/// Finds the innermost section that need not be there and holds the key.
pub(crate) fn by(
    schema: &'static Schema,
    layers: &[crate::source::Layer<'_>],
    key: &Key,
) -> Option<Asked> {
    let steps = key::parse(key.as_str())?;
    let mut walk = Walk {
        shape: None,
        section: Some(schema),
        nodes: layers.iter().rev().map(|layer| &layer.root).collect(),
        key: Key::default(),
        asked: None,
    };
    let _ = steps.iter().try_for_each(|step| walk.step(step));
    walk.asked
}

struct Walk<'n> {
    /// What the steps have led to, where that is no section.
    shape: Option<&'static Shape>,
    section: Option<&'static Schema>,
    nodes: Nodes<'n>,
    key: Key,
    asked: Option<Asked>,
}

impl Walk<'_> {
    fn step(&mut self, step: &GivenStep) -> ControlFlow<()> {
        let shape = match (self.section, self.shape, step) {
            (Some(schema), _, GivenStep::Name(name)) => {
                let Some(field) = schema.field(name) else {
                    return ControlFlow::Break(());
                };
                self.key.push_name(field.name());
                self.nodes = below(&self.nodes, field);
                field.shape()
            }
            (None, Some(Shape::Map(inner)), GivenStep::Name(name)) => {
                self.key.push_name(name);
                self.keep(|node| Some(&node.as_table()?.get(name)?.node));
                self.found(false);
                inner
            }
            (None, Some(Shape::List(inner)), GivenStep::Index(index)) => {
                self.key.push_index(*index);
                self.keep(|node| match &node.value {
                    Value::List(nodes) => nodes.get(*index),
                    Value::Patch(table) => Some(&table.get(&index.to_string())?.node),
                    _ => None,
                });
                self.found(false);
                inner
            }
            _ => return ControlFlow::Break(()),
        };
        self.enter(shape);
        ControlFlow::Continue(())
    }

    fn enter(&mut self, shape: &'static Shape) {
        (self.section, self.shape) = (None, None);
        match shape {
            Shape::Section(schema) => self.section = Some(schema),
            Shape::Optional(inner) => {
                self.found(true);
                self.enter(inner);
            }
            shape => self.shape = Some(shape),
        }
    }

    fn keep(&mut self, part: impl for<'n> Fn(&'n Node<'n>) -> Option<&'n Node<'n>>) {
        self.nodes = self.nodes.iter().filter_map(|node| part(node)).collect();
    }

    /// Notes what is here, by what the highest layer says of it.
    fn found(&mut self, is_optional: bool) {
        let first = self.nodes.first();
        self.asked = first.map(|node| {
            let key = first_in(node);
            Asked {
                section: self.key.clone(),
                site: key.unwrap_or(node.site),
                is_key: key.is_some(),
                is_optional,
            }
        });
    }
}

/// Where the key of the first thing that is set in a section was written.
fn first_in(node: &Node<'_>) -> Option<Site> {
    let entry = node.as_table()?.entries().first()?;
    Some(entry.key_site)
}
