//! What an order says is said in its direction, and what was found is counted by its
//! severity.

use insta::assert_snapshot;
use rehearsal::parity::ParityReport;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader};

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(default = false, parity = order)]
    digest: bool,
    #[config(default = false, parity = order(desc))]
    debug: bool,
    #[config(default = 5, parity = order)]
    pool: u32,
    #[config(default = 5, parity = order(desc))]
    verbosity: u32,
    #[config(default = "", parity = free)]
    remark: String,
}

fn parity(files: [&str; 4]) -> ParityReport {
    let names = ["development", "test", "staging", "production"];
    let host = Memory::new().today("2026-11-23".parse().unwrap());
    let host = names.iter().zip(files).fold(host, |host, (name, text)| {
        host.file(format!("config/{name}.toml"), text)
    });
    Loader::new("CADENCE").system(host).parity::<Settings>()
}

fn told(files: [&str; 4]) -> String {
    let parity = parity(files);
    let lines = parity.differences().iter().map(|found| {
        let help = found.help().join("; ");
        format!("{}: {}; {help}", found.severity().as_str(), found.message())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_switch_is_turned_in_its_direction_and_in_the_environments_before() {
    assert_snapshot!(told(["", "", "", "digest = true"]), @"error: `digest` is on in production, and off in development, test and staging; enable it in development, test and staging first");
    assert_snapshot!(told(["digest = true", "digest = true", "", "digest = true"]), @"error: `digest` is on in production, and off in staging; enable it in staging first");
    let on = "debug = true";
    assert_snapshot!(told([on, on, on, ""]), @r#"
    error: `debug` is off in production, and on in development, test and staging; disable it in development, test and staging first
    warning: `debug` enables debugging (in staging); turn it off in staging and production; in the program, `#[config(allow(debug_setting = "why"))]` allows it on the field
    "#);
    assert_snapshot!(told([on, "", on, ""]), @r#"
    error: `debug` is off in test and production, and on in development and staging; disable it in development and staging first
    warning: `debug` enables debugging (in staging); turn it off in staging and production; in the program, `#[config(allow(debug_setting = "why"))]` allows it on the field
    "#);
}

#[test]
fn a_number_grows_or_shrinks_in_its_direction() {
    assert_snapshot!(told(["", "", "", "pool = 3"]), @"error: `pool` is `3` in production, and `5` in development, test and staging; fix the value that is out of order: it may only grow on the way to production");
    assert_snapshot!(told(["", "", "", "verbosity = 7"]), @"error: `verbosity` is `7` in production, and `5` in development, test and staging; fix the value that is out of order: it may only shrink on the way to production");
}

#[test]
fn warnings_are_not_counted_as_notes() {
    let parity = parity([
        "verbosity = 4",
        "",
        "",
        "remark = 'password=hunter2hunter2'",
    ]);
    let counts = parity.to_text().lines().next().map(str::to_owned);
    assert_snapshot!(counts.unwrap(), @"no violation in the parity of cadence (1 warning, 1 note)");
    let markdown = parity.to_markdown();
    let titles = markdown.lines().filter(|line| line.starts_with("**"));
    assert_snapshot!(titles.collect::<Vec<_>>().join("\n"), @"
    **Warnings**
    **Notes**
    ");
}
