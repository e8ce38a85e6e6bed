//! One variable that holds all of a section, a list or a map, and others that hold
//! single entries of it.

use super::{Owner, Walk};
use crate::format::inline;
use crate::layer::words;
use crate::schema::{Field, Shape};
use crate::value::key::Path;
use crate::value::tree::{Node, Value};

impl<'a> Walk<'_, 'a> {
    /// Single entries laid over the value that another variable gives to all.
    pub(super) fn together(
        &mut self,
        field: &'static Field,
        shape: &Shape,
        path: &Path<'_>,
        parts: Option<Node<'a>>,
        whole: Option<Node<'a>>,
    ) -> Option<Node<'a>> {
        let (Some(parts), Some(whole)) = (&parts, &whole) else {
            return parts.or(whole);
        };
        if is_off(shape, whole) {
            return Some(whole.clone());
        }
        let opened = inline::opened(whole, &parts.value);
        if opened.is_none() && matches!(&whole.value, Value::Free(text) if !text.is_empty()) {
            let expected = match &parts.value {
                Value::Patch(_) => "a list such as `[\"a\", \"b\"]`",
                _ => expected_inline(shape).unwrap_or("a table such as `{ name = \"value\" }`"),
            };
            self.not_inline(field, path, whole, expected);
        }
        Some(parts.over(opened.as_ref().unwrap_or(whole)))
    }

    /// The value of what has this shape, in one variable.
    pub(super) fn whole(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        path: &Path<'_>,
        numbers: &[usize],
    ) -> Option<Node<'a>> {
        let owner = match shape {
            Shape::Leaf(_) => Owner::Setting(field),
            _ => Owner::Section,
        };
        let free = self.free(owner, path, numbers)?;
        let Value::Free(text) = &free.value else {
            return Some(free);
        };
        match expected_inline(shape) {
            None => Some(free),
            Some(_) if text.is_empty() || is_off(shape, &free) => Some(free),
            Some(expected) => {
                let node = inline::value(text, free.site).filter(|node| is_expected(node, shape));
                let node = node.or_else(|| by_name(shape, &free));
                Some(node.unwrap_or_else(|| {
                    self.not_inline(field, path, &free, expected);
                    Node::new(Value::Bad, free.site)
                }))
            }
        }
    }

    /// Notes that the text of a variable is not what stands for all of this.
    pub(super) fn not_inline(
        &mut self,
        field: &'static Field,
        path: &Path<'_>,
        free: &Node<'a>,
        expected: &'static str,
    ) {
        self.tell(|layer| words::not_inline(layer, path.key(), free, expected, field.is_guarded()));
    }
}

/// Whether the value says of what may be absent that it is.
fn is_off(shape: &Shape, whole: &Node<'_>) -> bool {
    matches!(shape, Shape::Optional(inner) if inner.is_switched_off_by(whole))
}

/// A section of which the text names the variant.
fn by_name<'a>(shape: &Shape, text: &Node<'a>) -> Option<Node<'a>> {
    match shape.present() {
        Shape::Section(schema) => schema.of_name(text),
        _ => None,
    }
}

/// What one variable for all of this must hold, where it is not a leaf.
fn expected_inline(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Leaf(_) => None,
        Shape::Optional(inner) => expected_inline(inner),
        Shape::Section(schema) if schema.tag().is_some() => {
            Some("a table such as `{ name = \"value\" }`, or the name of a variant")
        }
        Shape::Section(_) | Shape::Map(_) => Some("a table such as `{ name = \"value\" }`"),
        Shape::List(_) => Some("a list of tables such as `[{ name = \"value\" }]`"),
    }
}

fn is_expected(node: &Node<'_>, shape: &Shape) -> bool {
    match (shape, &node.value) {
        (Shape::Optional(inner), _) => is_expected(node, inner),
        (Shape::List(_), Value::List(_)) | (Shape::Section(_) | Shape::Map(_), Value::Table(_)) => {
            true
        }
        _ => false,
    }
}
