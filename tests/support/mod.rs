//! What the tests of all binaries share.

#![allow(dead_code, reason = "each binary uses a part of it")]

#[cfg(feature = "cli")]
pub(crate) mod command;
pub(crate) mod process;

use std::path::Path;

use rehearsal::Loader;
use rehearsal::system::{Memory, System};

/// A loader that wants no folder where there is none, and notes none.
pub(crate) fn loader(prefix: &str, host: Memory) -> Loader {
    let has_folder = host.is_dir(Path::new("config"));
    let loader = Loader::new(prefix).system(host);
    if has_folder {
        loader
    } else {
        loader.without_config_dir()
    }
}

/// The world with these variables in it.
pub(crate) fn with(host: Memory, variables: &[(&str, &str)]) -> Memory {
    let set = |host: Memory, (name, value): &(&str, &str)| host.variable(*name, *value);
    variables.iter().fold(host, set)
}
