//! Cadence as a process of its own, with real variables and files.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// More than enough on a busy machine; only a failure takes this long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Cadence, to be run in an empty folder, with no variables but its own.
pub(crate) struct Cadence {
    command: Command,
    folder: TempDir,
}

/// Cadence while it runs, until it is dropped.
pub(crate) struct Running {
    child: Child,
    folder: TempDir,
}

/// What is left of it once it has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Cadence {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_cadence"));
        command.env_clear().current_dir(folder.path());
        // OK because without this one Windows opens no sockets.
        command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        Self { command, folder }
    }

    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Copies all files of a folder into `config/` of the folder it runs in.
    pub(crate) fn config(self, from: &Path) -> Self {
        let config = self.folder.path().join("config");
        fs::create_dir(&config).unwrap();
        for file in fs::read_dir(from).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), config.join(file.file_name())).unwrap();
        }
        self
    }

    /// Returns the file that is run.
    pub(crate) fn program(&self) -> PathBuf {
        self.command.get_program().into()
    }

    pub(crate) fn args(mut self, args: &str) -> Self {
        self.command.args(args.split(' '));
        self
    }

    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        fs::write(self.folder.path().join(path), text).unwrap();
        self
    }

    pub(crate) fn start(mut self) -> Running {
        let output = |name| File::create(self.folder.path().join(name)).unwrap();
        self.command
            .stdin(Stdio::null())
            .stdout(output("stdout"))
            .stderr(output("stderr"));
        Running {
            child: self.command.spawn().unwrap(),
            folder: self.folder,
        }
    }

    pub(crate) fn run(self) -> Ended {
        self.start().wait()
    }
}

impl Running {
    fn wait(mut self) -> Ended {
        let status = self.until("it has ended", |running| running.child.try_wait().unwrap());
        self.ended(status.code())
    }

    /// Ends it, and returns all that it said.
    pub(crate) fn stop(mut self) -> Ended {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        self.ended(status.code())
    }

    /// Returns the address it prints, once it does.
    pub(crate) fn address(&mut self) -> SocketAddr {
        self.until("it listens", |running| {
            let stdout = running.said("stdout");
            let (_, address) = stdout.split_once("listening on http://")?;
            let (address, _) = address.split_once('\n')?;
            Some(address.parse().unwrap())
        })
    }

    fn until<T>(&mut self, what: &str, mut poll: impl FnMut(&mut Self) -> Option<T>) -> T {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(found) = poll(self) {
                return found;
            }
            sleep(Duration::from_millis(5));
        }
        panic!("no sign that {what}: {:#?}", self.ended(None));
    }

    fn ended(&self, status: Option<i32>) -> Ended {
        Ended {
            status,
            stdout: self.said("stdout"),
            stderr: self.said("stderr"),
        }
    }

    /// What it said, the folder it ran in being `/app`. Whether `.env` was looked for
    /// depends on the features of the build, so that is left out.
    fn said(&self, output: &str) -> String {
        let folder = self.folder.path();
        let said = fs::read_to_string(folder.join(output)).unwrap();
        let folder = folder.canonicalize().unwrap();
        said.replace(&*folder.to_string_lossy(), "/app")
            .replace("; /app/.env (not there)", "")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // OK to ignore: it may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks for a path over HTTP; returns the status and the body.
pub(crate) fn get(address: SocketAddr, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.to_owned())
}
