//! Layers: where values come from, lowest first.
//!
//! In come files, variables, secret files, overrides and providers as they were read;
//! out goes for each a tree under the names of the schema, with places that can be shown.
//! A layer never decides about another layer.

pub(crate) mod dotenv;
pub(crate) mod file;
pub(crate) mod overrides;
#[cfg_attr(not(feature = "figment"), path = "layer/provider_off.rs")]
pub(crate) mod provider;
pub(crate) mod respell;
pub(crate) mod secrets;
pub(crate) mod service_link;
pub(crate) mod set;
pub(crate) mod source;
pub(crate) mod variable;
pub(crate) mod variables;
pub(crate) mod view;
pub(crate) mod words;
pub(crate) mod written;

/// The kinds of layers, in the order of their precedence, lowest first.
///
/// The defaults of the schema are below all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LayerKind {
    /// `default.toml`, or the same name in another format.
    DefaultFile,
    /// `{environment}.toml`.
    EnvironmentFile,
    /// `{deployment}.toml`, of a named deployment.
    DeploymentFile,
    /// `local.toml`, in development and test.
    LocalFile,
    /// A file that the program names, such as an argument `--config FILE`.
    File,
    /// Pairs of [`Loader::text_provider`](crate::Loader::text_provider).
    TextProvider,
    /// `.env`, in development and test, with the feature `dotenv`.
    ///
    /// Lines end in `\n` or `\r\n`, and either is `\n` in a value in quotes. A `\r` within
    /// a line is refused: docker and dotenvy read it as a part of the value, dotenv for
    /// node and for python as the end of the line.
    Dotenv,
    /// Secret directories: one file per setting.
    Secrets,
    /// The variables of the process, and the files that their `_FILE` twins name.
    Variables,
    /// Values given in code or on a command line.
    Overrides,
}

impl LayerKind {
    /// The kinds that are files.
    pub(crate) const FILES: [Self; 5] = [
        Self::DefaultFile,
        Self::EnvironmentFile,
        Self::DeploymentFile,
        Self::LocalFile,
        Self::File,
    ];
}
