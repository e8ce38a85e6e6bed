//! The programs, and what they say of a text.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// Returns a reader of this folder, ready to run; none where its program is
/// missing, and the test has said so.
pub(crate) fn reader(script: &str) -> Option<Reader> {
    let program = match Path::new(script).extension()?.to_str()? {
        "py" => installed("python/bin/python")?,
        "js" => installed("node_modules").and_then(|_| in_path("node"))?,
        "sh" => in_path("dash")?,
        other => panic!("no program reads .{other}"),
    };
    let mut command = Command::new(program);
    command.arg(folder_of_readers().join(script));
    command.env_clear();
    command.env("NODE_PATH", folder_of_tools().join("node_modules"));
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("PYTHONIOENCODING", "utf-8");
    Some(Reader { command })
}

/// Returns a shell that runs a script of this folder; none where it is missing, and
/// the test has said so.
pub(crate) fn shell(shell: &str, script: &str) -> Option<Reader> {
    let mut command = Command::new(in_path(shell)?);
    command.arg(folder_of_readers().join(script));
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    Some(Reader { command })
}

fn folder_of_readers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/readers")
}

/// Returns a program of the machine; none where it is missing, and the test
/// has said so.
pub(crate) fn program(name: &str) -> Option<Reader> {
    Some(Reader {
        command: Command::new(in_path(name)?),
    })
}

/// Returns a file that `tests/tools/install` brings.
pub(crate) fn installed(name: &str) -> Option<PathBuf> {
    let path = folder_of_tools().join(name);
    if path.exists() {
        return Some(path);
    }
    missing(&path.display().to_string(), "run tests/tools/install");
    None
}

fn folder_of_tools() -> PathBuf {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools");
    std::env::var_os("REHEARSAL_TOOLS").map_or_else(default, PathBuf::from)
}

fn in_path(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    if found.is_none() {
        missing(name, "install it");
    }
    found
}

/// Fails in CI. Elsewhere it says that the test is skipped, past the capture of
/// the test runner, which would keep it to itself.
fn missing(tool: &str, cure: &str) {
    let test = thread::current().name().unwrap_or("a test").to_owned();
    let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    assert!(!is_ci, "{test} needs {tool}: {cure}");
    let said = format!("\nSKIPPED {test}: {tool} is missing; {cure}\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
}

/// Variables as `env -0` writes them.
pub(crate) fn environment(written: &str) -> BTreeMap<String, String> {
    let lines = written.split_terminator('\0');
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A program that reads a text.
pub(crate) struct Reader {
    command: Command,
}

impl Reader {
    pub(crate) fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// What the program writes of the text; its complaint where it fails.
    pub(crate) fn read(&mut self, text: &str) -> Result<String, String> {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let text = text.to_owned();
        // OK to lose a broken pipe because a program that stops early says why.
        let writer = thread::spawn(move || drop(input.write_all(text.as_bytes())));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let written = String::from_utf8(output.stdout).unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        if output.status.success() {
            Ok(written)
        } else {
            Err(format!("{written}{complaint}"))
        }
    }

    /// The same, for a program that writes JSON.
    pub(crate) fn json(&mut self, text: &str) -> serde_json::Value {
        let written = self
            .read(text)
            .unwrap_or_else(|why| panic!("{why}\n{text}"));
        serde_json::from_str(&written).unwrap()
    }

    /// The same, for a program that writes an object of text.
    pub(crate) fn texts(&mut self, text: &str) -> BTreeMap<String, String> {
        serde_json::from_value(self.json(text)).unwrap()
    }
}
