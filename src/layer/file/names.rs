//! What the name of a file in the config directory says of it.

use std::ffi::OsStr;

use crate::environment::{Deployment, Environment};
use crate::format::Format;
use crate::layer::LayerKind;
use crate::value::suggest;

/// The file of waivers, which is not a layer.
pub(crate) const WAIVERS: &str = "waivers.toml";

/// What it was called before.
pub(crate) const OLD_WAIVERS: &str = "parity.toml";

/// Extensions of files of settings that are read in none of their formats.
const FOREIGN: [&str; 8] = [
    "json5",
    "jsonc",
    "ini",
    "conf",
    "cfg",
    "properties",
    "tml",
    "env",
];

/// Those of them that are settings whatever they are called.
const SURELY_SETTINGS: [&str; 2] = ["json5", "jsonc"];

/// A name with fewer letters is one edit away from too many.
const FEWEST_LETTERS: usize = 4;

/// A file that nothing reads, by its name.
#[derive(Debug)]
pub(crate) enum Unread {
    /// It was probably meant to be a layer.
    Near(Meant),
    /// It sets variables, and is not the one that is read.
    Dotenv,
    Unknown,
}

/// The layer that a file was meant to be.
#[derive(Debug)]
pub(crate) struct Meant {
    pub(crate) kind: LayerKind,
    /// The name of the layer, as its file is called.
    pub(crate) layer: String,
    /// The file that is read.
    pub(crate) file: String,
    /// Whether it has another extension than any that is read.
    pub(crate) is_foreign: bool,
    /// Whether it is only similar to the name that is right.
    pub(crate) is_edited: bool,
}

/// Says of a file whether nothing reads it, in any environment.
///
/// None for one that is read, and for one that holds no settings.
pub(crate) fn unread(deployments: &[Deployment], name: &str) -> Option<Unread> {
    if is_dotenv(deployments, name) {
        return Some(Unread::Dotenv);
    }
    let (stem, extension) = name.rsplit_once('.')?;
    let is_format = Format::EXTENSIONS.contains(&extension);
    if is_format && layers(deployments).any(|(_, layer)| layer == stem)
        || [WAIVERS, OLD_WAIVERS].contains(&name)
    {
        return None;
    }
    let lower = extension.to_ascii_lowercase();
    let is_format = Format::EXTENSIONS.contains(&&*lower);
    if stem.is_empty() || !(is_format || FOREIGN.contains(&&*lower)) {
        return None;
    }
    let same = same(deployments, stem);
    let is_edited = same.is_none();
    let Some((kind, layer)) = same.or_else(|| similar(deployments, stem)) else {
        return (is_format || SURELY_SETTINGS.contains(&&*lower)).then_some(Unread::Unknown);
    };
    let right = if is_format { &*lower } else { "toml" };
    Some(Unread::Near(Meant {
        kind,
        file: format!("{layer}.{right}"),
        layer: layer.to_owned(),
        is_foreign: !is_format,
        is_edited,
    }))
}

/// Whether a file is one that a program may carry: of any layer but that of one machine.
pub(crate) fn is_committed(deployments: &[Deployment], name: &str) -> bool {
    let is_format = name
        .rsplit_once('.')
        .filter(|(stem, extension)| Format::EXTENSIONS.contains(extension) && *stem != "local");
    is_format.is_some() && unread(deployments, name).is_none()
}

/// Whether a file is called `.env`, or `.env.` and what programs put behind it:
/// `local`, an environment or a deployment.
pub(crate) fn is_dotenv(deployments: &[Deployment], name: &str) -> bool {
    let is_name = |name: &str| {
        let is_layer = |(kind, layer)| kind != LayerKind::DefaultFile && layer == name;
        layers(deployments).any(is_layer) || Environment::named(name).is_some()
    };
    name.strip_prefix(".env").is_some_and(|rest| {
        let behind = rest.strip_prefix('.');
        let behind = behind.map(|behind| behind.strip_suffix(".local").unwrap_or(behind));
        rest.is_empty() || behind.is_some_and(is_name)
    })
}

/// The layer that a directory is named like, whose file is read and nothing below
/// the directory.
pub(crate) fn folder_of_layer<'d>(
    deployments: &'d [Deployment],
    name: &str,
) -> Option<(LayerKind, &'d str)> {
    same(deployments, name)
}

