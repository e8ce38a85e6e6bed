//! Rules that `garde` states.

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::schema::Constraint;
use rehearsal::{Config, Deploy, Environment};
use secrecy::{ExposeSecret, SecretString};

use super::{host, report};

#[derive(Config, garde::Validate)]
#[expect(dead_code)]
struct Settings {
    #[config(nested)]
    #[garde(dive)]
    database: Database,
    #[config(default = "")]
    #[garde(length(chars, max = 5), pattern("^[a-z]*$"))]
    name: String,
    #[config(nested)]
    #[garde(skip)]
    upstreams: Vec<Upstream>,
    #[config(default = 80)]
    #[garde(range(min = 1))]
    port: u16,
}

#[derive(Config, garde::Validate)]
#[config(rename_all = "kebab-case")]
struct Database {
    #[config(default = 900)]
    #[garde(range(min = 1, max = 500))]
    max_connections: u32,
    #[config(default)]
    #[garde(inner(length(min = 2)))]
    tags: Vec<String>,
    #[garde(custom(strong))]
    password: SecretString,
    #[garde(required)]
    contact: Option<String>,
}

#[derive(Config, garde::Validate)]
#[garde(context(Deploy))]
struct Upstream {
    #[garde(url, custom(https))]
    address: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as garde calls it")]
fn strong(password: &SecretString, (): &()) -> garde::Result {
    let text = password.expose_secret();
    Err(garde::Error::new(format!("`{text}` is in a dictionary")))
}

fn https(address: &str, deploy: &Deploy) -> garde::Result {
    if deploy.environment().is_deployed() && !address.starts_with("https:") {
        return Err(garde::Error::new("not https"));
    }
    Ok(())
}

#[test]
fn every_violation_points_at_what_broke_it() {
    let host = host("test")
        .file(
            "config/default.toml",
            "name = \"Cadence\"\n[database]\ntags = [\"ok\", \"x\"]\npassword = \"correcthorse\"\n[[upstreams]]\naddress = \"nowhere\"\n",
        )
        .file("config/test.toml", "")
        .variable("CADENCE_PORT", "x");
    let text = report::<Settings>(host);
    assert!(!text.contains("correcthorse"), "{text}");
    assert_snapshot!(text, @r#"
    6 problems keep cadence from starting in test

    error[rule]: `database.tags[1]` must have a length of at least 2
     --> config/default.toml:3:15
      |
    3 | tags = … "x"
      |          ^^^ length is lower than 2

    error[rule]: `database.password` breaks a rule
     --> config/default.toml:4:12
      |
    4 | password = [redacted]
      |            ^^^^^^^^^^ message withheld: it contains a secret

    error[rule]: `upstreams[0].address` must be a URL
     --> config/default.toml:6:11
      |
    6 | address = "nowhere"
      |           ^^^^^^^^^ not a valid url: relative URL without a base

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=x
      |              ^ not an integer

    error[rule]: `database.contact` must be set
      |
      = help: give it a value

    error[rule]: `database.max-connections` must be from 1 to 500
     --> default
      |
      | database.max-connections = 900
      |                            ^^^ greater than 500
    "#);
}

#[test]
fn a_section_that_dives_says_nothing_twice_and_a_variable_is_a_place() {
    let host = host("test")
        .variable("CADENCE_DATABASE_MAX_CONNECTIONS", "0")
        .variable("CADENCE_DATABASE_PASSWORD", "correcthorse")
        .variable("CADENCE_DATABASE_CONTACT", "me");
    let text = report::<Settings>(host);
    assert!(!text.contains("correcthorse"), "{text}");
    assert_snapshot!(text, @r"
    2 problems keep cadence from starting in test

    error[rule]: `database.max-connections` must be from 1 to 500
     --> variable CADENCE_DATABASE_MAX_CONNECTIONS
      |
      | CADENCE_DATABASE_MAX_CONNECTIONS=0
      |                                  ^ lower than 1

    error[rule]: `database.password` breaks a rule
     --> variable CADENCE_DATABASE_PASSWORD
      |
      | CADENCE_DATABASE_PASSWORD=[redacted]
      |                           ^^^^^^^^^^ message withheld: it contains a secret
    ");
}

#[test]
fn rules_know_the_environment() {
    #[derive(Config, garde::Validate)]
    #[garde(context(Environment as environment))]
    struct Settings {
        #[garde(range(min = if *environment == Environment::Production { 2 } else { 1 }))]
        replicas: u8,
    }
    let of = |environment| {
        let host = host(environment).variable("CADENCE_REPLICAS", "1");
        let loaded = crate::support::loader("CADENCE", host).load::<Settings>();
        loaded
            .map(|settings| settings.replicas)
            .map_err(|report| report.len())
    };
    assert_eq!(
        ["development", "test", "staging", "production"].map(of),
        [Ok(1), Ok(1), Ok(1), Err(1)]
    );
}

#[test]
fn every_rule_has_values_that_keep_it_and_others() {
    #[derive(Config, garde::Validate)]
    struct Settings {
        #[garde(range(min = 1, max = 500))]
        range: Option<u32>,
        #[garde(range(min = -0.5))]
        least: Option<f64>,
        #[garde(length(min = 2, max = 3))]
        bytes: Option<String>,
        #[garde(length(chars, max = 3))]
        chars: Option<String>,
        #[garde(length(min = 2))]
        list: Option<Vec<u8>>,
        #[garde(pattern("^[a-z]+$"))]
        pattern: Option<String>,
        #[garde(contains("b"))]
        contains: Option<String>,
        #[garde(prefix("a"))]
        prefix: Option<String>,
        #[garde(suffix("c"))]
        suffix: Option<String>,
        #[garde(ascii)]
        ascii: Option<String>,
        #[garde(alphanumeric)]
        alphanumeric: Option<String>,
        #[garde(email)]
        email: Option<String>,
        #[garde(url)]
        url: Option<String>,
        #[garde(ip)]
        ip: Option<String>,
        #[garde(ipv4)]
        ipv4: Option<String>,
        #[garde(ipv6)]
        ipv6: Option<String>,
        #[garde(inner(inner(length(min = 2))))]
        each: Option<Vec<String>>,
        #[garde(inner(length(min = 2)))]
        inside: Option<Vec<String>>,
    }
    for (name, fine, wrong) in [
        ("RANGE", "1", "0"),
        ("RANGE", "500", "501"),
        ("LEAST", "-0.5", "-0.6"),
        ("BYTES", "ab", "\u{e9}\u{e9}"),
        ("CHARS", "\u{e9}\u{e9}\u{e9}", "abcd"),
        ("LIST", "1,2", "1"),
        ("PATTERN", "abc", "aBc"),
        ("CONTAINS", "abc", "ac"),
        ("PREFIX", "abc", "bc"),
        ("SUFFIX", "abc", "ab"),
        ("ASCII", "abc", "\u{e9}"),
        ("ALPHANUMERIC", "a1", "a-1"),
        ("EMAIL", "ada@member.net", "ada.member.net"),
        ("URL", "https://member.net", "member.net"),
        ("IP", "::1", "1.2.3"),
        ("IPV4", "10.0.0.7", "::1"),
        ("IPV6", "::1", "10.0.0.7"),
        ("EACH", "ab,cd", "ab,c"),
        ("INSIDE", "a,b", "abc"),
    ] {
        for environment in Environment::ALL {
            let of = |value: &str| {
                let host = host(environment.as_str()).variable(format!("CADENCE_{name}"), value);
                let loaded = crate::support::loader("CADENCE", host).load::<Settings>();
                let codes = |report: rehearsal::Report| -> Vec<_> {
                    report
                        .iter()
                        .map(rehearsal::report::Problem::code)
                        .collect()
                };
                loaded.err().map_or(Vec::new(), codes)
            };
            assert_eq!(of(fine), [], "{name} = {fine}");
            assert_eq!(of(wrong), [Code::Rule], "{name} = {wrong}");
        }
    }
    let rules = |name: &str| {
        let mut fields = Settings::SCHEMA.fields().iter();
        let field = fields.find(|field| field.name() == name).unwrap();
        field.rules()[0].to_string()
    };
    assert_eq!(
        [rules("each"), rules("inside")],
        [
            "have elements that each have a length of at least 2",
            "have a length of at least 2"
        ]
    );
}

#[test]
fn an_email_is_told_what_it_lacks() {
    #[derive(Config, garde::Validate)]
    struct Settings {
        #[garde(email)]
        contact: String,
    }
    let host = host("test").variable("CADENCE_CONTACT", "nobody");
    assert_snapshot!(report::<Settings>(host), @"
    1 problem keeps cadence from starting in test

    error[rule]: `contact` must be an email address
     --> variable CADENCE_CONTACT
      |
      | CADENCE_CONTACT=nobody
      |                 ^^^^^^ not a valid email: value is missing an at sign
    ");
}

#[test]
fn rules_that_are_data_stand_in_the_schema() {
    let rules = |name: &str| {
        let fields = Settings::SCHEMA.fields().iter();
        let below = Database::SCHEMA.fields().iter();
        let field = fields.chain(below).find(|field| field.name() == name);
        let rules = field
            .map(rehearsal::schema::Field::rules)
            .unwrap_or_default();
        rules.iter().map(Constraint::to_string).collect::<Vec<_>>()
    };
    assert_eq!(rules("max-connections"), ["be from 1 to 500"]);
    assert_eq!(
        rules("name"),
        ["have a length of at most 5 characters", "match `^[a-z]*$`"]
    );
    assert_eq!(
        rules("tags"),
        ["have elements that each have a length of at least 2"]
    );
    assert_eq!(rules("contact"), ["be set"]);
    assert_eq!(rules("password"), [""; 0]);
}

#[test]
fn a_type_with_parameters_and_an_enum_have_rules_too() {
    #[derive(Config, garde::Validate)]
    #[config(tag = "kind")]
    enum Store {
        Disk {
            #[garde(length(min = 1))]
            #[config(default = "")]
            folder: String,
        },
        Memory,
    }
    #[derive(Config, garde::Validate)]
    #[expect(dead_code)]
    struct Limit<
        T: garde::rules::range::Bounds<Size = T> + serde::de::DeserializeOwned + From<u8> + 'static,
    > {
        #[garde(range(min = T::from(3)))]
        most: T,
        #[garde(skip)]
        #[config(nested)]
        store: Store,
    }
    let host = host("test")
        .variable("CADENCE_MOST", "2")
        .variable("CADENCE_STORE_KIND", "disk");
    assert_snapshot!(report::<Limit<u32>>(host), @r"
    2 problems keep cadence from starting in test

    error[rule]: `most` breaks a rule
     --> variable CADENCE_MOST
      |
      | CADENCE_MOST=2
      |              ^ lower than 3

    error[rule]: `store.folder` must have a length of at least 1
     --> default
      |
      | store.folder = 
      |                ^ length is lower than 1
    ");
}

#[test]
fn the_field_of_the_chosen_variant_is_meant_and_one_named_like_a_keyword() {
    #[derive(Config, garde::Validate)]
    #[config(tag = "kind")]
    enum Store {
        Disk {
            #[garde(length(min = 2))]
            name: String,
        },
        Bucket {
            #[garde(length(min = 3))]
            name: String,
            #[config(default = 0)]
            #[garde(range(min = 1))]
            r#type: u8,
        },
    }
    let host = host("test")
        .variable("CADENCE_KIND", "bucket")
        .variable("CADENCE_NAME", "b");
    assert_snapshot!(report::<Store>(host), @"
    2 problems keep cadence from starting in test

    error[rule]: `name` must have a length of at least 3
     --> variable CADENCE_NAME
      |
      | CADENCE_NAME=b
      |              ^ length is lower than 3

    error[rule]: `type` must be at least 1
     --> default
      |
      | type = 0
      |        ^ lower than 1
    ");
}
