//! The `config` subcommand of the example: what goes where, and how it ends.

use insta::assert_snapshot;

use crate::environments::{KEY, PASSWORD};
use crate::process::{Cadence, Ended};

fn config(args: &str) -> Ended {
    Cadence::new().args(&format!("config {args}")).run()
}

#[test]
fn all_environments_are_checked_without_a_secret() {
    let ended = config("check --all");
    assert_eq!(ended.status, Some(0));
    assert_snapshot!(ended.stdout, @"
    development: fine
    test: fine
    staging: fine
      to be supplied at deploy time:
        database.url through CADENCE_DATABASE_URL or DATABASE_URL
        mail.api_key through CADENCE_MAIL_API_KEY
      rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):
        database
    production: fine
      to be supplied at deploy time:
        database.url through CADENCE_DATABASE_URL or DATABASE_URL
        mail.api_key through CADENCE_MAIL_API_KEY
      rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):
        database
    ");
}

#[test]
fn a_refused_start_is_78_and_says_so_beside_the_output() {
    let ended = Cadence::new()
        .variable("CADENCE_ENV", "production")
        .args("config show")
        .run();
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert!(
        ended
            .stderr
            .starts_with("2 problems keep cadence from starting in production")
    );
}

/// The exit status of a check in development, test, staging and production,
/// where all but one variable is as the environment has it.
fn verdicts(name: &str, value: &str) -> [Option<i32>; 4] {
    ["development", "test", "staging", "production"].map(|environment| {
        let kind = if environment == "production" {
            "live"
        } else {
            "test"
        };
        let url = format!("postgres://cadence:{PASSWORD}@db.internal/cadence?sslmode=verify-full");
        Cadence::new()
            .variable("CADENCE_ENV", environment)
            .variable("DATABASE_URL", &url)
            .variable("CADENCE_MAIL_API_KEY", &format!("mk_{kind}_{KEY}"))
            .variable(name, value)
            .args("config check")
            .run()
            .status
    })
}

#[test]
fn tls_and_keys_are_judged_by_environment() {
    let (fine, refused) = (Some(0), Some(78));
    for (name, value, expected) in [
        (
            "DATABASE_URL",
            "postgres://db.internal/cadence?sslmode=require",
            [fine, fine, refused, refused],
        ),
        (
            "CADENCE_MAIL_API_KEY",
            "mk_live_7f3a9c0d5be8412f",
            [refused, refused, refused, fine],
        ),
        (
            "CADENCE_MAIL_API_KEY",
            "mk_test_7f3a9c0d5be8412f",
            [fine, fine, fine, refused],
        ),
    ] {
        assert_eq!(verdicts(name, value), expected, "{name} = {value}");
    }
}

