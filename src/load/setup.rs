//! What a program has said to its loader.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::check::PrivateHosts;
use crate::environment::{Deployment, Environment};
use crate::layer::LayerKind;
use crate::layer::provider::Provided;
use crate::layer::source::Override;
use crate::schema::Exemption;
use crate::system::System;

/// All that a program has said to its loader.
#[derive(Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is what one method of the loader says"
)]
pub(crate) struct Setup {
    pub(crate) prefix: String,
    pub(crate) system: Arc<dyn System + Send + Sync>,
    pub(crate) folder: Option<PathBuf>,
    pub(crate) without_folder: bool,
    pub(crate) embedded: Vec<Embedded>,
    pub(crate) default_environment: Option<Environment>,
    pub(crate) reads_app_env: bool,
    pub(crate) deployments: Vec<Deployment>,
    pub(crate) foreign: Vec<String>,
    pub(crate) secrets: Vec<PathBuf>,
    pub(crate) overrides: Vec<Override>,
    /// The numbers, counted from one, of the values of `--set` without a `=`.
    pub(crate) malformed: Vec<usize>,
    pub(crate) providers: Vec<(LayerKind, Provided)>,
    pub(crate) size_limit: u64,
    pub(crate) depth_limit: usize,
    pub(crate) private: PrivateHosts,
    pub(crate) probe_timeout: Duration,
    pub(crate) skip_probes: bool,
    /// What the program allows of keys.
    pub(crate) allowed: Vec<Exemption>,
    pub(crate) waiving: Waiving,
    pub(crate) is_strict: bool,
}

/// What waivers permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiving {
    /// What they say, whether they have ended or not: no start fails at midnight.
    Leniently,
    /// What they say until they end.
    #[cfg_attr(
        not(feature = "cli"),
        expect(dead_code, reason = "only a command checks")
    )]
    Strictly,
    Nothing,
}

/// A file that the program carries.
#[derive(Clone)]
pub(crate) struct Embedded {
    pub(crate) path: PathBuf,
    pub(crate) name: OsString,
    /// The layer that its name says it is.
    pub(crate) layer: String,
    pub(crate) text: Cow<'static, str>,
}

impl Embedded {
    pub(super) fn new(path: PathBuf, text: Cow<'static, str>) -> Self {
        let layer = path.file_stem().unwrap_or_default();
        Self {
            name: path.file_name().unwrap_or_default().to_owned(),
            layer: layer.to_string_lossy().into_owned(),
            path,
            text,
        }
    }
}

impl Setup {
    pub(super) fn program(&self) -> String {
        match self.prefix.as_str() {
            "" => "the program".to_owned(),
            prefix => prefix.to_ascii_lowercase().replace('_', "-"),
        }
    }
}

impl fmt::Debug for Setup {
    /// Without overrides and embedded text, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("prefix", &self.prefix)
            .field("folder", &self.folder)
            .field("default_environment", &self.default_environment)
            .field("deployments", &self.deployments)
            .field("foreign", &self.foreign)
            .field("secrets", &self.secrets)
            .finish_non_exhaustive()
    }
}
