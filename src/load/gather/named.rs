//! Gathering the files that the program names, in place of those of a directory.

use std::path::Path;

use super::{Inputs, Setup, modes};
use crate::format::Format;
use crate::layer::LayerKind;
use crate::layer::{file, words};
use crate::schema::names;
use crate::system::absolute;

/// Reads them, lowest first; what is committed has none of them.
pub(super) fn gather(setup: &Setup, inputs: &mut Inputs) {
    if inputs.committed {
        return;
    }
    refuse_directory(setup, inputs);
    for path in &setup.files {
        read(setup, path, inputs);
    }
    // OK because beside them no other file of the system is read.
    if !setup.files.is_empty() {
        modes::files(&*setup.system, inputs);
    }
}

fn read(setup: &Setup, path: &Path, inputs: &mut Inputs) {
    let host = &*setup.system;
    let text = file::read_text(host, path, setup.size_limit);
    let problem = match text {
        Ok(Some(_)) if Format::of(path).reader().is_none() => words::format_off(path),
        Ok(Some(text)) => return inputs.add(LayerKind::File, path.to_owned(), text.into()),
        Ok(None) => words::named_file_missing(path, &absolute(host, path)),
        Err(problem) => *problem,
    };
    inputs.lose(LayerKind::File, path, problem);
}

/// Refuses a directory that somebody names, and that is not read.
fn refuse_directory(setup: &Setup, inputs: &mut Inputs) {
    if let Some(folder) = &setup.folder
        && (!setup.files.is_empty() || !setup.has_environments())
    {
        inputs.report(words::directory_beside_file(folder, setup.files.first()));
    }
    let Some(file) = setup.files.first().filter(|_| setup.has_environments()) else {
        return;
    };
    let variable = names::of_loader(&setup.prefix, "config_dir");
    let folder = setup.system.var_os(&variable);
    if let Some(folder) = folder.filter(|folder| !folder.is_empty()) {
        let folder = Path::new(&folder);
        inputs.report(words::variable_beside_file(folder, file, &variable));
    }
}
