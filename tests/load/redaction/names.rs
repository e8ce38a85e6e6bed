//! Names that may be secrets: entries of secret maps, wherever a key or a line shows them,
//! and text in which the names of secrets are all there is to tell.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use rehearsal::{Config, Loader};
use secrecy::SecretString;
use serde::Deserialize;

use super::{file, told, variables};

const NAME: &str = "violetotterlantern";

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    #[config(secret)]
    pins: Option<BTreeMap<String, u16>>,
    keys: Option<BTreeMap<String, SecretString>>,
    api_key: Option<SecretString>,
    headers: Option<BTreeMap<String, String>>,
    login: Option<Login>,
    logins: Option<Vec<Login>>,
    limits: Option<BTreeMap<String, u16>>,
    #[config(default = 8080)]
    port: u16,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code)]
struct Login {
    user: String,
    password: String,
    code: SecretString,
}

fn none(loader: &Loader) {
    let told = told::<Settings>(loader);
    assert!(!told.contains(NAME), "{told}");
}

#[test]
fn an_override_hides_the_name_of_an_entry_of_a_secret_map() {
    let argument = |key: &str, value: &str| {
        let argument = format!("{}={value}", key.replace("NAME", NAME));
        variables(&[]).set_args([argument])
    };
    for key in [
        "pins.NAME",
        "keys.NAME",
        "keys.NAME.a",
        "api_key.NAME",
        "login.password.NAME",
        "login.code.NAME",
        "logins[0].password.NAME",
        "headers.X-Api-Key.NAME",
    ] {
        for value in ["1", "x", "", "{"] {
            none(&argument(key, value));
            none(&variables(&[]).set(key.replace("NAME", NAME), value));
        }
    }
    let report = argument("pins.NAME", "x").load::<Settings>().unwrap_err();
    assert_snapshot!(report, @"
    1 problem keeps app from starting in development

    error[wrong-type]: `pins.[redacted]` must be an integer from 0 to 65535
     --> --set pins.[redacted]
      |
      | pins.[redacted]=…
      | ^^^^^^^^^^^^^^^ not an integer
    ");
    let loaded = argument("limits.eu", "1").load::<Settings>().unwrap();
    let explained = loaded.explain().key("limits").unwrap().to_string();
    assert!(explained.contains("--set limits.eu"), "{explained}");
}

#[test]
fn the_value_in_place_of_a_path_is_not_shown_if_a_part_of_it_is_secret() {
    for name in ["APP_LOGIN_FILE", "APP_LOGINS_FILE", "APP_KEYS_FILE"] {
        none(&variables(&[(name, NAME)]));
    }
}

#[test]
fn a_key_that_may_be_a_part_of_a_secret_is_not_named() {
    for text in [
        "api_key = \"\"\"\nNAME\nNAME=1\n\"\"\nport=1",
        "api_key = \"\"\"\n[NAME]\nNAME=1\n\"\"\nport=1",
        "api_key =\nNAME = 1",
        "pins = {\nNAME = 1",
        "keys = { a = \"\"\"x\nNAME = 1\n\"\" }\nport = 1",
    ] {
        let loader = file(&text.replace("NAME", NAME));
        assert!(loader.load::<Settings>().is_err(), "{text}");
        none(&loader);
    }
    let text = format!("api_key =\n{NAME} = 1\nport = 1\nprot = 1");
    let report = file(&text).load::<Settings>().unwrap_err();
    assert_snapshot!(report, @"
    3 problems keep app from starting in development

    error[syntax]: invalid TOML: key without a value
     --> config/default.toml:1:10
      |
    1 | api_key =
      |          ^
      |
      = help: write `key = value`

    error[unknown-key]: there is no setting `[redacted]`
     --> config/default.toml:2:1
      |
    2 | [redacted] = …
      | ^^^^^^^^^^ unknown key
      |
      = help: remove it

    error[unknown-key]: there is no setting `prot`
     --> config/default.toml:4:1
      |
    4 | prot = …
      | ^^^^ unknown key
      |
      = help: did you mean `port`?
    ");
}

#[cfg(feature = "yaml")]
#[test]
fn an_entry_of_a_secret_map_that_lost_its_indent_is_not_named() {
    use rehearsal::system::Memory;

    for text in [
        "pins:\nNAME: 1\n",
        "pins:\n  a: 1\nNAME: 1\n",
        "keys:\n  a: x\nNAME: x\nOTHER: 1\nport: 1\n",
        "api_key: |\nNAME: 1\n",
    ] {
        let host = Memory::new()
            .variable("APP_ENV", "development")
            .file("config/default.yaml", text.replace("NAME", NAME))
            .file("config/development.yaml", "");
        let loader = Loader::new("APP").system(host);
        assert!(loader.load::<Settings>().is_err(), "{text}");
        none(&loader);
    }
}

#[test]
fn broken_text_for_a_map_is_hidden_if_it_names_a_secret() {
    for text in [
        r#"{"X-Api-Key" "NAME"}"#,
        "{X-Api-Key:NAME}",
        r#"{"X-Api-Key": "NAME"#,
        "X-Api-Key NAME",
        r#"["password", "NAME"]"#,
    ] {
        let text = text.replace("NAME", NAME);
        for loader in [
            variables(&[("APP_HEADERS", &text)]),
            variables(&[]).set("headers", text.clone()),
            file(&format!("headers = '''{text}'''")),
        ] {
            assert!(loader.load::<Settings>().is_err(), "{text}");
            none(&loader);
        }
    }
    let report = variables(&[("APP_HEADERS", "{X-Api-Key:hunter2}")]).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @"
    1 problem keeps app from starting in development

    error[wrong-type]: `headers` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_HEADERS
      |
      | APP_HEADERS=[redacted]
      |             ^^^^^^^^^^ a character in the key needs quotes
      |
      = help: quote the key, or use only letters, digits, `_` and `-`
    ");
    let report = variables(&[("APP_LIMITS", "{eu:1")]).load::<Settings>();
    assert_snapshot!(report.unwrap_err(), @"
    1 problem keeps app from starting in development

    error[wrong-type]: `limits` must be a table such as `{ a = 1, b = 2 }`
     --> variable APP_LIMITS
      |
      | APP_LIMITS={eu:1
      |            ^^^^^ a character in the key needs quotes
      |
      = help: quote the key, or use only letters, digits, `_` and `-`
    ");
}
