//! Texts of a vault, a parameter store or an API, which are read as variables are.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::figment::Figment;
use rehearsal::report::Origin;
use rehearsal::secrecy::{ExposeSecret, SecretString};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, LayerKind, Loaded, Loader, Report};

#[derive(Debug, Config)]
struct Settings {
    #[config(default = 8080)]
    port: u16,
    #[config(default)]
    hosts: Vec<String>,
    #[config(default)]
    limits: BTreeMap<String, u32>,
    #[config(nested)]
    mail: Mail,
}

#[derive(Debug, Config)]
struct Mail {
    #[config(env = "MAIL_KEY")]
    api_key: SecretString,
    sender: Option<String>,
}

const KEY: &str = "kv8Qz1Lw0pXn7RtY3mBd";

fn system() -> Memory {
    Memory::new()
        .current_dir("/srv/app")
        .variable("CADENCE_ENV", "production")
        .file("config/production.toml", "port = 80")
}

fn loader(pairs: &[(&str, &str)]) -> Loader {
    let pairs = pairs.iter().copied();
    Loader::new("CADENCE")
        .text_provider("vault", pairs)
        .system(system())
}

#[track_caller]
fn accepted(loader: &Loader) -> Loaded<Settings> {
    loader.load().unwrap()
}

#[track_caller]
fn refused(loader: &Loader) -> Report {
    loader.load::<Settings>().unwrap_err()
}

#[test]
fn texts_of_a_vault_are_read_as_variables_are() {
    for (key, port) in [
        ("mail.api_key", "port"),
        ("mail_api_key", "CADENCE_PORT"),
        ("MAIL_KEY", "port"),
    ] {
        let settings = accepted(&loader(&[
            (key, KEY),
            (port, "81"),
            ("hosts", "a, b"),
            ("limits", "{ eu = 1 }"),
            ("limits.us", "2"),
            ("mail.sender", ""),
        ]));
        assert_eq!(settings.mail.api_key.expose_secret(), KEY, "{key}");
        assert_eq!((settings.port, &settings.hosts[1]), (81, &"b".to_owned()));
        assert_eq!((settings.limits["eu"], settings.limits["us"]), (1, 2));
        assert_eq!(settings.mail.sender, None);
        let origin = Origin::ProviderKey {
            provider: "vault".to_owned(),
            key: key.to_owned(),
        };
        assert_eq!(settings.origin("mail.api_key"), Some(origin));
        assert!(
            settings.warnings().problems().is_empty(),
            "{}",
            settings.warnings()
        );
    }
}

#[test]
fn a_provider_is_above_files_and_below_secret_files_and_variables() {
    let from = |system: Memory| {
        let loader = loader(&[("mail.api_key", KEY), ("port", "81")]);
        let loader = loader.text_provider("later", [("mail.sender", "x")]);
        let settings = accepted(&loader.system(system));
        settings.origin("port").unwrap().to_string()
    };
    assert_snapshot!(from(system()), @"provider vault#port");
    assert_snapshot!(from(system().file("/run/secrets/port", "82")), @"/run/secrets/port");
    assert_snapshot!(from(system().variable("CADENCE_PORT", "83")), @"variable CADENCE_PORT");
    let above = Figment::from(("port", 84_u16));
    let loader = loader(&[("mail.api_key", KEY), ("port", "81")]);
    let loader = loader.provider(LayerKind::TextProvider, above);
    assert_eq!(accepted(&loader).port, 84);
}

