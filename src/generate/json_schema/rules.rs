//! What JSON Schema can say of the rules of a setting.
//!
//! Never more than the rule does: a file that the program accepts is accepted
//! here too.

use serde_json::{Map, Value, json};

use super::pattern::is_common;
use crate::schema::{Constraint, LengthUnit};

/// Adds what can be said of the rules to the schema of a value.
pub(super) fn add(property: &mut Map<String, Value>, rules: &[Constraint]) {
    for rule in rules {
        if let Constraint::Each(rules) = rule {
            if let Some(Value::Object(items)) = property.get_mut("items") {
                add(items, rules);
            }
            continue;
        }
        let kind = property.get("type").map(|kind| kind.get(0).unwrap_or(kind));
        let kind = kind.and_then(Value::as_str).map(str::to_owned);
        for (name, value) in said(rule, kind.as_deref().unwrap_or_default()) {
            put(property, name, value);
        }
    }
}

/// Takes the place of what the type says, but for patterns, which all count.
fn put(property: &mut Map<String, Value>, name: &'static str, value: Value) {
    if name != "pattern" || !property.contains_key(name) {
        property.insert(name.to_owned(), value);
        return;
    }
    let all = property.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(json!({ name: value }));
    }
}

/// The keywords for a rule of a value of this type.
fn said(rule: &Constraint, kind: &str) -> Vec<(&'static str, Value)> {
    match (rule, kind) {
        (Constraint::Range { min, max }, "integer" | "number") => {
            let bound = |text: &&str| serde_json::from_str::<serde_json::Number>(text).ok();
            let bounds = [("minimum", min), ("maximum", max)].into_iter();
            bounds
                .filter_map(|(name, text)| Some((name, Value::Number(bound(&(*text)?)?))))
                .collect()
        }
        (Constraint::Length { min, max, .. }, "array") => {
            between(["minItems", "maxItems"], *min, *max)
        }
        (Constraint::Length { min, max, .. }, "object") => {
            between(["minProperties", "maxProperties"], *min, *max)
        }
        (Constraint::Length { unit, min, max }, "string") => {
            let (least, most) = in_chars(*unit, *min, *max);
            between(["minLength", "maxLength"], least, most)
        }
        (Constraint::Pattern(pattern), "string") if is_common(pattern) => {
            vec![("pattern", json!(pattern))]
        }
        (Constraint::Contains(text), "string") => vec![("pattern", json!(escaped(text)))],
        (Constraint::Contains(text), "array") => vec![("contains", json!({ "const": text }))],
        (Constraint::Prefix(text), "string") => {
            vec![("pattern", json!(format!("^{}", escaped(text))))]
        }
        (Constraint::Suffix(text), "string") => {
            vec![("pattern", json!(format!("{}$", escaped(text))))]
        }
        (Constraint::Ascii, "string") => vec![("pattern", json!(r"^[\x00-\x7F]*$"))],
        (Constraint::Email, "string") => vec![("pattern", json!("@"))],
        (Constraint::Url, "string") => vec![("pattern", json!(super::URL_PATTERN))],
        (Constraint::IpV4, "string") => vec![("format", json!("ipv4"))],
        (Constraint::IpV6, "string") => vec![("format", json!("ipv6"))],
        (Constraint::Ip, "string") => {
            vec![("anyOf", json!([{ "format": "ipv4" }, { "format": "ipv6" }]))]
        }
        _ => Vec::new(),
    }
}

fn between(
    names: [&'static str; 2],
    min: Option<u64>,
    max: Option<u64>,
) -> Vec<(&'static str, Value)> {
    let bounds = names.into_iter().zip([min, max]);
    bounds
        .filter_map(|(name, bound)| Some((name, json!(bound?))))
        .collect()
}

/// The bounds in characters, as JSON Schema counts, that follow from bounds in
/// another unit: a character has up to four bytes, and up to two code units.
fn in_chars(unit: LengthUnit, min: Option<u64>, max: Option<u64>) -> (Option<u64>, Option<u64>) {
    match unit {
        LengthUnit::Simple | LengthUnit::Bytes => (min.map(|min| min.div_ceil(4)), max),
        LengthUnit::Utf16 => (min.map(|min| min.div_ceil(2)), max),
        LengthUnit::Chars => (min, max),
        LengthUnit::Graphemes => (min, None),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(char) {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(start: Value, rules: &[Constraint]) -> Value {
        let Value::Object(mut property) = start else {
            unreachable!("a schema is an object")
        };
        add(&mut property, rules);
        Value::Object(property)
    }

    #[test]
    fn bounds_take_the_place_of_those_of_the_type() {
        let range = Constraint::Range {
            min: Some("1"),
            max: Some("0.5"),
        };
        let type_of = |kind: &str| json!({ "type": kind, "minimum": 0, "maximum": 255 });
        assert_eq!(
            with(type_of("integer"), &[range]),
            json!({ "type": "integer", "minimum": 1, "maximum": 0.5 }),
        );
        assert_eq!(with(type_of("string"), &[range]), type_of("string"));
    }

    #[test]
    fn a_length_is_never_stricter_than_the_rule() {
        let length = |unit| Constraint::Length {
            unit,
            min: Some(5),
            max: Some(9),
        };
        let text = || json!({ "type": "string" });
        for (unit, min, max) in [
            (LengthUnit::Bytes, 2, json!(9)),
            (LengthUnit::Utf16, 3, json!(9)),
            (LengthUnit::Chars, 5, json!(9)),
            (LengthUnit::Graphemes, 5, Value::Null),
        ] {
            let said = with(text(), &[length(unit)]);
            assert_eq!(
                (&said["minLength"], &said["maxLength"]),
                (&json!(min), &max)
            );
        }
        let list = with(json!({ "type": "array" }), &[length(LengthUnit::Simple)]);
        assert_eq!(
            list,
            json!({ "type": "array", "minItems": 5, "maxItems": 9 })
        );
    }

    #[test]
    fn every_pattern_counts_and_foreign_ones_are_left_out() {
        let rules = [
            Constraint::Pattern("^[a-z]+$"),
            Constraint::Prefix("a.b"),
            Constraint::Pattern("(?i)x"),
        ];
        assert_eq!(
            with(json!({ "type": "string" }), &rules),
            json!({ "type": "string", "pattern": "^[a-z]+$", "allOf": [{ "pattern": r"^a\.b" }] }),
        );
    }

    #[test]
    fn rules_of_each_element_stand_at_the_elements() {
        let list = json!({ "type": "array", "items": { "type": "string" } });
        assert_eq!(
            with(list, &[Constraint::Each(&[Constraint::Email])]),
            json!({ "type": "array", "items": { "type": "string", "pattern": "@" } }),
        );
    }
}
