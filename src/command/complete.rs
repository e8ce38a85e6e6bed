//! Shell completion, of the keys of a program's settings too.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command};
use clap_complete::Shell;

use super::console::Failure;
use crate::generate::{Outline, Setting};
use crate::load::Loader;
use crate::read::config::Config;

/// A script that completes `program config`, the keys that it explains and the
/// environments that it checks.
///
/// The program has the name that is given, else one made of its prefix. Keys and
/// deployments whose names are more than a word to some shell are not offered.
pub(super) fn script<T: Config>(
    shell: Shell,
    program: Option<&str>,
    loader: &Loader,
) -> Result<String, Failure> {
    let outline = loader.outline::<T>();
    let program = program.unwrap_or(&outline.name);
    if !is_word(program) || program.starts_with('-') {
        return Err(Failure::usage(format_args!(
            "no shell can complete a program named `{program}`; use only letters, digits, \
             `-`, `_`, `.` and `+` in its name"
        )));
    }
    let config = config(program, loader, &outline);
    let mut command = Command::new(program.to_owned()).subcommand(config.clone());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, program, &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Ok(match shell {
        Shell::Bash => without_files_for_bash(&script, &config),
        Shell::Fish => script + &values_for_fish(program, &config),
        _ => script,
    })
}

fn config(program: &str, loader: &Loader, outline: &Outline) -> Command {
    let environments: Vec<PossibleValue> = environments(loader)
        .into_iter()
        .map(PossibleValue::new)
        .collect();
    let one_of_them = |arg: Arg| arg.value_parser(PossibleValuesParser::new(environments.clone()));
    super::command(program)
        .mut_subcommand("check", |check| check.mut_arg("environment", one_of_them))
        .mut_subcommand("show", |show| show.mut_arg("environment", one_of_them))
        .mut_subcommand("explain", |explain| {
            let keys = PossibleValuesParser::new(keys(outline));
            let explain = explain.mut_arg("key", |key| key.value_parser(keys));
            explain.mut_arg("environment", one_of_them)
        })
}

/// Whether every shell takes it for one word, and for nothing else.
fn is_word(name: &str) -> bool {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_.+".contains(char);
    !name.is_empty() && name.chars().all(is_plain)
}

fn environments(loader: &Loader) -> Vec<String> {
    let all = loader.all_choices();
    let names = all.iter().map(|choice| choice.name().to_owned());
    names.filter(|name| is_word(name)).collect()
}

fn keys(outline: &Outline) -> Vec<PossibleValue> {
    let is_offered = |setting: &&Setting| !setting.repeated && is_word(&setting.key);
    let settings = outline.settings().filter(is_offered);
    // OK to take one of a name because variants of one enum share names.
    let keys: BTreeMap<_, _> = settings
        .map(|setting| (setting.key.as_str(), setting))
        .collect();
    keys.into_values().map(value).collect()
}

fn value(setting: &Setting) -> PossibleValue {
    let value = PossibleValue::new(setting.key.clone());
    match setting.field.docs().lines().next() {
        Some(docs) => value.help(docs),
        None => value,
    }
}

/// The subcommands of which no argument without a flag is a file.
fn without_files(config: &Command) -> impl Iterator<Item = &str> {
    let takes_none = |command: &&Command| {
        let mut positionals = command.get_positionals();
        positionals.all(|arg| !arg.get_possible_values().is_empty())
    };
    config
        .get_subcommands()
        .filter(takes_none)
        .map(Command::get_name)
}

/// The script, which by itself offers files where it has nothing to offer.
fn without_files_for_bash(script: &str, config: &Command) -> String {
    let commands = without_files(config).map(|command| format!("config,{command}"));
    let commands: Vec<_> = commands.collect();
    let start = "    COMPREPLY=()\n";
    let without_files = format!(
        "{start}    case \"${{COMP_WORDS[1]}},${{COMP_WORDS[2]}}\" in\n        \
         {})\n            \
         compopt +o bashdefault +o default 2>/dev/null\n            \
         ;;\n    esac\n",
        commands.join(" | ")
    );
    script.replacen(start, &without_files, 1)
}

/// The values of arguments without a flag, which `clap_complete` leaves out for
/// fish, and no files where none is an argument.
fn values_for_fish(program: &str, config: &Command) -> String {
    let function = program.replace('-', "_");
    let mut script = String::new();
    for command in without_files(config) {
        let _ = writeln!(
            script,
            "complete -c {program} -n \"__fish_{function}_using_subcommand config; and \
             __fish_seen_subcommand_from {command}\" -f"
        );
    }
    for command in config.get_subcommands() {
        let condition = format!(
            "__fish_{function}_using_subcommand config; and __fish_seen_subcommand_from {}",
            command.get_name()
        );
        let values = command.get_positionals().flat_map(Arg::get_possible_values);
        for value in values {
            let _ = write!(
                script,
                "complete -c {program} -n \"{condition}\" -f -a {}",
                quoted(value.get_name())
            );
            if let Some(help) = value.get_help() {
                let _ = write!(script, " -d {}", quoted(&help.to_string()));
            }
            script.push('\n');
        }
    }
    script
}

/// As fish reads a word that is only text.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", text.replace('\n', " "))
}
