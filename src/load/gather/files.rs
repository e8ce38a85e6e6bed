//! Gathering files: those of the config directory, or those that the program carries.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::find::FileNames;
use super::folder::{Folder, is_closed};
use super::unread::{Listed, Stray};
use super::{Embedded, FileText, Inputs, Setup, modes};
use crate::environment::Environment;
use crate::format::Format;
use crate::layer::words;
use crate::layer::{LayerKind, file};
use crate::load::choose::Choice;
use crate::report::problem::{Problem, Severity};
use crate::schema::names;
use crate::system::{ReadError, absolute};

/// The environments that have a file of their own.
pub(crate) fn environments(setup: &Setup) -> Vec<Environment> {
    let folder = Folder::of(setup);
    let names = match &folder {
        Folder::At { path: folder, .. } => Some(FileNames::in_folder(&*setup.system, folder)),
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
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) is_embedded: bool,
}

/// Lists the files of the directory, or those that are embedded.
pub(crate) fn listing(setup: &Setup) -> Listing {
    match Folder::of(setup) {
        Folder::At { path: folder, .. } => {
            let names = setup.system.read_dir(&folder).unwrap_or_default();
            let paths = names.into_iter().map(|name| folder.join(name));
            let (folders, files) = paths.partition(|path| setup.system.is_dir(path));
            Listing {
                files,
                folders,
                is_embedded: false,
            }
        }
        Folder::Embedded => Listing {
            files: setup
                .embedded
                .iter()
                .map(|file| file.path.clone())
                .collect(),
            folders: Vec::new(),
            is_embedded: true,
        },
        _ => Listing::default(),
    }
}

/// Reads a TOML file of the directory, or an embedded one, that is not a layer.
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
    match Folder::of(setup) {
        Folder::At { path: folder, .. } => {
            let path = folder.join(format!("{name}.toml"));
            match setup.system.read(&path, setup.size_limit) {
                Ok(bytes) => {
                    let text = file::text(&path, bytes)?;
                    Ok(Some(beside(path, text.into())))
                }
                Err(ReadError::Missing) => Ok(None),
                // OK because each load says of the directory that it cannot be entered.
                Err(ReadError::Denied) if is_closed(&*setup.system, &folder) => Ok(None),
                Err(error) => Err(Box::new(words::unreadable(&path, &error, setup.size_limit))),
            }
        }
        Folder::Embedded => {
            let is_toml = |path: &Path| path.extension().is_some_and(|ending| ending == "toml");
            let found = embedded(setup, name).find(|file| is_toml(&file.path));
            Ok(found.map(|file| beside(file.path.clone(), file.text.clone())))
        }
        _ => Ok(None),
    }
}

pub(super) fn all(setup: &Setup, inputs: &mut Inputs) {
    inputs.folder = match Folder::of(setup) {
        Folder::Embedded => {
            embedded_files(setup, inputs);
            note_folder_beside(setup, inputs);
            Folder::Embedded
        }
        Folder::At { path, variable } if files(setup, &path, inputs).is_err() => {
            Folder::Closed { path, variable }
        }
        folder => folder,
    };
    if let Folder::At { path, .. } = &inputs.folder {
        let path = path.clone();
        modes::config(&*setup.system, &path, inputs);
    }
    refuse_folder(setup, inputs);
}

/// Notes the directory that would be read if the program carried no files: who put it
/// beside a deployed program wants it to be read.
fn note_folder_beside(setup: &Setup, inputs: &mut Inputs) {
    let (host, folder) = (&*setup.system, Path::new(Folder::DEFAULT));
    let matters = inputs.deployed().is_some() && !inputs.committed;
    if matters && host.is_dir(folder) {
        let variable = names::of_loader(&setup.prefix, "config_dir");
        let note = words::folder_beside_embedded(folder, &absolute(host, folder), &variable);
        inputs.report(note);
    }
}

/// Says of the directory as a whole why nothing in it was read.
fn refuse_folder(setup: &Setup, inputs: &mut Inputs) {
    let host = &*setup.system;
    let (path, problem) = match &inputs.folder {
        Folder::Closed { path, variable } => {
            let problem = words::folder_closed(&absolute(host, path), variable.as_deref());
            (path.clone(), problem)
        }
        Folder::Missing { path, variable } => {
            let (shown, found) = (absolute(host, path), host.read(path, 0));
            let own = names::of_loader(&setup.prefix, "config_dir");
            let problem = words::folder_missing(path, &shown, variable.as_deref(), &own, found);
            (path.clone(), problem)
        }
        Folder::None if inputs.committed => {
            let problem = no_folder(setup).with_severity(Severity::Error);
            (PathBuf::from(Folder::DEFAULT), problem)
        }
        Folder::None => {
            if inputs.deployed().is_some() {
                inputs.report(no_folder(setup));
            }
            return;
        }
        Folder::At { .. } | Folder::Embedded | Folder::Unwanted => return,
    };
    inputs.lose(LayerKind::LocalFile, &path, problem);
}

/// Notes that there is no directory where none is named.
fn no_folder(setup: &Setup) -> Problem {
    let dir = setup.system.current_dir().ok();
    let variable = names::of_loader(&setup.prefix, "config_dir");
    words::no_files(dir.as_deref(), &variable)
}

