//! The cause of a refusal: it is told wherever it shows no secret.

#![allow(dead_code)]

use std::collections::BTreeMap;
use std::num::{NonZeroI8, NonZeroU16};
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Report};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

fn refused<T: Config>(host: Memory) -> Report {
    let host = host.variable("APP_ENV", "test");
    crate::support::loader("APP", host)
        .load::<T>()
        .map(drop)
        .unwrap_err()
}

fn variables(variables: &[(&str, &str)]) -> Memory {
    let set = |host: Memory, (name, value): &(&str, &str)| host.variable(*name, *value);
    variables.iter().fold(Memory::new(), set)
}

fn files(default: &str) -> Memory {
    Memory::new()
        .file("config/default.toml", default)
        .file("config/test.toml", "")
}

#[derive(Config)]
struct Linked {
    url: Url,
}

const MISTAKEN: &[&str] = &[
    "http://a:99999/",
    "redis://h:6379x/0",
    "http://host:port/",
    "postgres://db.shop.net:54322222/x",
    "http://[::1/",
    "http://a:80:90/",
];

#[test]
fn a_port_with_a_mistake_is_shown() {
    for url in MISTAKEN {
        let by_variable = refused::<Linked>(variables(&[("APP_URL", url)]));
        let by_file = refused::<Linked>(files(&format!("url = '{url}'")));
        for report in [by_variable, by_file] {
            let shown = format!("{report}");
            assert!(shown.contains(url), "{shown}");
            assert!(shown.contains("not a URL: invalid "), "{shown}");
        }
    }
}

#[test]
fn what_may_be_a_password_in_place_of_a_port_is_not_shown() {
    for url in [
        "postgres://app:hunter2/main",
        "http://a:hunter2/?mail=b@c.example",
        "http://app:12#hunter2@a/",
    ] {
        let report = refused::<Linked>(variables(&[("APP_URL", url)])).to_string();
        assert!(!report.contains("hunter2"), "{report}");
    }
}

#[derive(Config)]
struct Open {
    #[config(nested)]
    server: Option<Server>,
    #[config(nested)]
    upstreams: Vec<Server>,
    #[config(nested)]
    tenants: BTreeMap<String, Server>,
    #[config(nested)]
    store: Option<Store>,
    #[config(nested)]
    mail: Option<Mail>,
}

#[derive(Config)]
struct Server {
    #[config(default = 80)]
    port: u16,
}

#[derive(Config)]
#[config(tag = "kind", rename_all = "lowercase")]
enum Store {
    Disk {
        #[config(default = "/var")]
        path: String,
    },
    S3 {
        #[config(default = "a")]
        bucket: String,
    },
}

#[derive(Config)]
struct Mail {
    #[config(default = "a")]
    host: String,
    password: SecretString,
}

