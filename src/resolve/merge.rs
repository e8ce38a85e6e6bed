//! The one rule of merging: what several layers make of one value.
//!
//! Tables are merged key by key, however they are written, and single elements go
//! into their list; any other value replaces what is below it. So does a table that
//! is written as `{}`. Of a list whose field says so, all layers have a part.

use std::borrow::Cow;

use crate::format::inline;
use crate::schema::kind::Kind;
use crate::value::tree::{Entry, Node, Table, Value};

/// Lays the highest node over those below that it merges with; the others, which
/// it overrides, are handed back. Elements without a list below are one. None of no
/// nodes.
///
/// `kind` is only asked where text may be a table.
pub(crate) fn value<'s, 'n, 'a>(
    nodes: &'s [&'n Node<'a>],
    kind: &dyn Fn() -> Kind,
    appends: &dyn Fn() -> bool,
) -> Option<(Cow<'n, Node<'a>>, &'s [&'n Node<'a>])> {
    let (&winner, mut lower) = nodes.split_first()?;
    let mut value = Cow::Borrowed(winner);
    if matches!(winner.value, Value::Patch(_)) && !lower.is_empty() && appends() {
        // OK because elements are numbered as those of the whole list.
        let (list, rest) = self::value(lower, kind, appends)?;
        if let Some(merged) = merged(winner, &list, kind) {
            return Some((Node::closed(Cow::Owned(merged)), rest));
        }
    }
    while let Some((next, rest)) = lower.split_first() {
        let appended = || appends().then(|| appended(&value, next)).flatten();
        let Some(merged) = merged(&value, next, kind).or_else(appended) else {
            break;
        };
        value = Cow::Owned(merged);
        lower = rest;
    }
    Some((Node::closed(value), lower))
}

/// Both of them as one; none where the upper one replaces the lower one.
fn merged<'a>(upper: &Node<'a>, lower: &Node<'a>, kind: &dyn Fn() -> Kind) -> Option<Node<'a>> {
    if upper.is_all {
        return None;
    }
    match (&upper.value, &lower.value) {
        (Value::Table(_), Value::Table(_)) => tables(upper, lower, &kind()),
        (Value::Table(_), Value::Free(_)) => tables(upper, &inline::table(lower)?, &kind()),
        (Value::Free(text), Value::Table(_) | Value::Free(_)) if is_inline(text) => {
            let kind = kind();
            let upper = of_tables(&kind).then(|| inline::table(upper))??;
            merged(&upper, lower, &|| kind.clone())
        }
        (Value::Patch(_), Value::Free(_)) => {
            let lower = inline::opened(lower, &upper.value)?;
            Some(upper.over(&lower))
        }
        (Value::Patch(_), Value::Patch(_) | Value::List(_)) => Some(upper.over(lower)),
        _ => None,
    }
}

/// The elements of both lists, those of the lower one first; none where one of them is
/// not a list.
fn appended<'a>(upper: &Node<'a>, lower: &Node<'a>) -> Option<Node<'a>> {
    if upper.is_all {
        return None;
    }
    let (above, mut elements) = (elements(upper)?, elements(lower)?);
    elements.extend(above);
    let mut node = Node::new(Value::List(elements), upper.site);
    node.is_all = lower.is_all;
    Some(node)
}

fn elements<'a>(node: &Node<'a>) -> Option<Vec<Node<'a>>> {
    let list = match &node.value {
        Value::Free(text) if text.trim().is_empty() => return Some(Vec::new()),
        Value::Free(_) => inline::opened(node, &Value::Patch(Table::default()))?,
        _ => Node::closed(Cow::Borrowed(node)).into_owned(),
    };
    match list.value {
        Value::List(elements) => Some(elements),
        _ => None,
    }
}

/// Two tables key by key; but one variant of an enum replaces another one.
fn tables<'a>(upper: &Node<'a>, lower: &Node<'a>, kind: &Kind) -> Option<Node<'a>> {
    let (above, below) = (upper.as_table()?, lower.as_table()?);
    let is_other = |entry: &Entry<'_>| below.get(&entry.key).is_none();
    let is_enum = matches!(kind.without_optional(), Kind::Enum { .. });
    if is_enum && !below.is_empty() && above.entries().iter().any(is_other) {
        return None;
    }
    let over = |upper: &Entry<'a>, lower: &Entry<'a>| Entry {
        key: upper.key.clone(),
        key_site: upper.key_site,
        node: {
            let kind = || kind.entry(&upper.key).clone();
            merged(&upper.node, &lower.node, &kind).unwrap_or_else(|| upper.node.clone())
        },
    };
    let mut node = Node::new(Value::Table(Table::merged(above, below, &over)), upper.site);
    node.is_all = lower.is_all;
    Some(node)
}

fn is_inline(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Whether a text that looks like a table is one.
fn of_tables(kind: &Kind) -> bool {
    let is_open = matches!(kind.without_optional(), Kind::Any | Kind::Enum { .. });
    is_open || kind.is_map()
}
