//! What a value says of the world, which may turn out wrong after the start.

use std::fmt;

/// What is probed about a value when the program starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Probe {
    /// There is something at this path.
    Path(PathNeeds),
    /// The host has an address.
    Resolves,
    /// The port is free, and the program may listen on it.
    FreePort,
    /// The file holds a TLS certificate.
    TlsCertificate {
        /// The key of the setting whose file holds the private key, from the
        /// root of the settings; behind a dot, from the section of the field.
        key: &'static str,
        /// For how many days it has to stay valid.
        days: u32,
    },
}

/// What there has to be at a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent questions"
)]
pub struct PathNeeds {
    /// It is a directory.
    pub dir: bool,
    /// It is a regular file.
    pub file: bool,
    /// The process may read it, or list it.
    pub readable: bool,
    /// The process may write it, or make files in it.
    pub writable: bool,
}

/// As a fact about the field: `the path is a directory, writable`.
impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(needs) => write!(f, "the path is {needs}"),
            Self::Resolves => f.write_str("the host resolves"),
            Self::FreePort => f.write_str("the port is free"),
            Self::TlsCertificate { key, days } => {
                write!(f, "the certificate fits `{key}` and is valid")?;
                match days {
                    0 => Ok(()),
                    days => write!(f, " for {days} days"),
                }
            }
        }
    }
}

impl fmt::Display for PathNeeds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.dir, self.file) {
            (true, _) => "a directory",
            (_, true) => "a file",
            _ => "a file or directory",
        })?;
        let rights = [(self.readable, ", readable"), (self.writable, ", writable")];
        let needed = rights.into_iter().filter(|(needed, _)| *needed);
        needed
            .map(|(_, right)| right)
            .try_for_each(|right| f.write_str(right))
    }
}
