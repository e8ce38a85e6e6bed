//! Whether there is at a path what has to be there.

use std::io;
use std::path::Path;

use super::Failure;
use crate::schema::PathNeeds;
use crate::system::{Entry, System, reason_of};

pub(super) fn check(host: &dyn System, path: &str, needs: PathNeeds) -> Result<(), Failure> {
    let path = Path::new(path);
    let entry = host.entry(path).map_err(|error| missing(&error))?;
    match entry {
        Entry::Folder if needs.file => {
            return Err(Failure::new("it is a directory, not a file", "name a file"));
        }
        Entry::File | Entry::Other if needs.dir => {
            return Err(Failure::new("it is not a directory", "name a directory"));
        }
        Entry::Other if needs.file => {
            return Err(Failure::new("it is not a regular file", "name a file"));
        }
        _ => {}
    }
    if needs.readable {
        host.readable(path).map_err(|error| {
            let what = format!("it cannot be read: {}", reason_of(&error));
            Failure::new(what, "grant read access to the user that runs the program")
        })?;
    }
    if needs.writable {
        host.writable(path).map_err(|error| {
            let what = format!("it cannot be written: {}", reason_of(&error));
            Failure::new(what, "grant write access to the user that runs the program")
        })?;
    }
    Ok(())
}

fn missing(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => Failure::new("no such file or directory", "create it"),
        _ => Failure::new(
            format!("it cannot be reached: {}", reason_of(error)),
            "check the path and its permissions",
        ),
    }
}
