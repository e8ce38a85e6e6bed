//! Texts of defaults, as attributes have them.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use serde_json::{Value, json};
use url::Url;

/// The text of each default, as an attribute has it.
pub(super) type Defaults = BTreeMap<&'static str, String>;

fn text() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[ -~]{1,10}",
        2 => "[ab'\"`$\\\\{}#=\n\t ]{1,8}",
        1 => vec(any::<char>(), 1..6).prop_map(|letters| letters.into_iter().collect::<String>()),
        1 => prop::sample::select(&["yes", "null", "~", "- a", "00123", "1e5", "true", "#", "%n", "!!"][..])
            .prop_map(ToOwned::to_owned),
    ]
    .prop_filter("a text without NUL", |text| !text.contains('\0'))
    .boxed()
}

fn word() -> BoxedStrategy<String> {
    "[a-z]{1,6}".boxed()
}

fn url() -> BoxedStrategy<String> {
    "(https?|redis)://[a-z]{1,6}\\.internal(:[1-9][0-9]{0,3})?/[a-z{}' ,%]{0,6}(\\?[a-z]{1,3}=[a-z0-9,&']{0,4})?"
        .prop_filter_map("a URL", |text| Url::parse(&text).ok())
        .prop_map(String::from)
        .boxed()
}

fn shown<T: ToString + std::fmt::Debug>(
    values: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<String> {
    values.prop_map(|value| value.to_string()).boxed()
}

/// As JSON, inline.
fn inline<T: serde::Serialize + std::fmt::Debug>(
    values: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<String> {
    let json = |value| serde_json::to_string(&value).expect("these are values of JSON");
    values.prop_map(json).boxed()
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e300..1e300_f64).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 10, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(text(), inner, 0..3).prop_map(|map| json!(map)),
        ]
    })
}

fn scalars() -> Vec<(&'static str, BoxedStrategy<String>)> {
    let rate = || prop_oneof![-1e300..1e300_f64, -9.0..9.0_f64];
    vec![
        (
            "text",
            prop_oneof![9 => text(), 1 => Just(String::new())].boxed(),
        ),
        ("maybe_text", text()),
        (
            "letter",
            shown(any::<char>().prop_filter("no NUL", |c| *c != '\0')),
        ),
        ("path", "/[a-zA-Z '\"\\\\$~é]{0,8}".boxed()),
        ("switch", shown(any::<bool>())),
        ("small", shown(any::<i8>())),
        ("wide", shown(any::<u64>())),
        ("maybe_wide", shown(any::<u64>())),
        ("widest", shown(any::<u128>())),
        ("least", shown(any::<i128>())),
        ("rate", shown(rate())),
        ("short_rate", shown(-1e30..1e30_f32)),
        ("wait", "[1-9][0-9]{0,3}(ms|s|m|h)( [1-9]us)?".boxed()),
        (
            "level",
            prop::sample::select(&["info", "very-loud"][..])
                .prop_map(ToOwned::to_owned)
                .boxed(),
        ),
        ("address", shown(any::<IpAddr>())),
        ("listen", shown(any::<SocketAddr>())),
        ("url", url()),
    ]
}

fn lists() -> Vec<(&'static str, BoxedStrategy<String>)> {
    let commas = |words: Vec<String>| words.join(",");
    let of_words = vec(word(), 1..4).prop_map(commas).boxed();
    vec![
        (
            "texts",
            prop_oneof![inline(vec(text(), 0..4)), of_words].boxed(),
        ),
        ("lists", inline(vec(vec(text(), 0..3), 0..3))),
        ("numbers", inline(vec(any::<u64>(), 0..4))),
        ("rates", inline(vec(-1e300..1e300_f64, 0..3))),
        ("sorted", inline(btree_set(any::<i64>(), 0..4))),
        ("maybe", inline(vec(any::<Option<u8>>(), 0..4))),
        ("urls", inline(vec(url(), 0..3))),
    ]
}

fn tables() -> Vec<(&'static str, BoxedStrategy<String>)> {
    let numbers = btree_map(text(), any::<u8>(), 0..3);
    let shape = prop_oneof![
        Just("dot".to_owned()),
        inline(text().prop_map(|name| json!({ "named": name }))),
        inline(
            (any::<u8>(), text())
                .prop_map(|(width, name)| json!({ "box": { "width": width, "name": name } }))
        ),
    ];
    let tagged = prop_oneof![
        Just("{ kind = \"none\" }".to_owned()),
        inline(
            (any::<u16>(), text())
                .prop_map(|(port, host)| json!({ "kind": "net", "port": port, "host": host }))
        ),
    ];
    let untagged = prop_oneof![
        word(),
        shown(any::<bool>()),
        shown(any::<u64>()),
        shown(-1e30..1e30_f64),
        inline(vec(text(), 0..3)),
    ];
    let flat = (text(), btree_map("x[a-z]{0,2}", any_json(), 0..3)).prop_map(|(name, rest)| {
        let mut all = json!(rest);
        all["name"] = name.into();
        all
    });
    let any = prop_oneof![
        word(),
        inline(any_json().prop_filter("inline", |json| !json.is_string() && !json.is_null()))
    ];
    vec![
        ("map", inline(btree_map(text(), text(), 0..3))),
        ("maps", inline(btree_map(text(), numbers, 0..3))),
        ("shape", shape.boxed()),
        ("tagged", tagged.boxed()),
        ("untagged", untagged.boxed()),
        ("flat", inline(flat)),
        ("any", any.boxed()),
    ]
}

pub(super) fn all_defaults() -> impl Strategy<Value = Defaults> {
    let all = [scalars(), lists(), tables()].concat();
    let (names, texts): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    texts.prop_map(move |texts| names.iter().copied().zip(texts).collect())
}
