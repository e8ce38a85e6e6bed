//! What may not stand in the files of a program: secrets, and references to
//! what nobody puts in.

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;
use url::Url;

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    #[config(allow(weak_secret = "short, to be searched for"))]
    api_key: SecretString,
    #[config(nested, alias = "db")]
    database: Database,
    #[config(nested)]
    tenants: Vec<Tenant>,
    #[config(
        default,
        allow(
            weak_secret = "short, to be searched for",
            plaintext = "as mirrors are"
        )
    )]
    mirrors: Vec<String>,
    /// The key of a sandbox that everyone knows.
    #[config(
        secret,
        default = "",
        allow(
            committed_secret = "a sandbox of the provider, open to all",
            weak_secret = "short, to be searched for"
        )
    )]
    sandbox_key: String,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Database {
    #[config(allow(weak_secret = "short, to be searched for", internal_host = "a test"))]
    url: Url,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Tenant {
    #[config(secret)]
    pin: u32,
}

const DEFAULT: &str = "\
api_key = 'hunter2'
sandbox_key = 'hunter2'
mirrors = ['https://a', 'ftp://me:hunter2@b']

[[tenants]]
pin = 48151623

[db]
url = 'postgres://app:hunter2@localhost/cadence'
";

fn host(environment: &str) -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", environment)
        .file("config/default.toml", DEFAULT)
        .file(format!("config/{environment}.toml"), "api_key = ''\n")
}

#[track_caller]
fn check(output: &str) {
    for canary in ["hunter2", "48151623"] {
        assert!(!output.contains(canary), "{output}");
    }
}

