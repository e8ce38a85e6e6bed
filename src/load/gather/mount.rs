//! A directory that may be swapped for another version while it is read.
//!
//! Kubernetes mounts a volume as a directory of links `key -> ..data/key`, and a
//! link `..data` to the version of the day, which an update replaces at once.
//! Anyone who reads key by key may get keys of two versions; anyone who follows
//! `..data` first, and stays there, gets those of one.

use std::path::{Path, PathBuf};

use crate::system::System;

/// The link to the version of the day.
const DATA: &str = "..data";

/// How often a directory is read again that was swapped meanwhile.
const MOST_TRIES: usize = 32;

/// Reads a directory as a whole: `read` is given the place where its files are.
///
/// It is called again if the directory was swapped meanwhile, since the version it
/// was reading may have been half removed.
pub(super) fn read<T>(host: &dyn System, folder: &Path, mut read: impl FnMut(&Path) -> T) -> T {
    let mut version = version(host, folder);
    for _ in 1..MOST_TRIES {
        let result = read(version.as_deref().unwrap_or(folder));
        let now = self::version(host, folder);
        if now == version {
            return result;
        }
        version = now;
    }
    // OK because what is read here is of one version still, and a part of it
    // that is gone by now is said to be missing.
    read(version.as_deref().unwrap_or(folder))
}

fn version(host: &dyn System, folder: &Path) -> Option<PathBuf> {
    let version = host.canonicalize(&folder.join(DATA)).ok()?;
    host.is_dir(&version).then_some(version)
}
