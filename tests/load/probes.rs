//! Settings whose mistakes would only show later, asked of the world at start.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use insta::assert_snapshot;
use rehearsal::report::{Code, Severity};
use rehearsal::system::{Memory, ReadError, System};
use rehearsal::{Config, Loader};
use url::Url;

#[derive(Config)]
#[expect(dead_code)]
struct Settings {
    #[config(path(exists))]
    template: Option<PathBuf>,
    #[config(path(dir, writable))]
    spool: Option<PathBuf>,
    #[config(path(file, readable))]
    words: Option<PathBuf>,
    #[config(resolves)]
    database: Option<Url>,
    #[config(resolves)]
    #[config(default)]
    peers: Vec<String>,
    #[config(free_port)]
    listen: Option<SocketAddr>,
    #[config(free_port)]
    port: Option<u16>,
    #[config(free_port)]
    admin: Option<String>,
}

fn host() -> Memory {
    Memory::new()
        .variable("CADENCE_ENV", "test")
        .file("/srv/mail.html", "")
        .file("/srv/spool/a", "")
        .dir("/srv/archive")
        .read_only("/srv/archive")
        .unreadable("/srv/words")
        .address("db.internal", Ipv4Addr::new(10, 0, 0, 7))
        .address("localhost", Ipv4Addr::LOCALHOST)
        .listening(([0, 0, 0, 0], 8080))
}

#[track_caller]
fn verdict(name: &str, value: &str, expected: Option<Code>) {
    let host = host().variable(format!("CADENCE_{name}"), value);
    let loaded = Loader::new("CADENCE").system(host).load::<Settings>();
    let found = loaded.err().map(|report| {
        assert_eq!(report.len(), 1);
        report.iter().next().unwrap().code()
    });
    assert_eq!(found, expected, "{name} = {value}");
}

#[test]
fn paths_hosts_and_ports_are_asked_for() {
    for (name, fine, wrong, code) in [
        ("TEMPLATE", "/srv/mail.html", "/srv/mial.html", Code::Path),
        ("SPOOL", "/srv/spool", "/srv/archive", Code::Path),
        ("SPOOL", "/srv/spool", "/srv/mail.html", Code::Path),
        ("WORDS", "/srv/mail.html", "/srv/words", Code::Path),
        ("WORDS", "/srv/mail.html", "/srv/spool", Code::Path),
        (
            "DATABASE",
            "postgres://db.internal/a",
            "postgres://bd.internal/a",
            Code::UnresolvedHost,
        ),
        (
            "PEERS",
            "db.internal:1,10.0.0.1",
            "db.internal,b",
            Code::UnresolvedHost,
        ),
        (
            "LISTEN",
            "127.0.0.1:8081",
            "127.0.0.1:8080",
            Code::PortTaken,
        ),
        ("PORT", "8081", "8080", Code::PortTaken),
        ("ADMIN", "localhost:8081", "localhost:8080", Code::PortTaken),
        ("ADMIN", "localhost:0", "lokalhost:0", Code::PortTaken),
        (
            "ADMIN",
            "http://0.0.0.0:8081/",
            "http://0.0.0.0:8080",
            Code::PortTaken,
        ),
        ("ADMIN", ":8081", ":8080", Code::PortTaken),
        ("ADMIN", "/run/cadence.sock", "localhost", Code::PortTaken),
    ] {
        verdict(name, fine, None);
        verdict(name, wrong, Some(code));
    }
}

