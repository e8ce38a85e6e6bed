//! Whom a probe asks for: hosts, and never a part of a password.

use std::ffi::{OsStr, OsString};
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::{Arc, Mutex};

use rehearsal::system::{Memory, ReadError, System};
use rehearsal::{Config, Loader};

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(resolves, secret)]
    service: Option<String>,
    #[config(free_port, secret)]
    listen: Option<String>,
}

/// A world that knows every host, and remembers whom it was asked for.
#[derive(Debug)]
struct Asked {
    host: Memory,
    names: Arc<Mutex<Vec<String>>>,
}

impl System for Asked {
    fn var_os(&self, name: &str) -> Option<OsString> {
        System::var_os(&self.host, name)
    }

    fn vars_os(&self, visit: &mut dyn FnMut(&OsStr, &OsStr)) {
        self.host.vars_os(visit);
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.host.read(path, limit)
    }

    fn is_dir(&self, path: &Path) -> bool {
        self.host.is_dir(path)
    }

    fn read_dir(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.host.read_dir(folder)
    }

    fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        self.names.lock().unwrap().push(name.to_owned());
        Ok(vec![Ipv4Addr::LOCALHOST.into()])
    }

    fn can_bind(&self, _: std::net::SocketAddr) -> io::Result<()> {
        Ok(())
    }
}

/// The names that a start asks for where the variable has this value.
fn asked(variable: &str, value: &str) -> Vec<String> {
    let names = Arc::new(Mutex::new(Vec::new()));
    let host = Memory::new()
        .variable("CADENCE_ENV", "test")
        .variable(variable, value);
    let asked = Asked {
        host,
        names: Arc::clone(&names),
    };
    let _ = Loader::new("CADENCE").system(asked).load::<Settings>();
    let mut names = names.lock().unwrap().clone();
    names.sort();
    names
}

/// Texts with `hunter2` as their password, or with a part of it.
const TEXTS: &[&str] = &[
    "mongodb://cadence:hunter2@a:27017,b:27017/db",
    "mongodb://cadence:hunter2,hunter2@a:27017,b/db",
    "mongodb://cadence:hunter2/hunter2@a:27017,b:27017/db",
    "postgres://cadence:hunter2@db:port/main",
    "postgres://cadence:hunter2#hunter2@db/main",
    "postgres://cadence:1,hunter2@db:x",
    "postgres://hunter2#x@db/main",
    "redis://:hunter2@a,b",
    "redis://hunter2/x@cache:6379",
    "redis://hunter2?x@cache:6379",
    "cadence:hunter2@db",
    "cadence:hunter2@db:5432",
    "hunter2@db:5432",
    "host=db port=5432 password=hunter2",
    "Server=db;Password=hunter2",
    "jdbc:oracle:thin:cadence/hunter2@//db:1521/main",
    "https://db/x?token=a,hunter2",
    "a b,hunter2 c",
];

#[test]
fn no_part_of_a_password_is_asked_for() {
    for text in TEXTS {
        for variable in ["CADENCE_SERVICE", "CADENCE_LISTEN"] {
            let names = asked(variable, text);
            let is_secret = |name: &String| name.contains("hunter");
            assert!(!names.iter().any(is_secret), "{variable}={text}: {names:?}");
        }
    }
}

#[test]
fn all_hosts_of_a_url_are_asked_for() {
    for (text, expected) in [
        ("mongodb://u:p@a:27017,b:27017/db", &["a", "b"][..]),
        ("postgres://u:p@db:5432/main", &["db"]),
        ("db:5432", &["db"]),
        ("a:1, b:2", &["a", "b"]),
        ("cadence@db", &["db"]),
        ("10.0.0.7:5432", &[]),
        ("https://[::1]:8080/", &[]),
        ("sqlite:cadence.db", &[]),
    ] {
        assert_eq!(asked("CADENCE_SERVICE", text), expected, "{text}");
    }
    assert_eq!(asked("CADENCE_LISTEN", "db:5432"), ["db"]);
    assert_eq!(asked("CADENCE_LISTEN", "http://db:5432/"), ["db"]);
}
