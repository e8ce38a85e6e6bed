//! Sections, and lists and maps of them, by one variable for each field.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::Config;
use rehearsal::report::{Code, Problem};

use super::{Sections, accepted, load, refused};

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
      = help: or set its fields individually

    error[unknown-variable]: unknown variable CADENCE_REGIONS_US_HOST
     --> variable CADENCE_REGIONS_US_HOST
      |
      | CADENCE_REGIONS_US_HOST=…
      | ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: to set an entry of the map, use CADENCE_REGIONS__NAME__FIELD

    error[missing]: `regions.eu.host` is not set, and has no default
     --> variable CADENCE_REGIONS__EU__PORT
      |
      | CADENCE_REGIONS__EU__PORT=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^ adds `regions.eu`
      |
      = help: set the variable CADENCE_REGIONS__EU__HOST
      = help: or remove `regions.eu`

    error[wrong-type]: `server` must be a table such as `{ name = "value" }`
     --> variable CADENCE_SERVER
      |
      | CADENCE_SERVER=80
      |                ^^ not valid inline TOML or JSON
      |
      = help: or set its fields individually

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
      = help: elements are numbered from 0; the next one is 1

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
        "to set an element of the list, use CADENCE_FLEETS__0__FIELD"
    );
    assert_eq!(
        help("LIMITS_OF_ALL_REGIONS_IN_EUROPE"),
        "to set an entry of the map, use CADENCE_LIMITS__NAME"
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
