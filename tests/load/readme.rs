//! What the front page shows is what a user gets.

use std::net::SocketAddr;
use std::time::Duration;

use rehearsal::system::Memory;
use rehearsal::{Config, Loader};
use secrecy::SecretString;

#[derive(Debug, Config)]
#[expect(dead_code, reason = "it never loads here")]
struct Settings {
    #[config(nested)]
    server: Server,
    /// Key of the mail provider.
    api_key: SecretString,
}

#[derive(Debug, Config)]
#[expect(dead_code, reason = "it never loads here")]
struct Server {
    /// Address to listen on.
    #[config(default = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Longest time one request may take.
    #[config(default = "30s")]
    request_timeout: Duration,
}

#[test]
fn the_report_of_the_front_page_is_a_real_one() {
    let host = Memory::new()
        .file(
            "config/production.toml",
            "[server]\nrequest_timeot = \"5s\"\n",
        )
        .current_dir("/srv/cadence")
        .variable("CADENCE_ENV", "production");
    let report = Loader::new("CADENCE")
        .system(host)
        .load::<Settings>()
        .unwrap_err();
    let readme = include_str!("../../README.md");
    assert!(readme.contains(&report.to_text()), "{report}");
}
