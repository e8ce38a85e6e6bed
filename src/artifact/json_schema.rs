//! A JSON Schema of the files, draft 2020-12.

mod rules;

use serde_json::{Map, Value, json};

use super::Outline;
use super::outline::default_of;
use crate::datum::Datum;
use crate::kind::Kind;
use crate::schema::{Field, Schema, Shape, Variant};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

pub(super) fn render(outline: &Outline, schema: &'static Schema) -> String {
    let mut root = section(schema);
    root.insert("$schema".to_owned(), DRAFT.into());
    let title = format!("Configuration of {}", outline.program);
    root.insert("title".to_owned(), title.into());
    let mut root = Value::Object(root);
    root.sort_all_objects();
    format!("{root:#}")
}

/// A section: all its keys, and no others. None of them is required, because a
/// higher layer may bring it.
fn section(schema: &'static Schema) -> Map<String, Value> {
    let mut section = table(schema.fields().iter());
    describe(&mut section, schema.docs());
    if let (Some(tag), Some(field)) = (schema.tag(), schema.fields().first()) {
        tagged(&mut section, field, tag.variants());
    }
    section
}

fn table(fields: impl Iterator<Item = &'static Field>) -> Map<String, Value> {
    let mut table = Map::new();
    table.insert("type".to_owned(), "object".into());
    table.insert("additionalProperties".to_owned(), false.into());
    table.insert("properties".to_owned(), Value::Object(Map::new()));
    for field in fields {
        add(properties(&mut table), field);
    }
    table
}

fn properties(table: &mut Map<String, Value>) -> &mut Map<String, Value> {
    let properties = table
        .entry("properties")
        .or_insert_with(|| Value::Object(Map::new()));
    match properties {
        Value::Object(properties) => properties,
        _ => unreachable!("properties are an object"),
    }
}

/// The field under its name and its older names; beside another one of that
/// name, of another variant, either of the two.
fn add(properties: &mut Map<String, Value>, field: &'static Field) {
    let property = Value::Object(self::field(field));
    for name in field.names() {
        let mut property = property.clone();
        if name != field.name() {
            property["deprecated"] = true.into();
            property["description"] = format!("An older name of `{}`.", field.name()).into();
        }
        let property = match properties.remove(name) {
            None => property,
            Some(other) if other == property => property,
            Some(mut other) => match other.get_mut("anyOf").and_then(Value::as_array_mut) {
                Some(either) => {
                    either.push(property);
                    other
                }
                None => json!({ "anyOf": [other, property] }),
            },
        };
        properties.insert(name.to_owned(), property);
    }
}

/// All keys of all variants, and for each variant only its own: where the tag
/// stands in another file, nothing can be said of the keys in this one.
fn tagged(section: &mut Map<String, Value>, tag: &Field, variants: &'static [Variant]) {
    let names: Vec<_> = variants.iter().map(Variant::name).collect();
    let all = properties(section);
    if let Some(property) = all.get_mut(tag.name()).and_then(Value::as_object_mut) {
        property.insert("enum".to_owned(), names.into());
    }
    for field in variants.iter().flat_map(Variant::fields) {
        add(all, field);
    }
    let rules = variants.iter().map(|variant| {
        let mut own = table(variant.fields().iter());
        properties(&mut own).insert(tag.name().to_owned(), true.into());
        own.remove("type");
        describe(&mut own, variant.docs());
        json!({
            "if": {
                "properties": { tag.name(): { "const": variant.name() } },
                "required": [tag.name()],
            },
            "then": own,
        })
    });
    section.insert("allOf".to_owned(), rules.collect());
}

fn field(field: &'static Field) -> Map<String, Value> {
    let mut property = shape(field.shape());
    rules::add(&mut property, field.rules());
    describe(&mut property, field.docs());
    if field.is_secret() {
        property.insert("writeOnly".to_owned(), true.into());
    }
    if let Some(instead) = field.deprecated() {
        property.insert("deprecated".to_owned(), true.into());
        let docs = format!("{}\n\nDeprecated: {instead}", field.docs());
        describe(&mut property, docs.trim_start());
    }
    if let Some(default) = default_of(field, &field.kind()).filter(is_json) {
        property.insert("default".to_owned(), json!(default));
    }
    property
}

/// Whether JSON has a word for all of it.
fn is_json(datum: &Datum) -> bool {
    match datum {
        Datum::Float(number) => number.is_finite(),
        Datum::List(data) => data.iter().all(is_json),
        Datum::Table(table) => table.values().all(is_json),
        _ => true,
    }
}

fn describe(schema: &mut Map<String, Value>, docs: &str) {
    if !docs.is_empty() {
        schema.insert("description".to_owned(), docs.into());
    }
}

fn shape(shape: &'static Shape) -> Map<String, Value> {
    match shape {
        Shape::Leaf(kind) => self::kind(&kind()),
        Shape::Section(schema) => section(schema),
        Shape::Optional(inner) => self::shape(inner),
        Shape::List(inner) => object(json!({ "type": "array", "items": self::shape(inner) })),
        Shape::Map(inner) => {
            object(json!({ "type": "object", "additionalProperties": self::shape(inner) }))
        }
    }
}

/// A pattern for what a duration looks like; the loader knows its units.
const DURATION: &str = r"^\s*([0-9][0-9.]*\s*[A-Za-zµ]+\s*)+$";

fn kind(kind: &Kind) -> Map<String, Value> {
    object(match kind {
        Kind::Integer { min, max } => integer(*min, *max),
        Kind::Float => json!({ "type": "number" }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Char => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
        Kind::Text { expecting } => text(expecting),
        Kind::Bytes => json!({ "anyOf": [
            { "type": "string" },
            { "type": "array", "items": integer(0, u8::MAX.into()) },
        ] }),
        Kind::Duration => json!({ "type": "string", "pattern": DURATION }),
        Kind::Enum {
            variants, plain, ..
        } => one_of(variants, *plain),
        Kind::Optional(inner) | Kind::Secret(inner) => return self::kind(inner),
        Kind::List(element) => json!({ "type": "array", "items": self::kind(element) }),
        Kind::Map { value } => {
            json!({ "type": "object", "additionalProperties": self::kind(value) })
        }
        Kind::Struct { fields, .. } => {
            let properties: Map<_, _> = fields
                .iter()
                .map(|(name, kind)| ((*name).to_owned(), Value::Object(self::kind(kind))))
                .collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
        Kind::Any | Kind::Unit => json!({}),
    })
}

/// Bounds that the numbers of JSON cannot hold are left out.
fn integer(min: i128, max: u128) -> Value {
    let mut integer = json!({ "type": "integer" });
    if let Ok(min) = i64::try_from(min) {
        integer["minimum"] = min.into();
    }
    if let Ok(max) = u64::try_from(max) {
        integer["maximum"] = max.into();
    }
    integer
}

fn text(expecting: &str) -> Value {
    match expecting {
        "a string representing an URL" => json!({ "type": "string", "format": "uri" }),
        "IPv4 address" => json!({ "type": "string", "format": "ipv4" }),
        "IPv6 address" => json!({ "type": "string", "format": "ipv6" }),
        _ => json!({ "type": "string" }),
    }
}

/// A name, or a table with that name for a variant that holds something.
fn one_of(variants: &[&str], plain: bool) -> Value {
    if plain {
        return json!({ "enum": variants });
    }
    json!({ "anyOf": [
        { "enum": variants },
        {
            "type": "object",
            "propertyNames": { "enum": variants },
            "minProperties": 1,
            "maxProperties": 1,
        },
    ] })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => unreachable!("a schema is an object"),
    }
}
