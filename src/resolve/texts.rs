//! The texts of a setting that counts: those of its value, or of its default.

use crate::resolve::locate::Located;
use crate::schema::kind::Kind;
use crate::schema::typed::typed;
use crate::schema::{Field, Part, Shape};
use crate::value::key::{Key, Path};
use crate::value::tree::{Node, Value};

/// One text of a setting, and where it was written.
pub(crate) struct Text<'t> {
    pub(crate) value: &'t str,
    pub(crate) key: &'t dyn Fn() -> Key,
    /// None for the default.
    pub(crate) node: Option<&'t Node<'t>>,
    /// How many steps inside the value of the setting it is.
    depth: usize,
    /// Whether it is secret, as far as it was asked for.
    pub(crate) is_secret: bool,
}

impl<'t> Text<'t> {
    /// The whole value of a setting.
    pub(crate) fn whole(node: Option<&'t Node<'t>>, key: &'t dyn Fn() -> Key) -> Self {
        Self {
            value: "",
            key,
            node,
            depth: 0,
            is_secret: false,
        }
    }

    /// Whether it is what the field would be by default.
    pub(crate) fn is_default(&self, field: &Field) -> bool {
        self.node.is_none() || field.default_text().as_deref() == Some(self.value)
    }

    /// The setting that it is in.
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

/// Which texts are wanted, and of what is known to be secret.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'w> {
    /// What of the value is secret; [`Part::None`] if it is not asked for.
    pub(crate) secret: Part<'w>,
    /// Whether a text is wanted, be it secret or not.
    pub(crate) is: &'w dyn Fn(&str, bool) -> bool,
}

impl Wanted<'_> {
    #[inline]
    fn wants(self, text: &str) -> bool {
        (self.is)(text, self.secret.is_secret())
    }

    /// Whether the text, or a part of it, may be wanted.
    #[inline]
    fn may_want(self, text: &str) -> bool {
        (self.is)(text, !matches!(self.secret, Part::None))
    }

    #[inline]
    fn entry(self, name: &str) -> Self {
        let secret = self.secret.entry(name);
        Self { secret, ..self }
    }

    #[inline]
    fn element(self) -> Self {
        let secret = self.secret.element();
        Self { secret, ..self }
    }
}

/// Shows each text that is wanted of a leaf's value, or of its default where
/// there is no node. Keys are only spelled out for those.
pub(crate) fn each(
    field: &Field,
    path: &Path<'_>,
    node: Option<&Node<'_>>,
    wanted: Wanted<'_>,
    visit: &mut dyn FnMut(Text<'_>),
) {
    let Shape::Leaf(kind) = field.shape() else {
        return;
    };
    let Some(node) = node else {
        default(field, *kind, wanted, &mut |text, is_secret| {
            visit(Text {
                value: text,
                key: &|| path.key(),
                node: None,
                depth: 0,
                is_secret,
            });
        });
        return;
    };
    let split;
    let mut node = node;
    if let Value::Free(text) = &node.value {
        if text.is_empty() && kind().is_optional() {
            return;
        }
        if may_have_parts(text) {
            if !wanted.may_want(text) {
                return;
            }
            split = typed(node, &kind());
            node = &split;
        }
    }
    within(field, node, (&|| path.key(), 0), wanted, visit);
}

/// Whether a text may be a list or a table, if its type is one.
fn may_have_parts(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b',' | b'[' | b'{'))
}

fn default(
    field: &Field,
    kind: fn() -> Kind,
    wanted: Wanted<'_>,
    visit: &mut dyn FnMut(&str, bool),
) {
    let Some(text) = field.default_text() else {
        return;
    };
    let text = &*text;
    if !may_have_parts(text) {
        if wanted.wants(text) {
            visit(text, wanted.secret.is_secret());
        }
        return;
    }
    if !wanted.may_want(text) {
        return;
    }
    let free = Node::of_default(text);
    within(
        field,
        &typed(&free, &kind()),
        (&Key::default, 0),
        wanted,
        &mut |text| {
            visit(text.value, text.is_secret);
        },
    );
}

fn within(
    field: &Field,
    node: &Node<'_>,
    (key, depth): (&dyn Fn() -> Key, usize),
    wanted: Wanted<'_>,
    visit: &mut dyn FnMut(Text<'_>),
) {
    let number;
    let text: &str = match &node.value {
        Value::Free(text) | Value::String(text) => text,
        // OK because a switch is wanted for its name, and has none inside of a value.
        Value::Bool(bool) if depth == 0 => {
            if *bool {
                "true"
            } else {
                "false"
            }
        }
        // OK because no number is wanted for what it is.
        Value::Integer(_) if !wanted.wants("0") => return,
        Value::Integer(integer) => {
            number = integer.to_string();
            &number
        }
        Value::List(nodes) => {
            let wanted = wanted.element();
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
                let wanted = if is_list {
                    wanted.element()
                } else {
                    wanted.entry(&entry.key)
                };
                within(field, &entry.node, (&key, depth + 1), wanted, visit);
            }
            return;
        }
        _ => return,
    };
    if wanted.wants(text) {
        visit(Text {
            value: text,
            key,
            node: Some(node),
            depth,
            is_secret: wanted.secret.is_secret(),
        });
    }
}
