//! A test that is run again, as a process of its own.

use std::any::type_name;
use std::path::PathBuf;
use std::process::Command;

/// The test program, with the arguments that run this test alone.
pub(crate) fn again<T>(test: T) -> Command {
    let mut command = Command::new(program());
    command.args(arguments(test));
    command
}

/// The program that all tests of this binary are in.
pub(crate) fn program() -> PathBuf {
    std::env::current_exe().unwrap()
}

/// What runs this test alone, and lets it write.
pub(crate) fn arguments<T>(_test: T) -> [&'static str; 3] {
    let (_binary, name) = type_name::<T>().split_once("::").unwrap();
    [name, "--exact", "--nocapture"]
}
