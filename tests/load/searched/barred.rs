//! Folders that may not be entered, or are none.

use insta::assert_snapshot;

use super::{refused, world};

#[cfg(feature = "dotenv")]
#[test]
fn a_folder_that_may_not_be_entered_is_one_problem() {
    let host = || {
        world("development")
            .file("config/default.toml", "database = 'a'")
            .file("config/development.toml", "")
    };
    assert_snapshot!(refused(host().unreadable("config")), @"
    1 problem keeps cadence from starting in development

    error[file-unreadable]: permission denied: the config directory /srv/app/config
     --> /srv/app/config
      |
      = help: grant the user that runs the program read and execute permission on it

    looked for /srv/app/config (not read); /srv/app/.env (not there)
    ");
    let named = host()
        .variable("CADENCE_CONFIG_DIR", "config")
        .unreadable("config");
    assert_snapshot!(refused(named), @"
    1 problem keeps cadence from starting in development

    error[file-unreadable]: permission denied: the config directory /srv/app/config
     --> variable CADENCE_CONFIG_DIR
      |
      = help: grant the user that runs the program read and execute permission on it

    looked for /srv/app/config, named by CADENCE_CONFIG_DIR (not read); /srv/app/.env (not there)
    ");
}

#[test]
fn a_file_where_a_folder_is_named_is_not_called_missing() {
    let host = world("production")
        .variable("CADENCE_CONFIG_DIR", "production.toml")
        .variable("CADENCE_SECRETS_DIR", "/etc/key")
        .file("production.toml", "database = 'a'")
        .file("/etc/key", "a");
    assert_snapshot!(refused(host), @"
    2 problems keep cadence from starting in production

    error[file-unreadable]: the config directory /srv/app/production.toml is not a directory
     --> variable CADENCE_CONFIG_DIR
      |
      = help: set CADENCE_CONFIG_DIR to a directory, or unset it

    error[file-unreadable]: the secret directory /etc/key is not a directory
     --> variable CADENCE_SECRETS_DIR
      |
      = help: set CADENCE_SECRETS_DIR to a directory, or unset it

    looked for /srv/app/production.toml, named by CADENCE_CONFIG_DIR (not read); /etc/key (not read)
    ");
}

#[test]
fn a_folder_below_one_that_may_not_be_entered_is_one_problem() {
    let host = world("production")
        .variable("CADENCE_CONFIG_DIR", "/etc/app/config")
        .unreadable("/etc/app")
        .file("/etc/app/config/production.toml", "");
    assert_snapshot!(refused(host), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: permission denied: the config directory /etc/app/config
     --> variable CADENCE_CONFIG_DIR
      |
      = help: grant the user that runs the program read and execute permission on it

    looked for /etc/app/config, named by CADENCE_CONFIG_DIR (not read)
    ");
}

#[test]
fn a_secret_folder_that_may_not_be_entered_is_one_problem() {
    let host = world("production")
        .file("config/production.toml", "")
        .variable("CADENCE_SECRETS_DIR", "/etc/secrets")
        .unreadable("/etc/secrets")
        .file("/etc/secrets/database", "a")
        .file("/etc/secrets/key", "b");
    assert_snapshot!(refused(host), @"
    1 problem keeps cadence from starting in production

    error[file-unreadable]: permission denied: the secret directory /etc/secrets
     --> /etc/secrets
      |
      = help: grant the user that runs the program read and execute permission on it, or name single files in variables such as NAME_FILE

    looked in /srv/app/config: default.toml (not there), production.toml; /etc/secrets (not read)
    ");
}
