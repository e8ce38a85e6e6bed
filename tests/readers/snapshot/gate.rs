//! What the gate says of two deploys.

use insta::assert_snapshot;
use rehearsal::parity::{Column, Difference, Facts, ParityReport};
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loaded, Loader};

use super::Deploy;
use crate::parity::settings::Settings;

#[test]
fn what_was_rehearsed_opens() {
    let staging = Deploy::of("staging").snapshot();
    let parity = Deploy::of("production").compare(&staging);
    assert!(parity.is_clean(), "{parity}");
    assert_eq!(parity.exit_status(), 0);
    assert_eq!(parity.differences().len(), 0, "{parity}");
}

#[test]
fn the_same_deploy_again_has_nothing_to_say() {
    let before = Deploy::of("production").snapshot();
    let parity = Deploy::of("production").compare(&before);
    assert_eq!(parity.differences().len(), 0, "{parity}");
    let names: Vec<_> = parity.sides().iter().map(Column::name).collect();
    assert_eq!(names, ["production (before)", "production"]);
}

/// A deploy that is not what was rehearsed, in many ways.
fn drifted() -> ParityReport {
    let staging = Deploy::of("staging")
        .artifact("release 6")
        .fact("cache.version", "7.2");
    let staging = staging.snapshot();
    let production = Deploy::of("production")
        .unset("CADENCE_SNAPSHOT_KEY")
        .set("CADENCE_DATABASE_MAX_CONNECTIONS", "3")
        .fact("database.version", "14.9");
    production.compare(&staging)
}

