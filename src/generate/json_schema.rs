//! A JSON Schema of the files, draft 2020-12.

mod ordered;
mod pattern;
mod rules;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::outline::Given;
use super::{Outline, capitalized};
use crate::layer::file::{EDITORS, UNSET};
use crate::resolve::datum::Datum;
use crate::schema::kind::{Kind, URL};
use crate::schema::{Field, Schema, Shape, Variant};
use crate::value::key::segment;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

pub(super) fn render(outline: &Outline) -> String {
    let settings = outline.settings();
    let variables = settings.map(|setting| (setting.key.as_str(), setting.variables.join(" or ")));
    let writer = Writer {
        variables: variables.collect(),
    };
    let mut root = writer.section(outline.schema, "");
    root.insert("$schema".to_owned(), DRAFT.into());
    let title = format!("Configuration of {}", outline.program);
    root.insert("title".to_owned(), title.into());
    let all = properties(&mut root);
    if !all.contains_key(EDITORS) {
        insert(all, EDITORS, json!({ "type": "string" }));
    }
    if !all.contains_key(UNSET) {
        let description = "Optional settings that lower layers set, and that are not set here.";
        let keys = json!({ "type": "string" });
        insert(
            all,
            UNSET,
            json!({ "description": description, "type": "array", "items": keys }),
        );
    }
    ordered::text(&Value::Object(root))
}

/// Writes the schema of each place with the variables of its settings.
struct Writer<'o> {
    variables: BTreeMap<&'o str, String>,
}

