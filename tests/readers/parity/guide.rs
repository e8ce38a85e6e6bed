//! The guide: its files are compared, and what it shows is what is said.

#![cfg(feature = "cli")]

use std::time::Duration;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;
use url::Url;

use crate::support::command::run_for;

const GUIDE: &str = include_str!("../../../docs/from-development-to-production.md");

#[derive(Config)]
struct Settings {
    /// Longest time one request may take.
    #[config(default = "30s")]
    request_timeout: Duration,
    #[config(nested)]
    database: Database,
    #[config(nested)]
    features: Features,
    /// Key of the mail provider.
    mail_key: SecretString,
}

#[derive(Config)]
struct Database {
    url: Url,
    /// The version of the server, which is not in its URL.
    #[config(version_of = "database", default = "15.4")]
    version: String,
    #[config(default = 5, parity = order)]
    max_connections: u32,
}

#[derive(Config)]
struct Features {
    /// Send a digest of the week on Sundays.
    #[config(default = false)]
    digest: bool,
}

/// The blocks of the guide: what language they are in, and their text.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let blocks = GUIDE.split("\n```").skip(1).step_by(2);
    blocks
        .map(|block| block.split_once('\n').unwrap())
        .collect()
}

fn run(host: &Memory, command: &str) -> String {
    let args = command.strip_prefix("$ cadence config ").unwrap();
    let loader = Loader::new("CADENCE").system(host.clone());
    let (status, out, err) = run_for::<Settings>(&loader, args);
    assert!(err.is_empty());
    assert_eq!(status == 0, !out.contains("error"), "{out}");
    out.trim_end().to_owned()
}

#[test]
fn the_guide_shows_what_is_said() {
    let mut host = Memory::new().today("2026-11-23".parse().unwrap());
    let mut commands = 0;
    for (language, text) in blocks() {
        match language {
            "toml" => {
                let path = text.lines().next().unwrap().trim_start_matches("# ");
                host = host.file(path, text);
            }
            "console" => {
                let (command, shown) = text.split_once('\n').unwrap_or((text, ""));
                let said = run(&host, command);
                assert_eq!(shown.trim_end(), said);
                commands += 1;
            }
            _ => {}
        }
    }
    assert_eq!(commands, 6);
}

#[test]
fn the_settings_of_the_guide_are_these() {
    let (_, settings) = blocks()
        .into_iter()
        .find(|(language, _)| language.starts_with("rust"))
        .unwrap();
    // After the lines that rustdoc hides.
    let (_, settings) = settings.split_once("\n#[derive").unwrap();
    assert!(include_str!("guide.rs").contains(settings), "{settings}");
}
