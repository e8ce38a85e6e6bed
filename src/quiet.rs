//! Whether words of the program's own would show a secret.

use crate::redact;
use crate::schema::{DefaultValue, Field, Schema, Shape};
use crate::tree::{Node, Value};

/// Whether `message` repeats no secret that the nodes hold below `schema`: no
/// value of a secret setting, and no password of a URL.
pub(crate) fn is_quiet(message: &str, schema: &'static Schema, nodes: &[&Node<'_>]) -> bool {
    schema.all_fields().all(|field| {
        let default = match field.default() {
            Some(DefaultValue::Text(text)) => is_kept(message, text, field.is_secret()),
            _ => true,
        };
        default
            && nodes
                .iter()
                .filter_map(|node| node.as_table())
                .filter_map(|table| field.names().find_map(|name| table.get(name)))
                .all(|entry| of_field(message, field, &entry.node))
    })
}

fn of_field(message: &str, field: &'static Field, node: &Node<'_>) -> bool {
    of_shape(message, field.shape(), field.is_secret(), node)
}

fn of_shape(message: &str, shape: &'static Shape, secret: bool, node: &Node<'_>) -> bool {
    let of_inner = |inner, node: &Node<'_>| of_shape(message, inner, secret, node);
    match (shape, &node.value) {
        (Shape::Leaf(_), _) => of_value(message, secret, node),
        (Shape::Optional(inner), _) => of_inner(inner, node),
        (Shape::Section(schema), _) => is_quiet(message, schema, &[node]),
        (Shape::List(inner), Value::List(nodes)) => nodes.iter().all(|node| of_inner(inner, node)),
        (Shape::List(inner) | Shape::Map(inner), Value::Table(table) | Value::Patch(table)) => {
            let mut entries = table.entries().iter();
            entries.all(|entry| of_inner(inner, &entry.node))
        }
        _ => true,
    }
}

fn of_value(message: &str, secret: bool, node: &Node<'_>) -> bool {
    match &node.value {
        Value::Free(text) | Value::String(text) => is_kept(message, text, secret),
        Value::Wide(text) | Value::Datetime(text) => is_kept(message, text, secret),
        Value::Integer(number) => !secret || is_kept(message, &number.to_string(), secret),
        Value::Float(number) => !secret || is_kept(message, &number.to_string(), secret),
        Value::List(nodes) => nodes.iter().all(|node| of_value(message, secret, node)),
        Value::Table(table) | Value::Patch(table) => {
            let mut entries = table.entries().iter();
            entries.all(|entry| of_value(message, secret, &entry.node))
        }
        Value::Bool(_) | Value::Null | Value::Bad => true,
    }
}

fn is_kept(message: &str, text: &str, secret: bool) -> bool {
    let text = text.trim();
    text.is_empty()
        || (!secret && redact::is_harmless(text))
        || !(message.contains(text) || password_of(text).is_some_and(|p| message.contains(&p)))
}

/// The password of a URL, as it is written in it.
fn password_of(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    url.password()
        .filter(|password| !password.is_empty())
        .map(str::to_owned)
}
