//! From what a snapshot has recorded to the cells of the matrix.

use std::path::Path;

use super::{facts, stem};
use crate::parity::side::{Cell, Cells, Supply};
use crate::parity::snapshot::{Entry, Snapshot};
use crate::report::problem::Place;
use crate::resolve::datum::Datum;
use crate::schema::{Field, Schema, Shape};
use crate::value::key::{self, GivenStep, Key};
use crate::value::origin::Origin;

/// What a snapshot has for every setting that the schema knows, and its facts.
pub(super) fn column(snapshot: &Snapshot, schema: &'static Schema, is_sealed: bool) -> Cells {
    let cells = snapshot.settings().iter().filter_map(|entry| {
        let field = field(schema, &entry.key)?;
        Some((entry.key.clone(), field, cell(entry, field, is_sealed)))
    });
    cells.chain(facts::column(snapshot)).collect()
}

/// The keys that a snapshot has and the schema does not know.
pub(super) fn unknown(snapshot: &Snapshot, schema: &'static Schema) -> Vec<Key> {
    let keys = snapshot.settings().iter().map(|entry| &entry.key);
    keys.filter(|key| field(schema, key).is_none())
        .cloned()
        .collect()
}

fn cell(entry: &Entry, field: &'static Field, is_sealed: bool) -> Cell {
    let is_secret = entry.is_secret || field.is_hidden(&field.kind());
    let datum = entry.value.clone();
    // OK because what has become a secret is one in older records too.
    let datum = datum.map(|datum| match datum {
        Datum::Null => Datum::Null,
        _ if is_secret => Datum::Secret,
        datum => datum,
    });
    let supply = supply(entry);
    Cell {
        datum: datum.filter(|_| supply != Supply::Absent),
        supply,
        place: place(entry),
        digests: if is_sealed {
            entry.digests.clone()
        } else {
            Vec::new()
        },
    }
}

fn supply(entry: &Entry) -> Supply {
    match (&entry.origin, &entry.value) {
        (None, _) | (_, Some(Datum::Null)) => Supply::Absent,
        (Some(Origin::Default), _) => Supply::Default,
        (Some(origin), _) if is_of_deploy(origin) => Supply::Deploy,
        (Some(_), _) => Supply::File,
    }
}

/// Whether the deploy brings what comes from there, and no committed file.
pub(super) fn is_of_deploy(origin: &Origin) -> bool {
    match origin {
        Origin::File(position) => is_of_one_machine(position.path()),
        Origin::Default | Origin::WholeFile(_) | Origin::Provider(_) => false,
        _ => true,
    }
}

fn is_of_one_machine(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name == Some(".env") || stem(path) == Some("local")
}

fn place(entry: &Entry) -> Option<Place> {
    match &entry.origin {
        None | Some(Origin::Default) => None,
        Some(origin) => Some(Place::new(origin.clone(), "")),
    }
}

/// The row of the schema that a key belongs to.
fn field(schema: &'static Schema, key: &Key) -> Option<&'static Field> {
    let mut section = Some(schema);
    let mut found: Option<(&'static Field, &'static Shape)> = None;
    for step in key::parse(key.as_str())? {
        found = Some(match (section, found, step) {
            (Some(section), _, GivenStep::Name(name)) => {
                let field = section.all_fields().find(|field| field.answers_to(&name))?;
                (field, bare(field.shape()))
            }
            (None, Some((field, Shape::Map(inner))), GivenStep::Name(_))
            | (None, Some((field, Shape::List(inner))), GivenStep::Index(_)) => {
                (field, bare(inner))
            }
            _ => return None,
        });
        section = match found {
            Some((_, Shape::Section(below))) => Some(below),
            _ => None,
        };
    }
    let (field, shape) = found?;
    matches!(shape, Shape::Leaf(_)).then_some(field)
}

fn bare(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Optional(inner) => bare(inner),
        shape => shape,
    }
}