/// The file of a layer among others, whatever its format.
pub(crate) fn file_of_layer<'n>(
    mut names: impl Iterator<Item = &'n OsStr>,
    layer: &str,
) -> Option<&'n str> {
    names.find_map(|name| {
        let (stem, extension) = name.to_str()?.rsplit_once('.')?;
        let is_it = stem == layer && Format::EXTENSIONS.contains(&extension);
        is_it.then(|| name.to_str()).flatten()
    })
}

/// The names of all layers that are files.
pub(crate) fn layers(deployments: &[Deployment]) -> impl Iterator<Item = (LayerKind, &str)> {
    let fixed = [
        (LayerKind::DefaultFile, "default"),
        (LayerKind::LocalFile, "local"),
    ];
    let environments = Environment::ALL.map(|environment| {
        let name = environment.as_str();
        (LayerKind::EnvironmentFile, name)
    });
    let deployments = deployments.iter();
    let deployments = deployments.map(|known| (LayerKind::DeploymentFile, known.name()));
    fixed.into_iter().chain(environments).chain(deployments)
}

/// The layer that is called so but for the case, or by another name of the environment.
fn same<'d>(deployments: &'d [Deployment], stem: &str) -> Option<(LayerKind, &'d str)> {
    let mut layers = layers(deployments);
    let same = layers.find(|(_, layer)| layer.eq_ignore_ascii_case(stem));
    let alias = || Environment::named(stem).map(Environment::as_str);
    same.or_else(|| Some((LayerKind::EnvironmentFile, alias()?)))
}

/// The layer that is called so but for one edit.
fn similar<'d>(deployments: &'d [Deployment], stem: &str) -> Option<(LayerKind, &'d str)> {
    let mut layers = layers(deployments).filter(|_| stem.len() >= FEWEST_LETTERS);
    layers.find(|(_, layer)| suggest::is_one_edit(stem, layer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn said(name: &str) -> String {
        let deployments = [
            Deployment::new("EU", Environment::Production),
            Deployment::new("qa", Environment::Staging),
        ];
        match unread(&deployments, name) {
            None => "nothing".to_owned(),
            Some(Unread::Unknown) => "unknown".to_owned(),
            Some(Unread::Dotenv) => ".env".to_owned(),
            Some(Unread::Near(meant)) => meant.file,
        }
    }

    #[test]
    fn a_file_that_is_read_or_holds_no_settings_is_not_told_of() {
        for name in [
            "default.toml",
            "default.yml",
            "local.json",
            "production.yaml",
            "qa.toml",
            "EU.json",
            "parity.toml",
            "waivers.toml",
            "README.md",
            "default.toml.orig",
            ".gitignore",
            ".toml",
            "server.conf",
            "server.env",
            ".envrc",
            ".env.example",
            ".env.default",
            "toml",
        ] {
            assert_eq!(said(name), "nothing", "{name}");
        }
    }

    #[test]
    fn a_file_that_was_meant_to_be_a_layer_is_known_by_case_alias_edit_or_extension() {
        for (name, right) in [
            ("defaults.toml", "default.toml"),
            ("defualt.json", "default.json"),
            ("prod.toml", "production.toml"),
            ("PRD.yaml", "production.yaml"),
            ("dev.yml", "development.yml"),
            ("Development.toml", "development.toml"),
            ("development.TOML", "development.toml"),
            ("development.json5", "development.toml"),
            ("staging.ini", "staging.toml"),
            ("stagging.toml", "staging.toml"),
            ("eu.toml", "EU.toml"),
            ("QA.toml", "qa.toml"),
            ("Local.toml", "local.toml"),
            ("prod.env", "production.toml"),
            (".env", ".env"),
            (".env.local", ".env"),
            (".env.prod.local", ".env"),
            (".env.EU", ".env"),
        ] {
            assert_eq!(said(name), right, "{name}");
        }
    }

    #[test]
    fn a_file_of_another_name_is_unknown() {
        for name in [
            "base.toml",
            "production.local.toml",
            "us.toml",
            "rules.json",
            "a.json5",
            "parity.json",
        ] {
            assert_eq!(said(name), "unknown", "{name}");
        }
    }
}
