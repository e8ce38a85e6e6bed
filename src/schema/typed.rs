//! Free text as the value that its kind makes of it, for readers without a type.

use std::borrow::Cow;

use crate::coerce::{Face, face};
use crate::format::{inline, number};
use crate::schema::kind::Kind;
use crate::value::tree::{Entry, Node, Table, Value};

/// The node with all free text in it read as `kind` asks.
///
/// Text that its kind does not accept stays text: anyone who takes it has been
/// told by the load that went before.
pub(crate) fn typed(node: &Node<'_>, kind: &Kind) -> Node<'static> {
    let is_nothing = kind.is_optional() && node.is_nothing();
    let kind = kind.without_optional();
    let value = match &node.value {
        _ if is_nothing => Value::Null,
        Value::Free(text) => free(text, kind, node),
        Value::List(nodes) => Value::List(each(nodes, kind)),
        Value::Table(table) => Value::Table(entries(table, kind)),
        _ => return node.clone().into_owned(),
    };
    Node::new(value, node.site)
}

fn free(text: &str, kind: &Kind, node: &Node<'_>) -> Value<'static> {
    let trimmed = text.trim();
    match kind {
        Kind::Integer { .. } => number::integer(trimmed),
        Kind::Float | Kind::Float32 => trimmed.parse().ok().map(Value::Float),
        Kind::Bool => crate::coerce::free_bool(trimmed).map(Value::Bool),
        Kind::List(element) | Kind::Array { element, .. } => Some(list(trimmed, element, node)),
        Kind::Any | Kind::Loose { .. } => anything(text, node),
        Kind::Map { .. } | Kind::Struct { .. } => inline::value(trimmed, node.site)
            .map(|inner| typed(&inner, kind))
            .map(|inner| inner.value),
        // As they are read: only what begins so is more than text.
        Kind::Enum { .. } if trimmed.starts_with(['{', '[']) => {
            inline::value(trimmed, node.site).map(|inner| inner.value)
        }
        _ => None,
    }
    .unwrap_or_else(|| Value::String(Cow::Owned(text.to_owned())))
}

/// Text of which the type does not say what it is, as a reader of the leaf takes it.
fn anything(text: &str, node: &Node<'_>) -> Option<Value<'static>> {
    if text.trim_start().starts_with(['{', '[']) {
        return inline::value(text, node.site).map(|inner| inner.value);
    }
    match face(text) {
        Face::Value(value) => Some(value),
        Face::Text | Face::List | Face::Lossy(_) => None,
    }
}

fn list(text: &str, element: &Kind, node: &Node<'_>) -> Value<'static> {
    if text.starts_with('[')
        && let Some(inner) = inline::value(text, node.site)
    {
        return inner.value;
    }
    let empty = || Node::new(Value::Free(Cow::Borrowed("")), node.site);
    let nodes = inline::BetweenCommas::new(text, node.site);
    let nodes = nodes.map(|free| typed(&free.unwrap_or_else(empty), element));
    Value::List(nodes.collect())
}

fn each(nodes: &[Node<'_>], kind: &Kind) -> Vec<Node<'static>> {
    let element = kind.element();
    nodes.iter().map(|node| typed(node, element)).collect()
}

fn entries(table: &Table<'_>, kind: &Kind) -> Table<'static> {
    let entry = |entry: &Entry<'_>| Entry {
        key: Cow::Owned(entry.key.clone().into_owned()),
        key_site: entry.key_site,
        node: typed(&entry.node, kind.entry(&entry.key)),
    };
    Table::from_sorted(table.entries().iter().map(entry).collect())
}
