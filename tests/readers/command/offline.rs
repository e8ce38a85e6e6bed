//! What `check --all` knows without a deploy: all that a start would refuse of
//! what is committed.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Loader};
use secrecy::SecretString;
use url::Url;

use crate::support::command::run_for;

#[derive(Config)]
#[config(check = Settings::check)]
struct Settings {
    #[config(nested)]
    pool: Pool,
    #[config(nested)]
    mail: Mail,
    cache: Url,
    #[config(default = "signed by the developers", secret)]
    signature: String,
    #[config(forbidden_in = [Production])]
    debug_port: Option<u16>,
    #[config(required_in = [Production])]
    region: Option<String>,
    #[config(default, path(exists))]
    templates: String,
}

impl Settings {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.pool.max > 1000 && self.mail.key.is_some() {
            rules.problem(["pool.max"], "the pool is larger than the database");
        }
    }
}

#[derive(Config)]
#[config(check = Pool::check)]
struct Pool {
    min: u32,
    max: u32,
}

impl Pool {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.min > self.max {
            rules.problem(["min", "max"], "the pool has no size");
        }
    }
}

#[derive(Config)]
#[config(check = Mail::check)]
struct Mail {
    #[config(required_if = ".enabled")]
    key: Option<SecretString>,
    #[config(default)]
    enabled: bool,
    relay: String,
}

impl Mail {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.key.is_none() {
            rules.warning(["key"], "no mail is sent");
        }
    }
}

/// What every file of the program would have, but for what a test says of one.
fn committed(default: &str, production: &str) -> Loader {
    let host = Memory::new()
        .file(
            "config/default.toml",
            format!("{default}\n[pool]\nmin = 1\n"),
        )
        .file("config/production.toml", production);
    Loader::new("CADENCE").system(host)
}

const FINE: &str = "cache = 'rediss://cache.cadence.net'\n[pool]\nmax = 10\n[mail]\nrelay = 'a'\n";

#[test]
fn what_only_a_deploy_has_is_listed_and_no_problem() {
    let fine = FINE.replace("[mail]", "[mail]\nenabled = true");
    let (status, out, err) = run_for::<Settings>(&committed("", &fine), "check --all");
    assert_eq!(status, 0, "{err}");
    assert_snapshot!(out, @"
    production: fine
      to be supplied at deploy time:
        mail.key through CADENCE_MAIL_KEY
        signature through CADENCE_SIGNATURE
        region through CADENCE_REGION
      rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):
        mail
        all settings
    ");
    assert_snapshot!(err, @"");
}

