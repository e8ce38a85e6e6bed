//! One configuration in TOML, JSON and YAML: the same mistakes are the same problems.

mod files;
mod json;
mod same;
mod yaml;

use std::fmt::Write;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
#[expect(dead_code)]
struct Settings {
    name: String,
    port: u16,
    #[config(default = false)]
    debug: bool,
    #[config(default = 0.5)]
    ratio: f64,
    #[config(default = [])]
    tags: Vec<String>,
    contact: Option<String>,
    #[config(default = "none", allow(placeholder = "none is needed"))]
    password: SecretString,
    #[config(nested)]
    server: Server,
}

#[derive(Debug, Config)]
struct Server {
    #[config(default = "localhost")]
    host: String,
    #[config(default = 1)]
    workers: u8,
}

const ENDS: [&str; 3] = ["toml", "json", "yaml"];

fn loader(host: Memory) -> Loader {
    Loader::new("CADENCE").system(host.variable("CADENCE_ENV", "development"))
}

/// A world whose default file has this text, and that lacks nothing else.
fn host(end: &str, text: impl Into<Vec<u8>>) -> Memory {
    Memory::new()
        .file(format!("config/default.{end}"), text)
        .file("config/development.toml", "name = \"x\"\nport = 80\n")
}

fn report(end: &str, text: impl Into<Vec<u8>>) -> Report {
    loader(host(end, text)).load::<Settings>().unwrap_err()
}

/// Each problem in a line: its code, all its places, and its message.
fn lines(report: &Report) -> String {
    let mut lines = String::new();
    for problem in report {
        write!(lines, "{}", problem.code()).unwrap();
        for place in problem.places() {
            let origin = place.origin().to_string();
            write!(lines, " {}", origin.replace("config/default.", "")).unwrap();
        }
        writeln!(lines, " {problem}").unwrap();
    }
    lines
}

/// The problems of the same situation in each format.
fn in_all(texts: [&str; 3]) -> String {
    let of = |(end, text)| lines(&report(end, text));
    ENDS.into_iter().zip(texts).map(of).collect()
}

fn no_secret(report: &Report) {
    let mut all = format!("{report}{report:?}{}", report.to_ansi());
    all += &report.to_json();
    assert!(!all.contains("hunter"), "{all}");
}
