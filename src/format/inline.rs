//! A list or a table written in one piece of free text, as TOML or as JSON.

use super::{Flaw, json, toml};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// How deep such a value may be nested.
const DEPTH_LIMIT: usize = 64;

/// Reads the value of the text at `site`; none if it is neither.
pub(crate) fn value(text: &str, site: Site) -> Option<Node<'static>> {
    let (start, text) = (text.len() - text.trim_start().len(), text.trim());
    let node = toml::value(text, DEPTH_LIMIT).or_else(|_| json::value(text, DEPTH_LIMIT));
    let mut node = node.ok()?.into_owned();
    node.move_to(site.part(start));
    Some(Node { site, ..node })
}

/// The elements of a list whose text is at `site`, written between commas; none in
/// place of an empty one.
pub(crate) fn elements(text: &str, site: Site) -> impl Iterator<Item = Option<Node<'_>>> {
    let mut start = 0;
    text.split(',').map(move |written| {
        let element = written.trim();
        let at = start + written.len() - written.trim_start().len();
        start += written.len() + 1;
        let node = || Node::new(Value::Free(element.into()), site.part(at));
        (!element.is_empty()).then(node)
    })
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
    match over {
        Value::Patch(_) if !text.trim_start().starts_with('[') => {
            let elements = elements(text, node.site);
            let elements = elements.map(|element| element.map(Node::into_owned));
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
