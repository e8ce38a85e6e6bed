//! Sections that are shared: flattened, wrapped, in maps, with variables of their own.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use insta::assert_snapshot;
use rehearsal::schema::Field;
use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Loader, Report};

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Settings {
    first: Option<u8>,
    #[config(flatten)]
    common: Common,
    #[config(nested, env(url = "DATABASE_URL"))]
    database: Database,
    #[config(nested, env(url = "REPLICA_URL", pool = "REPLICA_POOL"))]
    replica: Option<Database>,
    last: Option<u8>,
}

#[derive(Debug, Config)]
#[config(check = Common::check)]
struct Common {
    /// Where it listens.
    #[config(default = 80, alias = "listen_port")]
    port: u16,
    #[config(nested)]
    #[expect(dead_code, reason = "shown by `Debug`")]
    log: Log,
}

impl Common {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.port == 1 {
            rules.problem(["port"], "nobody listens there");
        }
    }
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Log {
    #[config(default = "info")]
    level: String,
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Database {
    url: String,
    #[config(default = 5)]
    pool: u8,
}

fn load<T: Config + std::fmt::Debug>(host: Memory) -> Result<String, Report> {
    let host = host.variable("APP_ENV", "test");
    let settings = Loader::new("CADENCE").system(host).load::<T>()?;
    Ok(format!("{:?}", *settings))
}

fn file(text: &str) -> Memory {
    Memory::new().file("config/test.toml", text)
}

#[test]
fn a_flattened_section_is_read_beside_the_others() {
    let text =
        "first = 1\nlisten_port = 8080\nlast = 2\n[log]\nlevel = 'debug'\n[database]\nurl = 'a'\n";
    assert_snapshot!(load::<Settings>(file(text)).unwrap(), @r#"Settings { first: Some(1), common: Common { port: 8080, log: Log { level: "debug" } }, database: Database { url: "a", pool: 5 }, replica: None, last: Some(2) }"#);
    let host = file("")
        .variable("CADENCE_PORT", "8080")
        .variable("CADENCE_LOG_LEVEL", "debug")
        .variable("DATABASE_URL", "a");
    assert_snapshot!(load::<Settings>(host).unwrap(), @r#"Settings { first: None, common: Common { port: 8080, log: Log { level: "debug" } }, database: Database { url: "a", pool: 5 }, replica: None, last: None }"#);
}

#[test]
fn its_mistakes_and_rules_are_where_its_settings_are() {
    let host = file("port = 1\nprot = 2\n[database]\nurl = 'a'\n[log]\nlevel = 5\n");
    assert_snapshot!(load::<Settings>(host).unwrap_err(), @r#"
    2 problems keep cadence from starting in test

    error[unknown-key]: there is no setting `prot`
     --> config/test.toml:2:1
      |
    2 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `port`?

    error[wrong-type]: `log.level` must be a string
     --> config/test.toml:6:9
      |
    6 | level = 5
      |         ^ found an integer
      |
      = help: put it in quotes: `"5"`
    "#);
    let host = file("port = 1\n[database]\nurl = 'a'\n");
    assert_snapshot!(load::<Settings>(host).unwrap_err(), @"
    1 problem keeps cadence from starting in test

    error[rule]: nobody listens there
     --> config/test.toml:1:8
      |
    1 | port = 1
      |        ^
    ");
}

#[test]
fn its_fields_are_in_the_schema() {
    let names: Vec<_> = Settings::SCHEMA.fields().iter().map(Field::name).collect();
    assert_eq!(
        names,
        ["first", "port", "log", "database", "replica", "last"]
    );
}

#[test]
fn a_shared_section_has_variables_of_its_own_in_each_place() {
    let host = Memory::new()
        .variable("DATABASE_URL", "a")
        .variable("REPLICA_URL_FILE", "/etc/url")
        .file("/etc/url", "b")
        .variable("REPLICA_POOL", "9");
    assert_snapshot!(load::<Settings>(host).unwrap(), @r#"Settings { first: None, common: Common { port: 80, log: Log { level: "info" } }, database: Database { url: "a", pool: 5 }, replica: Some(Database { url: "b", pool: 9 }), last: None }"#);
    let host = Memory::new().variable("CADENCE_REPLICA_POOL", "9");
    assert_snapshot!(load::<Settings>(host).unwrap_err(), @"
    2 problems keep cadence from starting in test

    error[missing]: `replica.url` is not set, and has no default
     --> variable CADENCE_REPLICA_POOL
      |
      | CADENCE_REPLICA_POOL=…
      | ^^^^^^^^^^^^^^^^^^^^ enables `replica`
      |
      = help: set the variable CADENCE_REPLICA_URL or REPLICA_URL
      = help: or unset all of `replica` to disable it

    error[missing]: `database.url` is not set, and has no default
      |
      = help: set the variable CADENCE_DATABASE_URL or DATABASE_URL
    ");
}

/// A wrapper of a program's own.
#[derive(Debug, Config)]
struct Shared<T>(Arc<T>);

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[derive(Debug, Config)]
struct Plain(Common);

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Wrapped {
    #[config(nested)]
    boxed: Box<Database>,
    #[config(nested)]
    counted: Option<Arc<Database>>,
    #[config(nested)]
    own: Shared<Database>,
    #[config(nested)]
    plain: Plain,
    #[config(nested)]
    many: Vec<Arc<Database>>,
}

#[test]
fn a_wrapper_of_a_section_is_read_as_the_section() {
    let text = "[boxed]\nurl = 'a'\n[counted]\nurl = 'b'\n[own]\nurl = 'c'\n[plain]\nport = 2\n[[many]]\nurl = 'd'\n";
    let settings = load::<Wrapped>(file(text)).unwrap();
    assert_snapshot!(settings, @r#"Wrapped { boxed: Database { url: "a", pool: 5 }, counted: Some(Database { url: "b", pool: 5 }), own: Shared(Database { url: "c", pool: 5 }), plain: Plain(Common { port: 2, log: Log { level: "info" } }), many: [Database { url: "d", pool: 5 }] }"#);
    let report = load::<Wrapped>(file("[plain]\nport = 1\n")).unwrap_err();
    assert_snapshot!(report, @"
    3 problems keep cadence from starting in test

    error[rule]: nobody listens there
     --> config/test.toml:2:8
      |
    2 | port = 1
      |        ^

    error[missing]: `boxed.url` is not set, and has no default
      |
      = help: set the variable CADENCE_BOXED_URL, or `boxed.url` in config/test.toml

    error[missing]: `own.url` is not set, and has no default
      |
      = help: set the variable CADENCE_OWN_URL, or `own.url` in config/test.toml
    ");
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "shown by `Debug`")]
struct Keyed {
    #[config(nested)]
    shards: BTreeMap<u16, Log>,
    #[config(nested)]
    zones: HashMap<char, Log>,
}

#[test]
fn the_entries_of_a_map_of_sections_have_keys_of_any_type() {
    let text = "[shards.10]\n[shards.2]\nlevel = 'a'\n[zones.x]\n";
    let settings = load::<Keyed>(file(text).variable("CADENCE_SHARDS__2__LEVEL", "b"));
    assert_snapshot!(settings.unwrap(), @r#"Keyed { shards: {2: Log { level: "b" }, 10: Log { level: "info" }}, zones: {'x': Log { level: "info" }} }"#);
}

#[test]
fn a_name_that_is_no_key_is_refused_where_it_is() {
    let text = "[shards.many]\n[shards.1]\n[shards.01]\n[zones.xy]\nlevel = 5\n";
    assert_snapshot!(load::<Keyed>(file(text)).unwrap_err(), @r#"
    3 problems keep cadence from starting in test

    error[invalid-value]: the name of `shards.many` is not valid
     --> config/test.toml:1:9
      |
    1 | [shards.many]
      |         ^^^^ invalid digit found in string

    error[invalid-value]: the name of `zones.xy` is not valid
     --> config/test.toml:4:8
      |
    4 | [zones.xy]
      |        ^^ too many characters in string

    error[wrong-type]: `zones.xy.level` must be a string
     --> config/test.toml:5:9
      |
    5 | level = 5
      |         ^ found an integer
      |
      = help: put it in quotes: `"5"`
    "#);
    let same = load::<Keyed>(file("[shards.1]\n[shards.01]\n"));
    assert_snapshot!(same.unwrap_err(), @"
    1 problem keeps cadence from starting in test

    error[invalid-value]: the name of `shards.1` is not valid
     --> config/test.toml:1:9
      |
    1 | [shards.1]
      |         ^ another entry has the same key
    ");
}