#[test]
fn the_report_points_at_the_setting() {
    let host = host()
        .variable("CADENCE_TEMPLATE", "/srv/mial.html")
        .variable("CADENCE_SPOOL", "/srv/archive")
        .variable("CADENCE_PEERS", "db.internal,b")
        .variable("CADENCE_PORT", "8080");
    let loader = Loader::new("CADENCE").system(host);
    assert_snapshot!(loader.load::<Settings>().unwrap_err(), @r#"
    4 problems keep cadence from starting in test

    error[unresolved-host]: the host of `peers[1]` does not resolve
     --> variable CADENCE_PEERS
      |
      | CADENCE_PEERS=… b
      |                 ^ unknown host
      |
      = help: correct the name, or check DNS

    error[port-taken]: the program cannot listen on `port`
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=8080
      |              ^^^^ address already in use
      |
      = help: stop the process that uses it, or choose another port

    error[path]: the path check of `spool` failed
     --> variable CADENCE_SPOOL
      |
      | CADENCE_SPOOL=/srv/archive
      |               ^^^^^^^^^^^^ it cannot be written: permission denied
      |
      = help: grant write access to the user that runs the program

    error[path]: the path check of `template` failed
     --> variable CADENCE_TEMPLATE
      |
      | CADENCE_TEMPLATE=/srv/mial.html
      |                  ^^^^^^^^^^^^^^ no such file or directory
      |
      = help: create it
    "#);
    assert!(loader.skip_probes().load::<Settings>().is_ok());
}

#[test]
fn what_is_found_is_only_a_warning_where_the_field_says_so() {
    #[derive(Config)]
    #[expect(dead_code)]
    struct Settings {
        #[config(path(exists), warn(probe = "the volume comes later", in(Test)))]
        template: PathBuf,
        #[config(resolves, warn(probe = "the cluster starts beside it", in(Test)))]
        #[config(default)]
        peers: Vec<String>,
        #[config(free_port, warn(probe = "the old one drains", in(Test, Staging)))]
        port: u16,
    }
    let loader = |environment: &str| {
        let host = host()
            .variable("CADENCE_ENV", environment)
            .variable("CADENCE_TEMPLATE", "/srv/mial.html")
            .variable("CADENCE_PEERS", "db.internal,b")
            .variable("CADENCE_PORT", "8080");
        Loader::new("CADENCE").system(host)
    };
    let loaded = loader("test").load::<Settings>().unwrap();
    assert_snapshot!(loaded.warnings().to_string(), @"
    warning[unresolved-host]: the host of `peers[1]` does not resolve
     --> variable CADENCE_PEERS
      |
      | CADENCE_PEERS=… b
      |                 ^ unknown host
      |
      = help: correct the name, or check DNS

    warning[port-taken]: the program cannot listen on `port`
     --> variable CADENCE_PORT
      |
      | CADENCE_PORT=8080
      |              ^^^^ address already in use
      |
      = help: stop the process that uses it, or choose another port

    warning[path]: the path check of `template` failed
     --> variable CADENCE_TEMPLATE
      |
      | CADENCE_TEMPLATE=/srv/mial.html
      |                  ^^^^^^^^^^^^^^ no such file or directory
      |
      = help: create it

    note[file-missing]: there is no directory `config`: no files were read
      |
      = help: set CADENCE_CONFIG_DIR to the directory that contains the configuration files
      = help: in the program, `Loader::without_config_dir` is for programs without configuration files
    ");
    let errors = |environment| -> Vec<_> {
        let report = loader(environment).load::<Settings>().unwrap_err();
        let errors = report.iter().filter(|p| p.severity() == Severity::Error);
        errors.map(rehearsal::report::Problem::code).collect()
    };
    assert_eq!(errors("staging"), [Code::UnresolvedHost, Code::Path]);
    assert_eq!(
        errors("production"),
        [Code::UnresolvedHost, Code::PortTaken, Code::Path]
    );
}

/// A world that answers late, and then says that it has.
#[derive(Debug)]
struct Slow(Memory, Arc<AtomicBool>);

impl System for Slow {
    fn var_os(&self, name: &str) -> Option<std::ffi::OsString> {
        System::var_os(&self.0, name)
    }

    fn vars_os(&self, visit: &mut dyn FnMut(&std::ffi::OsStr, &std::ffi::OsStr)) {
        self.0.vars_os(visit);
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.0.read(path, limit)
    }

    fn is_dir(&self, path: &Path) -> bool {
        self.0.is_dir(path)
    }

    fn read_dir(&self, folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
        self.0.read_dir(folder)
    }

    fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        std::thread::sleep(Duration::from_secs(60));
        self.1.store(true, Ordering::Relaxed);
        Ok(Vec::new())
    }
}

#[test]
fn a_world_that_does_not_answer_is_not_waited_for() {
    let host = host()
        .variable("CADENCE_DATABASE", "postgres://db.internal/a")
        .variable("CADENCE_TEMPLATE", "/srv/mail.html");
    let answered = Arc::new(AtomicBool::new(false));
    let loader = Loader::new("CADENCE")
        .system(Slow(host, Arc::clone(&answered)))
        .probe_timeout(Duration::from_millis(200));
    assert_snapshot!(loader.load::<Settings>().unwrap_err(), @"
    1 problem keeps cadence from starting in test

    error[unresolved-host]: the host of `database` does not resolve
     --> variable CADENCE_DATABASE
      |
      | CADENCE_DATABASE=postgres://db.internal/a
      |                  ^^^^^^^^^^^^^^^^^^^^^^^^ no answer within 200ms
      |
      = help: find out why it hangs; in the program, `Loader::probe_timeout` raises the limit
    ");
    assert!(!answered.load(Ordering::Relaxed), "it was waited for");
}

#[test]
fn a_limit_may_be_none() {
    let host = host().variable("CADENCE_TEMPLATE", "/srv/mail.html");
    let loader = Loader::new("CADENCE").system(host);
    let unlimited = loader.probe_timeout(Duration::MAX);
    assert!(unlimited.load::<Settings>().is_ok());
}

#[test]
fn the_process_is_asked_without_changing_anything() {
    let folder = tempfile::tempdir().unwrap();
    let host = rehearsal::system::Process;
    let file = folder.path().join("file");
    assert_eq!(
        host.entry(&file).unwrap_err().kind(),
        io::ErrorKind::NotFound
    );
    std::fs::write(&file, "text").unwrap();
    let before = std::fs::metadata(&file).unwrap().modified().unwrap();
    host.readable(&file).unwrap();
    host.writable(&file).unwrap();
    host.readable(folder.path()).unwrap();
    host.writable(folder.path()).unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "text");
    assert_eq!(
        std::fs::metadata(&file).unwrap().modified().unwrap(),
        before
    );
    assert_eq!(host.read_dir(folder.path()).unwrap(), ["file"]);
    assert!(host.writable(Path::new("/proc")).is_err());

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    assert_eq!(
        host.can_bind(address).unwrap_err().kind(),
        io::ErrorKind::AddrInUse
    );
    drop(taken);
    host.can_bind(address).unwrap();
    assert!(!host.resolve("localhost").unwrap().is_empty());
}

#[test]
fn a_value_that_is_wrong_already_is_not_rehearsed_too() {
    for (name, value) in [("PORT", "99999"), ("LISTEN", "localhost:8080")] {
        let host = host().variable(format!("CADENCE_{name}"), value);
        let report = Loader::new("CADENCE")
            .system(host)
            .load::<Settings>()
            .unwrap_err();
        assert_eq!(report.len(), 1, "{report}");
    }
}
