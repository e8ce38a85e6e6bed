//! An explanation of what a start refuses, as a program has it.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

#[derive(Config)]
struct Settings {
    /// Port to listen on.
    #[config(default = 8080)]
    port: u16,
    name: String,
    #[config(env = "MAIL_KEY")]
    key: SecretString,
    #[config(nested)]
    database: Database,
}

#[derive(Config)]
struct Database {
    url: url::Url,
    #[config(default = 10)]
    max_connections: u32,
}

fn loader() -> Loader {
    let host = Memory::new()
        .file(
            "config/default.toml",
            "name = 'a'\n[database]\nmax_connections = 20\n",
        )
        .file("config/staging.toml", "port = 'x'\n")
        .file(
            "config/production.toml",
            "[database]\nurl = 'https://db.cadence.net'\n",
        )
        .variable("CADENCE_ENV", "staging")
        .variable("CADENCE_DATABASE_MAX_CONNECTIONS", "many")
        .variable("MAIL_KEY", "hunter2");
    Loader::new("CADENCE").system(host)
}

#[test]
fn what_a_start_refuses_is_explained_with_the_variable_that_would_set_it() {
    assert!(loader().load::<Settings>().is_err());
    let explanation = loader().explain::<Settings>();
    assert_snapshot!(explanation, @r#"
    SETTING                   VALUE       FROM                                       PROBLEM      VARIABLE                          OVERRIDES
    port                      "x"         config/staging.toml:1:8                    wrong-type   CADENCE_PORT
    name                      a           config/default.toml:1:8
    key                       [redacted]  variable MAIL_KEY                          weak-secret  CADENCE_KEY
    database.url              not set                                                missing      CADENCE_DATABASE_URL
    database.max_connections  many        variable CADENCE_DATABASE_MAX_CONNECTIONS  wrong-type   CADENCE_DATABASE_MAX_CONNECTIONS  20 (config/default.toml:3:19)
    "#);
    assert_snapshot!(explanation.key("database").unwrap(), @"
    database.url = not set
      problem   `database.url` is not set, and has no default
      type      a URL, required
      variable  CADENCE_DATABASE_URL
      parity    of the same kind in all environments

    database.max_connections = many
      problem    `database.max_connections` must be an integer from 0 to 4294967295
      from       variable CADENCE_DATABASE_MAX_CONNECTIONS
      overrides  20 (config/default.toml:3:19)
      default    10
      type       an integer from 0 to 4294967295
      variable   CADENCE_DATABASE_MAX_CONNECTIONS
      parity     the same in all environments
    ");
    assert_eq!(explanation.report().unwrap().len(), 4);
}

#[test]
fn any_environment_is_explained_by_what_is_committed_for_it() {
    let explanation = loader().explain_committed::<Settings>("prod").unwrap();
    assert!(explanation.report().is_none());
    assert_snapshot!(explanation, @"
    SETTING                   VALUE                   FROM
    port                      8080                    default
    name                      a                       config/default.toml:1:8
    key                       at deploy time
    database.url              https://db.cadence.net  config/production.toml:2:7
    database.max_connections  20                      config/default.toml:3:19
    ");
    assert!(loader().explain_committed::<Settings>("nowhere").is_none());
}

#[test]
fn an_explanation_is_data_as_well() {
    let explanation = loader().explain::<Settings>();
    let of = |key: &str| {
        let settings = explanation.settings().iter();
        settings
            .clone()
            .find(|one| one.key().as_str() == key)
            .unwrap()
    };
    let key = of("key");
    assert_eq!(key.variables(), ["CADENCE_KEY", "MAIL_KEY"]);
    assert_eq!(key.value(), Some("[redacted]"));
    assert_eq!(key.problems()[0].code().as_str(), "weak-secret");
    let most = of("database.max_connections");
    assert_eq!(most.row().overridden()[0].value(), "20");
    assert_eq!(
        most.row().origin().unwrap().to_string(),
        "variable CADENCE_DATABASE_MAX_CONNECTIONS"
    );
    let url = of("database.url");
    assert_eq!((url.value(), url.problems().len()), (None, 1));
    let committed = loader()
        .explain_committed::<Settings>("production")
        .unwrap();
    let by_deploy = committed.settings().iter().filter(|one| one.is_by_deploy());
    assert_eq!(
        by_deploy.map(|one| one.key().as_str()).collect::<Vec<_>>(),
        ["key"]
    );
}

#[test]
fn the_view_of_an_admin_route_shows_no_secret() {
    let host = Memory::new()
        .file("config/production.toml", "name = 'a'\n")
        .variable("CADENCE_ENV", "production")
        .variable("MAIL_KEY", "q7Zp2LxV0sKd9TgR4mWb")
        .variable(
            "CADENCE_DATABASE_URL",
            "https://u:q7Zp2LxV0sKd@db.cadence.net",
        );
    let settings = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap();
    let json = settings.to_json();
    assert!(!json.contains("q7Zp2LxV0sKd"), "{json}");
    assert_snapshot!(json, @r#"
    {
      "deployment": null,
      "environment": "production",
      "program": "cadence",
      "settings": {
        "database": {
          "max_connections": {
            "origin": "default",
            "value": 10
          },
          "url": {
            "origin": "variable CADENCE_DATABASE_URL",
            "value": "https://u:[redacted]@db.cadence.net"
          }
        },
        "key": {
          "origin": "variable MAIL_KEY",
          "value": "[redacted]"
        },
        "name": {
          "origin": "config/production.toml:1:8",
          "value": "a"
        },
        "port": {
          "origin": "default",
          "value": 8080
        }
      },
      "warnings": []
    }
    "#);
}
