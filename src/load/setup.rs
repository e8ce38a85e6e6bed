//! What a program has said to its loader.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;

use super::ignored::Ignored;
use super::section::Section;
use crate::check::PrivateHosts;
use crate::environment::{Deployment, Environment};
use crate::layer::LayerKind;
use crate::layer::provider::Provided;
use crate::layer::source::Override;
use crate::read::config::Config;
use crate::schema::names::{self, Own};
use crate::schema::{Exemption, Schema};
use crate::system::System;
use crate::value::key::Key;

/// All that a program has said to its loader.
#[derive(Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is what one method of the loader says"
)]
pub(crate) struct Setup {
    pub(crate) prefix: String,
    /// The name of the program, where the prefix does not give it.
    pub(crate) name: Option<String>,
    pub(crate) system: Arc<dyn System + Send + Sync>,
    pub(crate) folder: Option<PathBuf>,
    pub(crate) without_folder: bool,
    /// Files that are read by their path, in place of those of a directory.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) embedded: Vec<Embedded>,
    pub(crate) environment: Chosen,
    pub(crate) default_environment: Option<Environment>,
    pub(crate) reads_app_env: bool,
    pub(crate) deployments: Vec<Deployment>,
    pub(crate) foreign: Vec<String>,
    pub(crate) secrets: Vec<PathBuf>,
    pub(crate) overrides: Vec<Override>,
    /// The numbers, counted from one, of the values of `--set` without a `=`.
    pub(crate) malformed: Vec<usize>,
    pub(crate) providers: Vec<(LayerKind, Provided)>,
    pub(crate) texts: Vec<Arc<TextProvider>>,
    /// Keys of other programs.
    pub(crate) ignored: Vec<Ignored>,
    /// The one section that is read.
    pub(crate) section: Option<Section>,
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

/// What says which environment the program runs in.
#[derive(Clone, Debug, Default)]
pub(crate) enum Chosen {
    #[default]
    ByVariable,
    /// The program: the environment or deployment of this name.
    ByProgram(String),
    /// Nothing, because the program has none.
    Nowhere,
}

/// Texts that something else has for settings, and what that is called.
pub(crate) struct TextProvider {
    pub(crate) name: String,
    pub(crate) pairs: Vec<(String, Zeroizing<String>)>,
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
    pub(crate) fn program(&self) -> String {
        match (&self.name, self.prefix.as_str()) {
            (Some(name), _) => name.clone(),
            (None, "") => "the program".to_owned(),
            (None, prefix) => prefix.to_ascii_lowercase().replace('_', "-"),
        }
    }

    /// The schema of what is read: of the type, or of what has it as a section.
    pub(crate) fn schema<T: Config>(&self) -> &'static Schema {
        let section = self.section.as_ref();
        section.map_or(T::SCHEMA, |section| section.schema)
    }

    /// Whether a key belongs to another program.
    pub(crate) fn is_of_others(&self, key: &Key) -> bool {
        let section = self.section.as_ref();
        section.is_some_and(|section| section.is_beside(key))
            || self.ignored.iter().any(|ignored| ignored.covers(key))
    }

    /// Whether a variable, or what is taken for one, is that of such a key.
    pub(crate) fn is_variable_of_others(&self, variable: &str) -> bool {
        let section = self.section.as_ref();
        let mut ignored = self.ignored.iter();
        section.is_some_and(|section| section.is_beside_variable(variable, &self.prefix))
            || ignored.any(|ignored| ignored.covers_variable(variable, &self.prefix))
    }

    pub(crate) fn has_environments(&self) -> bool {
        !matches!(self.environment, Chosen::Nowhere)
    }

    pub(crate) fn own_names(&self) -> Own<'_> {
        let own = Own::of(&self.prefix);
        match self.environment {
            Chosen::Nowhere => Own {
                reserved: names::RESERVED_ANYWHERE,
                ..own
            },
            _ => own,
        }
    }
}

impl fmt::Debug for Setup {
    /// Without overrides and embedded text, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("prefix", &self.prefix)
            .field("folder", &self.folder)
            .field("files", &self.files)
            .field("environment", &self.environment)
            .field("default_environment", &self.default_environment)
            .field("deployments", &self.deployments)
            .field("foreign", &self.foreign)
            .field("secrets", &self.secrets)
            .finish_non_exhaustive()
    }
}
