//! The digests of what was loaded, and of what may be.

use super::Loaded;
use crate::read::config::Config;
use crate::resolve::fingerprint::Fingerprint;

impl<T: Config> Loaded<T> {
    /// Digests the settings, without secrets; see [`Fingerprint::of`].
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.resolution())
    }
}

impl Fingerprint {
    /// Digests what may be set: names, types, defaults, variables, which
    /// settings are secret, and the rules of parity. Documentation is not covered.
    pub fn of_schema<T: Config>() -> Self {
        Self::of_table(T::SCHEMA)
    }
}
