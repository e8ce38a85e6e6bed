//! Settings in files of their own: `_FILE` variables and secret folders.

use std::collections::BTreeMap;

use rehearsal::report::Origin;
use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader, Report};
use secrecy::{ExposeSecret, SecretString};

/// Stands in every secret of these tests, and in no output.
const CANARY: &str = "hunter2";

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    mail: Mail,
    #[config(nested)]
    tls: Tls,
    #[config(nested)]
    tenants: BTreeMap<String, Tenant>,
    #[config(default = 8080)]
    port: u16,
    /// Where reminders are stored.
    #[config(
        env = "DATABASE_URL",
        secret,
        default = "none",
        allow(
            placeholder = "none is needed",
            weak_secret = "short, to be searched for"
        )
    )]
    database: String,
    #[config(default)]
    hosts: Vec<String>,
}

#[derive(Debug, Config)]
struct Mail {
    /// Key of the mail provider.
    #[config(allow(weak_secret = "short, to be searched for"))]
    api_key: SecretString,
}

#[derive(Debug, Config)]
struct Tls {
    #[config(default = "none")]
    key_file: String,
}

#[derive(Debug, Config)]
struct Tenant {
    #[config(allow(weak_secret = "short, to be searched for"))]
    token: SecretString,
}

fn host() -> Memory {
    Memory::new().variable("CADENCE_ENV", "staging")
}

fn load(host: Memory) -> Result<Loaded<Settings>, Report> {
    crate::support::loader("CADENCE", host).load()
}

/// The report of a load that is refused, which holds no secret.
#[track_caller]
fn refused(loader: &Loader) -> String {
    let report = loader.load::<Settings>().unwrap_err();
    let text = report.to_string();
    #[cfg(feature = "json")]
    assert!(!report.to_json().contains(CANARY));
    for output in [&text, &format!("{report:?}"), &format!("{loader:?}")] {
        assert!(!output.contains(CANARY), "{output}");
    }
    text
}

/// The notes of a load, which hold no secret.
#[track_caller]
fn notes(loaded: &Loaded<Settings>) -> String {
    let text = loaded.warnings().to_string();
    let resolution = format!("{:?}", loaded.resolution());
    for output in [&text, &format!("{loaded:?}"), &resolution] {
        assert!(!output.contains(CANARY), "{output}");
    }
    text
}

fn expect_refused(host: Memory) -> String {
    refused(&crate::support::loader("CADENCE", host))
}

#[test]
fn a_variable_names_the_file_of_its_setting() {
    let host = host()
        .variable("CADENCE_MAIL_API_KEY_FILE", "/run/keys/mail")
        .variable("CADENCE_PORT_FILE", "port")
        .variable("DATABASE_URL_FILE", "/db")
        .variable("CADENCE_HOSTS__0_FILE", "/host")
        .variable("CADENCE_TENANTS__ACME__TOKEN_FILE", "/acme")
        .file("/run/keys/mail", "hunter2\n")
        .file("port", "9090\r\n")
        .file("/db", "postgres://db/hunter2")
        .file("/host", "a")
        .file("/acme", "hunter2-acme");
    let settings = load(host).unwrap();
    assert_eq!(settings.mail.api_key.expose_secret(), "hunter2");
    assert_eq!(settings.port, 9090);
    assert_eq!(settings.database, "postgres://db/hunter2");
    assert_eq!(settings.hosts, ["a"]);
    assert_eq!(
        settings.tenants["acme"].token.expose_secret(),
        "hunter2-acme"
    );
    assert_eq!(
        settings.origin("mail.api_key").unwrap().to_string(),
        "/run/keys/mail, named by CADENCE_MAIL_API_KEY_FILE"
    );
    assert_eq!(notes(&settings), "");
}

#[test]
fn a_setting_whose_own_name_ends_so_is_itself() {
    let host = host()
        .variable("CADENCE_MAIL_API_KEY", "hunter2")
        .variable("CADENCE_TLS_KEY_FILE", "/etc/tls/key.pem");
    let settings = load(host).unwrap();
    assert_eq!(settings.tls.key_file, "/etc/tls/key.pem");
    assert_eq!(
        settings.origin("tls.key_file"),
        Some(Origin::Variable("CADENCE_TLS_KEY_FILE".to_owned()))
    );
}

