//! The texts of a setting that counts: those of its value, or of its default.

use std::borrow::Cow;

use crate::key::{Key, Path};
use crate::kind::Kind;
use crate::locate::Located;
use crate::origin::Site;
use crate::schema::{DefaultValue, Field, Shape};
use crate::tree::{Node, Value};
use crate::typed::typed;

/// One text of a setting, and where it was written.
pub(crate) struct Text<'t> {
    pub(crate) value: &'t str,
    pub(crate) key: &'t dyn Fn() -> Key,
    /// None for the default.
    pub(crate) node: Option<&'t Node<'t>>,
    /// How many steps inside the value of the setting it is.
    depth: usize,
}

impl Text<'_> {
    /// Whether it is what the field would be by default.
    pub(crate) fn is_default(&self, field: &Field) -> bool {
        let is_same =
            matches!(field.default(), Some(DefaultValue::Text(text)) if text == self.value);
        self.node.is_none() || is_same
    }

    /// The setting that it stands in.
    pub(crate) fn located(&self, field: &'static Field) -> Located<'_> {
        Located {
            key: (self.key)(),
            field: Some(field),
            depth: Some(self.depth),
            absent: false,
            node: self.node,
        }
    }
}

/// Shows each text that is wanted of a leaf's value, or of its default where
/// there is no node. Keys are only spelled out for those.
pub(crate) fn each(
    field: &Field,
    path: &Path<'_>,
    node: Option<&Node<'_>>,
    wanted: &dyn Fn(&str) -> bool,
    visit: &mut dyn FnMut(Text<'_>),
) {
    let Shape::Leaf(kind) = field.shape() else {
        return;
    };
    let Some(node) = node else {
        default(field, *kind, wanted, &mut |text| {
            visit(Text {
                value: text,
                key: &|| path.key(),
                node: None,
                depth: 0,
            });
        });
        return;
    };
    let split;
    let mut node = node;
    if let Value::Free(text) = &node.value {
        if !wanted(text) || (text.is_empty() && kind().is_optional()) {
            return;
        }
        if text.contains([',', '[', '{']) {
            split = typed(node, &kind());
            node = &split;
        }
    }
    within(field, node, (&|| path.key(), 0), wanted, visit);
}

fn default(
    field: &Field,
    kind: fn() -> Kind,
    wanted: &dyn Fn(&str) -> bool,
    visit: &mut dyn FnMut(&str),
) {
    let Some(DefaultValue::Text(text)) = field.default() else {
        return;
    };
    if !wanted(text) {
        return;
    }
    if !text.contains([',', '[', '{']) {
        return visit(text);
    }
    let free = Node::new(Value::Free(Cow::Borrowed(text)), Site::DEFAULT);
    within(
        field,
        &typed(&free, &kind()),
        (&Key::default, 0),
        wanted,
        &mut |text| {
            visit(text.value);
        },
    );
}

fn within(
    field: &Field,
    node: &Node<'_>,
    (key, depth): (&dyn Fn() -> Key, usize),
    wanted: &dyn Fn(&str) -> bool,
    visit: &mut dyn FnMut(Text<'_>),
) {
    let number;
    let text: &str = match &node.value {
        Value::Free(text) | Value::String(text) => text,
        // OK because no number is wanted for what it is.
        Value::Integer(_) if !wanted("0") => return,
        Value::Integer(integer) => {
            number = integer.to_string();
            &number
        }
        Value::List(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                let key = || {
                    let mut key = key();
                    key.push_index(index);
                    key
                };
                within(field, node, (&key, depth + 1), wanted, visit);
            }
            return;
        }
        Value::Table(table) | Value::Patch(table) => {
            let is_list = matches!(node.value, Value::Patch(_));
            for entry in table.entries() {
                let key = || {
                    let mut key = key();
                    match entry.key.parse() {
                        Ok(index) if is_list => key.push_index(index),
                        _ => field.push_entry(&mut key, &entry.key),
                    }
                    key
                };
                within(field, &entry.node, (&key, depth + 1), wanted, visit);
            }
            return;
        }
        _ => return,
    };
    if wanted(text) {
        visit(Text {
            value: text,
            key,
            node: Some(node),
            depth,
        });
    }
}
