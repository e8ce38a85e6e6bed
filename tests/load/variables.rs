//! Variables: read as their type asks, byte for byte, and never guessed.

#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader, Report};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

fn host(variables: &[(&str, &str)]) -> Memory {
    let host = Memory::new().variable("CADENCE_ENV", "test");
    variables
        .iter()
        .fold(host, |host, (name, value)| host.variable(*name, *value))
}

fn load<T: Config>(variables: &[(&str, &str)]) -> Result<Loaded<T>, Report> {
    Loader::new("CADENCE").system(host(variables)).load()
}

#[track_caller]
fn accepted<T: Config>(variables: &[(&str, &str)]) -> Loaded<T> {
    load(variables).unwrap_or_else(|report| panic!("{report}"))
}

#[track_caller]
fn refused<T: Config>(variables: &[(&str, &str)]) -> String {
    match load::<T>(variables) {
        Ok(_) => panic!("{variables:?} were accepted"),
        Err(report) => report.to_string(),
    }
}

#[derive(Debug, Config)]
struct Texts {
    text: String,
    secret: Option<SecretString>,
    maybe: Option<String>,
}

#[test]
fn text_arrives_byte_for_byte() {
    for text in [
        "00123",
        "1.10",
        "true",
        "1e5",
        "[x]",
        "{a}",
        "[1, 2]",
        "{ a = 1 }",
        "\"quoted\"",
        "'q'",
        "  spaces  ",
        "two\nlines\r\n",
        "\t",
        "ünïcödé 🦀",
        "a,b",
        "=",
        "#",
        "null",
        "None",
        "-0",
        "0x10",
        "1_000",
        "inf",
        "\\n",
        "$HOME",
        "%20",
        "",
        " ",
        "\u{feff}x",
        "2026-01-01",
        "postgres://a:b@c",
    ] {
        let settings = accepted::<Texts>(&[("CADENCE_TEXT", text)]);
        assert_eq!(settings.text, text);
        // OK because quotes around a secret are a mistake.
        if text.starts_with(['"', '\'']) {
            continue;
        }
        let settings = accepted::<Texts>(&[("CADENCE_TEXT", ""), ("CADENCE_SECRET", text)]);
        let secret = settings.secret.as_ref().map(ExposeSecret::expose_secret);
        assert_eq!(
            secret,
            Some(text).filter(|text| !text.is_empty()),
            "{text:?}"
        );
    }
}