#[test]
fn a_secret_in_a_file_of_a_deployed_environment_is_a_problem() {
    for environment in ["staging", "production"] {
        let host = host(environment).variable("CADENCE_API_KEY", "x");
        let loader = Loader::new("CADENCE").system(host);
        let report = loader.load::<Settings>().unwrap_err().to_string();
        check(&report);
        let report = report.replace(environment, "ENVIRONMENT");
        insta::allow_duplicates! {
            insta::assert_snapshot!(report, @r#"
            4 problems keep cadence from starting in ENVIRONMENT

            error[committed-secret]: the secret `api_key` is in a committed file
             --> config/default.toml:1:11
              |
            1 | api_key = [redacted]
              |           ^^^^^^^^^^ readable by anyone with the repository or the binary
              |
              = help: remove it, rotate it, and supply the new one through a variable or a secret file
              = help: put a value that is only for development in development.toml or local.toml

            error[committed-secret]: the password in `mirrors` is in a committed file
             --> config/default.toml:3:25
              |
            3 | mirrors = … "ftp://me:[redacted]@b"
              |             ^^^^^^^^^^^^^^^^^^^^^^^ readable by anyone with the repository or the binary
              |
              = help: remove it, rotate it, and supply the new one through a variable or a secret file
              = help: put a value that is only for development in development.toml or local.toml
              = help: in the program, `#[config(secret)]` marks a field that holds a secret

            error[committed-secret]: the secret `tenants[0].pin` is in a committed file
             --> config/default.toml:6:7
              |
            6 | pin = [redacted]
              |       ^^^^^^^^^^ readable by anyone with the repository or the binary
              |
              = help: remove it, rotate it, and supply the new one through a variable or a secret file
              = help: put a value that is only for development in development.toml or local.toml

            error[committed-secret]: the password in `database.url` is in a committed file
             --> config/default.toml:9:7
              |
            9 | url = "postgres://app:[redacted]@localhost/cadence"
              |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readable by anyone with the repository or the binary
              |
              = help: remove it, rotate it, and supply the new one through a variable or a secret file
              = help: put a value that is only for development in development.toml or local.toml
            "#);
        }
    }
}

#[test]
fn so_it_is_in_an_embedded_file_and_in_that_of_a_deployment() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Key {
        #[config(allow(weak_secret = "short, to be searched for"))]
        api_key: SecretString,
    }
    let loader = Loader::new("CADENCE")
        .deployment("eu", rehearsal::Environment::Production)
        .embed([("production.toml", "api_key = 'hunter2'")])
        .embed([("eu.toml", "api_key = 'hunter2'")])
        .system(Memory::new().variable("CADENCE_ENV", "eu"));
    let report = loader.load::<Key>().unwrap_err().to_string();
    check(&report);
    insta::assert_snapshot!(report, @"
    2 problems keep cadence from starting in eu (production)

    error[committed-secret]: the secret `api_key` is in a committed file
     --> production.toml:1:11
      |
    1 | api_key = [redacted]
      |           ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml

    error[committed-secret]: the secret `api_key` is in a committed file
     --> eu.toml:1:11
      |
    1 | api_key = [redacted]
      |           ^^^^^^^^^^ readable by anyone with the repository or the binary
      |
      = help: remove it, rotate it, and supply the new one through a variable or a secret file
      = help: put a value that is only for development in development.toml or local.toml
    ");
}

#[test]
fn in_development_and_test_files_may_hold_secrets() {
    for environment in ["development", "test"] {
        let host = host(environment).file(format!("config/{environment}.toml"), "");
        let loader = Loader::new("CADENCE").system(host);
        if let Err(report) = loader.load::<Settings>() {
            panic!("{report}");
        }
    }
}

#[test]
fn an_allowance_is_in_the_schema_with_its_reason() {
    let fields = Settings::SCHEMA.fields();
    let sandbox = fields.iter().find(|field| field.name() == "sandbox_key");
    let [allowed, _] = sandbox.unwrap().allowed() else {
        panic!("one allowance");
    };
    assert_eq!(allowed.what(), "committed_secret");
    assert_eq!(allowed.reason(), "a sandbox of the provider, open to all");
    assert_eq!(fields[0].allowed().len(), 1);
}

#[test]
fn a_reference_stays_as_it_is_and_is_noted() {
    #[derive(Debug, Config)]
    struct References {
        home: String,
        api_key: SecretString,
        #[config(default)]
        hosts: Vec<String>,
        price: String,
        template: String,
    }
    let host = Memory::new().variable("CADENCE_ENV", "test").file(
        "config/test.toml",
        concat!(
            "home = '${HOME}/cadence'\n",
            "api_key = 'hunter2${KEY}'\n",
            "hosts = ['a', '${HOST}']\n",
            "price = '$5'\n",
            "template = '${ is open'\n",
        ),
    );
    let loader = Loader::new("CADENCE").system(host);
    let settings = loader.load::<References>().unwrap();
    assert_eq!(settings.home, "${HOME}/cadence");
    assert_eq!(settings.hosts[1], "${HOST}");
    assert_eq!(settings.price, "$5");
    assert_eq!(settings.template, "${ is open");
    drop(settings.api_key.clone());
    let notes = settings.warnings().to_string();
    check(&notes);
    insta::assert_snapshot!(notes, @r#"
    note[interpolation]: `${...}` in `home` is not expanded
     --> config/test.toml:1:8
      |
    1 | home = '${HOME}/cadence'
      |        ^^^^^^^^^^^^^^^^^ taken literally
      |
      = help: to supply it at deploy time, set CADENCE_HOME

    note[placeholder]: `api_key` is an unresolved reference to a secret
     --> config/test.toml:2:11
      |
    2 | api_key = [redacted]
      |           ^^^^^^^^^^ taken literally
      |
      = help: let the platform resolve it before the program starts, or set the secret itself
      = help: to supply it at deploy time, set CADENCE_API_KEY
      = help: in the program, `#[config(allow(placeholder = "why"))]` allows it on the field

    note[interpolation]: `${...}` in `hosts[1]` is not expanded
     --> config/test.toml:3:15
      |
    3 | hosts = … '${HOST}'
      |           ^^^^^^^^^ taken literally
      |
      = help: to supply it at deploy time, set CADENCE_HOSTS__1
    "#);
}