impl Writer<'_> {
    /// A section: all its keys, and no others. None of them is required, because a
    /// higher layer may bring it.
    fn section(&self, schema: &'static Schema, key: &str) -> Map<String, Value> {
        let mut section = self.table(schema.fields().iter(), key);
        describe(&mut section, schema.docs());
        if let (Some(tag), Some(field)) = (schema.tag(), schema.fields().first()) {
            self.tagged(&mut section, field, tag.variants(), key);
        }
        section
    }

    fn table(&self, fields: impl Iterator<Item = &'static Field>, key: &str) -> Map<String, Value> {
        let mut table = Map::new();
        table.insert("type".to_owned(), "object".into());
        table.insert("additionalProperties".to_owned(), false.into());
        table.insert("properties".to_owned(), Value::Object(Map::new()));
        for field in fields {
            self.add(properties(&mut table), field, key);
        }
        table
    }

    /// The field under its name and its older names; beside another one of that
    /// name, of another variant, either of the two.
    fn add(&self, properties: &mut Map<String, Value>, field: &'static Field, section: &str) {
        let property = Value::Object(self.field(field, section));
        for name in field.names() {
            let mut property = property.clone();
            if name != field.name() {
                property["deprecated"] = true.into();
                property["description"] = format!("An older name of `{}`.", field.name()).into();
            }
            insert(properties, name, property);
        }
    }

    /// All keys of all variants, and for each variant only its own: where the tag
    /// is in another file, nothing can be said of the keys in this one.
    fn tagged(
        &self,
        section: &mut Map<String, Value>,
        tag: &Field,
        variants: &'static [Variant],
        key: &str,
    ) {
        let names = variants.iter().map(|variant| {
            let mut name = object(json!({ "const": variant.name() }));
            describe(&mut name, variant.docs());
            Value::Object(name)
        });
        let all = properties(section);
        if let Some(property) = all.get_mut(tag.name()).and_then(Value::as_object_mut) {
            property.insert("oneOf".to_owned(), names.collect());
        }
        for field in variants.iter().flat_map(Variant::fields) {
            self.add(all, field, key);
        }
        let names: Vec<_> = variants.iter().map(Variant::name).collect();
        let by_name = json!({ "if": { "type": "string" }, "then": { "enum": names } });
        let rules = variants.iter().map(|variant| {
            let mut own = self.table(variant.fields().iter(), key);
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
        let rules = rules.chain([by_name]).collect();
        section.insert("allOf".to_owned(), rules);
        // OK because the name of a variant stands for all of it.
        section.insert("type".to_owned(), json!(["object", "string"]));
    }

    fn field(&self, field: &'static Field, section: &str) -> Map<String, Value> {
        let name = segment(field.name());
        let key = match section {
            "" => name.into_owned(),
            section => format!("{section}.{name}"),
        };
        let mut property = self.shape(field.shape(), &key);
        rules::add(&mut property, field.rules());
        let kind = field.kind();
        let mut docs = vec![field.docs().to_owned()];
        let said = field.sentences_but(&["rules", "aliases"]);
        docs.extend(said.map(|said| capitalized(&said)));
        if field.deprecated().is_some() {
            property.insert("deprecated".to_owned(), true.into());
        }
        if let Some(variables) = self.variables.get(&*key) {
            docs.push(format!("Variable: {variables}"));
        }
        docs.retain(|docs| !docs.is_empty());
        describe(&mut property, &docs.join("\n\n"));
        if field.is_secret_as(&kind) {
            property.insert("writeOnly".to_owned(), true.into());
        }
        if let Given::Default { datum, .. } = Given::of(field, &kind)
            && is_json(&datum)
        {
            property.insert("default".to_owned(), json!(datum));
        }
        property
    }

    fn shape(&self, shape: &'static Shape, key: &str) -> Map<String, Value> {
        match shape {
            Shape::Leaf(kind) => self::kind(&kind()),
            Shape::Section(schema) => self.section(schema, key),
            Shape::Optional(inner) => or_off(or_null(self.shape(inner, key))),
            Shape::List(inner) => {
                let items = self.shape(inner, &format!("{key}[]"));
                object(json!({ "type": "array", "items": items }))
            }
            Shape::Map(inner) => {
                let entries = self.shape(inner, &format!("{key}.<name>"));
                object(json!({ "type": "object", "additionalProperties": entries }))
            }
        }
    }
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

/// Adds a property behind those that are there, or to the other one of its name.
fn insert(properties: &mut Map<String, Value>, name: &str, mut property: Value) {
    let place = properties.len();
    let Some(other) = properties.get_mut(name) else {
        ordered::put(&mut property, place);
        properties.insert(name.to_owned(), property);
        return;
    };
    if ordered::same(other, &property) {
        return;
    }
    if let Some(either) = other.get_mut("anyOf").and_then(Value::as_array_mut) {
        either.push(property);
    } else {
        let mut either = json!({ "anyOf": [other, property] });
        ordered::put(&mut either, ordered::place(other));
        *other = either;
    }
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

/// A pattern for what a duration looks like; the loader knows its units.
const DURATION: &str = r"^\s*([0-9][0-9.]*\s*[A-Za-zµ]+\s*)+$";

/// A pattern for what a URL looks like. It is not the format `uri`, which refuses
/// `http://a/{b}` and other URLs that the program takes.
/// Tabs and line breaks are ignored in a URL, wherever they are.
const URL_PATTERN: &str = r"^[\x00-\x20]*[A-Za-z][A-Za-z0-9+.\t\n\r-]*:";

fn kind(kind: &Kind) -> Map<String, Value> {
    object(match kind {
        Kind::Integer {
            min,
            max,
            is_zero_left_out,
        } => {
            let mut integer = integer(*min, *max);
            if *is_zero_left_out {
                integer["not"] = json!({ "const": 0 });
            }
            integer
        }
        Kind::Float => json!({ "type": "number" }),
        Kind::Float32 => json!({ "type": "number", "minimum": f32::MIN, "maximum": f32::MAX }),
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
        Kind::Optional(inner) => return or_null(self::kind(inner)),
        Kind::Secret(inner) | Kind::Opaque(inner) => return self::kind(inner),
        Kind::List(element) => json!({ "type": "array", "items": self::kind(element) }),
        Kind::Array { element, length } => json!({
            "type": "array",
            "items": self::kind(element),
            "minItems": length,
            "maxItems": length,
        }),
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
        Kind::Loose { table: true, .. } => json!({ "type": "object" }),
        Kind::Any | Kind::Loose { .. } | Kind::Unit => json!({}),
    })
}

/// Bounds that the numbers of JSON cannot hold are left out. A number that TOML
/// cannot hold may be text.
fn integer(min: i128, max: u128) -> Value {
    let fits = i64::try_from(min).is_ok() && i64::try_from(max).is_ok();
    let mut integer = if fits {
        json!({ "type": "integer" })
    } else {
        json!({ "type": ["integer", "string"], "pattern": r"^-?[0-9]{19,}$" })
    };
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
        URL => json!({ "type": "string", "pattern": URL_PATTERN }),
        "IPv4 address" => json!({ "type": "string", "format": "ipv4" }),
        "IPv6 address" => json!({ "type": "string", "format": "ipv6" }),
        _ => json!({ "type": "string" }),
    }
}

/// A name, or a table with that name for a variant that holds something, be it nothing.
fn one_of(variants: &[&str], plain: bool) -> Value {
    let held = if plain {
        json!({ "type": "null" })
    } else {
        json!({})
    };
    json!({ "anyOf": [
        { "enum": variants },
        {
            "type": "object",
            "propertyNames": { "enum": variants },
            "additionalProperties": held,
            "minProperties": 1,
            "maxProperties": 1,
        },
    ] })
}

/// The same, and `false`, which switches a section off.
fn or_off(mut schema: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.push("boolean".into());
        schema.insert("not".to_owned(), json!({ "const": true }));
    }
    schema
}

/// The same, and what JSON and YAML have for a value that is not there.
fn or_null(mut schema: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::Array(either)) = schema.get_mut("anyOf") {
        either.push(json!({ "type": "null" }));
        return schema;
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&"null".into()) => types.push("null".into()),
        Some(one @ Value::String(_)) => *one = json!([one.take(), "null"]),
        _ => {}
    }
    schema
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => unreachable!("a schema is an object"),
    }
}
