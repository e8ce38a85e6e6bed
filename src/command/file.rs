//! Files that the subcommand writes, and compares with what it would write.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

use super::console::Failure;
use crate::host::{Host, Process, ReadError};
use crate::load::Loader;

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Whom the system lets read new files, or who may read the one replaced.
    Usual,
    /// The user that writes it, and nobody else.
    Owner,
}

/// Writes a file whole: what was there before stays until all of it is written.
///
/// It is written beside its place and moved there. So a full disk loses nothing,
/// and a link is not written through.
pub(super) fn write(path: &Path, text: &str, readers: Readers) -> Result<(), Failure> {
    replace(path, text, readers).map_err(|error| Failure::file("write", path, &error))
}

/// Reads a file that was written before; none where there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, Failure> {
    let fail = |error: &dyn std::fmt::Display| Err(Failure::file("read", path, error));
    match Process.read(path, Loader::SIZE_LIMIT) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => fail(&"it is not UTF-8"),
        },
        Err(ReadError::Missing) => Ok(None),
        Err(error) => fail(&error),
    }
}

fn replace(path: &Path, text: &str, readers: Readers) -> io::Result<()> {
    let before = replaceable(path)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = Builder::new()
        .prefix(".rehearsal-")
        .make_in(folder, |path| create(path, readers))?;
    if let Some(before) = before.filter(|_| readers == Readers::Usual) {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.as_file_mut().write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    settle(folder);
    Ok(())
}

/// What is to be replaced, if anything.
fn replaceable(path: &Path) -> io::Result<Option<fs::Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(file) if file.is_file() => Ok(Some(file)),
        Ok(other) => Err(io::Error::other(if other.is_symlink() {
            "it is a link; name the file itself"
        } else if other.is_dir() {
            "it is a directory"
        } else {
            "it is not a regular file; without `--output` the standard output is written to"
        })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn create(path: &Path, readers: Readers) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let mode = match readers {
        Readers::Usual => 0o666,
        Readers::Owner => 0o600,
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(mode).open(path)
}

#[cfg(not(unix))]
fn create(path: &Path, _: Readers) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Lets the move outlast a crash, where the system knows how.
fn settle(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // OK to pass over because the file is whole in either case.
        let _ = folder.sync_all();
    }
}