#[test]
fn of_two_providers_the_later_one_wins() {
    let loader = loader(&[("mail.api_key", KEY), ("port", "81")]);
    let settings = accepted(&loader.text_provider("ssm", [("port", "82")]));
    assert_eq!(settings.port, 82);
    assert_snapshot!(settings.explain(), @"
    SETTING       VALUE                FROM                         OVERRIDES
    port          82                   provider ssm#port            81 (provider vault#port), 80 (config/production.toml:1:8)
    hosts         default of its type  default
    limits        default of its type  default
    mail.api_key  [redacted]           provider vault#mail.api_key
    mail.sender   not set
    ");
    assert_snapshot!(settings.searched().unwrap(), @"looked in /srv/app/config: default.toml (not there), production.toml; 2 keys from provider vault; 1 key from provider ssm");
}

#[test]
fn what_is_wrong_with_a_text_names_provider_and_key_and_no_secret() {
    let loader = loader(&[
        ("mail.api_key", "hunter2"),
        ("port", "many"),
        ("mail.api_kye", KEY),
        ("other.program", KEY),
    ]);
    let report = refused(&loader);
    assert_snapshot!(report, @r#"
    4 problems keep cadence from starting in production

    error[weak-secret]: `mail.api_key` is too short for a secret
     --> provider vault#mail.api_key
      |
      | mail.api_key=[redacted]
      |              ^^^^^^^^^^ fewer than 16 characters
      |
      = help: use a random string of at least 16 characters
      = help: to permit it for a while, add a waiver of `weak-secret` to waivers.toml
      = help: in the program, `#[config(allow(weak_secret = "why"))]` allows it on the field

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> provider vault#port
      |
      | port=many
      |      ^^^^ not an integer

    error[unknown-key]: there is no setting `mail.api_kye`
     --> provider vault#mail.api_kye
      |
      | mail.api_kye=…
      | ^^^^^^^^^^^^
      |
      = help: did you mean `mail.api_key`?

    error[unknown-key]: there is no setting `other.program`
     --> provider vault#other.program
      |
      | other.program=…
      | ^^^^^^^^^^^^^
      |
      = help: remove it
      = help: in the program, give `Loader::text_provider` only the pairs of this program

    looked in /srv/app/config: default.toml (not there), production.toml; 4 keys from provider vault
    "#);
}

#[test]
fn one_setting_under_two_keys_is_a_conflict() {
    let loader = loader(&[("mail.api_key", KEY), ("CADENCE_MAIL_API_KEY", "another")]);
    assert_snapshot!(refused(&loader), @"
    1 problem keeps cadence from starting in production

    error[conflict]: two keys of the provider vault set `mail.api_key` to different values
     --> provider vault#CADENCE_MAIL_API_KEY
      |
      | CADENCE_MAIL_API_KEY=…
      | ^^^^^^^^^^^^^^^^^^^^
      |
     --> provider vault#mail.api_key
      |
      | mail.api_key=…
      | ------------
      |
      = help: remove one of them

    looked in /srv/app/config: default.toml (not there), production.toml; 2 keys from provider vault
    ");
}

#[test]
fn an_empty_secret_of_a_provider_is_refused_and_quotes_are_told() {
    assert_snapshot!(refused(&loader(&[("mail.api_key", "")])), @"
    1 problem keeps cadence from starting in production

    error[empty-value]: the provider vault#mail.api_key is empty, but `mail.api_key` must be a secret
     --> provider vault#mail.api_key
      |
      | mail.api_key=
      |              ^ empty
      |
      = help: give it a value, or remove it

    looked in /srv/app/config: default.toml (not there), production.toml; 1 key from provider vault
    ");
    let quoted = loader(&[("mail.api_key", "\"kv8Qz1Lw0pXn7RtY3mBd\"")]);
    assert_snapshot!(accepted(&quoted).warnings(), @"
    warning[quoted]: `mail.api_key` has quotes around it
     --> provider vault#mail.api_key
      |
      | mail.api_key=[redacted]
      |              ^^^^^^^^^^ the quotes are part of the value
      |
      = help: remove the quotes; `docker run --env-file` and `kubectl` keep them

    looked in /srv/app/config: default.toml (not there), production.toml; 1 key from provider vault
    ");
}

#[cfg(feature = "json")]
#[test]
fn an_origin_in_a_provider_is_read_from_its_json() {
    let origin = Origin::ProviderKey {
        provider: "secret/cadence".to_owned(),
        key: "mail#key".to_owned(),
    };
    let json = serde_json::to_string(&origin).unwrap();
    assert_snapshot!(json, @r#"{"origin":"provider-key","path":null,"line":null,"column":null,"name":"secret/cadence#mail#key"}"#);
    assert_eq!(serde_json::from_str::<Origin>(&json).unwrap(), origin);
}

#[test]
fn a_check_of_what_is_committed_asks_no_provider() {
    let loader = loader(&[("mail.api_key", KEY)]);
    let system = system()
        .file("config/development.toml", "")
        .file("config/test.toml", "")
        .file("config/staging.toml", "");
    let loader = loader.system(system);
    let supplied = rehearsal::testing::assert_environments::<Settings>(&loader);
    let production = Environment::Production.as_str();
    let of_production = supplied
        .iter()
        .find(|(name, _)| name == production)
        .unwrap();
    assert_eq!(of_production.1, ["mail.api_key".into()]);
}

#[test]
fn the_figment_of_settings_names_the_provider() {
    let settings = accepted(&loader(&[("mail.api_key", KEY), ("port", "81")]));
    let figment: Figment = settings.figment();
    let metadata = figment.find_metadata("port").unwrap();
    assert_eq!(metadata.name, "vault");
}

#[test]
#[should_panic(expected = "invalid name of a provider \"a#b\"")]
fn the_name_of_a_provider_has_no_mark_of_a_key() {
    let _ = Loader::new("A").text_provider("a#b", [("a", "b")]);
}
