//! Files that never end, or that are no files.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use rehearsal::report::Code;
use rehearsal::{Loader, Report};

use super::{DEEP, codes, refused};

/// Loads from a real folder in which `make` has made `production.toml`.
fn with(make: impl FnOnce(&Path)) -> Report {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("default.toml"), "").unwrap();
    make(&folder.path().join("production.toml"));
    let loader = Loader::new("LIMITS_OF_REHEARSAL")
        .default_environment(rehearsal::Environment::Production)
        .config_dir(folder.path());
    refused(&loader)
}

#[test]
fn a_file_of_fifty_megabytes() {
    let report = with(|path| fs::write(path, vec![b'#'; 50 << 20]).unwrap());
    assert_eq!(codes(&report), [Code::FileTooLarge]);
}

#[test]
fn a_pipe() {
    let report = with(|path| {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    });
    assert_eq!(codes(&report), [Code::FileUnreadable]);
}

#[test]
fn links_in_a_circle() {
    let report = with(|path| symlink(path, path).unwrap());
    assert_eq!(codes(&report), [Code::FileUnreadable]);
}

#[test]
fn a_device_without_an_end() {
    let report = with(|path| symlink("/dev/zero", path).unwrap());
    assert_eq!(codes(&report), [Code::FileUnreadable]);
}

#[test]
fn deep_files() {
    let deep = format!("tree = {}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let report = with(|path| fs::write(path, deep).unwrap());
    assert!(codes(&report).contains(&Code::TooDeep));
}
