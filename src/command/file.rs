//! Files that the subcommand writes, and compares with what it would write.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

use super::console::{Answer, Console, Failure, Outcome};
use crate::load::Loader;
use crate::system::{Process, ReadError, System};
use crate::value::redact;

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Whom the system lets read new files, or who may read the one replaced.
    Usual,
    /// Only the user that writes it.
    Owner,
}

/// Writes what was asked for, to a file or to the standard output.
pub(super) fn answer(
    path: Option<&Path>,
    text: &str,
    readers: Readers,
    console: &mut Console<'_>,
) -> Answer {
    match path.filter(|path| !is_output(path)) {
        Some(path) => write(path, text, readers)?,
        None => console.answer(text)?,
    }
    Ok(Outcome::Fine)
}

/// Whether the standard output is meant.
pub(super) fn is_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1"]
        .iter()
        .any(|output| path == Path::new(output))
}

/// Where a record is read from: `-` is the standard input.
pub(super) fn input(path: &Path) -> &Path {
    if cfg!(unix) && path == Path::new("-") {
        Path::new("/dev/stdin")
    } else {
        path
    }
}

/// Writes a file whole: what was there before stays until all of it is written.
///
/// It is written beside its place and moved there. So a full disk loses nothing,
/// and a link is not written through.
fn write(path: &Path, text: &str, readers: Readers) -> Result<(), Failure> {
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
        .make_in(folder, |path| create(path, readers))
        .map_err(|error| unmade(folder, &error))?;
    if let Some(before) = before.filter(|_| readers == Readers::Usual) {
        give_to_owner_of(&before, file.as_file());
        file.as_file().set_permissions(before.permissions())?;
    }
    file.as_file_mut().write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    settle(folder);
    Ok(())
}

/// Why no file can be made in the directory, where the directory is to blame.
fn unmade(folder: &Path, error: &io::Error) -> io::Error {
    let shown = redact::path(folder);
    io::Error::other(match error.kind() {
        io::ErrorKind::NotFound if folder.is_dir() => {
            format!("the directory {shown} does not accept new files")
        }
        io::ErrorKind::NotFound => format!("there is no directory {shown}"),
        kind => format!("cannot create a file in the directory {shown}: {kind}"),
    })
}

/// Leaves the file to whom it belonged, where the user may give files away.
#[cfg(unix)]
fn give_to_owner_of(before: &fs::Metadata, file: &File) {
    use std::os::unix::fs::{MetadataExt, fchown};

    let Ok(now) = file.metadata() else { return };
    let other = |before: u32, now: u32| (before != now).then_some(before);
    let (user, group) = (
        other(before.uid(), now.uid()),
        other(before.gid(), now.gid()),
    );
    if user.is_some() || group.is_some() {
        // OK to pass over because most users may give away nothing but the group.
        let _ = fchown(file, user, group).or_else(|_| fchown(file, None, group));
    }
}

#[cfg(not(unix))]
fn give_to_owner_of(_: &fs::Metadata, _: &File) {}

/// What is to be replaced, if anything.
fn replaceable(path: &Path) -> io::Result<Option<fs::Metadata>> {
    match fs::symlink_metadata(path) {
        Ok(file) if file.is_file() => Ok(Some(file)),
        Ok(other) => Err(io::Error::other(if other.is_symlink() {
            "it is a symbolic link; name the file itself"
        } else if other.is_dir() {
            "it is a directory"
        } else {
            "it is not a regular file; omit `--output` to write to the standard output"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_that_is_not_writable_is_to_blame() {
        let said = |kind: io::ErrorKind| unmade(Path::new("nw"), &kind.into()).to_string();
        insta::assert_snapshot!(
            said(io::ErrorKind::PermissionDenied),
            @"cannot create a file in the directory nw: permission denied"
        );
        insta::assert_snapshot!(
            said(io::ErrorKind::ReadOnlyFilesystem),
            @"cannot create a file in the directory nw: read-only filesystem or storage medium"
        );
        insta::assert_snapshot!(said(io::ErrorKind::NotFound), @"there is no directory nw");
        let kernel = unmade(Path::new("/"), &io::ErrorKind::NotFound.into()).to_string();
        insta::assert_snapshot!(kernel, @"the directory / does not accept new files");
        insta::assert_snapshot!(
            said(io::ErrorKind::StorageFull),
            @"cannot create a file in the directory nw: no storage space"
        );
    }
}
