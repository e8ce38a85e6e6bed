//! The recipes against stores on this machine.

mod double;

use insta::assert_snapshot;
use rehearsal::secrecy::{ExposeSecret, SecretString};
use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};
use serde_json::json;
use stores::ssm;
use stores::vault::Vault;

use self::double::{Request, start};

#[derive(Debug, Config)]
struct Settings {
    #[config(default = 8080)]
    port: u16,
    #[config(default)]
    hosts: Vec<String>,
    #[config(nested)]
    mail: Mail,
}

#[derive(Debug, Config)]
struct Mail {
    api_key: SecretString,
}

const KEY: &str = "kv8Qz1Lw0pXn7RtY3mBd";
const TOKEN: &str = "hvs.5VbQz1Lw0pXn7RtY3mBd";

fn loader() -> Loader {
    let loader = Loader::new("CADENCE").without_config_dir();
    loader
        .environment(Environment::Production)
        .system(Memory::new())
}

/// A vault that has this at `secret/cadence`, for who has the token.
fn vault(data: serde_json::Value) -> Vault {
    let answer = move |request: &Request| {
        let token = format!("x-vault-token: {TOKEN}");
        if !request.headers.contains(&token) {
            return (403, json!({ "errors": ["permission denied"] }).to_string());
        }
        match &*request.line {
            "GET /v1/secret/data/cadence HTTP/1.1" => {
                let version = json!({ "data": data, "metadata": { "version": 3 } });
                (200, json!({ "data": version }).to_string())
            }
            _ => (404, json!({ "errors": [] }).to_string()),
        }
    };
    Vault {
        address: start(answer),
        token: TOKEN.into(),
        mount: "secret".to_owned(),
    }
}

#[test]
fn secrets_of_a_vault_are_settings() {
    let vault = vault(json!({ "mail.api_key": KEY, "port": "80" }));
    let pairs = vault.pairs("cadence").unwrap();
    let settings = loader()
        .text_provider("secret/cadence", pairs)
        .load::<Settings>();
    let settings = settings.unwrap();
    assert_eq!(settings.port, 80);
    assert_eq!(settings.mail.api_key.expose_secret(), KEY);
    assert_snapshot!(settings.explain(), @"
    SETTING       VALUE                FROM
    port          80                   provider secret/cadence#port
    hosts         default of its type  default
    mail.api_key  [redacted]           provider secret/cadence#mail.api_key
    ");
}

#[test]
fn a_mistake_in_a_vault_is_told_with_its_key_and_without_its_secret() {
    let vault = vault(json!({ "mail.api_kye": KEY, "port": "eighty" }));
    let pairs = vault.pairs("cadence").unwrap();
    let loader = loader().text_provider("secret/cadence", pairs);
    assert_snapshot!(loader.load::<Settings>().unwrap_err(), @"
    2 problems keep cadence from starting in production

    error[unknown-key]: there is no setting `mail.api_kye`
     --> provider secret/cadence#mail.api_kye
      |
      | mail.api_kye=…
      | ^^^^^^^^^^^^
      |
      = help: did you mean `mail.api_key`?

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> provider secret/cadence#port
      |
      | port=eighty
      |      ^^^^^^ not an integer
    ");
}

#[test]
fn a_vault_that_refuses_is_told_without_the_token() {
    let mut vault = vault(json!({}));
    assert_snapshot!(vault.pairs("other").unwrap_err(), @"http status: 404");
    vault.token = "hvs.another".into();
    let error = vault.pairs("cadence").unwrap_err();
    assert_snapshot!(error, @"http status: 403");
    assert!(!format!("{error:?} {vault:?}").contains("hvs."));
}

/// A parameter store that has two pages.
fn store() -> String {
    start(|request| {
        let target = "x-amz-target: AmazonSSM.GetParametersByPath".to_owned();
        assert!(request.headers.contains(&target), "{:?}", request.headers);
        let asked: serde_json::Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(asked["Path"], "/cadence/production");
        let parameter = |name: &str, kind: &str, value: &str| {
            let name = format!("/cadence/production/{name}");
            json!({ "Name": name, "Type": kind, "Value": value })
        };
        let page = match asked["NextToken"].as_str() {
            None => json!({
                "Parameters": [parameter("mail/api_key", "SecureString", KEY)],
                "NextToken": "2",
            }),
            Some(_) => json!({
                "Parameters": [
                    parameter("hosts", "StringList", "a.cadence.net,b.cadence.net"),
                    parameter("port", "String", "443"),
                ],
            }),
        };
        (200, page.to_string())
    })
}

#[test]
fn parameters_below_a_path_are_settings() {
    let (endpoint, path) = (store(), "/cadence/production");
    let pairs = ssm::pairs(path, |next| ssm::page(&endpoint, path, next)).unwrap();
    let settings = loader()
        .text_provider("ssm", pairs)
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.port, 443);
    assert_eq!(settings.hosts, ["a.cadence.net", "b.cadence.net"]);
    assert_eq!(settings.mail.api_key.expose_secret(), KEY);
    let origin = settings.origin("mail.api_key").unwrap();
    assert_snapshot!(origin, @"provider ssm#mail.api_key");
}
