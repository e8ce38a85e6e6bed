//! Whether files can be made in a directory, without making one.

use std::fs;
use std::io;
use std::path::Path;

/// Asks for a file without a name, which is gone as soon as it is closed; where
/// the system has none such, the permissions of the directory have to do.
#[cfg(target_os = "linux")]
pub(super) fn can_make_files(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;

    let opened = fs::OpenOptions::new()
        .write(true)
        .custom_flags(libc::O_TMPFILE)
        .open(folder);
    match opened {
        Ok(_) => Ok(()),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            Err(error)
        }
        Err(_) => by_permissions(folder),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn can_make_files(folder: &Path) -> io::Result<()> {
    by_permissions(folder)
}

fn by_permissions(folder: &Path) -> io::Result<()> {
    if fs::metadata(folder)?.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(())
}
