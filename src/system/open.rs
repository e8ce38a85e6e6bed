//! Opening files without waiting, and only such as have an end.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use super::{ReadError, read_within, within};

/// Opens a regular file to be read, unless it has more bytes than `limit`, and
/// says how many it has.
///
/// The path is asked what it is before it is opened, because opening a device
/// may do something. What was opened is asked again, since the path may lead to
/// something else by then.
pub(super) fn regular(path: &Path, limit: u64) -> Result<(File, u64), ReadError> {
    size_within(&fs::metadata(path)?, limit)?;
    opened(path, limit)
}

/// As [`regular`], whatever the path led to before.
fn opened(path: &Path, limit: u64) -> Result<(File, u64), ReadError> {
    let file = not_waiting(OpenOptions::new().read(true)).open(path)?;
    let size = size_within(&file.metadata()?, limit)?;
    Ok((file, size))
}

/// How long nobody may write to a pipe before it is given up.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(1);

/// Opens a regular file, or a pipe that somebody writes to: while somebody has it
/// open to write, it is waited for the end of what is written.
#[cfg(unix)]
pub(super) fn stream(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    use std::os::unix::fs::FileTypeExt;

    let is_pipe = |metadata: &Metadata| metadata.file_type().is_fifo();
    if !is_pipe(&fs::metadata(path)?) {
        let (file, size) = regular(path, limit)?;
        return read_within(file, size, limit);
    }
    let file = not_waiting(OpenOptions::new().read(true)).open(path)?;
    if !is_pipe(&file.metadata()?) {
        return Err(ReadError::NotRegular);
    }
    let waited = Duration::ZERO;
    read_within(Pipe { file, waited }, 0, limit)
}

#[cfg(not(unix))]
pub(super) fn stream(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let (file, size) = regular(path, limit)?;
    read_within(file, size, limit)
}

/// A pipe that was opened without waiting.
#[cfg(unix)]
struct Pipe {
    file: File,
    /// How long nobody has written, as long as nobody has.
    waited: Duration,
}

#[cfg(unix)]
impl Read for Pipe {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        const PAUSE: Duration = Duration::from_millis(10);
        loop {
            match self.file.read(bytes) {
                Ok(0) if self.waited < PATIENCE => self.waited += PAUSE,
                Ok(0) if self.waited == PATIENCE => {
                    return Err(io::Error::other("nothing writes to this pipe"));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                read => {
                    self.waited = Duration::MAX;
                    return read;
                }
            }
            std::thread::sleep(PAUSE);
        }
    }
}

/// Checks that the file can be opened like this.
pub(super) fn can_open(path: &Path, options: &mut OpenOptions) -> io::Result<()> {
    not_waiting(options).open(path).map(drop)
}

/// Opening a pipe waits for its other end, unless it is said not to.
#[cfg(unix)]
fn not_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY)
}

#[cfg(not(unix))]
fn not_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

fn size_within(metadata: &Metadata, limit: u64) -> Result<u64, ReadError> {
    if metadata.is_dir() {
        return Err(ReadError::Folder);
    }
    if !metadata.is_file() {
        return Err(ReadError::NotRegular);
    }
    within(metadata.len(), limit)
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;

    /// As where something replaces the file once its path was asked.
    #[test]
    fn a_pipe_that_takes_the_place_of_a_file_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        let error = opened(&path, 1024).unwrap_err();
        assert_eq!(error.to_string(), "it is not a regular file");
        assert!(can_open(&path, OpenOptions::new().append(true)).is_err());
    }

    #[test]
    fn a_device_that_takes_the_place_of_a_file_is_not_read() {
        let error = opened(Path::new("/dev/zero"), 1024).unwrap_err();
        assert_eq!(error.to_string(), "it is not a regular file");
    }
}
