//! Variants that are chosen by default or by name alone, and what they hold.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Checker, Config, Loader, Report};

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    store: Store,
    #[config(nested)]
    backup: Option<Store>,
}

#[derive(Debug, Config)]
#[config(tag = "kind")]
#[expect(dead_code, reason = "shown by `Debug`")]
enum Store {
    #[config(default)]
    Memory,
    Disk {
        #[config(default = "/var")]
        path: String,
    },
    /// On another machine.
    Redis(Redis),
}

#[derive(Debug, Config)]
#[config(check = Redis::check)]
struct Redis {
    /// Where it listens.
    #[expect(dead_code, reason = "shown by `Debug`")]
    host: String,
    #[config(default = 6379)]
    port: u16,
}

impl Redis {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.port == 1 {
            rules.problem(["port"], "nobody listens there");
        }
    }
}

fn load(host: Memory) -> Result<String, Report> {
    let host = host.variable("APP_ENV", "test");
    let settings = Loader::new("APP").system(host).load::<Settings>()?;
    Ok(format!("{:?} {:?}", settings.store, settings.backup))
}

fn file(text: &str) -> Memory {
    Memory::new().file("config/test.toml", text)
}

#[test]
fn without_a_tag_it_is_the_default_variant() {
    assert_eq!(load(Memory::new()).unwrap(), "Memory None");
    assert_eq!(
        load(file("[store]\n[backup]\n")).unwrap(),
        "Memory Some(Memory)"
    );
}

#[test]
fn a_variant_holds_the_settings_of_a_section() {
    let text = "[store]\nkind = 'redis'\nhost = 'a'\n";
    let settings = load(file(text).variable("APP_STORE_PORT", "7"));
    assert_eq!(
        settings.unwrap(),
        r#"Redis(Redis { host: "a", port: 7 }) None"#
    );
}

