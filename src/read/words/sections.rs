//! What is wrong where a section, or some arrangement of them, should be.

use super::expected::{did_you_mean, one_of};
use super::wording::text_of;
use crate::format::Format;
use crate::layer::source::{Layer, Show};
use crate::layer::view::View;
use crate::layer::words;
use crate::layer::written::Written;
use crate::report::problem::{Code, Problem};
use crate::resolve::{At, Place};
use crate::schema::Variant;
use crate::value::key::{self, GivenStep, Key, Path};
use crate::value::redact;
use crate::value::tree::{Entry, Node, Value};

/// A value where there should be sections.
pub(crate) fn no_section(
    layers: &[Layer<'_>],
    place: &Place<'_, '_>,
    node: &Node<'_>,
    expected: &str,
) -> Option<Problem> {
    let layer = layers.get(usize::from(node.site.layer))?;
    let key = place.path.key();
    let written = match &node.value {
        Value::List(nodes) if nodes.is_empty() => Written::Text("[]".to_owned()),
        Value::Table(table) if table.is_empty() => Written::Text("{}".to_owned()),
        Value::Null => Written::of(layer, View::outside(layers), node),
        // OK to hide numbers too: they may be those of a secret field of the section.
        _ if place.is_guarded() => Written::Hidden,
        _ => Written::of(layer, View::outside(layers).refused(), node),
    };
    let show = written.show();
    let is_empty = matches!(&node.value, Value::Free(text) if text.is_empty());
    let (code, message, label) = if is_empty {
        let message = words::is_empty(layer, &key, node.site, &format!("must be {expected}"), true);
        (Code::EmptyValue, message, "empty".to_owned())
    } else {
        let message = format!("`{key}` must be {expected}");
        (
            Code::WrongType,
            message,
            format!("found {}", node.described()),
        )
    };
    let show = if is_empty { Show::Value("") } else { show };
    let named = (!is_empty).then(|| by_name(place, node)).flatten();
    let problem = Problem::new(code, message)
        .with_expected(expected)
        .with_helps(named)
        .with_place(layer.place(node.site, label, show))
        .with_help(match (layer.format(), expected) {
            _ if matches!(node.value, Value::Free(_)) => {
                "unset it, and set its fields individually".to_owned()
            }
            (Format::Toml, expected) => write_header(&key, expected),
            (_, "a list of sections") => "write `[]` for none".to_owned(),
            (Format::Json, _) => "write its settings in `{}`".to_owned(),
            (Format::Yaml, _) => "indent its settings below it, or write `{}` for none".to_owned(),
        })
        .with_key(key);
    Some(problem)
}

/// How a section that is a tagged enum is named, where a text is in its place.
fn by_name(place: &Place<'_, '_>, node: &Node<'_>) -> Option<String> {
    let At::Section(schema) = place.at else {
        return None;
    };
    let names: Vec<_> = schema.tag()?.variants().iter().map(Variant::name).collect();
    let text = text_of(node)?;
    Some(
        did_you_mean(text, &names)
            .unwrap_or_else(|| format!("the name of a variant is {}", one_of(&names))),
    )
}

/// How the header of a section is written, which is without the numbers of elements.
fn write_header(key: &Key, expected: &str) -> String {
    let steps = key::parse(key.as_str()).unwrap_or_default();
    let is_element = matches!(steps.last(), Some(GivenStep::Index(_)));
    let mut header = Key::default();
    for step in &steps {
        if let GivenStep::Name(name) = step {
            header.push_name(name);
        }
    }
    match expected {
        "a list of sections" => format!("write one `[[{header}]]` per element"),
        "a map of sections" => format!("write one `[{header}.name]` per entry"),
        _ if is_element => format!("write `[[{header}]]`, with its settings below"),
        _ => format!("write `[{header}]`, with its settings below"),
    }
}

pub(crate) fn unknown_tag(
    layers: &[Layer<'_>],
    path: &Path<'_>,
    node: &Node<'_>,
    names: &[&str],
) -> Option<Problem> {
    let layer = layers.get(usize::from(node.site.layer))?;
    let key = path.key();
    let view = View::outside(layers).refused();
    let found = view.found(node);
    let expected = one_of(names);
    if let Value::Free(text) | Value::String(text) = &node.value
        && text.is_empty()
    {
        let is_given = matches!(node.value, Value::Free(_));
        return Some(words::empty(layer, &key, node.site, &expected, is_given));
    }
    let show = match &found {
        Some(found) => Show::Value(found.trim_matches('`')),
        None => Show::Masked,
    };
    let problem = Problem::new(Code::UnknownVariant, format!("`{key}` must be {expected}"))
        .with_place(layer.place(node.site, "unknown variant", show))
        .with_key(key)
        .with_expected(expected);
    let help = text_of(node).and_then(|text| did_you_mean(text, names));
    Some(problem.with_helps(help).with_found(found))
}

/// A name of an entry that is not a key of its map.
pub(crate) fn map_key(
    layers: &[Layer<'_>],
    map: &Place<'_, '_>,
    name: &str,
    reason: &str,
) -> Option<Problem> {
    let mut tables = map.in_force().iter().filter_map(|node| node.as_table());
    let site = tables.find_map(|table| table.get(name))?.key_site;
    let layer = layers.get(usize::from(site.layer))?;
    let mut key = map.path.key();
    key.push_unknown(name);
    // OK to show the reason where the name is shown: there is nothing else in it.
    let is_shown = key.as_str().ends_with(name);
    let label = if is_shown {
        redact::line(reason)
    } else {
        String::new()
    };
    let problem = Problem::new(
        Code::InvalidValue,
        format!("the name of `{key}` is not valid"),
    );
    Some(
        problem
            .with_place(layer.place(site, label, Show::Key))
            .with_key(key),
    )
}

pub(crate) fn gap_in_list(
    layers: &[Layer<'_>],
    path: &Path<'_>,
    entry: &Entry<'_>,
    len: usize,
) -> Option<Problem> {
    let layer = layers.get(usize::from(entry.key_site.layer))?;
    let mut key = path.key();
    key.push_index(entry.key.parse().unwrap_or(usize::MAX));
    let problem = Problem::new(
        Code::OutOfRange,
        format!(
            "`{key}` leaves a gap: the list has {len} element{}",
            if len == 1 { "" } else { "s" }
        ),
    )
    .with_key(key)
    .with_place(layer.place(entry.key_site, "", Show::Key))
    .with_help(format!(
        "elements are numbered from 0; the next one is {len}"
    ));
    Some(problem)
}
