//! Gathering files: those of the config folder, or those that the program carries.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::find::FileNames;
use super::{Embedded, FileText, Inputs, Setup};
use crate::environment::Environment;
use crate::format::Format;
use crate::host::ReadError;
use crate::layer::{LayerKind, file};
use crate::problem::Problem;
use crate::words;

/// The environments that have a file of their own.
pub(crate) fn environments(setup: &Setup) -> Vec<Environment> {
    let folder = folder(setup);
    let names = match &folder {
        Folder::At(folder) => Some(FileNames::in_folder(&*setup.host, folder)),
        _ => None,
    };
    let has_file = |environment: &Environment| {
        let name = environment.as_str();
        match (&folder, &names) {
            (_, Some(names)) => names.of(name).any(|path| is_there(setup, &path)),
            (Folder::Embedded, _) => embedded(setup, name).next().is_some(),
            _ => false,
        }
    };
    Environment::ALL.into_iter().filter(has_file).collect()
}

/// The files beside those that a load reads.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) is_embedded: bool,
}

/// Lists the files of the folder, or those that are embedded.
pub(crate) fn listing(setup: &Setup) -> Listing {
    match folder(setup) {
        Folder::At(folder) => {
            let names = setup.host.entries(&folder).unwrap_or_default();
            let paths = names.into_iter().map(|name| folder.join(name));
            Listing {
                files: paths.filter(|path| !setup.host.is_dir(path)).collect(),
                is_embedded: false,
            }
        }
        Folder::Embedded => Listing {
            files: setup
                .embedded
                .iter()
                .map(|file| file.path.clone())
                .collect(),
            is_embedded: true,
        },
        Folder::Missing { .. } | Folder::None => Listing::default(),
    }
}

/// Reads a TOML file of the folder, or an embedded one, that is no layer.
///
/// # Errors
///
/// If it is there and cannot be read.
pub(crate) fn aside(setup: &Setup, name: &str) -> Result<Option<FileText>, Box<Problem>> {
    let beside = |path: PathBuf, text: Cow<'static, str>| FileText {
        kind: LayerKind::DefaultFile,
        path,
        text,
    };
    match folder(setup) {
        Folder::At(folder) => {
            let path = folder.join(format!("{name}.toml"));
            match setup.host.read(&path, setup.size_limit) {
                Ok(bytes) => {
                    let text = file::text(&path, bytes)?;
                    Ok(Some(beside(path, text.into())))
                }
                Err(ReadError::Missing) => Ok(None),
                Err(error) => Err(Box::new(words::unreadable(&path, &error, setup.size_limit))),
            }
        }
        Folder::Embedded => {
            let is_toml = |path: &Path| path.extension().is_some_and(|ending| ending == "toml");
            let found = embedded(setup, name).find(|file| is_toml(&file.path));
            Ok(found.map(|file| beside(file.path.clone(), file.text.clone())))
        }
        Folder::Missing { .. } | Folder::None => Ok(None),
    }
}

pub(super) fn all(setup: &Setup, inputs: &mut Inputs) {
    match folder(setup) {
        Folder::Embedded => embedded_files(setup, inputs),
        Folder::At(folder) => files(setup, &folder, inputs),
        Folder::Missing { path, variable } => {
            inputs.problems.push(words::folder_missing(&path, variable));
        }
        Folder::None => {}
    }
}

enum Folder {
    At(PathBuf),
    Embedded,
    Missing {
        path: PathBuf,
        variable: Option<String>,
    },
    None,
}

/// The folder that holds the files: what a variable says, else what the program
/// says, else its embedded files, else `config`.
fn folder(setup: &Setup) -> Folder {
    let variable = format!("{}_CONFIG_DIR", setup.prefix);
    let given = setup
        .host
        .variable(&variable)
        .filter(|path| !path.is_empty());
    let given = given.map(|path| (PathBuf::from(path), Some(variable)));
    let told = || setup.folder.clone().map(|path| (path, None));
    if let Some((path, variable)) = given.or_else(told) {
        if setup.host.is_dir(&path) {
            Folder::At(path)
        } else {
            Folder::Missing { path, variable }
        }
    } else if !setup.embedded.is_empty() {
        Folder::Embedded
    } else if setup.host.is_dir(Path::new("config")) {
        Folder::At(PathBuf::from("config"))
    } else {
        Folder::None
    }
}

