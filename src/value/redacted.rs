//! A leaf whose own `Debug` shows no secret.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer};

use crate::value::redact;

/// A value that is shown without what is secret in its text.
///
/// `#[derive(Debug)]` on your settings prints every field with the `Debug` of its own type,
/// and that of a `Url` prints the password. As a `Redacted<Url>` the field is read as
/// before, derefs to the `Url`, and shows `postgres://app:[redacted]@db/main` wherever it
/// goes, in `Debug` and `Display` alike. It redacts the userinfo and the secret parameters
/// of URLs and connection strings.
///
/// For a value that is entirely secret, use `secrecy::SecretString`.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Loader, Redacted};
/// use url::Url;
///
/// #[derive(Debug, Config)]
/// struct Database {
///     url: Redacted<Url>,
/// }
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "test")
///     .variable("CADENCE_URL", "postgres://app:hunter2@db/main");
/// let database = Loader::new("CADENCE").system(host).load::<Database>()?;
///
/// assert_eq!(database.url.password(), Some("hunter2"));
/// assert_eq!(
///     format!("{:?}", *database),
///     "Database { url: postgres://app:[redacted]@db/main }"
/// );
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redacted<T>(T);

impl<T> Redacted<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns the value, which is no longer redacted.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Redacted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<T> for Redacted<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Redacted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

impl<T: fmt::Display> fmt::Display for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redact::text(&self.0.to_string()))
    }
}

impl<T: fmt::Display> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
