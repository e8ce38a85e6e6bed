//! Shell completion, of the keys of a program's settings too.

use std::collections::BTreeMap;

use clap::Command;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap_complete::Shell;

use crate::artifact::{Outline, Setting};

/// A script that completes `program config` and the keys that it explains.
pub(super) fn script(shell: Shell, outline: &Outline) -> String {
    let keys = outline
        .settings()
        .filter(|setting| !setting.repeated)
        .map(|setting| (setting.key.as_str(), setting));
    // OK to take one of a name because variants of one enum share names.
    let keys: BTreeMap<_, _> = keys.collect();
    let keys: Vec<_> = keys.into_values().map(value).collect();
    let config = super::command(&outline.name).mut_subcommand("explain", |explain| {
        explain.mut_arg("key", |key| {
            key.value_parser(PossibleValuesParser::new(keys))
        })
    });
    let mut program = Command::new(outline.name.clone()).subcommand(config);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut program, outline.name.clone(), &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

fn value(setting: &Setting) -> PossibleValue {
    let value = PossibleValue::new(setting.key.clone());
    match setting.field.docs().lines().next() {
        Some(docs) => value.help(docs),
        None => value,
    }
}
