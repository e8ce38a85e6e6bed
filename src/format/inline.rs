//! A list or a table written in one piece of free text, as TOML or as JSON.

use std::str::Split;

use super::{Flaw, MOST_AT_ONCE, json, toml};
use crate::value::origin::Site;
use crate::value::tree::{Node, Value};

/// How deep such a value may be nested.
const DEPTH_LIMIT: usize = 64;

/// Reads the value of the text at `site`; none if it is neither.
pub(crate) fn value(text: &str, site: Site) -> Option<Node<'static>> {
    let (start, text) = (text.len() - text.trim_start().len(), text.trim());
    let (mut node, before) = if text.len() > MOST_AT_ONCE {
        long(text)?
    } else {
        let node = toml::value(text, DEPTH_LIMIT).or_else(|_| json::value(text, DEPTH_LIMIT));
        (node.ok()?.into_owned(), 0)
    };
    node.move_to(site.part(start), before);
    Some(Node { site, ..node })
}

/// The value of a long text, and how many bytes it was read behind.
///
/// JSON stops at what is none of it, so it is tried first. What is both is the same
/// value in both.
fn long(text: &str) -> Option<(Node<'static>, usize)> {
    if let Ok(node) = json::value(text, DEPTH_LIMIT) {
        return Some((node.into_owned(), 0));
    }
    let node = toml::long_value(text, DEPTH_LIMIT)?;
    Some((node, toml::NAME.len()))
}

/// The elements of a list that is written between commas; none in place of an empty one.
pub(crate) struct BetweenCommas<'t> {
    written: Split<'t, char>,
    /// Where in the text the next one begins.
    start: usize,
    text: Site,
}

impl<'t> BetweenCommas<'t> {
    /// Those of the text at `site`.
    pub(crate) fn new(text: &'t str, site: Site) -> Self {
        Self {
            written: text.split(','),
            start: 0,
            text: site,
        }
    }
}

impl<'t> Iterator for BetweenCommas<'t> {
    type Item = Option<Node<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        let written = self.written.next()?;
        let element = written.trim();
        let at = self.start + written.len() - written.trim_start().len();
        self.start += written.len() + 1;
        let node = || Node::new(Value::Free(element.into()), self.text.part(at));
        Some((!element.is_empty()).then(node))
    }
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

/// What is wrong with a text that is written as a list or a table. The grammar of TOML
/// has nothing to say where it has a key of JSON.
#[cold]
pub(crate) fn flaw(text: &str) -> Option<Flaw> {
    let of_json = json::value(text, DEPTH_LIMIT).err().flatten();
    let is_toml = text.starts_with(['[', '{']) && !text.contains("\":");
    let of_toml = || toml::value(text, DEPTH_LIMIT).err().flatten();
    of_json.or_else(|| of_toml().filter(|_| is_toml))
}

/// Takes free text apart, so that single entries can be laid over it; none if
/// it is not what they are entries of.
pub(crate) fn opened(node: &Node<'_>, over: &Value<'_>) -> Option<Node<'static>> {
    let Value::Free(text) = &node.value else {
        return None;
    };
    match over {
        Value::Patch(_) if !text.trim_start().starts_with('[') => {
            let elements = BetweenCommas::new(text, node.site);
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
