//! Files that the `config` subcommand writes, and outputs that end early.
#![cfg(unix)]

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use insta::{allow_duplicates, assert_snapshot};
use rehearsal::Loader;
use tempfile::TempDir;

use crate::settings::{Settings, production};
use crate::support::command::{Failing, config, run_for};
use crate::support::process;

/// A folder with a place for a file.
struct Place {
    folder: TempDir,
    path: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        Self { folder, path }
    }

    fn with(text: &str) -> Self {
        let place = Self::new();
        fs::write(&place.path, text).unwrap();
        place
    }

    fn with_pipe() -> Self {
        let place = Self::new();
        let made = Command::new("mkfifo").arg(&place.path).status().unwrap();
        assert!(made.success());
        place
    }

    /// Ends with the path as the file to be written, and says how it went.
    fn run(&self, args: &str) -> (u8, String) {
        let args = format!("{args} --output {}", self.path.display());
        let (status, out, err) = run_for::<Settings>(&production(), &args);
        assert_eq!(out, "");
        (status, self.anonymous(&err))
    }

    fn anonymous(&self, text: &str) -> String {
        text.replace(self.path.to_str().unwrap(), "FILE")
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.path).unwrap()
    }

    fn mode(&self) -> u32 {
        fs::metadata(&self.path).unwrap().permissions().mode() & 0o777
    }

    fn set_mode(&self, mode: u32) {
        fs::set_permissions(&self.path, fs::Permissions::from_mode(mode)).unwrap();
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        entries
            .map(|entry| name(entry).into_string().unwrap())
            .collect()
    }
}

/// This test again, by a shell that does this before.
fn by_shell<T>(test: T, before: &str, variable: &str, path: &Path) -> Output {
    Command::new("sh")
        .args(["-c", &format!("{before}; exec \"$@\""), "sh"])
        .arg(process::program())
        .args(process::arguments(test))
        .env(variable, path)
        .output()
        .unwrap()
}

