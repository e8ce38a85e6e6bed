//! Real folders: those of Kubernetes, which are swapped, and of systemd.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use rehearsal::system::{Process, ReadError, System};
use rehearsal::{Config, Environment, Loader};
use secrecy::{ExposeSecret, SecretString};

use crate::support::process::again;

#[derive(Debug, Config)]
struct Settings {
    #[config(allow(placeholder = "told apart by eye", weak_secret = "told apart by eye"))]
    user: SecretString,
    #[config(allow(placeholder = "told apart by eye", weak_secret = "told apart by eye"))]
    password: SecretString,
}

/// The files of the process, and no variables but the environment.
#[derive(Debug)]
struct Files;

impl System for Files {
    fn var_os(&self, _: &str) -> Option<OsString> {
        None
    }

    fn vars_os(&self, _: &mut dyn FnMut(&OsStr, &OsStr)) {}

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        Process.read(path, limit)
    }

    fn is_dir(&self, path: &Path) -> bool {
        path != Path::new("/run/secrets") && Process.is_dir(path)
    }

    fn read_dir(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        Process.read_dir(folder)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        Process.canonicalize(path)
    }

    fn mode(&self, path: &Path) -> Option<u32> {
        Process.mode(path)
    }
}

fn loader(folder: &Path) -> Loader {
    Loader::new("CADENCE")
        .default_environment(Environment::Production)
        .without_config_dir()
        .system(Files)
        .secrets_dir(folder)
}

/// The service is this test itself, whose process has what systemd has set.
#[cfg(unix)]
#[test]
fn credentials_of_systemd_are_found_by_the_variable_it_sets() {
    use std::os::unix::fs::PermissionsExt;

    const CHILD: &str = "REHEARSAL_TEST_IS_CHILD";
    if std::env::var_os(CHILD).is_some() {
        let settings = Loader::new("CADENCE").load::<Settings>().unwrap();
        let origin = settings.origin("password").unwrap();
        println!("\n{} from {origin}", settings.password.expose_secret());
        println!("{}", settings.warnings());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [("user", "cadence\n"), ("password", "metronome\n")] {
        let path = folder.path().join(name);
        fs::write(&path, value).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    }
    let child = again(credentials_of_systemd_are_found_by_the_variable_it_sets)
        .env(CHILD, "1")
        .env("CADENCE_ENV", "production")
        .env("CREDENTIALS_DIRECTORY", folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    let output = String::from_utf8(child.stdout).unwrap();
    let path = folder.path().join("password");
    let expected = format!("metronome from {}\n", path.display());
    assert!(output.contains(&expected), "{output}");
    assert!(!output.contains("world-readable"), "{output}");
}

#[cfg(unix)]
#[test]
fn who_may_read_a_real_file_is_known() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    for (name, mode) in [("user", 0o400), ("password", 0o644)] {
        let path = folder.path().join(name);
        fs::write(&path, "metronome").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let settings = loader(folder.path()).load::<Settings>().unwrap();
    let notes = settings.warnings().to_string();
    let shown = notes.replace(&*folder.path().to_string_lossy(), "/secrets");
    insta::assert_snapshot!(shown, @"
    note[world-readable]: the secret file is world-readable
     --> /secrets/password
      |
      = help: restrict it to the user that runs the program: mode 0400
    ");
}

#[cfg(target_os = "linux")]
#[test]
fn a_directory_that_is_a_loop_of_links_is_said_to_be_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("here");
    std::os::unix::fs::symlink(&path, folder.path().join("there")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("there"), &path).unwrap();
    let loader = Loader::new("CADENCE")
        .default_environment(Environment::Production)
        .config_dir(&path)
        .secrets_dir(&path)
        .system(Files);
    let report = loader.load::<Settings>().unwrap_err().to_string();
    let shown = report.replace(&*folder.path().to_string_lossy(), "/srv");
    insta::assert_snapshot!(shown, @"
    2 problems keep cadence from starting in production

    error[file-unreadable]: the config directory /srv/here cannot be read: too many levels of symbolic links (os error 40)
     --> /srv/here
      |
      = help: replace it with a directory, or set CADENCE_CONFIG_DIR to the right directory

    error[file-unreadable]: the secret directory /srv/here cannot be read: too many levels of symbolic links (os error 40)
     --> /srv/here
      |
      = help: create it, or mount it
    ");
}

/// A volume as Kubernetes mounts it, and how it writes the next version.
#[cfg(unix)]
mod volume {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    /// Writes the version with this number, points `..data` at it in one step
    /// and removes the one before, as the kubelet does.
    fn publish(folder: &Path, number: usize) {
        let version = format!("..{number}");
        fs::create_dir(folder.join(&version)).unwrap();
        for key in ["user", "password"] {
            fs::write(folder.join(&version).join(key), format!("{key}-{number}\n")).unwrap();
        }
        symlink(&version, folder.join("..data_tmp")).unwrap();
        fs::rename(folder.join("..data_tmp"), folder.join("..data")).unwrap();
        if number > 0 {
            fs::remove_dir_all(folder.join(format!("..{}", number - 1))).unwrap();
        }
    }

    fn mounted() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        publish(folder.path(), 0);
        for key in ["user", "password"] {
            symlink(format!("..data/{key}"), folder.path().join(key)).unwrap();
        }
        folder
    }

    fn number(secret: &SecretString) -> usize {
        let (_, number) = secret.expose_secret().split_once('-').unwrap();
        number.parse().unwrap()
    }

    /// Ends the swaps when the loads end, be it by a panic.
    struct Done<'d>(&'d AtomicBool);

    impl Drop for Done<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_swap_in_the_middle_never_mixes_two_versions() {
        let folder = mounted();
        let is_done = AtomicBool::new(false);
        let versions = std::thread::scope(|scope| {
            let swaps = scope.spawn(|| {
                let mut number = 0;
                while !is_done.load(Ordering::Relaxed) {
                    number += 1;
                    publish(folder.path(), number);
                    std::thread::sleep(std::time::Duration::from_micros(500));
                }
                number
            });
            let done = Done(&is_done);
            let loader = loader(folder.path());
            let mut seen = std::collections::BTreeSet::new();
            for _ in 0..2_000 {
                let settings = match loader.load::<Settings>() {
                    Ok(settings) => settings,
                    Err(report) => panic!("{report}"),
                };
                let version = number(&settings.user);
                assert_eq!(version, number(&settings.password));
                seen.insert(version);
            }
            drop(done);
            assert!(swaps.join().unwrap() > 10);
            seen.len()
        });
        assert!(versions > 10, "only {versions} versions were seen");
    }

    #[test]
    fn the_version_of_the_day_is_read_at_each_load() {
        let folder = mounted();
        let loader = loader(folder.path());
        assert_eq!(number(&loader.load::<Settings>().unwrap().user), 0);
        publish(folder.path(), 1);
        let settings = loader.load::<Settings>().unwrap();
        assert_eq!(number(&settings.user), 1);
        let origin = settings.origin("user").unwrap();
        assert_eq!(
            origin.to_string(),
            folder.path().join("user").display().to_string()
        );
    }
}
