//! Short digests: of what is set, and of what may be set.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::report::problem::Code;
use crate::resolve::datum::Datum;
use crate::resolve::{Resolution, Row};
use crate::schema::kind::Kind;
use crate::schema::{DefaultValue, Fact, Field, Schema, Shape, Variant};

/// A short digest, the same on every machine and build of the same source.
///
/// It is for log lines, metrics and the ids of releases: two deploys that show
/// the same one have the same settings, except for secrets. It is 64 bits of SHA-256,
/// as sixteen hexadecimal digits.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader};
///
/// #[derive(Config)]
/// struct Settings {
///     #[config(default = "30s")]
///     timeout: std::time::Duration,
/// }
///
/// let loader = |timeout: &str| {
///     let host = Memory::new()
///         .variable("CADENCE_ENV", "test")
///         .variable("CADENCE_TIMEOUT", timeout);
///     Loader::new("CADENCE").system(host)
/// };
/// let half_a_minute = loader("30s").load::<Settings>()?.fingerprint();
/// assert_eq!(loader("30000ms").load::<Settings>()?.fingerprint(), half_a_minute);
/// assert_ne!(loader("31s").load::<Settings>()?.fingerprint(), half_a_minute);
/// assert_eq!(half_a_minute.to_string().len(), 16);
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    pub(crate) fn of_table(schema: &'static Schema) -> Self {
        let mut schema = section(schema);
        schema.sort_all_objects();
        Self::of_text("rehearsal schema 1", &schema.to_string())
    }

    /// Digests what was resolved.
    ///
    /// It covers keys, and values as their types read them: `30s` is `30000ms`, `on` is
    /// `true`. Origins are not covered, nor whether a value is a default. Of what is never
    /// shown, such as a secret, the password of a URL or text from a secret file, only its
    /// presence is covered. A default that is [that of its type](DefaultValue::OfType)
    /// counts as such, whatever that type makes of it. What waivers and
    /// [`Loader::allow`](crate::Loader::allow) permit is covered, without the reasons.
    pub fn of(resolution: &Resolution) -> Self {
        let values: BTreeMap<_, _> = resolution
            .rows()
            .iter()
            .map(|row| (row.key().as_str(), canonical_row(row)))
            .collect();
        let permitted: BTreeMap<_, _> = resolution.rows().iter().filter_map(permitted).collect();
        let digested = match &permitted {
            none if none.is_empty() => json!(values),
            some => json!([values, some]),
        };
        Self::of_text("rehearsal settings 1", &digested.to_string())
    }

    /// Returns the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of_text(what: &str, text: &str) -> Self {
        let mut digest = Sha256::new();
        digest.update(what);
        digest.update([0]);
        digest.update(text);
        Self(hex(&digest.finalize()[..8]))
    }
}

/// The bytes of a digest in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    digits.collect()
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// What is permitted of a setting, if anything is.
fn permitted(row: &Row) -> Option<(&str, Vec<String>)> {
    let waived = row.waivers().iter().map(|waiver| {
        let code = waiver.code().map_or("any difference", Code::as_str);
        format!("{code} until {}", waiver.until())
    });
    let allowed = row.allowed().iter().map(|allowed| allowed.what.clone());
    let all: Vec<String> = waived.chain(allowed).collect();
    (!all.is_empty()).then(|| (row.key().as_str(), all))
}

fn canonical_row(row: &Row) -> Datum {
    match (row.datum(), row.field().default()) {
        (Some(datum), _) => canonical(datum, &row.kind()),
        (None, Some(default)) => {
            let of = match default {
                DefaultValue::Computed(computed) => computed.source(),
                _ => "of type",
            };
            Datum::Table(BTreeMap::from([(
                "default".to_owned(),
                Datum::Text(of.to_owned()),
            )]))
        }
        (None, None) => Datum::Null,
    }
}

