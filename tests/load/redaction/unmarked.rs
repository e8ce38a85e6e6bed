//! Fields that say nothing of secrets: judged by their name, and by what their type
//! does not tell.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, testing};
use secrecy::SecretString;
use serde::Deserialize;

use super::{file, told, variables};

const TEXT: &str = "violet-otter-lantern";

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code)]
enum Tagged {
    Open,
    Login { user: String, port: u16 },
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", content = "with", rename_all = "lowercase")]
#[expect(dead_code)]
enum Adjacent {
    Open,
    Login { user: String, port: u16 },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code)]
enum Untagged {
    Number(u16),
    Text(String),
    Login { user: String, port: u16 },
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Flat {
    port: u16,
    #[serde(flatten)]
    rest: User,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct User {
    user: String,
}

/// Types of which nobody can tell whether they hold a secret.
#[derive(Debug, Config)]
#[expect(dead_code)]
struct Opaque {
    tagged: Option<Tagged>,
    adjacent: Option<Adjacent>,
    untagged: Option<Untagged>,
    many: Option<Vec<Untagged>>,
    named: Option<BTreeMap<String, Untagged>>,
    pair: Option<(u16, Untagged)>,
    flat: Option<Flat>,
    value: Option<toml::Value>,
}

/// The same, said not to be secret.
#[derive(Debug, Config)]
#[expect(dead_code)]
struct Shown {
    #[config(secret = false)]
    tagged: Option<Tagged>,
    #[config(secret = false)]
    adjacent: Option<Adjacent>,
    #[config(secret = false)]
    untagged: Option<Untagged>,
    #[config(secret = false)]
    many: Option<Vec<Untagged>>,
    #[config(secret = false)]
    named: Option<BTreeMap<String, Untagged>>,
    #[config(secret = false)]
    pair: Option<(u16, Untagged)>,
    #[config(secret = false)]
    flat: Option<Flat>,
    #[config(secret = false)]
    value: Option<toml::Value>,
}

#[test]
fn of_a_type_that_does_not_tell_numbers_are_shown_and_text_is_not() {
    let login = format!("{{ user = \"{TEXT}\", port = 4157 }}");
    let tagged = format!("{{ kind = \"login\", user = \"{TEXT}\", port = 4157 }}");
    for (name, value) in [
        ("tagged", tagged),
        (
            "adjacent",
            format!("{{ kind = \"login\", with = {login} }}"),
        ),
        ("untagged", login.clone()),
        ("many", format!("[4157, \"{TEXT}\", {login}]")),
        ("named", format!("{{ a = {login}, b = \"{TEXT}\" }}")),
        ("pair", format!("[4157, \"{TEXT}\"]")),
        ("flat", login.clone()),
        ("value", format!("{{ a = [{login}] }}")),
    ] {
        let variable = format!("APP_{}", name.to_uppercase());
        for loader in [
            file(&format!("{name} = {value}")),
            variables(&[(&variable, &value)]),
            variables(&[]).set(name, value.clone()),
        ] {
            let loaded = loader.load::<Opaque>().map(|_| ());
            assert!(loaded.is_ok(), "{name}: {}", loaded.unwrap_err());
            let hidden = told::<Opaque>(&loader);
            assert!(!hidden.contains(TEXT), "{name}: {hidden}");
            assert!(hidden.contains("4157"), "{name}: {hidden}");
            let shown = told::<Shown>(&loader);
            assert!(shown.contains(TEXT), "{name}: {shown}");
        }
        let broken = value.replacen('}', "", 1).replacen(']', "", 1);
        let broken = told::<Opaque>(&variables(&[(&variable, &broken)]));
        assert!(!broken.contains(TEXT), "{name}: {broken}");
    }
}

#[test]
fn a_tag_that_the_type_knows_is_shown() {
    let told = told::<Opaque>(&file("tagged = { kind = 'open' }\nadjacent.kind = 'open'"));
    assert!(told.contains("kind = \"open\""), "{told}");
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Named {
    password: Option<String>,
    #[config(alias = "api_key")]
    access: Option<String>,
    authorization: Option<String>,
    db_password: Option<String>,
    tokens: Option<BTreeMap<String, String>>,
    credentials: Option<Vec<String>>,
}

#[test]
fn a_setting_that_is_named_like_a_secret_is_hidden_in_every_view() {
    let (list, table) = (format!("[\"{TEXT}\"]"), format!("{{ a = \"{TEXT}\" }}"));
    for (name, value) in [
        ("password", TEXT),
        ("access", TEXT),
        ("authorization", TEXT),
        ("db_password", TEXT),
        ("tokens", &table),
        ("credentials", &list),
    ] {
        let variable = format!("APP_{}", name.to_uppercase());
        let in_toml = value.strip_prefix(TEXT).map(|_| format!("\"{value}\""));
        let in_file = format!("{name} = {}", in_toml.as_deref().unwrap_or(value));
        for loader in [
            file(&in_file),
            file(&in_file).set(name, value),
            variables(&[(&variable, value)]),
            variables(&[]).set(name, value),
        ] {
            assert!(loader.load::<Named>().is_ok(), "{name}");
            let told = told::<Named>(&loader);
            assert!(!told.contains(TEXT), "{name}: {told}");
            assert!(told.contains("[redacted]"), "{name}: {told}");
        }
        let wrong = told::<Named>(&file(&format!("{name} = [[\"{TEXT}\"]]")));
        assert!(!wrong.contains(TEXT), "{name}: {wrong}");
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Basic,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct NoSecrets {
    tokens: u32,
    auth: Level,
    cookie: Duration,
    use_password: bool,
    tls_key: PathBuf,
    token_bucket: std::net::SocketAddr,
    #[config(secret = false)]
    page_token: String,
}

#[test]
fn what_can_be_no_secret_or_says_that_it_is_none_is_shown() {
    let loader = file(
        "tokens = 4157\nauth = 'basic'\ncookie = '30s'\nuse_password = true\n\
         tls_key = '/etc/tls/key.pem'\ntoken_bucket = '127.0.0.1:80'\npage_token = 'violet'\n",
    );
    let loaded = loader.load::<NoSecrets>().unwrap();
    assert_snapshot!(loaded.resolution().to_toml(), @r#"
    tokens = 4157 # config/default.toml:1:10
    auth = "basic" # config/default.toml:2:8
    cookie = "30s" # config/default.toml:3:10
    use_password = true # config/default.toml:4:16
    tls_key = "/etc/tls/key.pem" # config/default.toml:5:11
    token_bucket = "127.0.0.1:80" # config/default.toml:6:16
    page_token = "violet" # config/default.toml:7:14
    "#);
    testing::assert_schema::<NoSecrets>("APP");
}

fn in_production(file: &str) -> Loader {
    let host = Memory::new()
        .variable("APP_ENV", "production")
        .file("config/production.toml", file);
    Loader::new("APP").system(host)
}

#[test]
fn a_start_where_programs_are_deployed_asks_the_author_to_decide() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Settings {
        password: String,
        tokens: Option<BTreeMap<String, String>>,
        #[config(allow(looks_like_secret = "the name of a header"))]
        authorization: String,
    }

    let file = "password = 'violet'\nauthorization = 'X-User'\ntokens = { a = 'b', c = 'd' }\n";
    let loaded = in_production(file).load::<Settings>().unwrap();
    assert_snapshot!(loaded.warnings(), @"
    warning[looks-like-secret]: `password` is named like a secret but not marked as one, so its value is hidden
     --> config/production.toml:1:12
      |
    1 | password = [redacted]
      |            ^^^^^^^^^^ named like a secret
      |
      = help: in the program, mark the field: `#[config(secret)]` if it holds a secret, `#[config(secret = false)]` if it may be shown

    warning[looks-like-secret]: `tokens` is named like a secret but not marked as one, so its value is hidden
     --> config/production.toml:3:10
      |
    3 | tokens = [redacted]
      |          ^^^^^^^^^^ named like a secret
      |
      = help: in the program, mark the field: `#[config(secret)]` if it holds a secret, `#[config(secret = false)]` if it may be shown
    ");
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Login {
    user: String,
    shared: SecretString,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Typed {
    login: Option<Login>,
    logins: Option<Vec<Login>>,
    pair: Option<(u8, Login)>,
    #[config(secret = false)]
    motto: Option<String>,
}

#[test]
fn a_secret_that_only_the_type_tells_may_not_be_committed() {
    let login = "{ user = 'cadence', shared = 'q7Zp2LxV0sKd9TgR4mWb' }";
    let report = in_production(&format!("login = {login}\nlogins = [{login}]\n"));
    assert_snapshot!(report.load::<Typed>().unwrap_err(), @"
    2 problems keep app from starting in production

    error[committed-secret]: the secret `login` is in a committed file
     --> config/production.toml:1:38
      |
    1 | login = … [redacted]
      |           ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml

    error[committed-secret]: the secret `logins` is in a committed file
     --> config/production.toml:2:40
      |
    2 | logins = … [redacted]
      |            ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml
    ");
    let without = in_production("login = { user = 'cadence', shared = '' }\n");
    let codes = |report: rehearsal::Report| {
        report
            .iter()
            .map(rehearsal::report::Problem::code)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        without.load::<Typed>().map(|_| ()).map_err(codes),
        Err(vec![Code::EmptyValue])
    );
}

#[test]
fn a_secret_that_only_the_type_tells_may_not_be_weak() {
    let host = Memory::new()
        .variable("APP_ENV", "production")
        .file("config/production.toml", "")
        .variable("APP_LOGIN", r#"{"user":"root","shared":"changeme"}"#);
    let report = Loader::new("APP").system(host).load::<Typed>().unwrap_err();
    assert_snapshot!(report, @r#"
    1 problem keeps app from starting in production

    error[placeholder]: `login.shared` is a placeholder, not a secret
     --> variable APP_LOGIN
      |
      | APP_LOGIN=… [redacted]
      |             ^^^^^^^^^^
      |
      = help: set a real secret for this environment
      = help: to permit it for a while, add a waiver of `placeholder` to waivers.toml
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field
    "#);
}

#[test]
fn text_that_does_not_read_as_a_type_with_a_secret_is_hidden_as_a_whole() {
    for (name, text) in [
        ("login", format!("{{user=\"u\",shared=\"{TEXT}")),
        ("login", format!("[\"u\",\"{TEXT}\"]")),
        ("login", TEXT.to_owned()),
        ("logins", format!("[{TEXT}")),
        ("logins", format!("[\"{TEXT}\"]")),
        ("logins", format!("{TEXT},{TEXT}")),
        ("pair", format!("[1,\"{TEXT}\"]")),
        ("pair", format!("1,{TEXT}")),
    ] {
        let variable = format!("APP_{}", name.to_uppercase());
        for loader in [
            variables(&[(&variable, &text)]),
            variables(&[]).set(name, text.clone()),
        ] {
            assert!(loader.load::<Typed>().is_err(), "{text}");
            let told = told::<Typed>(&loader);
            assert!(!told.contains(TEXT), "{text}: {told}");
        }
    }
}

#[cfg(feature = "generate")]
#[test]
fn a_manifest_keeps_a_secret_that_only_the_type_tells_with_the_secrets() {
    use rehearsal::Template;

    let of = |artifact| Loader::new("APP").generate::<Typed>(artifact);
    let (map, secret) = (
        of(Template::KubernetesConfigMap),
        of(Template::KubernetesSecret),
    );
    for name in ["APP_LOGIN:", "APP_LOGINS:", "APP_PAIR:"] {
        assert!(
            !map.contains(name) && secret.contains(name),
            "{map}{secret}"
        );
    }
    assert!(map.contains("APP_MOTTO:"), "{map}");
    assert!(of(Template::Markdown).contains("Not a secret."));
}
