//! The digest of what was loaded.

use super::Loaded;
use crate::config::Config;
use crate::fingerprint::Fingerprint;

impl<T: Config> Loaded<T> {
    /// Digests the settings, secrets aside; see [`Fingerprint::of`].
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.resolution())
    }
}
