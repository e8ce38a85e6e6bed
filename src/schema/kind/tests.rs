//! What is heard of types.

mod odd;
mod secrets;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::num::{NonZeroI8, NonZeroU16};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{SecretBox, SecretString};
use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, SeqAccess, Visitor};
use url::Url;

use super::*;

fn integer(min: i128, max: u128) -> Kind {
    Kind::Integer {
        min,
        max,
        is_zero_left_out: false,
    }
}

fn expecting(words: &str) -> Kind {
    Kind::Text {
        expecting: words.to_owned(),
    }
}

fn optional(kind: Kind) -> Kind {
    Kind::Optional(Box::new(kind))
}

fn list(kind: Kind) -> Kind {
    Kind::List(Box::new(kind))
}

fn array(element: Kind, length: usize) -> Kind {
    let element = Box::new(element);
    Kind::Array { element, length }
}

fn map(kind: Kind) -> Kind {
    Kind::Map {
        value: Box::new(kind),
    }
}

fn secret(kind: Kind) -> Kind {
    Kind::Secret(Box::new(kind))
}

fn opaque(kind: Kind) -> Kind {
    Kind::Opaque(Box::new(kind))
}

fn byte() -> Kind {
    integer(0, 255)
}

#[test]
fn integers_have_the_bounds_of_their_type() {
    assert_eq!(Kind::of::<u8>(), byte());
    assert_eq!(Kind::of::<i8>(), integer(-128, 127));
    assert_eq!(Kind::of::<i64>(), integer(i64::MIN.into(), (1 << 63) - 1));
    assert_eq!(Kind::of::<i128>(), integer(i128::MIN, (1 << 127) - 1));
    assert_eq!(Kind::of::<u128>(), integer(0, u128::MAX));
    assert_eq!(Kind::of::<NonZeroU16>(), integer(1, 65_535));
    assert_eq!(
        Kind::of::<NonZeroI8>().to_string(),
        "an integer from -128 to 127, but not 0"
    );
}

#[test]
fn plain_leaves() {
    assert_eq!(Kind::of::<bool>(), Kind::Bool);
    assert_eq!(Kind::of::<f32>(), Kind::Float32);
    assert_eq!(Kind::of::<f64>(), Kind::Float);
    assert_eq!(Kind::of::<char>(), Kind::Char);
    assert_eq!(Kind::of::<()>(), Kind::Unit);
    assert_eq!(Kind::of::<Duration>(), Kind::Duration);
}

#[test]
fn text_says_what_it_expects() {
    assert_eq!(Kind::of::<String>(), expecting("a string"));
    assert_eq!(Kind::of::<PathBuf>(), expecting("path string"));
    assert_eq!(Kind::of::<SocketAddr>(), expecting("socket address"));
    assert_eq!(Kind::of::<IpAddr>(), expecting("IP address"));
    assert_eq!(Kind::of::<Url>(), expecting("a string representing an URL"));
}

