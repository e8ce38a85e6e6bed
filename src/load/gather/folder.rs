//! Which directory holds the files.

use std::io;
use std::path::{Path, PathBuf};

use super::Setup;
use crate::schema::names;
use crate::system::{Entry, ReadError, System};

/// Where the files of a load are.
#[derive(Debug)]
pub(crate) enum Folder {
    At {
        path: PathBuf,
        /// The variable that names it.
        variable: Option<String>,
    },
    /// The program cannot enter it.
    Closed {
        path: PathBuf,
        variable: Option<String>,
    },
    /// It was named, and is not there; or it is a link that leads nowhere.
    Missing {
        path: PathBuf,
        variable: Option<String>,
    },
    Embedded,
    /// It was not named, and is not there.
    None,
    /// The program has said that it needs none.
    Unwanted,
}

impl Folder {
    /// The directory that is read where none is named.
    pub(crate) const DEFAULT: &'static str = "config";

    /// Nowhere beside files that the program names; else what a variable says, else what the program says, else its embedded
    /// files, else `config`.
    pub(crate) fn of(setup: &Setup) -> Self {
        if !setup.files.is_empty() || !setup.has_environments() {
            return match &*setup.embedded {
                [] => Self::Unwanted,
                _ => Self::Embedded,
            };
        }
        let variable = names::of_loader(&setup.prefix, "config_dir");
        let given = setup.system.var_os(&variable);
        let given = given.filter(|path| !path.is_empty());
        let given = given.map(|path| (PathBuf::from(path), Some(variable)));
        let told = || setup.folder.clone().map(|path| (path, None));
        if let Some((path, variable)) = given.or_else(told) {
            Self::at(&*setup.system, path, variable)
                .unwrap_or_else(|(path, variable)| Self::Missing { path, variable })
        } else if !setup.embedded.is_empty() {
            Self::Embedded
        } else if setup.without_folder {
            Self::Unwanted
        } else {
            let path = PathBuf::from(Self::DEFAULT);
            Self::at(&*setup.system, path, None)
                .unwrap_or_else(|(path, variable)| Self::unless_broken(setup, path, variable))
        }
    }

    /// None but for a link that leads nowhere: then somebody wants the directory.
    fn unless_broken(setup: &Setup, path: PathBuf, variable: Option<String>) -> Self {
        match setup.system.read(&path, 0) {
            Err(ReadError::BrokenLink { .. } | ReadError::Other(_)) => {
                Self::Missing { path, variable }
            }
            _ => Self::None,
        }
    }

    fn at(
        host: &dyn System,
        path: PathBuf,
        variable: Option<String>,
    ) -> Result<Self, (PathBuf, Option<String>)> {
        if host.is_dir(&path) {
            return Ok(Self::At { path, variable });
        }
        match host.entry(&path) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Ok(Self::Closed { path, variable })
            }
            Ok(Entry::Folder) => Ok(Self::At { path, variable }),
            _ => Err((path, variable)),
        }
    }
}

/// Whether the program cannot enter the directory: then no file in it can be told
/// from one that is not there.
pub(super) fn is_closed(host: &dyn System, folder: &Path) -> bool {
    let nothing = folder.join(".rehearsal-is-not-there");
    matches!(host.read(&nothing, 0), Err(ReadError::Denied))
}
