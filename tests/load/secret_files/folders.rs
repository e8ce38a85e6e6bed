//! Files in folders of secrets, called like their settings.

use rehearsal::report::Origin;
use secrecy::ExposeSecret;

use super::{Settings, host, load, notes, refused};

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
      = help: create it, or mount it
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
      = help: name a file in the directory

    error[file-encoding]: the file /secrets/mail_api_key is not UTF-8
     --> /secrets/mail_api_key
      |
      = help: encode binary data as text, such as base64

    error[file-unreadable]: permission denied: /secrets/port
     --> /secrets/port
      |
      = help: grant read access to the user that runs the program
    ");
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
