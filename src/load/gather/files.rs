//! Gathering files: those of the config directory, or those that the program carries.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::folder::Folder;
use super::shelf::Shelf;
use super::unread::Stray;
use super::{Inputs, Setup, WaiverFile, modes, named};
use crate::environment::Environment;
use crate::format::Format;
use crate::layer::{LayerKind, words};
use crate::load::choose::Choice;
use crate::report::problem::{Problem, Severity};
use crate::schema::names;
use crate::system::absolute;

/// The environments that have a file of their own.
pub(crate) fn environments(setup: &Setup) -> Vec<Environment> {
    let folder = Folder::of(setup);
    let Some(shelf) = Shelf::of(setup, &folder) else {
        return Vec::new();
    };
    let mut environments = Environment::ALL.to_vec();
    environments.retain(|environment| {
        let files = shelf.layer(environment.as_str());
        files.iter().any(|path| shelf.has(path))
    });
    environments
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
    let folder = Folder::of(setup);
    let Some(shelf) = Shelf::of(setup, &folder) else {
        return Listing::default();
    };
    let paths = shelf.names().map(|name| shelf.path(name));
    let (folders, files) = paths.partition(|path| shelf.has_folder(path));
    Listing {
        files,
        folders,
        is_embedded: shelf.folder().is_none(),
    }
}

/// Reads the file of waivers, of the directory or embedded.
pub(crate) fn waivers(setup: &Setup) -> WaiverFile {
    let folder = Folder::of(setup);
    let shelf = Shelf::of(setup, &folder);
    shelf.map_or_else(WaiverFile::default, |shelf| WaiverFile::of(&shelf))
}

pub(super) fn all(setup: &Setup, inputs: &mut Inputs) {
    let folder = Folder::of(setup);
    let is_closed = match Shelf::of(setup, &folder) {
        Some(shelf) => layers(&shelf, inputs).is_err(),
        None => false,
    };
    inputs.folder = match folder {
        Folder::At { path, variable } if is_closed => Folder::Closed { path, variable },
        Folder::At { path, variable } => {
            modes::config(&*setup.system, &path, inputs);
            Folder::At { path, variable }
        }
        folder => folder,
    };
    note_folder_beside(setup, inputs);
    refuse_folder(setup, inputs);
    named::gather(setup, inputs);
}

/// Notes the directory that would be read if the program carried no files: who put it
/// beside a deployed program wants it to be read.
fn note_folder_beside(setup: &Setup, inputs: &mut Inputs) {
    let (host, folder) = (&*setup.system, Path::new(Folder::DEFAULT));
    let is_embedded = matches!(inputs.folder, Folder::Embedded);
    let is_wanted = inputs.deployed().is_some() && setup.files.is_empty();
    let matters = is_embedded && is_wanted && !inputs.committed;
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
            let problem = words::folder_missing(path, &shown, variable.as_deref(), &own, &found);
            (path.clone(), problem)
        }
        Folder::None if inputs.committed => {
            let problem = no_folder(setup).with_severity(Severity::Error);
            (PathBuf::from(Folder::DEFAULT), problem)
        }
        Folder::None => {
            // OK to say so of other environments only once a program starts because a
            // report ends with where was looked.
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
pub(crate) fn no_folder(setup: &Setup) -> Problem {
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
    let choice = choice.filter(|choice| !choice.is_nowhere);
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

/// Reads the files of all layers.
///
/// # Errors
///
/// Where the program may not enter the folder.
fn layers(shelf: &Shelf<'_>, inputs: &mut Inputs) -> Result<(), Closed> {
    let wanted = wanted(inputs.choice.as_ref(), inputs.committed);
    let mut stray = Stray::of(shelf);
    for (kind, name) in &wanted {
        if !layer(shelf, *kind, name, inputs)? {
            missing(shelf, *kind, name, &mut stray, inputs);
        }
    }
    let deployed = inputs.deployed().filter(|_| !inputs.committed);
    if let Some(environment) = deployed
        && shelf.folder().is_some()
    {
        for local in shelf.layer("local").iter().filter(|path| shelf.has(path)) {
            inputs.report(words::local_file_ignored(local, environment));
        }
    }
    stray.report(&wanted, inputs);
    inputs.waivers = WaiverFile::of(shelf);
    Ok(())
}

/// Reads the files of one layer; false where there is none.
fn layer(
    shelf: &Shelf<'_>,
    kind: LayerKind,
    name: &str,
    inputs: &mut Inputs,
) -> Result<bool, Closed> {
    let (mut found, mut is_refused) = (0, false);
    for path in shelf.layer(name) {
        let is_off = Format::of(&path).reader().is_none();
        match shelf.read(&path) {
            Ok(None) => continue,
            Err(_) if shelf.is_closed() => return Err(Closed),
            _ if is_off => inputs.lose(kind, &path, words::format_off(&path)),
            Ok(Some(text)) => inputs.add(kind, path, text),
            Err(problem) => inputs.lose(kind, &path, *problem),
        }
        is_refused |= is_off;
        found += usize::from(!is_off);
    }
    if found > 1 {
        let mut there = shelf.layer(name);
        there.retain(|path| shelf.has(path));
        inputs.report(words::two_files(&there));
    }
    Ok(found > 0 || is_refused)
}

/// Says so where a layer should have a file.
fn missing(
    shelf: &Shelf<'_>,
    kind: LayerKind,
    name: &str,
    stray: &mut Stray<'_>,
    inputs: &mut Inputs,
) {
    let is_expected = match kind {
        LayerKind::EnvironmentFile => true,
        LayerKind::DeploymentFile => !stray.is_near(name),
        _ => false,
    };
    if !is_expected {
        return;
    }
    let folder = shelf.folder();
    let path = inputs.likely_file(folder.unwrap_or(Path::new("")), name);
    let shown = folder.map(|_| absolute(&*shelf.setup.system, &path));
    if kind == LayerKind::EnvironmentFile {
        let instead = stray.take(name);
        let problem =
            words::environment_file_missing(&path, shown.as_deref(), name, instead.as_ref());
        inputs.report(problem);
    } else if let Some(environment) = inputs.environment {
        let shown = shown.as_deref().unwrap_or(&path);
        inputs.report(words::deployment_file_missing(
            &path,
            shown,
            name,
            environment,
        ));
    }
}
