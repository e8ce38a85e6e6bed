//! Which files of a directory may be a layer.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::format::Format;
use crate::system::System;

/// The names of what is in a config directory.
///
/// One listing costs less than asking for each layer in each format, and shows
/// the files that would otherwise be ignored silently.
pub(super) struct FileNames<'a> {
    folder: &'a Path,
    /// None where the directory cannot be listed: then all may be there.
    listed: Option<Vec<OsString>>,
}

impl<'a> FileNames<'a> {
    pub(super) fn in_folder(host: &dyn System, folder: &'a Path) -> Self {
        let listed = host.read_dir(folder).ok();
        Self { folder, listed }
    }

    /// All that is in the directory, as far as it can be listed.
    pub(super) fn listed(&self) -> &[OsString] {
        self.listed.as_deref().unwrap_or_default()
    }

    /// The files that may be the layer of this name, in any format.
    pub(super) fn of(&self, name: &str) -> impl Iterator<Item = PathBuf> {
        let files = Format::EXTENSIONS.map(|extension| format!("{name}.{extension}"));
        let files = files.into_iter().filter(|file| self.may_hold(file));
        files.map(|file| self.folder.join(file))
    }

    /// Case is ignored because some systems do; what is not there after
    /// all is found missing when it is read.
    fn may_hold(&self, file: &str) -> bool {
        let is = |listed: &OsString| listed.eq_ignore_ascii_case(file);
        self.listed
            .as_ref()
            .is_none_or(|listed| listed.iter().any(is))
    }
}
