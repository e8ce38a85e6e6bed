//! Assertions over all environments, by what is committed for them.

use std::fmt::Write;

use crate::environment::Environment;
use crate::load::{Loaded, Loader};
use crate::read::config::Config;
use crate::value::key::Key;

/// Asserts that environments differ only as the program declares.
///
/// It reads only committed files, so it needs no deploy and no secret.
/// See [`Loader::parity`].
///
/// # Panics
///
/// With the whole report, if there is a violation, or nothing to compare.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader, testing};
///
/// #[derive(Config)]
/// struct Settings {
///     #[config(default = "30s")]
///     timeout: std::time::Duration,
/// }
///
/// let host = Memory::new()
///     .file("config/development.toml", "")
///     .file("config/test.toml", "")
///     .file("config/staging.toml", "")
///     .file("config/production.toml", "");
/// let loader = Loader::new("CADENCE").system(host);
/// testing::assert_parity::<Settings>(&loader);
/// ```
#[track_caller]
pub fn assert_parity<T: Config>(loader: &Loader) {
    let parity = loader.parity::<T>();
    assert!(parity.is_clean(), "environments differ\n\n{parity}");
}

/// Asserts that the committed configuration of every environment and deployment would load,
/// and returns the keys that each of them leaves to the deploy.
///
/// Rules of a section that lacks a value are only checked if [`Loader::set`] supplies it.
///
/// # Panics
///
/// With a report of every environment that would not load.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader, testing};
///
/// #[derive(Config)]
/// struct Settings {
///     port: u16,
///     api_key: secrecy::SecretString,
/// }
///
/// let host = Memory::new()
///     .file("config/default.toml", "port = 80")
///     .file("config/development.toml", "api_key = 'none'")
///     .file("config/test.toml", "api_key = 'none'")
///     .file("config/staging.toml", "")
///     .file("config/production.toml", "");
/// let loader = Loader::new("CADENCE").system(host);
/// let supplied = testing::assert_environments::<Settings>(&loader);
/// assert_eq!(supplied[0], ("development".to_owned(), vec![]));
/// assert_eq!(supplied[3], ("production".to_owned(), vec!["api_key".into()]));
/// ```
#[track_caller]
pub fn assert_environments<T: Config>(loader: &Loader) -> Vec<(String, Vec<Key>)> {
    let mut supplied = Vec::new();
    let mut refused = String::new();
    for choice in loader.all_choices() {
        let offline = loader.offline_with_overrides::<T>(choice);
        if let Some(report) = offline.report(loader.program_name()) {
            let _ = write!(refused, "\n\n{report}");
        }
        let name = match offline.choice.deployment {
            Some(name) => name,
            None => offline.choice.environment.to_string(),
        };
        let keys = offline.supplied.into_iter().map(|one| one.key).collect();
        supplied.push((name, keys));
    }
    assert!(
        refused.is_empty(),
        "what is committed would not load{refused}"
    );
    supplied
}

/// Calls a closure with the settings of every environment and deployment, as committed.
///
/// No local file is read, and no variable except `{PREFIX}_CONFIG_DIR`. Supply what the
/// files leave to the deploy with [`Loader::set`]; such a value is only used if no file has
/// one, and is not refused for not being a real secret.
///
/// # Panics
///
/// With a report, if one of them does not load; and if the closure panics.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader, testing};
///
/// #[derive(Config)]
/// struct Settings {
///     #[config(default = 10)]
///     max_connections: u32,
///     database_url: url::Url,
/// }
///
/// let host = Memory::new()
///     .file("config/development.toml", "database_url = 'postgres://localhost/dev'")
///     .file("config/test.toml", "database_url = 'postgres://localhost/test'")
///     .file("config/staging.toml", "")
///     .file("config/production.toml", "max_connections = 50");
/// let loader = Loader::new("CADENCE")
///     .system(host)
///     .set("database_url", "postgres://db.internal/main");
/// testing::for_each_environment::<Settings>(&loader, |environment, settings| {
///     assert!(settings.max_connections <= 50, "{environment}");
///     let is_given = settings.database_url.host_str() == Some("db.internal");
///     assert_eq!(is_given, environment.is_deployed());
/// });
/// ```
#[track_caller]
pub fn for_each_environment<T: Config>(
    loader: &Loader,
    mut check: impl FnMut(Environment, Loaded<T>),
) {
    for choice in loader.all_choices() {
        let (environment, name) = (choice.environment, choice.name().to_owned());
        match loader.rehearse::<T>(choice) {
            Ok(settings) => check(environment, settings),
            Err(report) => panic!(
                "{name} does not load; give what the deploy supplies with `Loader::set`\n\n{report}"
            ),
        }
    }
}
