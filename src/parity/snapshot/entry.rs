//! What is recorded of one setting.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::hex::Hex;
use crate::parity::side::collect_texts;
use crate::resolve::datum::Datum;
use crate::resource::Resource;
use crate::value::key::{self, Key};
use crate::value::origin::Origin;
use crate::value::redact;

/// What is recorded of one setting: every object always has all its fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::parity) struct Entry {
    #[serde(deserialize_with = "key")]
    pub(in crate::parity) key: Key,
    #[serde(rename = "secret")]
    pub(in crate::parity) is_secret: bool,
    /// Null where only the program knows it, and where nothing is set.
    pub(super) value: Value,
    /// None where nothing is set.
    #[serde(deserialize_with = "Option::deserialize")]
    pub(in crate::parity) origin: Option<Origin>,
    /// Highest first.
    pub(in crate::parity) hides: Vec<Origin>,
    /// The kinds of the services that the URLs of the value lead to.
    pub(super) services: Vec<String>,
    pub(super) digests: Vec<Hex<64>>,
}

/// What stands for a secret.
const SECRET: &str = "secret";

impl Entry {
    pub(super) fn new(key: Key, is_secret: bool, value: Option<&Datum>) -> Self {
        let mut texts = Vec::new();
        if let Some(value) = value {
            collect_texts(value, &mut texts);
        }
        let resources = texts.into_iter().filter_map(Resource::of);
        Self {
            key,
            is_secret,
            value: as_read(&json(value)),
            origin: None,
            hides: Vec::new(),
            services: resources
                .map(|resource| resource.kind().to_owned())
                .collect(),
            digests: Vec::new(),
        }
    }

    /// The value; none where only the program knows it, and where nothing is set.
    pub(in crate::parity) fn datum(&self) -> Option<Datum> {
        match (&self.value, &self.origin) {
            (Value::Null, None | Some(Origin::Default)) => None,
            (Value::Null, Some(_)) => Some(Datum::Null),
            (_, _) if self.is_secret => Some(Datum::Secret),
            (value, _) => Some(datum(value)),
        }
    }

    pub(in crate::parity) fn digests(&self) -> impl Iterator<Item = &str> {
        self.digests.iter().map(|digest| &**digest)
    }

    /// Whether it says one thing only.
    fn is_sound(&self) -> bool {
        let is_key = key::parse(self.key.as_str()).is_some_and(|steps| !steps.is_empty());
        let is_value = !self.is_secret || self.value == SECRET;
        is_key && (self.value.is_null() || (is_value && self.origin.is_some()))
    }
}

/// An entry that says one thing only.
#[derive(Deserialize)]
#[serde(try_from = "Entry")]
struct Sound(Entry);

impl TryFrom<Entry> for Sound {
    type Error = &'static str;

    fn try_from(mut entry: Entry) -> Result<Self, Self::Error> {
        entry.value = as_read(&entry.value);
        let is_sound = entry.is_sound();
        is_sound
            .then_some(Self(entry))
            .ok_or("it contradicts itself")
    }
}

/// Reads entries. What is secret in a URL is left out here too: nobody has to believe
/// that it was when the text was written.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Entry>, D::Error> {
    let entries = Vec::<Sound>::deserialize(deserializer)?;
    Ok(entries.into_iter().map(|Sound(entry)| entry).collect())
}

fn key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
    String::deserialize(deserializer).map(|key| Key::from(&*key))
}

/// The value as it is read again: JSON has fewer numbers, and no secret may be in it.
fn as_read(value: &Value) -> Value {
    json(Some(&datum(value)))
}

fn json(value: Option<&Datum>) -> Value {
    match value {
        Some(Datum::Secret | Datum::Opaque(_)) => SECRET.into(),
        // OK because it fails only for keys that are not text.
        value => serde_json::to_value(value).unwrap_or_default(),
    }
}

fn datum(value: &Value) -> Datum {
    match value {
        Value::Null => Datum::Null,
        Value::Bool(bool) => Datum::Bool(*bool),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Datum::Integer(number.into()),
            (_, Some(number)) => Datum::Integer(number.into()),
            _ => Datum::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Datum::Text(redact::text(text).into_owned()),
        Value::Array(values) => Datum::List(values.iter().map(datum).collect()),
        Value::Object(entries) => Datum::Table(entries.iter().map(pair).collect()),
    }
}

fn pair((name, value): (&String, &Value)) -> (String, Datum) {
    let datum = match datum(value) {
        Datum::Null => Datum::Null,
        _ if redact::is_secret_name(name) => Datum::Text(redact::REDACTED.to_owned()),
        datum => datum,
    };
    (redact::text(name).into_owned(), datum)
}
