//! Who else may read the secrets, or write what is read.

use rehearsal::Loader;
use rehearsal::system::Memory;

use super::notes;

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
    note[world-readable]: the secret file is world-readable
     --> /secrets/mail_api_key
      |
      = help: restrict it to the user that runs the program: mode 0400

    note[world-readable]: the secret file is world-readable
     --> /db
      |
      = help: restrict it to the user that runs the program: mode 0400
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
      = help: restrict writing to the user that deploys the program: mode 0644

    warning[world-writable]: the secret file is world-writable
     --> /secrets/mail_api_key
      |
      = help: restrict it to the user that runs the program: mode 0400

    warning[world-writable]: the mounted file is world-writable
     --> /secrets/port
      |
      = help: restrict writing to the user that deploys the program: mode 0644

    warning[world-writable]: the secret file is world-writable
     --> /db
      |
      = help: restrict it to the user that runs the program: mode 0400
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
      = help: restrict writing to the user that deploys the program: mode 0755

    warning[world-writable]: the secret directory is world-writable
     --> /secrets
      |
      = help: restrict writing to the user that deploys the program: mode 0755
    ");
    assert_eq!(notes_of(host(0o1777)), notes_of(host(0o777)));
    // As Kubernetes mounts them.
    let mounted = host(0o777).read_only("/secrets").read_only("config");
    assert_eq!(notes_of(mounted), "");
    let undeployed = host(0o777).variable("CADENCE_ENV", "test");
    assert_eq!(notes_of(undeployed.file("config/test.toml", "")), "");
}
