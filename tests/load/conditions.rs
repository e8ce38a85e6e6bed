//! Settings that have to be set, or must not be, depending on something else.

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::SecretString;

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    /// Where errors are reported.
    #[config(required_in = [Staging, Production])]
    sentry: Option<String>,
    #[config(default = "http", required_in = [Production])]
    scheme: String,
    #[config(forbidden_in = [Production])]
    debug_token: Option<SecretString>,
    #[config(nested)]
    mail: Mail,
    #[config(required_if = "mail.enabled")]
    signature: Option<String>,
    #[config(nested, required_in = [Production])]
    tls: Option<Tls>,
}

#[derive(Config)]
#[expect(dead_code)]
struct Mail {
    #[config(default)]
    enabled: bool,
    #[config(default = "none")]
    kind: String,
    #[config(required_if = ".kind = smtp")]
    relay: Option<String>,
}

#[derive(Config)]
#[expect(dead_code)]
struct Tls {
    #[config(default = "")]
    certificate: String,
}

fn loader(environment: Environment, set: &[(&str, &str)]) -> Loader {
    let host = Memory::new().variable("CADENCE_ENV", environment.as_str());
    let variable = |host: Memory, (name, value): &(&str, &str)| {
        host.variable(format!("CADENCE_{name}"), *value)
    };
    crate::support::loader("CADENCE", set.iter().fold(host, variable))
}

/// What a production start needs.
const ENOUGH: [(&str, &str); 3] = [
    ("SENTRY", "on"),
    ("SCHEME", "https"),
    ("TLS_CERTIFICATE", "a.pem"),
];

#[track_caller]
fn verdicts(set: &[(&str, &str)], expected: [Option<Code>; 4]) {
    let found = Environment::ALL.map(|environment| {
        let loaded = loader(environment, set).load::<Settings>();
        let report = loaded.err();
        report.map_or(Vec::new(), |report| {
            report
                .iter()
                .map(rehearsal::report::Problem::code)
                .collect::<Vec<_>>()
        })
    });
    let expected = expected.map(|code| code.into_iter().collect::<Vec<_>>());
    assert_eq!(found, expected, "{set:?}");
}

fn with<'s>(more: &[(&'s str, &'s str)]) -> Vec<(&'s str, &'s str)> {
    [&ENOUGH, more].concat()
}

fn without(name: &str) -> Vec<(&'static str, &'static str)> {
    ENOUGH
        .into_iter()
        .filter(|(other, _)| *other != name)
        .collect()
}

const MISSING: Option<Code> = Some(Code::Missing);

#[test]
fn a_setting_is_required_or_forbidden_by_environment() {
    verdicts(&ENOUGH, [None; 4]);
    verdicts(&without("SENTRY"), [None, None, MISSING, MISSING]);
    verdicts(&without("SCHEME"), [None, None, None, MISSING]);
    verdicts(&without("TLS_CERTIFICATE"), [None, None, None, MISSING]);
    let token = "q7Zp2LxV0sKd9TgR4mWb";
    verdicts(
        &with(&[("DEBUG_TOKEN", token)]),
        [None, None, None, Some(Code::Forbidden)],
    );
    verdicts(&with(&[("DEBUG_TOKEN", "")]), [None; 4]);
    verdicts(&with(&[("SENTRY", "")]), [None, None, MISSING, MISSING]);
}

#[test]
fn a_setting_is_required_by_another_one() {
    verdicts(&with(&[("MAIL_ENABLED", "yes")]), [MISSING; 4]);
    verdicts(&with(&[("MAIL_ENABLED", "no")]), [None; 4]);
    verdicts(
        &with(&[("MAIL_ENABLED", "1"), ("SIGNATURE", "yours")]),
        [None; 4],
    );
    verdicts(&with(&[("MAIL_KIND", "smtp")]), [MISSING; 4]);
    verdicts(
        &with(&[("MAIL_KIND", "smtp"), ("MAIL_RELAY", "relay")]),
        [None; 4],
    );
}