#[test]
fn a_setting_that_is_called_like_the_twin_of_another_wins() {
    #[derive(Debug, Config)]
    struct Both {
        #[config(nested)]
        tls: Pair,
    }
    #[derive(Debug, Config)]
    struct Pair {
        key: SecretString,
        #[config(default)]
        key_file: String,
    }
    let host = host().variable("CADENCE_TLS_KEY_FILE", "/etc/key");
    let loader = Loader::new("CADENCE").without_config_dir();
    insta::assert_snapshot!(loader.clone().system(host.clone()).load::<Both>().map(drop).unwrap_err(), @"
    1 problem keeps cadence from starting in staging

    error[missing]: `tls.key` is not set, and has no default
      |
      = help: set the variable CADENCE_TLS_KEY
    ");
    let host = host.variable("CADENCE_TLS_KEY", "VQ2dKfPxzR7mLwTn");
    let both = loader.system(host).load::<Both>().unwrap();
    assert_eq!(both.tls.key_file, "/etc/key");
    assert_eq!(both.tls.key.expose_secret(), "VQ2dKfPxzR7mLwTn");
    let explained = both.explain().key("tls.key").unwrap().to_string();
    assert!(
        explained.contains("twin      none, CADENCE_TLS_KEY_FILE sets `tls.key_file`"),
        "{explained}"
    );
}

#[test]
fn a_section_with_a_field_called_file_is_no_twin() {
    #[derive(Debug, Config)]
    struct Program {
        #[config(nested)]
        log: Log,
    }
    #[derive(Debug, Config)]
    struct Log {
        file: String,
    }
    let host = host().variable("CADENCE_LOG_FILE", "/var/log/cadence");
    let program: Loaded<Program> = crate::support::loader("CADENCE", host).load().unwrap();
    assert_eq!(program.log.file, "/var/log/cadence");
}

#[test]
fn a_variable_and_its_twin_are_one_too_many() {
    let host = host()
        .variable("CADENCE_MAIL_API_KEY", "hunter2")
        .variable("CADENCE_MAIL_API_KEY_FILE", "/mail")
        .file("/mail", "hunter2");
    insta::assert_snapshot!(expect_refused(host), @r"
    1 problem keeps cadence from starting in staging

    error[conflict]: `mail.api_key` is set by a variable and by a file that another one names
     --> /mail, named by CADENCE_MAIL_API_KEY_FILE
     --> variable CADENCE_MAIL_API_KEY
      |
      | CADENCE_MAIL_API_KEY=…
      | --------------------
      |
      = help: unset one of the two variables
    ");
}

#[test]
fn a_file_that_gives_no_value_names_variable_and_path() {
    let host = host()
        .variable("CADENCE_MAIL_API_KEY_FILE", "/missing")
        .variable("CADENCE_PORT_FILE", "")
        .variable("CADENCE_HOSTS_FILE", "/folder")
        .variable("CADENCE_TLS_KEY_FILE_FILE", "/denied")
        .variable("CADENCE_TENANTS__A__TOKEN_FILE", "/latin1")
        .variable("DATABASE_URL_FILE", "/large")
        .dir("/folder")
        .unreadable("/denied")
        .file("/latin1", b"hunter2\xff".to_vec())
        .file("/large", "hunter2 ".repeat(100));
    let loader = crate::support::loader("CADENCE", host).size_limit(200);
    insta::assert_snapshot!(refused(&loader), @"
    6 problems keep cadence from starting in staging

    error[file-unreadable]: /folder that CADENCE_HOSTS_FILE names is a directory, not a file
     --> /folder, named by CADENCE_HOSTS_FILE
      |
      = help: give the path of the file in it

    error[file-missing]: the file /missing that CADENCE_MAIL_API_KEY_FILE names does not exist
     --> /missing, named by CADENCE_MAIL_API_KEY_FILE
      |
      = help: mount it before the program starts, or correct the path

    error[empty-value]: the variable CADENCE_PORT_FILE names no file
     --> variable CADENCE_PORT_FILE
      |
      | CADENCE_PORT_FILE=…
      | ^^^^^^^^^^^^^^^^^
      |
      = help: set it to the path of a file, or unset it

    error[file-encoding]: the file /latin1 that CADENCE_TENANTS__A__TOKEN_FILE names is not UTF-8
     --> /latin1, named by CADENCE_TENANTS__A__TOKEN_FILE
      |
      = help: a value is text; write bytes in an encoding such as base64

    error[file-unreadable]: permission denied: /denied that CADENCE_TLS_KEY_FILE_FILE names
     --> /denied, named by CADENCE_TLS_KEY_FILE_FILE
      |
      = help: grant read access to the user that runs the program

    error[file-too-large]: the file /large that DATABASE_URL_FILE names is too large: 800 bytes, the limit is 200
     --> /large, named by DATABASE_URL_FILE
      |
      = help: make it smaller
      = help: in the program, `Loader::size_limit` raises the limit
    ");
}

#[test]
fn a_value_of_the_wrong_type_may_be_any_secret_and_is_not_shown() {
    #[derive(Debug, Config)]
    #[expect(dead_code)]
    struct Ports {
        port: u16,
        #[config(secret)]
        pin: u16,
    }
    let host = host()
        .variable("CADENCE_PORT_FILE", "/port")
        .variable("CADENCE_PIN_FILE", "/pin")
        .file("/port", "many\n")
        .file("/pin", "hunter2\n");
    let loader = crate::support::loader("CADENCE", host);
    let report = loader.load::<Ports>().unwrap_err().to_string();
    assert!(!report.contains(CANARY));
    insta::assert_snapshot!(report, @"
    2 problems keep cadence from starting in staging

    error[wrong-type]: `pin` must be an integer from 0 to 65535
     --> /pin, named by CADENCE_PIN_FILE
      |
      | [redacted]
      | ^^^^^^^^^^ not an integer

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> /port, named by CADENCE_PORT_FILE
      |
      | [redacted]
      | ^^^^^^^^^^ not an integer
    ");
}

#[test]
fn what_is_misspelt_is_suggested_with_its_ending() {
    let host = host().variable("CADENCE_MAIL_API_KY_FILE", "/mail");
    insta::assert_snapshot!(expect_refused(host), @"
    1 problem keeps cadence from starting in staging

    error[unknown-variable]: unknown variable CADENCE_MAIL_API_KY_FILE
     --> variable CADENCE_MAIL_API_KY_FILE
      |
      | CADENCE_MAIL_API_KY_FILE=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_MAIL_API_KEY_FILE?
    ");
}

#[test]
fn a_missing_secret_tells_of_the_twin() {
    insta::assert_snapshot!(expect_refused(host()), @"
    1 problem keeps cadence from starting in staging

    error[missing]: `mail.api_key` is not set, and has no default
      |
      = help: about: Key of the mail provider.
      = help: set the variable CADENCE_MAIL_API_KEY, or CADENCE_MAIL_API_KEY_FILE to the path of a file that holds it
    ");
}

#[test]
fn a_file_is_called_like_the_variable_the_key_or_the_key_with_underscores() {
    for name in [
        "CADENCE_MAIL_API_KEY",
        "CADENCE_MAIL__API_KEY",
        "mail.api_key",
        "mail_api_key",
        "mail-api-key",
    ] {
        let host = host()
            .file(format!("/secrets/{name}"), "hunter2\n")
            .file("/secrets/tenants.acme.token", "hunter2-acme")
            .file("/secrets/tenants__beta__token", "hunter2-beta")
            .file("/secrets/DATABASE_URL", "hunter2-db")
            .file("/secrets/port", "9090\n");
        let loader = crate::support::loader("CADENCE", host).secrets_dir("/secrets");
        let settings = loader.load::<Settings>().unwrap();
        assert_eq!(settings.mail.api_key.expose_secret(), "hunter2");
        assert_eq!(
            settings.tenants["acme"].token.expose_secret(),
            "hunter2-acme"
        );
        assert_eq!(
            settings.tenants["beta"].token.expose_secret(),
            "hunter2-beta"
        );
        assert_eq!(settings.database, "hunter2-db");
        assert_eq!(settings.port, 9090);
        assert_eq!(
            settings.origin("mail.api_key"),
            Some(Origin::SecretFile(format!("/secrets/{name}").into()))
        );
        assert_eq!(notes(&settings), "");
    }
}

#[test]
fn folders_lie_between_files_and_variables() {
    let host = host()
        .file("config/staging.toml", "port = 1\n")
        .file("/run/secrets/mail_api_key", "hunter2-shared")
        .file("/run/secrets/port", "2")
        .variable("CREDENTIALS_DIRECTORY", "/run/credentials/cadence")
        .file("/run/credentials/cadence/port", "3")
        .file("/secrets/port", "4")
        .file("/more/port", "5")
        .variable("CADENCE_PORT", "6");
    let loader = crate::support::loader("CADENCE", host)
        .secrets_dir("/secrets")
        .secrets_dir("/more");
    let settings = loader.load::<Settings>().unwrap();
    assert_eq!(settings.port, 6);
    let resolution = settings.resolution();
    let port = resolution
        .rows()
        .iter()
        .find(|row| row.key().as_str() == "port");
    let hidden: Vec<_> = port
        .unwrap()
        .overridden()
        .iter()
        .map(|hidden| hidden.origin().to_string())
        .collect();
    assert_eq!(
        hidden,
        [
            "/more/port",
            "/secrets/port",
            "/run/credentials/cadence/port",
            "/run/secrets/port",
            "config/staging.toml:1:8",
        ]
    );
}

#[test]
fn the_variable_names_other_folders_than_the_program() {
    let host = host()
        .variable("CADENCE_SECRETS_DIR", "/a:/b")
        .file("/a/mail_api_key", "hunter2")
        .file("/a/port", "1")
        .file("/b/port", "2")
        .file("/secrets/port", "3");
    let loader = crate::support::loader("CADENCE", host).secrets_dir("/secrets");
    assert_eq!(loader.load::<Settings>().unwrap().port, 2);
}

#[test]
fn two_files_for_one_setting_are_a_problem() {
    let host = host()
        .file("/secrets/mail.api_key", "hunter2")
        .file("/secrets/mail_api_key", "hunter2");
    let loader = crate::support::loader("CADENCE", host).secrets_dir("/secrets");
    insta::assert_snapshot!(refused(&loader), @r"
    1 problem keeps cadence from starting in staging

    error[conflict]: two files set `mail.api_key`
     --> /secrets/mail_api_key
     --> /secrets/mail.api_key
      |
      = help: remove one of them
    ");
}

#[test]
fn a_file_that_no_setting_owns_is_a_problem_in_a_folder_of_ones_own() {
    let host = host()
        .file("/secrets/mail_api_ky", "hunter2")
        .file("/secrets/unrelated", "hunter2")
        .file("/secrets/.gitkeep", "")
        .file("/secrets/folder/file", "hunter2");
    let loader = crate::support::loader("CADENCE", host).secrets_dir("/secrets");
    insta::assert_snapshot!(refused(&loader), @"
    2 problems keep cadence from starting in staging

    error[unknown-file]: unknown secret file mail_api_ky
     --> /secrets/mail_api_ky
      |
      = help: did you mean `mail.api_key`?

    error[unknown-file]: unknown secret file unrelated
     --> /secrets/unrelated
      |
      = help: remove it, or mount it elsewhere
    ");
}

#[test]
fn a_file_that_no_setting_owns_is_a_note_in_a_shared_folder() {
    let host = host()
        .file("/run/secrets/mail_api_key", "hunter2")
        .file("/run/secrets/prot", "hunter2")
        .file("/run/secrets/unrelated", "hunter2")
        .unreadable("/run/secrets/others")
        .file("/run/secrets/kubernetes.io/serviceaccount/token", "hunter2");
    insta::assert_snapshot!(notes(&load(host).unwrap()), @"
    note[unknown-file]: unknown secret file prot
     --> /run/secrets/prot
      |
      = help: did you mean `port`?

    note[unknown-file]: ignored files in /run/secrets that match no setting: others, unrelated
     --> /run/secrets
    ");
}

#[test]
fn a_folder_that_is_not_there_is_a_problem() {
    let host = host()
        .variable("CREDENTIALS_DIRECTORY", "/run/credentials/cadence")
        .variable("CADENCE_MAIL_API_KEY", "hunter2");
    let loader = crate::support::loader("CADENCE", host.clone()).secrets_dir("/secrets");
    insta::assert_snapshot!(refused(&loader), @"
    2 problems keep cadence from starting in staging

    error[file-missing]: the secret directory /run/credentials/cadence does not exist
     --> variable CREDENTIALS_DIRECTORY
      |
      = help: set CREDENTIALS_DIRECTORY to a directory, or unset it

    error[file-missing]: the secret directory /secrets does not exist
     --> /secrets
      |
      = help: mount it
    ");
    let loader = loader.system(host.variable("CADENCE_SECRETS_DIR", "/elsewhere"));
    insta::assert_snapshot!(refused(&loader), @"
    2 problems keep cadence from starting in staging

    error[file-missing]: the secret directory /run/credentials/cadence does not exist
     --> variable CREDENTIALS_DIRECTORY
      |
      = help: set CREDENTIALS_DIRECTORY to a directory, or unset it

    error[file-missing]: the secret directory /elsewhere does not exist
     --> variable CADENCE_SECRETS_DIR
      |
      = help: set CADENCE_SECRETS_DIR to a directory, or unset it
    ");
}

#[test]
fn a_secret_file_that_gives_no_value_is_a_problem() {
    let host = host()
        .file("/secrets/mail_api_key", b"hunter2\xff".to_vec())
        .unreadable("/secrets/port")
        .dir("/secrets/hosts");
    let loader = crate::support::loader("CADENCE", host).secrets_dir("/secrets");
    insta::assert_snapshot!(refused(&loader), @"
    3 problems keep cadence from starting in staging

    error[file-unreadable]: /secrets/hosts is a directory, not a file
     --> /secrets/hosts
      |
      = help: give the path of the file in it

    error[file-encoding]: the file /secrets/mail_api_key is not UTF-8
     --> /secrets/mail_api_key
      |
      = help: a value is text; write bytes in an encoding such as base64

    error[file-unreadable]: permission denied: /secrets/port
     --> /secrets/port
      |
      = help: grant read access to the user that runs the program
    ");
}

#[test]
fn a_secret_that_everyone_may_read_is_a_note_in_production() {
    let host = |environment: &str| {
        Memory::new()
            .variable("CADENCE_ENV", environment)
            .variable("DATABASE_URL_FILE", "/db")
            .file("/db", "hunter2")
            .mode("/db", 0o604)
            .file("/secrets/mail_api_key", "hunter2")
            .mode("/secrets/mail_api_key", 0o644)
            .file("/secrets/tenants.acme.token", "hunter2")
            .mode("/secrets/tenants.acme.token", 0o400)
            .file("/secrets/port", "80")
            .mode("/secrets/port", 0o644)
    };
    let loader = Loader::new("CADENCE")
        .without_config_dir()
        .secrets_dir("/secrets");
    let in_staging = loader.clone().system(host("staging")).load().unwrap();
    assert_eq!(notes(&in_staging), "");
    let in_production = loader.system(host("production")).load().unwrap();
    insta::assert_snapshot!(notes(&in_production), @"
    note[world-readable]: a secret file is world-readable
     --> /secrets/mail_api_key
      |
      = help: let the user that runs the program read it, and nobody else: mode 0400

    note[world-readable]: a secret file is world-readable
     --> /db
      |
      = help: let the user that runs the program read it, and nobody else: mode 0400
    ");
}

#[test]
fn a_file_of_a_deploy_that_everybody_may_write_is_warned_of() {
    let host = |environment: &str| {
        Memory::new()
            .variable("CADENCE_ENV", environment)
            .variable("DATABASE_URL_FILE", "/db")
            .file("/db", "hunter2")
            .mode("/db", 0o602)
            .file("/secrets/mail_api_key", "hunter2")
            .mode("/secrets/mail_api_key", 0o666)
            .file("/secrets/tenants.acme.token", "hunter2")
            .mode("/secrets/tenants.acme.token", 0o640)
            .file("/secrets/port", "80")
            .mode("/secrets/port", 0o666)
            .file("config/default.toml", "")
            .mode("config/default.toml", 0o664)
            .file(format!("config/{environment}.toml"), "")
            .mode(format!("config/{environment}.toml"), 0o646)
    };
    let loader = Loader::new("CADENCE").secrets_dir("/secrets");
    let notes_in = |environment: &str| {
        let loaded = loader.clone().system(host(environment)).load().unwrap();
        notes(&loaded)
    };
    for undeployed in ["development", "test"] {
        assert_eq!(notes_in(undeployed), "");
    }
    let in_staging = notes_in("staging");
    assert_eq!(
        notes_in("production"),
        in_staging.replace("staging", "production")
    );
    insta::assert_snapshot!(in_staging, @r"
    warning[world-writable]: the config file is world-writable
     --> config/staging.toml
      |
      = help: let only the user that deploys the program write it: mode 0644

    warning[world-writable]: the secret file is world-writable
     --> /secrets/mail_api_key
      |
      = help: let only the user that runs the program read it: mode 0400

    warning[world-writable]: the file of a setting is world-writable
     --> /secrets/port
      |
      = help: let only the user that deploys the program write it: mode 0644

    warning[world-writable]: the secret file is world-writable
     --> /db
      |
      = help: let only the user that runs the program read it: mode 0400
    ");
}

#[test]
fn a_directory_to_which_everybody_may_add_files_is_warned_of() {
    let host = |mode: u32| {
        Memory::new()
            .variable("CADENCE_ENV", "production")
            .variable("DATABASE_URL", "postgres://db")
            .file("/secrets/mail_api_key", "hunter2")
            .mode("/secrets/mail_api_key", 0o400)
            .mode("/secrets", mode)
            .file("config/production.toml", "")
            .mode("config", mode)
    };
    let loader = Loader::new("CADENCE").secrets_dir("/secrets");
    let notes_of = |host: Memory| notes(&loader.clone().system(host).load().unwrap());
    assert_eq!(notes_of(host(0o775)), "");
    insta::assert_snapshot!(notes_of(host(0o777)), @"
    warning[world-writable]: the config directory is world-writable
     --> config
      |
      = help: let only the user that deploys the program add files to it: mode 0755

    warning[world-writable]: the secret directory is world-writable
     --> /secrets
      |
      = help: let only the user that deploys the program add files to it: mode 0755
    ");
    assert_eq!(notes_of(host(0o1777)), notes_of(host(0o777)));
    // As Kubernetes mounts them.
    let mounted = host(0o777).read_only("/secrets").read_only("config");
    assert_eq!(notes_of(mounted), "");
    let undeployed = host(0o777).variable("CADENCE_ENV", "test");
    assert_eq!(notes_of(undeployed.file("config/test.toml", "")), "");
}

#[test]
fn the_link_of_a_mount_is_followed_before_its_keys() {
    let host = host()
        .file("/secrets/..2026_01_01/mail_api_key", "hunter2-new")
        .file("/secrets/..2025_01_01/mail_api_key", "hunter2-old")
        .link("/secrets/..data", "..2026_01_01")
        .link("/secrets/mail_api_key", "..data/mail_api_key");
    let loader = crate::support::loader("CADENCE", host).secrets_dir("/secrets");
    let settings = loader.load::<Settings>().unwrap();
    assert_eq!(settings.mail.api_key.expose_secret(), "hunter2-new");
    assert_eq!(
        settings.origin("mail.api_key").unwrap().to_string(),
        "/secrets/mail_api_key"
    );
}

#[test]
fn a_file_that_a_variable_names_is_not_called_ignored() {
    let host = |environment: &str| {
        Memory::new()
            .current_dir("/run")
            .variable("CADENCE_ENV", environment)
            .file("/run/secrets/eu", "VQ2dKfPxzR7mLwTn")
            .file("/run/secrets/tls_certificate", "")
    };
    let noted = |host: Memory| {
        let settings = crate::support::loader("CADENCE", host)
            .load::<OneKey>()
            .unwrap();
        assert_eq!(settings.key.expose_secret(), "VQ2dKfPxzR7mLwTn");
        settings.warnings().to_string()
    };
    let ignored = "ignored files in /run/secrets that match no setting: tls_certificate";
    let notes = noted(host("test").variable("CADENCE_KEY_FILE", "/run/secrets/eu"));
    assert!(notes.contains(ignored), "{notes}");
    let link = host("test").link("/etc/key", "/run/secrets/eu");
    let notes = noted(link.variable("CADENCE_KEY_FILE", "/etc/key"));
    assert!(notes.contains(ignored), "{notes}");
    #[cfg(feature = "dotenv")]
    {
        let line = host("test").file(".env", "CADENCE_KEY_FILE=/run/secrets/eu\n");
        assert!(noted(line).contains(ignored));
    }
    let own = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_SECRETS_DIR", "/secrets")
        .variable("CADENCE_KEY_FILE", "/secrets/eu")
        .file("/secrets/eu", "VQ2dKfPxzR7mLwTn");
    assert_eq!(noted(own), "");
}

#[derive(Debug, Config)]
struct OneKey {
    key: SecretString,
}