#[test]
fn a_text_in_place_of_a_section_is_shown_where_no_secret_is_in_the_section() {
    let report = refused::<Open>(variables(&[
        ("APP_SERVER", "port=1"),
        ("APP_STORE", "s3"),
        ("APP_UPSTREAMS", "h1:80,h2:80"),
        ("APP_TENANTS", "{a = {port = 1}"),
        ("APP_MAIL", "host=a,password=hunter2"),
    ]));
    assert_snapshot!(report, @r#"
    5 problems keep app from starting in test

    error[wrong-type]: `mail` must be a table such as `{ name = "value" }`
     --> variable APP_MAIL
      |
      | APP_MAIL=[redacted]
      |          ^^^^^^^^^^ the braces are missing
      |
      = help: write `{ name = "value" }`
      = help: or set one variable for each setting below it

    error[wrong-type]: `server` must be a table such as `{ name = "value" }`
     --> variable APP_SERVER
      |
      | APP_SERVER=port=1
      |            ^^^^^^ the braces are missing
      |
      = help: write `{ port = 1 }`
      = help: or set one variable for each setting below it

    error[wrong-type]: `store` must be a table such as `{ name = "value" }`
     --> variable APP_STORE
      |
      | APP_STORE=s3
      |           ^^ not valid inline TOML or JSON
      |
      = help: or set one variable for each setting below it

    error[wrong-type]: `tenants` must be a table such as `{ name = "value" }`
     --> variable APP_TENANTS
      |
      | APP_TENANTS={a = {port = 1}
      |             ^^^^^^^^^^^^^^^ a bracket is not closed
      |
      = help: write `}` at the end
      = help: or set one variable for each setting below it

    error[wrong-type]: `upstreams` must be a list of tables such as `[{ name = "value" }]`
     --> variable APP_UPSTREAMS
      |
      | APP_UPSTREAMS=h1:80,h2:80
      |               ^^^^^^^^^^^ not valid inline TOML or JSON
      |
      = help: or set one variable for each setting below it

    5 problems keep app from starting in test
    "#);
}

#[test]
fn a_value_in_place_of_a_section_is_shown_where_no_secret_is_in_the_section() {
    let report = refused::<Open>(files(
        "server = 'port:1'\nstore = 's3'\nupstreams = [7]\nmail = 'hunter2'\n[tenants]\neu = 3\n",
    ));
    assert_snapshot!(report, @"
    5 problems keep app from starting in test

    error[wrong-type]: `server` must be a section
     --> config/default.toml:1:10
      |
    1 | server = 'port:1'
      |          ^^^^^^^^ found a string
      |
      = help: write `[server]`, and its settings below

    error[wrong-type]: `store` must be a section
     --> config/default.toml:2:9
      |
    2 | store = 's3'
      |         ^^^^ found a string
      |
      = help: write `[store]`, and its settings below

    error[wrong-type]: `upstreams[0]` must be a section
     --> config/default.toml:3:14
      |
    3 | upstreams = [7
      |              ^ found an integer
      |
      = help: write `[[upstreams]]`, and its settings below

    error[wrong-type]: `mail` must be a section
     --> config/default.toml:4:8
      |
    4 | mail = [redacted]
      |        ^^^^^^^^^^ found a string
      |
      = help: write `[mail]`, and its settings below

    error[wrong-type]: `tenants.eu` must be a section
     --> config/default.toml:6:6
      |
    6 | eu = 3
      |      ^ found an integer
      |
      = help: write `[tenants.eu]`, and its settings below

    5 problems keep app from starting in test
    ");
}

#[derive(Config)]
struct Keyed {
    #[config(default)]
    ports: BTreeMap<u16, String>,
    #[config(default)]
    limits: BTreeMap<String, u16>,
}

#[test]
fn a_key_that_is_out_of_range_is_a_number() {
    let report = refused::<Keyed>(files("[ports]\n70000 = 'a'\nb = 'c'"));
    assert_snapshot!(report, @"
    2 problems keep app from starting in test

    error[out-of-range]: `ports.70000` must be a key that is an integer from 0 to 65535
     --> config/default.toml:2:1
      |
    2 | 70000 = …
      | ^^^^^ out of range

    error[wrong-type]: `ports.b` must be a key that is an integer from 0 to 65535
     --> config/default.toml:3:1
      |
    3 | b = …
      | ^
    ");
}

#[test]
fn a_table_without_quotes_or_brackets_is_told_how_it_is_written() {
    let report = refused::<Keyed>(variables(&[("APP_LIMITS", "a=1"), ("APP_PORTS", "{1=b}")]));
    assert_snapshot!(report, @r#"
    2 problems keep app from starting in test

    error[wrong-type]: `limits` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_LIMITS
      |
      | APP_LIMITS=a=1
      |            ^^^ the braces are missing
      |
      = help: write `{ a = 1 }`

    error[wrong-type]: `ports` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_PORTS
      |
      | APP_PORTS={1=b}
      |           ^^^^^ the text in it is not in quotes
      |
      = help: write `{ 1 = "b" }`
    "#);
}

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
      |             ^^^^^^^^ an IP address
      |
      = help: write a number alone

    error[wrong-type]: `both` must be an integer from 0 to 65535
     --> variable APP_BOTH
      |
      | APP_BOTH=1;2
      |          ^^^ two numbers
      |
      = help: write one number alone

    error[invalid-value]: `day` must be a duration such as `1h 30m`
     --> variable APP_DAY
      |
      | APP_DAY=1d2
      |         ^^^ the last number has no unit
      |
      = help: write `1d2h`, or the unit that is meant

    error[wrong-type]: `list[0]` must be an integer from 0 to 65535
     --> variable APP_LIST
      |
      | APP_LIST=1 2
      |          ^^^ only commas are between the elements of a list
      |
      = help: write `1,2`

    error[wrong-type]: `minus` must be an integer from -32768 to 32767
     --> variable APP_MINUS
      |
      | APP_MINUS=−1
      |           ^^ a digit or sign that is not ASCII
      |
      = help: write `-1`

    error[wrong-type]: `none` must be an integer from 0 to 65535
     --> variable APP_NONE
      |
      | APP_NONE=null
      |          ^^^^ text, not the absence of a value
      |
      = help: leave the setting out where it has no value

    error[wrong-type]: `range` must be an integer from 0 to 65535
     --> variable APP_RANGE
      |
      | APP_RANGE=80-90
      |           ^^^^^ two numbers
      |
      = help: write one number alone

    error[invalid-value]: `wait` must be a duration such as `1h 30m`
     --> variable APP_WAIT
      |
      | APP_WAIT=1m30
      |          ^^^^ the last number has no unit
      |
      = help: write `1m30s`, or the unit that is meant

    error[wrong-type]: `wide` must be an integer from 0 to 65535
     --> variable APP_WIDE
      |
      | APP_WIDE=１
      |          ^^ a digit or sign that is not ASCII
      |
      = help: write `1`

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
      = help: put it in quotes if text is meant: "1.10"

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
      |            ^^^ its type does not take a string

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
      = help: a value for development alone belongs in development.toml or local.toml
      = help: it has another mistake: `key` is a test key, and this is production
      = help: it has another mistake: `key` has white space at its end

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
      = help: a value for development alone belongs in development.toml or local.toml

    error[placeholder]: `keys[1]` is a placeholder, not a secret
     --> config/default.toml:2:29
      |
    2 | keys = … [redacted]
      |          ^^^^^^^^^^
      |
      = help: set a secret of this environment's own
      = help: supply it in a variable or a secret file: this file is committed
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field

    error[committed-secret]: the password in `mirror` is in a committed file
     --> config/default.toml:3:10
      |
    3 | mirror = "http://app:[redacted]@a.shop.net/x"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: a value for development alone belongs in development.toml or local.toml
      = help: it has another mistake: the password of `mirror` is too short for a secret

    4 problems keep app from starting in production
    "#);
}

#[test]
fn an_empty_name_of_a_variant_is_told_once() {
    let report = refused::<Open>(variables(&[("APP_STORE_KIND", "")]));
    assert_snapshot!(report, @"
    1 problem keeps app from starting in test

    error[empty-value]: APP_STORE_KIND is empty, and `store.kind` must be one of `disk`, `s3`
     --> variable APP_STORE_KIND
      |
      | APP_STORE_KIND=
      |                ^ empty
      |
      = help: give it a value, or unset it
    ");
}
