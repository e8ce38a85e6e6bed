//! A world held in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Host, ReadError, within};

/// Variables and files held in memory, for tests.
///
/// Folders are there where files stand below them. Paths are compared as they
/// are written, but for a leading `./`.
///
/// # Example
///
/// ```
/// use rehearsal::host::{Host, Memory};
/// use std::path::Path;
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "staging")
///     .file("config/default.toml", "port = 8080");
///
/// let host: &dyn Host = &host;
/// assert_eq!(host.variable("CADENCE_ENV"), Some("staging".into()));
/// assert!(host.is_dir(Path::new("config")));
/// ```
#[derive(Clone, Default)]
pub struct Memory {
    variables: BTreeMap<OsString, OsString>,
    nodes: BTreeMap<PathBuf, Node>,
}

#[derive(Clone)]
enum Node {
    File(Vec<u8>),
    Unreadable,
    Folder,
}

impl Memory {
    /// A world without variables and files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a variable.
    #[must_use]
    pub fn variable(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Writes a file, of text or of bytes.
    #[must_use]
    pub fn file(self, path: impl AsRef<Path>, contents: impl Into<Vec<u8>>) -> Self {
        self.node(path.as_ref(), Node::File(contents.into()))
    }

    /// Writes a file that the process may not read.
    #[must_use]
    pub fn unreadable(self, path: impl AsRef<Path>) -> Self {
        self.node(path.as_ref(), Node::Unreadable)
    }

    /// Makes a folder, which may stay empty.
    #[must_use]
    pub fn folder(self, path: impl AsRef<Path>) -> Self {
        self.node(path.as_ref(), Node::Folder)
    }

    fn node(mut self, path: &Path, node: Node) -> Self {
        self.nodes.insert(plain(path), node);
        self
    }

    fn below<'m>(&'m self, folder: &'m Path) -> impl Iterator<Item = &'m Path> {
        let below = move |path: &'m PathBuf| path.strip_prefix(folder).ok();
        self.nodes
            .keys()
            .filter_map(below)
            .filter(|path| !path.as_os_str().is_empty() && !path.has_root())
    }
}

impl Host for Memory {
    fn variable(&self, name: &str) -> Option<OsString> {
        self.variables.get(OsStr::new(name)).cloned()
    }

    fn each_variable(&self, visit: &mut dyn FnMut(&OsStr, &OsStr)) {
        for (name, value) in &self.variables {
            visit(name, value);
        }
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        match self.nodes.get(&plain(path)) {
            Some(Node::File(bytes)) => {
                within(bytes.len() as u64, limit)?;
                Ok(bytes.clone())
            }
            Some(Node::Unreadable) => Err(ReadError::Denied),
            _ if self.is_dir(path) => Err(ReadError::Folder),
            _ => Err(ReadError::Missing),
        }
    }

    fn is_dir(&self, path: &Path) -> bool {
        let path = plain(path);
        matches!(self.nodes.get(&path), Some(Node::Folder)) || self.below(&path).next().is_some()
    }

    fn entries(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        if !self.is_dir(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let folder = plain(folder);
        let names: BTreeSet<_> = self
            .below(&folder)
            .filter_map(|path| path.iter().next())
            .collect();
        Ok(names.into_iter().map(OsStr::to_owned).collect())
    }
}

/// Names only: what they hold may be secret.
impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory")
            .field("variables", &self.variables.keys())
            .field("files", &self.nodes.keys())
            .finish()
    }
}

fn plain(path: &Path) -> PathBuf {
    path.components()
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}