/// A limit of the size of files ends the writing as a disk that is full does.
#[test]
fn a_full_disk_leaves_the_old_file() {
    const CHILD: &str = "METRONOME_WRITES";
    if let Some(path) = std::env::var_os(CHILD) {
        let args = "snapshot generate".split(' ');
        for (what, args) in args.zip(["snapshot", "generate markdown"]) {
            let args = format!("{args} --output {}", Path::new(&path).join(what).display());
            let (status, _, err) = run_for::<Settings>(&production(), &args);
            eprint!("{status} {err}");
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for old in ["snapshot", "generate"] {
        fs::write(folder.path().join(old), "the old one").unwrap();
    }
    let before = "trap '' XFSZ; ulimit -f 1";
    let test = a_full_disk_leaves_the_old_file;
    let child = by_shell(test, before, CHILD, folder.path());
    let err = String::from_utf8(child.stderr).unwrap();
    let err = err.replace(folder.path().to_str().unwrap(), "FOLDER");
    assert_snapshot!(err, @r"
    74 error: cannot write FOLDER/snapshot: File too large (os error 27)
    74 error: cannot write FOLDER/generate: File too large (os error 27)
    ");
    for old in ["snapshot", "generate"] {
        let text = fs::read_to_string(folder.path().join(old)).unwrap();
        assert_eq!(text, "the old one");
    }
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 2, "nothing is left of what was not written");
}

#[test]
fn a_file_is_replaced_and_nothing_else_is_left() {
    let place = Place::with("the old one");
    for args in ["snapshot", "generate markdown"] {
        assert_eq!(place.run(args), (0, String::new()));
        assert!(place.text().len() > 1000);
        assert_eq!(place.names(), ["file"]);
    }
}

#[test]
fn a_link_is_not_written_through() {
    for target in ["file.of.another", "/dev/null"] {
        let place = Place::new();
        let target = place.folder.path().join(target);
        symlink(&target, &place.path).unwrap();
        for args in ["snapshot", "generate markdown"] {
            let (status, err) = place.run(args);
            assert_eq!(status, 74);
            allow_duplicates!(
                assert_snapshot!(err, @"error: cannot write FILE: it is a symbolic link; name the file itself")
            );
        }
        assert!(!target.exists() || target == Path::new("/dev/null"));
        assert_eq!(fs::read_link(&place.path).unwrap(), target);
    }
}

#[test]
fn a_pipe_is_neither_written_nor_compared_with() {
    let place = Place::with_pipe();
    for args in ["snapshot", "generate markdown"] {
        let (status, err) = place.run(args);
        assert_eq!(status, 74);
        allow_duplicates!(
            assert_snapshot!(err, @"error: cannot write FILE: it is not a regular file; omit `--output` to write to the standard output")
        );
    }
    let (status, err) = place.run("generate markdown --check");
    assert_eq!(status, 74);
    assert_snapshot!(err, @"error: cannot read FILE: it is not a regular file");
}

#[test]
fn a_dash_and_the_device_of_it_are_the_standard_output() {
    for args in ["snapshot", "generate markdown"] {
        let (_, wanted, _) = run_for::<Settings>(&production(), args);
        for output in ["-", "/dev/stdout"] {
            let args = format!("{args} --output {output}");
            let found = run_for::<Settings>(&production(), &args);
            assert_eq!(found, (0, wanted.clone(), String::new()));
            assert!(!Path::new("-").exists());
        }
    }
    let (status, _, err) = run_for::<Settings>(&production(), "generate markdown --check -o -");
    assert_eq!(status, 64);
    assert_snapshot!(err, @"error: `--check` needs `--output` to name the file to compare with");
}

#[test]
fn a_directory_that_is_not_there_is_named() {
    let place = Place::new();
    fs::remove_dir(place.folder.path()).unwrap();
    let (status, err) = place.run("generate markdown");
    assert_eq!(status, 74);
    let err = err.replace(place.folder.path().to_str().unwrap(), "DIRECTORY");
    assert_snapshot!(err, @"error: cannot write FILE: there is no directory DIRECTORY");
}

/// Of another user's file, where the test may give one away.
#[test]
fn a_generated_file_keeps_its_owner() {
    use std::os::unix::fs::{MetadataExt, chown};

    let place = Place::with("");
    let is_allowed = chown(&place.path, Some(1), Some(1)).is_ok();
    let owner = |place: &Place| {
        let file = fs::metadata(&place.path).unwrap();
        (file.uid(), file.gid())
    };
    let before = owner(&place);
    assert_eq!(before == (1, 1), is_allowed);
    assert_eq!(place.run("generate markdown"), (0, String::new()));
    assert_eq!(owner(&place), before);
}

/// A shell hands over a record so: `compare <(ssh staging cadence config snapshot)`.
#[test]
fn a_record_may_come_from_a_pipe() {
    let (_, record, _) = run_for::<Settings>(&production(), "snapshot");
    let (file, place) = (Place::with(&record), Place::with_pipe());
    let path = place.path.clone();
    let writer = std::thread::spawn(move || fs::write(path, record));
    let process = Loader::new("METRONOME");
    let args = format!("compare {} {}", file.path.display(), place.path.display());
    let (status, out, err) = run_for::<Settings>(&process, &args);
    writer.join().unwrap().unwrap();
    assert_eq!((status, &*err), (0, ""), "{out}");

    let (status, _, err) = run_for::<Settings>(&process, &args);
    assert_eq!(status, 74);
    assert_snapshot!(place.anonymous(&err), @"
    error[file-unreadable]: the file FILE cannot be read: nothing writes to this pipe
     --> FILE
    ");

    let (status, _, err) = run_for::<Settings>(&process, "compare /dev/null");
    assert_eq!(status, 74);
    assert_snapshot!(err, @"
    error[file-unreadable]: /dev/null is not a regular file
     --> /dev/null
      |
      = help: name a regular file, or a pipe that something writes to
    ");
}

#[test]
fn a_directory_and_text_that_is_not_utf8_are_told_apart() {
    let place = Place::new();
    fs::create_dir(&place.path).unwrap();
    let (status, err) = place.run("generate markdown");
    assert_eq!(status, 74);
    assert_snapshot!(err, @"error: cannot write FILE: it is a directory");
    let (status, err) = place.run("generate markdown --check");
    assert_eq!(status, 74);
    assert_snapshot!(err, @"error: cannot read FILE: it is a directory");

    let place = Place::new();
    fs::write(&place.path, [0xff]).unwrap();
    let (status, err) = place.run("generate markdown --check");
    assert_eq!(status, 74);
    assert_snapshot!(err, @"error: cannot read FILE: it is not UTF-8");
}

#[test]
fn the_record_of_a_deploy_is_for_its_owner_alone() {
    let place = Place::new();
    place.run("snapshot");
    assert_eq!(place.mode(), 0o600);

    let place = Place::with("an older one that everybody may read");
    place.set_mode(0o644);
    place.run("snapshot");
    assert_eq!(place.mode(), 0o600);
}

#[test]
fn a_generated_file_keeps_the_mode_of_the_one_it_replaces() {
    let place = Place::with("");
    for mode in [0o640, 0o755] {
        place.set_mode(mode);
        place.run("generate markdown");
        assert_eq!(place.mode(), mode);
    }
    let (new, usual) = (Place::new(), Place::with(""));
    new.run("generate markdown");
    assert_eq!(new.mode(), usual.mode());
}

fn with_output(kind: io::ErrorKind) -> (u8, String) {
    let mut err = Vec::new();
    let status = config("show").run_to::<Settings>(&production(), &mut Failing(kind), &mut err);
    (status, String::from_utf8(err).unwrap())
}

#[test]
fn who_is_cut_off_ends_as_most_programs_do_and_says_nothing() {
    let ended = with_output(io::ErrorKind::BrokenPipe);
    assert_eq!(ended, (141, String::new()));
}

#[test]
fn an_output_that_cannot_be_written_is_no_success() {
    let (status, err) = with_output(io::ErrorKind::StorageFull);
    assert_eq!(status, 74);
    assert_snapshot!(err, @"error: cannot write the output: no storage space");
}
