//! Enums and other types of serde.

use std::net::SocketAddr;
use std::path::PathBuf;

use insta::assert_snapshot;
use rehearsal::Config;
use serde::Deserialize;
use url::Url;

use super::{accepted, refused};

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
      | CADENCE_SHAPES=… newtype
      |                  ^^^^^^^ found text

    error[unknown-variant]: `tagged.type` must be one of `file`, `null`
     --> variable CADENCE_TAGGED
      |
      | CADENCE_TAGGED=… [redacted]
      |                  ^^^^^^^^^^ unknown variant
      |
      = help: did you mean `file`?

    error[invalid-value]: `url` is not valid
     --> variable CADENCE_URL
      |
      | CADENCE_URL=localhost
      |             ^^^^^^^^^ not a URL: relative URL without a base
      |
      = help: write a full URL, such as `https://example.org/path`
    ");
}
