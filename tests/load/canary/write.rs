//! One value, written in the format of each source.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

/// TOML with one line for each setting.
pub(crate) fn toml(value: &Value) -> String {
    let entries = value.as_object().into_iter().flatten();
    entries.fold(String::new(), |mut text, (key, value)| {
        let _ = writeln!(text, "{} = {}", quoted(key), inline(value));
        text
    })
}

fn inline(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            let values: Vec<_> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{} = {}", quoted(key), inline(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A text in the quotes and escapes that TOML, JSON and YAML share.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// YAML in blocks.
pub(crate) fn yaml(value: &Value) -> String {
    let mut text = String::new();
    block(value, 0, &mut text);
    text
}

fn block(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            for (key, value) in entries {
                let _ = write!(text, "\n{:indent$}{}:", "", quoted(key));
                block(value, indent + 2, text);
            }
        }
        Value::Array(values) if !values.is_empty() => {
            for value in values {
                let _ = write!(text, "\n{:indent$}-", "");
                block(value, indent + 2, text);
            }
        }
        scalar => {
            let _ = write!(text, " {scalar}");
        }
    }
}

/// The variable of each setting, and its text.
pub(crate) fn texts(value: &Value) -> BTreeMap<String, String> {
    let entries = value.as_object().into_iter().flatten();
    entries
        .map(|(key, value)| (format!("CADENCE_{}", name(key)), text(value)))
        .collect()
}

/// A variable for each value below a setting, as far as names of variables go.
pub(crate) fn deep_texts(value: &Value) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        below(format!("CADENCE_{}", name(key)), value, &mut texts);
    }
    texts
}

fn below(at: String, value: &Value, texts: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                below(format!("{at}__{}", name(key)), value, texts);
            }
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                below(format!("{at}__{index}"), value, texts);
            }
        }
        scalar => {
            texts.insert(at, text(scalar));
        }
    }
}

fn name(key: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    key.chars().map(letter).collect::<String>().to_uppercase()
}

/// What a variable holds for a value.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Lines of `.env`.
pub(crate) fn dotenv(texts: &BTreeMap<String, String>) -> String {
    texts.iter().fold(String::new(), |mut lines, (name, text)| {
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        let escaped = escaped.replace('$', "\\$");
        let _ = writeln!(lines, "{name}=\"{escaped}\"");
        lines
    })
}

/// The names of the settings in a text of TOML.
pub(crate) fn first_names(settings: &str) -> impl Iterator<Item = String> {
    let table: toml::Table = parsed(settings);
    table.into_iter().map(|(name, _)| name.replace(HELD, "{s}"))
}

/// The names at any depth.
pub(crate) fn names(settings: &str) -> impl Iterator<Item = String> {
    let mut names = Vec::new();
    names_below(&toml::Value::Table(parsed(settings)), &mut names);
    names.into_iter()
}

/// What holds the place of the secret where braces may not be.
const HELD: &str = "HELD";

fn parsed(settings: &str) -> toml::Table {
    let settings = settings.replace("{s}", HELD);
    toml::from_str(&settings).unwrap_or_else(|error| panic!("{settings}: {error}"))
}

fn names_below(value: &toml::Value, names: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                names.push(name.replace(HELD, "{s}"));
                names_below(value, names);
            }
        }
        toml::Value::Array(values) => {
            for value in values {
                names_below(value, names);
            }
        }
        _ => {}
    }
}
