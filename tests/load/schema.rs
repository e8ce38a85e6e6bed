//! A program's own test finds what is wrong with its settings themselves.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::panic::catch_unwind;
use std::time::Duration;

use rehearsal::Config;
use rehearsal::testing::assert_schema;

fn message(assertion: fn()) -> String {
    let panic = catch_unwind(assertion).unwrap_err();
    *panic.downcast::<String>().unwrap()
}

#[derive(Config)]
#[expect(dead_code, reason = "only its schema counts")]
struct Ambiguous {
    #[config(nested)]
    database: Database,
    #[config(default = 1)]
    database_pool: u32,
    #[config(default = "x")]
    config_dir: String,
}

#[derive(Config)]
#[expect(dead_code, reason = "only its schema counts")]
struct Database {
    #[config(default = 1)]
    pool: u32,
}

#[test]
fn two_settings_of_one_variable_are_found_without_a_load() {
    let message = message(|| assert_schema::<Ambiguous>("CADENCE"));
    insta::assert_snapshot!(message, @"
    the schema of Ambiguous is not sound

    2 problems keep cadence from starting

    error[ambiguous-variable]: the variable CADENCE_CONFIG_DIR of `config_dir` is reserved for the loader
      |
      = help: in the program, rename the setting

    error[ambiguous-variable]: the variable CADENCE_DATABASE_POOL would set both `database.pool` and `database_pool`
      |
      = help: in the program, rename one of the two
    ");
}

/// Names that the derive does not know, so that a default is only judged when it is
/// read.
type Small = u8;
type Size = u32;

#[derive(Config)]
#[expect(dead_code, reason = "only its schema counts")]
struct BadDefaults {
    #[config(default = 300)]
    small: Small,
    #[config(nested)]
    optional: Option<Inner>,
    #[config(nested)]
    list: Vec<Inner>,
    #[config(nested)]
    map: BTreeMap<String, Inner>,
    #[config(nested)]
    storage: Storage,
}

#[derive(Config)]
#[expect(dead_code, reason = "only its schema counts")]
struct Inner {
    #[config(default = 30)]
    timeout: Duration,
}

#[derive(Config)]
#[config(tag = "kind")]
#[expect(dead_code, reason = "only its schema counts")]
enum Storage {
    Local {
        #[config(default = "no")]
        size: Size,
    },
    S3 {
        #[config(default = "yes, no")]
        size: Vec<u8>,
    },
}

/// As above.
type Address = IpAddr;

#[test]
fn a_default_that_its_type_refuses_in_its_own_words_says_why() {
    #[derive(Config)]
    #[expect(dead_code, reason = "only its schema counts")]
    struct Settings {
        #[config(default = "::x")]
        address: Option<Address>,
    }
    let message = message(|| assert_schema::<Settings>("CADENCE"));
    insta::assert_snapshot!(message, @"
    the schema of Settings is not sound

    1 problem keeps cadence from starting

    error[schema]: the default of `address` is not valid, found `::x`
     --> default (invalid IP address syntax)
      |
      = help: in the program, change the default of the field `address`
    ");
}

#[test]
fn defaults_that_their_types_refuse_are_found_wherever_they_stand() {
    let message = message(|| assert_schema::<BadDefaults>("CADENCE"));
    insta::assert_snapshot!(message, @"
    the schema of BadDefaults is not sound

    7 problems keep cadence from starting

    error[schema]: the default of `list[0].timeout` must be a duration with a unit, found `30`
     --> default
      |
      = help: write `30s` for seconds; other units are `ms`, `m`, `h` and `d`
      = help: in the program, change the default of the field `timeout`

    error[schema]: the default of `map.name.timeout` must be a duration with a unit, found `30`
     --> default
      |
      = help: write `30s` for seconds; other units are `ms`, `m`, `h` and `d`
      = help: in the program, change the default of the field `timeout`

    error[schema]: the default of `optional.timeout` must be a duration with a unit, found `30`
     --> default
      |
      = help: write `30s` for seconds; other units are `ms`, `m`, `h` and `d`
      = help: in the program, change the default of the field `timeout`

    error[schema]: the default of `small` must be an integer from 0 to 255, found `300`
     --> default
      |
      = help: in the program, change the default of the field `small`

    error[schema]: the default of `storage.size[0]` must be an integer from 0 to 255, found `yes`
     --> default
      |
      = help: in the program, change the default of the field `size`

    error[schema]: the default of `storage.size[1]` must be an integer from 0 to 255, found `no`
     --> default
      |
      = help: in the program, change the default of the field `size`

    error[schema]: the default of `storage.size` must be an integer from 0 to 4294967295, found `no`
     --> default
      |
      = help: in the program, change the default of the field `size`
    ");
}
