//! Scripts that complete the subcommand in a shell.

use std::process::Command;

use rehearsal::host::Memory;
use rehearsal::{Environment, Loader};

use crate::command::run;

fn script(shell: &str) -> String {
    let loader = Loader::new("METRONOME")
        .deployment("eu-prod", Environment::Production)
        .host(Memory::new());
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
}

/// The process is this test itself, which is not called like its prefix.
#[test]
fn completion_is_for_the_program_as_it_is_called() {
    const CHILD: &str = "METRONOME_COMPLETES";
    if std::env::var_os(CHILD).is_some() {
        let loader = Loader::new("METRONOME").host(Memory::new());
        let args = ["/opt/bin/beat-box", "config", "generate", "bash-completion"];
        let args = args.map(Into::into);
        rehearsal::command::intercept::<crate::settings::Settings>(&loader, args).unwrap();
        return;
    }
    let name = "completion::completion_is_for_the_program_as_it_is_called";
    let child = Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture"])
        .env(CHILD, "")
        .output()
        .unwrap();
    let out = String::from_utf8(child.stdout).unwrap();
    assert!(
        out.contains("-F _beat__box -o bashdefault -o default beat-box"),
        "{out}"
    );
}
