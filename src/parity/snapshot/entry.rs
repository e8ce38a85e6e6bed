//! What is recorded of one setting.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::hex::Hex;
use crate::parity::side::collect_texts;
use crate::resolve::datum::Datum;
use crate::resource::Resource;
use crate::value::key::{self, Key};
use crate::value::origin::Origin;
use crate::value::redact;

/// What is recorded of one setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub(in crate::parity) struct Entry {
    pub(in crate::parity) key: Key,
    pub(in crate::parity) is_secret: bool,
    /// None where nothing is set.
    pub(in crate::parity) origin: Option<Origin>,
    /// Highest first.
    pub(in crate::parity) hides: Vec<Origin>,
    /// None where only the program knows it, and where nothing is set.
    pub(in crate::parity) value: Option<Datum>,
    pub(in crate::parity) digests: Vec<String>,
}

/// What stands for a secret.
const SECRET: &str = "secret";

/// As JSON has it: every object always has all its fields.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    secret: bool,
    value: Value,
    #[serde(deserialize_with = "Option::deserialize")]
    origin: Option<Origin>,
    hides: Vec<Origin>,
    services: Vec<String>,
    digests: Vec<Hex<64>>,
}

impl From<Entry> for Written {
    fn from(entry: Entry) -> Self {
        Self {
            services: services(entry.value.as_ref()),
            key: entry.key.to_string(),
            secret: entry.is_secret,
            value: match &entry.value {
                Some(Datum::Secret | Datum::Opaque(_)) => SECRET.into(),
                value => json(value),
            },
            origin: entry.origin,
            hides: entry.hides,
            digests: entry.digests.into_iter().map(Hex).collect(),
        }
    }
}

impl TryFrom<Written> for Entry {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        if key::parse(&written.key).is_none_or(|steps| steps.is_empty()) {
            return Err("not the key of a setting");
        }
        let value = match (written.secret, &written.value, &written.origin) {
            (_, Value::Null, None | Some(Origin::Default)) => None,
            (_, Value::Null, Some(_)) => Some(Datum::Null),
            (true, Value::String(text), Some(_)) if text == SECRET => Some(Datum::Secret),
            (true, ..) => return Err("a secret has no value"),
            (false, _, None) => return Err("what nothing sets has no value"),
            (false, value, Some(_)) => Some(datum(value)),
        };
        Ok(Self {
            key: Key::from(written.key.as_str()),
            is_secret: written.secret,
            origin: written.origin,
            hides: written.hides,
            value,
            digests: written.digests.into_iter().map(String::from).collect(),
        })
    }
}

/// The kinds of the services that the URLs of a value lead to.
fn services(value: Option<&Datum>) -> Vec<String> {
    let mut texts = Vec::new();
    if let Some(value) = value {
        collect_texts(value, &mut texts);
    }
    let resources = texts.into_iter().filter_map(Resource::of);
    resources
        .map(|resource| resource.kind().to_owned())
        .collect()
}

/// The value as one that was read has it: JSON has fewer numbers.
pub(super) fn as_json(value: &Datum) -> Datum {
    match value {
        Datum::Secret | Datum::Opaque(_) => Datum::Secret,
        value => datum(&json(value)),
    }
}

fn json(value: impl Serialize) -> Value {
    // OK because it fails only for keys that are not text.
    serde_json::to_value(value).unwrap_or_default()
}

/// What is secret in a URL is left out here too: nobody has to believe that it
/// was when the text was written.
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
