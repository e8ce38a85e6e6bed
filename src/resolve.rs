//! The table of what was set: one row per setting, with what it hides.

mod dump;
mod refused;

use std::collections::BTreeSet;
use std::fmt;

use crate::datum::Datum;
use crate::key::{Key, Path};
use crate::kind::Kind;
use crate::origin::{Origin, Site};
use crate::redact::View;
use crate::schema::{DefaultValue, Field, Schema, Shape};
use crate::source::Layer;
use crate::tree::{Node, Value};

/// What was set, one row per setting, in the order of the schema.
#[derive(Clone, Debug)]
pub struct Resolution {
    rows: Vec<Row>,
}

impl Resolution {
    /// Returns the rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns where the value of a key comes from, or the highest origin below it.
    pub(crate) fn origin(&self, key: &str) -> Option<Origin> {
        let wanted = Key::from(key);
        let below = |row: &&Row| !key.is_empty() && row.key.is_within(&wanted);
        let rows = self.rows.iter().filter(below);
        let highest = rows.max_by_key(|row| row.site.map(|site| site.layer))?;
        highest.origin.clone()
    }
}

/// One setting: its value as it may be shown, and where that was written.
#[derive(Clone)]
pub struct Row {
    key: Key,
    field: &'static Field,
    value: Option<String>,
    datum: Option<Datum>,
    origin: Option<Origin>,
    hidden: Vec<Hidden>,
    site: Option<Site>,
}

impl Row {
    /// Returns the key of the setting.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Returns the row of the schema it belongs to.
    pub fn field(&self) -> &'static Field {
        self.field
    }

    /// Returns the value as it may be shown, in the form of its source.
    ///
    /// A secret is `[redacted]`; nothing where nothing is set.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// Returns where the value was written; nothing where nothing is set.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Returns the values that this one hides, highest first.
    pub fn hidden(&self) -> &[Hidden] {
        &self.hidden
    }

    /// Returns what the setting is, as serde knows it.
    pub fn kind(&self) -> Kind {
        self.field.kind()
    }

    /// The value with its type; none where nothing is set, where it is the default
    /// of its type, which only the program knows, and where it is refused.
    pub(crate) fn datum(&self) -> Option<&Datum> {
        self.datum.as_ref()
    }

    /// Whether a layer says it, so that it is no default.
    #[cfg(feature = "tracing")]
    pub(crate) fn is_written(&self) -> bool {
        self.site.is_some()
    }

    /// Where the value stands among the layers; none for a default.
    pub(crate) fn site(&self) -> Option<Site> {
        self.site
    }

    /// The row of a setting in a section that is not there.
    pub(crate) fn unset(key: Key, field: &'static Field) -> Self {
        Self {
            key,
            field,
            value: None,
            datum: None,
            origin: None,
            hidden: Vec::new(),
            site: None,
        }
    }
}

/// Without the site: where it ends tells how long a secret is.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("key", &self.key)
            .field("field", &self.field)
            .field("value", &self.value)
            .field("origin", &self.origin)
            .field("hidden", &self.hidden)
            .finish_non_exhaustive()
    }
}

/// A value that a higher layer hides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    origin: Origin,
    value: String,
}

impl Hidden {
    /// Returns where the value was written.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Returns the value as it may be shown; a secret is `[redacted]`.
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// Makes the table of what the layers set.
pub(crate) fn resolve(layers: &[Layer<'_>], schema: &'static Schema) -> Resolution {
    resolve_seen(layers, schema, &mut |_, _, _| {})
}

/// Who is shown the value of each row as it is, and what may be shown of it.
pub(crate) type See<'s> = dyn FnMut(View<'_>, &'static Field, Option<&Node<'_>>) + 's;

/// Makes the table, and shows `see` the value of each row as it is, secret or
/// not; none where no layer sets it.
pub(crate) fn resolve_seen(
    layers: &[Layer<'_>],
    schema: &'static Schema,
    see: &mut See<'_>,
) -> Resolution {
    let mut resolver = Resolver {
        layers,
        rows: Vec::new(),
        see,
    };
    let nodes: Vec<_> = layers.iter().rev().map(|layer| &layer.root).collect();
    resolver.section(schema, &nodes, &Path::ROOT);
    Resolution {
        rows: resolver.rows,
    }
}

struct Resolver<'l, 'a, 's> {
    layers: &'l [Layer<'a>],
    rows: Vec<Row>,
    see: &'s mut See<'s>,
}

