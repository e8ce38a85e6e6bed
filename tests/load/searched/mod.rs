//! Where was looked for files, and which files nobody reads.

#![allow(dead_code)]

mod barred;
mod places;
mod unread;

use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader, Report};
use secrecy::SecretString;

#[derive(Debug, Config)]
struct Settings {
    /// Where reminders are stored.
    database: String,
    #[config(default = 8080)]
    port: u16,
    key: Option<SecretString>,
}

fn world(environment: &str) -> Memory {
    Memory::new()
        .current_dir("/srv/app")
        .variable("CADENCE_ENV", environment)
}

fn loader(host: Memory) -> Loader {
    Loader::new("CADENCE").system(host)
}

#[track_caller]
fn refused(host: Memory) -> Report {
    loader(host).load::<Settings>().unwrap_err()
}

#[track_caller]
fn accepted(host: Memory) -> Loaded<Settings> {
    let loaded = loader(host).load::<Settings>();
    loaded.unwrap()
}

fn looked(report: &Report) -> String {
    report
        .to_string()
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}
