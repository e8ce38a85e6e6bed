//! A world held in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, Read};
use std::net::{IpAddr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use super::{Date, Entry, ReadError, System, within};

/// Variables and files held in memory, for tests.
///
/// A directory exists if files are below it. Paths are compared as they are written, except
/// for a leading `./`, and once their links are followed.
///
/// # Example
///
/// ```
/// use rehearsal::system::{System, Memory};
/// use std::path::Path;
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "staging")
///     .file("config/default.toml", "port = 8080");
///
/// let host: &dyn System = &host;
/// assert_eq!(host.var_os("CADENCE_ENV"), Some("staging".into()));
/// assert!(host.is_dir(Path::new("config")));
/// ```
#[derive(Clone, Default)]
pub struct Memory {
    variables: BTreeMap<OsString, OsString>,
    root: Node,
    modes: BTreeMap<PathBuf, u32>,
    today: Option<Date>,
    current_dir: Option<PathBuf>,
    executable: Option<Vec<u8>>,
    read_only: BTreeSet<PathBuf>,
    names: BTreeMap<String, IpAddr>,
    listening: BTreeSet<SocketAddr>,
    ignores_case: bool,
}

/// What is at a path, and at the paths below it by the next name.
#[derive(Clone, Default)]
struct Node {
    what: Option<What>,
    below: BTreeMap<OsString, Node>,
}

#[derive(Clone)]
enum What {
    File(Vec<u8>),
    Unreadable,
    Folder,
    Link(PathBuf),
}

/// The most links that are followed for one path.
const MOST_LINKS: usize = 40;

impl Memory {
    /// Returns a system without variables and files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a variable.
    #[must_use]
    pub fn variable(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.insert(name.into(), value.into());
        self
    }

    /// Makes the names of variables case-insensitive, as on Windows.
    #[must_use]
    pub fn ignoring_case(mut self) -> Self {
        self.ignores_case = true;
        self
    }

    /// Writes a file, of text or of bytes.
    #[must_use]
    pub fn file(self, path: impl AsRef<Path>, contents: impl Into<Vec<u8>>) -> Self {
        self.node(path.as_ref(), What::File(contents.into()))
    }

    /// Writes a file that the process may not read, or makes a directory one that it may
    /// not enter.
    #[must_use]
    pub fn unreadable(self, path: impl AsRef<Path>) -> Self {
        self.node(path.as_ref(), What::Unreadable)
    }

    /// Makes a directory, which may stay empty.
    #[must_use]
    pub fn dir(self, path: impl AsRef<Path>) -> Self {
        self.node(path.as_ref(), What::Folder)
    }

    /// Makes a link to a path, which is relative to the directory of the link unless it is
    /// absolute.
    #[must_use]
    pub fn link(self, path: impl AsRef<Path>, target: impl Into<PathBuf>) -> Self {
        self.node(path.as_ref(), What::Link(target.into()))
    }

    /// Sets the mode of a file, as on Unix: `0o644`.
    #[must_use]
    pub fn mode(mut self, path: impl AsRef<Path>, mode: u32) -> Self {
        self.modes.insert(plain(path.as_ref()), mode);
        self
    }

    /// The path without links in it; none where they form a loop.
    fn followed(&self, path: &Path) -> Option<PathBuf> {
        let mut path = plain(path);
        for _ in 0..MOST_LINKS {
            match self.without_first_link(&path) {
                Some(next) => path = next,
                None => return Some(path),
            }
        }
        None
    }

    fn without_first_link(&self, path: &Path) -> Option<PathBuf> {
        let mut rest = path.components();
        let mut folder = PathBuf::new();
        let mut node = &self.root;
        while let Some(name) = rest.next() {
            node = node.below.get(name.as_os_str())?;
            if let Some(What::Link(target)) = &node.what {
                return Some(plain(&folder.join(target).join(rest)));
            }
            folder.push(name);
        }
        None
    }

    /// Sets the current day; by default, it is that of the system's clock.
    #[must_use]
    pub fn today(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Sets the working directory; by default, there is none.
    ///
    /// Reports use it to show relative paths. Paths are still compared as they are written.
    #[must_use]
    pub fn current_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.current_dir = Some(dir.into());
        self
    }

    /// Sets the bytes of the running program; by default, they are unknown.
    #[must_use]
    pub fn executable(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.executable = Some(bytes.into());
        self
    }

    /// Makes a path one that the process may not write.
    #[must_use]
    pub fn read_only(mut self, path: impl AsRef<Path>) -> Self {
        self.read_only.insert(plain(path.as_ref()));
        self
    }

    /// Gives a host an address; other names do not resolve.
    #[must_use]
    pub fn address(mut self, name: impl Into<String>, address: impl Into<IpAddr>) -> Self {
        self.names.insert(name.into(), address.into());
        self
    }

    /// Marks an address as in use.
    #[must_use]
    pub fn listening(mut self, address: impl Into<SocketAddr>) -> Self {
        self.listening.insert(address.into());
        self
    }

    fn node(mut self, path: &Path, what: What) -> Self {
        let names = plain(path);
        names.iter().fold(&mut self.root, Node::below).what = Some(what);
        self
    }

    /// The nodes on the way to a path, as far as there are any.
    fn along<'m>(&'m self, path: &'m Path) -> impl Iterator<Item = &'m Node> {
        let mut node = &self.root;
        path.iter().map_while(move |name| {
            node = node.below.get(name)?;
            Some(node)
        })
    }