#[test]
fn all_of_it_is_said_in_one_report() {
    assert_eq!(drifted().exit_status(), 78);
    assert_snapshot!(drifted().to_text(), @r#"
    5 violations in the parity of cadence (2 warnings, 1 note)

    setting                   rule     staging                                                        production                                             finding
    server.public_url         kind     https://staging.cadence.net                                    https://cadence.net
    server.allowed_origins    free     ["https://staging.cadence.net"]                                ["https://cadence.net"]
    database.url              kind     postgres://db.staging.cadence.net/cadence?sslmode=verify-full  postgres://db.cadence.net/cadence?sslmode=verify-full
    database.version          version  "15.4"                                                         "15.4"                                                 violation
    database.max_connections  order    5                                                              3                                                      violation
    cache.url                 kind     rediss://cache.staging.cadence.net                             rediss://cache.cadence.net
    queue.url                 kind     amqps://queue.staging.cadence.net                              amqps://queue.cadence.net
    queue.topic               differ   reminders-staging                                              reminders
    storage.bucket            differ   s3://cadence-staging                                           s3://cadence
    mail.api_url              kind     https://sandbox.posthorn.net/v1                                https://api.posthorn.net/v1
    mail.from                 free     Cadence (staging) <mail@staging.cadence.net>                   Cadence <mail@cadence.net>
    mail.bounce_host          free     bounce.staging.cadence.net                                     bounce.cadence.net
    payments.api_url          kind     https://sandbox.purse.net/v2                                   https://api.purse.net/v2
    payments.webhook_url      kind     https://staging.cadence.net/hooks                              https://cadence.net/hooks
    regions.eu.url            kind     https://eu.staging.cadence.net                                 https://eu.cadence.net
    regions.eu.weight         free     1                                                              3
    features.digest           order    true                                                           false
    limits.plans              kind     { free = 60, paid = 600 }                                      { free = 60, paid = 900 }
    fact cache.version        version  "7.2"                                                          –                                                      note
    fact database.version     version  "15.4"                                                         "14.9"                                                 violation
    25 settings are the same everywhere

    error[different-artifact]: production runs artifact `0679b847bb69…`, but staging runs `ad82872935ac…`
      |
      = help: deploy the artifact that was tested, or test this one first

    error[different-version]: `database.version` is `15.4`, but production runs `14.9`
     --> config/default.toml:7:11
      |
      = help: declare the version that is running, or run the declared one

    error[different-supply]: `database.max_connections` is set at deploy time in production, and in a file in staging
     --> variable CADENCE_DATABASE_MAX_CONNECTIONS (in production)
     --> config/staging.toml:8:19 (in staging)
      |
      = help: supply it the same way everywhere

    error[out-of-order]: `database.max_connections` is `3` in production, and `5` in staging
     --> variable CADENCE_DATABASE_MAX_CONNECTIONS (in production)
     --> config/staging.toml:8:19 (in staging)
      |
      = help: fix the value that is out of order: it may only grow on the way to production

    error[different-version]: `fact database.version` is version `14.9` in production, and `15.4` in staging
      |
      = help: use the same version everywhere

    warning[secrets-uncompared]: secrets are not compared: the snapshot of production has no secret digests
      |
      = help: set CADENCE_SNAPSHOT_KEY to the same key wherever snapshots are taken, or CADENCE_SNAPSHOT_KEY_FILE to a file that holds it

    warning[overridden-file]: `database.max_connections` comes from variable CADENCE_DATABASE_MAX_CONNECTIONS in production, not from its file
     --> variable CADENCE_DATABASE_MAX_CONNECTIONS
     --> config/production.toml:8:19 (overridden)
      |
      = help: remove the value that is not intended

    note[fact-missing]: the fact `cache.version` is known only in staging, so it is not compared
      |
      = help: pass `--fact cache.version=…` in production too; in the program, use `Facts::with`

    5 violations in the parity of cadence (2 warnings, 1 note)
    "#);
}

#[test]
fn it_is_said_in_a_workflow_and_in_a_pull_request() {
    assert_snapshot!(drifted().to_github(), @"
    ::error title=different-artifact::production runs artifact `0679b847bb69…`, but staging runs `ad82872935ac…`%0Ahelp: deploy the artifact that was tested, or test this one first
    ::error file=config/default.toml,line=7,col=11,title=different-version::`database.version` is `15.4`, but production runs `14.9`%0Ahelp: declare the version that is running, or run the declared one
    ::error title=different-supply::`database.max_connections` is set at deploy time in production, and in a file in staging (variable CADENCE_DATABASE_MAX_CONNECTIONS)%0Anote: config/staging.toml:8:19: in staging%0Ahelp: supply it the same way everywhere
    ::error title=out-of-order::`database.max_connections` is `3` in production, and `5` in staging (variable CADENCE_DATABASE_MAX_CONNECTIONS)%0Anote: config/staging.toml:8:19: in staging%0Ahelp: fix the value that is out of order: it may only grow on the way to production
    ::error title=different-version::`fact database.version` is version `14.9` in production, and `15.4` in staging%0Ahelp: use the same version everywhere
    ::warning title=secrets-uncompared::secrets are not compared: the snapshot of production has no secret digests%0Ahelp: set CADENCE_SNAPSHOT_KEY to the same key wherever snapshots are taken, or CADENCE_SNAPSHOT_KEY_FILE to a file that holds it
    ::warning title=overridden-file::`database.max_connections` comes from variable CADENCE_DATABASE_MAX_CONNECTIONS in production, not from its file (variable CADENCE_DATABASE_MAX_CONNECTIONS)%0Anote: config/production.toml:8:19: overridden%0Ahelp: remove the value that is not intended
    ::notice title=fact-missing::the fact `cache.version` is known only in staging, so it is not compared%0Ahelp: pass `--fact cache.version=…` in production too; in the program, use `Facts::with`
    ");
    assert_snapshot!(drifted().to_markdown(), @r#"
    ### 5 violations in the parity of cadence (2 warnings, 1 note)

    **Violations**

    - production runs artifact `0679b847bb69…`, but staging runs `ad82872935ac…` (different-artifact); deploy the artifact that was tested, or test this one first
    - `database.version` is `15.4`, but production runs `14.9` (different-version) at config/default.toml:7:11; declare the version that is running, or run the declared one
    - `database.max_connections` is set at deploy time in production, and in a file in staging (different-supply) at variable CADENCE\_DATABASE\_MAX\_CONNECTIONS; supply it the same way everywhere
    - `database.max_connections` is `3` in production, and `5` in staging (out-of-order) at variable CADENCE\_DATABASE\_MAX\_CONNECTIONS; fix the value that is out of order: it may only grow on the way to production
    - `fact database.version` is version `14.9` in production, and `15.4` in staging (different-version); use the same version everywhere

    | setting | rule | staging | production | finding |
    | --- | --- | --- | --- | --- |
    | server.public\_url | kind | https&#58;//staging.cadence.net | https&#58;//cadence.net |  |
    | server.allowed\_origins | free | \["https&#58;//staging.cadence.net"\] | \["https&#58;//cadence.net"\] |  |
    | database.url | kind | postgres&#58;//db.staging.cadence.net/cadence?sslmode=verify-full | postgres&#58;//db.cadence.net/cadence?sslmode=verify-full |  |
    | database.version | version | "15.4" | "15.4" | violation |
    | database.max\_connections | order | 5 | 3 | violation |
    | cache.url | kind | rediss&#58;//cache.staging.cadence.net | rediss&#58;//cache.cadence.net |  |
    | queue.url | kind | amqps&#58;//queue.staging.cadence.net | amqps&#58;//queue.cadence.net |  |
    | queue.topic | differ | reminders-staging | reminders |  |
    | storage.bucket | differ | s3&#58;//cadence-staging | s3&#58;//cadence |  |
    | mail.api\_url | kind | https&#58;//sandbox.posthorn.net/v1 | https&#58;//api.posthorn.net/v1 |  |
    | mail.from | free | Cadence (staging) &lt;mail&#64;staging.cadence.net&gt; | Cadence &lt;mail&#64;cadence.net&gt; |  |
    | mail.bounce\_host | free | bounce.staging.cadence.net | bounce.cadence.net |  |
    | payments.api\_url | kind | https&#58;//sandbox.purse.net/v2 | https&#58;//api.purse.net/v2 |  |
    | payments.webhook\_url | kind | https&#58;//staging.cadence.net/hooks | https&#58;//cadence.net/hooks |  |
    | regions.eu.url | kind | https&#58;//eu.staging.cadence.net | https&#58;//eu.cadence.net |  |
    | regions.eu.weight | free | 1 | 3 |  |
    | features.digest | order | true | false |  |
    | limits.plans | kind | { free = 60, paid = 600 } | { free = 60, paid = 900 } |  |
    | fact cache.version | version | "7.2" | – | note |
    | fact database.version | version | "15.4" | "14.9" | violation |

    **Warnings**

    - secrets are not compared: the snapshot of production has no secret digests (secrets-uncompared); set CADENCE\_SNAPSHOT\_KEY to the same key wherever snapshots are taken, or CADENCE\_SNAPSHOT\_KEY\_FILE to a file that holds it
    - `database.max_connections` comes from variable CADENCE\_DATABASE\_MAX\_CONNECTIONS in production, not from its file (overridden-file) at variable CADENCE\_DATABASE\_MAX\_CONNECTIONS; remove the value that is not intended

    **Notes**

    - the fact `cache.version` is known only in staging, so it is not compared (fact-missing); pass `--fact cache.version=…` in production too; in the program, use `Facts::with`
    "#);
}

#[test]
fn what_has_changed_since_the_release_before_is_said() {
    let before = Deploy::of("production")
        .artifact("release 6")
        .set("CADENCE_SERVER_ADMINS", "a,b,c,d,e")
        .set("CADENCE_QUEUE_URL", "amqps://app:old@queue.cadence.net")
        .fact("gone", "1");
    let before = before.snapshot();
    let now = Deploy::of("production")
        .set("CADENCE_SERVER_ADMINS", "a")
        .set("CADENCE_QUEUE_URL", "amqps://app:new@queue.cadence.net")
        .set("CADENCE_MAIL_API_KEY", "fresh")
        .set(
            "CADENCE_DATABASE_REPLICA_URL",
            "postgres://r.cadence.net/cadence?sslmode=verify-full",
        )
        .set("CADENCE_LIMITS_RETRIES", "3")
        .fact("database.version", "15.4.9");
    let parity = now.compare(&before);
    assert!(parity.is_clean(), "{parity}");
    assert_snapshot!(parity.to_text(), @r#"
    no violation in the parity of cadence (2 warnings, 7 notes)

    setting                rule     production (before)                       production                                            finding
    server.admins          same     ["a", "b", "c", "d", "e"]                 ["a"]                                                 warning
    database.replica_url   kind     –                                         postgres://r.cadence.net/cadence?sslmode=verify-full  note
    queue.url              kind     amqps://app:[redacted]@queue.cadence.net  amqps://app:[redacted]@queue.cadence.net              warning
    mail.api_key           differ   [redacted]                                [redacted]                                            note
    limits.retries         same     3                                         3                                                     note
    fact database.version  version  "15.4"                                    15.4.9                                                note
    fact gone              same     "1"                                       –                                                     note
    38 settings are the same everywhere

    warning[shrunken-list]: `server.admins` shrank from 5 to 1 entries
     --> variable CADENCE_SERVER_ADMINS
      |
      = help: check that nothing was cut off

    warning[overridden-file]: `queue.url` comes from variable CADENCE_QUEUE_URL in production, not from its file
     --> variable CADENCE_QUEUE_URL
     --> config/production.toml:14:7 (overridden)
      |
      = help: remove the value that is not intended

    note[different-artifact]: the artifact of production changed from `ad82872935ac…` to `0679b847bb69…`

    note[changed-value]: `database.replica_url` is now set to `postgres://r.cadence.net/cadence?sslmode=verify-full`
     --> variable CADENCE_DATABASE_REPLICA_URL

    note[changed-value]: `queue.url` has a new password
     --> variable CADENCE_QUEUE_URL

    note[changed-value]: `mail.api_key` is a new secret
     --> variable CADENCE_MAIL_API_KEY

    note[changed-value]: `limits.retries` now comes from variable CADENCE_LIMITS_RETRIES instead of config/default.toml:19:11
     --> variable CADENCE_LIMITS_RETRIES

    note[changed-value]: `fact database.version` changed from `15.4` to `15.4.9`

    note[fact-missing]: the fact `gone` is known only in production (before), so it is not compared
      |
      = help: pass `--fact gone=…` in production too; in the program, use `Facts::with`
    "#);
}

#[test]
fn waivers_hold_at_the_gate_too() {
    let waiver = "[[waiver]]\nkey = 'limits.retries'\nenvironments = ['production']\n\
        reason = 'until the provider is back'\nuntil = 2026-12-01\n\
        [[waiver]]\nkey = 'cache.kind'\nenvironments = ['development']\n\
        reason = 'of no concern here'\nuntil = 2026-12-01\n";
    let staging = Deploy::of("staging").snapshot();
    let production = Deploy::of("production")
        .file("waivers.toml", waiver)
        .set("CADENCE_LIMITS_RETRIES", "9");
    let parity = production.compare(&staging);
    assert!(parity.is_clean(), "{parity}");
    let waived: Vec<_> = parity.waived().map(|(verdict, _)| verdict.code()).collect();
    assert_eq!(waived, [Code::DifferentValue, Code::DifferentSupply]);
}

/// The settings of one release.
#[derive(Config)]
struct First {
    #[config(default = 3)]
    retries: u8,
    #[config(default = "30s")]
    timeout: std::time::Duration,
    #[config(default)]
    #[expect(dead_code, reason = "of the first release only")]
    gone: u8,
}

/// Those of the next one.
#[derive(Config)]
struct Second {
    #[config(default = 5)]
    retries: u8,
    #[config(default = "30000ms")]
    timeout: std::time::Duration,
}

fn bare(environment: &str, artifact: &str) -> Loader {
    let host = Memory::new()
        .variable("CADENCE_ENV", environment)
        .executable(artifact);
    Loader::new("CADENCE").system(host)
}

#[test]
fn a_default_that_the_code_has_changed_is_said() {
    let first = bare("production", "1").load::<First>().unwrap();
    assert_eq!((first.retries, first.timeout.as_secs()), (3, 30));
    let second = bare("production", "2").load::<Second>().unwrap();
    assert_eq!((second.retries, second.timeout.as_secs()), (5, 30));
    let parity = second
        .compare(&first.snapshot(&Facts::new()).unwrap(), &Facts::new())
        .unwrap();
    assert!(parity.is_clean());
    assert_snapshot!(parity.to_text(), @"
    no violation in the parity of cadence (1 warning, 2 notes)

    setting  rule  production (before)  production  finding
    retries  same  3                    5           warning
    timeout  same  30s                  30000ms

    warning[changed-default]: the default of `retries` changed from `3` to `5`
      |
      = help: to keep the old value, set it in a file

    note[different-artifact]: the artifact of production changed from `6b86b273ff34…` to `d4735e3a265e…`

    note[different-schema]: the settings of production changed
      |
      = help: only in production (before), so not compared: `gone`
    ");
}

#[test]
fn a_release_with_other_settings_was_not_rehearsed() {
    let first = bare("staging", "1")
        .load::<First>()
        .unwrap()
        .snapshot(&Facts::new())
        .unwrap();
    let second = bare("production", "1").load::<Second>().unwrap();
    let parity = second.compare(&first, &Facts::new()).unwrap();
    assert_snapshot!(parity.to_text(), @"
    2 violations in the parity of cadence

    setting  rule  staging  production  finding
    retries  same  3        5           violation
    timeout  same  30s      30000ms

    error[different-schema]: production declares other settings than staging
      |
      = help: only in staging, so not compared: `gone`

    error[different-value]: `retries` is `5` in production, and `3` in staging
      |
      = help: use the same value everywhere
      = help: in the program, `#[config(parity = free)]` lets it differ
    ");
    let other =
        Loader::new("OTHER").compare::<Settings>(&first, &second.snapshot(&Facts::new()).unwrap());
    assert_snapshot!(other.to_text(), @"
    3 violations in the parity of other

    error[different-artifact]: the snapshot of staging is from `cadence`, not from `other`
      |
      = help: compare snapshots of the same program

    error[different-artifact]: the snapshot of production is from `cadence`, not from `other`
      |
      = help: compare snapshots of the same program

    error[different-schema]: production declares other settings than staging
      |
      = help: only in staging, so not compared: `retries`, `timeout`, `gone`
      = help: only in production, so not compared: `retries`, `timeout`
    ");
}

#[test]
fn a_newer_artifact_in_the_rehearsal_is_how_it_should_be() {
    let production = bare("production", "1").load::<First>().unwrap();
    let staging = bare("staging", "2").load::<First>().unwrap();
    let parity = staging
        .compare(&production.snapshot(&Facts::new()).unwrap(), &Facts::new())
        .unwrap();
    assert!(parity.is_clean());
    assert_snapshot!(parity.to_text(), @r"
    no violation in the parity of cadence (1 note)

    3 settings are the same everywhere

    note[different-artifact]: staging runs artifact `d4735e3a265e…`, but production runs `6b86b273ff34…`
    ");
}

#[test]
fn an_artifact_that_cannot_be_read_is_said() {
    let host = Memory::new().variable("CADENCE_ENV", "staging");
    let staging = Loader::new("CADENCE").system(host).load::<First>().unwrap();
    let snapshot = staging.snapshot(&Facts::new()).unwrap();
    assert_eq!(snapshot.artifact(), None);
    let production = bare("production", "1").load::<First>().unwrap();
    let parity = production.compare(&snapshot, &Facts::new()).unwrap();
    assert_snapshot!(parity.to_text(), @"
    no violation in the parity of cadence (1 warning)

    3 settings are the same everywhere

    warning[different-artifact]: the artifact of staging is unknown: cannot confirm that it matches that of production
    ");
}

#[derive(Config)]
#[expect(dead_code, reason = "settings are compared here, and not used")]
struct Keys {
    /// What one environment signs the other accepts.
    #[config(secret, parity = same, allow(weak_secret = "short in a test", placeholder = "short in a test"))]
    signing: String,
    #[config(
        secret,
        allow(weak_secret = "short in a test", placeholder = "short in a test")
    )]
    own: String,
}

fn keys(deployment: &str, signing: &str, own: &str) -> Loaded<Keys> {
    let host = Memory::new()
        .variable("CADENCE_ENV", deployment)
        .variable("CADENCE_SNAPSHOT_KEY", super::KEY)
        .variable("CADENCE_SIGNING", signing)
        .variable("CADENCE_OWN", own)
        .executable("release");
    let loader = Loader::new("CADENCE")
        .deployment("eu-prod", Environment::Production)
        .deployment("us-prod", Environment::Production);
    loader.system(host).load().unwrap()
}

#[test]
fn a_secret_that_must_be_the_same_is_compared_too() {
    let staging = keys("staging", "a", "b").snapshot(&Facts::new()).unwrap();
    let clean = keys("production", "a", "c")
        .compare(&staging, &Facts::new())
        .unwrap();
    assert_eq!(clean.differences().len(), 0, "{clean}");
    let parity = keys("production", "x", "c")
        .compare(&staging, &Facts::new())
        .unwrap();
    let said: Vec<_> = parity.violations().map(Difference::message).collect();
    assert_eq!(
        said,
        ["`signing` is another one in production, and one secret in staging"]
    );
}

#[test]
fn two_deployments_of_one_environment_may_share_a_secret() {
    let eu = keys("eu-prod", "a", "b").snapshot(&Facts::new()).unwrap();
    assert_eq!(eu.deployment(), Some("eu-prod"));
    let parity = keys("us-prod", "a", "b")
        .compare(&eu, &Facts::new())
        .unwrap();
    assert_eq!(parity.differences().len(), 0, "{parity}");
    let names: Vec<_> = parity.sides().iter().map(Column::name).collect();
    assert_eq!(names, ["eu-prod", "us-prod"]);
    let test = keys("test", "a", "b").snapshot(&Facts::new()).unwrap();
    let parity = keys("eu-prod", "a", "b")
        .compare(&test, &Facts::new())
        .unwrap();
    let said: Vec<_> = parity.violations().map(Difference::message).collect();
    assert_eq!(
        said,
        ["`own` is the same secret in test and eu-prod, but must differ"]
    );
}
