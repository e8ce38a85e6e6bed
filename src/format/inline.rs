//! A list or a table written in one piece of free text, as TOML or as JSON.

use std::borrow::Cow;

use super::{Flaw, json, toml};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// How deep such a value may be nested.
const DEPTH_LIMIT: usize = 64;

/// Reads the value, all of it standing at `site`; none if it is neither.
pub(crate) fn value(text: &str, site: Site) -> Option<Node<'static>> {
    let text = text.trim();
    let node = toml::value(text, DEPTH_LIMIT).or_else(|_| json::value(text, DEPTH_LIMIT));
    Some(node.ok()?.into_owned().placed_at(site))
}

/// The number or the boolean that is written here exactly as JSON has it.
pub(crate) fn scalar(text: &str) -> Option<Value<'static>> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    let is_bare = text.as_bytes().iter().all(is_part) && text != "-0";
    let value = json::value(text, 0).ok()?.into_owned().value;
    let is_held = match &value {
        Value::Wide(_) => !value.is_float(),
        other => !matches!(other, Value::Null),
    };
    (is_bare && is_held).then_some(value)
}

/// What is wrong with the value, where the text has the grammar of one.
#[cold]
pub(crate) fn flaw(text: &str) -> Option<Flaw> {
    let text = text.trim();
    let of_json = json::value(text, DEPTH_LIMIT).err().flatten();
    of_json.or_else(|| toml::value(text, DEPTH_LIMIT).err().flatten())
}

/// Takes free text apart, so that single entries can be laid over it; none if
/// it is not what they are entries of.
pub(crate) fn opened(node: &Node<'_>, over: &Value<'_>) -> Option<Node<'static>> {
    let Value::Free(text) = &node.value else {
        return None;
    };
    let text = text.trim();
    match over {
        Value::Patch(_) if !text.starts_with('[') => {
            let elements = text.split(',').map(|element| match element.trim() {
                "" => None,
                element => Some(Node::new(
                    Value::Free(Cow::Owned(element.to_owned())),
                    node.site,
                )),
            });
            let elements = elements.collect::<Option<_>>()?;
            Some(Node::new(Value::List(elements), node.site))
        }
        Value::Patch(_) => {
            value(text, node.site).filter(|node| matches!(node.value, Value::List(_)))
        }
        _ => table(node),
    }
}

/// The table that free text stands for, if it does.
pub(crate) fn table(node: &Node<'_>) -> Option<Node<'static>> {
    let Value::Free(text) = &node.value else {
        return None;
    };
    value(text, node.site).filter(|node| node.as_table().is_some())
}