    fn get(&self, path: &Path) -> Option<&Node> {
        let mut names = path.iter();
        names.try_fold(&self.root, |node, name| node.below.get(name))
    }

    fn what(&self, path: &Path) -> Option<&What> {
        self.get(path)?.what.as_ref()
    }

    /// Whether the process cannot enter this directory, or one above it.
    fn is_closed(&self, folder: Option<&Path>) -> bool {
        let is_closed = |node: &Node| matches!(node.what, Some(What::Unreadable));
        folder.is_some_and(|folder| self.along(folder).any(is_closed))
    }
}

impl Node {
    fn below(&mut self, name: &OsStr) -> &mut Self {
        self.below.entry(name.to_owned()).or_default()
    }

    /// Names of a directory; those of paths from the root are in no directory.
    fn names(&self) -> impl Iterator<Item = &OsStr> {
        let names = self.below.keys().map(|name| &**name);
        names.filter(|name| !Path::new(name).has_root())
    }

    fn is_dir(&self) -> bool {
        matches!(self.what, Some(What::Folder)) || self.names().next().is_some()
    }
}

impl System for Memory {
    fn var_os(&self, name: &str) -> Option<OsString> {
        if let Some(value) = self.variables.get(OsStr::new(name)) {
            return Some(value.clone());
        }
        let mut variables = self.variables.iter();
        let is_alike = |(known, _): &(&OsString, _)| known.eq_ignore_ascii_case(name);
        let alike = self.ignores_case.then(|| variables.find(is_alike))?;
        alike.map(|(_, value)| value.clone())
    }

    fn vars_os(&self, visit: &mut dyn FnMut(&OsStr, &OsStr)) {
        for (name, value) in &self.variables {
            visit(name, value);
        }
    }

    fn ignores_case(&self) -> bool {
        self.ignores_case
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let nothing = || match self.what(&plain(path)) {
            Some(What::Link(target)) => ReadError::BrokenLink {
                target: target.clone(),
            },
            _ => ReadError::Missing,
        };
        let path = self.followed(path).ok_or_else(nothing)?;
        if self.is_closed(path.parent()) {
            return Err(ReadError::Denied);
        }
        match self.what(&path) {
            Some(What::File(bytes)) => {
                within(bytes.len() as u64, limit)?;
                Ok(bytes.clone())
            }
            Some(What::Unreadable) => Err(ReadError::Denied),
            _ if self.is_dir(&path) => Err(ReadError::Folder),
            _ => Err(nothing()),
        }
    }

    fn is_dir(&self, path: &Path) -> bool {
        let Some(path) = self.followed(path) else {
            return false;
        };
        self.get(&path).is_some_and(Node::is_dir) && !self.is_closed(path.parent())
    }

    fn read_dir(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        if !self.is_dir(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let folder = self.followed(folder).ok_or(io::ErrorKind::NotFound)?;
        if self.is_closed(Some(&folder)) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let names = self.get(&folder).into_iter().flat_map(Node::names);
        Ok(names.map(OsStr::to_owned).collect())
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        let path = self.followed(path).ok_or(io::ErrorKind::NotFound)?;
        let is_there = self.what(&path).is_some() || self.is_dir(&path);
        if is_there {
            Ok(path)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn mode(&self, path: &Path) -> Option<u32> {
        self.modes.get(&self.followed(path)?).copied()
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        self.current_dir
            .clone()
            .ok_or(io::ErrorKind::Unsupported.into())
    }

    fn entry(&self, path: &Path) -> io::Result<Entry> {
        let path = self.followed(path).ok_or(io::ErrorKind::NotFound)?;
        if self.is_closed(path.parent()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        match self.what(&path) {
            _ if self.is_dir(&path) => Ok(Entry::Folder),
            Some(_) => Ok(Entry::File),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn current_exe(&self) -> io::Result<Box<dyn Read + '_>> {
        let bytes = self.executable.as_deref();
        let bytes = bytes.ok_or(io::ErrorKind::Unsupported)?;
        Ok(Box::new(bytes))
    }

    fn today(&self) -> Date {
        let clock = || Date::of(SystemTime::now());
        self.today.unwrap_or_else(clock)
    }

    fn writable(&self, path: &Path) -> io::Result<()> {
        if self.read_only.contains(&plain(path)) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(())
    }

    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let address = self.names.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(vec![*address])
    }

    fn can_bind(&self, address: SocketAddr) -> io::Result<()> {
        let is_taken = |taken: &SocketAddr| {
            taken.port() == address.port()
                && (taken.ip() == address.ip()
                    || taken.ip().is_unspecified()
                    || address.ip().is_unspecified())
        };
        if self.listening.iter().any(is_taken) {
            return Err(io::ErrorKind::AddrInUse.into());
        }
        Ok(())
    }
}

/// Names only: what they hold may be secret.
impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory")
            .field("variables", &self.variables.keys())
            .field("files", &self.root)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_leaf = |node: &Self| node.below.is_empty();
        let mut names = f.debug_set();
        for (name, node) in &self.below {
            if is_leaf(node) {
                names.entry(name);
            } else {
                names.entry(&(name, node));
            }
        }
        names.finish()
    }
}

fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::with_capacity(path.as_os_str().len());
    plain.extend(
        path.components()
            .filter(|part| !matches!(part, Component::CurDir)),
    );
    plain
}
