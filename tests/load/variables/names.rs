//! Names: of the platform, of nobody, of two settings at once.

use insta::assert_snapshot;
use rehearsal::report::Code;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use url::Url;

use super::{Sections, Texts, accepted, host, refused};

#[derive(Debug, Config)]
struct Platform {
    #[config(env = "DATABASE_URL")]
    database: Option<Url>,
    #[config(env = "PORT", env = "HTTP_PORT", default = 80)]
    port: u16,
}

#[test]
fn a_name_of_the_platform() {
    let settings = accepted::<Platform>(&[("DATABASE_URL", "postgres://a"), ("HTTP_PORT", "1")]);
    assert_eq!(settings.port, 1);
    let origin = settings.origin("database").map(|origin| origin.to_string());
    assert_eq!(origin.as_deref(), Some("variable DATABASE_URL"));
    let settings =
        accepted::<Platform>(&[("PORT", "2"), ("CADENCE_PORT", "2"), ("HTTP_PORT", "2")]);
    assert_eq!(settings.port, 2);
    let said = refused::<Platform>(&[("PORT", "2"), ("CADENCE_PORT", "3"), ("DATABASE_URL", "x")]);
    assert_snapshot!(said, @r#"
    2 problems keep cadence from starting in test

    error[invalid-value]: `database` is not valid
     --> variable DATABASE_URL
      |
      | DATABASE_URL=x
      |              ^ not a URL: relative URL without a base
      |
      = help: write a full URL, such as `https://example.org/path`

    error[conflict]: two variables set `port` to different values
     --> variable PORT
      |
      | PORT=…
      | ^^^^
      |
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=…
      | ------------
      |
      = help: unset one of them
    "#);
}

#[test]
fn unknown_variables() {
    let said = refused::<Sections>(&[
        ("CADENCE_SERVER_PROT", "1"),
        ("CADENCE_SEVRER_PORT", "1"),
        ("CADENCE_PORT", "1"),
        ("CADENCE_NOTHING_LIKE_IT", "1"),
        ("CADENCE_", "1"),
        ("CADENCER_PORT", "1"),
        ("CADENCE", "1"),
    ]);
    assert_snapshot!(said, @"
    5 problems keep cadence from starting in test

    error[unknown-variable]: unknown variable CADENCE_
     --> variable CADENCE_
      |
      | CADENCE_=…
      | ^^^^^^^^
      |
      = help: unset it
      = help: in the program, `Loader::ignore_variable` ignores a variable of another program

    error[unknown-variable]: unknown variable CADENCE_NOTHING_LIKE_IT
     --> variable CADENCE_NOTHING_LIKE_IT
      |
      | CADENCE_NOTHING_LIKE_IT=…
      | ^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: unset it
      = help: in the program, `Loader::ignore_variable` ignores a variable of another program

    error[unknown-variable]: unknown variable CADENCE_PORT
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=…
      | ^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_SERVER_PORT?

    error[unknown-variable]: unknown variable CADENCE_SERVER_PROT
     --> variable CADENCE_SERVER_PROT
      |
      | CADENCE_SERVER_PROT=…
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_SERVER_PORT?

    error[unknown-variable]: unknown variable CADENCE_SEVRER_PORT
     --> variable CADENCE_SEVRER_PORT
      |
      | CADENCE_SEVRER_PORT=…
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean CADENCE_SERVER_PORT?

    5 problems keep cadence from starting in test
    ");
}

#[test]
fn foreign_variables() {
    let loader = Loader::new("CADENCE")
        .ignore_variable("CADENCE_LEGACY_*")
        .ignore_variable("CADENCE_VERSION");
    let world = host(&[("CADENCE_LEGACY_A", "1"), ("CADENCE_VERSION", "1")]);
    assert_eq!(
        loader
            .clone()
            .system(world)
            .load::<Sections>()
            .unwrap()
            .server
            .port,
        80
    );
    let world = host(&[("CADENCE_VERSIONS", "1")]);
    let report = loader.system(world).load::<Sections>().unwrap_err();
    assert_eq!(report.problems()[0].code(), Code::UnknownVariable);
}

#[test]
fn what_kubernetes_injects_for_a_service_is_passed_over() {
    let links = [
        ("CADENCE_SERVICE_HOST", "10.0.0.1"),
        ("CADENCE_SERVICE_PORT", "80"),
        ("CADENCE_SERVICE_PORT_HTTP", "80"),
        ("CADENCE_PORT", "tcp://10.0.0.1:80"),
        ("CADENCE_PORT_80_TCP", "tcp://10.0.0.1:80"),
        ("CADENCE_PORT_80_TCP_PROTO", "tcp"),
        ("CADENCE_PORT_80_TCP_PORT", "80"),
        ("CADENCE_PORT_80_TCP_ADDR", "10.0.0.1"),
    ];
    assert_eq!(accepted::<Sections>(&links).server.port, 80);
    let said = refused::<Platform>(&links);
    assert_snapshot!(said, @"
    1 problem keeps cadence from starting in test

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=tcp://10.0.0.1:80
      |              ^^^^^^^^^^^^^^^^^ not an integer
      |
      = help: Kubernetes sets this variable for a service of that name: set `enableServiceLinks: false` in the pod's spec, or rename the service
    ");
}

#[cfg(unix)]
#[test]
fn bytes_that_are_no_text() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    let bytes = || OsString::from_vec(b"a\xffb".to_vec());
    let load = |host: Memory| Loader::new("CADENCE").system(host).load::<Texts>();
    let world = host(&[("CADENCE_TEXT", "x")])
        .variable("OTHER", bytes())
        .variable(bytes(), "x");
    assert_eq!(load(world).unwrap().text, "x");
    let name = OsString::from_vec(b"CADENCE_\xff".to_vec());
    let world = host(&[])
        .variable("CADENCE_TEXT", bytes())
        .variable("CADENCE_TXT", bytes())
        .variable(name, "x");
    assert_snapshot!(load(world).unwrap_err(), @"
    3 problems keep cadence from starting in test

    error[variable-encoding]: the name of the variable CADENCE_� is not UTF-8
     --> variable CADENCE_�
      |
      = help: unset it

    error[variable-encoding]: the value of `text` is not UTF-8
     --> variable CADENCE_TEXT
      |
      | CADENCE_TEXT=[redacted]
      |              ^^^^^^^^^^
      |
      = help: set it to valid UTF-8

    error[unknown-variable]: unknown variable CADENCE_TXT
     --> variable CADENCE_TXT
      |
      | CADENCE_TXT=…
      | ^^^^^^^^^^^
      |
      = help: did you mean CADENCE_TEXT?
    ");
}

mod ambiguous {
    use rehearsal::Config;

    #[derive(Debug, Config)]
    pub(crate) struct Settings {
        #[config(nested)]
        pub(crate) server: Server,
        #[config(default = 1)]
        pub(crate) server_port: u16,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Server {
        #[config(default = 1)]
        pub(crate) port: u16,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Reserved {
        #[config(default = "x")]
        pub(crate) env: String,
        #[config(nested)]
        pub(crate) config: Dir,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Dir {
        #[config(default = "x")]
        pub(crate) dir: String,
    }

    #[derive(Debug, Config)]
    pub(crate) struct Near {
        #[config(nested)]
        pub(crate) server: Server,
        #[config(default = 1)]
        pub(crate) server_prot: u16,
        #[config(default = 1)]
        pub(crate) serverport: u16,
    }
}

#[test]
fn two_settings_with_one_variable_are_found_at_the_first_load() {
    assert_snapshot!(refused::<ambiguous::Settings>(&[]), @"
    1 problem keeps cadence from starting in test

    error[ambiguous-variable]: the variable CADENCE_SERVER_PORT would set both `server.port` and `server_port`
      |
      = help: in the program, rename one of the two
    ");
    assert_snapshot!(refused::<ambiguous::Reserved>(&[]), @"
    2 problems keep cadence from starting in test

    error[ambiguous-variable]: the variable CADENCE_ENV of `env` is reserved for the loader
      |
      = help: in the program, rename the setting

    error[ambiguous-variable]: the variable CADENCE_CONFIG_DIR of `config.dir` is reserved for the loader
      |
      = help: in the program, rename the setting
    ");
    let settings = accepted::<ambiguous::Near>(&[
        ("CADENCE_SERVER_PORT", "2"),
        ("CADENCE_SERVER_PROT", "3"),
        ("CADENCE_SERVERPORT", "4"),
    ]);
    assert_eq!(
        (
            settings.server.port,
            settings.server_prot,
            settings.serverport
        ),
        (2, 3, 4)
    );
}

#[test]
fn a_missing_setting_names_its_variable() {
    assert_snapshot!(refused::<Texts>(&[]), @r#"
    1 problem keeps cadence from starting in test

    error[missing]: `text` is not set, and has no default
      |
      = help: set the variable CADENCE_TEXT
    "#);
    assert_snapshot!(refused::<Sections>(&[("CADENCE_UPSTREAMS__0__PORT", "1")]), @"
    1 problem keeps cadence from starting in test

    error[missing]: `upstreams[0].host` is not set, and has no default
     --> variable CADENCE_UPSTREAMS__0__PORT
      |
      | CADENCE_UPSTREAMS__0__PORT=…
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^ adds `upstreams[0]`
      |
      = help: set the variable CADENCE_UPSTREAMS__0__HOST
      = help: or remove `upstreams[0]`
    ");
}