impl<'l, 'a> Resolver<'l, 'a, '_> {
    fn section(&mut self, schema: &'static Schema, nodes: &[&'l Node<'a>], path: &Path<'_>) {
        for field in schema.fields() {
            self.field(field, nodes, path);
        }
        let Some(tag) = schema.tag() else { return };
        let chosen = schema
            .fields()
            .first()
            .and_then(|field| below(field, nodes).first().copied());
        let name = chosen.and_then(|node| match &node.value {
            Value::Free(text) | Value::String(text) => Some(text.trim()),
            _ => None,
        });
        let variant = tag
            .variants()
            .iter()
            .find(|variant| Some(variant.name()) == name);
        for field in variant.map_or(&[][..], |variant| variant.fields()) {
            self.field(field, nodes, path);
        }
    }

    fn field(&mut self, field: &'static Field, nodes: &[&'l Node<'a>], path: &Path<'_>) {
        let nodes = below(field, nodes);
        self.shape(field, field.shape(), &nodes, &path.name(field.name()));
    }

    fn shape(
        &mut self,
        field: &'static Field,
        shape: &'static Shape,
        nodes: &[&'l Node<'a>],
        path: &Path<'_>,
    ) {
        match shape {
            Shape::Leaf(_) => self.leaf(field, nodes, path),
            Shape::Section(schema) => self.section(schema, nodes, path),
            Shape::Optional(inner) => {
                if nodes.first().is_some_and(|node| !node.is_nothing()) {
                    self.shape(field, inner, nodes, path);
                }
            }
            Shape::Map(inner) => {
                let tables = nodes.iter().filter_map(|node| node.as_table());
                let entries = tables.flat_map(super::tree::Table::entries);
                // OK because the name of what could not be read need not be one.
                let readable = entries.filter(|entry| !matches!(entry.node.value, Value::Bad));
                let keys: BTreeSet<&str> = readable.map(|entry| &*entry.key).collect();
                for key in keys {
                    let nodes: Vec<_> = nodes
                        .iter()
                        .filter_map(|node| Some(&node.as_table()?.get(key)?.node))
                        .collect();
                    self.shape(field, inner, &nodes, &path.name(key));
                }
            }
            Shape::List(inner) => {
                for (index, nodes) in elements(nodes).iter().enumerate() {
                    self.shape(field, inner, nodes, &path.index(index));
                }
            }
        }
    }

    fn leaf(&mut self, field: &'static Field, nodes: &[&'l Node<'a>], path: &Path<'_>) {
        let kind = field.kind();
        let view = View::of(self.layers, field, &kind);
        let mut found = nodes.iter().map(|node| Hidden {
            origin: self.layers[usize::from(node.site.layer)].origin(node.site),
            value: view.line(node),
        });
        let (origin, hidden) = (found.next().map(|found| found.origin), found.collect());
        let mixed = nodes
            .iter()
            .map(|&node| node.clone())
            .reduce(|upper, lower| upper.over(&lower));
        (self.see)(view, field, mixed.as_ref());
        let default = match field.default() {
            Some(DefaultValue::Text(text)) => Some(view.default_line(text)),
            Some(DefaultValue::OfType) => Some("default of its type".to_owned()),
            None => None,
        };
        let is_default = origin.is_none() && default.is_some();
        let datum = match (&mixed, field.default()) {
            (Some(node), _) => (!node.is_broken()).then(|| Datum::of(node, view)),
            (None, Some(DefaultValue::Text(text))) => Some(Datum::of_default(text, field, &kind)),
            (None, _) => None,
        };
        self.rows.push(Row {
            key: path.key(),
            field,
            value: mixed.map(|node| view.line(&node)).or(default),
            datum,
            origin: if is_default {
                Some(Origin::Default)
            } else {
                origin
            },
            hidden,
            site: nodes.first().map(|node| node.site),
        });
    }
}

/// The nodes of a field of a section.
fn below<'n, 'a>(field: &Field, nodes: &[&'n Node<'a>]) -> Vec<&'n Node<'a>> {
    let tables = nodes.iter().filter_map(|node| node.as_table());
    tables
        .filter_map(|table| field.names().find_map(|name| table.get(name)))
        .map(|entry| &entry.node)
        .collect()
}

/// The nodes of each element of the highest list, with what is laid over them.
pub(crate) fn elements<'n, 'a>(nodes: &[&'n Node<'a>]) -> Vec<Vec<&'n Node<'a>>> {
    let mut elements: Vec<Vec<&Node<'_>>> = nodes
        .iter()
        .find_map(|node| match &node.value {
            Value::List(nodes) => Some(nodes.iter().map(|node| vec![node]).collect()),
            _ => None,
        })
        .unwrap_or_default();
    let patches = nodes
        .iter()
        .take_while(|node| matches!(node.value, Value::Patch(_)))
        .count();
    for node in nodes[..patches].iter().rev() {
        let Value::Patch(table) = &node.value else {
            continue;
        };
        for (index, entry) in table.elements() {
            match elements.get_mut(index) {
                Some(nodes) => nodes.insert(0, &entry.node),
                None => elements.push(vec![&entry.node]),
            }
        }
    }
    elements
}
