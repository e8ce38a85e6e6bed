//! What the subcommand says of tools, which have no environments.

use insta::assert_snapshot;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Template};

use crate::support::command::run_for;

#[derive(Debug, Config)]
struct Settings {
    /// How many files are read at once.
    #[config(default = 4)]
    jobs: u8,
}

fn loader() -> Loader {
    let system = Memory::new()
        .current_dir("/home/ann")
        .file("config.toml", "jobs = 8");
    let loader = Loader::new("SIFT").without_environments();
    loader.file("config.toml").system(system)
}

fn run(args: &str) -> (u8, String, String) {
    run_for::<Settings>(&loader(), args)
}

#[test]
fn a_tool_is_checked_by_its_name() {
    for (args, searched) in [
        ("check", "looked for /home/ann/config.toml\n"),
        ("check --all", "looked for no files\n"),
    ] {
        let (status, out, err) = run(args);
        assert_eq!((status, &*out), (0, "sift: fine\n"), "{args}");
        assert_eq!(err, searched, "{args}");
    }
    let (status, out, _) = run("check --format json");
    assert_eq!(status, 0);
    assert!(out.contains(r#""environment": null"#), "{out}");
    let broken = loader().set("jobs", "many");
    let (status, out, err) = run_for::<Settings>(&broken, "check");
    assert_eq!((status, &*out), (78, "sift: 1 problem\n"));
    assert!(
        err.starts_with("1 problem keeps sift from starting\n"),
        "{err}"
    );
}

#[test]
fn what_is_said_of_a_tool_names_no_environment() {
    let (_, out, _) = run("explain");
    assert_snapshot!(out, @"
    SETTING  VALUE  FROM
    jobs     8      config.toml:1:8
    ");
    let (_, out, _) = run("show");
    assert_snapshot!(out, @"jobs = 8 # config.toml:1:8");
    let (_, out, _) = run("variables");
    assert_snapshot!(out, @"
    VARIABLE   SETTING  TYPE
    SIFT_JOBS  jobs     an integer from 0 to 255
    ");
}

#[test]
fn an_environment_of_a_tool_is_wrong_usage() {
    let (status, out, err) = run("show production");
    assert_eq!((status, &*out), (64, ""));
    assert_snapshot!(err, @"error: the program has no environments");
}

#[test]
fn a_tool_has_no_environments_to_compare() {
    let (status, out, _) = run("parity");
    assert_eq!(status, 78);
    assert_snapshot!(out, @"
    1 violation in the parity of sift

    error[file-missing]: nothing was compared: the program has no environments

    looked for no files

    for more about a code, try `sift config check --explain file-missing`
    ");
}

#[test]
fn files_that_are_generated_for_a_tool_name_no_environment() {
    for template in Template::ALL {
        let text = loader().generate::<Settings>(*template);
        assert!(!text.contains("SIFT_ENV"), "{text}");
        assert!(!text.contains("production"), "{text}");
    }
}
