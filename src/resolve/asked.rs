//! What asks for a setting that is missing: an optional section is switched on,
//! and a list or a map grows, by anything that is set in it.

use crate::layer::source::Layer;
use crate::resolve::{At, Place};
use crate::schema::Schema;
use crate::value::key::{self, GivenStep, Key};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// What asks for a setting.
pub(crate) struct Asked {
    /// The section that is only there because something is set in it.
    pub(crate) section: Key,
    pub(crate) site: Site,
    /// The variant that is named there, if one is.
    pub(crate) variant: Option<String>,
    /// Whether a key is written there, and no value.
    pub(crate) is_key: bool,
    /// Whether it is one that the program knows and that may stay away; else it
    /// is an entry or an element.
    pub(crate) is_optional: bool,
}

/// Finds the innermost section that need not be there and holds the key.
pub(crate) fn by(schema: &'static Schema, layers: &[Layer<'_>], key: &Key) -> Option<Asked> {
    let steps = key::parse(key.as_str())?;
    on_the_way(&Place::root(schema, layers), &steps, None)
}

fn on_the_way(place: &Place<'_, '_>, steps: &[GivenStep], above: Option<Asked>) -> Option<Asked> {
    if let At::Optional(inner) = place.at {
        return on_the_way(&place.within(inner), steps, asked(place, true));
    }
    let next = steps.split_first();
    let Some((next, rest)) = next.and_then(|(step, rest)| Some((place.step(step)?, rest))) else {
        return above;
    };
    let is_section = matches!(place.at, At::Section(_));
    let asked = if is_section {
        above
    } else {
        asked(&next, false)
    };
    on_the_way(&next, rest, asked)
}

/// What asks for what is at the place, by what the highest layer says of it.
fn asked(place: &Place<'_, '_>, is_optional: bool) -> Option<Asked> {
    let node = place.nodes.first()?;
    let key = first_in(node);
    Some(Asked {
        section: place.path.key(),
        site: key.unwrap_or(node.site),
        is_key: key.is_some(),
        variant: variant(place, node),
        is_optional,
    })
}

/// The name of a variant, in the place of the section.
fn variant(place: &Place<'_, '_>, node: &Node<'_>) -> Option<String> {
    let (At::Optional(inner) | At::List(inner) | At::Map(inner)) = place.at else {
        return None;
    };
    let schema = inner.schema()?;
    match &node.value {
        Value::Free(text) | Value::String(text) if schema.is_named_by(node) => {
            Some(text.to_string())
        }
        _ => None,
    }
}

/// Where the key of the first thing that is set in a section was written.
fn first_in(node: &Node<'_>) -> Option<Site> {
    let entry = node.as_table()?.entries().first()?;
    Some(entry.key_site)
}
