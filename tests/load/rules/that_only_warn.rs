//! Rules that only warn.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::Config;
use rehearsal::report::Severity;
use rehearsal::system::Memory;

use super::{host, report};

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
        let of = |environment| told(base(environment).variable(format!("CADENCE_{name}"), value));
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
