//! What a generated file says, read back by the crate.

use rehearsal::Artifact;
use rehearsal::host::Memory;
use serde_json::{Map, Value};

use crate::defaults::{assert_are_defaults, generated};
use crate::settings::uncommented;

#[test]
fn the_example_of_variables_sets_the_defaults() {
    let text = uncommented(&generated(Artifact::EnvExample));
    assert!(text.contains("\nDEFAULTS_TEXT_EMPTY="), "{text}");
    assert_are_defaults(Memory::new().file(".env", text));
}

#[test]
fn the_default_file_sets_the_defaults() {
    let text = uncommented(&generated(Artifact::DefaultToml));
    assert!(text.contains("\nempty = \"\""), "{text}");
    assert_are_defaults(Memory::new().file("config/default.toml", text));
}

#[test]
fn a_reference_keeps_each_setting_on_one_line() {
    let text = generated(Artifact::Markdown);
    let rows = text.lines().filter(|line| line.starts_with("| <a id="));
    assert!(rows.clone().all(|row| row.ends_with(" |")), "{text}");
    let lines = rows.clone().find(|row| row.contains("`text.lines`"));
    assert!(lines.unwrap().contains(r#"`"one\ntwo\n"`"#), "{text}");
    assert!(rows.clone().any(|row| row.contains("| a URL |")), "{text}");
}

#[cfg(feature = "json")]
#[test]
fn the_defaults_of_the_json_schema_are_the_defaults() {
    fn defaults(schema: &Value) -> Option<Value> {
        if let Some(default) = schema.get("default") {
            return Some(default.clone());
        }
        let properties = schema.get("properties")?.as_object()?.iter();
        let set = properties.filter_map(|(name, schema)| Some((name.clone(), defaults(schema)?)));
        Some(Value::Object(set.collect::<Map<_, _>>()))
    }
    let schema = serde_json::from_str(&generated(Artifact::JsonSchema)).unwrap();
    let text = defaults(&schema).unwrap().to_string();
    assert_are_defaults(Memory::new().file("config/default.json", text));
}
