//! Which setting the name of a variable means, and what is said of one that
//! means none.

#![allow(dead_code)]

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, LayerKind, Loaded, Loader, Report};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::support::with;

fn host(environment: &str, variables: &[(&str, &str)]) -> Memory {
    let host = Memory::new().variable("APP_ENV", environment);
    with(host, variables)
}

fn load<T: Config>(host: Memory) -> Result<Loaded<T>, Report> {
    crate::support::loader("APP", host).load()
}

#[track_caller]
fn accepted<T: Config>(host: Memory) -> Loaded<T> {
    load(host).unwrap()
}

#[track_caller]
fn refused<T: Config>(host: Memory) -> String {
    load::<T>(host).map(drop).unwrap_err().to_string()
}

const EU: &str = "VQ2dKfPxzR7mLwTn";
const US: &str = "b6YhJcSgNt4XuEaW";

#[derive(Config)]
struct Parts {
    #[config(default)]
    tokens: BTreeMap<String, SecretString>,
    #[config(default)]
    nested: BTreeMap<String, BTreeMap<String, String>>,
    #[config(default)]
    keys: Vec<SecretString>,
    login: Option<Login>,
    #[config(default)]
    logins: BTreeMap<String, Login>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Login {
    user_name: String,
    password: SecretString,
    #[serde(default)]
    log: String,
    #[serde(default)]
    log_file: String,
}

fn files() -> Memory {
    host("production", &[])
        .file("/run/keys/eu", format!("{EU}\n"))
        .file("/run/keys/us", US)
        .file("/run/keys/name", "app")
}

#[test]
fn below_a_leaf_too_a_variable_that_ends_in_file_names_the_file_of_a_value() {
    let host = files()
        .variable("APP_TOKENS__EU_FILE", "/run/keys/eu")
        .variable("APP_TOKENS__US_EAST", US)
        .variable("APP_NESTED__A__B_FILE", "/run/keys/name")
        .variable("APP_KEYS__0_FILE", "/run/keys/us")
        .variable("APP_LOGIN__USER_NAME", "app")
        .variable("APP_LOGIN__PASSWORD_FILE", "/run/keys/us")
        .variable("APP_LOGINS__EU__USER_NAME_FILE", "/run/keys/name")
        .variable("APP_LOGINS__EU__PASSWORD", EU);
    let settings = accepted::<Parts>(host);
    let tokens: Vec<_> = settings
        .tokens
        .iter()
        .map(|(name, token)| (name.as_str(), token.expose_secret()))
        .collect();
    assert_eq!(tokens, [("eu", EU), ("us_east", US)]);
    assert_eq!(settings.nested["a"]["b"], "app");
    assert_eq!(settings.keys[0].expose_secret(), US);
    let login = settings.login.as_ref().unwrap();
    assert_eq!(login.user_name, "app");
    assert_eq!(login.password.expose_secret(), US);
    let login = &settings.logins["eu"];
    assert_eq!(login.user_name, "app");
    assert_eq!(login.password.expose_secret(), EU);
}

#[cfg(feature = "dotenv")]
#[test]
fn in_dotenv_too_an_entry_may_have_a_file() {
    let host = host("development", &[])
        .file("/run/keys/eu", EU)
        .file(".env", "APP_TOKENS__EU_FILE=/run/keys/eu\n");
    let settings = accepted::<Parts>(host);
    assert_eq!(settings.tokens["eu"].expose_secret(), EU);
}

#[test]
fn a_field_of_a_struct_that_serde_reads_wins_over_the_twin_of_another() {
    let settings = accepted::<Parts>(
        host("test", &[])
            .variable("APP_LOGIN__USER_NAME", "app")
            .variable("APP_LOGIN__PASSWORD", US)
            .variable("APP_LOGIN__LOG_FILE", "/var/log/app"),
    );
    let login = settings.login.as_ref().unwrap();
    assert_eq!((login.log.as_str(), &*login.log_file), ("", "/var/log/app"));
}

#[test]
fn an_entry_of_a_file_that_is_called_like_the_twin_makes_it_ambiguous() {
    let tables = "[tokens]\neu-file = \"x\"\n";
    let host = host("development", &[])
        .file("config/default.toml", tables)
        .file("config/development.toml", "")
        .file("/run/keys/eu", EU)
        .variable("APP_TOKENS__EU_FILE", "/run/keys/eu");
    assert_snapshot!(refused::<Parts>(host), @"
    1 problem keeps app from starting in development

    error[ambiguous-variable]: APP_TOKENS__EU_FILE could name the file of `tokens.eu`, or set the entry `tokens.eu_file`
     --> /run/keys/eu, named by APP_TOKENS__EU_FILE
     --> config/default.toml:2:1
      |
    2 | eu-file = …
      | ------- this entry
      |
      = help: rename the entry, or set it through the variable of the whole table
    ");
}

#[test]
fn a_file_of_an_entry_that_is_not_there_is_told_and_what_else_could_be_meant() {
    let host = host("test", &[])
        .variable("APP_TOKENS__EU_FILE", "/run/keys/eu")
        .variable("APP_LOGIN__USER_NAME", "app")
        .variable("APP_LOGIN__PASSWORD_FILE", "");
    assert_snapshot!(refused::<Parts>(host), @"
    2 problems keep app from starting in test

    error[empty-value]: APP_LOGIN__PASSWORD_FILE is empty, but must be the path of a file
     --> variable APP_LOGIN__PASSWORD_FILE
      |
      | APP_LOGIN__PASSWORD_FILE=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: set it to the path of a file, or unset it

    error[file-missing]: the file /run/keys/eu (named by APP_TOKENS__EU_FILE) does not exist
     --> /run/keys/eu, named by APP_TOKENS__EU_FILE
      |
      = help: mount it before the program starts, or correct the path
      = help: to set an entry `tokens.eu_file`, use the variable of the whole table
    ");
}

#[test]
fn in_a_secret_folder_no_name_of_an_entry_ends_in_file_unless_it_is_known() {
    let loader = || Loader::new("APP").secrets_dir("/etc/app");
    let host = || host("test", &[]).file("/etc/app/tokens__eu_file", EU);
    let report = loader()
        .system(host())
        .load::<Parts>()
        .map(drop)
        .unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps app from starting in test

    error[unknown-file]: unknown secret file tokens__eu_file
     --> /etc/app/tokens__eu_file
      |
      = help: did you mean `tokens.eu`?
    ");
    let host = host()
        .file("config/default.toml", "[tokens]\neu_file = \"x\"\n")
        .file("config/test.toml", "");
    let settings = loader().system(host).load::<Parts>().unwrap();
    assert_eq!(settings.tokens["eu_file"].expose_secret(), EU);
}

#[derive(Debug, Config)]
struct Program {
    #[config(default = 1)]
    port: u16,
    #[config(nested)]
    database: Database,
    #[config(default, env = "PLATFORM_NAME")]
    name: String,
    #[config(default)]
    limits: BTreeMap<String, u8>,
}

#[derive(Debug, Config)]
struct Database {
    #[config(default = "none")]
    url: String,
    #[config(default = 10)]
    max_connections: u32,
}

#[cfg(feature = "dotenv")]
#[test]
fn a_name_that_differs_in_case_or_marks_is_no_name_and_is_told() {
    for (given, meant) in [
        ("app_port", "APP_PORT"),
        ("App_Port", "APP_PORT"),
        ("APP.PORT", "APP_PORT"),
        ("APP-PORT", "APP_PORT"),
        ("APP_port", "APP_PORT"),
        ("app.database.url", "APP_DATABASE_URL"),
        ("app_database__url", "APP_DATABASE__URL"),
        ("App_Port_File", "APP_PORT_FILE"),
        ("app_limits__eu", "APP_LIMITS__EU"),
        ("app_env", "APP_ENV"),
        ("APP_Config_Dir", "APP_CONFIG_DIR"),
        ("app.limits.eu", "APP_LIMITS__EU"),
        ("APP_LIMITS.EU", "APP_LIMITS__EU"),
        (
            "app.database.max-connections",
            "APP_DATABASE_MAX_CONNECTIONS",
        ),
    ] {
        let host = host("production", &[(given, "1")]);
        let report = load::<Program>(host.clone()).unwrap_err();
        let problem = &report.problems()[0];
        assert_eq!(problem.code(), Code::UnknownVariable, "{report}");
        assert_eq!(
            problem.help(),
            [format!("did you mean {meant}?")],
            "{report}"
        );
        assert_eq!(report.problems().len(), 1, "{report}");
        if given.contains(['.', '-']) {
            let report = load::<Program>(host.ignoring_case()).unwrap_err();
            assert_eq!(report.problems()[0].code(), Code::UnknownVariable);
            let help = format!("did you mean {meant}?");
            assert_eq!(report.problems()[0].help(), [help], "{report}");
            assert_eq!(report.problems().len(), 1, "{report}");
        }
    }
    let line = host("development", &[]).file(".env", "app_port=1\n");
    let report = load::<Program>(line).unwrap_err();
    assert_eq!(report.problems()[0].help(), ["did you mean APP_PORT?"]);
}

#[test]
fn a_name_in_lower_case_gets_no_suggestion_that_names_no_setting() {
    let helps = |given: &str| {
        let report = load::<Program>(host("production", &[(given, "1")])).unwrap_err();
        report.problems()[0].help().to_vec()
    };
    assert_snapshot!(helps("APP_zzz").join("\n"), @"
    unset it
    in the program, `Loader::ignore_variable` ignores a variable of another program
    ");
    assert_eq!(helps("APP_prot"), ["did you mean APP_PORT?"]);
    assert_eq!(helps("APP_url"), ["did you mean APP_DATABASE_URL?"]);
    assert_eq!(helps("APP_limit__eu"), ["did you mean APP_LIMITS__EU?"]);
    assert_eq!(helps("APP_database_zzz"), helps("APP_DATABASE_ZZZ"));
}

#[test]
fn a_name_without_the_prefix_that_differs_in_case_or_marks_is_noted() {
    for given in ["platform_name", "Platform.Name", "PLATFORM-NAME"] {
        let line = host("test", &[]).file(".env", format!("{given}=x\n"));
        let line = cfg!(feature = "dotenv").then_some(line);
        for host in [host("test", &[(given, "x")])].into_iter().chain(line) {
            let settings = accepted::<Program>(host);
            assert_eq!(settings.name, "");
            let note = &settings.warnings().problems()[0];
            assert_eq!(note.code(), Code::UnknownVariable, "{given}");
            assert_eq!(note.expected(), Some("PLATFORM_NAME"));
        }
    }
    let twin = host("test", &[("platform_name_file", "/x")]);
    assert_snapshot!(accepted::<Program>(twin).warnings(), @"
    note[unknown-variable]: platform_name_file is not read: the program reads PLATFORM_NAME_FILE
     --> variable platform_name_file
      |
      = help: rename it to PLATFORM_NAME_FILE if it is meant for this program
    ");
    let marks = host("test", &[("PLATFORM.NAME", "x")]).ignoring_case();
    assert_snapshot!(accepted::<Program>(marks).warnings(), @"
    note[unknown-variable]: PLATFORM.NAME is not read: the program reads PLATFORM_NAME
     --> variable PLATFORM.NAME
      |
      = help: rename it to PLATFORM_NAME if it is meant for this program
    ");
    let both = host("test", &[("platform_name", "x"), ("PLATFORM_NAME", "y")]);
    assert!(accepted::<Program>(both).warnings().problems().is_empty());
    let foreign = host("test", &[("platform_name", "x")]);
    let foreign = crate::support::loader("APP", foreign).ignore_variable("platform_name");
    let foreign = foreign.load::<Program>().unwrap();
    assert!(foreign.warnings().problems().is_empty());
}

#[test]
fn without_a_prefix_a_name_that_differs_in_case_or_marks_is_noted() {
    for given in [
        "port",
        "Database.Url",
        "DATABASE-MAX_CONNECTIONS",
        "limits__eu",
    ] {
        let host = Memory::new()
            .variable("APP_ENV", "test")
            .variable(given, "5");
        let settings = crate::support::loader("", host).load::<Program>().unwrap();
        let codes: Vec<_> = settings
            .warnings()
            .problems()
            .iter()
            .map(Problem::code)
            .collect();
        assert_eq!(codes, [Code::UnknownVariable], "{given}");
    }
}

#[test]
fn names_of_other_programs_may_look_alike() {
    let host = host(
        "production",
        &[
            ("app_theme", "dark"),
            ("application_port", "1"),
            ("app", "1"),
            ("platform_name", "x"),
            ("Appendix.Port", "1"),
        ],
    );
    assert_eq!(accepted::<Program>(host).name, "");
    let foreign = self::host("test", &[("app_port", "1")]);
    let loader = Loader::new("APP").ignore_variable("app_*").system(foreign);
    assert_eq!(loader.load::<Program>().unwrap().port, 1);
}

#[test]
fn where_the_system_ignores_case_it_is_one_name() {
    let host = Memory::new()
        .ignoring_case()
        .variable("App_Env", "production")
        .variable("app_port", "5")
        .variable("App_Limits__Eu", "7")
        .variable("Platform_Name", "x")
        .variable("app_database_max_connections_file", "/most")
        .file("/most", "3");
    let settings = accepted::<Program>(host);
    assert_eq!(settings.environment(), Environment::Production);
    assert_eq!((settings.port, &*settings.name), (5, "x"));
    assert_eq!(settings.database.max_connections, 3);
    assert_eq!(settings.limits, BTreeMap::from([("eu".to_owned(), 7)]));
    assert_eq!(
        settings.origin("port").unwrap().to_string(),
        "variable app_port"
    );
}

#[derive(Debug, Config)]
struct Sections {
    #[config(nested)]
    database: Required,
    #[config(nested)]
    cache: Option<Required>,
    #[config(nested)]
    mail: Mail,
}

#[derive(Debug, Config)]
struct Required {
    url: String,
    max_connections: u32,
}

#[derive(Debug, Config)]
struct Mail {
    #[config(default)]
    sender_address: String,
}

#[test]
fn a_variable_without_its_section_is_one_of_the_settings_of_that_name() {
    let host = host(
        "production",
        &[
            ("APP_SENDER_ADDRESS", "a@b"),
            ("APP_MAX_CONNECTIONS", "5"),
            ("APP_CONFIG_DATABASE_URL", "x"),
            ("APP_MAIL__SENDER_ADDRESS", "b@c"),
            ("APP_SENDER_ADDRESS_FILE", "/x"),
        ],
    );
    assert_snapshot!(refused::<Sections>(host), @"
    4 problems keep app from starting in production

    error[unknown-variable]: unknown variable APP_CONFIG_DATABASE_URL
     --> variable APP_CONFIG_DATABASE_URL
      |
      | APP_CONFIG_DATABASE_URL=…
      | ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean APP_DATABASE_URL?

    error[unknown-variable]: unknown variable APP_MAX_CONNECTIONS
     --> variable APP_MAX_CONNECTIONS
      |
      | APP_MAX_CONNECTIONS=…
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean APP_DATABASE_MAX_CONNECTIONS or APP_CACHE_MAX_CONNECTIONS?

    error[unknown-variable]: unknown variable APP_SENDER_ADDRESS
     --> variable APP_SENDER_ADDRESS
      |
      | APP_SENDER_ADDRESS=…
      | ^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean APP_MAIL_SENDER_ADDRESS?

    error[unknown-variable]: unknown variable APP_SENDER_ADDRESS_FILE
     --> variable APP_SENDER_ADDRESS_FILE
      |
      | APP_SENDER_ADDRESS_FILE=…
      | ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean APP_MAIL_SENDER_ADDRESS_FILE?
    ");
}

#[cfg(feature = "json")]
#[test]
fn a_section_around_the_settings_says_where_they_belong() {
    let text = "[app.database]\nurl = \"x\"\nmax_connections = 5\n[app.mail]\nsender_address = \"a\"\n[mial]\nsender_address = \"a\"\n";
    let host = |environment| {
        host(environment, &[])
            .file("config/default.toml", text)
            .file(format!("config/{environment}.toml"), "")
    };
    assert_snapshot!(refused::<Sections>(host("development")), @"
    2 problems keep app from starting in development

    error[misplaced-key]: unknown section `app` around these settings
     --> config/default.toml:1:2
      |
    1 | [app.…]
      |  ^^^ unknown section
      |
      = help: move `app.database` to `database` and `app.mail` to `mail`

    error[unknown-key]: there is no setting `mial`
     --> config/default.toml:6:2
      |
    6 | [mial]
      |  ^^^^ unknown key
      |
      = help: did you mean `mail`?
    ");
    let json = r#"{"cadence": {"database": {"url": "x"}}}"#;
    let host = self::host("production", &[])
        .file("config/default.json", json)
        .file("config/production.json", "{}");
    assert_snapshot!(refused::<Sections>(host), @r#"
    2 problems keep app from starting in production

    error[misplaced-key]: unknown section `cadence` around these settings
     --> config/default.json:1:2
      |
    1 | {"cadence": …
      |  ^^^^^^^^^ unknown section
      |
      = help: move `cadence.database` to `database`

    error[missing]: `database.max_connections` is not set, and has no default
      |
      = help: set the variable APP_DATABASE_MAX_CONNECTIONS, or `database.max_connections` in config/production.json
    "#);
}

#[test]
fn a_setting_that_is_missing_in_an_optional_section_says_what_switched_it_on() {
    #[derive(Debug, Config)]
    struct Optional {
        #[config(nested)]
        sentry: Option<Sentry>,
        #[config(nested)]
        regions: BTreeMap<String, Sentry>,
        #[config(nested)]
        upstreams: Vec<Sentry>,
    }
    #[derive(Debug, Config)]
    struct Sentry {
        dsn: String,
        #[config(default = 1)]
        sample: u8,
    }
    let variables = [
        ("APP_SENTRY_SAMPLE", "1"),
        ("APP_REGIONS__EU__SAMPLE", "2"),
        ("APP_UPSTREAMS__0__SAMPLE", "3"),
    ];
    assert_snapshot!(refused::<Optional>(host("production", &variables)), @"
    3 problems keep app from starting in production

    error[missing]: `regions.eu.dsn` is not set, and has no default
     --> variable APP_REGIONS__EU__SAMPLE
      |
      | APP_REGIONS__EU__SAMPLE=…
      | ^^^^^^^^^^^^^^^^^^^^^^^ adds `regions.eu`
      |
      = help: set the variable APP_REGIONS__EU__DSN
      = help: or remove `regions.eu`

    error[missing]: `sentry.dsn` is not set, and has no default
     --> variable APP_SENTRY_SAMPLE
      |
      | APP_SENTRY_SAMPLE=…
      | ^^^^^^^^^^^^^^^^^ enables `sentry`
      |
      = help: set the variable APP_SENTRY_DSN
      = help: or unset all of `sentry` to disable it

    error[missing]: `upstreams[0].dsn` is not set, and has no default
     --> variable APP_UPSTREAMS__0__SAMPLE
      |
      | APP_UPSTREAMS__0__SAMPLE=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^ adds `upstreams[0]`
      |
      = help: set the variable APP_UPSTREAMS__0__DSN
      = help: or remove `upstreams[0]`
    ");
    let twin = host("test", &[("APP_SENTRY_SAMPLE_FILE", "/sample")]).file("/sample", "1");
    let secret = host("test", &[]).file("/run/secrets/sentry.sample", "1");
    assert_snapshot!(refused::<Optional>(twin), @"
    1 problem keeps app from starting in test

    error[missing]: `sentry.dsn` is not set, and has no default
     --> /sample, named by APP_SENTRY_SAMPLE_FILE (enables `sentry`)
      |
      = help: set the variable APP_SENTRY_DSN
      = help: or unset all of `sentry` to disable it
    ");
    assert_snapshot!(refused::<Optional>(secret), @"
    1 problem keeps app from starting in test

    error[missing]: `sentry.dsn` is not set, and has no default
     --> /run/secrets/sentry.sample (enables `sentry`)
      |
      = help: set the variable APP_SENTRY_DSN
      = help: or unset all of `sentry` to disable it
    ");
    let set = crate::support::loader("APP", host("test", &[])).set("sentry.sample", "1");
    let report = set.load::<Optional>().unwrap_err().to_string();
    assert!(report.contains("enables `sentry`"), "{report}");
    let given = figment::providers::Serialized::default("sentry.sample", 1);
    let given =
        crate::support::loader("APP", host("test", &[])).provider(LayerKind::DefaultFile, given);
    let report = given.load::<Optional>().unwrap_err().to_string();
    assert!(report.contains("(enables `sentry`)"), "{report}");
    let file = host("production", &[])
        .file("config/default.toml", "[sentry]\nsample = 2\n")
        .file("config/production.toml", "[[upstreams]]\nsample = 2\n");
    assert_snapshot!(refused::<Optional>(file), @"
    2 problems keep app from starting in production

    error[missing]: `sentry.dsn` is not set, and has no default
     --> config/default.toml:2:1
      |
    2 | sample = …
      | ^^^^^^ enables `sentry`
      |
      = help: set the variable APP_SENTRY_DSN, or `sentry.dsn` in config/production.toml
      = help: or unset all of `sentry` to disable it

    error[missing]: `upstreams[0].dsn` is not set, and has no default
     --> config/production.toml:2:1
      |
    2 | sample = …
      | ^^^^^^ adds `upstreams[0]`
      |
      = help: set the variable APP_UPSTREAMS__0__DSN, or `upstreams[0].dsn` in config/production.toml
      = help: or remove `upstreams[0]`
    ");
}
