//! Input of a size or a shape that nobody writes by hand: it loads, or it is a
//! problem, and it is neither a crash nor a wait.

mod deep;
#[cfg(unix)]
mod files;
mod leaves;
mod many;
/// How much memory a load takes beyond what the program took before.
#[cfg(target_os = "linux")]
mod memory;

use std::collections::BTreeMap;
use std::fmt::Write;

use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};
use rehearsal::report::{Code, Problem};
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};
use serde::Deserialize;

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    regions: BTreeMap<String, Region>,
    #[config(nested)]
    upstreams: Vec<Region>,
    #[config(default = "")]
    #[allow(dead_code, reason = "only read")]
    name: String,
    #[config(default)]
    numbers: Vec<u16>,
    #[config(default)]
    #[allow(dead_code, reason = "only read")]
    weights: BTreeMap<String, u16>,
    #[config(default)]
    #[allow(dead_code, reason = "only read")]
    tree: Tree,
}

#[derive(Debug, Config)]
struct Region {
    host: String,
    #[config(default = 443)]
    port: u16,
}

/// A type without an end of its own.
#[derive(Debug, Default, Deserialize)]
struct Tree(#[allow(dead_code, reason = "only read")] Vec<Tree>);

const MANY: usize = 10_000;

const DEEP: usize = 10_000;

fn host() -> Memory {
    Memory::new().variable("CADENCE_ENV", "production")
}

fn loader(host: Memory) -> Loader {
    crate::support::loader("CADENCE", host)
}

fn text(text: String) -> Loader {
    loader(host())
        .embed([("default.toml", "")])
        .embed([("production.toml", text)])
}

fn refused(loader: &Loader) -> Report {
    let report = loader.load::<Settings>().expect_err("it is refused");
    assert!(!report.to_text().is_empty());
    report
}

fn codes(report: &Report) -> Vec<Code> {
    let mut codes: Vec<_> = report.iter().map(Problem::code).collect();
    codes.dedup();
    codes
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", line(number));
        text
    })
}

/// A provider of one value.
struct One(&'static str, Value);

impl Provider for One {
    fn metadata(&self) -> Metadata {
        Metadata::named("one")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let dict = Dict::from([(self.0.to_owned(), self.1.clone())]);
        Ok(Map::from([(Profile::Default, dict)]))
    }
}

/// A number of `/proc/self/status`.
#[cfg(target_os = "linux")]
fn kilobytes(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap()
}
