//! A value as it may be shown, with its type: what dumps and digests are made of.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

use serde::ser::{Serialize, Serializer};

use crate::layer::view::View;
use crate::schema::Field;
use crate::schema::kind::Kind;
use crate::schema::typed::typed;
use crate::value::key;
use crate::value::quoted::quoted;
use crate::value::redact;
use crate::value::tree::{Entry, Node, Table, Value};

/// A typed value without anything secret in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(String),
    List(Vec<Datum>),
    Table(BTreeMap<String, Datum>),
    /// There is a value, and it is not for showing.
    Secret,
    /// The same of a text of which it is unknown whether it is a secret: it is another
    /// one where it differs.
    Opaque(Trace),
}

/// What texts that are not for showing are told apart by in one process.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trace(u64);

impl Trace {
    fn of(text: &str) -> Self {
        static KEY: OnceLock<RandomState> = OnceLock::new();
        Self(KEY.get_or_init(RandomState::new).hash_one(text))
    }
}

/// Nothing.
impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("_")
    }
}

impl Datum {
    /// What a value is, as far as it may be shown.
    pub(crate) fn of(node: &Node<'_>, view: View<'_>) -> Self {
        if view.kind().is_optional() && node.is_nothing() {
            Self::Null
        } else if view.hides(node) {
            Self::hidden(node, view)
        } else {
            Self::shown(&typed(node, view.kind()), view)
        }
    }

    /// What the text of a default is.
    pub(crate) fn of_default(text: &str, field: &Field, kind: &Kind) -> Self {
        Self::of(&Node::of_default(text), View::of(&[], field, kind))
    }

    fn hidden(node: &Node<'_>, view: View<'_>) -> Self {
        match &node.value {
            Value::Free(text) | Value::String(text) if view.is_only_opaque(node) => {
                Self::Opaque(Trace::of(&redact::text(text)))
            }
            _ => Self::Secret,
        }
    }

    fn shown(node: &Node<'_>, view: View<'_>) -> Self {
        match &node.value {
            Value::Null | Value::Bad => Self::Null,
            _ if view.hides(node) => Self::hidden(node, view),
            Value::Free(text) | Value::String(text) => Self::Text(redact::text(text).into_owned()),
            Value::Datetime(text) => Self::Text(text.to_string()),
            Value::Integer(number) => Self::Integer((*number).into()),
            Value::Wide(text) => text
                .parse()
                .map_or_else(|_| Self::Text(text.to_string()), Self::Integer),
            Value::Float(number) => Self::Float(*number),
            Value::Bool(bool) => Self::Bool(*bool),
            Value::List(nodes) => {
                let shown = nodes.iter().map(|node| Self::shown(node, view.element()));
                Self::List(shown.collect())
            }
            Value::Table(table) | Value::Patch(table) => Self::Table(shown_entries(table, view)),
        }
    }

    /// The value again, as a file would have it; nothing in the place of a secret.
    #[cfg(feature = "snapshot")]
    pub(crate) fn to_node(&self) -> Node<'_> {
        use crate::value::origin::Site;

