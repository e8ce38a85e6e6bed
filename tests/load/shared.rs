//! One configuration that several programs share.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use secrecy::SecretString;

/// The part that the worker has in common with the web server.
#[derive(Debug, Config)]
#[expect(dead_code)]
struct Pool {
    url: url::Url,
    password: Option<SecretString>,
    #[config(default = 10)]
    max_connections: u32,
}

fn system(shared: &str) -> Memory {
    Memory::new()
        .file("config/default.toml", "[database]\nmax_connections = 20")
        .file("config/staging.toml", shared)
        .variable(
            "SHOP_DATABASE_URL",
            "postgres://db.shop.net/orders?sslmode=verify-full",
        )
        .variable("SHOP_HTTP_PORT", "80")
}

fn loader(system: Memory) -> Loader {
    Loader::new("SHOP")
        .environment(Environment::Staging)
        .system(system)
}

const SHARED: &str =
    "currency = \"EUR\"\n\n[http]\nport = 80\n\n[database]\nmax_connections = 30\n";

#[test]
fn one_section_of_a_shared_configuration_is_read_alone() {
    let pool = loader(system(SHARED)).section::<Pool>("database").unwrap();
    assert_eq!(pool.max_connections, 30);
    assert!(pool.warnings().problems().is_empty(), "{}", pool.warnings());
    let origin = pool.origin("database.url").unwrap().to_string();
    assert_eq!(origin, "variable SHOP_DATABASE_URL");
    assert_snapshot!(pool.explain(), @"
    SETTING                   VALUE                                              FROM                        OVERRIDES
    database.url              postgres://db.shop.net/orders?sslmode=verify-full  variable SHOP_DATABASE_URL
    database.password         not set
    database.max_connections  30                                                 config/staging.toml:7:19    20 (config/default.toml:2:19)
    ");
}

#[test]
fn what_is_wrong_in_the_section_has_the_keys_of_the_whole() {
    let system = system("[database]\nmax_conections = 30\nurl = 5\n\n[htpt]\nport = 80\n")
        .variable("SHOP_DATABASE_POOL", "3")
        .variable("SHOP_DATABSE_URL", "x");
    let report = loader(system).section::<Pool>("database").unwrap_err();
    assert_snapshot!(report, @"
    3 problems keep shop from starting in staging

    error[unknown-key]: there is no setting `database.max_conections`
     --> config/staging.toml:2:1
      |
    2 | max_conections = …
      | ^^^^^^^^^^^^^^ unknown key
      |
      = help: did you mean `database.max_connections`?

    error[wrong-type]: `database.url` must be a URL
     --> config/staging.toml:3:7
      |
    3 | url = 5
      |       ^ found an integer
      |
      = help: currently overridden by variable SHOP_DATABASE_URL

    error[unknown-variable]: unknown variable SHOP_DATABASE_POOL
     --> variable SHOP_DATABASE_POOL
      |
      | SHOP_DATABASE_POOL=…
      | ^^^^^^^^^^^^^^^^^^
      |
      = help: unset it
      = help: in the program, `Loader::ignore_variable` ignores a variable of another program
    ");
}

#[test]
fn a_section_that_nothing_sets_lacks_its_values() {
    let system = Memory::new().file("config/staging.toml", "[http]\nport = 80");
    let report = loader(system).section::<Pool>("stores.orders").unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps shop from starting in staging

    error[missing]: `stores.orders.url` is not set, and has no default
      |
      = help: set the variable SHOP_STORES_ORDERS_URL, or `stores.orders.url` in config/staging.toml
    ");
}

#[test]
fn a_section_in_a_section_is_read_by_its_key() {
    let system = Memory::new()
        .file(
            "config/staging.toml",
            "[stores.orders]\nmax_connections = 3\n[stores.carts]\na = 1",
        )
        .variable(
            "SHOP_STORES__ORDERS__URL",
            "postgres://db.shop.net/orders?sslmode=verify-full",
        );
    let pool = loader(system).section::<Pool>("stores.orders").unwrap();
    assert_eq!(pool.max_connections, 3);
}

#[test]
fn a_section_that_is_no_table_is_refused() {
    let system = Memory::new().file("config/staging.toml", "database = 5");
    let report = loader(system).section::<Pool>("database").unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps shop from starting in staging

    error[wrong-type]: `database` must be a section
     --> config/staging.toml:1:12
      |
    1 | database = [redacted]
      |            ^^^^^^^^^^ found an integer
      |
      = help: write `[database]`, with its settings below
    ");
}

#[test]
fn secret_files_of_other_programs_are_left_to_them() {
    let system = system(SHARED)
        .file("/secrets/http_key", "x")
        .file("/secrets/database_password", "kv8Qz1Lw0pXn7RtY3mBd");
    let loader = loader(system).secrets_dir("/secrets");
    let pool = loader.section::<Pool>("database").unwrap();
    assert!(pool.warnings().problems().is_empty(), "{}", pool.warnings());
}

#[test]
fn one_loader_reads_several_sections_any_number_of_times() {
    #[derive(Debug, Config)]
    struct Http {
        port: u16,
    }
    let loader = loader(system(SHARED));
    for _ in 0..2 {
        assert_eq!(loader.section::<Http>("http").unwrap().port, 80);
        assert!(loader.section::<Pool>("database").is_ok());
    }
}

#[test]
#[should_panic(expected = "invalid key of a section \"hosts[0]\": use names, separated by dots")]
fn the_key_of_a_section_has_no_index() {
    let _ = loader(Memory::new()).section::<Pool>("hosts[0]");
}

/// The worker, which shares its directory and its prefix with the web server.
#[derive(Debug, Config)]
struct Worker {
    currency: String,
    #[config(nested)]
    database: Pool,
}

#[test]
fn keys_of_another_program_are_ignored_wherever_they_are() {
    let system = system(SHARED)
        .variable("SHOP_HTTP__TLS__CERT", "x")
        .file("/secrets/http_key", "x");
    let loader = loader(system).secrets_dir("/secrets");
    assert!(loader.load::<Worker>().is_err());
    for key in ["http", "http.*"] {
        let worker = loader.clone().ignore_key(key).load::<Worker>().unwrap();
        assert_eq!(
            (&*worker.currency, worker.database.max_connections),
            ("EUR", 30)
        );
        assert!(
            worker.warnings().problems().is_empty(),
            "{}",
            worker.warnings()
        );
    }
}

#[test]
fn what_is_not_ignored_is_still_unknown() {
    let system = system("currency = \"EUR\"\n[http]\nport = 80\n[htpt]\nport = 80");
    let report = loader(system)
        .ignore_key("http.*")
        .load::<Worker>()
        .unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps shop from starting in staging

    error[unknown-key]: there is no setting `htpt`
     --> config/staging.toml:4:2
      |
    4 | [htpt]
      |  ^^^^ unknown key
      |
      = help: remove it
    ");
}

#[test]
fn part_of_a_section_of_its_own_is_ignored() {
    let shared = format!("{SHARED}legacy = {{ pool = 3 }}\n");
    let loader = loader(system(&shared))
        .ignore_key("database.legacy")
        .ignore_key("http");
    assert!(loader.load::<Worker>().is_ok());
}

#[test]
fn a_key_that_covers_a_setting_or_nothing_is_not_ignored_silently() {
    let loader = loader(system(SHARED)).ignore_key("http.*");
    let refused = loader.clone().ignore_key("database.*").ignore_key("a b");
    assert_snapshot!(refused.load::<Worker>().unwrap_err(), @r#"
    2 problems keep shop from starting in staging

    error[schema]: `database.*` cannot be ignored: it covers the setting `database`
      |
      = help: in the program, ignore only keys of other programs

    error[schema]: `a b` cannot be ignored: it is not a key
      |
      = help: in the program, write `Loader::ignore_key("section.*")`
    "#);
    let noted = loader.ignore_key("metrics.*").load::<Worker>().unwrap();
    assert_snapshot!(noted.warnings(), @"
    note[unknown-key]: the ignored key `metrics.*` is not set anywhere
      |
      = help: in the program, correct it, or remove `Loader::ignore_key`
    ");
}
