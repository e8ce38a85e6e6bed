//! Lists and maps in one variable, or in one for each entry.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::net::IpAddr;
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::{Config, Loader};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

use super::{accepted, host, refused};

#[derive(Debug, Config)]
struct Lists {
    #[config(default)]
    names: Vec<String>,
    #[config(default)]
    ports: BTreeSet<u16>,
    #[config(default)]
    urls: Vec<Url>,
    #[config(default)]
    addresses: HashSet<IpAddr>,
    pair: Option<(String, u8)>,
    triple: Option<[u8; 3]>,
    maybe: Option<Vec<u8>>,
    nested: Option<Vec<Vec<u8>>>,
    waits: Option<Vec<Duration>>,
    keys: Option<Vec<SecretString>>,
}

#[test]
fn lists_between_commas_or_in_brackets() {
    let settings = accepted::<Lists>(&[
        ("CADENCE_NAMES", " a, b c ,[d"),
        ("CADENCE_PORTS", "[80, 443]"),
        ("CADENCE_URLS", "https://a/?x=1,https://b/"),
        ("CADENCE_ADDRESSES", "::1,127.0.0.1"),
        ("CADENCE_PAIR", "a,1"),
        ("CADENCE_TRIPLE", "1,2,3"),
        ("CADENCE_MAYBE", ""),
        ("CADENCE_NESTED", "[[1], [2, 3]]"),
        ("CADENCE_WAITS", "1s, 2m"),
        ("CADENCE_KEYS", "a,b"),
    ]);
    assert_eq!(settings.names, ["a", "b c", "[d"]);
    assert_eq!(settings.ports, BTreeSet::from([80, 443]));
    assert_eq!(settings.urls[0].as_str(), "https://a/?x=1");
    assert_eq!(settings.addresses.len(), 2);
    assert_eq!(settings.pair, Some(("a".to_owned(), 1)));
    assert_eq!(settings.triple, Some([1, 2, 3]));
    assert_eq!(settings.maybe, None);
    assert_eq!(settings.nested, Some(vec![vec![1], vec![2, 3]]));
    assert_eq!(
        settings.waits,
        Some(vec![Duration::from_secs(1), Duration::from_secs(120)])
    );
    assert_eq!(settings.keys.as_ref().map(Vec::len), Some(2));
    let settings = accepted::<Lists>(&[
        ("CADENCE_NAMES", r#"["a,b", "", "c"]"#),
        ("CADENCE_PORTS", "[]"),
        ("CADENCE_PAIR", r#"["a", 1]"#),
    ]);
    assert_eq!(settings.names, ["a,b", "", "c"]);
    assert!(settings.ports.is_empty());
    assert_eq!(settings.pair, Some(("a".to_owned(), 1)));
    assert_eq!(
        accepted::<Lists>(&[("CADENCE_NAMES", "one")]).names,
        ["one"]
    );
}

#[test]
fn single_elements_of_a_list() {
    let settings = accepted::<Lists>(&[("CADENCE_NAMES__0", "a,b"), ("CADENCE_NAMES__1", " c ")]);
    assert_eq!(settings.names, ["a,b", " c "]);
    let settings = accepted::<Lists>(&[("CADENCE_PORTS", "80,443"), ("CADENCE_PORTS__1", "8443")]);
    assert_eq!(settings.ports, BTreeSet::from([80, 8443]));
}

#[test]
fn mistakes_in_lists() {
    let said = refused::<Lists>(&[
        ("CADENCE_NAMES", "a,,b"),
        ("CADENCE_PORTS", "80,x,70000"),
        ("CADENCE_URLS", "https://a,b"),
        ("CADENCE_PAIR", "a"),
        ("CADENCE_TRIPLE", "1,2,3,4"),
        ("CADENCE_MAYBE", "[1, 2"),
        ("CADENCE_WAITS", "1s,2"),
    ]);
    assert_snapshot!(said, @r#"
    8 problems keep cadence from starting in test

    error[wrong-type]: `maybe` must be a list such as `["a", "b"]`
     --> variable CADENCE_MAYBE
      |
      | CADENCE_MAYBE=[1, 2
      |               ^^^^^ unclosed list or table
      |
      = help: close it with `]` or `}`

    error[empty-value]: `names` has an empty element
     --> variable CADENCE_NAMES
      |
      | CADENCE_NAMES=a,,b
      |               ^^^^ empty element
      |
      = help: to include an empty element, write the list in brackets: `["a", ""]`

    error[wrong-type]: `pair` must be a list of 2 values
     --> variable CADENCE_PAIR
      |
      | CADENCE_PAIR=a
      |              ^ found text

    error[wrong-type]: `ports[1]` must be an integer from 0 to 65535
     --> variable CADENCE_PORTS
      |
      | CADENCE_PORTS=… x
      |                 ^ not an integer

    error[out-of-range]: `ports[2]` must be an integer from 0 to 65535
     --> variable CADENCE_PORTS
      |
      | CADENCE_PORTS=… 70000
      |                 ^^^^^ out of range

    error[wrong-type]: `triple` must be a list of 3 values
     --> variable CADENCE_TRIPLE
      |
      | CADENCE_TRIPLE=1,2,3,4
      |                ^^^^^^^ found text

    error[invalid-value]: `urls[1]` is not valid
     --> variable CADENCE_URLS
      |
      | CADENCE_URLS=… b
      |                ^ not a URL: relative URL without a base
      |
      = help: write a full URL, such as `https://example.org/path`

    error[missing-unit]: `waits[1]` must be a duration with a unit
     --> variable CADENCE_WAITS
      |
      | CADENCE_WAITS=… 2
      |                 ^ no unit
      |
      = help: write `2s` for seconds; other units are `ms`, `m`, `h` and `d`

    8 problems keep cadence from starting in test
    "#);
    let said = refused::<Lists>(&[
        ("CADENCE_NAMES__3", "x"),
        ("CADENCE_PORTS", "1,x,3"),
        ("CADENCE_PORTS__4", "5"),
        ("CADENCE_TRIPLE", "1,x,3"),
        ("CADENCE_MAYBE", "1,,2"),
        ("CADENCE_MAYBE__0", "1"),
    ]);
    assert_snapshot!(said, @r#"
    4 problems keep cadence from starting in test

    error[wrong-type]: `maybe` must be a list such as `["a", "b"]`
     --> variable CADENCE_MAYBE
      |
      | CADENCE_MAYBE=1,,2
      |               ^^^^ not valid inline TOML or JSON
      |
      = help: or set its fields individually

    error[invalid-value]: `names` must be a list whose elements are numbered from 0, without a gap
     --> variable CADENCE_NAMES__3
      |
      | CADENCE_NAMES__3=x
      |                  ^ not accepted

    error[invalid-value]: `ports` must be a list whose elements are numbered from 0, without a gap
     --> variable CADENCE_PORTS__4
      |
      | CADENCE_PORTS__4=5
      |                  ^ not accepted

    error[wrong-type]: `triple[1]` must be an integer from 0 to 255
     --> variable CADENCE_TRIPLE
      |
      | CADENCE_TRIPLE=… x
      |                  ^ not an integer
    "#);
}

#[derive(Debug, Config)]
struct Maps {
    limits: Option<BTreeMap<String, u8>>,
    codes: Option<HashMap<u16, String>>,
    window: Option<Window>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Window {
    from: u8,
    to: u8,
    zone: Option<String>,
}

#[test]
fn maps_as_toml_or_json_or_one_variable_an_entry() {
    for text in ["{ a = 1, b = 2 }", r#"{"a": 1, "b": 2}"#, " {a=1,b=2} "] {
        let settings = accepted::<Maps>(&[("CADENCE_LIMITS", text)]);
        let expected = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
        assert_eq!(settings.limits, Some(expected), "{text}");
    }
    let settings = accepted::<Maps>(&[
        ("CADENCE_LIMITS__EU_WEST", "1"),
        ("CADENCE_CODES__404", "00"),
        ("CADENCE_WINDOW__FROM", "1"),
        ("CADENCE_WINDOW__TO", "2"),
        ("CADENCE_WINDOW__ZONE", "00123"),
    ]);
    assert_eq!(
        settings.limits,
        Some(BTreeMap::from([("eu_west".to_owned(), 1)]))
    );
    assert_eq!(
        settings.codes,
        Some(HashMap::from([(404, "00".to_owned())]))
    );
    let window = Window {
        from: 1,
        to: 2,
        zone: Some("00123".to_owned()),
    };
    assert_eq!(settings.window, Some(window));
    assert_eq!(accepted::<Maps>(&[("CADENCE_LIMITS", "")]).limits, None);
    let settings = accepted::<Maps>(&[
        ("CADENCE_LIMITS", "{ a = 1, b = 2 }"),
        ("CADENCE_LIMITS__B", "3"),
    ]);
    let expected = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 3)]);
    assert_eq!(settings.limits, Some(expected));
}

#[test]
fn an_entry_has_the_spelling_that_a_file_gives_it() {
    let host = host(&[("CADENCE_LIMITS__EU_WEST", "9")])
        .file("config/default.toml", "[limits]\neu-west = 1\nus = 2\n")
        .file("config/test.toml", "");
    let settings = Loader::new("CADENCE").system(host).load::<Maps>().unwrap();
    let expected = BTreeMap::from([("eu-west".to_owned(), 9), ("us".to_owned(), 2)]);
    assert_eq!(settings.limits, Some(expected));
}

#[test]
fn mistakes_in_maps() {
    let said = refused::<Maps>(&[
        ("CADENCE_LIMITS", "a=1"),
        ("CADENCE_CODES", r#"{"x": "a"}"#),
        ("CADENCE_WINDOW", "{ from = 1, too = 2 }"),
    ]);
    assert_snapshot!(said, @r#"
    4 problems keep cadence from starting in test

    error[wrong-type]: `codes.x` must be keyed by an integer from 0 to 65535
     --> variable CADENCE_CODES
      |
      | CADENCE_CODES=… "x" …
      |                 ^^^

    error[wrong-type]: `limits` must be a table such as `{ a = 1, b = 2 }`
     --> variable CADENCE_LIMITS
      |
      | CADENCE_LIMITS=a=1
      |                ^^^ missing braces
      |
      = help: write `{ name = "value" }`

    error[missing]: `window.to` is not set, and has no default
     --> variable CADENCE_WINDOW
      |
      | CADENCE_WINDOW={ from = 1, too = 2 }
      |                ^^^^^^^^^^^^^^^^^^^^^ `to` is missing here
      |
      = help: add `to` to `window`

    error[unknown-key]: there is no setting `window.too`
     --> variable CADENCE_WINDOW
      |
      | CADENCE_WINDOW=… too …
      |                  ^^^ unknown key
      |
      = help: did you mean `to`?
    "#);
    let said = refused::<Maps>(&[("CADENCE_LIMITS__A", "256"), ("CADENCE_WINDOW__FROM", "x")]);
    assert_snapshot!(said, @"
    2 problems keep cadence from starting in test

    error[out-of-range]: `limits.a` must be an integer from 0 to 255
     --> variable CADENCE_LIMITS__A
      |
      | CADENCE_LIMITS__A=256
      |                   ^^^ out of range

    error[wrong-type]: `window.from` must be an integer from 0 to 255
     --> variable CADENCE_WINDOW__FROM
      |
      | CADENCE_WINDOW__FROM=x
      |                      ^ not an integer
    ");
}