/// Notes that there is no directory, if that is so and the program wants one.
pub(crate) fn note_of_no_folder(setup: &Setup) -> Option<Problem> {
    matches!(Folder::of(setup), Folder::None).then(|| no_folder(setup))
}

/// The files of an environment, lowest first.
pub(crate) fn wanted(
    choice: Option<&Choice>,
    committed: bool,
) -> Vec<(LayerKind, Cow<'static, str>)> {
    let environment = choice.map(|choice| choice.environment.as_str().into());
    let deployment = choice.and_then(|choice| choice.deployment.clone());
    let local = choice.is_some_and(|choice| !choice.environment.is_deployed()) && !committed;
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

/// A directory that the program cannot enter.
struct Closed;

/// Reads the files of a directory.
///
/// # Errors
///
/// Where the program cannot enter the directory.
fn files(setup: &Setup, folder: &Path, inputs: &mut Inputs) -> Result<(), Closed> {
    let names = FileNames::in_folder(&*setup.system, folder);
    let wanted = wanted(inputs.choice.as_ref(), inputs.committed);
    let listed = Listed::Folder(folder, names.listed());
    let mut stray = Stray::of(&setup.deployments, listed);
    for (kind, name) in &wanted {
        let (mut found, mut is_refused) = (0, false);
        for path in names.of(name) {
            if Format::of(&path).reader().is_none() {
                if is_there(setup, &path) {
                    is_refused = true;
                    inputs.lose(*kind, &path, words::format_off(&path));
                }
                continue;
            }
            match setup.system.read(&path, setup.size_limit) {
                Ok(bytes) => match file::text(&path, bytes) {
                    Ok(text) => inputs.add(*kind, path, text.into()),
                    Err(problem) => inputs.lose(*kind, &path, *problem),
                },
                Err(ReadError::Missing) => continue,
                Err(ReadError::Denied) if is_closed(&*setup.system, folder) => return Err(Closed),
                Err(error) => {
                    let problem = words::unreadable(&path, &error, setup.size_limit);
                    inputs.lose(*kind, &path, problem);
                }
            }
            found += 1;
        }
        if found > 1 {
            let there = names.of(name).filter(|path| is_there(setup, path));
            inputs.report(words::two_files(&there.collect::<Vec<_>>()));
        }
        let is_missing = found == 0 && !is_refused;
        if is_missing && *kind == LayerKind::EnvironmentFile {
            let path = inputs.likely_file(folder, name);
            let instead = stray.take(name);
            let shown = absolute(&*setup.system, &path);
            let problem = words::environment_file_missing(&path, &shown, name, instead.as_ref());
            inputs.report(problem);
        }
        if is_missing && *kind == LayerKind::DeploymentFile && !stray.is_near(name) {
            let path = inputs.likely_file(folder, name);
            let shown = absolute(&*setup.system, &path);
            note_no_own_file(&path, &shown, name, inputs);
        }
    }
    if let Some(environment) = inputs.deployed().filter(|_| !inputs.committed) {
        let locals = names.of("local").filter(|path| is_there(setup, path));
        for local in locals {
            inputs.report(words::local_file_ignored(&local, environment));
        }
    }
    stray.report(setup, &wanted, inputs);
    Ok(())
}

/// Notes that a deployment has no file of its own.
fn note_no_own_file(path: &Path, shown: &Path, name: &str, inputs: &mut Inputs) {
    if let Some(environment) = inputs.environment {
        let note = words::deployment_file_missing(path, shown, name, environment);
        inputs.report(note);
    }
}

fn is_there(setup: &Setup, path: &Path) -> bool {
    !matches!(setup.system.read(path, 0), Err(ReadError::Missing))
}

fn embedded_files(setup: &Setup, inputs: &mut Inputs) {
    let wanted = wanted(inputs.choice.as_ref(), inputs.committed);
    let mut stray = Stray::of(&setup.deployments, Listed::Embedded(&setup.embedded));
    for (kind, name) in &wanted {
        let (mut found, mut is_refused) = (0, false);
        for file in embedded(setup, name) {
            if Format::of(&file.path).reader().is_none() {
                is_refused = true;
                inputs.lose(*kind, &file.path, words::format_off(&file.path));
                continue;
            }
            inputs.add(*kind, file.path.clone(), file.text.clone());
            found += 1;
        }
        if found > 1 {
            let there = embedded(setup, name).map(|file| file.path.clone());
            inputs.report(words::two_files(&there.collect::<Vec<_>>()));
        }
        let is_missing = found == 0 && !is_refused;
        if is_missing && *kind == LayerKind::EnvironmentFile {
            let path = inputs.likely_file(Path::new(""), name);
            let instead = stray.take(name);
            let problem = words::embedded_file_missing(&path, name, instead.as_ref());
            inputs.report(problem);
        }
        if is_missing && *kind == LayerKind::DeploymentFile && !stray.is_near(name) {
            let path = inputs.likely_file(Path::new(""), name);
            note_no_own_file(&path, &path, name, inputs);
        }
    }
    stray.report(setup, &wanted, inputs);
}

/// The embedded files of this name, whatever their format.
fn embedded<'s>(setup: &'s Setup, name: &str) -> impl Iterator<Item = &'s Embedded> {
    setup.embedded.iter().filter(move |file| file.layer == name)
}
