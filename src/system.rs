//! Variables and files as the loader sees them.
//!
//! The loader reads everything through a [`System`]: the [`Process`] it runs in, or a
//! system in [`Memory`] for a test, which then changes no variable and no directory of the
//! process.

mod access;
pub(crate) mod date;
mod memory;
mod open;

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use self::memory::Memory;
pub use crate::system::date::{Date, NoDate};

/// Where variables and files come from.
pub trait System: std::fmt::Debug {
    /// Returns the value of a variable, if it is set.
    fn var_os(&self, name: &str) -> Option<OsString>;

    /// Shows every variable that is set: its name, then its value.
    fn vars_os(&self, visit: &mut dyn FnMut(&OsStr, &OsStr));

    /// Returns whether names of variables ignore case, as on Windows.
    ///
    /// False unless overridden.
    fn ignores_case(&self) -> bool {
        false
    }

    /// Reads a whole file, unless it has more than `limit` bytes.
    ///
    /// Links are followed. It never blocks: a pipe is refused, and so is a kernel file that
    /// has no data yet.
    ///
    /// # Errors
    ///
    /// If there is no file, if it is not a regular file, if it exceeds the limit, or if the
    /// system refuses to read it.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// Reads a file as [`read`](Self::read) does, or a pipe to its end, while something
    /// writes to it.
    ///
    /// Reads files only unless overridden.
    ///
    /// # Errors
    ///
    /// If there is neither, if it exceeds the limit, if nothing writes to the pipe, or if
    /// the system refuses to read it.
    fn read_stream(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.read(path, limit)
    }

    /// Returns whether there is a directory at this path.
    fn is_dir(&self, path: &Path) -> bool;

    /// Returns the names of what is in a directory, in order.
    ///
    /// # Errors
    ///
    /// If there is no directory, or if the system refuses to list it.
    fn read_dir(&self, folder: &Path) -> io::Result<Vec<OsString>>;

    /// Returns the path of the same file or directory without links in it.
    ///
    /// By default, the path itself, for a system without links.
    ///
    /// # Errors
    ///
    /// If a link is broken, or if the system refuses to follow it.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    /// Returns who may read and write a file: the lowest bits of its Unix mode.
    ///
    /// `None` if that is not known, which is the default.
    fn mode(&self, path: &Path) -> Option<u32> {
        let _ = path;
        None
    }

    /// Opens the file of the running program, for its digest.
    ///
    /// # Errors
    ///
    /// If there is none, which is the default, or if the system refuses to open it.
    fn current_exe(&self) -> io::Result<Box<dyn Read + '_>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Returns the current day in UTC; by default, that of the system's clock.
    fn today(&self) -> Date {
        Date::of(SystemTime::now())
    }

    /// Returns the working directory, to which relative paths are relative.
    ///
    /// Reports use it to say where files were looked for.
    ///
    /// # Errors
    ///
    /// If there is none, which is the default, or if the system does not know it.
    fn current_dir(&self) -> io::Result<PathBuf> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Returns what is at this path, links followed.
    ///
    /// # Errors
    ///
    /// If there is nothing, or if the system refuses to say.
    fn entry(&self, path: &Path) -> io::Result<Entry> {
        if self.is_dir(path) {
            return Ok(Entry::Folder);
        }
        match self.read(path, 0) {
            Ok(_) | Err(ReadError::TooLarge { .. } | ReadError::Denied) => Ok(Entry::File),
            Err(ReadError::Folder) => Ok(Entry::Folder),
            Err(ReadError::NotRegular) => Ok(Entry::Other),
            Err(ReadError::Missing | ReadError::BrokenLink { .. }) => {
                Err(io::ErrorKind::NotFound.into())
            }
            Err(ReadError::Other(error)) => Err(error),
        }
    }

    /// Checks that the process may read a file, or list a directory.
    ///
    /// # Errors
    ///
    /// If it may not.
    fn readable(&self, path: &Path) -> io::Result<()> {
        if self.is_dir(path) {
            return self.read_dir(path).map(drop);
        }
        match self.read(path, 0) {
            Ok(_) | Err(ReadError::TooLarge { .. }) => Ok(()),
            Err(ReadError::Other(error)) => Err(error),
            Err(ReadError::Missing | ReadError::BrokenLink { .. }) => {
                Err(io::ErrorKind::NotFound.into())
            }
            Err(_) => Err(io::ErrorKind::PermissionDenied.into()),
        }
    }

    /// Checks that the process may write a file, or make files in a directory,
    /// without doing so.
    ///
    /// # Errors
    ///
    /// If it may not. A system that cannot tell returns no error.
    fn writable(&self, path: &Path) -> io::Result<()> {
        let _ = path;
        Ok(())
    }

