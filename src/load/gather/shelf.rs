//! What there is to be read as files: those of a folder, or those that the program
//! carries.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::folder::{Folder, is_closed};
use super::{Embedded, Setup};
use crate::format::Format;
use crate::layer::file;
use crate::report::problem::Problem;
use crate::system::ReadError;

/// Where the files of a load are.
pub(super) struct Shelf<'s> {
    pub(super) setup: &'s Setup,
    holds: Holds<'s>,
}

enum Holds<'s> {
    /// The names in a folder; none where it cannot be listed: then all may be there.
    ///
    /// One listing costs less than asking for each layer in each format, and shows
    /// the files that would otherwise be ignored silently.
    Folder(&'s Path, Option<Vec<OsString>>),
    Embedded(&'s [Embedded]),
}

impl<'s> Shelf<'s> {
    /// None where there are no files.
    pub(super) fn of(setup: &'s Setup, folder: &'s Folder) -> Option<Self> {
        let holds = match folder {
            Folder::At { path, .. } => Holds::Folder(path, setup.system.read_dir(path).ok()),
            Folder::Embedded => Holds::Embedded(&setup.embedded),
            _ => return None,
        };
        Some(Self { setup, holds })
    }

    /// The folder; none where the program carries the files.
    pub(super) fn folder(&self) -> Option<&'s Path> {
        match self.holds {
            Holds::Folder(folder, _) => Some(folder),
            Holds::Embedded(_) => None,
        }
    }

    /// The names of all that is here, as far as it can be listed.
    pub(super) fn names(&self) -> impl Iterator<Item = &OsStr> {
        let (listed, embedded) = match &self.holds {
            Holds::Folder(_, listed) => (listed.as_deref().unwrap_or_default(), &[][..]),
            Holds::Embedded(files) => (&[][..], *files),
        };
        let embedded = embedded.iter().map(|file| &*file.name);
        listed.iter().map(|name| &**name).chain(embedded)
    }

    /// Whether there is a file of this name, as far as it can be listed.
    pub(super) fn may_have(&self, name: &str) -> bool {
        match &self.holds {
            Holds::Folder(_, None) => true,
            _ => self.names().any(|there| there == name),
        }
    }

    /// The path of what has this name.
    pub(super) fn path(&self, name: &OsStr) -> PathBuf {
        match self.holds {
            Holds::Folder(folder, _) => folder.join(name),
            Holds::Embedded(files) => {
                let mut files = files.iter();
                let path = files.find(|file| file.name == name).map(|file| &file.path);
                path.cloned().unwrap_or_default()
            }
        }
    }

    /// The files that may be the layer of this name, in any format.
    ///
    /// Case is passed over because some systems do; what is not there after
    /// all is found missing when it is read.
    pub(super) fn layer(&self, name: &str) -> Vec<PathBuf> {
        match &self.holds {
            Holds::Folder(folder, listed) => {
                let may_be = |extension: &&str| {
                    let is = |file: &OsString| is_called(file, name, extension);
                    listed.as_ref().is_none_or(|files| files.iter().any(is))
                };
                let extensions = Format::EXTENSIONS.into_iter().filter(may_be);
                let files = extensions.map(|extension| format!("{name}.{extension}"));
                files.map(|file| folder.join(file)).collect()
            }
            Holds::Embedded(files) => {
                let files = files.iter().filter(|file| file.layer == name);
                files.map(|file| file.path.clone()).collect()
            }
        }
    }

    /// Reads a file; none where there is none.
    pub(super) fn read(&self, path: &Path) -> Result<Option<Cow<'static, str>>, Box<Problem>> {
        match self.holds {
            Holds::Folder(..) => {
                let Setup {
                    system, size_limit, ..
                } = self.setup;
                let text = file::read_text(&**system, path, *size_limit)?;
                Ok(text.map(Cow::Owned))
            }
            Holds::Embedded(files) => {
                let path = path.as_os_str();
                let file = files.iter().find(|file| file.path.as_os_str() == path);
                Ok(file.map(|file| file.text.clone()))
            }
        }
    }

    pub(super) fn has(&self, path: &Path) -> bool {
        match self.holds {
            // OK because nothing is read: all but what is missing is there.
            Holds::Folder(..) => {
                !matches!(self.setup.system.read(path, 0), Err(ReadError::Missing))
            }
            Holds::Embedded(files) => files.iter().any(|file| file.path == path),
        }
    }

    /// Whether it is a folder that the program may not enter.
    pub(super) fn is_closed(&self) -> bool {
        let system = &*self.setup.system;
        self.folder()
            .is_some_and(|folder| is_closed(system, folder))
    }

    /// Whether there is a folder of this path on it.
    pub(super) fn has_folder(&self, path: &Path) -> bool {
        self.folder().is_some() && self.setup.system.is_dir(path)
    }
}

/// Whether a file has this name and extension, in whatever case.
fn is_called(file: &OsStr, name: &str, extension: &str) -> bool {
    let (file, dot) = (file.as_encoded_bytes(), name.len());
    file.len() == dot + 1 + extension.len()
        && file[dot] == b'.'
        && file[..dot].eq_ignore_ascii_case(name.as_bytes())
        && file[dot + 1..].eq_ignore_ascii_case(extension.as_bytes())
}
