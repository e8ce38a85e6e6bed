//! What is said of a value that no variant of an untagged enum takes.

use crate::coerce::{Face, face};
use crate::format::inline;
use crate::value::tree::{Node, Value};

/// What serde says of an untagged enum, before the name of its type.
pub(super) const UNTAGGED: &str = "data did not match any variant of untagged enum ";

/// As what a value was tried, of which no variant has taken it.
pub(super) fn no_form(node: Option<&Node<'_>>) -> String {
    let Some(node) = node else {
        return "no variant of its type accepts this value".to_owned();
    };
    let tried: &[&str] = match &node.value {
        Value::Free(text) if text.trim_start().starts_with(['{', '[']) => {
            let inner = inline::value(text, node.site);
            return format!(
                "its type does not accept {}",
                inner.as_ref().unwrap_or(node).described()
            );
        }
        Value::Free(text) => match face(text) {
            Face::Value(Value::Bool(_)) => &["`true` or `false`", "text"],
            Face::Value(_) => &["a number", "text"],
            Face::Lossy(_) => &["text", "a number"],
            Face::List => &["text", "a list"],
            Face::Text => &["text"],
        },
        _ => return format!("its type does not accept {}", node.described()),
    };
    match tried {
        [first, second] => format!("accepted neither as {first} nor as {second}"),
        _ => "not accepted as text".to_owned(),
    }
}
