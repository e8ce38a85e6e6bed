//! Single elements of a list, where no layer below has one.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::Config;
use rehearsal::system::Memory;

use crate::support::loader;

#[derive(Debug, Config)]
struct Settings {
    ports: Vec<u16>,
    #[config(default)]
    pools: BTreeMap<String, Vec<bool>>,
    #[config(default)]
    limit: Option<u8>,
}

fn host() -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_PORTS__0", "80")
        .variable("CADENCE_PORTS__1", "443")
        .variable("CADENCE_POOLS__EU__0", "yes")
        .variable("CADENCE_LIMIT", "")
}

#[test]
fn elements_over_nothing_are_a_list_of_their_type() {
    let settings = loader("CADENCE", host()).load::<Settings>().unwrap();
    assert_eq!(settings.ports, [80, 443]);
    assert_eq!(settings.pools["eu"], [true]);
    assert_eq!(settings.limit, None);
    assert_snapshot!(settings.resolution().to_toml(), @"
    ports = [80, 443] # variable CADENCE_PORTS__0
    pools = { eu = [true] } # variable CADENCE_POOLS__EU__0
    # limit is nothing, by variable CADENCE_LIMIT
    ");
    let explained = settings.explain();
    assert_snapshot!(explained, @r#"
    SETTING  VALUE           FROM
    ports    [80, 443]       variable CADENCE_PORTS__0
    pools    { eu = [yes] }  variable CADENCE_POOLS__EU__0
    limit    not set         variable CADENCE_LIMIT
    "#);
    let figment = settings.figment();
    assert_eq!(
        figment.extract_inner::<Vec<u16>>("ports").unwrap(),
        [80, 443]
    );
}

#[test]
fn elements_that_a_whole_list_overrides_are_still_read() {
    let host = host().variable("CADENCE_PORTS__1", "8o");
    let loader = loader("CADENCE", host).set("ports", "[1]");
    let report = loader.load::<Settings>().unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps cadence from starting in test

    error[wrong-type]: `ports[1]` must be an integer from 0 to 65535
     --> variable CADENCE_PORTS__1
      |
      | CADENCE_PORTS__1=8o
      |                  ^^ not an integer
      |
      = help: write only the number: `8`
      = help: currently overridden by override of ports
    ");
}
