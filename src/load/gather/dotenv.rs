//! Gathering `.env`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroizing;

use super::names::Names;
use super::{Inputs, Setup, secrets};
use crate::environment::Environment;
use crate::layer;
use crate::layer::LayerKind;
use crate::layer::dotenv::{Dotenv, ENABLED};
use crate::layer::file;
use crate::layer::file::names::is_dotenv;
use crate::load::choose::Choice;
use crate::load::stack::is_listed;
use crate::read;
use crate::schema::Schema;
use crate::schema::names::SHARED;
use crate::system::ReadError;

/// The name of the file, in the directory that the program runs in.
pub(crate) const NAME: &str = ".env";

/// Whether the file is read where this was chosen.
pub(crate) fn is_read(choice: Option<&Choice>) -> bool {
    ENABLED && choice.is_some_and(|choice| !choice.environment.is_deployed() && !choice.is_nowhere)
}

/// Reads the file in development and test; elsewhere notes that it is there.
pub(super) fn gather(setup: &Setup, schema: &'static Schema, inputs: &mut Inputs) {
    if !ENABLED {
        return;
    }
    let choice = inputs.choice.as_ref().filter(|choice| !choice.is_nowhere);
    let Some(environment) = choice.map(|choice| choice.environment) else {
        return;
    };
    note_siblings(setup, environment, inputs);
    let path = Path::new(NAME);
    if environment.is_deployed() {
        if !matches!(setup.system.read(path, 0), Err(ReadError::Missing)) {
            let note = layer::words::local_file_ignored(path, environment);
            inputs.report(note);
        }
        return;
    }
    match file::read_text(&*setup.system, path, setup.size_limit) {
        Ok(Some(text)) => inputs.dotenv = Some(read(setup, schema, Zeroizing::new(text), inputs)),
        Ok(None) => {}
        Err(problem) => inputs.lose(LayerKind::Dotenv, path, *problem),
    }
}

/// Notes files that other programs read beside `.env`, and this one does not.
fn note_siblings(setup: &Setup, environment: Environment, inputs: &mut Inputs) {
    let there = siblings(setup, environment);
    if !there.is_empty() {
        inputs.report(layer::words::dotenv_siblings(&there));
    }
}

/// All there are, of whatever environment, in development and test; elsewhere
/// those of the environment alone, because the directory may hold anything.
fn siblings(setup: &Setup, environment: Environment) -> Vec<PathBuf> {
    let listed = (!environment.is_deployed()).then(|| setup.system.read_dir(Path::new(".")).ok());
    if let Some(names) = listed.flatten() {
        let is_sibling = |name: &OsString| {
            let name = name.to_str().filter(|name| *name != NAME);
            name.is_some_and(|name| is_dotenv(&setup.deployments, name))
        };
        let siblings = names.into_iter().filter(is_sibling);
        return siblings.map(PathBuf::from).collect();
    }
    let names = environment.names().iter();
    let names = names.flat_map(|name| [format!("{NAME}.{name}"), format!("{NAME}.{name}.local")]);
    let names = std::iter::once(format!("{NAME}.local")).chain(names);
    let is_there = |name: &String| {
        let found = setup.system.read(Path::new(name), 0);
        !matches!(found, Err(ReadError::Missing))
    };
    names.filter(is_there).map(PathBuf::from).collect()
}

fn read(
    setup: &Setup,
    schema: &'static Schema,
    text: Zeroizing<String>,
    inputs: &mut Inputs,
) -> Dotenv {
    let names = Names::new(setup, schema);
    let is_shared = |name: &str| name == SHARED && setup.reads_app_env;
    let chooses = |name: &str| is_shared(name) || names.is_reserved(name);
    let is_read = |name: &str| chooses(name) || names.is_candidate(name) || names.is_variant(name);
    let is_ours = |name: &str| is_read(name) || names.variant_without_prefix(name).is_some();
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    let path = PathBuf::from(NAME);
    let mut dotenv = Dotenv::read(path, text, &is_ours, &mut problems, &mut notes);
    for problem in problems.into_iter().chain(notes) {
        inputs.report(problem);
    }
    let is_setting = |name: &str| names.platform.contains(&name);
    for (name, place) in dotenv.take(|name| chooses(name) && !is_setting(name)) {
        inputs.report(layer::words::dotenv_too_late(&name, place));
    }
    for (name, place) in dotenv.take(|name| !is_read(name)) {
        let meant = names.variant_without_prefix(&name).unwrap_or_default();
        if !dotenv.lines.iter().any(|line| line.name == meant) && !is_listed(&name, &setup.foreign)
        {
            let note = read::words::variant_not_read(&name, &meant, Some(place));
            inputs.report(note);
        }
    }
    secrets::twins(setup, schema, &mut dotenv.lines);
    dotenv
}
