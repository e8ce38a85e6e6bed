//! A program that has `rehearsal` among its dependencies and `serde` not.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use rehearsal::Config;

/// All settings.
#[derive(Debug, Config)]
pub struct Settings {
    /// Where to listen.
    #[config(default = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Longest time of a request.
    #[config(default = "30s")]
    pub timeout: Duration,
    /// What to greet with.
    #[config(default)]
    pub greetings: BTreeMap<String, String>,
    /// Who may come in.
    pub token: Option<String>,
    /// Where files go.
    #[config(nested)]
    pub storage: Storage,
}

/// Where files go.
#[derive(Debug, Config)]
#[config(tag = "kind")]
pub enum Storage {
    /// To a folder.
    Local {
        /// The folder.
        path: PathBuf,
    },
    /// Nowhere.
    Memory,
}

#[test]
fn settings_have_a_schema() {
    let names = |config: &'static rehearsal::schema::Schema| -> Vec<_> {
        config
            .all_fields()
            .map(rehearsal::schema::Field::name)
            .collect()
    };
    assert_eq!(
        names(Settings::SCHEMA),
        ["listen", "timeout", "greetings", "token", "storage"]
    );
    assert_eq!(names(Storage::SCHEMA), ["kind", "path"]);
}
