//! A text in the place of a number, a section or a key: shown where it is no secret.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::Config;
use secrecy::SecretString;
use url::Url;

use super::{files, refused, variables};

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
    4 problems keep app from starting in test

    error[wrong-type]: `mail` must be a table such as `{ name = "value" }`
     --> variable APP_MAIL
      |
      | APP_MAIL=[redacted]
      |          ^^^^^^^^^^ missing braces
      |
      = help: write `{ name = "value" }`
      = help: or set its fields individually

    error[wrong-type]: `server` must be a table such as `{ name = "value" }`
     --> variable APP_SERVER
      |
      | APP_SERVER=port=1
      |            ^^^^^^ missing braces
      |
      = help: write `{ name = "value" }`
      = help: or set its fields individually

    error[wrong-type]: `tenants` must be a table such as `{ name = "value" }`
     --> variable APP_TENANTS
      |
      | APP_TENANTS={a = {port = 1}
      |             ^^^^^^^^^^^^^^^ unclosed list or table
      |
      = help: close it with `]` or `}`
      = help: or set its fields individually

    error[wrong-type]: `upstreams` must be a list of tables such as `[{ name = "value" }]`
     --> variable APP_UPSTREAMS
      |
      | APP_UPSTREAMS=h1:80,h2:80
      |               ^^^^^^^^^^^ not valid inline TOML or JSON
      |
      = help: or set its fields individually
    "#);
}

#[test]
fn a_value_in_place_of_a_section_is_shown_where_no_secret_is_in_the_section() {
    let report = refused::<Open>(files(
        "server = 'port:1'\nstore = 's3'\nupstreams = [7]\nmail = 'hunter2'\n[tenants]\neu = 3\n",
    ));
    assert_snapshot!(report, @"
    4 problems keep app from starting in test

    error[wrong-type]: `server` must be a section
     --> config/default.toml:1:10
      |
    1 | server = 'port:1'
      |          ^^^^^^^^ found a string
      |
      = help: write `[server]`, with its settings below

    error[wrong-type]: `upstreams[0]` must be a section
     --> config/default.toml:3:14
      |
    3 | upstreams = [7
      |              ^ found an integer
      |
      = help: write `[[upstreams]]`, with its settings below

    error[wrong-type]: `mail` must be a section
     --> config/default.toml:4:8
      |
    4 | mail = [redacted]
      |        ^^^^^^^^^^ found a string
      |
      = help: write `[mail]`, with its settings below

    error[wrong-type]: `tenants.eu` must be a section
     --> config/default.toml:6:6
      |
    6 | eu = 3
      |      ^ found an integer
      |
      = help: write `[tenants.eu]`, with its settings below
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

    error[out-of-range]: `ports.70000` must be keyed by an integer from 0 to 65535
     --> config/default.toml:2:1
      |
    2 | 70000 = …
      | ^^^^^ out of range

    error[wrong-type]: `ports.b` must be keyed by an integer from 0 to 65535
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
      |            ^^^ missing braces
      |
      = help: write `{ name = "value" }`

    error[wrong-type]: `ports` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_PORTS
      |
      | APP_PORTS={1=b}
      |           ^^^^^ the string is not quoted
      |
      = help: put text in quotes
    "#);
}

#[test]
fn an_empty_name_of_a_variant_is_told_once() {
    let report = refused::<Open>(variables(&[("APP_STORE_KIND", "")]));
    assert_snapshot!(report, @"
    1 problem keeps app from starting in test

    error[empty-value]: APP_STORE_KIND is empty, but `store.kind` must be one of `disk`, `s3`
     --> variable APP_STORE_KIND
      |
      | APP_STORE_KIND=
      |                ^ empty
      |
      = help: give it a value, or unset it
    ");
}
