//! `--set key=value`.

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    server: Server,
    #[config(default)]
    names: Vec<String>,
    #[config(default = "none")]
    api_key: SecretString,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = 8080)]
    port: u16,
}

fn loader() -> Loader {
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable("CADENCE_SERVER_PORT", "1");
    Loader::new("CADENCE").system(host)
}

#[test]
fn arguments_win_over_variables_and_the_later_over_the_earlier() {
    let settings = loader()
        .set_args(["server.port=2", "names=a=b, c", "server.port=3"])
        .load::<Settings>()
        .unwrap();
    assert_eq!(settings.server.port, 3);
    assert_eq!(settings.names, ["a=b", "c"]);
    assert_eq!(
        settings.origin("server.port").unwrap().to_string(),
        "--set server.port"
    );
}

#[test]
fn mistakes_stand_in_the_report_with_all_others() {
    let arguments = [
        "hunter2",
        "server.prot=hunter2",
        "server..port=hunter2",
        "server.port=many",
        "api_key=hunter2",
    ];
    let loader = loader().set_args(arguments).set("server.port", "70000");
    let report = loader.load::<Settings>().unwrap_err().to_string();
    assert!(!report.contains("hunter2"), "{report}");
    assert!(!format!("{loader:?}").contains("hunter2"));
    insta::assert_snapshot!(report, @"
    4 problems keep cadence from starting in test

    error[unknown-key]: there is no setting `server.prot`
     --> --set server.prot
      |
      | server.prot=…
      | ^^^^^^^^^^^ unknown key
      |
      = help: did you mean `server.port`?

    error[unknown-key]: an override has a malformed key
     --> --set server..port
      |
      | server..port=…
      | ^^^^^^^^^^^^
      |
      = help: write the key as in a file, such as `server.port` or `upstreams[0].host`

    error[out-of-range]: `server.port` must be an integer from 0 to 65535
     --> override of server.port
      |
      | server.port=70000
      |             ^^^^^ out of range

    error[syntax]: value 1 of `--set` is not `key=value`
     --> --set
      |
      = help: write `--set key=value`
    ");
}

#[test]
fn a_key_that_is_called_like_a_variable_or_is_in_no_section_is_recognised() {
    let told = |argument: &str| {
        let report = loader().set_args([argument]).load::<Settings>();
        let report = report.unwrap_err();
        let problem = &report.problems()[0];
        format!("{}; {}\n", problem.message(), problem.help().join("; "))
    };
    let arguments = [
        "CADENCE_SERVER_PORT=5",
        "CADENCE_SERVER_PROT=5",
        "SERVER_PORT=5",
        "server_port=5",
        "CADENCE_PORT=5",
        "port=5",
        "prt=5",
        "API_KEY=5",
        "nothing_alike=5",
    ];
    insta::assert_snapshot!(arguments.map(told).concat(), @"
    there is no setting `CADENCE_SERVER_PORT`; did you mean `server.port`?
    there is no setting `CADENCE_SERVER_PROT`; did you mean `server.port`?
    there is no setting `SERVER_PORT`; did you mean `server.port`?
    there is no setting `server_port`; did you mean `server.port`?
    there is no setting `CADENCE_PORT`; did you mean `server.port`?
    there is no setting `port`; did you mean `server.port`?
    there is no setting `prt`; did you mean `server.port`?
    there is no setting `API_KEY`; did you mean `api_key`?
    there is no setting `nothing_alike`; remove it
    ");
}

#[test]
fn pairs_taken_apart_before_can_be_set_too() {
    let (key, value) = rehearsal::parse_set("server.port=2").unwrap();
    let settings = loader().set(key, value).load::<Settings>().unwrap();
    assert_eq!(settings.server.port, 2);
    drop(settings.api_key.clone());
}
