//! A value of a setting, or a part of one, and what may be shown of it.

mod text;

use std::borrow::Cow;

use crate::format::inline;
use crate::layer::source::Layer;
use crate::schema::Field;
use crate::schema::kind::Kind;
use crate::schema::typed::typed;
use crate::value::key::{self, GivenStep, Key};
use crate::value::redact::{self, is_likely_credential, is_secret_name};
use crate::value::tree::{Node, Value};

/// What is known of a place before anything there is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'v> {
    layers: &'v [Layer<'v>],
    kind: &'v Kind,
    /// Whether all of the value is secret, by its field or by a name on the way.
    secret: bool,
    /// Whether names that the type does not know are secret as well.
    secret_names: bool,
    /// Whether anyone can tell if a text here is secret.
    text: Text,
    /// Whether the value is not of its type, so that it may be anything.
    refused: bool,
}

/// Whether anyone can tell if a text is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    /// Its field says that it may be shown.
    Open,
    /// Its type does.
    Told,
    /// Nobody does, so it is not shown.
    Opaque,
}

impl Text {
    fn of(field: &Field, kind: &Kind) -> Self {
        if field.is_shown() {
            Self::Open
        } else {
            Self::Told.within(kind)
        }
    }

    /// In a part of this kind.
    fn within(self, kind: &Kind) -> Self {
        match self {
            Self::Told if kind.is_opaque() => Self::Opaque,
            text => text,
        }
    }
}

