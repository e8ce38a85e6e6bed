//! The smallest example runs as it says, and refuses as it should.

use std::path::PathBuf;
use std::process::Command;

use insta::assert_snapshot;

struct Ended {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs the example in an empty folder, which is shown as `/app`, with these
/// variables alone.
fn run<const N: usize>(variables: [(&str, &str); N]) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(example("quickstart"));
    command.env_clear().envs(variables);
    let output = command.current_dir(folder.path()).output().unwrap();
    let path = folder.path().canonicalize().unwrap();
    // Whether `.env` was looked for depends on the features of the build.
    let said = |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.replace(&*path.to_string_lossy(), "/app")
            .replace("; /app/.env (not there)", "")
    };
    Ended {
        status: output.status.code(),
        stdout: said(output.stdout),
        stderr: said(output.stderr),
    }
}

/// Builds an example where the tests were built, and returns its file.
///
/// OK because Cargo holds no lock while tests run, and has nothing to do where
/// the whole of `cargo test` was called.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut build = Command::new(env!("CARGO"));
    build
        .args(["build", "--quiet", "--example", name, "--target-dir"])
        .arg(profile.parent().unwrap());
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    // The features that the tests have, or the library is built once more.
    build.args(match (cfg!(feature = "tls"), cfg!(feature = "cli")) {
        (true, _) => ["-p", "rehearsal", "--all-features"].as_slice(),
        (false, true) => &["--workspace"],
        (false, false) => &["-p", "rehearsal"],
    });
    let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status();
    assert!(built.unwrap().success(), "the example does not build");
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    profile.join("examples").join(file)
}

#[test]
fn it_runs_with_no_set_up() {
    let ended = run([]);
    assert_eq!((ended.status, &*ended.stderr), (Some(0), ""));
    assert_snapshot!(ended.stdout, @r"
    hello, world!
    this is development
    name = world (default)
    times = 1 (default)
    ");
}

#[test]
fn variables_change_what_it_does() {
    let ended = run([
        ("HELLO_ENV", "production"),
        ("HELLO_NAME", "Ada"),
        ("HELLO_TIMES", "3"),
    ]);
    let err = &*ended.stderr;
    assert_eq!((ended.status, err), (Some(0), "looked for no files\n"));
    assert_snapshot!(ended.stdout, @r"
    hello, Ada!
    hello, Ada!
    hello, Ada!
    this is production
    name = Ada (variable HELLO_NAME)
    times = 3 (variable HELLO_TIMES)
    ");
}

/// With `.env`, so that the report says where it was looked for.
#[cfg(feature = "dotenv")]
#[test]
fn every_mistake_is_said_before_anything_is_done() {
    let ended = run([("HELLO_NMAE", "Ada"), ("HELLO_TIMES", "thrice")]);
    assert_eq!((ended.status, &*ended.stdout), (Some(78), ""));
    assert_snapshot!(ended.stderr, @"
    2 problems keep hello from starting in development

    error[unknown-variable]: unknown variable HELLO_NMAE
     --> variable HELLO_NMAE
      |
      | HELLO_NMAE=…
      | ^^^^^^^^^^
      |
      = help: did you mean HELLO_NAME?

    error[wrong-type]: `times` must be an integer from 0 to 255
     --> variable HELLO_TIMES
      |
      | HELLO_TIMES=thrice
      |             ^^^^^^ not an integer

    looked for /app/.env (not there)
    ");
}
