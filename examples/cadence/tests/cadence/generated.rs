//! What Cadence generates, and its files in the eyes of its JSON Schema.

use std::fs;
use std::path::{Path, PathBuf};

use rehearsal::{Loader, Template};
use serde_json::Value;

use self::settings::Settings;

#[path = "../../src/settings.rs"]
#[expect(dead_code, reason = "settings are read, not used")]
mod settings;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn generated(template: Template) -> String {
    Loader::new("CADENCE").generate::<Settings>(template)
}

#[test]
fn generated_files_are_not_stale() {
    for &template in Template::ALL {
        let path = folder("generated").join(template.file_name());
        let text = generated(template);
        if std::env::var_os("REHEARSAL_UPDATE").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(text, committed, "{}", path.display());
    }
}

fn errors(text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&generated(Template::JsonSchema)).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let table: toml::Table = toml::from_str(text).unwrap();
    let instance = serde_json::to_value(table).unwrap();
    let errors = validator.iter_errors(&instance);
    errors
        .map(|error| error.instance_path.to_string())
        .collect()
}

#[test]
fn real_files_are_valid() {
    let files = fs::read_dir(folder("config")).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let texts: Vec<_> = texts.collect();
    assert_eq!(texts.len(), 5);
    for text in texts {
        assert_eq!(errors(&text), [""; 0], "{text}");
    }
}

#[test]
fn broken_files_are_not() {
    let production = fs::read_to_string(folder("config/production.toml")).unwrap();
    for (right, wrong, path) in [
        (
            "max_connections = 50",
            "max_connections = -1",
            "/database/max_connections",
        ),
        ("max_connections", "max_conections", "/database"),
        ("freeze = true", "freeze = \"true\"", "/features/freeze"),
        ("[reminders]", "[reminder]", ""),
        ("level = \"warn\"", "level = \"wran\"", "/log/level"),
    ] {
        let broken = production.replacen(right, wrong, 1);
        assert_ne!(broken, production, "{right}");
        assert_eq!(errors(&broken), [path], "{wrong}");
    }
}
