//! Files of the config directory that nothing reads.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::{Embedded, Inputs, Setup};
use crate::environment::Deployment;
use crate::layer::LayerKind;
use crate::layer::file::names::{Meant, Unread, file_of_layer, folder_of_layer, layers, unread};
use crate::layer::words;
use crate::report::problem::Severity;
use crate::system::System;

/// The files of one directory that nothing reads.
pub(super) struct Stray<'f> {
    files: Vec<(&'f OsStr, Unread)>,
    listed: Listed<'f>,
}

/// What a directory holds, or the program.
#[derive(Clone, Copy)]
pub(super) enum Listed<'f> {
    Folder(&'f Path, &'f [OsString]),
    Embedded(&'f [Embedded]),
}

impl<'f> Listed<'f> {
    fn names(self) -> Box<dyn Iterator<Item = &'f OsStr> + 'f> {
        match self {
            Self::Folder(_, names) => Box::new(names.iter().map(|name| &**name)),
            Self::Embedded(files) => {
                Box::new(files.iter().filter_map(|file| file.path.file_name()))
            }
        }
    }

    fn path(self, name: &OsStr) -> PathBuf {
        match self {
            Self::Folder(folder, _) => folder.join(name),
            Self::Embedded(files) => {
                let mut files = files.iter();
                let file = files.find(|file| file.path.file_name() == Some(name));
                file.map_or_else(PathBuf::new, |file| file.path.clone())
            }
        }
    }
}

impl<'f> Stray<'f> {
    pub(super) fn of(deployments: &[Deployment], listed: Listed<'f>) -> Self {
        let unread = |name: &'f OsStr| Some((name, unread(deployments, name.to_str()?)?));
        let files = match listed {
            Listed::Folder(_, names) => names.iter().filter_map(|name| unread(name)).collect(),
            Listed::Embedded(_) => listed.names().filter_map(unread).collect(),
        };
        Self { files, listed }
    }

    /// Whether a file was probably meant to be the layer of this name.
    pub(super) fn is_near(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    fn position(&self, name: &str) -> Option<usize> {
        let is_meant = |(_, unread): &(&OsStr, Unread)| match unread {
            Unread::Near(meant) => meant.layer == name,
            Unread::Unknown | Unread::Dotenv => false,
        };
        self.files.iter().position(is_meant)
    }

    /// The file that was probably meant to be the layer of this name, which is
    /// not there; it is not mentioned again.
    pub(super) fn take(&mut self, name: &str) -> Option<(PathBuf, Meant)> {
        let at = self.position(name)?;
        match self.files.remove(at) {
            (name, Unread::Near(meant)) => Some((self.listed.path(name), meant)),
            (_, Unread::Unknown | Unread::Dotenv) => None,
        }
    }

    /// Refuses what was probably meant for a layer that is read here, and notes
    /// everything else.
    pub(super) fn report(self, setup: &Setup, here: &[LayerName], inputs: &mut Inputs) {
        let host = &*setup.system;
        let mut unknown = Vec::new();
        for (name, unread) in &self.files {
            let path = self.listed.path(name);
            match unread {
                _ if self.is_folder(host, &path) => {}
                Unread::Unknown => unknown.push(path),
                Unread::Dotenv => inputs.report(words::dotenv_in_folder(&path)),
                Unread::Near(meant) if self.is_read_after_all(meant, inputs) => {}
                Unread::Near(meant) => {
                    let there = file_of_layer(self.listed.names(), &meant.layer);
                    let problem = words::near_file(&path, meant, there);
                    inputs.report(problem.with_severity(severity(meant, here)));
                }
            }
        }
        self.report_folders(setup, inputs);
        if !unknown.is_empty() {
            let names = layers(&setup.deployments).map(|(_, layer)| layer);
            inputs.report(words::unread_files(&unknown, names));
        }
    }

    /// Notes directories that are named like a layer.
    fn report_folders(&self, setup: &Setup, inputs: &mut Inputs) {
        let Listed::Folder(folder, names) = self.listed else {
            return;
        };
        for name in names {
            let layer = name.to_str();
            let Some(layer) = layer.and_then(|name| folder_of_layer(&setup.deployments, name))
            else {
                continue;
            };
            let path = folder.join(name);
            if setup.system.is_dir(&path) {
                let there = file_of_layer(self.listed.names(), layer.1);
                inputs.report(words::unread_folder(&path, layer, there));
            }
        }
    }

    fn is_folder(&self, host: &dyn System, path: &Path) -> bool {
        matches!(self.listed, Listed::Folder(..)) && host.is_dir(path)
    }

    /// Whether the system takes the name for the right one, whatever its case.
    fn is_read_after_all(&self, meant: &Meant, inputs: &Inputs) -> bool {
        let is_right = |name: &OsStr| name == &*meant.file;
        let mut read = inputs.files.iter().filter_map(|file| file.path.file_name());
        matches!(self.listed, Listed::Folder(..))
            && read.any(is_right)
            && !self.listed.names().any(is_right)
    }
}

/// The name of a layer that a load reads.
type LayerName = (LayerKind, Cow<'static, str>);

fn severity(meant: &Meant, here: &[LayerName]) -> Severity {
    let is_read_here = here.iter().any(|(_, layer)| *layer == meant.layer);
    let must_be = matches!(
        meant.kind,
        LayerKind::DefaultFile | LayerKind::EnvironmentFile
    );
    match (is_read_here, meant.is_edited) {
        (false, _) => Severity::Note,
        (true, true) if !must_be => Severity::Warning,
        (true, _) => Severity::Error,
    }
}