    /// Returns the addresses of a host.
    ///
    /// # Errors
    ///
    /// If the name is not known, or no resolver could be asked.
    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let addresses = (name, 0).to_socket_addrs()?;
        Ok(addresses.map(|address| address.ip()).collect())
    }

    /// Checks that the process may listen on an address.
    ///
    /// # Errors
    ///
    /// If the address is in use, or if the process may not listen on it.
    fn can_bind(&self, address: SocketAddr) -> io::Result<()> {
        TcpListener::bind(address).map(drop)
    }
}

/// The whole of a path, for a message about what is not there.
pub(crate) fn absolute(host: &dyn System, path: &Path) -> PathBuf {
    if path.is_absolute() {
        return path.to_owned();
    }
    match host.current_dir() {
        Ok(dir) => dir.join(path).components().collect(),
        Err(_) => path.to_owned(),
    }
}

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A regular file.
    File,
    /// A directory.
    Folder,
    /// A pipe, a device or a socket.
    Other,
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing at this path.
    #[error("no such file")]
    Missing,
    /// There is a link at this path, and its target does not exist.
    #[error("broken link to {}", target.display())]
    BrokenLink {
        /// Where it leads to, as it is written in the link.
        target: PathBuf,
    },
    /// There is a directory at this path.
    #[error("it is a directory")]
    Folder,
    /// There is a pipe, a device or a socket at this path, or a file that would block.
    #[error("it is not a regular file")]
    NotRegular,
    /// The process may not read it.
    #[error("permission denied")]
    Denied,
    /// It exceeds the size limit.
    #[error("it has {size} bytes")]
    TooLarge {
        /// How many bytes were seen; there may be more in a file that grows.
        size: u64,
    },
    /// The system refused for another reason, such as links that form a loop.
    #[error(transparent)]
    Other(io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::WouldBlock => Self::NotRegular,
            _ => Self::Other(error),
        }
    }
}

/// The words of the system, in the style of ours.
pub(crate) fn reason_of(error: &io::Error) -> String {
    let text = match error.kind() {
        io::ErrorKind::PermissionDenied => return "permission denied".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => return "the file system is read-only".to_owned(),
        _ => error.to_string(),
    };
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// The process that the program runs in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Process;

impl System for Process {
    fn var_os(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn vars_os(&self, visit: &mut dyn FnMut(&OsStr, &OsStr)) {
        for (name, value) in std::env::vars_os() {
            visit(&name, &value);
        }
    }

    fn ignores_case(&self) -> bool {
        cfg!(windows)
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        match open::regular(path, limit) {
            Ok((file, size)) => read_within(file, size, limit),
            Err(ReadError::Missing) => Err(match fs::read_link(path) {
                Ok(target) => ReadError::BrokenLink { target },
                Err(_) => ReadError::Missing,
            }),
            Err(error) => Err(error),
        }
    }

    fn read_stream(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        open::stream(path, limit)
    }

    fn is_dir(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn read_dir(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let mut names = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort_unstable();
        Ok(names)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    #[cfg(unix)]
    fn mode(&self, path: &Path) -> Option<u32> {
        use std::os::unix::fs::PermissionsExt;

        let mode = fs::metadata(path).ok()?.permissions().mode();
        Some(mode & 0o7777)
    }

    /// What runs, even where another release has been put in its place since.
    fn current_exe(&self) -> io::Result<Box<dyn Read>> {
        let path = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe()?
        };
        Ok(Box::new(File::open(path)?))
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        std::env::current_dir()
    }

    fn entry(&self, path: &Path) -> io::Result<Entry> {
        let metadata = fs::metadata(path)?;
        Ok(if metadata.is_dir() {
            Entry::Folder
        } else if metadata.is_file() {
            Entry::File
        } else {
            Entry::Other
        })
    }

    /// A pipe or device is not opened, because that may wait or do something.
    fn readable(&self, path: &Path) -> io::Result<()> {
        match self.entry(path)? {
            Entry::Folder => fs::read_dir(path).map(drop),
            Entry::File => open::can_open(path, OpenOptions::new().read(true)),
            Entry::Other => Ok(()),
        }
    }

    fn writable(&self, path: &Path) -> io::Result<()> {
        match self.entry(path)? {
            Entry::Folder => access::can_make_files(path),
            Entry::File => open::can_open(path, OpenOptions::new().append(true)),
            Entry::Other => Ok(()),
        }
    }
}

fn within(size: u64, limit: u64) -> Result<u64, ReadError> {
    if size > limit {
        return Err(ReadError::TooLarge { size });
    }
    Ok(size)
}

/// Room for all but the strangest of configuration files.
const ROOM: usize = 64 * 1024;

/// Reads what is there, whatever size was said: a file may grow meanwhile.
///
/// One byte of room more than the size lets the end be seen without growing; a
/// size that is merely claimed gets no more than [`ROOM`].
fn read_within(from: impl Read, size: u64, limit: u64) -> Result<Vec<u8>, ReadError> {
    let room = usize::try_from(size).map_or(ROOM, |size| size.min(ROOM));
    let mut bytes = Vec::with_capacity(room + 1);
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    within(bytes.len() as u64, limit)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
