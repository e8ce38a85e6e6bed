//! Overrides: values given in code or on a command line.

use std::borrow::Cow;

use crate::format::inline;
use crate::layer::source::{Layer, Losses, Override, Source};
use crate::layer::words;
use crate::report::problem::Problem;
use crate::schema::{Schema, Shape};
use crate::value::key::{self, GivenStep, Key};
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

/// How many levels the key of an override may have.
const DEPTH_LIMIT: usize = 64;

/// Reads overrides as the layer with this number.
///
/// A later one wins over an earlier one for the same key.
pub(crate) fn read<'a>(
    overrides: &'a [Override],
    schema: &'static Schema,
    number: u16,
    problems: &mut Vec<Problem>,
) -> Layer<'a> {
    let mut layer = Layer {
        source: Source::Overrides(overrides, schema),
        root: Node::new(Value::Table(Table::default()), Site::entry(number, 0)),
        lost: Losses::default(),
    };
    for (index, given) in overrides.iter().enumerate() {
        let site = Site::entry(number, index);
        match key::parse(&given.key) {
            Some(steps) if steps.len() > DEPTH_LIMIT => {
                problems.push(words::deep_override(&layer, site, DEPTH_LIMIT));
            }
            Some(steps) => {
                let found = schema.at(&Key::from(&*given.key));
                let shape = found.map(|(_, shape)| shape.present());
                let value = value(&given.value, shape, site);
                layer.root.take_over(nested(&steps, value));
            }
            None => problems.push(words::malformed_override(&layer, site)),
        }
    }
    layer
}

/// The text as it is for a leaf; taken apart where overrides of single entries may
/// be laid over it.
fn value<'a>(text: &'a str, shape: Option<&Shape>, site: Site) -> Node<'a> {
    let free = Node::new(Value::Free(Cow::Borrowed(text)), site);
    let opened = match shape {
        Some(Shape::Section(schema)) if !text.is_empty() => {
            inline::value(text, site).or_else(|| schema.of_name(&free))
        }
        Some(Shape::List(_) | Shape::Map(_)) if !text.is_empty() => inline::value(text, site),
        Some(Shape::Leaf(kind)) if kind().is_list() => {
            inline::opened(&free, &Value::Patch(Table::default()))
        }
        Some(Shape::Leaf(kind)) if kind().is_map() => inline::table(&free),
        _ => None,
    };
    opened.unwrap_or(free)
}

/// The node at the end of the steps, and what leads to it.
fn nested<'a>(steps: &[GivenStep], node: Node<'a>) -> Node<'a> {
    let site = node.site;
    steps.iter().rev().fold(node, |node, step| {
        let entry = Entry {
            key: step.text().into_owned().into(),
            key_site: site,
            node,
        };
        let table = Table::from_sorted(vec![entry]);
        let value = match step {
            GivenStep::Name(_) => Value::Table(table),
            GivenStep::Index(_) => Value::Patch(table),
        };
        Node::new(value, site)
    })
}
