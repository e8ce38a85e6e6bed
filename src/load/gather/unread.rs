//! Files of the config directory that nothing reads.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::PathBuf;

use super::Inputs;
use super::shelf::Shelf;
use crate::layer::LayerKind;
use crate::layer::file::names::{Meant, Unread, file_of_layer, folder_of_layer, layers, unread};
use crate::layer::words;
use crate::report::problem::Severity;

/// The files among others that nothing reads.
pub(super) struct Stray<'f> {
    files: Vec<(&'f OsStr, Unread)>,
    shelf: &'f Shelf<'f>,
}

impl<'f> Stray<'f> {
    pub(super) fn of(shelf: &'f Shelf<'f>) -> Self {
        let deployments = &shelf.setup.deployments;
        let unread = |name: &'f OsStr| Some((name, unread(deployments, name.to_str()?)?));
        let files = shelf.names().filter_map(unread).collect();
        Self { files, shelf }
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
            (name, Unread::Near(meant)) => Some((self.shelf.path(name), meant)),
            (_, Unread::Unknown | Unread::Dotenv) => None,
        }
    }

    /// Refuses what was probably meant for a layer that is read here, and notes
    /// everything else.
    pub(super) fn report(self, here: &[LayerName], inputs: &mut Inputs) {
        let mut unknown = Vec::new();
        for (name, unread) in &self.files {
            let path = self.shelf.path(name);
            match unread {
                _ if self.shelf.has_folder(&path) => {}
                Unread::Unknown => unknown.push(path),
                Unread::Dotenv => inputs.report(words::dotenv_in_folder(&path)),
                Unread::Near(meant) if self.is_read_after_all(meant, inputs) => {}
                Unread::Near(meant) => {
                    let there = file_of_layer(self.shelf.names(), &meant.layer);
                    let problem = words::near_file(&path, meant, there);
                    inputs.report(problem.with_severity(severity(meant, here)));
                }
            }
        }
        self.report_folders(inputs);
        if !unknown.is_empty() {
            let names = layers(&self.shelf.setup.deployments).map(|(_, layer)| layer);
            inputs.report(words::unread_files(&unknown, names));
        }
    }

    /// Notes folders that are called like a layer.
    fn report_folders(&self, inputs: &mut Inputs) {
        if self.shelf.folder().is_none() {
            return;
        }
        let deployments = &self.shelf.setup.deployments;
        for name in self.shelf.names() {
            let layer = name.to_str();
            let Some(layer) = layer.and_then(|name| folder_of_layer(deployments, name)) else {
                continue;
            };
            let path = self.shelf.path(name);
            if self.shelf.has_folder(&path) {
                let there = file_of_layer(self.shelf.names(), layer.1);
                inputs.report(words::unread_folder(&path, layer, there));
            }
        }
    }

    /// Whether the system takes the name for the right one, whatever its case.
    fn is_read_after_all(&self, meant: &Meant, inputs: &Inputs) -> bool {
        let is_right = |name: &OsStr| name == &*meant.file;
        let mut read = inputs.files.iter().filter_map(|file| file.path.file_name());
        self.shelf.folder().is_some() && read.any(is_right) && !self.shelf.names().any(is_right)
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
