//! Scripts that complete the subcommand in a shell.

use std::process::Command;

use rehearsal::system::Memory;
use rehearsal::{Config, Environment, Loader};

use super::run;
use crate::support::command::run_for;
use crate::support::process::again;

fn script(shell: &str) -> String {
    let loader = Loader::new("METRONOME")
        .deployment("eu-prod", Environment::Production)
        .system(Memory::new());
    let (status, out, _) = run(&loader, &format!("generate {shell}-completion"));
    assert_eq!(status, 0);
    out
}

/// What a shell offers at the end of a line of words.
fn offered(words: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a file"), "").unwrap();
    let complete = format!(
        "{}\nCOMP_WORDS=({}); COMP_CWORD={}\n_metronome metronome {:?} {:?}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script("bash"),
        words
            .iter()
            .map(|word| format!("{word:?}"))
            .collect::<Vec<_>>()
            .join(" "),
        words.len() - 1,
        words[words.len() - 1],
        words[words.len() - 2],
    );
    let output = Command::new("bash")
        .args(["--norc", "-c", &complete])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let offered = String::from_utf8(output.stdout).unwrap();
    offered.lines().map(ToOwned::to_owned).collect()
}

/// What a script of a program with odd names is to each shell.
#[derive(Config)]
#[expect(dead_code, reason = "only the schema is read")]
struct Odd {
    /// It's a "name" with `id` and $(id) \\ [in] it: x.
    #[config(default = 1)]
    plain: u8,
    #[config(rename = "it's", default = 1)]
    apostrophe: u8,
    #[config(rename = "say\"it\"", default = 1)]
    quotes: u8,
    #[config(rename = "$(id)", default = 1)]
    run: u8,
}

/// A shell of this machine. One that is missing fails the test in CI.
fn shell(name: &str) -> Option<Command> {
    let is_there = Command::new(name).arg("--version").output().is_ok();
    let is_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(is_there || !is_ci, "{name} is missing: install it");
    is_there.then(|| Command::new(name))
}

/// Whether a shell can read the script; no answer where there is no such shell.
fn is_read(name: &str, script: &str) -> Option<bool> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(&file, script).unwrap();
    let no_execution = if name == "fish" { "--no-execute" } else { "-n" };
    let status = shell(name)?.arg(no_execution).arg(file.path()).status();
    Some(status.unwrap().success())
}

#[cfg(unix)]
#[test]
fn every_shell_reads_its_script_whatever_names_there_are() {
    let loader = Loader::new("ODD")
        .deployment("a'b", Environment::Production)
        .system(Memory::new());
    for shell in ["bash", "fish", "zsh"] {
        let args = format!("generate {shell}-completion");
        let (status, script, _) = run_for::<Odd>(&loader, &args);
        assert_eq!(status, 0);
        assert_ne!(is_read(shell, &script), Some(false), "{shell}\n{script}");
        assert!(script.contains("plain"), "{script}");
        for odd in ["it's", "say", "a'b"] {
            assert!(!script.contains(odd), "{odd} in {shell}\n{script}");
        }
    }
}

#[test]
fn every_shell_knows_keys_and_environments() {
    for shell in ["bash", "fish", "zsh"] {
        let script = script(shell);
        for known in ["fingerprint", "server.request_timeout", "eu-prod"] {
            assert!(script.contains(known), "{known} in {shell}");
        }
    }
}

#[test]
fn fish_has_a_line_for_each_key_with_its_documentation() {
    let script = script("fish");
    let line = "complete -c metronome -n \"__fish_metronome_using_subcommand config; \
                and __fish_seen_subcommand_from explain\" -f -a 'server.request_timeout' \
                -d 'Longest time one request may take.'";
    assert!(script.lines().any(|known| known == line), "{script}");
}

