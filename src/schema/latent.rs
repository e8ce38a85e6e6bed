//! What a value says of the world, which may turn out wrong after the start.

/// What a value says of the world: rehearsed when the program starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Latent {
    /// There is something at this path.
    Path(PathNeeds),
    /// The host has an address.
    Resolves,
    /// Nothing listens on the port yet, and the program may.
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
    /// It is a folder.
    pub dir: bool,
    /// It is a regular file.
    pub file: bool,
    /// The process may read it, or list it.
    pub readable: bool,
    /// The process may write it, or make files in it.
    pub writable: bool,
}
