//! Files that are world-readable or world-writable.

use std::path::{Path, PathBuf};

use super::Inputs;
use crate::host::Host;
use crate::words;

/// The bits of a mode that concern everybody.
const MAY_READ: u32 = 0o004;
const MAY_WRITE: u32 = 0o002;

/// Files of secret folders, and those that `_FILE` variables name.
#[derive(Default)]
pub(super) struct Open {
    /// Secrets only, and none that everybody may write as well.
    readable: Vec<PathBuf>,
    writable: Vec<PathBuf>,
}

impl Open {
    /// Looks at a file that is read from `place`, and called `path`.
    pub(super) fn look(&mut self, host: &dyn Host, place: &Path, path: &Path, is_secret: bool) {
        let mode = host.mode(place).unwrap_or_default();
        if mode & MAY_WRITE != 0 {
            self.writable.push(path.to_owned());
        } else if is_secret && mode & MAY_READ != 0 {
            self.readable.push(path.to_owned());
        }
    }

    /// Says so, where it matters.
    pub(super) fn note(&self, inputs: &mut Inputs) {
        if !self.readable.is_empty() && inputs.is_production() {
            inputs.notes.push(words::world_readable(&self.readable));
        }
        if !self.writable.is_empty() && inputs.deployed().is_some() {
            let warning = words::world_writable_secrets(&self.writable);
            inputs.notes.push(warning);
        }
    }
}

/// Warns of config files of a deploy that everybody may write.
///
/// Nothing is said of their folder: Kubernetes lets everybody write those that
/// it mounts, and mounts them so that nobody can.
pub(super) fn config(host: &dyn Host, inputs: &mut Inputs) {
    if inputs.committed || inputs.deployed().is_none() {
        return;
    }
    let paths = inputs.files.iter().map(|file| &file.path);
    let is_open = |path: &&PathBuf| host.mode(path).is_some_and(|mode| mode & MAY_WRITE != 0);
    let open: Vec<PathBuf> = paths.filter(is_open).cloned().collect();
    if !open.is_empty() {
        inputs.notes.push(words::world_writable_files(&open));
    }
}
