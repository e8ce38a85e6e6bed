//! What a manifest keeps with the secrets, and what it does not.

use std::collections::BTreeMap;

use rehearsal::{Config, Loader, Template};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

#[derive(Config)]
#[expect(dead_code, reason = "only the schema is read")]
struct Kept {
    #[config(default = "postgres://app:hunter2@db/app")]
    text_with_password: String,
    #[config(secret)]
    marked: Option<String>,
    array: Option<[Url; 2]>,
    pair: Option<(String, Url)>,
    untagged: Option<Untagged>,
    by_name: Option<BTreeMap<String, Url>>,
    one_of: Option<Cache>,
    login: Option<Login>,
    tokens: Option<Vec<SecretString>>,
    anything: Option<serde_json::Value>,
}

#[derive(Config)]
#[expect(dead_code, reason = "only the schema is read")]
struct Open {
    text: Option<String>,
    number: Option<u16>,
    texts: Option<Vec<String>>,
    table: Option<BTreeMap<String, u8>>,
    level: Option<Level>,
    #[config(default = "https://metro.example/")]
    address: Url,
    user: Option<User>,
    #[config(secret = false)]
    memory_alone: Option<Cache>,
}

#[derive(Deserialize)]
#[serde(untagged)]
#[expect(dead_code, reason = "only the schema is read")]
enum Untagged {
    One(Url),
    None(bool),
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only the schema is read")]
enum Cache {
    Memory,
    Redis(Url),
}

#[derive(Deserialize)]
enum Level {
    Low,
    High,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only the schema is read")]
struct Login {
    user: String,
    password: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only the schema is read")]
struct User {
    user: String,
    groups: Vec<String>,
}

/// The variables that a file has a line of.
fn named<T: Config>(template: Template) -> Vec<String> {
    let text = Loader::new("K").generate::<T>(template);
    let lines = text.lines().filter_map(|line| {
        let line = line.trim_start_matches([' ', '#']);
        line.starts_with("K_").then(|| {
            let end = line.find([':', ' ', '=']).unwrap_or(line.len());
            line[..end].to_owned()
        })
    });
    lines.filter(|name| name != "K_ENV").collect()
}

#[test]
fn what_is_hidden_or_may_hold_a_password_is_in_the_secret() {
    assert_eq!(named::<Kept>(Template::KubernetesConfigMap), [""; 0]);
    assert_eq!(named::<Kept>(Template::SystemdEnvironment), [""; 0]);
    assert_eq!(named::<Kept>(Template::KubernetesSecret).len(), 10);
    let env = Loader::new("K").generate::<Kept>(Template::KubernetesEnv);
    assert_eq!(env.matches("secretKeyRef").count(), 10, "{env}");
}

#[test]
fn what_holds_none_is_in_the_config_map() {
    assert_eq!(named::<Open>(Template::KubernetesSecret), [""; 0]);
    assert_eq!(named::<Open>(Template::KubernetesConfigMap).len(), 8);
}
