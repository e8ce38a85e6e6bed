//! Programs whose variables have no prefix, and prefixes that make no name.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::{panic, thread};

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::{ExposeSecret, SecretString};

#[derive(Debug, Config)]
struct Settings {
    token: Option<SecretString>,
    #[config(default = 8080)]
    port: u16,
    #[config(nested)]
    database: Database,
    #[config(default)]
    labels: BTreeMap<String, String>,
    #[config(nested)]
    peers: Vec<Peer>,
}

#[derive(Debug, Config)]
struct Database {
    #[config(env = "PGHOST")]
    host: Option<String>,
    #[config(default = 10)]
    max_connections: u32,
}

#[derive(Debug, Config)]
struct Peer {
    host: String,
}

/// A machine with variables that are none of the program's.
fn host() -> Memory {
    Memory::new()
        .file("config/test.toml", "")
        .variable("APP_ENV", "test")
        .variable("PATH", "/usr/bin")
        .variable("ENV", "production")
        .variable("_", "/usr/bin/env")
        .variable("PORTS", "1")
        .variable("DATABASE_NAME", "other")
}

fn load(host: Memory) -> Settings {
    let loaded = Loader::new("").system(host).load::<Settings>();
    let loaded = loaded.unwrap();
    assert_eq!(loaded.environment(), Environment::Test);
    assert!(
        loaded.warnings().problems().is_empty(),
        "{}",
        loaded.warnings()
    );
    loaded.into_inner()
}

#[test]
fn without_a_prefix_variables_are_named_by_keys() {
    let settings = load(
        host()
            .variable("PORT", "9090")
            .variable("DATABASE_MAX_CONNECTIONS", "20")
            .variable("PGHOST", "db")
            .variable("LABELS__ZONE", "a")
            .variable("PEERS__0__HOST", "one")
            .variable("TOKEN_FILE", "/token")
            .file("/token", "hunter2"),
    );
    assert_eq!(settings.port, 9090);
    assert_eq!(settings.database.max_connections, 20);
    assert_eq!(settings.database.host.as_deref(), Some("db"));
    assert_eq!(settings.labels["zone"], "a");
    assert_eq!(settings.peers[0].host, "one");
    assert_eq!(settings.token.unwrap().expose_secret(), "hunter2");
    let nothing = load(host());
    assert_eq!((nothing.port, nothing.peers.len()), (8080, 0));
    let levels = load(host().variable("DATABASE__MAX_CONNECTIONS", "5"));
    assert_eq!(levels.database.max_connections, 5);
}

#[test]
fn without_a_prefix_secret_files_and_other_folders_are_named_by_keys() {
    let settings = load(
        host()
            .variable("CONFIG_DIR", "/etc/it")
            .file("/etc/it/test.toml", "port = 1")
            .file("/run/secrets/token", "hunter2")
            .file("/run/secrets/DATABASE_HOST", "db"),
    );
    assert_eq!(settings.port, 1);
    assert_eq!(settings.token.unwrap().expose_secret(), "hunter2");
    assert_eq!(settings.database.host.as_deref(), Some("db"));
}

#[cfg(feature = "dotenv")]
#[test]
fn without_a_prefix_dotenv_may_have_lines_of_others() {
    let settings = load(host().file(".env", "PORT=7\nOTHER=1\nHOME=/root\n"));
    assert_eq!(settings.port, 7);
}

#[test]
fn without_a_prefix_a_report_names_the_variables() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Required {
        url: String,
    }
    let host = Memory::new().file("config/test.toml", "");
    let problems = |host: Memory| {
        let report = Loader::new("").system(host).load::<Required>().unwrap_err();
        let told = report
            .problems()
            .iter()
            .map(|problem| format!("{}: {}", problem.message(), problem.help().join("; ")));
        told.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(problems(host.clone()), @"no environment is chosen: APP_ENV is not set: set APP_ENV to one of `development`, `test`, `staging`, `production`");
    assert_snapshot!(problems(host.variable("APP_ENV", "test")), @"`url` is not set, and has no default: set the variable URL, or `url` in config/test.toml");
}

#[test]
fn a_prefix_that_makes_no_name_is_refused_where_it_is_given() {
    for prefix in ["a-b", "1X", "_X", "_", "A B", "Ü", "A__B", "A.B", "A=B"] {
        let made = panic::catch_unwind(|| Loader::new(prefix));
        assert!(made.is_err(), "{prefix}");
    }
    for prefix in ["", "X", "x_", "MY_APP", "APP2"] {
        let made = panic::catch_unwind(|| Loader::new(prefix));
        assert!(made.is_ok(), "{prefix}");
    }
}

#[test]
#[should_panic(
    expected = "invalid prefix \"a-b\": use only letters, digits and single `_`, and \
                           start with a letter"
)]
fn the_words_of_a_refused_prefix_say_what_one_is() {
    let _ = Loader::new("a-b");
}

#[test]
fn a_prefix_of_no_name_is_refused_where_it_is_given() {
    static PLACE: Mutex<Option<(String, u32)>> = Mutex::new(None);
    let here = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == here {
            let place = panic.location();
            *PLACE.lock().unwrap() = place.map(|at| (at.file().to_owned(), at.line()));
        } else {
            before(panic);
        }
    }));
    let (made, line) = (panic::catch_unwind(|| Loader::new("_X")), line!());
    assert!(made.is_err());
    let place = PLACE.lock().unwrap().clone();
    assert_eq!(place, Some((file!().to_owned(), line)));
}