#[test]
fn wrappers_are_what_they_wrap() {
    #[derive(Deserialize)]
    struct Port(#[expect(dead_code)] u16);

    assert_eq!(Kind::of::<Port>(), integer(0, 65_535));
    assert_eq!(Kind::of::<Box<u8>>(), byte());
    assert_eq!(Kind::of::<Arc<Cow<'static, str>>>(), expecting("a string"));
}

#[test]
fn options_lists_and_maps_hold_a_kind() {
    assert_eq!(Kind::of::<Option<Vec<u8>>>(), optional(list(byte())));
    assert_eq!(Kind::of::<HashSet<Duration>>(), list(Kind::Duration));
    assert_eq!(
        Kind::of::<BTreeSet<Option<bool>>>(),
        list(optional(Kind::Bool))
    );
    assert_eq!(
        Kind::of::<HashMap<String, u32>>(),
        map(integer(0, u32::MAX.into()))
    );
    assert_eq!(
        Kind::of::<BTreeMap<NonZeroU16, Vec<Url>>>(),
        map(list(expecting("a string representing an URL")))
    );
}

#[test]
fn entries_that_are_alike_are_known_and_others_are_not() {
    #[derive(Deserialize)]
    struct Rgb(
        #[expect(dead_code)] u8,
        #[expect(dead_code)] u8,
        #[expect(dead_code)] u8,
    );

    assert_eq!(Kind::of::<[u8; 32]>(), array(byte(), 32));
    assert_eq!(Kind::of::<Rgb>(), array(byte(), 3));
    assert_eq!(Kind::of::<(u8, u8)>(), array(byte(), 2));
    assert_eq!(Kind::of::<(u8, String)>(), array(Kind::Any, 2));
    assert_eq!(Kind::of::<(Url, Url)>(), array(expecting(URL), 2));
    assert_eq!(Kind::of::<[u8; 0]>(), array(Kind::Any, 0));
}

#[test]
fn a_map_tells_its_values_whatever_its_keys_are() {
    assert_eq!(Kind::of::<BTreeMap<IpAddr, u8>>(), map(byte()));
    assert_eq!(Kind::of::<BTreeMap<bool, Url>>(), map(expecting(URL)));
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Info,
    VeryLoud,
}

#[test]
fn enums_know_their_names() {
    let level = Kind::Enum {
        name: "Level",
        variants: &["info", "very-loud"],
        plain: true,
    };
    assert_eq!(Kind::of::<Level>(), level);
    assert_eq!(Kind::of::<BTreeMap<Level, u8>>(), map(byte()));
    // One of the variants is not read here.
    assert_eq!(
        Kind::of::<OsString>(),
        opaque(Kind::Enum {
            name: "OsString",
            variants: &["Unix", "Windows"],
            plain: false,
        })
    );
}

#[test]
fn what_serde_keeps_for_later_says_whether_it_drops_fields() {
    #[derive(Deserialize)]
    #[serde(tag = "kind")]
    #[expect(dead_code)]
    enum Tagged {
        Disk { path: PathBuf },
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code)]
    enum Untagged {
        Number(u8),
        Text(String),
    }

    #[derive(Deserialize)]
    #[serde(tag = "kind", deny_unknown_fields)]
    #[expect(dead_code)]
    enum Closed {
        Memory,
        Disk { path: PathBuf },
    }

    #[derive(Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code)]
    enum Open {
        Text(String),
        Disk(Host),
    }

    let tagged = |variants, closed| {
        let kind = Kind::Enum {
            name: "",
            variants,
            plain: true,
        };
        opaque(Kind::Loose {
            table: true,
            closed,
            tag: Some(("kind", Box::new(kind))),
        })
    };
    let untagged = |closed| {
        opaque(Kind::Loose {
            table: false,
            closed,
            tag: None,
        })
    };
    assert_eq!(Kind::of::<Tagged>(), tagged(&["Disk"], false));
    assert_eq!(Kind::of::<Closed>(), tagged(&["Memory", "Disk"], true));
    assert_eq!(Kind::of::<Untagged>(), untagged(true));
    assert_eq!(Kind::of::<Open>(), untagged(false));
    assert!(Kind::of::<Option<Vec<BTreeMap<String, Open>>>>().drops_typos());
    assert!(!Kind::of::<Vec<Closed>>().drops_typos());
    assert_eq!(Kind::of::<IgnoredAny>(), Kind::Any);
    assert_eq!(Kind::of::<toml::Value>(), opaque(Kind::Any));
    assert_eq!(Kind::of::<toml::value::Datetime>(), Kind::Any);
    assert_eq!(Kind::of::<Vec<toml::Value>>().to_string(), "a list");
}

#[derive(Deserialize)]
#[expect(dead_code)]
struct Pool {
    size: u8,
    #[serde(rename = "idle-timeout", alias = "idle")]
    idle_timeout: Option<Duration>,
    #[serde(default, deserialize_with = "yes_or_no")]
    eager: bool,
    hosts: Vec<Host>,
}

#[derive(Deserialize)]
#[expect(dead_code)]
struct Host {
    name: String,
}

fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    String::deserialize(deserializer).map(|word| word == "yes")
}

#[test]
fn structs_know_their_fields() {
    let host = Kind::Struct {
        name: "Host",
        fields: vec![("name", expecting("a string"))],
    };
    let pool = Kind::Struct {
        name: "Pool",
        fields: vec![
            ("size", byte()),
            ("idle", optional(Kind::Duration)),
            ("idle-timeout", optional(Kind::Duration)),
            ("eager", expecting("a string")),
            ("hosts", list(host)),
        ],
    };
    assert_eq!(Kind::of::<Pool>(), pool);
}

#[test]
fn a_flattened_struct_drops_fields() {
    #[derive(Deserialize)]
    #[expect(dead_code)]
    struct Flat {
        size: u8,
        #[serde(flatten)]
        host: Host,
    }
    let flat = Kind::of::<Flat>();
    assert!(flat.is_map() && flat.drops_typos());
}

#[test]
fn the_words_of_every_kind() {
    fn says<T: DeserializeOwned>(words: &str) {
        assert_eq!(Kind::of::<T>().to_string(), words);
    }

    says::<u16>("an integer from 0 to 65535");
    says::<i8>("an integer from -128 to 127");
    says::<f64>("a number");
    says::<bool>("`true` or `false`");
    says::<char>("a single character");
    says::<String>("text");
    says::<PathBuf>("a path");
    says::<SocketAddr>("a socket address");
    says::<IpAddr>("an IP address");
    says::<Url>("a URL");
    says::<Duration>("a duration such as `30s`");
    says::<Level>("one of `info`, `very-loud`");
    says::<Option<Duration>>("a duration such as `30s`");
    says::<Vec<String>>("a list of text");
    says::<Vec<u16>>("a list of integers from 0 to 65535");
    says::<Vec<f32>>("a list of numbers");
    says::<Vec<char>>("a list of single characters");
    says::<Vec<Duration>>("a list of durations such as `30s`");
    says::<Vec<Level>>("a list, each one of `info`, `very-loud`");
    says::<Vec<Url>>("a list of URLs");
    says::<HashMap<String, bool>>("a table, each `true` or `false`");
    says::<HashMap<String, String>>("a table of text");
    says::<Host>("a table with `name`");
    says::<IgnoredAny>("any value");
    says::<()>("nothing");
    assert_eq!(Kind::Bytes.to_string(), "bytes");
}

#[test]
fn questions_see_through_options() {
    assert!(Kind::of::<Option<Option<Vec<u8>>>>().is_list());
    assert!(Kind::of::<Option<Host>>().is_map());
    assert!(Kind::of::<HashMap<String, u8>>().is_map());
    assert!(!Kind::of::<Vec<Host>>().is_map());
    assert!(!Kind::of::<String>().is_list());
    assert!(Kind::of::<Option<u8>>().is_optional());
    assert_eq!(Kind::of::<Option<u8>>().without_optional(), &byte());
}
