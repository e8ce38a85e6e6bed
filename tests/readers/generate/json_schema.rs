//! The JSON Schema, asked of an independent validator.

use std::num::NonZeroU16;

use jsonschema::Validator;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Template};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::settings::{DEFAULT, PRODUCTION, Settings};

fn schema() -> Value {
    let text = Loader::new("METRONOME").generate::<Settings>(Template::JsonSchema);
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
fn numbers_have_the_bounds_of_their_width_and_arrays_their_length() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(default)]
        tiny: i8,
        #[config(default)]
        long: u64,
        #[config(default)]
        single: f32,
        #[config(default)]
        double: f64,
        pair: Option<[u8; 2]>,
        mixed: Option<(u8, String)>,
        #[config(default)]
        pairs: Vec<(u16, u16)>,
        step: Option<std::num::NonZeroI32>,
        steps: Option<std::num::NonZeroU8>,
    }
    let text = Loader::new("APP").generate::<Settings>(Template::JsonSchema);
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for text in [
        "tiny = -128\nlong = 9223372036854775807\nsingle = 3.4e38\ndouble = 1e300",
        "pair = [0, 255]\nmixed = [1, 'a']\npairs = [[1, 2], [3, 4]]",
        "step = -1\nsteps = 1",
    ] {
        assert_eq!(errors(&validator, text), [""; 0]);
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", text);
        assert!(Loader::new("APP").system(host).load::<Settings>().is_ok());
    }
    for (text, path) in [
        ("tiny = -129", "/tiny"),
        ("long = -1", "/long"),
        ("single = 3.5e38", "/single"),
        ("single = -1e39", "/single"),
        ("pair = [1]", "/pair"),
        ("pair = [1, 2, 3]", "/pair"),
        ("pair = [1, 256]", "/pair/1"),
        ("mixed = [1]", "/mixed"),
        ("pairs = [[1, 2], [3]]", "/pairs/1"),
        ("step = 0", "/step"),
        ("steps = 0", "/steps"),
    ] {
        assert_eq!(errors(&validator, text), [path], "{text}");
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .file("config/test.toml", text);
        assert!(Loader::new("APP").system(host).load::<Settings>().is_err());
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
    let public_url = at("/properties/server/properties/public_url/description");
    insta::assert_snapshot!(public_url.as_str().unwrap(), @"
    Where users find it.

    Allowed: committed_secret (the readers must not show it), weak_secret (short, to be searched for), internal_host (a test)

    Variable: METRONOME_SERVER_PUBLIC_URL
    ");
    let variants = at("/properties/storage/properties/kind/oneOf");
    assert_eq!(
        variants,
        json!([
            { "const": "disk", "description": "A folder." },
            { "const": "s3", "description": "A bucket." },
        ])
    );
}

#[test]
fn it_refuses_no_url_that_the_program_takes() {
    let validator = validator();
    for url in [
        "http://a/{b}",
        "https://h/ü?q=a|b",
        "  http://a",
        "mailto:a@b",
    ] {
        let text = format!("[server]\npublic_url = \"{url}\"");
        assert_eq!(errors(&validator, &text), [""; 0], "{url}");
    }
    let text = "[server]\npublic_url = \"example.com/a\"";
    assert_eq!(errors(&validator, text), ["/server/public_url"]);
}

#[test]
fn it_takes_what_the_program_takes_and_knows_of_a_type() {
    #[derive(Config)]
    #[expect(dead_code, reason = "only the schema is read")]
    struct Types {
        level: Option<Level>,
        must: Level,
        name: Option<String>,
        url: Option<Url>,
        #[config(nested)]
        section: Option<Section>,
        workers: NonZeroU16,
    }
    #[derive(Config)]
    #[expect(dead_code, reason = "only the schema is read")]
    struct Section {
        #[config(default = 1)]
        times: u8,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Level {
        Quiet,
        VeryLoud,
    }
    let host = |text: &str| {
        Memory::new()
            .file("config/test.json", text)
            .variable("TYPES_ENV", "test")
    };
    let loader = Loader::new("TYPES");
    let schema = loader.generate::<Types>(Template::JsonSchema);
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let whole = |field: &str, value: Value| {
        let mut whole = json!({ "must": "quiet", "workers": 1 });
        whole[field] = value;
        whole
    };
    for (field, value, is_taken) in [
        ("level", json!(null), true),
        ("level", json!({ "very-loud": null }), true),
        ("level", json!({ "very-loud": 1 }), false),
        ("must", json!({ "quiet": null }), true),
        ("must", json!(null), false),
        ("name", json!(null), true),
        ("url", json!(null), true),
        ("url", json!("ht\ttp://a/"), true),
        ("section", json!(null), true),
        ("section", json!({ "times": null }), false),
        ("workers", json!(0), false),
        ("workers", json!(1), true),
    ] {
        let file = whole(field, value);
        assert_eq!(validator.is_valid(&file), is_taken, "{file}");
        let loaded = Loader::new("TYPES")
            .system(host(&file.to_string()))
            .load::<Types>();
        assert_eq!(loaded.is_ok(), is_taken, "{file} {:?}", loaded.err());
    }
    let markdown = loader.generate::<Types>(Template::Markdown);
    assert!(
        markdown.contains("an integer from 1 to 65535"),
        "{markdown}"
    );
}

#[test]
fn a_file_may_name_its_schema() {
    let validator = validator();
    assert_eq!(
        errors(&validator, "\"$schema\" = \"./schema.json\""),
        [""; 0]
    );
    assert_eq!(errors(&validator, "\"$schema\" = 1"), ["/$schema"]);
}

#[test]
fn settings_are_in_the_order_of_their_declaration() {
    let text = Loader::new("METRONOME").generate::<Settings>(Template::JsonSchema);
    let at = |name: &str| text.find(&format!("\n    \"{name}\": {{")).unwrap();
    let names = ["name", "api_key", "port", "labels", "server", "database"];
    assert!(names.is_sorted_by_key(|name| at(name)), "{text}");
}
