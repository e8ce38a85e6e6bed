//! What the program allows of keys, also of sections from another crate.

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

/// A section as another crate declares it: nothing can be added to its fields.
mod vault {
    #[derive(rehearsal::Config)]
    pub(super) struct Vault {
        #[expect(dead_code)]
        #[config(allow(plaintext = "it stays in the cluster"))]
        pub(super) agent: Option<url::Url>,
    }
}

#[derive(Config)]
struct Settings {
    #[expect(dead_code)]
    #[config(nested)]
    vault: vault::Vault,
}

fn loader() -> Loader {
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .variable("CADENCE_VAULT_AGENT", "https://localhost:4318");
    Loader::new("CADENCE").without_config_dir().system(host)
}

fn codes(loader: &Loader) -> Vec<Code> {
    match loader.load::<Settings>() {
        Ok(settings) => settings
            .warnings()
            .problems()
            .iter()
            .map(rehearsal::report::Problem::code)
            .collect(),
        Err(report) => report
            .iter()
            .map(rehearsal::report::Problem::code)
            .collect(),
    }
}

#[test]
fn a_program_allows_a_refusal_of_a_section_from_another_crate() {
    assert_eq!(codes(&loader()), [Code::InternalHost]);
    for key in ["vault.agent", "vault.*", "*"] {
        let loader = loader().allow(key, "internal_host", "the agent is a sidecar");
        assert_eq!(codes(&loader), [], "{key}");
    }
    let other = loader().allow("vault.agent", "plaintext", "why");
    assert_eq!(codes(&other), [Code::InternalHost]);
}

#[test]
fn what_a_program_allows_is_explained() {
    let loader = loader().allow("vault.*", "internal_host", "the agent is a sidecar");
    let settings = loader.load::<Settings>().unwrap();
    assert_snapshot!(settings.explain().key("vault").unwrap(), @"
    vault.agent = https://localhost:4318
      from      variable CADENCE_VAULT_AGENT
      type      a URL
      variable  CADENCE_VAULT_AGENT
      allowed   plaintext (it stays in the cluster), internal_host (the agent is a sidecar)
      parity    of the same kind in all environments
    ");
}

#[test]
fn what_a_program_allows_of_no_setting_or_by_no_name_is_a_problem_of_its_declaration() {
    let loader = loader()
        .allow("vault.agnt", "internal_host", "why")
        .allow("vault", "internal_host", "why")
        .allow("a b", "internal_host", "why")
        .allow("vault.agent", "internal_hots", "why")
        .allow("vault.agent", "internal-host", "why");
    assert_snapshot!(loader.load::<Settings>().unwrap_err(), @"
    4 problems keep cadence from starting in production

    error[schema]: `Loader::allow` names no setting: there is no setting `vault.agnt`
      |
      = help: did you mean `vault.agent`?

    error[schema]: `Loader::allow` names no setting: `vault` is a section, not a setting
      |
      = help: name a setting, or write `vault.*` for all settings in it

    error[schema]: `Loader::allow` names no setting: `a…` is not a key
      |
      = help: write a key such as `database.url`, or a pattern such as `upstreams[*].url` or `telemetry.*`

    error[schema]: `Loader::allow` names no refusal: `internal_hots`
      |
      = help: did you mean `internal_host`?
    ");
}

#[cfg(feature = "fingerprint")]
#[test]
fn a_fingerprint_covers_what_a_program_allows() {
    let of = |key: &str| {
        let loader = loader().allow(key, "internal_host", "why");
        loader.load::<Settings>().unwrap().fingerprint()
    };
    let without = loader()
        .allow("*", "plaintext", "why")
        .allow("*", "internal_host", "why");
    assert_ne!(without.load::<Settings>().unwrap().fingerprint(), of("*"));
}
