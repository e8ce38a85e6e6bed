//! A list or a table written in one piece of free text, as TOML or as JSON.

use std::borrow::Cow;

use jsonc_parser::{JsonValue, ParseOptions, parse_to_value};

use super::toml;
use crate::value::origin::Site;
use crate::value::tree::{Entry, Node, Table, Value};

/// How deep such a value may be nested.
const DEPTH_LIMIT: usize = 64;

/// Reads the value, all of it standing at `site`; none if it is neither.
pub(crate) fn value(text: &str, site: Site) -> Option<Node<'static>> {
    let text = text.trim();
    let node = toml::value(text, DEPTH_LIMIT)
        .map(Node::into_owned)
        .or_else(|| json(text, site))?;
    Some(node.placed_at(site))
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

fn json(text: &str, site: Site) -> Option<Node<'static>> {
    if nesting(text) > DEPTH_LIMIT {
        return None;
    }
    let value = parse_to_value(text, &STRICT_JSON).ok()??;
    Some(node(value, site))
}

/// JSON as its standard has it, and nothing more.
pub(super) const STRICT_JSON: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The most brackets open at once, those in strings included.
fn nesting(text: &str) -> usize {
    let mut open = 0_usize;
    let mut most = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

fn node(value: JsonValue<'_>, site: Site) -> Node<'static> {
    let value = match value {
        JsonValue::String(text) => Value::String(Cow::Owned(text.into_owned())),
        JsonValue::Number(text) => number(text),
        JsonValue::Boolean(bool) => Value::Bool(bool),
        JsonValue::Null => Value::Null,
        JsonValue::Array(array) => {
            Value::List(array.into_iter().map(|value| node(value, site)).collect())
        }
        JsonValue::Object(object) => {
            let table: Table<'_> = object.into_iter().map(|pair| entry(pair, site)).collect();
            return Node::braced(table, site);
        }
    };
    Node::new(value, site)
}

fn entry((key, value): (Cow<'_, str>, JsonValue<'_>), site: Site) -> Entry<'static> {
    Entry {
        key: Cow::Owned(key.into_owned()),
        key_site: site,
        node: node(value, site),
    }
}

/// The number that a text of JSON's or YAML's decimal digits stands for.
pub(crate) fn number(text: &str) -> Value<'static> {
    match (
        text.parse::<i64>(),
        text.parse::<i128>(),
        text.parse::<f64>(),
    ) {
        (Ok(small), ..) => Value::Integer(small),
        (_, Ok(wide), _) => Value::Wide(wide.to_string().into()),
        (.., Ok(float)) => Value::Float(float),
        _ => Value::Bad,
    }
}
