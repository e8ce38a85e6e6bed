//! A key that nobody owns is told of in every entry, however deep and from
//! wherever it comes.

#![allow(dead_code)]

use std::collections::BTreeMap;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};
use serde::Deserialize;

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    peers: Vec<Peer>,
    #[config(nested)]
    mirrors: Option<Vec<Peer>>,
    #[config(nested)]
    groups: BTreeMap<String, Vec<Peer>>,
    spans: Option<Vec<Span>>,
    named: Option<BTreeMap<String, Span>>,
    grid: Option<Vec<Vec<Span>>>,
    pair: Option<(Span, u8)>,
    one: Option<Span>,
    shapes: Option<Vec<Shape>>,
}

#[derive(Debug, Config)]
struct Peer {
    host: String,
    #[config(nested)]
    tls: Option<Tls>,
}

#[derive(Debug, Config)]
struct Tls {
    certificate: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Span {
    from: u8,
    unit: Option<Unit>,
}

#[derive(Debug, Deserialize)]
struct Unit {
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
enum Shape {
    Circle { radius: u8 },
}

fn world(default: &str) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/default.toml", default)
        .file("config/test.toml", "")
}

#[track_caller]
fn told(loader: &Loader) -> String {
    let report: Report = loader.load::<Settings>().unwrap_err();
    let told: Vec<_> = report.iter().map(ToString::to_string).collect();
    told.join("; ")
}

#[test]
fn in_a_file() {
    for (text, key) in [
        ("[[peers]]\nhost = 'a'\nhots = 'b'", "peers[0].hots"),
        ("peers = [{ host = 'a', hots = 'b' }]", "peers[0].hots"),
        (
            "[[peers]]\nhost = 'a'\n[peers.tls]\nx = 1",
            "peers[0].tls.x",
        ),
        ("[[mirrors]]\nhost = 'a'\nx = 1", "mirrors[0].x"),
        ("[[groups.eu]]\nhost = 'a'\nx = 1", "groups.eu[0].x"),
        (
            "[[spans]]\nfrom = 1\n[[spans]]\nfrom = 2\nx = 1",
            "spans[1].x",
        ),
        (
            "spans = [{ from = 1, unit = { x = 1 } }]",
            "spans[0].unit.x",
        ),
        ("[named.a]\nfrom = 1\nx = 1", "named.a.x"),
        ("grid = [[{ from = 1, x = 1 }]]", "grid[0][0].x"),
        ("pair = [{ from = 1, x = 1 }, 2]", "pair[0].x"),
        ("one = { from = 1, x = 1 }", "one.x"),
        (
            "[[shapes]]\nCircle = { radius = 1, x = 1 }",
            "shapes[0].Circle.x",
        ),
    ] {
        let loader = Loader::new("CADENCE").system(world(text));
        assert_eq!(
            told(&loader),
            format!("there is no setting `{key}`"),
            "{text}"
        );
    }
}

#[test]
fn in_a_file_that_a_higher_one_hides() {
    for (text, above, key) in [
        (
            "peers = [{ host = 'a', x = 1 }]",
            "peers = []",
            "peers[0].x",
        ),
        ("spans = [{ from = 1, x = 1 }]", "spans = []", "spans[0].x"),
        (
            "groups.eu = [{ host = 'a', x = 1 }]",
            "groups.eu = []",
            "groups.eu[0].x",
        ),
        (
            "grid = [[{ from = 1, x = 1 }]]",
            "grid = [[]]",
            "grid[0][0].x",
        ),
    ] {
        let host = world(text).file("config/test.toml", above);
        let loader = Loader::new("CADENCE").system(host);
        assert_eq!(
            told(&loader),
            format!("there is no setting `{key}`"),
            "{text}"
        );
    }
}

#[test]
fn in_a_variable_or_an_override() {
    let below =
        "peers = [{ host = 'a' }]\nspans = [{ from = 1 }]\none = { from = 1 }\nnamed.a.from = 1";
    for (variable, key, value, unknown) in [
        ("PEERS", "peers", "[{ host = 'a', x = 1 }]", "peers[0].x"),
        ("SPANS", "spans", "[{ from = 1, x = 1 }]", "spans[0].x"),
        ("SPANS", "spans", r#"[{"from": 1, "x": 1}]"#, "spans[0].x"),
        ("SPANS__0", "spans[0]", "{ from = 1, x = 1 }", "spans[0].x"),
        ("SPANS__0__X", "spans[0].x", "1", "spans[0].x"),
        ("NAMED", "named", "{ a = { from = 1, x = 1 } }", "named.a.x"),
        ("NAMED__A", "named.a", "{ from = 1, x = 1 }", "named.a.x"),
        ("NAMED__A__X", "named.a.x", "1", "named.a.x"),
        ("ONE__X", "one.x", "1", "one.x"),
    ] {
        let expected = format!("there is no setting `{unknown}`");
        let host = world(below).variable(format!("CADENCE_{variable}"), value);
        let loader = Loader::new("CADENCE").system(host);
        assert_eq!(told(&loader), expected, "{variable}={value}");
        let loader = Loader::new("CADENCE").system(world(below)).set(key, value);
        assert_eq!(told(&loader), expected, "{key}={value}");
    }
}