        let value = match self {
            Self::Null | Self::Secret | Self::Opaque(_) => Value::Null,
            Self::Bool(bool) => Value::Bool(*bool),
            Self::Integer(number) => match i64::try_from(*number) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Wide(number.to_string().into()),
            },
            Self::Float(number) => Value::Float(*number),
            Self::Text(text) => Value::String(text.into()),
            Self::List(data) => Value::List(data.iter().map(Self::to_node).collect()),
            Self::Table(table) => {
                let entries = table.iter().map(|(name, datum)| Entry {
                    key: name.into(),
                    key_site: Site::DEFAULT,
                    node: datum.to_node(),
                });
                Value::Table(Table::from_sorted(entries.collect()))
            }
        };
        Node::new(value, Site::DEFAULT)
    }

    /// Writes it as TOML that is read as the same by a type of this kind; none where
    /// TOML has no form for all of it.
    #[cfg(feature = "generate")]
    pub(crate) fn to_toml_of(&self, kind: &Kind) -> Option<String> {
        self.is_of_toml(kind).then(|| self.to_toml()).flatten()
    }

    /// Whether TOML has a form for all of it: the text of an integer of more than 64 bits
    /// is a number only where the type says so.
    #[cfg(feature = "generate")]
    fn is_of_toml(&self, kind: &Kind) -> bool {
        match self {
            Self::Null => false,
            Self::Integer(number) => {
                i64::try_from(*number).is_ok()
                    || matches!(kind.without_optional(), Kind::Integer { .. })
            }
            Self::List(data) => data.iter().all(|one| one.is_of_toml(kind.element())),
            Self::Table(table) => table
                .iter()
                .all(|(name, one)| one.is_of_toml(kind.entry(name))),
            _ => true,
        }
    }

    /// Writes it as TOML on one line; none for what TOML has no word for.
    ///
    /// An integer of more than 64 bits is text, as it is for JSON.
    pub(crate) fn to_toml(&self) -> Option<String> {
        Some(match self {
            Self::Null => return None,
            Self::Bool(bool) => bool.to_string(),
            Self::Integer(number) => match i64::try_from(*number) {
                Ok(number) => number.to_string(),
                Err(_) => quoted(&number.to_string()),
            },
            Self::Float(number) if number.is_nan() => "nan".to_owned(),
            Self::Float(number) => format!("{number:?}"),
            Self::Text(text) => quoted(text),
            Self::List(data) => {
                let data: Vec<_> = data.iter().filter_map(Self::to_toml).collect();
                format!("[{}]", data.join(", "))
            }
            Self::Table(table) if table.is_empty() => "{}".to_owned(),
            Self::Table(table) => {
                let entries = table.iter().filter_map(|(name, datum)| {
                    Some(format!("{} = {}", key::segment(name), datum.to_toml()?))
                });
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
            Self::Secret | Self::Opaque(_) => quoted(redact::REDACTED),
        })
    }
}

/// The entries of a table, but those whose names are secret as well.
fn shown_entries(table: &Table<'_>, view: View<'_>) -> BTreeMap<String, Datum> {
    let shown = |entry: &Entry<'_>| {
        let name = view.name(&entry.key)?.into_owned();
        Some((name, Datum::shown(&entry.node, view.entry(&entry.key))))
    };
    table.entries().iter().filter_map(shown).collect()
}

/// As the format has it; a secret is the text that stands for all of them, and
/// a number that JSON cannot hold is text.
impl Serialize for Datum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(bool) => serializer.serialize_bool(*bool),
            Self::Integer(number) => match (i64::try_from(*number), u64::try_from(*number)) {
                (Ok(number), _) => serializer.serialize_i64(number),
                (_, Ok(number)) => serializer.serialize_u64(number),
                _ => serializer.serialize_str(&number.to_string()),
            },
            Self::Float(number) if !number.is_finite() => {
                serializer.serialize_str(&self.to_toml().unwrap_or_default())
            }
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(data) => data.serialize(serializer),
            Self::Table(table) => table.serialize(serializer),
            Self::Secret | Self::Opaque(_) => serializer.serialize_str(redact::REDACTED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Shape;

    #[test]
    fn free_text_gets_the_type_of_its_kind_and_loses_its_secrets() {
        let field = Field::new("a", Shape::Leaf(Kind::of::<String>));
        let toml = |text: &str, kind: &Kind| Datum::of_default(text, &field, kind).to_toml();
        assert_eq!(toml("8080", &Kind::of::<u16>()).as_deref(), Some("8080"));
        assert_eq!(toml("yes", &Kind::of::<bool>()).as_deref(), Some("true"));
        assert_eq!(toml("1", &Kind::of::<f64>()).as_deref(), Some("1.0"));
        assert_eq!(toml("", &Kind::of::<Option<u8>>()), None);
        let list = toml("a, b\"c", &Kind::of::<Vec<String>>());
        assert_eq!(list.as_deref(), Some(r#"["a", "b\"c"]"#));
        let url = toml("redis://:hunter2@cache", &Kind::of::<url::Url>());
        assert_eq!(url.as_deref(), Some("\"redis://:[redacted]@cache\""));
        let secret = Field::new("a", Shape::Leaf(Kind::of::<String>)).with_secret(true);
        let secret = Datum::of_default("hunter2", &secret, &Kind::of::<String>());
        assert_eq!(secret.to_toml().as_deref(), Some("\"[redacted]\""));
        let open = Kind::Map {
            value: Box::new(Kind::Any),
        };
        let table = toml(r#"{ "a b" = 1, c = [] }"#, &open);
        assert_eq!(table.as_deref(), Some(r#"{ "a b" = 1, c = [] }"#));
    }
}