#[test]
fn the_report_says_who_requires_it() {
    let loader = loader(
        Environment::Production,
        &[
            ("MAIL_ENABLED", "true"),
            ("MAIL_KIND", "smtp"),
            ("DEBUG_TOKEN", "q7Zp2LxV0sKd9TgR4mWb"),
        ],
    );
    let report = loader.load::<Settings>().unwrap_err().to_text();
    assert!(!report.contains("q7Zp"), "{report}");
    assert_snapshot!(report, @"
    6 problems keep cadence from starting in production

    error[forbidden]: `debug_token` must not be set in this environment
     --> variable CADENCE_DEBUG_TOKEN
      |
      | CADENCE_DEBUG_TOKEN=[redacted]
      |                     ^^^^^^^^^^
      |
      = help: remove it from this environment

    error[missing]: `signature` is not set, but is required when `mail.enabled` is true
     --> variable CADENCE_MAIL_ENABLED
      |
      | CADENCE_MAIL_ENABLED=true
      |                      ^^^^ this requires it
      |
      = help: set the variable CADENCE_SIGNATURE

    error[missing]: `mail.relay` is not set, but is required when `mail.kind` is `smtp`
     --> variable CADENCE_MAIL_KIND
      |
      | CADENCE_MAIL_KIND=smtp
      |                   ^^^^ this requires it
      |
      = help: set the variable CADENCE_MAIL_RELAY

    error[missing]: `sentry` is not set, but production requires it
      |
      = help: about: Where errors are reported.
      = help: set the variable CADENCE_SENTRY

    error[missing]: `scheme` is left at its default, but production requires it to be set
      |
      = help: set the variable CADENCE_SCHEME

    error[missing]: `tls` is not set, but production requires it
      |
      = help: set the variable CADENCE_TLS
    ");
}

#[derive(Config)]
#[expect(dead_code)]
struct Warned {
    #[config(
        required_in = [Staging, Production],
        warn(required = "staging has no account yet", in(Staging))
    )]
    sentry: Option<String>,
    #[config(
        forbidden_in = [Staging, Production],
        warn(forbidden = "the trial ends in June", in(Staging))
    )]
    debug_token: Option<SecretString>,
    #[config(default)]
    mail: bool,
    #[config(
        required_if = "mail",
        warn(required = "letters are new", in(Development, Staging))
    )]
    signature: Option<String>,
    #[config(
        nested,
        required_in = [Staging, Production],
        warn(required = "the proxy encrypts", in(Staging))
    )]
    tls: Option<Tls>,
}

#[test]
fn a_condition_is_only_a_warning_where_the_field_says_so() {
    let set = [("MAIL", "yes"), ("DEBUG_TOKEN", "q7Zp2LxV0sKd9TgR4mWb")];
    let loaded = loader(Environment::Staging, &set).load::<Warned>();
    assert_snapshot!(loaded.unwrap().warnings().to_string(), @"
    warning[forbidden]: `debug_token` must not be set in this environment
     --> variable CADENCE_DEBUG_TOKEN
      |
      | CADENCE_DEBUG_TOKEN=[redacted]
      |                     ^^^^^^^^^^
      |
      = help: remove it from this environment

    warning[missing]: `signature` is not set, but is required when `mail` is true
     --> variable CADENCE_MAIL
      |
      | CADENCE_MAIL=yes
      |              ^^^ this requires it
      |
      = help: set the variable CADENCE_SIGNATURE

    warning[missing]: `sentry` is not set, but staging requires it
      |
      = help: set the variable CADENCE_SENTRY

    warning[missing]: `tls` is not set, but staging requires it
      |
      = help: set the variable CADENCE_TLS
    ");

    let count = |environment| {
        let loaded = loader(environment, &set).load::<Warned>();
        loaded
            .map(|loaded| loaded.warnings().problems().len())
            .map_err(|report| {
                report
                    .iter()
                    .map(rehearsal::report::Problem::code)
                    .collect()
            })
    };
    let (missing, forbidden) = (Code::Missing, Code::Forbidden);
    assert_eq!(
        Environment::ALL.map(count),
        [
            Ok(1),
            Err(vec![missing]),
            Ok(4),
            Err(vec![forbidden, missing, missing, missing]),
        ]
    );
}

#[test]
fn a_condition_that_names_nothing_is_a_mistake_of_the_program() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(required_if = "mial.enabled")]
        relay: Option<String>,
        #[config(required_if = ".name")]
        key: Option<String>,
        name: Option<String>,
    }
    let loaded = loader(Environment::Test, &[]).load::<Settings>();
    assert_snapshot!(loaded.unwrap_err(), @"
    2 problems keep cadence from starting in test

    error[schema]: `required_if` of the field `relay` of `Settings` names the unknown setting `mial.enabled`
      |
      = help: in the program, correct the key

    error[schema]: a condition of `Settings` asks whether `.name` is true, but it is not a `bool`
      |
      = help: name a `bool`, or write `.name = value`
    ");
}

#[test]
#[should_panic(expected = "names the unknown setting `.enbaled`")]
fn the_schema_assertion_finds_it_too() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(required_if = ".enbaled")]
        relay: Option<String>,
    }
    rehearsal::testing::assert_schema::<Settings>("CADENCE");
}
