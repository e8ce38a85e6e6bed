//! Older names that are deprecated alone, since when, and variables that go last.

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Debug, Config)]
#[config(retired("gone", "log.file", since = "0.9"), retired("lost"))]
#[expect(dead_code, reason = "only read")]
struct Settings {
    #[config(
        default = 80,
        alias("listen_port", deprecated, since = "1.4"),
        alias("http_port", deprecated),
        alias = "listen"
    )]
    port: u16,
    #[config(deprecated("use `port`", since = "2.0"))]
    host: Option<String>,
    #[config(env = "LEDGER_URL", env(fallback = "DATABASE_URL"))]
    url: Option<String>,
}

fn loader(host: Memory) -> Loader {
    let host = host.variable("APP_ENV", "test");
    Loader::new("CADENCE").system(host)
}

#[test]
fn an_older_name_may_be_deprecated_alone() {
    for (text, expected) in [
        ("port = 1\n", 0),
        ("listen = 1\n", 0),
        ("listen_port = 1\n", 1),
        ("http_port = 1\n", 1),
    ] {
        let settings = loader(Memory::new().file("config/test.toml", text));
        let settings = settings.load::<Settings>().unwrap();
        assert_eq!(settings.port, 1, "{text}");
        let codes = settings.warnings().problems().iter();
        let codes: Vec<_> = codes.map(rehearsal::report::Problem::code).collect();
        assert_eq!(codes, vec![Code::DeprecatedKey; expected], "{text}");
    }
}

#[test]
fn a_deprecation_says_since_when() {
    let text = "listen_port = 1\nhost = 'a'\n";
    let host = Memory::new().file("config/test.toml", text);
    let settings = loader(host).load::<Settings>().unwrap();
    assert_snapshot!(settings.warnings(), @"
    warning[deprecated-key]: `listen_port` is deprecated since 1.4
     --> config/test.toml:1:1
      |
    1 | listen_port = …
      | ^^^^^^^^^^^
      |
      = help: use `port`

    warning[deprecated-key]: `host` is deprecated since 2.0
     --> config/test.toml:2:1
      |
    2 | host = …
      | ^^^^
      |
      = help: use `port`
    ");
    let host = Memory::new().variable("CADENCE_HTTP_PORT", "1");
    let loader = loader(host).without_config_dir();
    let settings = loader.load::<Settings>().unwrap();
    assert_snapshot!(settings.warnings(), @"
    warning[deprecated-key]: `http_port` is deprecated
     --> variable CADENCE_HTTP_PORT
      |
      | CADENCE_HTTP_PORT=…
      | ^^^^^^^^^^^^^^^^^
      |
      = help: use `port`
    ");
}

#[test]
fn what_is_retired_says_since_when() {
    let text = "gone = 1\nlost = 2\n[log]\nfile = 'a'\n";
    let host = Memory::new()
        .file("config/test.toml", text)
        .variable("CADENCE_GONE", "1");
    assert_snapshot!(loader(host).load::<Settings>().unwrap_err(), @"
    4 problems keep cadence from starting in test

    error[retired-key]: `gone` was retired in 0.9 and must not be used again
     --> config/test.toml:1:1
      |
    1 | gone = …
      | ^^^^ retired
      |
      = help: remove it; this setting was removed, and its name will not be reused

    error[retired-key]: `lost` was retired and must not be used again
     --> config/test.toml:2:1
      |
    2 | lost = …
      | ^^^^ retired
      |
      = help: remove it; this setting was removed, and its name will not be reused

    error[retired-key]: `log.file` was retired in 0.9 and must not be used again
     --> config/test.toml:4:1
      |
    4 | file = …
      | ^^^^ retired
      |
      = help: remove it; this setting was removed, and its name will not be reused

    error[retired-key]: the variable CADENCE_GONE sets `gone`, which was retired in 0.9
     --> variable CADENCE_GONE
      |
      | CADENCE_GONE=…
      | ^^^^^^^^^^^^ retired
      |
      = help: unset it; this setting was removed, and its name will not be reused
    ");
    assert_eq!(Settings::SCHEMA.retired(), ["gone", "log.file", "lost"]);
    assert_eq!(Settings::SCHEMA.retired_since("gone"), Some("0.9"));
    assert_eq!(Settings::SCHEMA.retired_since("lost"), None);
}

#[test]
fn a_fallback_variable_only_counts_where_no_other_one_is_set() {
    let url = |host: Memory| {
        let loader = loader(host).without_config_dir();
        let settings = loader.load::<Settings>().unwrap();
        assert_eq!(settings.warnings().problems(), []);
        settings.url.clone()
    };
    let shared = || Memory::new().variable("DATABASE_URL", "shared");
    assert_eq!(url(shared()).as_deref(), Some("shared"));
    assert_eq!(
        url(shared().variable("CADENCE_URL", "own")).as_deref(),
        Some("own")
    );
    assert_eq!(
        url(shared().variable("LEDGER_URL", "ledger")).as_deref(),
        Some("ledger")
    );
    let by_file = shared()
        .variable("CADENCE_URL_FILE", "/etc/url")
        .file("/etc/url", "own");
    assert_eq!(url(by_file).as_deref(), Some("own"));
    let twin = Memory::new()
        .variable("DATABASE_URL_FILE", "/etc/url")
        .file("/etc/url", "shared")
        .variable("CADENCE_URL", "own");
    assert_eq!(url(twin).as_deref(), Some("own"));
}

#[test]
fn two_variables_that_both_go_first_still_are_a_conflict() {
    let host = Memory::new()
        .variable("CADENCE_URL", "a")
        .variable("LEDGER_URL", "b")
        .variable("DATABASE_URL", "c");
    assert_snapshot!(loader(host).load::<Settings>().unwrap_err(), @"
    1 problem keeps cadence from starting in test

    error[conflict]: two variables set `url` to different values
     --> variable LEDGER_URL
      |
      | LEDGER_URL=…
      | ^^^^^^^^^^
      |
     --> variable CADENCE_URL
      |
      | CADENCE_URL=…
      | -----------
      |
      = help: unset one of them
    ");
}
