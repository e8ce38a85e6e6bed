//! Rules that types cannot say, and where their violations point.

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::schema::Constraint;
use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Deploy, Environment};
use secrecy::{ExposeSecret, SecretString};

fn report<T: Config>(host: Memory) -> String {
    match crate::support::loader("CADENCE", host).load::<T>() {
        Ok(loaded) => format!("starts\n{}", loaded.warnings()),
        Err(report) => report.to_text(),
    }
}

fn host(environment: &str) -> Memory {
    Memory::new().variable("CADENCE_ENV", environment)
}

mod of_garde {
    use super::*;

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
                    let host =
                        host(environment.as_str()).variable(format!("CADENCE_{name}"), value);
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
            T: garde::rules::range::Bounds<Size = T>
                + serde::de::DeserializeOwned
                + From<u8>
                + 'static,
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
}

mod that_only_warn {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Config, garde::Validate)]
    struct Settings {
        #[config(nested)]
        #[garde(dive)]
        database: Database,
        #[config(nested, warn(rule = "the second one is late", in(Staging)))]
        #[garde(length(min = 2), dive)]
        upstreams: Vec<Upstream>,
        #[config(nested)]
        #[garde(dive)]
        store: Option<Store>,
        #[config(default, warn(rule = "the old names stay until June"))]
        #[garde(inner(length(min = 2)))]
        tags: Vec<String>,
        #[config(nested)]
        #[garde(dive)]
        regions: BTreeMap<String, Upstream>,
    }

    #[derive(Config, garde::Validate)]
    struct Database {
        #[config(
            default = 10,
            rename = "max",
            warn(rule = "staging is small", in(Staging))
        )]
        #[garde(range(max = 50))]
        max_connections: u32,
        #[config(default = 1)]
        #[garde(range(max = 50))]
        min_connections: u32,
        #[config(warn(rule = "nobody has one yet"))]
        #[garde(required)]
        contact: Option<String>,
    }

    #[derive(Config, garde::Validate)]
    struct Upstream {
        #[config(default = 1)]
        #[garde(range(min = 1))]
        weight: u8,
        #[config(default = 1, warn(rule = "kinds are new"))]
        #[garde(range(min = 1))]
        r#type: u8,
    }

    #[derive(Config, garde::Validate)]
    #[config(tag = "kind")]
    enum Store {
        Disk {
            #[config(warn(rule = "disks are on their way out"))]
            #[garde(length(min = 3))]
            folder: String,
        },
        Bucket {
            #[garde(length(min = 3))]
            folder: String,
        },
    }

    fn base(environment: &str) -> Memory {
        host(environment)
            .variable("CADENCE_DATABASE_CONTACT", "me")
            .variable("CADENCE_UPSTREAMS", "[{}, {}]")
    }

    /// What is told of, with its key and whether it is a problem.
    fn told(host: Memory) -> Vec<String> {
        let loaded = crate::support::loader("CADENCE", host).load::<Settings>();
        let told = |problem: &rehearsal::report::Problem| {
            let key = problem.key().map(ToString::to_string).unwrap_or_default();
            format!("{} {key}", problem.severity().as_str())
        };
        match loaded {
            Ok(loaded) => loaded.warnings().problems().iter().map(told).collect(),
            Err(report) => report.iter().map(told).collect(),
        }
    }

    #[test]
    fn a_violation_is_a_warning_where_its_own_field_says_so() {
        for (name, value, everywhere, in_staging) in [
            (
                "DATABASE_MAX",
                "51",
                "error database.max",
                "warning database.max",
            ),
            (
                "DATABASE_MIN_CONNECTIONS",
                "51",
                "error database.min_connections",
                "error database.min_connections",
            ),
            (
                "DATABASE_CONTACT",
                "",
                "warning database.contact",
                "warning database.contact",
            ),
            ("UPSTREAMS", "[{}]", "error upstreams", "warning upstreams"),
            (
                "UPSTREAMS",
                "[{}, { weight = 0 }]",
                "error upstreams[1].weight",
                "error upstreams[1].weight",
            ),
            (
                "UPSTREAMS",
                "[{}, { type = 0 }]",
                "warning upstreams[1].type",
                "warning upstreams[1].type",
            ),
            (
                "STORE",
                "{ kind = 'disk', folder = 'a' }",
                "warning store.folder",
                "warning store.folder",
            ),
            (
                "STORE",
                "{ kind = 'bucket', folder = 'a' }",
                "error store.folder",
                "error store.folder",
            ),
            ("TAGS", "ab,c", "warning tags[1]", "warning tags[1]"),
            (
                "REGIONS",
                "{ eu-west = { type = 0 } }",
                "warning regions.eu-west.type",
                "warning regions.eu-west.type",
            ),
        ] {
            let of =
                |environment| told(base(environment).variable(format!("CADENCE_{name}"), value));
            assert_eq!(of("test"), [everywhere], "{name} = {value}");
            assert_eq!(of("production"), [everywhere], "{name} = {value}");
            assert_eq!(of("staging"), [in_staging], "{name} = {value}");
        }
    }

    #[test]
    fn a_section_does_not_speak_for_what_is_in_it() {
        #[derive(Config, garde::Validate)]
        struct Settings {
            #[config(nested, warn(rule = "the proxy has one of its own"))]
            #[garde(dive)]
            tls: Tls,
        }
        #[derive(Config)]
        struct Tls {
            #[config(default = "nothing")]
            broken: String,
            #[config(default = 0)]
            days: u16,
        }
        impl garde::Validate for Tls {
            type Context = ();
            fn validate_into(
                &self,
                (): &(),
                parent: &mut dyn FnMut() -> garde::Path,
                report: &mut garde::Report,
            ) {
                let path = match &self.broken[..] {
                    "nothing" => return,
                    "itself" => parent(),
                    name => parent().join(name),
                };
                report.append(path, garde::Error::new(format!("{} days", self.days)));
            }
        }
        for (broken, severity) in [
            ("itself", Severity::Warning),
            ("days", Severity::Error),
            ("chain", Severity::Error),
            ("the chain", Severity::Error),
        ] {
            let host = host("test").variable("CADENCE_TLS_BROKEN", broken);
            let loaded = crate::support::loader("CADENCE", host).load::<Settings>();
            let found = match &loaded {
                Ok(loaded) => loaded.warnings().problems()[0].severity(),
                Err(report) => report.problems()[0].severity(),
            };
            assert_eq!(found, severity, "{broken}");
        }
    }

    #[test]
    fn the_settings_load_and_carry_the_warning() {
        let host = |environment| base(environment).variable("CADENCE_DATABASE_MAX", "51");
        assert_snapshot!(report::<Settings>(host("staging")), @"
        starts
        warning[rule]: `database.max` must be at most 50
         --> variable CADENCE_DATABASE_MAX
          |
          | CADENCE_DATABASE_MAX=51
          |                      ^^ greater than 50
        ");
        assert_snapshot!(report::<Settings>(host("production")), @"
        1 problem keeps cadence from starting in production

        error[rule]: `database.max` must be at most 50
         --> variable CADENCE_DATABASE_MAX
          |
          | CADENCE_DATABASE_MAX=51
          |                      ^^ greater than 50
        ");
    }
}

mod of_a_check {
    use super::*;

    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(nested)]
        pool: Pool,
        #[config(default = 1)]
        port: u16,
    }

    #[derive(Config)]
    #[config(check = Pool::check, check = secretive)]
    struct Pool {
        #[config(default = 2)]
        min_connections: u32,
        #[config(default = 10)]
        max_connections: u32,
        #[config(
            default = "",
            allow(placeholder = "none is needed on the same machine")
        )]
        password: SecretString,
        idle: Option<u32>,
    }

    impl Pool {
        fn check(&self, rules: &mut Checker<'_>) {
            if self.min_connections > self.max_connections {
                let message = "`min_connections` is above `max_connections`";
                rules
                    .problem(["min_connections", "max_connections", "idle"], message)
                    .help("lower the one, or raise the other");
            }
            if self.idle.is_none() && rules.environment().is_deployed() {
                rules.warning(["idle"], "connections are kept for ever");
            }
        }
    }

    fn secretive(pool: &Pool, rules: &mut Checker<'_>) {
        if pool.password.expose_secret().len() > 3 {
            let message = format!("{} is too long", pool.password.expose_secret());
            rules.problem(["password"], message);
        }
    }

    #[test]
    fn it_points_at_all_keys_concerned() {
        let host = host("test")
            .file("config/default.toml", "[pool]\nmin_connections = 20\n")
            .file("config/test.toml", "")
            .variable("CADENCE_PORT", "none");
        assert_snapshot!(report::<Settings>(host), @"
        2 problems keep cadence from starting in test

        error[rule]: `min_connections` is above `max_connections`
         --> config/default.toml:2:19
          |
        2 | min_connections = 20
          |                   ^^
          |
         --> default
          |
          | pool.max_connections = 10
          |                        --
          |
          = help: `pool.idle` is not set
          = help: lower the one, or raise the other

        error[wrong-type]: `port` must be an integer from 0 to 65535
         --> variable CADENCE_PORT
          |
          | CADENCE_PORT=none
          |              ^^^^ text, not the absence of a value
          |
          = help: leave the setting out where it has no value
        ");
    }

    #[test]
    fn it_may_warn() {
        assert_snapshot!(report::<Settings>(host("staging")), @r"
        starts
        warning[rule]: connections are kept for ever
          |
          = help: `pool.idle` is not set
        ");
        assert_eq!(report::<Settings>(host("test")), "starts\n");
    }

    #[test]
    fn its_words_never_repeat_a_secret() {
        let text = report::<Settings>(host("test").variable("CADENCE_POOL_PASSWORD", "hunter2"));
        assert!(!text.contains("hunter2"), "{text}");
        assert_snapshot!(text, @r"
        1 problem keeps cadence from starting in test

        error[rule]: `pool.password` breaks a rule
         --> variable CADENCE_POOL_PASSWORD
          |
          | CADENCE_POOL_PASSWORD=[redacted]
          |                       ^^^^^^^^^^
          |
          = help: message withheld: it contains a secret
        ");
    }

    #[test]
    fn a_key_that_is_none_is_a_mistake_of_the_program() {
        #[derive(Config)]
        #[config(check = check)]
        #[expect(dead_code)]
        struct Settings {
            #[config(default = 1)]
            port: u16,
        }
        fn check(_: &Settings, rules: &mut Checker<'_>) {
            rules.problem(["prot"], "the port is odd");
        }
        assert_snapshot!(report::<Settings>(host("test")), @"
        2 problems keep cadence from starting in test

        error[schema]: a check of `Settings` names `prot`, and there is no such setting
          |
          = help: in the program, correct the key

        error[rule]: the port is odd
        ");
    }
}

#[test]
fn a_list_that_another_one_hides_keeps_no_rules() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(nested)]
        upstreams: Vec<Upstream>,
    }

    #[derive(Config)]
    #[config(check = Upstream::check)]
    struct Upstream {
        weight: u8,
    }

    impl Upstream {
        fn check(&self, rules: &mut Checker<'_>) {
            if self.weight == 0 {
                rules.problem(["weight"], "an upstream without weight is never used");
            }
        }
    }

    let hidden = host("test")
        .file("config/default.toml", "[[upstreams]]\nweight = 0\n")
        .file("config/test.toml", "[[upstreams]]\nweight = 1\n");
    assert_eq!(report::<Settings>(hidden), "starts\n");
    let shown = host("test").file("config/test.toml", "[[upstreams]]\nweight = 0\n");
    assert_snapshot!(report::<Settings>(shown), @"
    1 problem keeps cadence from starting in test

    error[rule]: an upstream without weight is never used
     --> config/test.toml:2:10
      |
    2 | weight = 0
      |          ^
    ");
}
