use std::collections::BTreeMap;

use tempfile::TempDir;

use super::*;

const LIMIT: u64 = 1024;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn refusal(host: &dyn System, path: &Path) -> String {
    host.read(path, LIMIT).unwrap_err().to_string()
}

#[test]
fn a_file_is_read_whole() {
    let folder = folder();
    let path = folder.path().join("default.toml");
    for contents in [&b""[..], b"port = 8080\n", &[0xff; 1024]] {
        fs::write(&path, contents).unwrap();
        assert_eq!(Process.read(&path, LIMIT).unwrap(), contents);
    }
}

#[test]
fn what_is_no_file_is_told_apart() {
    let folder = folder();
    assert_eq!(
        refusal(&Process, &folder.path().join("none.toml")),
        "no such file"
    );
    assert_eq!(refusal(&Process, folder.path()), "it is a directory");
}

#[test]
fn a_file_over_the_limit_is_not_opened() {
    let folder = folder();
    let path = folder.path().join("large.toml");
    let file = File::create(&path).unwrap();
    file.set_len(LIMIT + 1).unwrap();
    assert_eq!(refusal(&Process, &path), "it has 1025 bytes");
    file.set_len(1 << 40).unwrap();
    assert_eq!(refusal(&Process, &path), "it has 1099511627776 bytes");
}

#[test]
fn a_file_that_grows_is_read_up_to_the_limit() {
    let error = read_within(io::repeat(b'x'), 3, LIMIT).unwrap_err();
    assert_eq!(error.to_string(), "it has 1025 bytes");

    let grown = read_within(&b"12345"[..], 3, LIMIT).unwrap();
    assert_eq!(grown, b"12345");

    let all = read_within(&b"12345"[..], u64::MAX, u64::MAX);
    assert_eq!(all.unwrap(), b"12345");
}

#[test]
fn a_failure_while_reading_is_passed_on() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let error = read_within(Broken, 3, LIMIT).unwrap_err();
    assert_eq!(error.to_string(), "the disk is gone");
}

#[test]
fn a_file_that_would_have_to_be_waited_for_is_refused() {
    struct Kernel;
    impl Read for Kernel {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::WouldBlock.into())
        }
    }
    let error = read_within(Kernel, 0, LIMIT).unwrap_err();
    assert_eq!(error.to_string(), "it is not a regular file");
}

#[test]
fn entries_are_names_in_order() {
    let folder = folder();
    for name in ["b", "a", "..data"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    assert_eq!(
        Process.read_dir(folder.path()).unwrap(),
        ["..data", "a", "b"]
    );
    assert!(Process.is_dir(folder.path()));
    assert!(!Process.is_dir(&folder.path().join("a")));

    let error = Process.read_dir(&folder.path().join("none")).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}

#[test]
fn one_variable_is_what_all_of_them_say() {
    let mut seen = BTreeMap::new();
    Process.vars_os(&mut |name, value| {
        seen.insert(name.to_owned(), value.to_owned());
    });
    assert!(!seen.is_empty());
    for (name, value) in seen {
        if let Some(name) = name.to_str() {
            assert_eq!(Process.var_os(name), Some(value));
        }
    }
    assert_eq!(Process.var_os("REHEARSAL=NOT\0SET"), None);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    #[test]
    fn links_are_followed() {
        let folder = folder();
        fs::create_dir(folder.path().join("..2026")).unwrap();
        fs::write(folder.path().join("..2026/password"), "x").unwrap();
        symlink("..2026", folder.path().join("..data")).unwrap();
        symlink("..data/password", folder.path().join("password")).unwrap();
        let password = Process.read(&folder.path().join("password"), LIMIT);
        assert_eq!(password.unwrap(), b"x");
    }

    #[test]
    fn links_in_a_loop_are_an_error() {
        let folder = folder();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        symlink(&one, &other).unwrap();
        symlink(&other, &one).unwrap();
        let error = Process.read(&one, LIMIT).unwrap_err();
        assert!(matches!(error, ReadError::Other(_)), "{error}");
    }

    #[test]
    fn a_link_to_nothing_is_broken() {
        let folder = folder();
        let path = folder.path().join("link");
        symlink("none", &path).unwrap();
        assert_eq!(refusal(&Process, &path), "broken link to none");
        assert_eq!(refusal(&Process, &path.join("below")), "no such file");
    }

    #[test]
    fn a_pipe_is_refused_without_waiting() {
        let folder = folder();
        let path = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        assert_eq!(refusal(&Process, &path), "it is not a regular file");
    }

    #[test]
    fn devices_and_sockets_are_refused() {
        let folder = folder();
        let path = folder.path().join("socket");
        let _listener = UnixListener::bind(&path).unwrap();
        assert_eq!(refusal(&Process, &path), "it is not a regular file");
        assert_eq!(
            refusal(&Process, Path::new("/dev/zero")),
            "it is not a regular file"
        );
    }

    /// Anyone who may read all files, such as root, reads this one too.
    #[test]
    fn a_file_without_permission_is_denied_to_whom_the_system_denies_it() {
        let folder = folder();
        let path = folder.path().join("secret");
        fs::write(&path, "x").unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).unwrap();
        match File::open(&path) {
            Ok(_) => assert_eq!(Process.read(&path, LIMIT).unwrap(), b"x"),
            Err(_) => assert_eq!(refusal(&Process, &path), "permission denied"),
        }
    }

    #[test]
    fn a_refusal_of_the_system_is_denied() {
        let error = ReadError::from(io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(error.to_string(), "permission denied");
    }
}

fn memory() -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "staging")
        .variable("CADENCE_API_KEY", "hunter2")
        .file("config/default.toml", "port = 8080")
        .file("./config/regions/eu.toml", [0xff, 0xfe])
        .unreadable("/run/secrets/api_key")
        .dir("empty")
}

