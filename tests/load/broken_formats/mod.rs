//! What is said of JSON, YAML and `.env` that is broken, and what is read all the same.

mod json;
mod other_text;
mod rest;

use std::collections::BTreeMap;
use std::fmt::Write;

use rehearsal::report::Problem;
use rehearsal::system::Memory;
use rehearsal::{Config, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Settings {
    name: Option<String>,
    port: u16,
    #[config(default)]
    tags: Vec<String>,
    #[config(default)]
    limits: BTreeMap<String, u16>,
    #[config(default)]
    headers: BTreeMap<String, SecretString>,
    #[config(nested)]
    tenants: BTreeMap<String, Tenant>,
    #[config(nested)]
    upstreams: Vec<Tenant>,
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "only read")]
struct Tenant {
    #[config(default = "x")]
    host: String,
}

fn report(end: &str, text: &str) -> Report {
    let host = Memory::new()
        .variable("APP_ENV", "test")
        .file(format!("config/default.{end}"), text)
        .file("config/test.toml", "");
    let loaded = Loader::new("APP").system(host).load::<Settings>();
    match loaded {
        Ok(settings) => panic!("{end} {text:?} is read as {settings:?}"),
        Err(report) => report,
    }
}

/// Each problem in a line: its place, its message, and what helps.
fn lines(report: &Report) -> String {
    let line = |problem: &Problem| {
        let places: Vec<_> = problem
            .places()
            .iter()
            .map(|place| place.origin().to_string().replace("config/default.", ""))
            .collect();
        format!(
            "  {} {problem}; {}\n",
            places.join(" "),
            problem.help().join("; ")
        )
    };
    report.iter().map(line).collect()
}

fn table(end: &str, texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |mut table, text| {
        let _ = writeln!(table, "{text:?}");
        table + &lines(&report(end, text))
    })
}
