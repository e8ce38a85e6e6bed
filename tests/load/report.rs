//! One report says everything that is wrong, wherever it was written.

use std::net::SocketAddr;
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;
use url::Url;

use crate::support::process::again;

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    #[config(nested)]
    server: Server,
    #[config(nested)]
    database: Database,
    #[config(nested)]
    log: Log,
    /// Key of the mail provider.
    api_key: SecretString,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Server {
    /// Address to listen on.
    #[config(default = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[config(default = "30s")]
    request_timeout: Duration,
    #[config(default = 9090)]
    metrics_port: u16,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Database {
    /// Where reminders are stored.
    url: Url,
    #[config(default = 10)]
    max_connections: u32,
    #[config(default = false)]
    verify: bool,
}

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Log {
    #[config(default = "info")]
    level: Level,
}

#[derive(Debug, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Debug,
    Info,
    Warn,
}

#[test]
fn eight_mistakes_in_two_files_and_three_variables_are_eight_problems() {
    let host = Memory::new()
        .file(
            "config/default.toml",
            "[server]\nrequest_timeot = \"5s\"\n\n[database]\nurl = \"postgres//app:hunter2@db/main\"\nmax_connections = \"20\"\n",
        )
        .file(
            "config/production.toml",
            "[database]\nverify = \"yes\"\n\n[log]\nlevel = \"wran\"\n",
        )
        .variable("CADENCE_ENV", "production")
        .variable("CADENCE_SERVER_METRICS_PORT", "70000")
        .variable("CADENCE_DATABASE_MAX_CONECTIONS", "5");
    let report = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap_err();
    println!("{report}");
    assert_eq!(report.len(), 8);
}

#[derive(Config)]
struct Service {
    port: u16,
}

/// The process is this test itself.
#[test]
fn a_service_starts_with_its_warnings_shown_or_ends_with_its_report() {
    const CHILD: &str = "CADENCE_TEST_STARTS";
    if let Some(port) = std::env::var_os(CHILD) {
        let host = Memory::new()
            .variable("CADENCE_ENV", "production")
            .variable("CADENCE_PORT", port);
        let loader = Loader::new("CADENCE").system(host);
        println!("port {}", loader.load_or_exit::<Service>().port);
        return;
    }
    let run = |port: &str| {
        let child = again(a_service_starts_with_its_warnings_shown_or_ends_with_its_report)
            .env_clear()
            .env(CHILD, port)
            .output()
            .unwrap();
        let [out, err] = [child.stdout, child.stderr].map(|text| String::from_utf8(text).unwrap());
        (child.status.code(), out.contains("port 80"), err)
    };
    let (status, is_started, err) = run("80");
    assert_eq!((status, is_started), (Some(0), true), "{err}");
    assert_snapshot!(err, @"
    note[file-missing]: there is no directory `config`: no files were read
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files
    ");
    let (status, is_started, err) = run("x");
    assert_eq!((status, is_started), (Some(78), false), "{err}");
    assert_snapshot!(err, @"
    1 problem keeps cadence from starting in production (1 note)

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=x
      |              ^ not an integer

    note[file-missing]: there is no directory `config`: no files were read
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files
    ");
}

/// The process is this test itself, whose standard error is no terminal.
#[test]
fn colours_follow_the_variables_that_many_programs_know() {
    const CHILD: &str = "CADENCE_TEST_PRINTS";
    if std::env::var_os(CHILD).is_some() {
        let loader = Loader::new("CADENCE").system(Memory::new());
        loader.load::<Settings>().unwrap_err().eprint();
        return;
    }
    let is_coloured = |variables: &[(&str, &str)]| {
        let child = again(colours_follow_the_variables_that_many_programs_know)
            .env_clear()
            .env(CHILD, "")
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let err = String::from_utf8(child.stderr).unwrap();
        assert!(err.contains("keeps cadence from starting"), "{err}");
        err.contains("\x1b[")
    };
    assert!(!is_coloured(&[("TERM", "xterm"), ("CLICOLOR", "1")]));
    assert!(is_coloured(&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]));
    assert!(!is_coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}
