//! What a generated file says, read back by the crate.

use rehearsal::Template;
use rehearsal::system::Memory;
use serde_json::{Map, Value};

use crate::defaults::{assert_are_defaults, generated};
use crate::settings::uncommented;

#[test]
fn the_example_of_variables_sets_the_defaults() {
    let text = uncommented(&generated(Template::EnvExample));
    assert!(text.contains("\nDEFAULTS_TEXT_EMPTY="), "{text}");
    assert_are_defaults(Memory::new().file(".env", text));
}

/// A default that is hidden, or that the program makes, is no line that sets another.
#[test]
fn only_lines_that_give_the_default_again_look_like_it() {
    for (artifact, between) in [
        (Template::EnvExample, "="),
        (Template::KubernetesConfigMap, ": "),
        (Template::KubernetesSecret, ": "),
        (Template::SystemdEnvironment, "="),
    ] {
        let text = generated(artifact);
        let hidden = text.lines().filter(|line| line.contains("_HIDDEN_"));
        for line in hidden {
            assert!(
                line.trim_start().starts_with("# DEFAULTS_HIDDEN_"),
                "{line}"
            );
            let words = "has a default that is not shown, since it may contain a password";
            assert!(line.ends_with(words), "{line}");
        }
        for name in ["OF_TYPE_NUMBER", "OF_TYPE_PORTS", "EMPTY_PATH"] {
            let line = format!("DEFAULTS_{name}{between}");
            let mut lines = text.lines().filter(|text| text.contains(&line));
            assert!(
                lines.all(|text| text.trim_start().starts_with("# DEF")),
                "{text}"
            );
        }
    }
    let text = generated(Template::EnvExample);
    for line in [
        "#DEFAULTS_EMPTY_TOKENS='[]'",
        "#DEFAULTS_EMPTY_KEYS='{}'",
        "#DEFAULTS_EMPTY_NOTE=''",
    ] {
        assert!(text.lines().any(|text| text == line), "{line}\n{text}");
    }
}

/// What brings a section into being is marked as such, and a name that variants share
/// is set by none of them.
#[test]
fn uncommenting_all_defaults_adds_no_section() {
    for artifact in [
        Template::EnvExample,
        Template::KubernetesConfigMap,
        Template::SystemdEnvironment,
        Template::DefaultToml,
    ] {
        let text = uncommented(&generated(artifact));
        let sets = |name: &str| {
            let lines = text.lines().map(str::trim_start);
            lines.filter(|line| line.starts_with(name)).count()
        };
        for name in ["ABSENT", "ELEMENTS", "ENTRIES", "SHAPE_SIZE"] {
            assert_eq!(sets(&format!("DEFAULTS_{name}")), 0, "{artifact}\n{text}");
        }
        for name in ["[absent", "[[elements", "[entries", "kind =", "size"] {
            assert_eq!(sets(name), 0, "{artifact}\n{text}");
        }
    }
}

#[test]
fn the_default_file_sets_the_defaults() {
    let text = uncommented(&generated(Template::DefaultToml));
    assert!(text.contains("\nempty = \"\""), "{text}");
    assert_are_defaults(Memory::new().file("config/default.toml", text));
}

#[test]
fn a_reference_keeps_each_setting_on_one_line() {
    let text = generated(Template::Markdown);
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
        if schema["type"].is_array() {
            return None;
        }
        let properties = schema.get("properties")?.as_object()?.iter();
        let set = properties.filter_map(|(name, schema)| Some((name.clone(), defaults(schema)?)));
        let set: Map<_, _> = set.collect();
        (!set.is_empty()).then_some(Value::Object(set))
    }
    let schema = serde_json::from_str(&generated(Template::JsonSchema)).unwrap();
    let text = defaults(&schema).unwrap().to_string();
    assert_are_defaults(Memory::new().file("config/default.json", text));
}
