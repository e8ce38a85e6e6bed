//! Waivers where a start is checked, compared and explained.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

use crate::support::command::run_for;

#[derive(Config)]
struct Settings {
    #[config(parity = free)]
    agent: Option<url::Url>,
    password: SecretString,
}

const WAIVERS: &str = r#"[[waiver]]
key = "agent"
code = "internal-host"
environments = ["staging", "production"]
reason = "the agent is a sidecar"
until = 2026-11-23

[[waiver]]
key = "password"
code = "weak-secret"
environments = ["staging", "production"]
reason = "the provider of the database chose it"
until = 2026-12-31
"#;

/// The world on a day of November.
fn loader(day: &str) -> Loader {
    let local = "agent = 'https://localhost:4318'\n";
    let host = Memory::new()
        .today(format!("2026-11-{day}").parse().unwrap())
        .file("config/development.toml", local)
        .file("config/test.toml", local)
        .file("config/staging.toml", local)
        .file("config/production.toml", local)
        .file("config/waivers.toml", WAIVERS)
        .variable("METRONOME_ENV", "production")
        .variable("METRONOME_PASSWORD", "q7Zp2LxV0sKd9Tg");
    Loader::new("METRONOME").system(host)
}

fn run(day: &str, args: &str) -> (u8, String) {
    let (status, out, err) = run_for::<Settings>(&loader(day), args);
    (status, out + &err)
}

#[test]
fn while_a_waiver_holds_no_command_refuses_what_it_permits() {
    assert!(loader("23").load::<Settings>().is_ok());
    for args in [
        "check",
        "check --all",
        "check production",
        "parity",
        "explain",
        "show",
    ] {
        let (status, said) = run("23", args);
        assert_eq!(status, 0, "{args}\n{said}");
        assert!(!said.contains("waiver-unused"), "{args}\n{said}");
    }
}

#[test]
fn after_its_last_day_a_start_goes_on_and_every_check_fails() {
    assert!(loader("24").load::<Settings>().is_ok());
    for args in ["check", "check --all", "check production", "parity"] {
        let (status, said) = run("24", args);
        assert_eq!(status, 78, "{args}\n{said}");
        assert!(said.contains("error[waiver-expired]"), "{args}\n{said}");
    }
    assert_snapshot!(run("24", "check").1, @r#"
    production: 2 problems
    2 problems keep metronome from starting in production (1 warning)

    error[internal-host]: the host of `agent` is the local machine
     --> config/production.toml:1:9
      |
    1 | agent = 'https://localhost:4318'
      |         ^^^^^^^^^^^^^^^^^^^^^^^^ placeholder or local host
      |
      = help: set the real host of this environment
      = help: to permit it for a while, add a waiver of `internal-host` to waivers.toml
      = help: in the program, `#[config(allow(internal_host = "why"))]` allows it on the field

    error[waiver-expired]: the waiver for `agent` expired on 2026-11-23
     --> config/waivers.toml:2:7
      |
    2 | key = "agent"
      |       ^^^^^^^
      |
      = help: resolve what it permits and remove the waiver, or extend it

    warning[weak-secret]: `password` is too short for a secret
     --> variable METRONOME_PASSWORD
      |
      | METRONOME_PASSWORD=[redacted]
      |                    ^^^^^^^^^^ fewer than 16 characters
      |
      = help: waived until 2026-12-31 by config/waivers.toml:9:7: the provider of the database chose it

    for more about a code, try `metronome config check --explain internal-host`
    "#);
}

#[test]
fn an_explanation_of_what_is_committed_names_the_waivers() {
    assert_snapshot!(run("23", "explain --env staging agent").1, @"
    agent = https://localhost:4318
      from      config/staging.toml:1:9
      type      a URL
      variable  METRONOME_AGENT
      waived    internal-host until 2026-11-23 by config/waivers.toml:2:7: the agent is a sidecar
      parity    free to differ
    ");
    let (_, said) = run("23", "explain agent --format json");
    let json: serde_json::Value =
        serde_json::from_str(said.split("\nwarning").next().unwrap()).unwrap();
    let waiver = &json["settings"][0]["waivers"][0];
    assert_eq!(waiver["key"], "agent");
    assert_eq!(waiver["code"], "internal-host");
    assert_eq!(waiver["until"], "2026-11-23");
    assert_eq!(waiver["origin"], "config/waivers.toml:2:7");
}

#[test]
fn a_waiver_that_no_committed_value_needs_is_a_violation() {
    let host = Memory::new()
        .today("2026-11-23".parse().unwrap())
        .file("config/development.toml", "")
        .file("config/test.toml", "")
        .file("config/staging.toml", "agent = 'https://a.metronome.app'")
        .file(
            "config/production.toml",
            "agent = 'https://b.metronome.app'",
        )
        .file("config/waivers.toml", WAIVERS);
    let parity = Loader::new("METRONOME").system(host).parity::<Settings>();
    let found: Vec<_> = parity
        .violations()
        .map(rehearsal::parity::Difference::message)
        .collect();
    assert_eq!(found, ["the waiver for `agent` matches no `internal-host`"]);
}
