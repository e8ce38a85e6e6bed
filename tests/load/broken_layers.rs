//! What a layer that cannot be read may set is neither missing nor judged.

#![allow(dead_code)]

use figment::value::{Dict, Map};
use figment::{Metadata, Profile};
use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Checker, Config, LayerKind, Loader, Report};
use secrecy::SecretString;

/// Of every sort of thing that can be asked of a setting one.
#[derive(Debug, Config)]
#[config(check = Settings::check)]
struct Settings {
    name: String,
    #[config(default = "changeme")]
    token: SecretString,
    #[config(default = "http://localhost/")]
    callback: url::Url,
    #[config(required_in = [Production])]
    region: Option<String>,
    #[config(default = 1)]
    min: u8,
    #[config(default = 0)]
    max: u8,
    #[config(nested)]
    mail: Mail,
    #[config(nested)]
    relay: Option<Mail>,
    #[config(nested)]
    stores: std::collections::BTreeMap<String, Mail>,
    #[config(nested)]
    peers: Vec<Mail>,
}

#[derive(Debug, Config)]
struct Mail {
    host: String,
    password: Option<SecretString>,
    #[config(default = true)]
    tls: bool,
    #[config(required_if = ".tls")]
    user: Option<String>,
}

impl Settings {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.min > self.max {
            rules.problem(["min", "max"], "min is above max");
        }
    }
}

fn world() -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/default.toml", "")
        .file("config/production.toml", "")
}

#[track_caller]
fn codes(loader: &Loader) -> Vec<Code> {
    let report = loader.load::<Settings>().unwrap_err();
    report
        .iter()
        .map(rehearsal::report::Problem::code)
        .collect()
}

#[track_caller]
fn of(host: Memory) -> Vec<Code> {
    codes(&Loader::new("CADENCE").system(host))
}

#[test]
fn without_a_broken_layer_all_of_it_is_told() {
    let found = of(world());
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn a_file_that_cannot_be_read_is_the_only_problem() {
    for name in ["default", "production"] {
        let path = format!("config/{name}.toml");
        assert_eq!(
            of(world().unreadable(&path)),
            [Code::FileUnreadable],
            "{name}"
        );
        let host = world().file(&path, *b"name = '\xff'");
        assert_eq!(of(host), [Code::FileEncoding], "{name}");
        let host = world().file(&path, "# ".repeat(20));
        let loader = Loader::new("CADENCE").system(host).size_limit(10);
        assert_eq!(codes(&loader), [Code::FileTooLarge], "{name}");
    }
}

#[test]
fn a_folder_that_is_not_there_or_closed_is_the_only_problem() {
    let host = world().variable("CADENCE_CONFIG_DIR", "conf");
    assert_eq!(of(host), [Code::FileMissing]);
    assert_eq!(of(world().unreadable("config")), [Code::FileUnreadable]);
    let host = world().variable("CADENCE_SECRETS_DIR", "secrets");
    assert_eq!(of(host), [Code::FileMissing]);
}

#[cfg(feature = "dotenv")]
#[test]
fn a_dotenv_that_cannot_be_read_is_the_only_problem() {
    let host = Memory::new()
        .variable("CADENCE_ENV", "development")
        .file("config/development.toml", "min = 1")
        .unreadable(".env");
    assert_eq!(of(host), [Code::FileUnreadable]);
}

#[test]
fn a_provider_that_fails_is_the_only_problem() {
    struct Failing;

    impl figment::Provider for Failing {
        fn metadata(&self) -> Metadata {
            Metadata::named("vault")
        }

        fn data(&self) -> figment::Result<Map<Profile, Dict>> {
            Err("sealed".to_owned().into())
        }
    }

    let loader = Loader::new("CADENCE").system(world());
    let above_files = loader.clone().provider(LayerKind::LocalFile, Failing);
    assert_eq!(codes(&above_files), [Code::Provider]);
    let above_all = loader
        .set("name", "a")
        .provider(LayerKind::Overrides, Failing);
    assert_eq!(codes(&above_all), [Code::Provider]);
}

#[test]
fn what_lies_above_a_broken_layer_counts_and_is_judged() {
    let host = world()
        .unreadable("config/production.toml")
        .variable("CADENCE_TOKEN", "changeme")
        .variable("CADENCE_MIN", "x");
    assert_eq!(
        of(host),
        [Code::FileUnreadable, Code::WrongType, Code::Placeholder]
    );
}

#[test]
fn what_lies_below_a_broken_layer_is_read_all_the_same() {
    let host = world()
        .file(
            "config/default.toml",
            "min = 'x'\nnmae = 'a'\ntoken = 'changeme'",
        )
        .unreadable("config/production.toml");
    let report = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap_err();
    assert_snapshot!(report, @"
    4 problems keep cadence from starting in production

    error[wrong-type]: `min` must be an integer from 0 to 255
     --> config/default.toml:1:7
      |
    1 | min = 'x'
      |       ^^^ found a string

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:2:1
      |
    2 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?

    error[committed-secret]: the secret `token` is in a committed file
     --> config/default.toml:3:9
      |
    3 | token = [redacted]
      |         ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml

    error[file-unreadable]: permission denied: config/production.toml
     --> config/production.toml
      |
      = help: grant read access to the user that runs the program
    ");
}

#[test]
fn a_secret_file_that_cannot_be_read_says_nothing_of_its_setting() {
    let host = world()
        .file(
            "config/default.toml",
            "name = 'a'\nregion = 'eu'\nmax = 2\nmail.host = 'a'\nmail.user = 'b'\ncallback = 'https://a.io/'",
        )
        .unreadable("/run/secrets/token");
    assert_eq!(of(host), [Code::FileUnreadable]);
    let host = world()
        .file(
            "config/default.toml",
            "name = 'a'\nregion = 'eu'\nmax = 2\nmail.host = 'a'\nmail.user = 'b'\ncallback = 'https://a.io/'",
        )
        .variable("CADENCE_TOKEN_FILE", "/none");
    assert_eq!(of(host), [Code::FileMissing]);
}

#[test]
fn what_a_broken_line_may_set_is_not_told_of() {
    let host = world().file(
        "config/production.toml",
        "name = \"a\ntoken = a\ncallback = \nregion = [\nmin max mail host user relay stores peers = ",
    );
    let report = Loader::new("CADENCE").system(host).load::<Settings>();
    let report: Report = report.unwrap_err();
    let follows = report
        .iter()
        .filter(|problem| problem.code() != Code::Syntax)
        .map(ToString::to_string);
    assert_eq!(
        follows.collect::<Vec<_>>(),
        Vec::<String>::new(),
        "{report}"
    );
}

#[cfg(all(feature = "json", feature = "yaml"))]
#[test]
fn what_stands_behind_a_mistake_in_json_or_yaml_is_not_told_of() {
    let json = r#"{ "name": "a" "token": "b", "callback": "", "region": "", "min": 1, "max": 1, "mail": { "host": "", "user": "" } }"#;
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/production.json", json);
    assert_eq!(of(host), [Code::Syntax]);
    let yaml =
        "name: a\ntoken: 'b\ncallback: c\nregion: d\nmin: 1\nmax: 1\nmail: { host: e, user: f }\n";
    let host = Memory::new()
        .variable("CADENCE_ENV", "production")
        .file("config/production.yaml", yaml);
    assert_eq!(of(host), [Code::Syntax]);
}

#[cfg(not(feature = "json"))]
#[test]
fn a_file_whose_format_is_off_is_the_only_problem() {
    let host = world().file("config/default.json", "{}");
    assert_eq!(of(host), [Code::FileIgnored]);
}
