//! Settings with secrets in every shape, marked and unmarked.

use std::collections::BTreeMap;
use std::time::Duration;

use rehearsal::{Checker, Config};
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

/// A type whose own errors repeat what was given.
#[derive(Debug)]
pub(crate) struct Chatty;

impl<'de> Deserialize<'de> for Chatty {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Err(serde::de::Error::custom(format_args!(
            "I do not like {text}, and least of all {}",
            text.rsplit([':', '/', '@']).next().unwrap_or_default()
        )))
    }
}

/// A struct that serde reads as one value, and whose errors repeat a part of it.
#[derive(Debug, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub(crate) struct ChattyTable;

impl TryFrom<BTreeMap<String, String>> for ChattyTable {
    type Error = String;

    fn try_from(table: BTreeMap<String, String>) -> Result<Self, String> {
        let words: Vec<_> = table
            .values()
            .flat_map(|value| value.split([':', '/', '@']))
            .collect();
        Err(format!("I do not like {}", words.join(" ")))
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Credentials {
    user: String,
    #[serde(default)]
    #[expect(dead_code)]
    attempts: u8,
    password: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Info,
    Warn,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
pub(crate) struct ApiKey(SecretString);

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
pub(crate) struct Opaque {
    user: String,
    code: SecretString,
}

/// A secret that serde reads first and gives to a variant later.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code)]
pub(crate) enum Tagged {
    Open,
    Login { user: String, code: SecretString },
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", content = "with", rename_all = "lowercase")]
#[expect(dead_code)]
pub(crate) enum Adjacent {
    Open,
    Login { user: String, code: SecretString },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
#[expect(dead_code)]
pub(crate) enum Untagged {
    Number(u16),
    Code(SecretString),
    Login { user: String, code: SecretString },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(dead_code)]
pub(crate) enum Variants {
    Open,
    Login { user: String, code: SecretString },
    Deep(Vec<(u8, Opaque)>),
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
pub(crate) struct Flat {
    user: String,
    #[serde(flatten)]
    rest: Code,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
pub(crate) struct Code {
    code: SecretString,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
pub(crate) struct Chain {
    code: Option<SecretString>,
    next: Option<Box<Self>>,
}

#[derive(Debug, Config)]
#[config(retired("old_key", "legacy.token"), check = repeat)]
#[expect(dead_code)]
pub(crate) struct Settings {
    api_key: Option<SecretString>,
    #[config(secret, alias = "pin_code", deprecated = "use a key")]
    pin: Option<u32>,
    #[config(secret)]
    flag: Option<bool>,
    #[config(secret)]
    wait: Option<Duration>,
    #[config(secret)]
    tokens: Option<Vec<u16>>,
    #[config(secret)]
    passwords: Option<BTreeMap<String, u16>>,
    #[config(secret)]
    credentials: Option<Credentials>,
    #[config(secret)]
    level: Option<Level>,
    #[config(secret)]
    chatty: Option<Chatty>,
    #[config(secret)]
    chatty_table: Option<ChattyTable>,
    #[config(secret, env = "SHARED_PIN")]
    shared: Option<u32>,
    keys: Option<Vec<SecretString>>,
    named_keys: Option<BTreeMap<String, SecretString>>,
    #[config(default = 8080)]
    port: u16,
    #[config(default = false)]
    switch: bool,
    #[config(default = "30s")]
    window: Duration,
    #[config(default = "info")]
    log: Level,
    url: Option<Url>,
    urls: Option<Vec<Url>>,
    url_map: Option<BTreeMap<String, u16>>,
    loud: Option<Chatty>,
    loud_table: Option<ChattyTable>,
    login: Option<Credentials>,
    note: Option<String>,
    headers: Option<BTreeMap<String, String>>,
    wrapped: Option<ApiKey>,
    account: Option<Opaque>,
    many_accounts: Option<Vec<Opaque>>,
    named_accounts: Option<BTreeMap<String, Opaque>>,
    pair: Option<(u8, Opaque)>,
    text_pair: Option<(String, Opaque)>,
    tagged: Option<Tagged>,
    adjacent: Option<Adjacent>,
    untagged: Option<Untagged>,
    many_untagged: Option<Vec<Untagged>>,
    variants: Option<Variants>,
    flat: Option<Flat>,
    chain: Option<Chain>,
    json: Option<serde_json::Value>,
    table: Option<toml::Table>,
    mail_password: Option<String>,
    authorization: Option<String>,
    api_tokens: Option<BTreeMap<String, String>>,
    old_passwords: Option<Vec<String>>,
    #[config(nested)]
    database: Option<Database>,
    #[config(nested)]
    replicas: Vec<Database>,
    #[config(nested)]
    accounts: BTreeMap<String, Account>,
    #[config(nested)]
    storage: Option<Storage>,
}

/// A check that repeats what it complains about, as one written in a hurry does.
fn repeat(settings: &Settings, rules: &mut Checker<'_>) {
    let Some(login) = &settings.login else { return };
    let password = &login.password;
    let message = match &*login.user {
        "repeat" => format!("`{password}` is weak"),
        "cut" => format!("`{password:.9}` is weak"),
        "bytes" => format!(
            "{:?} and {:x?} are weak",
            password.as_bytes(),
            password.as_bytes()
        ),
        "debug" => format!("{login:?} is weak"),
        _ => return,
    };
    rules.problem(["login.password"], message);
}

#[derive(Debug, Config)]
#[expect(dead_code)]
pub(crate) struct Database {
    password: SecretString,
    #[config(default = 5432)]
    port: u16,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
pub(crate) struct Account {
    #[config(secret)]
    pin: u32,
    #[config(default = 1)]
    weight: u8,
}

#[derive(Debug, Config)]
#[config(tag = "kind", rename_all = "snake_case")]
#[expect(dead_code)]
pub(crate) enum Storage {
    Local {
        root: String,
    },
    S3 {
        bucket: String,
        secret_key: SecretString,
    },
}