impl<'v> View<'v> {
    /// The whole value of a setting, of this kind.
    pub(crate) fn of(layers: &'v [Layer<'v>], field: &Field, kind: &'v Kind) -> Self {
        Self {
            layers,
            kind,
            secret: field.is_hidden(kind),
            secret_names: field.is_hidden(kind),
            text: Text::of(field, kind),
            refused: false,
        }
    }

    /// A value that belongs to no setting.
    pub(crate) fn outside(layers: &'v [Layer<'v>]) -> Self {
        Self {
            layers,
            kind: &Kind::Any,
            secret: false,
            secret_names: false,
            text: Text::Told,
            refused: false,
        }
    }

    pub(crate) fn kind(self) -> &'v Kind {
        self.kind
    }

    /// The entry of this name.
    pub(crate) fn entry(self, name: &str) -> Self {
        let inner = self.within(self.kind.entry(name), self.knows(name));
        Self {
            secret: inner.secret || is_secret_name(name),
            ..inner
        }
    }

    /// Any element.
    pub(crate) fn element(self) -> Self {
        let is_list = matches!(
            self.kind.without_optional(),
            Kind::List(_) | Kind::Array { .. } | Kind::Any | Kind::Loose { .. }
        );
        self.within(self.kind.element(), is_list)
    }

    /// A part of this kind. What the type has no place for may be anything that it
    /// has one for.
    fn within(self, kind: &'v Kind, has_place: bool) -> Self {
        Self {
            kind,
            secret: self.secret || kind.is_secret() || (!has_place && self.kind.is_guarded()),
            text: self.text.within(kind),
            ..self
        }
    }

    /// Whether the type has a place for an entry of this name.
    fn knows(self, name: &str) -> bool {
        match self.kind.without_optional() {
            Kind::Struct { fields, .. } => fields.iter().any(|(known, _)| *known == name),
            Kind::Map { .. } | Kind::Any | Kind::Loose { .. } => true,
            Kind::Enum { variants, .. } => variants.contains(&name),
            _ => false,
        }
    }

    /// What is at `key`, below that of the setting.
    pub(crate) fn below(self, setting: &Key, key: &Key) -> Self {
        let steps = |key: &Key| key::parse(key.as_str()).map(|steps| steps.len());
        match (steps(setting), steps(key)) {
            (Some(whole), Some(all)) if key.is_within(setting) => self.inside(key, all - whole),
            _ => Self {
                secret: true,
                ..self
            },
        }
    }

    /// What is so many steps inside the value, as the end of its key says; all of
    /// it is secret where a name on the way is.
    pub(crate) fn inside(self, key: &Key, steps: usize) -> Self {
        if steps == 0 {
            return self;
        }
        let Some(all) = key::parse(key.as_str()) else {
            return Self {
                secret: true,
                ..self
            };
        };
        let inside = &all[all.len().saturating_sub(steps)..];
        inside.iter().fold(self, |view, step| match step {
            GivenStep::Name(name) => view.entry(name),
            GivenStep::Index(_) => view.element(),
        })
    }

    /// Of a value that its type refuses: it may be a secret of something else.
    pub(crate) fn refused(self) -> Self {
        Self {
            refused: true,
            ..self
        }
    }

    /// Whether a refused value is left out for what it looks like, and for no other
    /// reason.
    pub(crate) fn is_pasted(self, node: &Node<'_>) -> bool {
        !self.hides_by_place(node) && is_pasted(node)
    }

    /// Whether nothing of the value may be shown.
    pub(crate) fn hides(self, node: &Node<'_>) -> bool {
        self.hides_by_place(node) || (self.refused && is_pasted(node))
    }

    /// Whether nothing of the value may be shown for what is wanted here, whatever it
    /// looks like.
    fn hides_by_place(self, node: &Node<'_>) -> bool {
        self.secret
            || (self.is_of_secret_file(node) && !self.is_harmless_by_type(node))
            || self.is_opaque_text(node)
            || self.is_in_place_of_more(node)
    }

    /// The name of an entry; none where it may be secret itself.
    pub(crate) fn name(self, name: &str) -> Option<Cow<'_, str>> {
        let is_secret = self.secret_names && !self.kind.names().contains(&name);
        (!is_secret).then(|| redact::text(name))
    }

    /// Whether any part of the value may not be shown.
    pub(crate) fn hides_within(self, node: &Node<'_>) -> bool {
        self.hides(node)
            || match &node.value {
                Value::Free(text) | Value::String(text) => !redact::is_harmless(text),
                Value::List(nodes) => nodes.iter().any(|node| self.element().hides_within(node)),
                Value::Table(table) | Value::Patch(table) => table.entries().iter().any(|entry| {
                    self.name(&entry.key).is_none_or(|name| *name != *entry.key)
                        || self.entry(&entry.key).hides_within(&entry.node)
                }),
                _ => false,
            }
    }

    /// Whether it came from a file that holds secrets. What is made of several
    /// values may come from several files, and is asked part by part.
    fn is_of_secret_file(self, node: &Node<'_>) -> bool {
        let is_one = !matches!(
            node.value,
            Value::List(_) | Value::Table(_) | Value::Patch(_)
        );
        let layer = self.layers.get(usize::from(node.site.layer));
        is_one && layer.is_some_and(|layer| layer.is_secret_file(node.site))
    }

    /// Whether the value is as its type wants it, and no such value is a secret.
    fn is_harmless_by_type(self, node: &Node<'_>) -> bool {
        !self.refused && is_harmless(&typed(node, self.kind), self.kind)
    }

    /// Whether it is text of which it is unknown whether it is secret: neither a
    /// number, as far as the type may want one, nor a list or table.
    fn is_opaque_text(self, node: &Node<'_>) -> bool {
        if self.text != Text::Opaque {
            return false;
        }
        let typed = typed(node, self.kind);
        matches!(typed.value, Value::String(_)) && !is_harmless(&typed, self.kind)
    }

    /// Whether it is hidden because it is unknown what it is, and for no other reason.
    pub(crate) fn is_only_opaque(self, node: &Node<'_>) -> bool {
        !self.secret && !self.is_of_secret_file(node) && self.is_opaque_text(node)
    }

    /// Whether it is text in place of a list or a table in which something is not for
    /// showing, or that has a name of a secret in it, and does not read as one: nobody can
    /// tell its parts.
    fn is_in_place_of_more(self, node: &Node<'_>) -> bool {
        let (text, inner) = match &node.value {
            Value::Free(text) if !text.is_empty() => (text, inline::value(text, node.site)),
            Value::String(text) if !text.is_empty() => (text, None),
            _ => return false,
        };
        let is_more = match self.kind.without_optional() {
            Kind::Struct { .. } | Kind::Map { .. } => {
                inner.is_some_and(|inner| inner.as_table().is_some())
            }
            Kind::List(_) | Kind::Array { .. } => {
                inner.is_some_and(|inner| matches!(inner.value, Value::List(_)))
            }
            _ => return false,
        };
        !is_more && (self.kind.is_guarded() || redact::has_secret_name(text))
    }
}

/// Whether the value, being none of its type, is likely to be a secret of something
/// else.
fn is_pasted(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Free(text) | Value::String(text) => is_likely_credential(text),
        _ => false,
    }
}

fn is_harmless(node: &Node<'_>, kind: &Kind) -> bool {
    match (&node.value, kind.without_optional()) {
        (Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Null, _) => true,
        (Value::String(text), Kind::Duration) => humantime::parse_duration(text.trim()).is_ok(),
        (Value::String(text), Kind::Enum { variants, .. }) => variants.contains(&text.trim()),
        (Value::String(text), _) => text.is_empty(),
        (Value::List(nodes), kind) => nodes.iter().all(|node| is_harmless(node, kind.element())),
        (Value::Table(table), kind) => {
            let mut entries = table.entries().iter();
            entries.all(|entry| is_harmless(&entry.node, kind.entry(&entry.key)))
        }
        _ => false,
    }
}
