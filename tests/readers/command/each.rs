//! Each part of the subcommand: how it ends, and what it writes where.

use std::io::ErrorKind;

use insta::assert_snapshot;
use rehearsal::Loader;
use rehearsal::system::Memory;
use serde_json::Value;

use super::{mistaken, run};
use crate::settings::{Settings, host, loader, production};
use crate::support::command::{Failing, Program, config};
use crate::support::process::again;

#[test]
fn check_says_that_this_deploy_is_fine() {
    let (status, out, err) = run(&production(), "check");
    assert_eq!((status, &*out, &*err), (0, "production: fine\n", ""));
}

#[test]
fn check_refuses_this_deploy_on_the_standard_error() {
    let (status, out, err) = run(&mistaken(), "check");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"staging: 6 problems");
    assert_snapshot!(err, @r#"
    6 problems keep metronome from starting in staging (1 warning)

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> config/default.toml:1:8
      |
    1 | port = "x"
      |        ^^^ found a string

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:2:1
      |
    2 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?

    error[missing-unit]: `server.request_timeout` must be a duration with a unit
     --> config/staging.toml:2:19
      |
    2 | request_timeout = 5
      |                   ^ no unit
      |
      = help: write `5s` for seconds; other units are `ms`, `m`, `h` and `d`

    error[invalid-value]: `server.public_url` is not valid
     --> config/staging.toml:3:14
      |
    3 | public_url = "https://u:[redacted]@"
      |              ^^^^^^^^^^^^^^^^^^^^^^^ not a URL: empty host
      |
      = help: write a full URL, such as `https://example.org/path`

    error[missing]: `api_key` is not set, and has no default
      |
      = help: about: Key of the mail provider.
      = help: set the variable METRONOME_API_KEY or MAIL_KEY, or METRONOME_API_KEY_FILE to the path of a file that holds it

    error[missing]: `storage.kind` is not set, and has no default
      |
      = help: about: Which variant this is: `disk` or `s3`.
      = help: set the variable METRONOME_STORAGE_KIND, or `storage.kind` in config/staging.toml

    warning[deprecated-key]: `port` is deprecated
     --> config/default.toml:1:1
      |
    1 | port = …
      | ^^^^
      |
      = help: use server.listen

    6 problems keep metronome from starting in staging (1 warning)

    for more about a code, try `metronome config check --explain wrong-type`
    "#);
}

