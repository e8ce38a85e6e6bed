//! Tagged enums that the layers choose different variants of.

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    #[config(nested)]
    cache: Cache,
}

#[derive(Debug, Config)]
#[config(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code)]
enum Cache {
    Memory {
        #[config(default = 10)]
        entries: u32,
        #[config(default = 60)]
        ttl: u32,
    },
    Redis {
        host: String,
        #[config(default = 60, alias = "expiry")]
        ttl: u32,
    },
}

fn host(default: &str, own: &str) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("config/default.toml", default)
        .file("config/test.toml", own)
}

const MEMORY: &str = "[cache]\nkind = 'memory'\nentries = 5\nttl = 9\n";

#[test]
fn a_value_of_another_variant_that_still_counts_is_noted() {
    let host = host(MEMORY, "[cache]\nkind = 'redis'\nhost = 'a'\n");
    let settings = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap();
    assert_snapshot!(settings.warnings(), @"
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
fn so_it_is_where_a_variable_chooses() {
    let host = host(MEMORY, "")
        .variable("CADENCE_CACHE_KIND", "redis")
        .variable("CADENCE_CACHE_HOST", "a");
    let settings = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap();
    let codes: Vec<_> = settings
        .warnings()
        .problems()
        .iter()
        .map(rehearsal::report::Problem::code)
        .collect();
    assert_eq!(codes, [Code::CarriedOver]);
}

#[test]
fn nothing_is_noted_of_what_is_set_again_or_was_meant() {
    for (default, own) in [
        (MEMORY, "[cache]\nkind = 'redis'\nhost = 'a'\nttl = 8\n"),
        (MEMORY, "[cache]\nkind = 'redis'\nhost = 'a'\nexpiry = 8\n"),
        (MEMORY, "[cache]\nkind = 'memory'\n"),
        (
            "[cache]\nttl = 9\n",
            "[cache]\nkind = 'redis'\nhost = 'a'\n",
        ),
        (
            "[cache]\nkind = 'memory'\n",
            "[cache]\nkind = 'redis'\nhost = 'a'\n",
        ),
    ] {
        let loader = Loader::new("CADENCE").system(host(default, own));
        let settings = loader.load::<Settings>().unwrap();
        assert_eq!(settings.warnings().problems(), [], "{default}{own}");
    }
}
