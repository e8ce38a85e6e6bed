//! Why a value is refused, in words of who reads it, and once.

use std::collections::BTreeMap;
use std::num::{NonZeroI8, NonZeroU16};
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::Config;
use rehearsal::system::Memory;
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

use super::{files, refused, variables};

#[derive(Config)]
struct Overridden {
    #[config(secret)]
    pin: u16,
    #[config(secret)]
    odd: u16,
    #[config(secret)]
    blank: u16,
    #[config(secret)]
    quoted: u16,
    #[config(secret)]
    large: u16,
    #[config(secret)]
    link: Url,
    #[config(secret)]
    switch: bool,
    #[config(secret)]
    pins: BTreeMap<String, u16>,
}

#[test]
fn the_reason_of_a_refused_secret_is_told_without_it() {
    let host = files("quoted = '70'\nlink = 5\n")
        .variable("APP_PIN", "hunter2")
        .variable("APP_ODD", "8_0")
        .variable("APP_BLANK", " ")
        .variable("APP_LARGE_FILE", "large")
        .file("large", "hunter2")
        .variable("APP_SWITCH", "hunter2")
        .variable("APP_PINS", "a=hunter2");
    let report = refused::<Overridden>(host);
    assert!(!report.to_string().contains("hunter2"));
    assert_snapshot!(report, @"
    8 problems keep app from starting in test

    error[wrong-type]: `quoted` must be an integer from 0 to 65535
     --> config/default.toml:1:10
      |
    1 | quoted = [redacted]
      |          ^^^^^^^^^^ found a string

    error[wrong-type]: `link` must be a URL
     --> config/default.toml:2:8
      |
    2 | link = [redacted]
      |        ^^^^^^^^^^ found an integer

    error[wrong-type]: `blank` must be an integer from 0 to 65535
     --> variable APP_BLANK
      |
      | APP_BLANK=[redacted]
      |           ^^^^^^^^^^ not an integer

    error[wrong-type]: `large` must be an integer from 0 to 65535
     --> large, named by APP_LARGE_FILE
      |
      | [redacted]
      | ^^^^^^^^^^ not an integer

    error[wrong-type]: `odd` must be an integer from 0 to 65535
     --> variable APP_ODD
      |
      | APP_ODD=[redacted]
      |         ^^^^^^^^^^ not an integer

    error[wrong-type]: `pin` must be an integer from 0 to 65535
     --> variable APP_PIN
      |
      | APP_PIN=[redacted]
      |         ^^^^^^^^^^ not an integer

    error[wrong-type]: `pins` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_PINS
      |
      | APP_PINS=[redacted]
      |          ^^^^^^^^^^ not valid inline TOML or JSON

    error[wrong-type]: `switch` must be `true` or `false`
     --> variable APP_SWITCH
      |
      | APP_SWITCH=[redacted]
      |            ^^^^^^^^^^ neither true nor false

    8 problems keep app from starting in test
    ");
}

#[derive(Config)]
struct Numbers {
    #[config(default)]
    list: Vec<u16>,
    #[config(default = "1s")]
    wait: Duration,
    #[config(default = "1s")]
    day: Duration,
    #[config(default = 1)]
    both: u16,
    #[config(default = 1)]
    wide: u16,
    #[config(default = 1)]
    minus: i16,
    #[config(default = 1)]
    none: u16,
    #[config(default = 1)]
    range: u16,
    #[config(default = 1)]
    address: u16,
}

#[test]
fn a_number_that_is_none_has_a_cure() {
    let report = refused::<Numbers>(variables(&[
        ("APP_LIST", "1 2"),
        ("APP_WAIT", "1m30"),
        ("APP_DAY", "1d2"),
        ("APP_BOTH", "1;2"),
        ("APP_WIDE", "\u{ff11}"),
        ("APP_MINUS", "\u{2212}1"),
        ("APP_NONE", "null"),
        ("APP_RANGE", "80-90"),
        ("APP_ADDRESS", "10.0.0.1"),
    ]));
    assert_snapshot!(report, @"
    9 problems keep app from starting in test

    error[wrong-type]: `address` must be an integer from 0 to 65535
     --> variable APP_ADDRESS
      |
      | APP_ADDRESS=10.0.0.1
      |             ^^^^^^^^ not an integer

    error[wrong-type]: `both` must be an integer from 0 to 65535
     --> variable APP_BOTH
      |
      | APP_BOTH=1;2
      |          ^^^ not an integer

    error[invalid-value]: `day` must be a duration such as `1h 30m`
     --> variable APP_DAY
      |
      | APP_DAY=1d2
      |         ^^^ the last number has no unit

    error[wrong-type]: `list[0]` must be an integer from 0 to 65535
     --> variable APP_LIST
      |
      | APP_LIST=1 2
      |          ^^^ not an integer

    error[wrong-type]: `minus` must be an integer from -32768 to 32767
     --> variable APP_MINUS
      |
      | APP_MINUS=−1
      |           ^^ not an integer

    error[wrong-type]: `none` must be an integer from 0 to 65535
     --> variable APP_NONE
      |
      | APP_NONE=null
      |          ^^^^ text, not an absent value
      |
      = help: omit the setting if it has no value

    error[wrong-type]: `range` must be an integer from 0 to 65535
     --> variable APP_RANGE
      |
      | APP_RANGE=80-90
      |           ^^^^^ not an integer

    error[invalid-value]: `wait` must be a duration such as `1h 30m`
     --> variable APP_WAIT
      |
      | APP_WAIT=1m30
      |          ^^^^ the last number has no unit

    error[wrong-type]: `wide` must be an integer from 0 to 65535
     --> variable APP_WIDE
      |
      | APP_WIDE=１
      |          ^^ not an integer

    9 problems keep app from starting in test
    ");
}

#[derive(Config)]
struct Named {
    #[config(default = 1)]
    size: u16,
    #[config(default = "1")]
    version: String,
    #[config(default = "1")]
    nonzero: NonZeroU16,
    #[config(default = "1")]
    shift: NonZeroI8,
    tagged: Option<Tagged>,
    untagged: Option<Untagged>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Tagged {
    Disk { path: String },
    Memory,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(u16),
    Switch(bool),
}

#[test]
fn what_a_file_should_have_is_told_in_words_of_the_reader() {
    let report = refused::<Named>(files(
        "size = 1e3\nversion = 1.10\nnonzero = 0\nshift = 0\nuntagged = 'x'\n\
         [tagged]\nkind = 5\n",
    ));
    assert_snapshot!(report, @r#"
    6 problems keep app from starting in test

    error[wrong-type]: `size` must be an integer from 0 to 65535
     --> config/default.toml:1:8
      |
    1 | size = 1e3
      |        ^^^ found a float
      |
      = help: write `1000`

    error[wrong-type]: `version` must be a string
     --> config/default.toml:2:11
      |
    2 | version = 1.10
      |           ^^^^ found a float
      |
      = help: put it in quotes: `"1.10"`

    error[out-of-range]: `nonzero` must be an integer from 1 to 65535
     --> config/default.toml:3:11
      |
    3 | nonzero = 0
      |           ^ out of range

    error[out-of-range]: `shift` must be an integer from -128 to 127, but not 0
     --> config/default.toml:4:9
      |
    4 | shift = 0
      |         ^ out of range

    error[invalid-value]: `untagged` is not valid
     --> config/default.toml:5:12
      |
    5 | untagged = 'x'
      |            ^^^ its type does not accept a string

    error[wrong-type]: `tagged.kind` must be one of `disk`, `memory`
     --> config/default.toml:7:8
      |
    7 | kind = 5
      |        ^ found an integer

    6 problems keep app from starting in test
    "#);
}

#[derive(Config)]
struct Paid {
    #[config(live_prefix = "sk_live_", test_prefix = "sk_test_")]
    key: SecretString,
    #[config(default)]
    keys: Vec<SecretString>,
    #[config(default = "http://a.shop.net", allow(plaintext = "a test"))]
    mirror: Url,
}

#[test]
fn one_cause_is_told_once() {
    let host = Memory::new()
        .file(
            "config/default.toml",
            "key = ' sk_test_a8Zk2Lq9Xw4Rt7Yp '\nkeys = ['a8Zk2Lq9Xw4Rt7Yp', 'changeme', 'Yp7tR4wX9qL2kZ8a']\n\
             mirror = 'http://app:hunter2@a.shop.net/x'\n",
        )
        .file("config/production.toml", "")
        .variable("APP_ENV", "production");
    let report = crate::support::loader("APP", host).load::<Paid>();
    let report = report.map(drop).unwrap_err().to_string();
    assert!(!report.contains("hunter2"), "{report}");
    assert_snapshot!(report, @r#"
    4 problems keep app from starting in production

    error[committed-secret]: the secret `key` is in a committed file
     --> config/default.toml:1:7
      |
    1 | key = [redacted]
      |       ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml
      = help: also: `key` is a test key, but this is production
      = help: also: `key` has white space at its end

    error[committed-secret]: the secret `keys` is in a committed file
     --> config/default.toml:2:9
      |
    2 | keys = [[redacted]
      |         ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
     --> config/default.toml:2:41
      |
    2 | keys = … [redacted]
      |          ---------- readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml

    error[placeholder]: `keys[1]` is a placeholder, not a secret
     --> config/default.toml:2:29
      |
    2 | keys = … [redacted]
      |          ^^^^^^^^^^
      |
      = help: set a real secret for this environment
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: supply it through a variable or a secret file; this file is committed
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field

    error[committed-secret]: the password in `mirror` is in a committed file
     --> config/default.toml:3:10
      |
    3 | mirror = "http://app:[redacted]@a.shop.net/x"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml

    4 problems keep app from starting in production
    "#);
}
