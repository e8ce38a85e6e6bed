//! Any `figment` provider is a layer, and what it says of itself is told.

use figment::providers::{Env, Format, Serialized, Toml};
use figment::value::{Dict, Map};
use figment::{Figment, Metadata, Profile, Provider};
use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, LayerKind, Loader};

#[derive(Debug, Config)]
struct Settings {
    #[config(default = "none")]
    name: String,
    #[config(default = 1)]
    port: u16,
}

fn loader() -> Loader {
    Loader::new("CADENCE").system(Memory::new().variable("CADENCE_ENV", "test"))
}

#[test]
fn variables_of_another_prefix_come_by_figments_own_provider() {
    // OK because only a test that sets variables would have one of this name.
    let env = Env::prefixed("CADENCE_NOBODY_HAS_THIS_").only(&["port"]);
    let settings = loader()
        .provider(LayerKind::DefaultFile, env)
        .load::<Settings>();
    assert_eq!(settings.unwrap().port, 1);
}

#[test]
fn each_value_of_a_figment_has_its_own_origin() {
    let name = Given("consul", "name", "metronome");
    let figment = Figment::from(name).merge(Toml::string("port = 8080"));
    let settings = loader()
        .provider(LayerKind::DefaultFile, figment)
        .load::<Settings>()
        .unwrap();
    assert_eq!((&*settings.name, settings.port), ("metronome", 8080));
    let origin = |key| settings.origin(key).unwrap().to_string();
    assert_eq!(origin("name"), "provider consul");
    assert_eq!(origin("port"), "provider TOML source string");

    let wrong = Figment::from(Toml::string("name = 'x'")).merge(Given("vault", "port", "x"));
    let report = loader()
        .provider(LayerKind::DefaultFile, wrong)
        .load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @"
    1 problem keeps cadence from starting in test

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> provider vault (found a string)
    ");
}

/// A provider of one value.
struct Given(&'static str, &'static str, &'static str);

impl Provider for Given {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.0)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Serialized::default(self.1, self.2).data()
    }
}

/// A provider that fails with these words.
struct Failing(&'static str, &'static str);

impl Provider for Failing {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.0)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Err(figment::Error::from(self.1.to_owned()))
    }
}

#[test]
fn a_provider_that_fails_says_why() {
    let failing = Figment::from(Failing("vault", "no connection"))
        .merge(Failing("etcd", "refused: postgres://app:hunter2@db/main"));
    let report = loader()
        .provider(LayerKind::DefaultFile, failing)
        .provider(
            LayerKind::Variables,
            Toml::string("port = 1\nname = hunter2"),
        )
        .load::<Settings>()
        .unwrap_err()
        .to_string();
    assert!(!report.contains("hunter2"), "{report}");
    assert_snapshot!(report, @r#"
    3 problems keep cadence from starting in test

    error[provider]: the provider vault failed: no connection
     --> provider vault

    error[provider]: the provider etcd failed
     --> provider etcd
      |
      = help: message withheld: it contains a secret

    error[provider]: the provider TOML source string failed: TOML parse error at line 2, column 8: invalid string: expected `"`, `'`
     --> provider TOML source string
    "#);
}