/// The files of an environment, lowest first.
fn wanted(inputs: &Inputs) -> Vec<(LayerKind, Cow<'static, str>)> {
    let choice = inputs.choice.as_ref();
    let environment = choice.map(|choice| choice.environment.as_str().into());
    let deployment = choice.and_then(|choice| choice.deployment.clone());
    let local = choice.is_some_and(|choice| !choice.environment.is_deployed()) && !inputs.committed;
    [
        Some((LayerKind::DefaultFile, "default".into())),
        environment.map(|name| (LayerKind::EnvironmentFile, name)),
        deployment.map(|name| (LayerKind::DeploymentFile, name.into())),
        local.then(|| (LayerKind::LocalFile, "local".into())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn files(setup: &Setup, folder: &Path, inputs: &mut Inputs) {
    let names = FileNames::in_folder(&*setup.host, folder);
    for (kind, name) in wanted(inputs) {
        let (mut found, mut is_refused) = (0, false);
        for path in names.of(&name) {
            if Format::of(&path).reader().is_none() {
                if is_there(setup, &path) {
                    is_refused = true;
                    inputs.refuse(words::format_off(&path));
                }
                continue;
            }
            match setup.host.read(&path, setup.size_limit) {
                Ok(bytes) => match file::text(&path, bytes) {
                    Ok(text) => inputs.add(kind, path, text.into()),
                    Err(problem) => inputs.refuse(*problem),
                },
                Err(ReadError::Missing) => continue,
                Err(error) => inputs.refuse(words::unreadable(&path, &error, setup.size_limit)),
            }
            found += 1;
        }
        if found > 1 {
            let there = names.of(&name).filter(|path| is_there(setup, path));
            inputs.refuse(words::two_files(&there.collect::<Vec<_>>()));
        }
        let is_missing = found == 0 && !is_refused;
        if is_missing && kind == LayerKind::EnvironmentFile {
            let path = inputs.likely_file(folder, &name);
            inputs.refuse(words::environment_file_missing(&path, &name));
        }
    }
    if let Some(environment) = inputs.deployed().filter(|_| !inputs.committed) {
        let locals = names.of("local").filter(|path| is_there(setup, path));
        let notes = locals.map(|local| words::local_file_ignored(&local, environment));
        inputs.notes.extend(notes);
    }
}

fn is_there(setup: &Setup, path: &Path) -> bool {
    !matches!(setup.host.read(path, 0), Err(ReadError::Missing))
}

fn embedded_files(setup: &Setup, inputs: &mut Inputs) {
    for (kind, name) in wanted(inputs) {
        let (mut found, mut is_refused) = (0, false);
        for file in embedded(setup, &name) {
            if Format::of(&file.path).reader().is_none() {
                is_refused = true;
                inputs.refuse(words::format_off(&file.path));
                continue;
            }
            inputs.add(kind, file.path.clone(), file.text.clone());
            found += 1;
        }
        if found > 1 {
            let there = embedded(setup, &name).map(|file| file.path.clone());
            inputs.refuse(words::two_files(&there.collect::<Vec<_>>()));
        }
        let is_missing = found == 0 && !is_refused;
        if is_missing && kind == LayerKind::EnvironmentFile {
            let path = inputs.likely_file(Path::new(""), &name);
            inputs.refuse(words::embedded_file_missing(&path, &name));
        }
    }
}

/// The embedded files of this name, whatever their format.
fn embedded<'s>(setup: &'s Setup, name: &str) -> impl Iterator<Item = &'s Embedded> {
    setup.embedded.iter().filter(move |file| file.layer == name)
}
