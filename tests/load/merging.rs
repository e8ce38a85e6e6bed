//! One rule of merging, the same for every source: tables key by key, anything else
//! as a whole, and `{}` empties a table.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, LayerKind, Loaded, Loader};
use serde::{Deserialize, Serialize};

#[derive(Debug, Config)]
struct Settings {
    /// A struct that serde reads.
    pool: Pool,
    #[config(default)]
    limits: BTreeMap<String, u8>,
    #[config(default)]
    names: Vec<String>,
    #[config(default = "Memory")]
    store: Store,
    #[config(nested)]
    tenants: BTreeMap<String, Tenant>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Pool {
    max: u8,
    min: u8,
}

#[derive(Debug, Deserialize, Serialize)]
enum Store {
    Memory,
    Disk { path: String },
    Bucket { name: String },
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by Debug")]
struct Tenant {
    #[config(default = "free")]
    plan: String,
    #[config(default = 1)]
    seats: u8,
}

/// What the lower layer says.
const LOWER: &str = "\
    names = [\"a\", \"b\"]
    store = { Disk = { path = \"/data\" } }
    [pool]
    max = 5
    min = 1
    [limits]
    a = 1
    b = 2
    [tenants.eu]
    plan = \"paid\"
    seats = 9
";

fn lower() -> Memory {
    Memory::new()
        .variable("APP_ENV", "test")
        .file("config/default.toml", LOWER)
}

/// The sources of a higher layer, each of which says `key = value`; `value` is
/// inline TOML that is JSON as well, or text.
fn sources(key: &str, value: &str) -> Vec<(&'static str, Loader)> {
    let name = format!("APP_{}", key.replace('.', "__").to_uppercase());
    let toml = value.replace("\": ", "\" = ");
    let without_file = || lower().file("config/test.toml", "");
    let in_file = |name: &str, text: String| loader(lower().file(name, text));
    let mut sources = vec![
        ("variable", loader(without_file().variable(&name, value))),
        ("override", loader(without_file()).set(key, value)),
        (
            "secret folder",
            loader(without_file().file(format!("/run/secrets/{name}"), value)),
        ),
        (
            "TOML",
            in_file("config/test.toml", format!("{key} = {toml}")),
        ),
    ];
    if cfg!(feature = "dotenv") {
        let line = format!("{name}='{value}'");
        sources.push((".env", loader(without_file().file(".env", line))));
    }
    let nested = key.rsplit('.').fold(value.to_owned(), |value, name| {
        format!("{{\"{name}\": {value}}}")
    });
    if cfg!(feature = "json") {
        sources.push(("JSON", in_file("config/test.json", nested.clone())));
    }
    if cfg!(feature = "yaml") {
        sources.push(("YAML", in_file("config/test.yaml", nested)));
    }
    sources
}

fn loader(host: Memory) -> Loader {
    Loader::new("APP").system(host)
}

/// Whatever source it comes from, the value is the same, and every reader says so.
#[track_caller]
fn always(key: &str, value: &str, expected: &str) {
    for (source, loader) in sources(key, value) {
        let settings = loader.load::<Settings>();
        let settings = settings.unwrap_or_else(|report| panic!("{source}: {report}"));
        let field = key.split('.').next().unwrap();
        assert_eq!(shown(&settings, field), expected, "{source}");
        let given = figment(&settings, field);
        assert_eq!(given, expected, "{source}, as a figment");
    }
}

fn shown(settings: &Loaded<Settings>, field: &str) -> String {
    match field {
        "pool" => format!("{:?}", settings.pool),
        "limits" => format!("{:?}", settings.limits),
        "names" => format!("{:?}", settings.names),
        "store" => format!("{:?}", settings.store),
        _ => format!("{:?}", settings.tenants),
    }
}

fn figment(settings: &Loaded<Settings>, field: &str) -> String {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "shown by Debug")]
    struct Tenant {
        plan: String,
        seats: u8,
    }

    let figment = settings.figment();
    match field {
        "pool" => format!("{:?}", figment.extract_inner::<Pool>(field).unwrap()),
        "limits" => format!(
            "{:?}",
            figment
                .extract_inner::<BTreeMap<String, u8>>(field)
                .unwrap()
        ),
        "names" => format!("{:?}", figment.extract_inner::<Vec<String>>(field).unwrap()),
        "store" => format!("{:?}", figment.extract_inner::<Store>(field).unwrap()),
        _ => format!(
            "{:?}",
            figment
                .extract_inner::<BTreeMap<String, Tenant>>(field)
                .unwrap()
        ),
    }
}

#[test]
fn a_table_is_merged_key_by_key_from_every_source() {
    always("pool", r#"{"min": 2}"#, "Pool { max: 5, min: 2 }");
    always("pool.min", "2", "Pool { max: 5, min: 2 }");
    always(
        "limits",
        r#"{"b": 3, "c": 4}"#,
        r#"{"a": 1, "b": 3, "c": 4}"#,
    );
    always(
        "tenants",
        r#"{"us": {"seats": 2}}"#,
        r#"{"eu": Tenant { plan: "paid", seats: 9 }, "us": Tenant { plan: "free", seats: 2 }}"#,
    );
    always(
        "tenants.eu",
        r#"{"seats": 2}"#,
        r#"{"eu": Tenant { plan: "paid", seats: 2 }}"#,
    );
}

#[test]
fn braces_with_nothing_in_them_empty_a_table_from_every_source() {
    always("limits", "{}", "{}");
    always("tenants", "{}", "{}");
    always(
        "tenants.eu",
        "{}",
        r#"{"eu": Tenant { plan: "free", seats: 1 }}"#,
    );
}

#[test]
fn a_list_and_the_variant_of_an_enum_are_replaced_as_a_whole() {
    always("names", r#"["c"]"#, r#"["c"]"#);
    always("names", "[]", "[]");
    always(
        "store",
        r#"{"Bucket": {"name": "b"}}"#,
        r#"Bucket { name: "b" }"#,
    );
}

#[test]
fn a_header_with_nothing_below_it_empties_nothing() {
    let host = lower().file("config/test.toml", "[limits]\n[tenants.eu]\n");
    let settings = loader(host).load::<Settings>().unwrap();
    assert_eq!(shown(&settings, "limits"), r#"{"a": 1, "b": 2}"#);
    assert_eq!(
        shown(&settings, "tenants"),
        r#"{"eu": Tenant { plan: "paid", seats: 9 }}"#
    );
}

#[test]
fn what_a_layer_emptied_another_one_fills_again() {
    let host = lower()
        .file("config/test.toml", "limits = {}")
        .variable("APP_LIMITS__C", "3");
    let settings = loader(host).load::<Settings>().unwrap();
    assert_eq!(shown(&settings, "limits"), r#"{"c": 3}"#);
}

#[test]
fn a_provider_is_merged_like_a_file() {
    let provider = figment::providers::Serialized::default("limits.c", 3);
    let settings = loader(lower().file("config/test.toml", ""))
        .provider(LayerKind::EnvironmentFile, provider)
        .load::<Settings>()
        .unwrap();
    assert_eq!(shown(&settings, "limits"), r#"{"a": 1, "b": 2, "c": 3}"#);
}

#[test]
fn the_value_that_is_explained_is_the_one_that_the_program_has() {
    let host = lower()
        .file("config/test.toml", "")
        .variable("APP_LIMITS", "{\"b\": 7, \"d\": 4}")
        .variable("APP_POOL__MIN", "3");
    let settings = loader(host).load::<Settings>().unwrap();
    assert_eq!(shown(&settings, "limits"), r#"{"a": 1, "b": 7, "d": 4}"#);
    assert_snapshot!(settings.resolution().to_toml(), @r#"
    pool = { max = 5, min = 3 } # variable APP_POOL__MIN
    limits = { a = 1, b = 7, d = 4 } # variable APP_LIMITS
    names = ["a", "b"] # config/default.toml:1:9
    store = { Disk = { path = "/data" } } # config/default.toml:2:13

    [tenants.eu]
    plan = "paid" # config/default.toml:10:12
    seats = 9 # config/default.toml:11:13
    "#);
    assert_snapshot!(settings.explain().key("limits").unwrap(), @"
    limits = { a = 1, b = 7, d = 4 }
      from      variable APP_LIMITS
      merges    { a = 1, b = 2 } (config/default.toml:6:5)
      default   that of its type
      type      a table of integers from 0 to 255
      variable  APP_LIMITS
      parity    the same in all environments
    ");
}
