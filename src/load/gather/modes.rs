//! Files and directories that are world-readable or world-writable.

use std::path::{Path, PathBuf};

use super::Inputs;
use crate::layer::words::{Open, world_open};
use crate::system::System;

/// The bits of a mode that concern everybody.
const MAY_READ: u32 = 0o004;
const MAY_WRITE: u32 = 0o002;

/// Files of secret folders, and those that `_FILE` variables name, with the folder.
#[derive(Default)]
pub(super) struct OpenFiles(Vec<(Open, PathBuf)>);

impl OpenFiles {
    /// Looks at a file that is read from `place`, and called `path`.
    pub(super) fn look(&mut self, host: &dyn System, place: &Path, path: &Path, is_secret: bool) {
        let mode = host.mode(place).unwrap_or_default();
        let open = match (mode & MAY_WRITE != 0, is_secret) {
            (true, true) => Open::WritableSecrets,
            (true, false) => Open::WritableValues,
            (false, true) if mode & MAY_READ != 0 => Open::ReadableSecrets,
            (false, _) => return,
        };
        self.0.push((open, path.to_owned()));
    }

    /// Looks at the directory that the files are in.
    pub(super) fn look_at_folder(&mut self, host: &dyn System, folder: &Path) {
        if may_add_files(host, folder) {
            self.0.push((Open::SecretDir, folder.to_owned()));
        }
    }

    /// Says so, where it matters.
    pub(super) fn note(&self, inputs: &mut Inputs) {
        const ALL: [Open; 4] = [
            Open::ReadableSecrets,
            Open::WritableSecrets,
            Open::WritableValues,
            Open::SecretDir,
        ];
        if self.0.is_empty() {
            return;
        }
        let (is_production, is_deployed) = (inputs.is_production(), inputs.deployed().is_some());
        for open in ALL {
            let matters = match open {
                Open::ReadableSecrets => is_production,
                _ => is_deployed,
            };
            let files = self.0.iter().filter(|(kind, _)| *kind == open && matters);
            let files: Vec<PathBuf> = files.map(|(_, path)| path.clone()).collect();
            if !files.is_empty() {
                inputs.report(world_open(open, &files));
            }
        }
    }
}

/// Whether everybody may make files in the directory.
///
/// Kubernetes lets everybody write the directories it mounts, and mounts them so that
/// nobody can.
fn may_add_files(host: &dyn System, folder: &Path) -> bool {
    let mode = host.mode(folder).unwrap_or_default();
    mode & MAY_WRITE != 0 && host.writable(folder).is_ok()
}

/// Warns of config files of a deploy that everybody may write, and of a directory to
/// which everybody may add some.
pub(super) fn config(host: &dyn System, folder: &Path, inputs: &mut Inputs) {
    if inputs.committed || inputs.deployed().is_none() {
        return;
    }
    files(host, inputs);
    if may_add_files(host, folder) {
        inputs.report(world_open(Open::ConfigDir, &[folder.to_owned()]));
    }
}

/// Warns of files, as far as they are read, that everybody may write.
pub(super) fn files(host: &dyn System, inputs: &mut Inputs) {
    if inputs.committed || inputs.deployed().is_none() {
        return;
    }
    let paths = inputs.files.iter().map(|file| &file.path);
    let is_open = |path: &&PathBuf| host.mode(path).is_some_and(|mode| mode & MAY_WRITE != 0);
    let open: Vec<PathBuf> = paths.filter(is_open).cloned().collect();
    if !open.is_empty() {
        inputs.report(world_open(Open::WritableConfig, &open));
    }
}
