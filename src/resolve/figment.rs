//! What was resolved, as a `figment::Figment` for a framework that takes one.
//!
//! Each value that counts is given by the layer that it is from, and by no other, so
//! that what figment makes of them is what the program gets.

use std::collections::BTreeMap;
use std::path::Path;

use figment::value::{Dict, Empty, Map, Num, Tag, Value as Given};
use figment::{Figment, Metadata, Profile, Provider};

use super::{At, Place};
use crate::layer::source::{Layer, Source};
use crate::layer::variable::Variable;
use crate::schema::kind::Kind;
use crate::schema::typed::typed;
use crate::schema::{Field, Schema};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// Gives each layer a name that figment's errors can be told by.
pub(crate) fn figment(layers: &[Layer<'_>], schema: &'static Schema) -> Figment {
    let mut parts = parts(&Place::root(schema, layers));
    let defaults = Part {
        metadata: Metadata::named("defaults of the schema"),
        data: dict(parts.remove(&Site::DEFAULT.layer)),
    };
    let layers = (0_u16..).zip(layers).map(|(number, layer)| Part {
        metadata: metadata(layer),
        data: dict(parts.remove(&number)),
    });
    layers.fold(Figment::from(defaults), Figment::merge)
}

/// What counts of one layer, with the types of the schema.
struct Part {
    metadata: Metadata,
    data: Dict,
}

impl Provider for Part {
    fn metadata(&self) -> Metadata {
        self.metadata.clone()
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.data.clone()))
    }
}

fn metadata(layer: &Layer<'_>) -> Metadata {
    match &layer.source {
        Source::File { path, .. } | Source::Dotenv { path, .. } => Metadata::from("file", *path),
        Source::Provider(names) => Metadata::named(names.join(", ")),
        Source::Variables(_) => Metadata::named("variables"),
        Source::Texts { provider, .. } => Metadata::named((*provider).to_owned()),
        Source::Secrets(files) => {
            let folder = files.first().and_then(Variable::file);
            let folder = folder.and_then(|file| file.path.parent());
            Metadata::from("secret folder", folder.unwrap_or(Path::new("")))
        }
        Source::Overrides(..) => Metadata::named("overrides"),
    }
}

/// What counts at a place, by the number of the layer that it is from.
type Parts = BTreeMap<u16, Given>;

fn parts(place: &Place<'_, '_>) -> Parts {
    let first = place.nodes.first();
    let mut parts = Parts::new();
    match place.at {
        At::Leaf => return leaf(place),
        At::Optional(inner) => match (place.present(inner), first) {
            (Some(place), _) => return self::parts(&place),
            (None, Some(node)) => {
                let nothing = Given::Empty(Tag::Default, Empty::None);
                parts.insert(node.site.layer, nothing);
            }
            (None, None) => {}
        },
        At::Section(_) => {
            there(&mut parts, place);
            for field in place.fields() {
                put(&mut parts, field.name(), self::parts(&place.field(field)));
            }
        }
        At::Map(inner) => {
            there(&mut parts, place);
            for (name, place) in place.entries(inner) {
                put(&mut parts, name, self::parts(&place));
            }
        }
        At::List(inner) => {
            let elements = place.elements(inner).places;
            let elements = elements.iter().map(|place| whole(self::parts(place)));
            let list = Given::Array(Tag::Default, elements.collect());
            parts.extend(first.map(|node| (node.site.layer, list)));
        }
    }
    parts
}

fn leaf(place: &Place<'_, '_>) -> Parts {
    let kind = place.field.map_or(Kind::Any, Field::kind);
    if let Some((value, _)) = place.value() {
        return split(&typed(&value, &kind));
    }
    match place.field.and_then(Field::default_text) {
        Some(text) => split(&typed(&Node::of_default(&text), &kind)),
        None => Parts::new(),
    }
}

/// A value that several layers may have made up together.
fn split(node: &Node<'_>) -> Parts {
    let layer = node.site.layer;
    let Some(table) = node.as_table() else {
        return Parts::from([(layer, given(node))]);
    };
    let mut parts = Parts::from([(layer, Given::from(Dict::new()))]);
    for entry in table.entries() {
        put(&mut parts, &entry.key, split(&entry.node));
    }
    parts
}

/// Says of a section or a map that it is there, be there anything in it or not.
fn there(parts: &mut Parts, place: &Place<'_, '_>) {
    let table = place.nodes.iter().find(|node| node.as_table().is_some());
    parts.extend(table.map(|node| (node.site.layer, Given::from(Dict::new()))));
}

/// Puts the parts of an entry where they belong.
fn put(parts: &mut Parts, name: &str, entry: Parts) {
    for (layer, value) in entry {
        let part = parts
            .entry(layer)
            .or_insert_with(|| Given::from(Dict::new()));
        if let Given::Dict(_, dict) = part {
            dict.insert(name.to_owned(), value);
        }
    }
}

/// All parts as one value.
fn whole(parts: Parts) -> Given {
    let layers = parts.into_values().map(|value| Part {
        metadata: Metadata::default(),
        data: Dict::from([("whole".to_owned(), value)]),
    });
    let merged = layers.fold(Figment::new(), Figment::merge);
    merged
        .find_value("whole")
        .unwrap_or_else(|_| Given::from(Dict::new()))
}

fn dict(part: Option<Given>) -> Dict {
    part.and_then(Given::into_dict).unwrap_or_default()
}

fn given(node: &Node<'_>) -> Given {
    let tag = Tag::Default;
    match &node.value {
        Value::Free(text) | Value::String(text) => Given::String(tag, text.to_string()),
        Value::Datetime(text) => Given::String(tag, text.to_string()),
        Value::Integer(number) => Given::Num(tag, Num::I64(*number)),
        Value::Wide(text) => match (text.parse(), text.parse()) {
            (Ok(number), _) => Given::Num(tag, Num::U128(number)),
            (_, Ok(number)) => Given::Num(tag, Num::I128(number)),
            _ => Given::String(tag, text.to_string()),
        },
        Value::Float(number) => Given::Num(tag, Num::F64(*number)),
        Value::Bool(bool) => Given::Bool(tag, *bool),
        Value::List(nodes) => Given::Array(tag, nodes.iter().map(given).collect()),
        Value::Table(table) | Value::Patch(table) => {
            let entries = table.entries().iter();
            let entries = entries.map(|entry| (entry.key.to_string(), given(&entry.node)));
            Given::Dict(tag, entries.collect())
        }
        Value::Null | Value::Bad => Given::Empty(tag, Empty::None),
    }
}
