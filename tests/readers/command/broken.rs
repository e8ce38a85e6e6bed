//! What cannot be read is one problem for every reader, and explained as what it is.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

use crate::support::command::run_for;

#[derive(Debug, Config)]
struct Settings {
    name: String,
    #[config(default = 8080)]
    port: u16,
    #[config(default = "changeme")]
    token: SecretString,
    #[config(required_in = [Test, Production])]
    region: Option<String>,
    #[config(nested)]
    mail: Option<Mail>,
}

#[derive(Debug, Config)]
struct Mail {
    host: String,
    #[config(default = "http://localhost/")]
    callback: url::Url,
}

const WHOLE: &str = "name = 'a'\nregion = 'eu'\n[mail]\nhost = 'b'\ncallback = 'https://a.io/'\n";

fn world(environment: &str) -> Memory {
    let host = Memory::new()
        .current_dir("/srv/app")
        .variable("METRONOME_ENV", environment)
        .variable("METRONOME_TOKEN", "VQ2dKfPxzR7mLwTn");
    ["development", "test", "staging", "production"]
        .iter()
        .fold(host, |host, name| {
            host.file(format!("config/{name}.toml"), WHOLE)
        })
}

fn run(host: &Memory, args: &str) -> (u8, String, String) {
    let loader = Loader::new("METRONOME").system(host.clone());
    run_for::<Settings>(&loader, args)
}

/// Something that cannot be read, and whether it is committed.
type Thing = (&'static str, Memory, bool);

fn things(environment: &str) -> Vec<Thing> {
    let file = format!("config/{environment}.toml");
    let without_name = WHOLE.replace("name = 'a'", "");
    let broken = WHOLE.replace("name = 'a'", "name = 'a");
    let world = || world(environment);
    let mut things = vec![
        ("folder", world().unreadable("config"), true),
        ("file", world().unreadable(&file), true),
        ("encoding", world().file(&file, *b"name = '\xff'"), true),
        ("line", world().file(&file, broken), true),
        (
            "named folder",
            world().variable("METRONOME_CONFIG_DIR", "/none"),
            true,
        ),
        (
            "twin",
            world().variable("METRONOME_NAME_FILE", "/none"),
            false,
        ),
        (
            "secret file",
            world().unreadable("/run/secrets/name"),
            false,
        ),
        (
            "secret folder",
            world()
                .variable("METRONOME_SECRETS_DIR", "/s")
                .file("/s/name", "a")
                .unreadable("/s"),
            false,
        ),
    ];
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;

        let name = std::ffi::OsString::from_vec(b"\xff".to_vec());
        things.push(("variable", world().variable("METRONOME_NAME", name), false));
    }
    if cfg!(feature = "dotenv") && environment == "test" {
        let line = "METRONOME_NAME\n";
        things.push((".env", world().file(&file, "").unreadable(".env"), false));
        things.push((
            "line of .env",
            world().file(&file, without_name).file(".env", line),
            false,
        ));
    }
    things
}

#[test]
fn what_cannot_be_read_is_one_problem_for_every_reader() {
    for environment in ["test", "production"] {
        for (thing, host, is_committed) in things(environment) {
            let of_deploy = ["check", "show", "explain", "explain name"].map(ToOwned::to_owned);
            let committed = ["check --all", "parity"].map(ToOwned::to_owned);
            let of_one = ["check", "show", "explain --env"];
            let of_one = of_one.map(|command| format!("{command} {environment}"));
            for args in of_deploy {
                one_problem(thing, &host, &args, true);
            }
            for args in committed.into_iter().chain(of_one) {
                one_problem(thing, &host, &args, is_committed);
            }
        }
    }
}

#[track_caller]
fn one_problem(thing: &str, host: &Memory, args: &str, is_refused: bool) {
    let (status, out, err) = run(host, args);
    let said = format!("{thing}: {args}\n{out}{err}");
    assert_eq!(status == 78, is_refused, "{said}");
    let errors = said.lines().filter(|line| line.starts_with("error["));
    assert_eq!(errors.count(), usize::from(is_refused), "{said}");
    assert!(!said.contains("\nwarning["), "{said}");
}

#[test]
fn a_file_of_waivers_that_cannot_be_read_is_one_violation_and_one_problem_of_a_start() {
    let closed = world("test").unreadable("config/waivers.toml");
    let broken = world("test").file("config/waivers.toml", "[[waiver]\n");
    for host in [closed, broken] {
        for args in ["parity", "check", "check --all", "show", "explain"] {
            one_problem("waivers", &host, args, true);
        }
    }
}

#[test]
fn a_layer_that_could_not_be_read_may_set_what_is_explained() {
    let host = world("test")
        .file("config/default.toml", "port = 80")
        .unreadable("config/test.toml");
    let (_, out, _) = run(&host, "explain");
    assert_snapshot!(out, @"
    SETTING        VALUE              FROM                      UNREAD
    name           not set                                      config/test.toml
    port           80                 config/default.toml:1:8   config/test.toml
    token          [redacted]         variable METRONOME_TOKEN
    region         not set                                      config/test.toml
    mail.host      not set                                      config/test.toml
    mail.callback  http://localhost/  default                   config/test.toml
    ");
    let (_, out, _) = run(&host, "explain port");
    assert_snapshot!(out, @"
    port = 80
      from      config/default.toml:1:8
      unread    config/test.toml, which may set it
      default   8080
      type      an integer from 0 to 65535
      variable  METRONOME_PORT
      parity    the same in all environments
    ");
    let above = host.variable("METRONOME_PORT", "90");
    let (_, out, _) = run(&above, "explain port");
    assert!(!out.contains("unread"), "{out}");
    let (_, out, _) = run(&above, "explain --env test port --format json");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["settings"][0]["unread"][0], "config/test.toml");
    let closed = world("production").unreadable("config");
    let (_, out, _) = run(&closed, "explain port");
    assert!(out.contains("config, which may set it"), "{out}");
}

#[test]
fn a_broken_line_may_set_only_what_it_names() {
    let host = world("test")
        .file("config/default.toml", "port = 80\nname = 'b'\n")
        .file("config/test.toml", "region = 'eu'\nport : 81\n");
    let (_, out, _) = run(&host, "explain port");
    assert_snapshot!(out, @"
    port = 80
      from      config/default.toml:1:8
      unread    config/test.toml, which may set it
      default   8080
      type      an integer from 0 to 65535
      variable  METRONOME_PORT
      parity    the same in all environments
    ");
    let (_, out, _) = run(&host, "explain name");
    assert!(!out.contains("unread"), "{out}");
}