#[test]
fn wrong_usage_is_64_and_help_is_an_answer() {
    for args in [
        "",
        "nonsense",
        "check --all staging",
        "generate markdown --check",
    ] {
        let ended = config(args);
        assert_eq!((ended.status, &*ended.stdout), (Some(64), ""), "{args}");
        assert!(ended.stderr.contains("cadence config"), "{}", ended.stderr);
    }
    let ended = config("--help");
    assert_eq!((ended.status, &*ended.stderr), (Some(0), ""));
    assert_snapshot!(ended.stdout, @r"
    Inspect the configuration

    Usage: cadence config <COMMAND>

    Commands:
      check        Check the configuration of this deploy, or the committed one of others
      parity       Compare the committed configuration of all environments
      snapshot     Record this deploy, without its secrets
      compare      Compare this deploy, or the snapshot of one, with an earlier one
      explain      Show where values come from, what they override, and what could set them
      show         Show the values in effect, or those committed for others, with secrets redacted
      variables    List the variables that are read
      generate     Generate a file that describes the configuration
      fingerprint  Print short digests of the settings and of their schema
      help         Print this message or the help of the given subcommand(s)

    Options:
      -h, --help  Print help
    ");
}

#[test]
fn help_is_wrapped_to_the_terminal() {
    let ended = Cadence::new()
        .variable("COLUMNS", "50")
        .args("config generate --help")
        .run();
    let too_wide: Vec<_> = ended
        .stdout
        .lines()
        .filter(|line| line.chars().count() > 50 && line.trim_start().contains("  "))
        .collect();
    assert_eq!((ended.status, too_wide), (Some(0), Vec::<&str>::new()));
    assert!(ended.stdout.lines().any(|line| line.len() > 40));
}

#[test]
fn a_file_that_cannot_be_written_is_74() {
    let ended = config("generate markdown --output no/such/folder.md");
    assert_eq!((ended.status, &*ended.stdout), (Some(74), ""));
}

#[test]
fn one_setting_is_explained() {
    let ended = Cadence::new()
        .variable("CADENCE_MAIL_API_KEY", "hunter2")
        .args("config explain mail.api_key")
        .run();
    assert_eq!((ended.status, &*ended.stderr), (Some(0), ""));
    assert_snapshot!(ended.stdout, @"
    mail.api_key = [redacted]
      from       variable CADENCE_MAIL_API_KEY
      overrides  [redacted] (config/development.toml:14:11)
      type       text, required, secret
      variable   CADENCE_MAIL_API_KEY
      rules      values with the prefix `mk_live_` are only for production, values with the prefix `mk_test_` are not for production
      parity     different in every environment
      about      Key of the mail provider.
    ");
}

#[test]
fn environments_differ_in_nothing_but_what_they_may() {
    let ended = config("parity");
    assert_eq!((ended.status, &*ended.stderr), (Some(0), ""));
    assert_snapshot!(ended.stdout, @r#"
    no violation in the parity of cadence (3 notes)

    setting                   rule    development                                           test                                    staging                                                production                           finding
    server.listen             free    127.0.0.1:8080                                        127.0.0.1:0                             0.0.0.0:8080                                           0.0.0.0:8080
    database.url              kind    postgres://cadence:[redacted]@localhost:5432/cadence  postgres://localhost:5432/cadence_test  at deploy time                                         at deploy time                       note
    database.max_connections  free    2                                                     1                                       5                                                      50
    database.min_connections  free    1                                                     1                                       1                                                      5
    reminders.batch_size      free    2                                                     1                                       20                                                     500
    mail.from                 free    Cadence <reminders@cadence.localhost>                 Cadence <reminders@cadence.test>        Cadence (staging) <reminders@staging.cadence.example>  Cadence <reminders@cadence.example>
    mail.api_url              kind    http://localhost:8025/v1                              http://localhost:8025/v1                https://mail-sandbox.internal/v1                       https://mail.internal/v1
    mail.api_key              differ  [redacted]                                            [redacted]                              at deploy time                                         at deploy time
    features.freeze           order   true                                                  false                                   true                                                   true                                 note
    features.weekly_digest    order   true                                                  false                                   true                                                   false                                note
    features.quiet_weekends   order   true                                                  false                                   false                                                  false
    log.level                 free    debug                                                 warn                                    info                                                   warn
    log.format                free    text                                                  text                                    json                                                   json
    6 settings are the same everywhere

    note[different-supply]: `database.url` is set at deploy time in staging and production, and in a file in development and test
     --> config/test.toml:8:7
      |
    8 | url = "postgres://localhost:5432/cadence_test"
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in test
      |
     --> config/development.toml:5:7
      |
    5 | url = "postgres://cadence:[redacted]@localhost:5432/cadence"
      |       ------------------------------------------------------ in development
      |
      = help: supply it the same way everywhere

    note[switch-ahead]: `features.freeze` is off in test, and on in staging and production
      --> config/production.toml:18:10
       |
    18 | freeze = true
       |          ^^^^ in production
       |
      --> config/staging.toml:18:10
       |
    18 | freeze = true
       |          ---- in staging
       |
       = help: enable it in test first

    note[switch-ahead]: `features.weekly_digest` is on in staging, and off in test
      --> config/staging.toml:19:17
       |
    19 | weekly_digest = true
       |                 ^^^^ in staging
       |
       = help: enable it in test first

    looked in the program: config/default.toml, config/development.toml, config/test.toml, config/staging.toml, config/production.toml
    "#);
}
