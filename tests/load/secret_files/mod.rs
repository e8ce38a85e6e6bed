//! Settings in files of their own: `_FILE` variables and secret folders.

mod folders;
mod modes;
mod twins;

use std::collections::BTreeMap;

use rehearsal::system::Memory;
use rehearsal::{Config, Loaded, Loader, Report};
use secrecy::SecretString;

/// Stands in every secret of these tests, and in no output.
const CANARY: &str = "hunter2";

#[derive(Debug, Config)]
struct Settings {
    #[config(nested)]
    mail: Mail,
    #[config(nested)]
    tls: Tls,
    #[config(nested)]
    tenants: BTreeMap<String, Tenant>,
    #[config(default = 8080)]
    port: u16,
    /// Where reminders are stored.
    #[config(
        env = "DATABASE_URL",
        secret,
        default = "none",
        allow(
            placeholder = "none is needed",
            weak_secret = "short, to be searched for"
        )
    )]
    database: String,
    #[config(default)]
    hosts: Vec<String>,
}

#[derive(Debug, Config)]
struct Mail {
    /// Key of the mail provider.
    #[config(allow(weak_secret = "short, to be searched for"))]
    api_key: SecretString,
}

#[derive(Debug, Config)]
struct Tls {
    #[config(default = "none")]
    key_file: String,
}

#[derive(Debug, Config)]
struct Tenant {
    #[config(allow(weak_secret = "short, to be searched for"))]
    token: SecretString,
}

fn host() -> Memory {
    Memory::new().variable("CADENCE_ENV", "staging")
}

fn load(host: Memory) -> Result<Loaded<Settings>, Report> {
    crate::support::loader("CADENCE", host).load()
}

/// The report of a load that is refused, which holds no secret.
#[track_caller]
fn refused(loader: &Loader) -> String {
    let report = loader.load::<Settings>().unwrap_err();
    let text = report.to_string();
    #[cfg(feature = "json")]
    assert!(!report.to_json().contains(CANARY));
    for output in [&text, &format!("{report:?}"), &format!("{loader:?}")] {
        assert!(!output.contains(CANARY), "{output}");
    }
    text
}

/// The notes of a load, which hold no secret.
#[track_caller]
fn notes(loaded: &Loaded<Settings>) -> String {
    let text = loaded.warnings().to_string();
    let resolution = format!("{:?}", loaded.resolution());
    for output in [&text, &format!("{loaded:?}"), &resolution] {
        assert!(!output.contains(CANARY), "{output}");
    }
    text
}

fn expect_refused(host: Memory) -> String {
    refused(&crate::support::loader("CADENCE", host))
}