#[test]
fn memory_holds_variables() {
    let host: &dyn System = &memory();
    assert_eq!(host.var_os("CADENCE_ENV"), Some("staging".into()));
    assert_eq!(host.var_os("APP_ENV"), None);

    let mut names = Vec::new();
    host.vars_os(&mut |name, _| names.push(name.to_owned()));
    assert_eq!(names, ["CADENCE_API_KEY", "CADENCE_ENV"]);
}

#[test]
fn memory_answers_as_the_process_would() {
    let host = memory();
    let read = |path: &str| host.read(Path::new(path), LIMIT).unwrap();
    assert_eq!(read("./config/default.toml"), b"port = 8080");
    assert_eq!(read("config/regions/eu.toml"), [0xff, 0xfe]);

    let refused = |path: &str| refusal(&host, Path::new(path));
    assert_eq!(refused("config/none.toml"), "no such file");
    assert_eq!(refused("config/regions/"), "it is a directory");
    assert_eq!(refused("/run/secrets/api_key"), "permission denied");
    let error = host.read(Path::new("config/default.toml"), 3).unwrap_err();
    assert_eq!(error.to_string(), "it has 11 bytes");
}

#[test]
fn memory_has_the_folders_of_its_files() {
    let host = memory();
    let entries = |path: &str| host.read_dir(Path::new(path)).unwrap();
    assert_eq!(entries("config"), ["default.toml", "regions"]);
    assert_eq!(entries("."), ["config", "empty"]);
    assert_eq!(entries("/run"), ["secrets"]);
    assert!(entries("empty").is_empty());

    assert!(host.is_dir(Path::new("./config/regions")));
    assert!(!host.is_dir(Path::new("config/default.toml")));
    assert!(!host.is_dir(Path::new("conf")));
    let error = host.read_dir(Path::new("conf")).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}

#[test]
fn memory_shows_names_and_no_values() {
    let shown = format!("{:?}", memory());
    assert!(shown.contains("CADENCE_API_KEY"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(!shown.contains("8080"), "{shown}");
}

#[test]
fn memory_follows_links_and_refuses_loops() {
    let host = Memory::new()
        .file("/mount/..1/key", "metronome")
        .mode("/mount/..1/key", 0o400)
        .link("/mount/..data", "..1")
        .link("/mount/key", "..data/key")
        .link("/mount/gone", "nowhere")
        .link("/a", "/b")
        .link("/b", "a");
    let host: &dyn System = &host;
    let key = Path::new("/mount/key");
    assert_eq!(host.read(key, LIMIT).unwrap(), b"metronome");
    assert_eq!(host.mode(key), Some(0o400));
    assert_eq!(host.canonicalize(key).unwrap(), Path::new("/mount/..1/key"));
    assert!(host.is_dir(Path::new("/mount/..data")));
    assert_eq!(host.read_dir(Path::new("/mount/..data")).unwrap(), ["key"]);
    for (path, refused) in [
        ("/mount/gone", "broken link to nowhere"),
        ("/a", "broken link to /b"),
        ("/a/b", "no such file"),
    ] {
        assert_eq!(refusal(host, Path::new(path)), refused);
        let error = host.canonicalize(Path::new(path)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}

#[cfg(unix)]
#[test]
fn links_and_modes_of_the_process_are_those_of_its_files() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder();
    let real = folder.path().canonicalize().unwrap().join("key");
    fs::write(&real, "metronome").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link");
    symlink(&real, &link).unwrap();
    assert_eq!(Process.canonicalize(&link).unwrap(), real);
    assert_eq!(Process.mode(&link), Some(0o640));
    assert_eq!(Process.mode(&folder.path().join("none")), None);
    assert!(Process.canonicalize(&folder.path().join("none")).is_err());
}

#[test]
fn a_folder_in_memory_may_be_one_that_nobody_may_enter() {
    let host = Memory::new()
        .unreadable("etc/closed")
        .file("etc/closed/a", "a")
        .file("etc/open", "b");
    let (closed, inside) = (Path::new("etc/closed"), Path::new("etc/closed/a"));
    assert!(host.is_dir(closed));
    let denied = |error: io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    assert!(host.read_dir(closed).is_err_and(denied));
    assert!(host.entry(inside).is_err_and(denied));
    assert!(matches!(host.read(inside, 9), Err(ReadError::Denied)));
    let nothing = host.read(Path::new("etc/closed/b"), 9);
    assert!(matches!(nothing, Err(ReadError::Denied)));
    assert_eq!(host.entry(closed).unwrap(), Entry::Folder);
    assert_eq!(host.entry(Path::new("etc/open")).unwrap(), Entry::File);
    let nothing = host.entry(Path::new("etc/none")).unwrap_err();
    assert_eq!(nothing.kind(), io::ErrorKind::NotFound);
}

#[test]
fn a_path_is_whole_where_the_working_directory_is_known() {
    let host = Memory::new().current_dir("/srv/app");
    let whole = |path: &str| absolute(&host, Path::new(path));
    assert_eq!(whole("./config"), Path::new("/srv/app/config"));
    assert_eq!(whole("/etc/app"), Path::new("/etc/app"));
    let nowhere = absolute(&Memory::new(), Path::new("config"));
    assert_eq!(nowhere, Path::new("config"));
    let here = std::env::current_dir().unwrap();
    assert_eq!(Process.current_dir().unwrap(), here);
}
