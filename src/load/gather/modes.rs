//! Files and directories that are world-readable or world-writable.

use std::path::{Path, PathBuf};

use super::Inputs;
use crate::layer::words;
use crate::report::problem::Problem;
use crate::system::System;

/// The bits of a mode that concern everybody.
const MAY_READ: u32 = 0o004;
const MAY_WRITE: u32 = 0o002;

/// Files of secret directories, and those that `_FILE` variables name.
#[derive(Default)]
pub(super) struct Open {
    /// Secrets only, and none that everybody may write as well.
    readable: Vec<PathBuf>,
    writable_secrets: Vec<PathBuf>,
    writable_values: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl Open {
    /// Looks at a file that is read from `place`, and called `path`.
    pub(super) fn look(&mut self, host: &dyn System, place: &Path, path: &Path, is_secret: bool) {
        let mode = host.mode(place).unwrap_or_default();
        let open = match (mode & MAY_WRITE != 0, is_secret) {
            (true, true) => &mut self.writable_secrets,
            (true, false) => &mut self.writable_values,
            (false, true) if mode & MAY_READ != 0 => &mut self.readable,
            (false, _) => return,
        };
        open.push(path.to_owned());
    }

    /// Looks at the directory that the files are in.
    pub(super) fn look_at_folder(&mut self, host: &dyn System, folder: &Path) {
        self.folder = may_add_files(host, folder).then(|| folder.to_owned());
    }

    /// Says so, where it matters.
    pub(super) fn note(&self, inputs: &mut Inputs) {
        let (is_production, is_deployed) = (inputs.is_production(), inputs.deployed().is_some());
        let mut note = |files: &[PathBuf], say: fn(&[PathBuf]) -> Problem| {
            if !files.is_empty() {
                inputs.report(say(files));
            }
        };
        if is_production {
            note(&self.readable, words::world_readable);
        }
        if is_deployed {
            note(&self.writable_secrets, words::world_writable_secrets);
            note(&self.writable_values, words::world_writable_values);
            if let Some(folder) = &self.folder {
                inputs.report(words::world_writable_dir("secret", folder));
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
    let paths = inputs.files.iter().map(|file| &file.path);
    let is_open = |path: &&PathBuf| host.mode(path).is_some_and(|mode| mode & MAY_WRITE != 0);
    let open: Vec<PathBuf> = paths.filter(is_open).cloned().collect();
    if !open.is_empty() {
        inputs.report(words::world_writable_files(&open));
    }
    if may_add_files(host, folder) {
        let warning = words::world_writable_dir("config", folder);
        inputs.report(warning);
    }
}