/// Two spellings of one value become one.
fn canonical(datum: &Datum, kind: &Kind) -> Datum {
    let kind = kind.without_optional();
    match (datum, kind) {
        (Datum::Text(text), Kind::Duration) => match humantime::parse_duration(text.trim()) {
            Ok(duration) => Datum::Text(format!("{}ns", duration.as_nanos())),
            Err(_) => datum.clone(),
        },
        #[expect(clippy::cast_precision_loss, reason = "as the type reads it")]
        (Datum::Integer(number), Kind::Float) => Datum::Float(*number as f64),
        (Datum::List(data), Kind::List(element)) => {
            Datum::List(data.iter().map(|datum| canonical(datum, element)).collect())
        }
        (Datum::Table(table), _) => {
            let entries = table
                .iter()
                .map(|(name, datum)| (name.clone(), canonical(datum, kind.entry(name))));
            Datum::Table(entries.collect())
        }
        _ => datum.clone(),
    }
}

fn section(schema: &'static Schema) -> Value {
    let variants = schema.tag().map(|tag| {
        let variants = tag.variants().iter();
        let variants =
            variants.map(|variant: &Variant| (variant.name().to_owned(), fields(variant.fields())));
        Value::Object(variants.collect())
    });
    json!({
        "fields": fields(schema.fields()),
        "variants": variants,
        "retired": schema.retired(),
    })
}

fn fields(fields: &'static [Field]) -> Value {
    let fields = fields
        .iter()
        .map(|field| (field.name().to_owned(), self::field(field)));
    Value::Object(fields.collect())
}

fn field(field: &'static Field) -> Value {
    let facts = field.facts().iter();
    let facts = facts.filter(|fact| !fact.is_documentation());
    let facts = facts.map(|fact| (fact.name().to_owned(), meaning(fact, field)));
    json!({
        "shape": shape(field.shape()),
        "secret": field.is_secret(),
        "facts": Value::Object(facts.collect()),
    })
}

/// A fact without words for whom it is read by.
fn meaning(fact: &Fact, field: &Field) -> Value {
    match fact {
        Fact::Default(default) => match default.text() {
            Some(_) if field.is_secret() => json!("a secret"),
            Some(text) => {
                let kind = field.kind();
                let datum = Datum::of_default(&text, field, &kind);
                json!({ "value": canonical(&datum, &kind) })
            }
            None => json!(format!("{fact:?}")),
        },
        Fact::Allowed(allowances) | Fact::Warned(allowances) => {
            let allowances = allowances.iter();
            let allowances =
                allowances.map(|one| format!("{} {:?}", one.what(), one.environments()));
            allowances.collect()
        }
        fact => json!(format!("{fact:?}")),
    }
}

fn shape(shape: &'static Shape) -> Value {
    match shape {
        Shape::Leaf(kind) => self::kind(&kind()),
        Shape::Section(schema) => json!({ "section": section(schema) }),
        Shape::Optional(inner) => json!({ "optional": self::shape(inner) }),
        Shape::List(inner) => json!({ "list": self::shape(inner) }),
        Shape::Map(inner) => json!({ "map": self::shape(inner) }),
    }
}

/// Without the words of types, which may change with the version of a crate.
fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Integer {
            min,
            max,
            is_zero_left_out,
        } => {
            let but = if *is_zero_left_out { " but 0" } else { "" };
            json!(format!("integer {min}..={max}{but}"))
        }
        Kind::Float => json!("float"),
        Kind::Float32 => json!("float of 32 bits"),
        Kind::Bool => json!("bool"),
        Kind::Char => json!("char"),
        Kind::Text { .. } => json!("text"),
        Kind::Bytes => json!("bytes"),
        Kind::Duration => json!("duration"),
        Kind::Enum { variants, .. } => json!({ "one of": variants }),
        Kind::Optional(inner) => json!({ "optional": self::kind(inner) }),
        Kind::Secret(inner) | Kind::Opaque(inner) => self::kind(inner),
        Kind::List(element) => json!({ "list": self::kind(element) }),
        Kind::Array { element, length } => {
            json!({ "list": self::kind(element), "length": length })
        }
        Kind::Map { value } => json!({ "map": self::kind(value) }),
        Kind::Struct { fields, .. } => {
            let fields = fields
                .iter()
                .map(|(name, kind)| ((*name).to_owned(), self::kind(kind)));
            json!({ "struct": Value::Object(fields.collect()) })
        }
        Kind::Any | Kind::Loose { .. } => json!("any"),
        Kind::Unit => json!("unit"),
    }
}