#[cfg(unix)]
#[test]
fn bash_offers_environments_to_check_and_no_files() {
    let names = ["development", "test", "staging", "production", "eu-prod"];
    let after_check = offered(&["metronome", "config", "check", ""]);
    assert!(
        names
            .iter()
            .all(|name| after_check.iter().any(|word| word == name))
    );
    assert!(
        !after_check.iter().any(|word| word.contains("file")),
        "{after_check:?}"
    );
    assert_eq!(
        offered(&["metronome", "config", "check", "pr"]),
        ["production"]
    );
    assert_eq!(
        offered(&["metronome", "config", "explain", "--env", "eu"]),
        ["eu-prod"]
    );
    assert_eq!(
        offered(&["metronome", "config", "explain", "server.req"]),
        ["server.request_timeout"]
    );
    assert_eq!(
        offered(&["metronome", "config", "check", "--explain", "unknown-k"]),
        ["unknown-key"]
    );
}

/// A shell offers files of its own accord where a script has nothing to offer.
#[cfg(unix)]
#[test]
fn bash_is_told_where_no_file_is_an_argument() {
    let is_told = |words: &str| {
        let lines = format!(
            "compopt() {{ echo \"$@\"; }}\n{}\nCOMP_WORDS=({words} ''); COMP_CWORD=3\n\
             _metronome metronome '' ''",
            script("bash")
        );
        let output = Command::new("bash").args(["--norc", "-c", &lines]).output();
        let said = String::from_utf8(output.unwrap().stdout).unwrap();
        said.contains("+o bashdefault +o default")
    };
    for command in ["check", "parity", "explain", "show", "snapshot", "generate"] {
        assert!(is_told(&format!("metronome config {command}")), "{command}");
    }
    assert!(!is_told("metronome config compare"));
    assert!(!is_told("metronome serve check"));
}

#[cfg(unix)]
#[test]
fn fish_offers_no_files_where_none_is_an_argument() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a-file"), "").unwrap();
    std::fs::write(folder.path().join("script"), script("fish")).unwrap();
    let offered = |line: &str| {
        let lines = format!("source script; complete -C '{line}'");
        let mut fish = Command::new("fish");
        fish.args(["--no-config", "-c", &lines]);
        let output = fish.current_dir(folder.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    if shell("fish").is_none() {
        return;
    }
    for command in ["parity", "check", "show", "variables", "fingerprint"] {
        let offered = offered(&format!("metronome config {command} "));
        assert!(!offered.contains("a-file"), "{command}: {offered}");
    }
    for words in ["compare ", "generate --output ", "snapshot -o "] {
        let offered = offered(&format!("metronome config {words}"));
        assert!(offered.contains("a-file"), "{words}: {offered}");
    }
    assert!(offered("metronome config check pro").contains("production"));
}

/// What a process says that is called like this and is asked for a script: it is
/// this test itself.
fn said_by<T>(test: T, program: &str) -> (String, String) {
    const CHILD: &str = "METRONOME_COMPLETES";
    if let Some(program) = std::env::var_os(CHILD) {
        let loader = Loader::new("METRONOME").system(Memory::new());
        let args = ["config", "generate", "bash-completion"].map(Into::into);
        let args = std::iter::once(program).chain(args);
        rehearsal::command::intercept::<crate::settings::Settings>(&loader, args).unwrap();
        std::process::exit(0);
    }
    let child = again(test).env(CHILD, program).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(child.stdout), text(child.stderr))
}

/// The process is not called like its prefix.
#[test]
fn completion_is_for_the_program_as_it_is_called() {
    let (out, _) = said_by(
        completion_is_for_the_program_as_it_is_called,
        "/opt/bin/beat-box",
    );
    assert!(
        out.contains("-F _beat__box -o bashdefault -o default beat-box"),
        "{out}"
    );
}

#[test]
fn a_program_whose_name_is_no_word_has_no_completion() {
    for (program, shown) in [
        ("/opt/my program", "my program"),
        ("/opt/it's", "it's"),
        ("/opt/$(id)", "$(id)"),
        ("/opt/-x", "-x"),
    ] {
        let (out, err) = said_by(a_program_whose_name_is_no_word_has_no_completion, program);
        assert!(!out.contains("complete -F"), "{out}");
        let message = format!(
            "error: no shell can complete a program named `{shown}`; use only letters, digits, \
             `-`, `_`, `.` and `+` in its name\n"
        );
        assert_eq!(err, message);
    }
}