#[test]
fn every_source_may_name_the_variant_alone() {
    let redis = r#"Redis(Redis { host: "a", port: 6379 }) None"#;
    let given = |host: Memory| load(host.variable("APP_STORE_HOST", "a")).unwrap();
    assert_eq!(given(file("store = 'redis'\n")), redis);
    assert_eq!(given(Memory::new().variable("APP_STORE", "redis")), redis);
    let secret = Memory::new().file("/run/secrets/APP_STORE", "redis");
    assert_eq!(given(secret), redis);
    for disk in [
        load(file("store = 'disk'\n")),
        load(file("[store]\nkind = 'redis'\nhost = 'a'\n").variable("APP_STORE", "disk")),
        load(file("store = 'redis'\n").variable("APP_STORE_KIND", "disk")),
    ] {
        assert_eq!(disk.unwrap(), r#"Disk { path: "/var" } None"#);
    }
    let host = Memory::new().variable("APP_ENV", "test");
    let loader = Loader::new("APP")
        .system(host)
        .set("store", "redis")
        .set("store.host", "a");
    let settings = loader.load::<Settings>().unwrap();
    assert_eq!(format!("{:?} None", settings.store), redis);
}

#[test]
fn a_name_of_no_variant_is_refused_where_it_is() {
    let report = load(file("store = 'radis'\n").variable("APP_BACKUP", "disc"));
    assert_snapshot!(report.unwrap_err(), @r#"
    2 problems keep app from starting in test

    error[wrong-type]: `store` must be a section
     --> config/test.toml:1:9
      |
    1 | store = 'radis'
      |         ^^^^^^^ found a string
      |
      = help: did you mean `redis`?
      = help: write `[store]`, with its settings below

    error[wrong-type]: `backup` must be a table such as `{ name = "value" }`, or the name of a variant
     --> variable APP_BACKUP
      |
      | APP_BACKUP=disc
      |            ^^^^ not valid inline TOML or JSON
      |
      = help: or set its fields individually
    "#);
}

#[test]
fn settings_of_another_variant_in_the_same_file_are_a_warning() {
    let text = "[store]\nkind = 'memory'\nhost = 'a'\n";
    let host = file(text).variable("APP_ENV", "test");
    let settings = Loader::new("APP").system(host).load::<Settings>().unwrap();
    assert_snapshot!(settings.warnings(), @"
    warning[misplaced-key]: `store.host` belongs to the variant `redis`, but `memory` is chosen
     --> config/test.toml:3:1
      |
    3 | host = …
      | ^^^^ only for `redis`
      |
     --> config/test.toml:2:8
      |
    2 | kind = 'memory'
      |        -------- chosen here
      |
      = help: remove it, or choose the other variant
    ");
}

#[test]
fn settings_of_another_variant_above_the_one_that_is_chosen_are_refused() {
    let host = file("store = 'memory'\n").variable("APP_STORE_HOST", "a");
    assert_snapshot!(load(host).unwrap_err(), @"
    1 problem keeps app from starting in test

    error[misplaced-key]: `store.host` belongs to the variant `redis`, but `memory` is chosen
     --> variable APP_STORE_HOST
      |
      | APP_STORE_HOST=…
      | ^^^^^^^^^^^^^^ only for `redis`
      |
     --> config/test.toml:1:9
      |
    1 | store = 'memory'
      |         -------- chosen here
      |
      = help: remove it, or choose the other variant
    ");
    let by_default = file("[store]\nhost = 'a'\n");
    assert_snapshot!(load(by_default).unwrap_err(), @"
    1 problem keeps app from starting in test

    error[misplaced-key]: `store.host` belongs to the variant `redis`, but `memory` is chosen
     --> config/test.toml:2:1
      |
    2 | host = …
      | ^^^^ only for `redis`
      |
     --> default (chosen by default)
      |
      = help: remove it, or choose the other variant
    ");
}

#[test]
fn the_rules_of_a_section_in_a_variant_are_kept() {
    let text = "[store]\nkind = 'redis'\nhost = 'a'\nport = 1\n";
    assert_snapshot!(load(file(text)).unwrap_err(), @"
    1 problem keeps app from starting in test

    error[rule]: nobody listens there
     --> config/test.toml:4:8
      |
    4 | port = 1
      |        ^
    ");
}

#[test]
fn a_section_is_switched_off_by_every_source() {
    let on = "[backup]\nkind = 'disk'\n";
    let default = || Memory::new().file("config/default.toml", on);
    assert_eq!(
        load(default().file("config/test.toml", "")).unwrap(),
        r#"Memory Some(Disk { path: "/var" })"#
    );
    let off = [
        default().file("config/test.toml", "backup = false\n"),
        default()
            .file("config/test.toml", "")
            .variable("APP_BACKUP", "false"),
        default()
            .file("config/test.toml", "")
            .variable("APP_BACKUP", "off"),
        default()
            .file("config/test.toml", "")
            .variable("APP_BACKUP", "no")
            .variable("APP_BACKUP_PATH", "/b"),
    ];
    for host in off {
        assert_eq!(load(host).unwrap(), "Memory None");
    }
    let host = default()
        .file("config/test.toml", "")
        .variable("APP_ENV", "test");
    let loader = Loader::new("APP").system(host).set("backup", "false");
    assert!(loader.load::<Settings>().unwrap().backup.is_none());
}

#[test]
fn what_is_above_a_switch_starts_afresh() {
    let host = Memory::new()
        .file(
            "config/default.toml",
            "[backup]\nkind = 'disk'\npath = '/a'\n",
        )
        .file("config/test.toml", "backup = false\n")
        .file("config/local.toml", "backup = 'disk'\n");
    assert_eq!(load(host).unwrap(), r#"Memory Some(Disk { path: "/var" })"#);
}

#[test]
fn what_is_no_section_is_refused_still() {
    assert_snapshot!(load(file("store = false\nbackup = true\n")).unwrap_err(), @"
    2 problems keep app from starting in test

    error[wrong-type]: `store` must be a section
     --> config/test.toml:1:9
      |
    1 | store = false
      |         ^^^^^ found a boolean
      |
      = help: write `[store]`, with its settings below

    error[wrong-type]: `backup` must be a section
     --> config/test.toml:2:10
      |
    2 | backup = true
      |          ^^^^ found a boolean
      |
      = help: write `[backup]`, with its settings below
    ");
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Demanding {
    #[config(nested, required_in = [Production])]
    backup: Option<Redis>,
}

#[test]
fn a_section_that_is_switched_off_is_not_set() {
    let host = Memory::new()
        .file("config/production.toml", "backup = false\n")
        .variable("APP_ENV", "production");
    let report = Loader::new("APP").system(host).load::<Demanding>();
    assert_snapshot!(report.unwrap_err(), @"
    1 problem keeps app from starting in production

    error[missing]: `backup` is not set, but production requires it
      |
      = help: set the variable APP_BACKUP, or `backup` in config/production.toml
    ");
}
