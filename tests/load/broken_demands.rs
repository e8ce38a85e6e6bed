//! What a broken layer may set is not asked of the world, nor forbidden, nor required.

use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(default = "/nowhere", path(exists))]
    template: String,
    #[config(resolves)]
    peer: Option<String>,
    #[config(forbidden_in = [Test])]
    debug: Option<bool>,
    #[config(default = true)]
    mail: bool,
    #[config(required_if = "mail")]
    sender: Option<String>,
}

fn codes(default: &str, own: &str, set: &[(&str, &str)]) -> Vec<Code> {
    let mut host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/default.toml", default)
        .file("config/test.toml", own);
    if own == UNREADABLE {
        host = host.unreadable("config/test.toml");
    }
    for (name, value) in set {
        host = host.variable(format!("CADENCE_{name}"), *value);
    }
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    let report = report.err().map(|report| report.problems().to_vec());
    report.iter().flatten().map(Problem::code).collect()
}

/// Stands for a file that cannot be read at all.
const UNREADABLE: &str = "unreadable";

/// Of every demand one that is not met.
const DEFAULT: &str = "template = '/nowhere'\npeer = 'nobody'\ndebug = true\n";

#[test]
fn every_demand_is_made_where_all_is_read() {
    let mut codes = codes(DEFAULT, "", &[]);
    codes.sort();
    let mut expected = [
        Code::Path,
        Code::UnresolvedHost,
        Code::Forbidden,
        Code::Missing,
    ];
    expected.sort();
    assert_eq!(codes, expected);
}

#[test]
fn none_is_made_of_what_a_broken_layer_may_set() {
    assert_eq!(codes(DEFAULT, UNREADABLE, &[]), [Code::FileUnreadable]);
    let broken = "template = [\npeer = [\ndebug = [\nmail = [\n";
    let codes = codes(DEFAULT, broken, &[]);
    assert!(codes.iter().all(|code| *code == Code::Syntax), "{codes:?}");
}

#[test]
fn what_is_set_above_a_broken_layer_is_asked_all_the_same() {
    let set = [
        ("TEMPLATE", "/nowhere"),
        ("PEER", "nobody"),
        ("DEBUG", "true"),
    ];
    let codes = codes("[[[", "", &set);
    for code in [Code::Path, Code::UnresolvedHost, Code::Forbidden] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn a_switch_that_a_broken_layer_may_turn_off_requires_nothing() {
    let default = "template = 'config/default.toml'";
    assert_eq!(codes(default, "mail = [\n", &[]), [Code::Syntax]);
}