#[test]
fn check_of_all_needs_no_secret() {
    let loader = loader(host().file("config/eu-prod.toml", ""));
    let (status, out, err) = run(&loader, "check --all");
    assert_eq!((status, &*err), (0, ""));
    assert_snapshot!(out, @"
    staging: fine
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        database.weights through METRONOME_DATABASE_WEIGHTS
    production: fine
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        storage.access_key through METRONOME_STORAGE_ACCESS_KEY
    eu-prod (production): fine
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        storage.access_key through METRONOME_STORAGE_ACCESS_KEY
    ");
}

#[test]
fn check_of_all_says_each_problem_once() {
    let (status, out, err) = run(&mistaken(), "check --all");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"
    staging: 4 problems
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        storage.kind through METRONOME_STORAGE_KIND
    production: 2 problems
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        server.public_url through METRONOME_SERVER_PUBLIC_URL
        storage.access_key through METRONOME_STORAGE_ACCESS_KEY
    eu-prod (production): 2 problems
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        server.public_url through METRONOME_SERVER_PUBLIC_URL
        storage.access_key through METRONOME_STORAGE_ACCESS_KEY
    ");
    assert_snapshot!(err, @r#"
    4 problems keep metronome from starting in staging, production and eu-prod (production) (1 warning, 1 note)

    error[wrong-type]: `port` must be an integer from 0 to 65535
     --> config/default.toml:1:8
      |
    1 | port = "x"
      |        ^^^ found a string

    error[unknown-key]: there is no setting `nmae`
     --> config/default.toml:2:1
      |
    2 | nmae = …
      | ^^^^ unknown key
      |
      = help: did you mean `name`?

    error[missing-unit]: `server.request_timeout` must be a duration with a unit
     --> config/staging.toml:2:19
      |
    2 | request_timeout = 5
      |                   ^ no unit
      |
      = help: write `5s` for seconds; other units are `ms`, `m`, `h` and `d`
      = help: applies to staging

    error[invalid-value]: `server.public_url` is not valid
     --> config/staging.toml:3:14
      |
    3 | public_url = "https://u:[redacted]@"
      |              ^^^^^^^^^^^^^^^^^^^^^^^ not a URL: empty host
      |
      = help: write a full URL, such as `https://example.org/path`
      = help: applies to staging

    warning[deprecated-key]: `port` is deprecated
     --> config/default.toml:1:1
      |
    1 | port = …
      | ^^^^
      |
      = help: use server.listen

    note[file-missing]: the deployment eu-prod has no file config/eu-prod.toml: it uses only the settings of production
     --> config/eu-prod.toml
      |
      = help: create it for settings specific to eu-prod (it may be empty)
      = help: applies to eu-prod (production)

    4 problems keep metronome from starting in staging, production and eu-prod (production) (1 warning, 1 note)

    for more about a code, try `metronome config check --explain wrong-type`
    "#);
}

#[test]
fn check_of_one_environment_is_of_what_is_committed() {
    let loader = loader(host().file("config/eu-prod.toml", ""));
    let (status, out, err) = run(&loader, "check eu-prod");
    assert_eq!((status, &*err), (0, ""));
    assert_snapshot!(out, @"
    eu-prod (production): fine
      to be supplied at deploy time:
        api_key through METRONOME_API_KEY or MAIL_KEY
        storage.access_key through METRONOME_STORAGE_ACCESS_KEY
    ");
    let (status, out, err) = run(&loader, "check prodution");
    assert_eq!((status, &*out), (64, ""));
    assert_snapshot!(err, @"error: unknown environment `prodution`, expected one of `staging`, `production`, `eu-prod`");
}

#[test]
fn check_annotates() {
    let (status, out, err) = run(&mistaken(), "check --all --format github");
    assert_eq!((status, &*err), (78, ""));
    assert_snapshot!(out, @"
    ::error file=config/default.toml,line=1,col=8,title=wrong-type::`port` must be an integer from 0 to 65535 (found a string)
    ::error file=config/default.toml,line=2,col=1,title=unknown-key::there is no setting `nmae` (unknown key)%0Ahelp: did you mean `name`?
    ::error file=config/staging.toml,line=2,col=19,title=missing-unit::`server.request_timeout` must be a duration with a unit (no unit)%0Ahelp: write `5s` for seconds; other units are `ms`, `m`, `h` and `d`%0Ahelp: applies to staging
    ::error file=config/staging.toml,line=3,col=14,title=invalid-value::`server.public_url` is not valid (not a URL: empty host)%0Ahelp: write a full URL, such as `https://example.org/path`%0Ahelp: applies to staging
    ::warning file=config/default.toml,line=1,col=1,title=deprecated-key::`port` is deprecated%0Ahelp: use server.listen
    ::notice file=config/eu-prod.toml,title=file-missing::the deployment eu-prod has no file config/eu-prod.toml: it uses only the settings of production%0Ahelp: create it for settings specific to eu-prod (it may be empty)%0Ahelp: applies to eu-prod (production)
    ");
}

#[test]
fn check_writes_json_and_sarif_whatever_it_finds() {
    for loader in [mistaken(), production()] {
        for format in ["json", "sarif"] {
            for what in ["check", "check --all"] {
                let (_, out, err) = run(&loader, &format!("{what} --format {format}"));
                assert_eq!(err, "");
                serde_json::from_str::<Value>(&out).unwrap();
            }
        }
    }
    let (_, out, _) = run(&loader(host()), "check staging --format json");
    assert_snapshot!(out, @r#"
    {
      "environments": [
        {
          "environment": "staging",
          "problems": [],
          "searched": null,
          "supplied": [
            {
              "key": "api_key",
              "secret": true,
              "variables": [
                "METRONOME_API_KEY",
                "MAIL_KEY"
              ]
            },
            {
              "key": "database.weights",
              "secret": false,
              "variables": [
                "METRONOME_DATABASE_WEIGHTS"
              ]
            }
          ],
          "unchecked_rules": []
        }
      ],
      "program": "metronome"
    }
    "#);
}

#[test]
fn what_needs_a_load_is_refused_without_output() {
    for args in ["show", "fingerprint"] {
        let (status, out, err) = run(&mistaken(), args);
        assert_eq!((status, &*out), (78, ""), "{args}");
        assert!(err.contains("keep metronome from starting"));
    }
}

#[test]
fn show_and_fingerprint_answer_in_two_forms() {
    let loader = production();
    let (status, out, _) = run(&loader, "show --format json");
    assert_eq!(status, 0);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["api_key"], "[redacted]");
    let (_, text, _) = run(&loader, "fingerprint");
    let (_, json, _) = run(&loader, "fingerprint --format json");
    let json: Value = serde_json::from_str(&json).unwrap();
    let expected = format!(
        "schema   {}\nsettings {}\n",
        json["schema"].as_str().unwrap(),
        json["settings"].as_str().unwrap()
    );
    assert_eq!(text, expected);
    let nothing = Loader::new("METRONOME").system(Memory::new());
    let (status, out, _) = run(&nothing, "fingerprint --schema");
    assert_eq!((status, out.lines().count()), (0, 1));
}

#[test]
fn show_knows_what_is_committed_for_others() {
    let (status, out, err) = run(&loader(host()), "show staging");
    assert_eq!((status, &*err), (0, ""));
    assert_snapshot!(out, @r#"
    name = "metro" # config/default.toml:1:8
    # api_key is not set
    port = 8080 # default
    # labels is default of its type

    [server]
    listen = "127.0.0.1:8080" # default
    request_timeout = "10s" # config/default.toml:3:19
    log_level = "info" # default
    log_to = "stdout" # default
    TLS = false # default
    public_url = "https://u:[redacted]@metro.example/" # config/default.toml:4:14

    [database]
    url = "postgres://app:[redacted]@localhost/app" # default
    # password is not set
    search_path = ["x"] # config/staging.toml:2:15
    # weights is not set

    [storage]
    kind = "disk" # config/default.toml:6:8
    path = "/var/lib/metronome" # default
    "#);
    let (status, out, err) = run(&mistaken(), "show staging");
    assert_eq!((status, &*out), (78, ""));
    assert!(err.starts_with("4 problems keep metronome from starting in staging"));
}

#[test]
fn variables_are_listed_without_a_load() {
    let nothing = Loader::new("METRONOME").system(Memory::new());
    let (status, out, err) = run(&nothing, "variables");
    assert_eq!((status, &*err), (0, ""));
    assert_snapshot!(out, @"
    METRONOME_ENV
      type  the environment
    METRONOME_NAME  name
      type  text
    METRONOME_API_KEY  api_key
      type  text, required, secret
    MAIL_KEY  api_key
      type  text, required, secret
    METRONOME_PORT  port
      type  an integer from 0 to 65535, deprecated: use server.listen
    METRONOME_LABELS  labels
      type  a list of text, by default that of its type
    METRONOME_SERVER_LISTEN  server.listen
      type  a socket address
    METRONOME_SERVER_REQUEST_TIMEOUT  server.request_timeout
      type  a duration such as `30s`
    METRONOME_SERVER_LOG_LEVEL  server.log_level
      type  one of `debug`, `info`
    METRONOME_SERVER_LOG_TO  server.log_to
      type  one of `stdout`, `file`
    METRONOME_SERVER_TLS  server.TLS
      type  `true` or `false`
    METRONOME_SERVER_PUBLIC_URL  server.public_url
      type  a URL, required
    METRONOME_DATABASE_URL  database.url
      type  a URL
    METRONOME_DATABASE_PASSWORD  database.password
      type  text, optional, secret
    METRONOME_DATABASE_SEARCH_PATH  database.search_path
      type  a list of text
    METRONOME_DATABASE_WEIGHTS  database.weights
      type  a table of numbers, required
    METRONOME_UPSTREAMS__0__HOST  upstreams[].host
      type  text, required
    METRONOME_UPSTREAMS__0__TOKEN  upstreams[].token
      type  text, optional, secret
    METRONOME_UPSTREAMS__0__RETRY_TIMES  upstreams[].retry.times
      type  an integer from -128 to 127
    METRONOME_REGIONS__NAME__WEIGHT  regions.<name>.weight
      type  a number
    METRONOME_REGIONS__NAME__MIRRORS__0__HOST  regions.<name>.mirrors[].host
      type  text, required
    METRONOME_REGIONS__NAME__MIRRORS__0__TOKEN  regions.<name>.mirrors[].token
      type  text, optional, secret
    METRONOME_REGIONS__NAME__MIRRORS__0__RETRY_TIMES  regions.<name>.mirrors[].retry.times
      type  an integer from -128 to 127
    METRONOME_STORAGE_KIND  storage.kind
      type  one of `disk`, `s3`, required
    METRONOME_STORAGE_PATH  storage.path
      type  a path
    METRONOME_STORAGE_PATH  storage.path
      type  text, required
    METRONOME_STORAGE_ACCESS_KEY  storage.access_key
      type  text, required, secret
    METRONOME_STORAGE_RETRY_TIMES  storage.retry.times
      type  an integer from -128 to 127
    ");
    let (_, out, _) = run(&nothing, "variables --format json");
    serde_json::from_str::<Value>(&out).unwrap();
}

#[test]
fn generate_writes_and_checks_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reference.md");
    let shown = path.to_str().unwrap();
    let loader = Loader::new("METRONOME").system(Memory::new());
    let with = |args: &str| {
        let (status, out, err) = run(&loader, &format!("generate markdown -o {shown}{args}"));
        assert_eq!(out, "");
        (status, err.replace(shown, "FILE"))
    };
    let (status, err) = with(" --check");
    assert_eq!(status, 1);
    assert_snapshot!(err, @"FILE does not exist; run this without `--check` to create it");
    assert_eq!(with(""), (0, String::new()));
    assert_eq!(with(" --check"), (0, String::new()));
    let stale = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, stale.replace("one request", "a request")).unwrap();
    let (status, err) = with(" --check");
    assert_eq!(status, 1);
    assert_snapshot!(err, @r#"
    --- FILE as committed
    +++ as generated
    @@ -39,7 +39,7 @@
     | Key | Type | Default | Variable | Description |
     | --- | --- | --- | --- | --- |
     | <a id="server-listen"></a>`server.listen` | a socket address | `127.0.0.1:8080` | `METRONOME_SERVER_LISTEN` | Address to listen on. Parity: free to differ. |
    - (1 line that the generator does not write)
    +| <a id="server-request_timeout"></a>`server.request_timeout` | a duration such as `30s` | `30s` | `METRONOME_SERVER_REQUEST_TIMEOUT` | Longest time one request may take. Older name: timeout. |
     | <a id="server-log_level"></a>`server.log_level` | one of `debug`, `info` | `info` | `METRONOME_SERVER_LOG_LEVEL` |  |
     | <a id="server-log_to"></a>`server.log_to` | one of `stdout`, `file` | `stdout` | `METRONOME_SERVER_LOG_TO` |  |
     | <a id="server-tls"></a>`server.TLS` | `true` or `false` | `false` | `METRONOME_SERVER_TLS` | Parity: may grow on the way to production. |

    FILE is stale; run this without `--check` to update it
    "#);
    let (status, _, err) = run(&loader, "generate markdown -o /nowhere/a.md");
    assert_eq!(status, 74);
    assert_snapshot!(err, @"error: cannot write /nowhere/a.md: there is no directory /nowhere");
}

#[test]
fn a_difference_shows_only_lines_that_the_generator_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    let shown = path.to_str().unwrap();
    let loader = Loader::new("METRONOME").system(Memory::new());
    for what in [
        "json-schema",
        "markdown",
        "bash-completion",
        "env-example",
        "kubernetes-secret",
        "kubernetes-configmap",
        "systemd-environment",
        "systemd-unit",
        "default-toml",
        "kubernetes-env",
    ] {
        let args = format!("generate {what} -o {shown}");
        run(&loader, &args);
        let text = std::fs::read_to_string(&path).unwrap();
        let filled = text
            .replace("METRONOME_API_KEY=", "METRONOME_API_KEY=hunter2\nhunter2")
            .replace(
                "METRONOME_API_KEY: \"\"",
                "METRONOME_API_KEY: |\n    hunter2\n    hunter2==",
            );
        let more = "[hunter2\nhunter2: x\nhunter2=\n# hunter2\nhunter2\n  hunter2 : hunter2";
        std::fs::write(&path, format!("{filled}{more}")).unwrap();
        let (status, _, err) = run(&loader, &format!("{args} --check"));
        assert_eq!(status, 1);
        assert!(!err.contains("hunter2"), "{err}");
        assert!(
            err.contains("that the generator does not write)\n"),
            "{err}"
        );
        if filled != text {
            let named = ["-METRONOME_API_KEY= …", "-  METRONOME_API_KEY: …"];
            assert!(named.iter().any(|name| err.contains(name)), "{err}");
        }
    }
}

#[test]
fn a_file_with_other_line_ends_is_said_to_have_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("env");
    let shown = path.to_str().unwrap();
    let loader = Loader::new("METRONOME").system(Memory::new());
    let args = format!("generate env-example -o {shown}");
    run(&loader, &args);
    let text = std::fs::read_to_string(&path).unwrap();
    let check = |text: String| {
        std::fs::write(&path, text).unwrap();
        let (status, _, err) = run(&loader, &format!("{args} --check"));
        assert_eq!(status, 1);
        err.replace(shown, ".env")
    };
    assert_snapshot!(check(text.replace('\n', "\r\n")), @"
    the lines of .env end with CRLF instead of LF; keep LF in git with `* text eol=lf` in .gitattributes

    .env is stale; run this without `--check` to update it
    ");
    let changed = text.replacen("#METRONOME_PORT=8080", "#METRONOME_PORT=80", 1);
    let said = check(changed.replace('\n', "\r\n"));
    assert!(
        said.contains("\n-#METRONOME_PORT= …\n+#METRONOME_PORT=8080\n"),
        "{said}"
    );
    assert!(said.contains("end with CRLF"), "{said}");
}

#[test]
fn completions_are_made_without_a_prefix_too() {
    let loader = Loader::new("").system(Memory::new());
    for shell in ["bash", "fish", "zsh"] {
        let (status, out, _) = run(&loader, &format!("generate {shell}-completion"));
        assert_eq!(status, 0);
        assert!(!out.contains("the program"), "{shell}");
        assert!(out.contains("fingerprint"), "{shell}");
    }
}

#[test]
fn other_arguments_are_left_to_the_program() {
    let intercept = |args: &[&str]| {
        let args = args.iter().map(Into::into);
        rehearsal::command::intercept::<Settings>(&production(), args)
    };
    assert!(intercept(&["metronome"]).is_none());
    assert!(intercept(&["metronome", "serve", "config"]).is_none());
}

#[test]
fn an_output_that_is_closed_is_no_panic() {
    let closed = || Failing(ErrorKind::BrokenPipe);
    let status = config("show").run_to::<Settings>(&production(), &mut closed(), &mut closed());
    assert_eq!(status, 141);
}

/// The process is this test itself, which has no subcommand of the program.
#[test]
fn a_program_with_a_parser_of_its_own_ends_with_64_as_well() {
    const CHILD: &str = "METRONOME_PARSES";
    if std::env::var_os(CHILD).is_some() {
        let Program::Config(_) = rehearsal::command::parse();
        return;
    }
    let child = again(a_program_with_a_parser_of_its_own_ends_with_64_as_well)
        .env(CHILD, "")
        .output()
        .unwrap();
    let err = String::from_utf8(child.stderr).unwrap();
    assert_eq!(child.status.code(), Some(64), "{err}");
    assert!(err.starts_with("error: unrecognized subcommand"), "{err}");
}

#[test]
fn a_record_that_cannot_be_read_is_74_and_keeps_no_program_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let damaged = folder.path().join("damaged.json");
    std::fs::write(&damaged, "{}").unwrap();
    let shown = damaged.to_str().unwrap();
    let loader = Loader::new("METRONOME");
    let (status, out, err) = run(&loader, &format!("compare /nowhere/old.json {shown}"));
    assert_eq!((status, &*out), (74, ""));
    assert_snapshot!(err.replace(shown, "DAMAGED"), @"
    error[file-missing]: the file /nowhere/old.json does not exist
     --> /nowhere/old.json
      |
      = help: take it first, with `config snapshot`

    error[snapshot]: not a snapshot: it has no format number
     --> DAMAGED:1:2
      |
      = help: take the snapshot again; it must not be edited
    ");
    let (status, _, err) = run(&loader, "compare /nowhere/old.json");
    assert_eq!(status, 74, "this deploy is not even looked at: {err}");
    assert_eq!(err.matches("error[").count(), 1, "{err}");
}
