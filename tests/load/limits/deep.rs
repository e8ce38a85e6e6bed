//! Values inside of values inside of values.

use figment::value::{Dict, Value};
use rehearsal::LayerKind;

use super::{DEEP, One, host, loader, refused, text};

#[test]
fn deep_texts() {
    for deep in [
        format!("tree = {}", "[".repeat(DEEP)),
        format!("tree = {}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
        format!("tree = {}1{}", "{ a = ".repeat(DEEP), " }".repeat(DEEP)),
        format!("tree = {}", "{ a = ".repeat(DEEP)),
        format!("tree{} = 1", ".a".repeat(DEEP)),
        format!("[tree{}]", ".a".repeat(DEEP)),
        format!("[[tree{}]]", ".a".repeat(DEEP)),
        format!("name{} = 1", ".a".repeat(DEEP)),
        format!("{}a = 1", "a.".repeat(DEEP)),
        format!("[[upstreams{}]]", ".host".repeat(DEEP)),
        format!("[{}a]", "a.".repeat(DEEP)),
    ] {
        refused(&text(deep));
    }
}

#[test]
fn deep_variables() {
    for name in [
        "CADENCE_TREE",
        "CADENCE_REGIONS",
        "CADENCE_UPSTREAMS",
        "CADENCE_UPSTREAMS__0",
    ] {
        for deep in [
            format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
            "[".repeat(DEEP),
            format!("{}1{}", "{ a = ".repeat(DEEP), " }".repeat(DEEP)),
            format!("{}1{}", "{\"a\":".repeat(DEEP), "}".repeat(DEEP)),
            "{\"a\":".repeat(DEEP),
            format!("{{ a{} = 1 }}", ".a".repeat(DEEP)),
        ] {
            refused(&loader(host().variable(name, deep)));
        }
    }
    refused(&loader(host().variable("CADENCE_TREE", "leaf")));
    let name = format!("CADENCE_TREE{}", "__0".repeat(DEEP));
    refused(&loader(host().variable(name, "1")));
    let name = format!("CADENCE_WEIGHTS{}", "__A".repeat(DEEP));
    refused(&loader(host().variable(name, "1")));
}

#[test]
fn deep_overrides() {
    let deep = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    refused(&loader(host()).set("tree", deep.clone()));
    refused(&loader(host()).set("regions", deep));
    refused(&loader(host()).set(format!("tree{}", "[0]".repeat(DEEP)), "1"));
    refused(&loader(host()).set(format!("regions{}", ".a".repeat(DEEP)), "1"));
    refused(&loader(host()).set(format!("name{}", ".a".repeat(DEEP)), "1"));
}

/// OK to be less deep than texts: figment itself clones and drops a value by
/// recursion, so a program that builds a deeper one dies without us.
#[test]
fn deep_providers() {
    for key in ["tree", "name", "regions", "numbers", "unknown"] {
        let value = (0..1_000).fold(Value::from(1), |value, _| Value::from(vec![value]));
        refused(&loader(host()).provider(LayerKind::Variables, One(key, value)));
        let value = (0..1_000).fold(Value::from(1), |value, _| {
            Value::from(Dict::from([("a".to_owned(), value)]))
        });
        refused(&loader(host()).provider(LayerKind::Variables, One(key, value)));
    }
}
