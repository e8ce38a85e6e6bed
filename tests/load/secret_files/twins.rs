//! Files that a variable names.

use rehearsal::report::Origin;
use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader};
use secrecy::{ExposeSecret, SecretString};

use super::{CANARY, expect_refused, host, load, notes, refused};

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

    error[conflict]: `mail.api_key` is set both by a variable and by a `_FILE` variable
     --> /mail, named by CADENCE_MAIL_API_KEY_FILE
     --> variable CADENCE_MAIL_API_KEY
      |
      | CADENCE_MAIL_API_KEY=…
      | --------------------
      |
      = help: unset one of them
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

    error[file-unreadable]: /folder (named by CADENCE_HOSTS_FILE) is a directory, not a file
     --> /folder, named by CADENCE_HOSTS_FILE
      |
      = help: name a file in the directory

    error[file-missing]: the file /missing (named by CADENCE_MAIL_API_KEY_FILE) does not exist
     --> /missing, named by CADENCE_MAIL_API_KEY_FILE
      |
      = help: mount it before the program starts, or correct the path

    error[empty-value]: CADENCE_PORT_FILE is empty, but must be the path of a file
     --> variable CADENCE_PORT_FILE
      |
      | CADENCE_PORT_FILE=…
      | ^^^^^^^^^^^^^^^^^
      |
      = help: set it to the path of a file, or unset it

    error[file-encoding]: the file /latin1 (named by CADENCE_TENANTS__A__TOKEN_FILE) is not UTF-8
     --> /latin1, named by CADENCE_TENANTS__A__TOKEN_FILE
      |
      = help: encode binary data as text, such as base64

    error[file-unreadable]: permission denied: /denied (named by CADENCE_TLS_KEY_FILE_FILE)
     --> /denied, named by CADENCE_TLS_KEY_FILE_FILE
      |
      = help: grant read access to the user that runs the program

    error[file-too-large]: the file /large (named by DATABASE_URL_FILE) is too large: 800 bytes, but the limit is 200
     --> /large, named by DATABASE_URL_FILE
      |
      = help: reduce its size
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
