//! The one rule of merging: the value of a setting that several layers make up
//! together.

use std::borrow::Cow;

use crate::format::inline;
use crate::tree::{Node, Value};

/// Lays the highest node over those below that it merges with; the others, which
/// it overrides, are handed back. None of no nodes.
pub(crate) fn value<'s, 'n, 'a>(
    nodes: &'s [&'n Node<'a>],
) -> Option<(Cow<'n, Node<'a>>, &'s [&'n Node<'a>])> {
    let (&winner, mut lower) = nodes.split_first()?;
    let mut value = Cow::Borrowed(winner);
    while let Some((next, rest)) = lower.split_first() {
        let Some(merged) = over(&value, next) else {
            break;
        };
        value = Cow::Owned(merged);
        lower = rest;
    }
    Some((value, lower))
}

fn over<'a>(upper: &Node<'a>, lower: &Node<'a>) -> Option<Node<'a>> {
    if !upper.mixes_with(lower) {
        return None;
    }
    match (inline::opened(lower, &upper.value), &lower.value) {
        (Some(opened), _) => Some(upper.over(&opened)),
        (None, Value::Free(_)) => None,
        (None, _) => Some(upper.over(lower)),
    }
}
