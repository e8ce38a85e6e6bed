//! What a program finds out about its surroundings once it runs.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Loaded;
use crate::value::redact;

#[derive(Default)]
pub(super) struct Facts(Mutex<BTreeMap<String, String>>);

impl Facts {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        // OK because no step of taking a fact in can leave half of it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Loaded<T> {
    /// States what the program has found, such as the version of its database.
    ///
    /// Facts enter the [snapshot](crate::parity) of the deploy, where they are
    /// compared with those of other environments. One whose name ends in
    /// `version` is a version: its first two numbers count. Any other is the same
    /// or is not. A fact that is stated again replaces the former one.
    ///
    /// A fact is shown as it is, but for what is secret in a URL.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Environment, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(default = 8080)] port: u16 }
    /// # let loader = Loader::new("CADENCE")
    /// #     .system(Memory::new())
    /// #     .default_environment(Environment::Test);
    /// let loaded = loader.load::<Settings>()?;
    /// let answer = "15.18"; // to: SHOW server_version
    /// loaded.fact("database.version", answer);
    /// assert_eq!(loaded.facts()["database.version"], "15.18");
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    pub fn fact(&self, name: impl Into<String>, value: impl fmt::Display) {
        let value = redact::text(&value.to_string()).into_owned();
        self.facts.all().insert(name.into(), value);
    }

    /// Returns what was stated, by its name.
    pub fn facts(&self) -> BTreeMap<String, String> {
        self.facts.all().clone()
    }
}