#[test]
fn an_empty_value_is_nothing_for_an_option_and_a_mistake_for_a_number() {
    let settings = accepted::<Texts>(&[("CADENCE_TEXT", ""), ("CADENCE_MAYBE", "")]);
    assert_eq!((settings.text.as_str(), &settings.maybe), ("", &None));
    let said = refused::<Numbers>(&[
        ("CADENCE_PORT", ""),
        ("CADENCE_SWITCH", ""),
        ("CADENCE_WAIT", ""),
    ]);
    assert_snapshot!(said, @"
    3 problems keep cadence from starting in test

    error[empty-value]: CADENCE_PORT is empty, and `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=
      |              ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: CADENCE_SWITCH is empty, and `switch` must be `true` or `false`
     --> variable CADENCE_SWITCH
      |
      | CADENCE_SWITCH=
      |                ^ empty
      |
      = help: give it a value, or unset it

    error[empty-value]: CADENCE_WAIT is empty, and `wait` must be a duration such as `30s`
     --> variable CADENCE_WAIT
      |
      | CADENCE_WAIT=
      |              ^ empty
      |
      = help: give it a value, or unset it
    ");
}

#[derive(Debug, Config)]
struct Numbers {
    #[config(default = 1)]
    port: u16,
    #[config(default = 1)]
    small: i8,
    #[config(default = 1)]
    huge: u128,
    #[config(default = 1.0)]
    rate: f64,
    #[config(default = false)]
    switch: bool,
    #[config(default = 'x')]
    letter: char,
    #[config(default = "1s")]
    wait: Duration,
    maybe: Option<u16>,
}

#[test]
fn numbers_and_switches() {
    let settings = accepted::<Numbers>(&[
        ("CADENCE_PORT", " 65535 "),
        ("CADENCE_SMALL", "-128"),
        ("CADENCE_HUGE", "340282366920938463463374607431768211455"),
        ("CADENCE_RATE", "1e-3"),
        ("CADENCE_LETTER", "é"),
        ("CADENCE_WAIT", "1h 30m"),
        ("CADENCE_MAYBE", "007"),
    ]);
    assert_eq!(
        (settings.port, settings.small, settings.huge),
        (65535, -128, u128::MAX)
    );
    assert!((settings.rate - 0.001).abs() < f64::EPSILON);
    assert_eq!(settings.letter, 'é');
    assert_eq!(settings.wait, Duration::from_secs(5400));
    assert_eq!(settings.maybe, Some(7));
    for (text, switch) in [
        ("true", true),
        ("TRUE", true),
        ("1", true),
        ("yes", true),
        ("on", true),
        ("false", false),
        ("0", false),
        ("no", false),
        ("Off", false),
    ] {
        assert_eq!(
            accepted::<Numbers>(&[("CADENCE_SWITCH", text)]).switch,
            switch,
            "{text}"
        );
    }
}

#[test]
fn what_is_no_number_of_the_type() {
    let said = refused::<Numbers>(&[
        ("CADENCE_PORT", "65536"),
        ("CADENCE_SMALL", "-129"),
        ("CADENCE_HUGE", "-1"),
        ("CADENCE_RATE", "fast"),
        ("CADENCE_SWITCH", "maybe"),
        ("CADENCE_LETTER", "ab"),
        ("CADENCE_WAIT", "30"),
        ("CADENCE_MAYBE", "1.5"),
    ]);
    assert_snapshot!(said, @"
    8 problems keep cadence from starting in test

    error[out-of-range]: `huge` must be an integer from 0 to 340282366920938463463374607431768211455
     --> variable CADENCE_HUGE
      |
      | CADENCE_HUGE=-1
      |              ^^ out of range

    error[invalid-value]: `letter` must be one character
     --> variable CADENCE_LETTER
      |
      | CADENCE_LETTER=ab
      |                ^^ not accepted

    error[wrong-type]: `maybe` must be an integer from 0 to 65535
     --> variable CADENCE_MAYBE
      |
      | CADENCE_MAYBE=1.5
      |               ^^^ not a whole number
      |
      = help: write a whole number, in digits only

    error[out-of-range]: `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=65536
      |              ^^^^^ out of range

    error[wrong-type]: `rate` must be a number
     --> variable CADENCE_RATE
      |
      | CADENCE_RATE=fast
      |              ^^^^ not a number

    error[out-of-range]: `small` must be an integer from -128 to 127
     --> variable CADENCE_SMALL
      |
      | CADENCE_SMALL=-129
      |               ^^^^ out of range

    error[wrong-type]: `switch` must be `true` or `false`
     --> variable CADENCE_SWITCH
      |
      | CADENCE_SWITCH=maybe
      |                ^^^^^ neither true nor false

    error[missing-unit]: `wait` must be a duration with its unit
     --> variable CADENCE_WAIT
      |
      | CADENCE_WAIT=30
      |              ^^ no unit
      |
      = help: write `30s` if seconds are meant; `ms`, `m`, `h` and `d` are units too

    8 problems keep cadence from starting in test
    ");
}

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
      |               ^^^^^ a bracket is not closed
      |
      = help: write `]` at the end

    error[empty-value]: `names` has an empty element
     --> variable CADENCE_NAMES
      |
      | CADENCE_NAMES=a,,b
      |               ^^^^ one element is empty
      |
      = help: if it is meant, write the list in brackets: `["a", ""]`

    error[wrong-type]: `pair` must be a list of 2 values
     --> variable CADENCE_PAIR
      |
      | CADENCE_PAIR=a
      |              ^ found text

    error[wrong-type]: `ports[1]` must be an integer from 0 to 65535
     --> variable CADENCE_PORTS
      |
      | CADENCE_PORTS=x
      |               ^ not an integer

    error[out-of-range]: `ports[2]` must be an integer from 0 to 65535
     --> variable CADENCE_PORTS
      |
      | CADENCE_PORTS=70000
      |               ^^^^^ out of range

    error[wrong-type]: `triple` must be a list of 3 values
     --> variable CADENCE_TRIPLE
      |
      | CADENCE_TRIPLE=1,2,3,4
      |                ^^^^^^^ found text

    error[invalid-value]: `urls[1]` is not valid
     --> variable CADENCE_URLS
      |
      | CADENCE_URLS=b
      |              ^ not a URL: relative URL without a base
      |
      = help: write a whole URL, such as `https://example.org/path`

    error[missing-unit]: `waits[1]` must be a duration with its unit
     --> variable CADENCE_WAITS
      |
      | CADENCE_WAITS=2
      |               ^ no unit
      |
      = help: write `2s` if seconds are meant; `ms`, `m`, `h` and `d` are units too

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
      = help: or set one variable for each setting below it

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
      | CADENCE_TRIPLE=x
      |                ^ not an integer
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
    assert_snapshot!(said, @"
    4 problems keep cadence from starting in test

    error[wrong-type]: `codes.x` must be a key that is an integer from 0 to 65535
     --> variable CADENCE_CODES
      |
      | CADENCE_CODES=…
      | ^^^^^^^^^^^^^

    error[wrong-type]: `limits` must be a table such as `{ a = 1, b = 2 }`
     --> variable CADENCE_LIMITS
      |
      | CADENCE_LIMITS=a=1
      |                ^^^ the braces are missing
      |
      = help: write `{ a = 1 }`

    error[missing]: `window.to` is not set, and has no default
     --> variable CADENCE_WINDOW
      |
      | CADENCE_WINDOW={ from = 1, too = 2 }
      |                ^^^^^^^^^^^^^^^^^^^^^ `to` is missing here

    error[unknown-key]: there is no setting `window.too`
     --> variable CADENCE_WINDOW
      |
      | CADENCE_WINDOW=…
      | ^^^^^^^^^^^^^^ unknown key
      |
      = help: did you mean `to`?
    ");
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

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    Unit,
    TwoWords,
    Newtype(u8),
    Text(String),
    Tuple(u8, u8),
    Struct { width: u8 },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Tagged {
    File { path: PathBuf },
    Null,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum Loose {
    Number(u64),
    Text(String),
}

#[derive(Debug, Deserialize, PartialEq)]
struct Name(String);

#[derive(Debug, Config)]
struct Enums {
    shape: Option<Shape>,
    tagged: Option<Tagged>,
    loose: Option<Loose>,
    name: Option<Name>,
    path: Option<PathBuf>,
    address: Option<SocketAddr>,
    url: Option<Url>,
    shapes: Option<Vec<Shape>>,
}

#[test]
fn enums_and_other_types_of_serde() {
    for (text, shape) in [
        ("unit", Shape::Unit),
        (" two-words ", Shape::TwoWords),
        ("{ newtype = 5 }", Shape::Newtype(5)),
        (r#"{"newtype": 5}"#, Shape::Newtype(5)),
        ("{ text = \"x\" }", Shape::Text("x".to_owned())),
        ("{ tuple = [1, 2] }", Shape::Tuple(1, 2)),
        ("{ struct = { width = 1 } }", Shape::Struct { width: 1 }),
    ] {
        assert_eq!(
            accepted::<Enums>(&[("CADENCE_SHAPE", text)]).shape,
            Some(shape),
            "{text}"
        );
    }
    let settings = accepted::<Enums>(&[
        ("CADENCE_TAGGED", "{ type = \"file\", path = \"/a b\" }"),
        ("CADENCE_NAME", "00123"),
        ("CADENCE_PATH", " /a b/ü "),
        ("CADENCE_ADDRESS", "[::1]:80"),
        ("CADENCE_URL", "postgres://a:b@c/d"),
        ("CADENCE_SHAPES", "unit,two-words"),
    ]);
    assert_eq!(
        settings.tagged,
        Some(Tagged::File {
            path: "/a b".into()
        })
    );
    assert_eq!(settings.name, Some(Name("00123".to_owned())));
    assert_eq!(settings.path, Some(PathBuf::from(" /a b/ü ")));
    assert_eq!(settings.address, Some("[::1]:80".parse().unwrap()));
    assert_eq!(settings.url.as_ref().and_then(Url::password), Some("b"));
    assert_eq!(settings.shapes, Some(vec![Shape::Unit, Shape::TwoWords]));
}

#[test]
fn mistakes_in_enums_and_other_types() {
    let said = refused::<Enums>(&[
        ("CADENCE_SHAPE", "unti"),
        ("CADENCE_TAGGED", "{ type = \"fil\" }"),
        ("CADENCE_ADDRESS", "localhost:80"),
        ("CADENCE_URL", "localhost"),
        ("CADENCE_SHAPES", "unit,newtype"),
    ]);
    assert_snapshot!(said, @"
    5 problems keep cadence from starting in test

    error[invalid-value]: `address` is not valid
     --> variable CADENCE_ADDRESS
      |
      | CADENCE_ADDRESS=localhost:80
      |                 ^^^^^^^^^^^^ not an address and port
      |
      = help: write an IP address and a port, such as `127.0.0.1:8080`

    error[unknown-variant]: `shape` must be one of `unit`, `two-words`, `newtype`, `text`, `tuple`, `struct`
     --> variable CADENCE_SHAPE
      |
      | CADENCE_SHAPE=unti
      |               ^^^^ unknown variant
      |
      = help: did you mean `unit`?

    error[wrong-type]: `shapes[1]` must be a variant with a value: `{ variant = value }`
     --> variable CADENCE_SHAPES
      |
      | CADENCE_SHAPES=newtype
      |                ^^^^^^^ found text

    error[unknown-variant]: `tagged.type` must be one of `file`, `null`
     --> variable CADENCE_TAGGED
      |
      | CADENCE_TAGGED=[redacted]
      |                ^^^^^^^^^^ unknown variant
      |
      = help: did you mean `file`?

    error[invalid-value]: `url` is not valid
     --> variable CADENCE_URL
      |
      | CADENCE_URL=localhost
      |             ^^^^^^^^^ not a URL: relative URL without a base
      |
      = help: write a whole URL, such as `https://example.org/path`
    ");
}

#[derive(Debug, Config)]
struct Sections {
    #[config(nested)]
    server: Server,
    #[config(nested)]
    cache: Option<Cache>,
    #[config(nested)]
    upstreams: Vec<Upstream>,
    #[config(nested)]
    regions: BTreeMap<String, Upstream>,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = 80)]
    port: u16,
    #[config(default = 10, alias = "max_conns")]
    max_connections: u32,
}

#[derive(Debug, Config)]
struct Cache {
    size: u32,
}

#[derive(Debug, Config, Clone)]
struct Upstream {
    host: String,
    #[config(default = 80)]
    port: u16,
}

#[test]
fn one_or_two_underscores_between_levels() {
    for name in [
        "CADENCE_SERVER_MAX_CONNECTIONS",
        "CADENCE__SERVER__MAX_CONNECTIONS",
        "CADENCE_SERVER__MAX_CONNECTIONS",
        "CADENCE_SERVER_MAX_CONNS",
    ] {
        assert_eq!(
            accepted::<Sections>(&[(name, "5")]).server.max_connections,
            5,
            "{name}"
        );
    }
    for name in [
        "CADENCE_SERVER_MAX__CONNECTIONS",
        "cadence_server_max_connections",
    ] {
        let result = load::<Sections>(&[(name, "5")]);
        assert!(
            result.is_err() || result.unwrap().server.max_connections == 10,
            "{name}"
        );
    }
}

#[test]
fn an_optional_section_is_there_once_something_sets_it() {
    assert!(accepted::<Sections>(&[]).cache.is_none());
    let settings = accepted::<Sections>(&[("CADENCE_CACHE_SIZE", "5")]);
    assert_eq!(settings.cache.as_ref().map(|cache| cache.size), Some(5));
    let settings = accepted::<Sections>(&[("CADENCE_CACHE", "{ size = 5 }")]);
    assert_eq!(settings.cache.as_ref().map(|cache| cache.size), Some(5));
    assert!(
        accepted::<Sections>(&[("CADENCE_CACHE", "")])
            .cache
            .is_none()
    );
}

#[test]
fn elements_and_entries_of_sections() {
    let settings = accepted::<Sections>(&[
        ("CADENCE_UPSTREAMS__0__HOST", "a"),
        ("CADENCE_UPSTREAMS__1__HOST", "b"),
        ("CADENCE_UPSTREAMS__1__PORT", "1"),
        ("CADENCE_REGIONS__EU_WEST__HOST", "c"),
        ("CADENCE_REGIONS", r#"{"us": {"host": "d"}}"#),
    ]);
    let hosts: Vec<_> = settings
        .upstreams
        .iter()
        .map(|up| (up.host.as_str(), up.port))
        .collect();
    assert_eq!(hosts, [("a", 80), ("b", 1)]);
    let regions: Vec<_> = settings
        .regions
        .iter()
        .map(|(name, up)| (name.as_str(), up.host.as_str()))
        .collect();
    assert_eq!(regions, [("eu_west", "c"), ("us", "d")]);
    let settings = accepted::<Sections>(&[
        ("CADENCE_UPSTREAMS", "[{ host = \"a\" }]"),
        ("CADENCE_UPSTREAMS__0__PORT", "5"),
    ]);
    assert_eq!(settings.upstreams[0].port, 5);
}

#[test]
fn more_than_ten_elements_stay_in_order() {
    let names: Vec<_> = (0..12)
        .map(|number| format!("CADENCE_UPSTREAMS__{number}__PORT"))
        .collect();
    let hosts: Vec<_> = (0..12)
        .map(|number| format!("CADENCE_UPSTREAMS__{number}__HOST"))
        .collect();
    let ports: Vec<_> = (0..12).map(|number| (number + 100).to_string()).collect();
    let mut variables: Vec<_> = names
        .iter()
        .zip(&ports)
        .map(|(name, port)| (name.as_str(), port.as_str()))
        .collect();
    variables.extend(hosts.iter().map(|name| (name.as_str(), "h")));
    let settings = accepted::<Sections>(&variables);
    let found: Vec<_> = settings.upstreams.iter().map(|up| up.port).collect();
    assert_eq!(found, (100..112).collect::<Vec<_>>());
}

#[test]
fn mistakes_below_lists_and_maps() {
    let said = refused::<Sections>(&[
        ("CADENCE_UPSTREAMS__0__HOST", "a"),
        ("CADENCE_UPSTREAMS__0__PORT", "x"),
        ("CADENCE_UPSTREAMS__0__PROT", "1"),
        ("CADENCE_UPSTREAMS__2__HOST", "c"),
        ("CADENCE_REGIONS__EU__PORT", "1"),
        ("CADENCE_REGIONS_US_HOST", "d"),
        ("CADENCE_SERVER", "80"),
        ("CADENCE_CACHE", "[1]"),
    ]);
    assert_snapshot!(said, @r#"
    7 problems keep cadence from starting in test

    error[wrong-type]: `cache` must be a table such as `{ name = "value" }`
     --> variable CADENCE_CACHE
      |
      | CADENCE_CACHE=[1]
      |               ^^^ found a list
      |
      = help: or set one variable for each setting below it

    error[unknown-variable]: unknown variable CADENCE_REGIONS_US_HOST
     --> variable CADENCE_REGIONS_US_HOST
      |
      | CADENCE_REGIONS_US_HOST=…
      | ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: below CADENCE_REGIONS write `CADENCE_REGIONS__NAME__FIELD` for an entry of the map

    error[wrong-type]: `server` must be a table such as `{ name = "value" }`
     --> variable CADENCE_SERVER
      |
      | CADENCE_SERVER=80
      |                ^^ not valid inline TOML or JSON
      |
      = help: or set one variable for each setting below it

    error[wrong-type]: `upstreams[0].port` must be an integer from 0 to 65535
     --> variable CADENCE_UPSTREAMS__0__PORT
      |
      | CADENCE_UPSTREAMS__0__PORT=x
      |                            ^ not an integer

    error[unknown-variable]: unknown variable CADENCE_UPSTREAMS__0__PROT
     --> variable CADENCE_UPSTREAMS__0__PROT
      |
      | CADENCE_UPSTREAMS__0__PROT=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_UPSTREAMS__0__PORT?

    error[out-of-range]: `upstreams[2]` leaves a gap: the list has 1 element
     --> variable CADENCE_UPSTREAMS__2__HOST
      |
      | CADENCE_UPSTREAMS__2__HOST=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: count from 0; the next element is number 1

    error[missing]: `regions.eu.host` is not set, and has no default
     --> variable CADENCE_REGIONS__EU__PORT
      |
      | CADENCE_REGIONS__EU__PORT=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^ adds `regions.eu`
      |
      = help: set the variable CADENCE_REGIONS__EU__HOST
      = help: or remove `regions.eu`

    7 problems keep cadence from starting in test
    "#);
}

#[test]
fn a_section_is_not_empty_text() {
    let report = load::<Fleet>(&[("CADENCE_EDGE", ""), ("CADENCE_STORES", "")]).unwrap_err();
    let helps: Vec<_> = report
        .iter()
        .map(|problem| problem.help().join("; "))
        .collect();
    assert_eq!(
        helps, ["unset it, and set its fields individually"; 2],
        "{report}"
    );
}

#[derive(Debug, Config)]
struct Fleet {
    #[config(nested)]
    store: Option<Store>,
    #[config(nested)]
    stores: Vec<Store>,
    #[config(nested)]
    edge: Edge,
    #[config(default)]
    limits: BTreeMap<String, u8>,
    #[config(nested)]
    fleets: Vec<Tls>,
}

#[derive(Debug, Config)]
struct Edge {
    #[config(nested)]
    pools: BTreeMap<String, Store>,
}

#[derive(Debug, Config)]
struct Store {
    bucket: Option<String>,
    #[config(nested)]
    tls: Tls,
    #[config(nested)]
    replicas: Vec<Tls>,
}

#[derive(Debug, Config)]
struct Tls {
    #[config(default = true)]
    verify: bool,
}

#[test]
fn what_was_meant_is_found_below_lists_and_maps_too() {
    let help = |name: &str| {
        let name = format!("CADENCE_{name}");
        let report = load::<Fleet>(&[(&name, "true")]).unwrap_err();
        let [problem] = report.problems() else {
            panic!("{report}");
        };
        assert_eq!(problem.code(), Code::UnknownVariable, "{report}");
        problem.help().join("; ")
    };
    for (given, meant) in [
        ("STORES__0__BUKCET", "STORES__0__BUCKET"),
        ("STORES__0__TLS__VERFIY", "STORES__0__TLS_VERIFY"),
        ("STORES__0__TLS_VERFIY_FILE", "STORES__0__TLS_VERIFY_FILE"),
        (
            "STORES__0__REPLICAS__1__VERFIY",
            "STORES__0__REPLICAS__1__VERIFY",
        ),
        ("EDGE__POLS__EU__BUCKET", "EDGE_POOLS__EU__BUCKET"),
        (
            "EDGE__POOLS__EU_WEST__BUKCET",
            "EDGE_POOLS__EU_WEST__BUCKET",
        ),
        ("STORE__BUKCET", "STORE_BUCKET"),
    ] {
        assert_eq!(help(given), format!("did you mean CADENCE_{meant}?"));
    }
    assert_eq!(
        help("FLEETS__FIRST__VERIFY"),
        "below CADENCE_FLEETS write `CADENCE_FLEETS__0__FIELD` for an element of the list"
    );
    assert_eq!(
        help("LIMITS_OF_ALL_REGIONS_IN_EUROPE"),
        "below CADENCE_LIMITS write `CADENCE_LIMITS__NAME` for an entry of the map"
    );
}

#[derive(Debug, Config)]
struct Numbered {
    #[config(default)]
    ports: Vec<u16>,
    #[config(nested)]
    pools: Vec<Tls>,
}

#[test]
fn an_element_is_named_by_its_number_and_nothing_else() {
    for name in [
        "CADENCE_PORTS__00",
        "CADENCE_PORTS__99999999999999999999999",
        "CADENCE_POOLS__01__VERIFY",
        "CADENCE_POOLS__99999999999999999999999__VERIFY",
    ] {
        let report = load::<Numbered>(&[(name, "1")]).unwrap_err();
        let codes: Vec<_> = report.iter().map(Problem::code).collect();
        assert_eq!(codes, [Code::UnknownVariable], "{report}");
    }
}

#[derive(Debug, Config)]
struct Platform {
    #[config(env = "DATABASE_URL")]
    database: Option<Url>,
    #[config(env = "PORT", env = "HTTP_PORT", default = 80)]
    port: u16,
}

#[test]
fn a_name_of_the_platform() {
    let settings = accepted::<Platform>(&[("DATABASE_URL", "postgres://a"), ("HTTP_PORT", "1")]);
    assert_eq!(settings.port, 1);
    let origin = settings.origin("database").map(|origin| origin.to_string());
    assert_eq!(origin.as_deref(), Some("variable DATABASE_URL"));
    let settings =
        accepted::<Platform>(&[("PORT", "2"), ("CADENCE_PORT", "2"), ("HTTP_PORT", "2")]);
    assert_eq!(settings.port, 2);
    let said = refused::<Platform>(&[("PORT", "2"), ("CADENCE_PORT", "3"), ("DATABASE_URL", "x")]);
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in test

    error[invalid-value]: `database` is not valid
     --> variable DATABASE_URL
      |
      | DATABASE_URL=x
      |              ^ not a URL: relative URL without a base
      |
      = help: write a whole URL, such as `https://example.org/path`

    error[conflict]: two variables set `port` to different values
     --> variable PORT
      |
      | PORT=…
      | ^^^^
      |
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=…
      | ------------
      |
      = help: unset one of them
    "#);
}

#[test]
fn unknown_variables() {
    let said = refused::<Sections>(&[
        ("CADENCE_SERVER_PROT", "1"),
        ("CADENCE_SEVRER_PORT", "1"),
        ("CADENCE_PORT", "1"),
        ("CADENCE_NOTHING_LIKE_IT", "1"),
        ("CADENCE_", "1"),
        ("CADENCER_PORT", "1"),
        ("CADENCE", "1"),
    ]);
    assert_snapshot!(said, @"
    5 problems keep cadence from starting in test

    error[unknown-variable]: unknown variable CADENCE_
     --> variable CADENCE_
      |
      | CADENCE_=…
      | ^^^^^^^^
      |
      = help: unset it
      = help: in the program, `Loader::ignore_variable` lists a variable that belongs to something else

    error[unknown-variable]: unknown variable CADENCE_NOTHING_LIKE_IT
     --> variable CADENCE_NOTHING_LIKE_IT
      |
      | CADENCE_NOTHING_LIKE_IT=…
      | ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: unset it
      = help: in the program, `Loader::ignore_variable` lists a variable that belongs to something else

    error[unknown-variable]: unknown variable CADENCE_PORT
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=…
      | ^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_SERVER_PORT?

    error[unknown-variable]: unknown variable CADENCE_SERVER_PROT
     --> variable CADENCE_SERVER_PROT
      |
      | CADENCE_SERVER_PROT=…
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_SERVER_PORT?

    error[unknown-variable]: unknown variable CADENCE_SEVRER_PORT
     --> variable CADENCE_SEVRER_PORT
      |
      | CADENCE_SEVRER_PORT=…
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_SERVER_PORT?

    5 problems keep cadence from starting in test
    ");
}

#[test]
fn foreign_variables() {
    let loader = Loader::new("CADENCE")
        .ignore_variable("CADENCE_LEGACY_*")
        .ignore_variable("CADENCE_VERSION");
    let world = host(&[("CADENCE_LEGACY_A", "1"), ("CADENCE_VERSION", "1")]);
    assert_eq!(
        loader
            .clone()
            .system(world)
            .load::<Sections>()
            .unwrap()
            .server
            .port,
        80
    );
    let world = host(&[("CADENCE_VERSIONS", "1")]);
    let report = loader.system(world).load::<Sections>().unwrap_err();
    assert_eq!(report.problems()[0].code(), Code::UnknownVariable);
}

#[test]
fn what_kubernetes_injects_for_a_service_is_passed_over() {
    let links = [
        ("CADENCE_SERVICE_HOST", "10.0.0.1"),
        ("CADENCE_SERVICE_PORT", "80"),
        ("CADENCE_SERVICE_PORT_HTTP", "80"),
        ("CADENCE_PORT", "tcp://10.0.0.1:80"),
        ("CADENCE_PORT_80_TCP", "tcp://10.0.0.1:80"),
        ("CADENCE_PORT_80_TCP_PROTO", "tcp"),
        ("CADENCE_PORT_80_TCP_PORT", "80"),
        ("CADENCE_PORT_80_TCP_ADDR", "10.0.0.1"),
    ];
    assert_eq!(accepted::<Sections>(&links).server.port, 80);
    let said = refused::<Platform>(&links);
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in test

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=tcp://10.0.0.1:80
      |              ^^^^^^^^^^^^^^^^^ not an integer
      |
      = help: Kubernetes sets this variable for a service of that name: set `enableServiceLinks: false` in the pod's spec, or rename the service
    ");
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let bytes = || OsString::from_vec(b"a\xffb".to_vec());
    let load = |host: Memory| Loader::new("CADENCE").system(host).load::<Texts>();
    let world = host(&[("CADENCE_TEXT", "x")])
        .variable("OTHER", bytes())
        .variable(bytes(), "x");
    assert_eq!(load(world).unwrap().text, "x");
    let name = OsString::from_vec(b"CADENCE_\xff".to_vec());
    let world = host(&[])
        .variable("CADENCE_TEXT", bytes())
        .variable("CADENCE_TXT", bytes())
        .variable(name, "x");
    assert_snapshot!(load(world).unwrap_err(), @"
    3 problems keep cadence from starting in test

    error[variable-encoding]: the name of the variable CADENCE_� is not UTF-8
     --> variable CADENCE_�
      |
      = help: unset it

    error[variable-encoding]: the value of `text` is not UTF-8
     --> variable CADENCE_TEXT
      |
      | CADENCE_TEXT=[redacted]
      |              ^^^^^^^^^^
      |
      = help: set it again as UTF-8

    error[unknown-variable]: unknown variable CADENCE_TXT
     --> variable CADENCE_TXT
      |
      | CADENCE_TXT=…
      | ^^^^^^^^^^^
      |
      = help: did you mean CADENCE_TEXT?
    ");
}

mod ambiguous {
    use rehearsal::Config;

    #[derive(Debug, Config)]
    pub(crate) struct Settings {
        #[config(nested)]
        pub(crate) server: Server,
        #[config(default = 1)]
        pub(crate) server_port: u16,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Server {
        #[config(default = 1)]
        pub(crate) port: u16,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Reserved {
        #[config(default = "x")]
        pub(crate) env: String,
        #[config(nested)]
        pub(crate) config: Dir,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Dir {
        #[config(default = "x")]
        pub(crate) dir: String,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Near {
        #[config(nested)]
        pub(crate) server: Server,
        #[config(default = 1)]
        pub(crate) server_prot: u16,
        #[config(default = 1)]
        pub(crate) serverport: u16,
    }
}

#[test]
fn two_settings_with_one_variable_are_found_at_the_first_load() {
    assert_snapshot!(refused::<ambiguous::Settings>(&[]), @"
    1 problem keeps cadence from starting in test

    error[ambiguous-variable]: the variable CADENCE_SERVER_PORT would set both `server.port` and `server_port`
      |
      = help: in the program, rename one of the two
    ");
    assert_snapshot!(refused::<ambiguous::Reserved>(&[]), @"
    2 problems keep cadence from starting in test

    error[ambiguous-variable]: the variable CADENCE_ENV would set both a choice of the loader and `env`
      |
      = help: in the program, rename one of the two

    error[ambiguous-variable]: the variable CADENCE_CONFIG_DIR would set both a choice of the loader and `config.dir`
      |
      = help: in the program, rename one of the two
    ");
    let settings = accepted::<ambiguous::Near>(&[
        ("CADENCE_SERVER_PORT", "2"),
        ("CADENCE_SERVER_PROT", "3"),
        ("CADENCE_SERVERPORT", "4"),
    ]);
    assert_eq!(
        (
            settings.server.port,
            settings.server_prot,
            settings.serverport
        ),
        (2, 3, 4)
    );
}

#[test]
fn a_missing_setting_names_its_variable() {
    assert_snapshot!(refused::<Texts>(&[]), @r#"
    1 problem keeps cadence from starting in test

    error[missing]: `text` is not set, and has no default
      |
      = help: set the variable CADENCE_TEXT
    "#);
    assert_snapshot!(refused::<Sections>(&[("CADENCE_UPSTREAMS__0__PORT", "1")]), @"
    1 problem keeps cadence from starting in test

    error[missing]: `upstreams[0].host` is not set, and has no default
     --> variable CADENCE_UPSTREAMS__0__PORT
      |
      | CADENCE_UPSTREAMS__0__PORT=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^ adds `upstreams[0]`
      |
      = help: set the variable CADENCE_UPSTREAMS__0__HOST
      = help: or remove `upstreams[0]`
    ");
}
