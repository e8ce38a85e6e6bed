//! What a program finds out about its surroundings once it runs.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::value::redact;

/// What a program has found out about a deploy, such as the version of its database.
///
/// Facts enter the [`Snapshot`](super::Snapshot) of the deploy, where they are compared
/// with those of other environments. A fact whose name ends in `version` is compared by its
/// first two numbers; any other must be the same.
///
/// A fact is shown as it is, except for the secrets of a URL.
///
/// # Example
///
/// ```
/// use rehearsal::parity::Facts;
///
/// let answer = "15.18"; // to: SHOW server_version
/// let facts = Facts::new()
///     .with("database.version", answer)
///     .with("queue.url", "amqp://cadence:hunter2@queue");
/// assert_eq!(facts.get("database.version"), Some("15.18"));
/// assert_eq!(facts.get("queue.url"), Some("amqp://cadence:[redacted]@queue"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub struct Facts(BTreeMap<String, String>);

impl Facts {
    /// Returns no facts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fact, replacing one of the same name. Nothing is kept of one that is named
    /// like a secret.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        let name = name.into();
        let value = if redact::is_secret_name(&name) {
            redact::REDACTED.to_owned()
        } else {
            redact::text(&value.to_string()).into_owned()
        };
        self.0.insert(name, value);
        self
    }

    /// Returns the fact of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Returns the names of all facts and what they are, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let facts = self.0.iter();
        facts.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl<N: Into<String>, V: fmt::Display> FromIterator<(N, V)> for Facts {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(facts: I) -> Self {
        let facts = facts.into_iter();
        facts.fold(Self::new(), |facts, (name, value)| facts.with(name, value))
    }
}

impl From<BTreeMap<String, String>> for Facts {
    fn from(facts: BTreeMap<String, String>) -> Self {
        facts.into_iter().collect()
    }
}
