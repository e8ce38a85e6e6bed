//! Shell completion, of the keys of a program's settings too.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command};
use clap_complete::Shell;

use crate::artifact::{Outline, Setting};
use crate::config::Config;
use crate::load::Loader;

/// A script that completes `program config`, the keys that it explains and the
/// environments that it checks.
///
/// The program has the name that is given, else one made of its prefix.
pub(super) fn script<T: Config>(shell: Shell, program: Option<&str>, loader: &Loader) -> String {
    let outline = loader.outline::<T>();
    let program = program.unwrap_or(&outline.name);
    let environments: Vec<PossibleValue> = environments(loader)
        .into_iter()
        .map(PossibleValue::new)
        .collect();
    let one_of_them = |arg: Arg| arg.value_parser(PossibleValuesParser::new(environments.clone()));
    let config = super::command(program)
        .mut_subcommand("check", |check| check.mut_arg("environment", one_of_them))
        .mut_subcommand("show", |show| show.mut_arg("environment", one_of_them))
        .mut_subcommand("explain", |explain| {
            let keys = PossibleValuesParser::new(keys(&outline));
            let explain = explain.mut_arg("key", |key| key.value_parser(keys));
            explain.mut_arg("environment", one_of_them)
        });
    let mut command = Command::new(program.to_owned()).subcommand(config.clone());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, program, &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell == Shell::Fish {
        script.push_str(&values_for_fish(program, &config));
    }
    script
}

fn environments(loader: &Loader) -> Vec<String> {
    let name = |choice: crate::environment::Choice| {
        let environment = choice.environment.to_string();
        choice.deployment.unwrap_or(environment)
    };
    loader.all_choices().into_iter().map(name).collect()
}

fn keys(outline: &Outline) -> Vec<PossibleValue> {
    let settings = outline.settings().filter(|setting| !setting.repeated);
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

/// The values of arguments without a flag, which `clap_complete` leaves out for
/// fish.
fn values_for_fish(program: &str, config: &Command) -> String {
    let function = program.replace('-', "_");
    let mut script = String::new();
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
