//! Whether a setting that has to be set is, and one that must not be is not.

use crate::check::words;
use crate::coerce;
use crate::environment::Environment;
use crate::report::problem::Problem;
use crate::resolve::locate::Located;
use crate::resolve::{Nodes, Place, Setting};
use crate::schema::kind::Kind;
use crate::schema::{Condition, Field, Probe, Schema, Shape};
use crate::value::key::Path;
use crate::value::tree::{Node, Value};

/// A condition that does not hold.
pub(crate) enum Unmet<'n> {
    RequiredHere,
    ForbiddenHere(&'n Node<'n>),
    /// Required by another setting, which has this value.
    RequiredBy(Located<'n>, &'static str),
}

/// Tells each condition of a setting that does not hold.
pub(crate) fn judge<'n>(
    setting: &Setting<'_, 'n>,
    root: &Place<'_, 'n>,
    environment: Environment,
    tell: &mut dyn FnMut(Unmet<'n>),
) {
    if is_unknown(&setting.place.nodes) {
        return;
    }
    let set = setting
        .place
        .nodes
        .first()
        .copied()
        .filter(|node| !node.is_nothing() && !is_off(setting.field.shape(), node));
    for condition in setting.field.conditions() {
        match (condition, set) {
            (Condition::RequiredIn(list), None) if list.contains(&environment) => {
                tell(Unmet::RequiredHere);
            }
            (Condition::ForbiddenIn(list), Some(node)) if list.contains(&environment) => {
                tell(Unmet::ForbiddenHere(node));
            }
            (Condition::RequiredIf { key, value }, None) => {
                let other = locate(setting.section, root, key);
                if let Some(other) = other.filter(|other| has(other, *value)) {
                    tell(Unmet::RequiredBy(other, value.unwrap_or("true")));
                }
            }
            _ => {}
        }
    }
}

/// Whether a section is switched off.
fn is_off(shape: &Shape, node: &Node<'_>) -> bool {
    matches!(shape, Shape::Optional(inner) if inner.is_switched_off_by(node))
}

/// Whether what counts cannot be read, so that it may be set or not.
fn is_unknown(nodes: &[&Node<'_>]) -> bool {
    let first = nodes.first();
    first.is_some_and(|node| matches!(node.value, Value::Bad))
}

/// Finds a key given in an attribute: from the root, or behind a dot from the
/// section of the field.
pub(crate) fn locate<'n>(
    section: &Place<'_, 'n>,
    root: &Place<'_, 'n>,
    key: &str,
) -> Option<Located<'n>> {
    match key.strip_prefix('.') {
        Some(key) => section.locate(key),
        None => root.locate(key),
    }
}

/// Whether the setting has this value, or is true.
fn has(setting: &Located<'_>, value: Option<&str>) -> bool {
    if setting.absent {
        return false;
    }
    let default = setting.field.and_then(Field::default_text);
    match (setting.node.map(|node| &node.value), default) {
        (Some(Value::Bool(bool)), _) => is(*bool, value),
        (Some(Value::Free(text) | Value::String(text)), _) => is_text(text, value),
        (Some(Value::Integer(number)), _) => value == Some(&number.to_string()),
        (None, Some(text)) => is_text(&text, value),
        _ => false,
    }
}

fn is(bool: bool, value: Option<&str>) -> bool {
    value.is_none_or(|value| value == "true") == bool && value.is_none_or(is_bool)
}

fn is_bool(value: &str) -> bool {
    matches!(value, "true" | "false")
}

fn is_text(text: &str, value: Option<&str>) -> bool {
    match value {
        Some(value) if !is_bool(value) => text.trim() == value,
        value => coerce::free_bool(text.trim()).is_some_and(|bool| is(bool, value)),
    }
}

/// Finds keys in attributes that name no setting, or not one that can be asked.
pub(crate) fn unsound(schema: &'static Schema) -> Vec<Problem> {
    let mut found = Vec::new();
    if schema.has_conditions() || schema.has_probes() {
        let root = Place::section(schema, Path::ROOT, Nodes::new());
        within(schema, &root, &mut found);
    }
    found
}

fn within(schema: &'static Schema, root: &Place<'_, '_>, found: &mut Vec<Problem>) {
    let section = Place::section(schema, Path::ROOT, Nodes::new());
    for field in schema.all_fields() {
        let conditions = field.conditions().iter().filter_map(|condition| {
            let Condition::RequiredIf { key, value } = condition else {
                return None;
            };
            Some((*key, "required_if", value.is_none()))
        });
        let probes = field.probes().iter().filter_map(|probe| match probe {
            Probe::TlsCertificate { key, .. } => Some((*key, "tls_certificate", false)),
            _ => None,
        });
        for (key, by, as_bool) in conditions.chain(probes) {
            match locate(&section, root, key) {
                Some(other) if !as_bool || is_switch(&other) => {}
                Some(_) => found.push(words::no_switch(schema, key)),
                None => {
                    let by = format!("`{by}` of the field `{}`", field.name());
                    found.push(words::no_such_key(schema, key, &by));
                }
            }
        }
        if let Some(below) = field.shape().schema() {
            within(below, root, found);
        }
    }
}

fn is_switch(setting: &Located<'_>) -> bool {
    match setting.field.map(Field::shape) {
        Some(Shape::Leaf(kind)) => matches!(kind().without_optional(), Kind::Bool),
        _ => false,
    }
}