#[test]
fn what_a_start_refuses_is_refused_without_one() {
    let unsafe_values = FINE
        .replace("rediss://cache.cadence.net", "redis://localhost")
        .replace("max = 10", "max = 0")
        .replace("cache =", "debug_port = 1\nsignature = 'changeme'\ncache =");
    let (status, out, err) = run_for::<Settings>(&committed("", &unsafe_values), "check --all");
    assert_eq!(status, 78);
    assert!(!err.contains("changeme"), "{err}");
    assert_snapshot!(out, @"
    production: 4 problems
      to be supplied at deploy time:
        region through CADENCE_REGION
      rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):
        all settings
    ");
    assert_snapshot!(err, @r#"
    4 problems keep cadence from starting in production (1 warning)

    error[rule]: the pool has no size
     --> config/default.toml:3:7
      |
    3 | min = 1
      |       ^
      |
     --> config/production.toml:5:7
      |
    5 | max = 0
      |       -

    error[forbidden]: `debug_port` must not be set in this environment
     --> config/production.toml:1:14
      |
    1 | debug_port = 1
      |              ^
      |
      = help: remove it from this environment

    error[placeholder]: `signature` is a placeholder, not a secret
     --> config/production.toml:2:13
      |
    2 | signature = [redacted]
      |             ^^^^^^^^^^
      |
      = help: set a real secret for this environment
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: supply it through a variable or a secret file; this file is committed
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field

    error[internal-host]: the host of `cache` is the local machine
     --> config/production.toml:3:9
      |
    3 | cache = 'redis://localhost'
      |         ^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: set the real host of this environment
      = help: to permit it for a while, add a waiver of `internal-host` to waivers.toml
      = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field

    warning[rule]: no mail is sent
      |
      = help: `mail.key` is not set

    4 problems keep cadence from starting in production (1 warning)

    for more about a code, try `cadence config check --explain rule`
    "#);
}

#[test]
fn rules_that_could_not_be_checked_are_named() {
    let (status, out, _) = run_for::<Settings>(&committed("", "[pool]\nmax = 1\n"), "check --all");
    assert_eq!(status, 0);
    assert_snapshot!(out, @"
    production: fine
      to be supplied at deploy time:
        mail.relay through CADENCE_MAIL_RELAY
        cache through CADENCE_CACHE
        signature through CADENCE_SIGNATURE
        region through CADENCE_REGION
      rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):
        mail
        all settings
    ");
    let (_, out, _) = run_for::<Settings>(&committed("", ""), "check --all --format json");
    assert!(out.contains(r#""unchecked_rules": ["#), "{out}");
}

#[test]
fn the_machine_that_checks_is_asked_for_no_path() {
    let with_path = format!("templates = '/nowhere'\n{FINE}");
    let (status, _, err) = run_for::<Settings>(&committed("", &with_path), "check production");
    assert_eq!(status, 0, "{err}");
}

#[test]
fn values_that_stand_for_those_of_the_deploy_let_all_rules_be_checked() {
    let with_mail = FINE.replace("[mail]", "[mail]\nenabled = true");
    let all = "check --all --set signature=x --set region=eu --set mail.key=hunter2";
    let (status, out, err) = run_for::<Settings>(&committed("", &with_mail), all);
    assert_eq!(status, 0, "{err}");
    assert_snapshot!(out, @"
    production: fine
      to be supplied at deploy time:
        mail.key through CADENCE_MAIL_KEY
        signature through CADENCE_SIGNATURE
        region through CADENCE_REGION
    ");

    let too_large = with_mail.replace("max = 10", "max = 2000");
    let (status, out, err) = run_for::<Settings>(&committed("", &too_large), all);
    assert_eq!(status, 78);
    assert!(!err.contains("hunter2"), "{err}");
    assert_snapshot!(format!("{out}\n{err}"), @"
    production: 1 problem
      to be supplied at deploy time:
        mail.key through CADENCE_MAIL_KEY
        signature through CADENCE_SIGNATURE
        region through CADENCE_REGION

    1 problem keeps cadence from starting in production

    error[rule]: the pool is larger than the database
     --> config/production.toml:3:7
      |
    3 | max = 2000
      |       ^^^^

    for more about a code, try `cadence config check --explain rule`
    ");
}

#[test]
fn what_stands_for_nothing_is_refused() {
    let files = committed("", FINE);
    for (set, expected) in [
        (
            "pool.max=5",
            "error: `--set pool.max` has no effect: `pool.max` is not supplied at deploy time",
        ),
        (
            "hunter2",
            "error: a value of `--set` has no `=`, write `key=value`",
        ),
        (
            "region=5 --set mail.relay=x",
            "error: `--set mail.relay` has no effect: `mail.relay` is not supplied at deploy time",
        ),
    ] {
        let (status, out, err) = run_for::<Settings>(&files, &format!("check --all --set {set}"));
        assert_eq!((status, &*out, err.trim()), (64, "", expected));
    }
}

#[test]
fn a_default_that_is_refused_is_for_the_deploy_to_replace() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(default = "postgres://cadence:cadence@localhost/cadence")]
        database: Url,
        #[config(default = "redis://localhost")]
        cache: Url,
        #[config(default = "http://localhost:8025", warn(internal_host = "until June"))]
        relay: Url,
    }
    let host = Memory::new()
        .file("config/development.toml", "")
        .file("config/production.toml", "cache = 'redis://localhost'\n");
    let loader = Loader::new("CADENCE").system(host);
    let (status, out, err) = run_for::<Settings>(&loader, "check --all");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"
    development: fine
    production: 1 problem
      to be supplied at deploy time:
        database through CADENCE_DATABASE
    ");
    let codes = err.lines().filter(|line| line.contains("]: "));
    assert_snapshot!(codes.collect::<Vec<_>>().join("\n"), @"
    error[internal-host]: the host of `cache` is the local machine
    warning[internal-host]: the host of `relay` is the local machine
    ");
}

#[cfg(feature = "garde")]
#[test]
fn what_a_rule_requires_is_for_the_deploy_to_bring() {
    #[derive(Config, garde::Validate)]
    struct Settings {
        #[garde(required, length(min = 3))]
        region: Option<String>,
        #[config(default = 1)]
        #[garde(range(min = 1))]
        workers: u16,
    }
    let host = Memory::new().file("config/production.toml", "");
    let loader = Loader::new("CADENCE").system(host);
    let (status, out, err) = run_for::<Settings>(&loader, "check --all");
    assert_eq!(status, 0, "{err}");
    assert_snapshot!(out, @"
    production: fine
      to be supplied at deploy time:
        region through CADENCE_REGION
      rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):
        all settings
    ");
    let (_, example, _) = run_for::<Settings>(&loader, "generate env-example");
    assert_snapshot!(example, @"
    # Variables of cadence. Copy this file to `.env`.
    # A line `#NAME=value` is the default: to change it, remove the `#` and edit the value.
    # A line `# NAME=` has no default: if it is required, set it here or in a file.
    # Choose the environment outside this file: CADENCE_ENV=development

    # (text, required, must be set and have a length of at least 3)
    # CADENCE_REGION=

    # (an integer from 1 to 65535)
    #CADENCE_WORKERS=1
    ");
}

#[cfg(feature = "garde")]
#[test]
fn what_only_warns_is_not_left_to_the_deploy() {
    #[derive(Config, garde::Validate)]
    struct Settings {
        #[config(warn(rule = "one region is enough until June"))]
        #[garde(required)]
        region: Option<String>,
        #[config(required_in = [Production], warn(required = "a trial", in(Production)))]
        #[garde(skip)]
        sentry: Option<String>,
        #[config(default = true)]
        #[garde(skip)]
        mail: bool,
        #[config(required_if = "mail", warn(required = "letters are new"))]
        #[garde(skip)]
        signature: Option<String>,
        #[config(default = 0, warn(rule = "nothing works yet"))]
        #[garde(range(min = 1))]
        workers: u16,
    }
    let host = Memory::new().file("config/production.toml", "");
    let loader = Loader::new("CADENCE").system(host);
    let (status, out, err) = run_for::<Settings>(&loader, "check --all");
    assert_eq!(status, 0, "{err}");
    assert_snapshot!(out, @"production: fine");
    assert_snapshot!(err, @"
    warning[missing]: `sentry` is not set, but production requires it
      |
      = help: set the variable CADENCE_SENTRY, or `sentry` in config/production.toml

    warning[missing]: `signature` is not set, but is required when `mail` is true
     --> default
      |
      | mail = true
      |        ^^^^ this requires it
      |
      = help: set the variable CADENCE_SIGNATURE, or `signature` in config/production.toml

    warning[rule]: `region` must be set
      |
      = help: give it a value

    warning[rule]: `workers` must be at least 1
     --> default
      |
      | workers = 0
      |           ^ lower than 1

    warning[looks-like-secret]: `signature` is named like a secret but not marked as one, so its value is hidden
      |
      = help: in the program, mark the field: `#[config(secret)]` if it holds a secret, `#[config(secret = false)]` if it may be shown
    ");
}

#[cfg(feature = "garde")]
#[test]
fn a_value_is_checked_beside_one_that_is_not_there_yet() {
    #[derive(Config, garde::Validate)]
    struct Settings {
        #[garde(skip)]
        url: Url,
        #[config(default = 10)]
        #[garde(range(min = 1, max = 500))]
        max_connections: u32,
        #[garde(length(min = 1), inner(length(chars, max = 3), ip))]
        replicas: Vec<String>,
        #[config(default = "eu", rename = "home-region")]
        #[garde(prefix("region-"))]
        region: String,
        #[garde(length(min = 2))]
        name: Option<String>,
    }
    let host = Memory::new().file(
        "config/production.toml",
        "max_connections = 900\nreplicas = ['1', '::1', '10.0.0.7']\n",
    );
    let loader = Loader::new("CADENCE").system(host);
    let (status, out, err) = run_for::<Settings>(&loader, "check --all");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"
    production: 4 problems
      to be supplied at deploy time:
        url through CADENCE_URL
      rules not checked, because a value is invalid or missing (`--set KEY=VALUE`):
        all settings
    ");
    assert_snapshot!(err, @"
    4 problems keep cadence from starting in production

    error[rule]: `max_connections` must be from 1 to 500
     --> config/production.toml:1:19
      |
    1 | max_connections = 900
      |                   ^^^ greater than 500

    error[rule]: `replicas[0]` must have a length of at most 3 characters and be an IP address
     --> config/production.toml:2:13
      |
    2 | replicas = ['1'
      |             ^^^ must be an IP address

    error[rule]: `replicas[2]` must have a length of at most 3 characters and be an IP address
     --> config/production.toml:2:25
      |
    2 | replicas = … '10.0.0.7'
      |              ^^^^^^^^^^ length is greater than 3

    error[rule]: `home-region` must begin with `region-`
     --> default
      |
      | home-region = eu
      |               ^^ must begin with `region-`

    for more about a code, try `cadence config check --explain rule`
    ");
}

#[test]
fn what_staging_and_production_refuse_alike_is_told_once() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Cache {
        cache: Url,
        #[config(forbidden_in = [Staging, Production])]
        debug_port: Option<u16>,
    }
    let host = Memory::new()
        .file(
            "config/default.toml",
            "cache = 'rediss://localhost'\ndebug_port = 1\n",
        )
        .file("config/development.toml", "")
        .file("config/staging.toml", "")
        .file("config/production.toml", "");
    let loader = Loader::new("CADENCE").system(host);
    let (status, _, err) = run_for::<Cache>(&loader, "check --all");
    assert_eq!(status, 78);
    assert_snapshot!(err, @r#"
    2 problems keep cadence from starting in staging and production

    error[internal-host]: the host of `cache` is the local machine
     --> config/default.toml:1:9
      |
    1 | cache = 'rediss://localhost'
      |         ^^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: set the real host of this environment
      = help: to permit it for a while, add a waiver of `internal-host` to waivers.toml
      = help: applies to staging and production
      = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field

    error[forbidden]: `debug_port` must not be set in this environment
     --> config/default.toml:2:14
      |
    2 | debug_port = 1
      |              ^
      |
      = help: remove it from this environment
      = help: applies to staging and production

    for more about a code, try `cadence config check --explain internal-host`
    "#);
}

#[test]
fn a_setting_in_which_a_typo_is_not_found_is_warned_of() {
    #[derive(serde::Deserialize)]
    #[serde(tag = "kind")]
    #[expect(dead_code)]
    enum Store {
        Disk { path: String, size: Option<u32> },
    }
    #[derive(Config)]
    #[expect(dead_code)]
    struct Stores {
        store: Store,
    }
    let file = "store = { kind = 'Disk', path = '/', sise = 5 }\n";
    let host = Memory::new().file("config/production.toml", file);
    let loader = Loader::new("CADENCE").system(host);
    let (status, _, err) = run_for::<Stores>(&loader, "check --all");
    assert_eq!(status, 0);
    assert_snapshot!(err, @r#"
    warning[dropped-fields]: misspelled fields of `store` go unnoticed
      |
      = help: in the program, give its type `#[serde(deny_unknown_fields)]`, or make it a section with `#[derive(Config)]`
      = help: in the program, `#[config(allow(dropped_fields = "why"))]` allows it on the field
    "#);
}

#[test]
fn a_typo_that_is_not_found_is_allowed_of_one_field() {
    #[derive(serde::Deserialize)]
    #[serde(tag = "kind")]
    #[expect(dead_code)]
    enum Store {
        Disk { path: String, size: Option<u32> },
    }
    #[derive(Config)]
    #[expect(dead_code)]
    struct Stores {
        #[config(allow(dropped_fields = "another program reads the rest"))]
        store: Store,
    }
    let file = "store = { kind = 'Disk', path = '/', others = 5 }\n";
    let host = Memory::new().file("config/production.toml", file);
    let loader = Loader::new("CADENCE").system(host);
    let (status, out, err) = run_for::<Stores>(&loader, "check --all");
    assert_eq!((status, &*err), (0, ""), "{out}");
    let (_, out, _) = run_for::<Stores>(&loader, "explain store --env production");
    assert!(
        out.contains("dropped_fields (another program reads the rest)"),
        "{out}"
    );
    rehearsal::testing::assert_schema::<Stores>("CADENCE");
}

#[derive(Config)]
struct Typed {
    key: SecretString,
}

#[test]
fn a_committed_secret_of_a_wrong_type_is_told_once_for_all_environments() {
    let host = Memory::new()
        .file("config/default.toml", "key = 5\n")
        .file("config/test.toml", "")
        .file("config/staging.toml", "")
        .file("config/production.toml", "");
    let loader = Loader::new("CADENCE").system(host);
    let (status, out, err) = run_for::<Typed>(&loader, "check --all");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"
    test: 1 problem
    staging: 1 problem
    production: 1 problem
    ");
    assert_snapshot!(err, @"
    1 problem keeps cadence from starting in test, staging and production

    error[committed-secret]: the secret `key` is in a committed file
     --> config/default.toml:1:7
      |
    1 | key = [redacted]
      |       ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml
      = help: also: `key` must be a string
      = help: also: `key` is too short for a secret
      = help: applies to staging and production; in test, only the other problem applies

    for more about a code, try `cadence config check --explain committed-secret`
    ");
}
