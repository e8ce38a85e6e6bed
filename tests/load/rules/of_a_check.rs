//! Rules that a function of the program states.

use insta::assert_snapshot;
use rehearsal::{Checker, Config};
use secrecy::{ExposeSecret, SecretString};

use super::{host, report};

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(nested)]
    pool: Pool,
    #[config(default = 1)]
    port: u16,
}

#[derive(Config)]
#[config(check = Pool::check, check = secretive)]
struct Pool {
    #[config(default = 2)]
    min_connections: u32,
    #[config(default = 10)]
    max_connections: u32,
    #[config(
        default = "",
        allow(placeholder = "none is needed on the same machine")
    )]
    password: SecretString,
    idle: Option<u32>,
}

impl Pool {
    fn check(&self, rules: &mut Checker<'_>) {
        if self.min_connections > self.max_connections {
            let message = "`min_connections` is above `max_connections`";
            rules
                .problem(["min_connections", "max_connections", "idle"], message)
                .help("lower the one, or raise the other");
        }
        if self.idle.is_none() && rules.environment().is_deployed() {
            rules.warning(["idle"], "connections are kept for ever");
        }
    }
}

fn secretive(pool: &Pool, rules: &mut Checker<'_>) {
    if pool.password.expose_secret().len() > 3 {
        let message = format!("{} is too long", pool.password.expose_secret());
        rules.problem(["password"], message);
    }
}

#[test]
fn it_points_at_all_keys_concerned() {
    let host = host("test")
        .file("config/default.toml", "[pool]\nmin_connections = 20\n")
        .file("config/test.toml", "")
        .variable("CADENCE_PORT", "none");
    assert_snapshot!(report::<Settings>(host), @"
    2 problems keep cadence from starting in test

    error[rule]: `min_connections` is above `max_connections`
     --> config/default.toml:2:19
      |
    2 | min_connections = 20
      |                   ^^
      |
     --> default
      |
      | pool.max_connections = 10
      |                        --
      |
      = help: `pool.idle` is not set
      = help: lower the one, or raise the other

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=none
      |              ^^^^ text, not an absent value
      |
      = help: omit the setting if it has no value
    ");
}

#[test]
fn it_may_warn() {
    assert_snapshot!(report::<Settings>(host("staging")), @r"
    starts
    warning[rule]: connections are kept for ever
      |
      = help: `pool.idle` is not set
    ");
    assert_eq!(report::<Settings>(host("test")), "starts\n");
}

#[test]
fn its_words_never_repeat_a_secret() {
    let text = report::<Settings>(host("test").variable("CADENCE_POOL_PASSWORD", "hunter2"));
    assert!(!text.contains("hunter2"), "{text}");
    assert_snapshot!(text, @r"
    1 problem keeps cadence from starting in test

    error[rule]: `pool.password` breaks a rule
     --> variable CADENCE_POOL_PASSWORD
      |
      | CADENCE_POOL_PASSWORD=[redacted]
      |                       ^^^^^^^^^^
      |
      = help: message withheld: it contains a secret
    ");
}

#[test]
fn a_key_that_is_none_is_a_mistake_of_the_program() {
    #[derive(Config)]
    #[config(check = check)]
    #[expect(dead_code)]
    struct Settings {
        #[config(default = 1)]
        port: u16,
    }
    fn check(_: &Settings, rules: &mut Checker<'_>) {
        rules.problem(["prot"], "the port is odd");
    }
    assert_snapshot!(report::<Settings>(host("test")), @"
    2 problems keep cadence from starting in test

    error[schema]: a check of `Settings` names the unknown setting `prot`
      |
      = help: in the program, correct the key

    error[rule]: the port is odd
    ");
}
