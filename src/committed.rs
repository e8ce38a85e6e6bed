//! Secrets in files that are committed with the program.

use crate::key::Path;
use crate::problem::Problem;
use crate::redact;
use crate::schema::Field;
use crate::source::Layer;
use crate::tree::{Node, Value};
use crate::words;

/// What a field says to have it allowed.
const ALLOWED: &str = "committed_secret";

/// Tells of each node of a setting that holds a secret and stands in a layer that
/// is committed.
pub(crate) fn judge(
    layers: &[Layer<'_>],
    committed: &[u16],
    field: &'static Field,
    path: &Path<'_>,
    nodes: &[&Node<'_>],
    tell: &mut dyn FnMut(Problem),
) {
    for node in nodes {
        if may_hold_secret(node, field.is_secret())
            && committed.contains(&node.site.layer)
            && let Some(inner) = secret_in(node, field.is_secret())
            && !is_allowed(field)
            && let Some(layer) = layers.get(usize::from(node.site.layer))
        {
            let is_entry = matches!(node.value, Value::Table(_) | Value::Patch(_));
            let key = &path.key();
            tell(words::committed_secret(layer, key, field, inner, is_entry));
        }
    }
}

/// A quick answer for most values of settings that are not secret.
fn may_hold_secret(node: &Node<'_>, is_secret: bool) -> bool {
    match &node.value {
        _ if is_secret => true,
        Value::String(text) | Value::Free(text) => text.as_bytes().contains(&b'@'),
        Value::List(_) | Value::Table(_) | Value::Patch(_) => true,
        _ => false,
    }
}

fn is_allowed(field: &Field) -> bool {
    let mut allowed = field.allowed().iter();
    allowed.any(|allowed| allowed.what() == ALLOWED)
}

/// The secret that the node is, or that is in it: any value but an empty one of
/// a field that is secret, else a URL with a password.
fn secret_in<'n, 'a>(node: &'n Node<'a>, is_secret: bool) -> Option<&'n Node<'a>> {
    let is_one = match &node.value {
        Value::String(text) | Value::Free(text) if is_secret => !text.is_empty(),
        Value::String(text) | Value::Free(text) => redact::has_password(text),
        Value::List(nodes) => return nodes.iter().find_map(|node| secret_in(node, is_secret)),
        Value::Table(table) | Value::Patch(table) => {
            let mut entries = table.entries().iter();
            return entries.find_map(|entry| secret_in(&entry.node, is_secret));
        }
        Value::Null | Value::Bad => false,
        _ => is_secret,
    };
    is_one.then_some(node)
}
