//! The front page and the first steps, done as they are written: by someone who has an
//! empty folder, copies every block, and compares what the terminal shows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One fenced block of a page, and the paragraph before it.
struct Block<'p> {
    language: &'p str,
    text: &'p str,
    before: &'p str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut parts = page.split("\n```");
    let mut before = parts.next().unwrap_or_default();
    let mut found = Vec::new();
    while let (Some(block), Some(after)) = (parts.next(), parts.next()) {
        let (language, text) = block.split_once('\n').unwrap();
        found.push(Block {
            language,
            text,
            before,
        });
        before = after;
    }
    found
}

impl<'p> Block<'p> {
    /// The file that the paragraph before it names last.
    fn file(&self) -> Option<&'p str> {
        let mut quoted = self.before.split('`').skip(1).step_by(2);
        let is_file = |name: &&str| name.contains('/') && name.contains('.');
        quoted.by_ref().filter(is_file).last()
    }

    /// Each command, and what the page says that it prints.
    fn commands(&self) -> Vec<(&'p str, &'p str)> {
        let commands = self.text.strip_prefix("$ ").unwrap().split("\n$ ");
        let parts = commands.map(|part| part.split_once('\n').unwrap_or((part, "")));
        parts
            .map(|(command, output)| (command, output.trim_end()))
            .collect()
    }
}

/// A terminal in a folder of its own.
struct Terminal {
    folder: tempfile::TempDir,
    current: PathBuf,
}

impl Terminal {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let current = folder.path().canonicalize().unwrap();
        Self { folder, current }
    }

    /// Runs commands one after another, and returns what each of them prints.
    fn run(&mut self, commands: &[&str]) -> Vec<String> {
        let mut script = String::from(CARGO);
        for command in commands {
            script.push_str(command);
            script.push_str("\nstatus=$?; printf '\\036'; (exit $status)\n");
        }
        script.push_str("printf '%s' \"$PWD\"");
        let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/newcomer");
        let output = Command::new("bash")
            .arg("-c")
            .arg(format!("exec 2>&1\n{script}"))
            .current_dir(&self.current)
            .env("ROOT", env!("CARGO_MANIFEST_DIR"))
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("APP_ENV")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let mut parts: Vec<_> = text.split('\x1e').map(str::to_owned).collect();
        self.current = parts.pop().unwrap().into();
        parts
    }

    /// Does what a page says, block by block.
    fn follow(&mut self, page: &str) {
        let folder = self.folder.path().canonicalize().unwrap();
        for block in blocks(page) {
            match (block.language, block.file()) {
                ("sh", _) => {
                    let commands: Vec<_> = block.text.lines().collect();
                    self.run(&commands);
                }
                ("rust,no_run" | "toml", Some(file)) => write(&self.current.join(file), block.text),
                ("console", _) => {
                    let said = block.commands();
                    let commands: Vec<_> = said.iter().map(|(command, _)| *command).collect();
                    let printed = self.run(&commands);
                    for ((command, output), printed) in said.iter().zip(printed) {
                        let printed = printed.replace(folder.to_str().unwrap(), "…");
                        assert_eq!(printed.trim_end(), *output, "$ {command}");
                    }
                }
                _ => {}
            }
        }
    }
}

/// A crate that is not published yet is added by its path; all else is as it is typed.
const CARGO: &str = r#"
cargo() {
  if [ "$1" = add ] && [ "$2" = rehearsal ]; then
    command cargo add --quiet --path "$ROOT" && shift 2 && command cargo add --quiet "$@"
  else
    command cargo "$@"
  fi
}
"#;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("{text}\n")).unwrap();
}

/// One after another: both build a program of one name in one folder.
#[test]
fn a_newcomer_gets_what_the_pages_show() {
    let mut terminal = Terminal::new();
    terminal.run(&["cargo new --quiet cadence", "cd cadence"]);
    terminal.follow(include_str!("../../README.md"));
    Terminal::new().follow(include_str!("../../src/guide/first_steps.md"));
}
