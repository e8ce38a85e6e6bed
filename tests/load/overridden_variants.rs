//! What lower layers have for a variant that a higher layer does not choose.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    cache: Cache,
}

#[derive(Debug, Config)]
#[config(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code)]
enum Cache {
    Memory {
        entries: u32,
        #[config(default = 60)]
        ttl: u32,
    },
    Redis {
        host: String,
        #[config(default = 60)]
        ttl: u32,
    },
}

const REDIS: &str = "[cache]\nkind = 'redis'\nhost = 'a'\n";

fn load(default: &str, own: &str) -> Result<String, Report> {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/default.toml", default)
        .file("config/test.toml", own);
    let loaded = Loader::new("CADENCE").system(host).load::<Settings>()?;
    Ok(format!("{:?}\n{}", loaded.cache, loaded.warnings()))
}

#[test]
fn fields_of_the_former_variant_are_neither_unknown_nor_counted() {
    let settings = load("[cache]\nkind = 'memory'\nentries = 5\n", REDIS);
    assert_eq!(settings.unwrap(), "Redis { host: \"a\", ttl: 60 }\n");
}

#[test]
fn the_former_variant_may_lack_what_a_higher_layer_would_bring() {
    assert!(load("[cache]\nkind = 'memory'\n", REDIS).is_ok());
}

#[test]
fn a_mistake_in_the_former_variant_is_told() {
    let default = "[cache]\nkind = 'memory'\nentries = 'five'\nttl = 'x'\nenties = 1\n";
    assert_snapshot!(load(default, REDIS).unwrap_err(), @"
    3 problems keep cadence from starting in test (1 note)

    error[wrong-type]: `cache.entries` must be an integer from 0 to 4294967295
     --> config/default.toml:3:11
      |
    3 | entries = 'five'
      |           ^^^^^^ found a string
      |
      = help: currently overridden by config/test.toml:2:8

    error[wrong-type]: `cache.ttl` must be an integer from 0 to 4294967295
     --> config/default.toml:4:7
      |
    4 | ttl = 'x'
      |       ^^^ found a string

    error[unknown-key]: there is no setting `cache.enties`
     --> config/default.toml:5:1
      |
    5 | enties = …
      | ^^^^^^ unknown key
      |
      = help: did you mean `cache.entries`?

    note[carried-over]: `cache.ttl` was set for the variant `memory`, but also applies to `redis`
     --> config/default.toml:4:1
      |
    4 | ttl = …
      | ^^^ set for `memory`
      |
     --> config/test.toml:2:8
      |
    2 | kind = 'redis'
      |        ------- chosen here
      |
      = help: set it for `redis` as well, or remove it
    ");
}

#[test]
fn a_tag_that_names_no_variant_is_told_though_it_is_overridden() {
    assert_snapshot!(load("[cache]\nkind = 'reddis'\nttl = 7\n", REDIS).unwrap_err(), @"
    1 problem keeps cadence from starting in test (1 note)

    error[unknown-variant]: `cache.kind` must be one of `memory`, `redis`
     --> config/default.toml:2:8
      |
    2 | kind = 'reddis'
      |        ^^^^^^^^ unknown variant
      |
      = help: did you mean `redis`?
      = help: currently overridden by config/test.toml:2:8

    note[carried-over]: `cache.ttl` was set for the variant `reddis`, but also applies to `redis`
     --> config/default.toml:3:1
      |
    3 | ttl = …
      | ^^^ set for `reddis`
      |
     --> config/test.toml:2:8
      |
    2 | kind = 'redis'
      |        ------- chosen here
      |
      = help: set it for `redis` as well, or remove it
    ");
}

#[test]
fn what_is_emptied_is_not_carried_over() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/default.toml", "[cache]\nkind = 'memory'\nttl = 7\n")
        .file("config/test.toml", "cache = {}")
        .file("config/local.toml", "[cache]\nkind = 'memory'\n")
        .variable("CADENCE_CACHE_KIND", "redis")
        .variable("CADENCE_CACHE_HOST", "a");
    let loaded = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap();
    assert!(
        loaded.warnings().problems().is_empty(),
        "{}",
        loaded.warnings()
    );
}
