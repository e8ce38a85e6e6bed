//! Files that are generated from the schema alone, each from the same outline.
//!
//! In comes the schema; out go `.env.example`, TOML, Markdown, manifests and a JSON
//! Schema. What the deploy has set is never in them.

mod env_example;
mod json_schema;
mod kubernetes;
mod markdown;
mod outline;
mod quote;
mod systemd;
#[cfg(all(test, feature = "yaml"))]
mod tests;
mod toml;
mod variables;

use std::fmt;

pub(crate) use self::outline::{Outline, Setting};
use crate::load::Loader;
use crate::read::config::Config;

/// A file that is generated from the schema alone.
///
/// To keep a committed one up to date, compare it in a test, or with
/// `config generate WHAT --output FILE --check`.
///
/// # Example
///
/// ```
/// use rehearsal::{Template, Config, Loader};
///
/// #[derive(Config)]
/// struct Settings {
///     /// Port to listen on.
///     #[config(default = 8080)]
///     port: u16,
/// }
///
/// let text = Loader::new("CADENCE").generate::<Settings>(Template::DefaultToml);
/// assert!(text.contains("# Port to listen on.\n"));
/// assert!(text.contains("#port = 8080\n"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Template {
    /// A JSON Schema (draft 2020-12) of the files.
    ///
    /// It requires no key, since every file is only one layer. A file can refer to it with
    /// the key `$schema`, which the program ignores.
    JsonSchema,
    /// A documented `.env.example`: defaults commented out, secrets empty.
    ///
    /// Every `.env` parser and every shell reads its values alike; a default that cannot be
    /// written so is described in words.
    EnvExample,
    /// A documented `default.toml` with the defaults commented out.
    DefaultToml,
    /// A reference of all settings, a table for each section.
    Markdown,
    /// A Kubernetes `ConfigMap` with everything that is not secret.
    KubernetesConfigMap,
    /// The skeleton of a Kubernetes `Secret`.
    KubernetesSecret,
    /// The entries of `env:` in a Kubernetes `Deployment`, which refer to both.
    KubernetesEnv,
    /// A file for `EnvironmentFile=` of systemd.
    SystemdEnvironment,
    /// A drop-in for a unit of systemd, with `LoadCredential=` for the secrets.
    SystemdUnit,
}

impl Template {
    /// All of them, in the order of their declaration.
    pub const ALL: &'static [Self] = &[
        Self::JsonSchema,
        Self::EnvExample,
        Self::DefaultToml,
        Self::Markdown,
        Self::KubernetesConfigMap,
        Self::KubernetesSecret,
        Self::KubernetesEnv,
        Self::SystemdEnvironment,
        Self::SystemdUnit,
    ];

    /// Returns its name on the command line.
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// Returns the name that such a file usually has.
    pub fn file_name(self) -> &'static str {
        self.row().1
    }

    /// Its name, that of its file, and what writes it.
    fn row(self) -> (&'static str, &'static str, fn(&Outline) -> String) {
        match self {
            Self::JsonSchema => ("json-schema", "schema.json", json_schema::render),
            Self::EnvExample => ("env-example", ".env.example", env_example::render),
            Self::DefaultToml => ("default-toml", "default.toml", toml::render),
            Self::Markdown => ("markdown", "configuration.md", markdown::render),
            Self::KubernetesConfigMap => (
                "kubernetes-configmap",
                "configmap.yaml",
                kubernetes::config_map,
            ),
            Self::KubernetesSecret => ("kubernetes-secret", "secret.yaml", kubernetes::secret),
            Self::KubernetesEnv => ("kubernetes-env", "deployment-env.yaml", kubernetes::env),
            Self::SystemdEnvironment => {
                ("systemd-environment", "environment", systemd::environment)
            }
            Self::SystemdUnit => ("systemd-unit", "credentials.conf", systemd::unit),
        }
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Loader {
    /// Generates a file from the schema of `T`, ending with a newline.
    ///
    /// It depends on the type, and on the prefix and name of the program, never on what is
    /// set.
    pub fn generate<T: Config>(&self, template: Template) -> String {
        let mut text = template.row().2(&self.outline::<T>());
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    pub(crate) fn outline<T: Config>(&self) -> Outline {
        Outline::of(T::SCHEMA, self.setup())
    }
}

/// The words as they begin a line.
fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    String::from_iter(first) + letters.as_str()
}

/// Appends text as comments, a line each.
fn comment(text: &mut String, indent: &str, comment: &str) {
    // OK to break lines where YAML alone does because no reader minds.
    let of_yaml = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
    for line in comment.lines().flat_map(|line| line.split(of_yaml)) {
        // OK to lose a backslash because at the end of a line systemd would take
        // the next line into the comment.
        let line = format!("{indent}# {line}");
        text.push_str(line.trim_end_matches(['\\', ' ', '\t']));
        text.push('\n');
    }
}
