//! The JSON Schema, asked of an independent validator.

use jsonschema::Validator;
use rehearsal::{Artifact, Loader};
use serde_json::{Value, json};

use crate::settings::{DEFAULT, PRODUCTION, Settings};

fn schema() -> Value {
    let text = Loader::new("METRONOME").generate::<Settings>(Artifact::JsonSchema);
    serde_json::from_str(&text).unwrap()
}

fn validator() -> Validator {
    let schema = schema();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
}

fn toml(text: &str) -> Value {
    let table: toml::Table = toml::from_str(text).unwrap();
    serde_json::to_value(table).unwrap()
}

fn errors(validator: &Validator, text: &str) -> Vec<String> {
    let instance = toml(text);
    let errors = validator.iter_errors(&instance);
    errors
        .map(|error| error.instance_path.to_string())
        .collect()
}

#[test]
fn real_files_are_valid() {
    let validator = validator();
    for text in [DEFAULT, PRODUCTION, ""] {
        assert_eq!(errors(&validator, text), [""; 0]);
    }
    let all_names = "nodes = []\nport = 1\n[server]\ntimeout = \"1s\"\nTLS = true\n";
    assert_eq!(errors(&validator, all_names), [""; 0]);
    let variant = "[server]\nlog_to = { file = \"log\" }\n";
    assert_eq!(errors(&validator, variant), [""; 0]);
    let without_tag = "[storage]\npath = \"x\"\naccess_key = \"x\"\n";
    assert_eq!(errors(&validator, without_tag), [""; 0]);
}

#[test]
fn broken_files_are_refused_where_they_are_broken() {
    let validator = validator();
    for (text, path) in [
        ("nmae = \"x\"", ""),
        ("beat = 1", ""),
        ("port = 70000", "/port"),
        ("port = \"80\"", "/port"),
        ("[server]\nrequest_timeout = 30", "/server/request_timeout"),
        (
            "[server]\nrequest_timeout = \"30\"",
            "/server/request_timeout",
        ),
        ("[server]\nlog_level = \"loud\"", "/server/log_level"),
        ("[server]\nlog_to = { files = 1 }", "/server/log_to"),
        ("[server]\ntls = true", "/server"),
        ("[database]\nweights = { a = \"x\" }", "/database/weights/a"),
        ("[[upstreams]]\nhots = \"a\"", "/upstreams/0"),
        ("[regions.eu]\nweight = true", "/regions/eu/weight"),
        ("[storage]\nkind = \"tape\"", "/storage/kind"),
        ("[storage]\nkind = \"disk\"\naccess_key = \"x\"", "/storage"),
    ] {
        assert_eq!(errors(&validator, text), [path], "{text}");
    }
}

#[test]
fn it_says_what_the_settings_say() {
    let schema = schema();
    let at = |pointer: &str| schema.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(at("/properties/api_key/writeOnly"), true);
    assert_eq!(at("/properties/api_key/default"), Value::Null);
    assert_eq!(at("/properties/port/deprecated"), true);
    assert_eq!(at("/properties/port/default"), 8080);
    assert_eq!(at("/properties/port/maximum"), 65535);
    assert_eq!(at("/properties/nodes/deprecated"), true);
    assert_eq!(at("/properties/server/description"), "How it is reached.");
    assert_eq!(
        at("/properties/database/properties/search_path/default"),
        json!(["a", "b c"])
    );
    assert_eq!(at("/properties/server/properties/public_url/format"), "uri");
}
