//! What is wrong with what was found where files were looked for: what is not
//! there, and what is not read.

use std::path::{Path, PathBuf};

use super::files::{no_directory, whole_file};
use crate::environment::Environment;
use crate::format::Format;
use crate::layer::LayerKind;
use crate::layer::dotenv::ENABLED;
use crate::layer::file::names::Meant;
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::system::ReadError;
use crate::value::redact;
use crate::value::suggest;

/// The file of an environment that is not there; `shown` is the whole of its path, and
/// none where files are embedded; `instead` may be meant for it.
pub(crate) fn environment_file_missing(
    path: &Path,
    shown: Option<&Path>,
    environment: &str,
    instead: Option<&(PathBuf, Meant)>,
) -> Problem {
    let message = |what: &str, path: &Path| {
        let path = redact::path(path);
        format!("the environment {environment} has no {what} {path}")
    };
    let (problem, cure) = if let Some(shown) = shown {
        let message = message("file", shown);
        (whole_file(Code::FileMissing, path, message), "create it")
    } else {
        let message = message("embedded file", path);
        (Problem::new(Code::FileMissing, message), "embed it")
    };
    match instead {
        Some((wrong, meant)) => with_rename(problem, wrong, meant),
        None => problem.with_help(format!(
            "{cure}; every environment needs its own file ({})",
            least_of(path)
        )),
    }
}

/// Points at the file that was meant for the one that is not there.
fn with_rename(problem: Problem, wrong: &Path, meant: &Meant) -> Problem {
    let (shown, file) = (redact::path(wrong), &meant.file);
    let help = if meant.is_foreign {
        format!("convert {shown} to TOML, JSON or YAML, and name it {file}")
    } else {
        format!("rename {shown} to {file}")
    };
    problem.with_place(Place::of_file(wrong)).with_help(help)
}

/// A file that was probably meant to be a layer, under a name that nothing reads;
/// `there` is the file of that layer, if it has one.
pub(crate) fn near_file(path: &Path, meant: &Meant, there: Option<&str>) -> Problem {
    let file = there.unwrap_or(&meant.file);
    let reader = reader((meant.kind, &meant.layer));
    let message = format!("{} is not read: {reader} {file}", redact::path(path));
    let problem = whole_file(Code::UnknownFile, path, message);
    match (there, meant.is_foreign) {
        (Some(_), _) => problem.with_help(format!("move its settings to {file}, then delete it")),
        (None, true) => problem.with_help(format!(
            "convert it to TOML, JSON or YAML, and name it {file}"
        )),
        (None, false) => problem.with_help(format!("rename it to {file}")),
    }
}

/// Who reads the file of a layer.
fn reader((kind, layer): (LayerKind, &str)) -> String {
    match kind {
        LayerKind::DefaultFile => "every environment reads".to_owned(),
        LayerKind::LocalFile => "development and test read".to_owned(),
        LayerKind::DeploymentFile => format!("the deployment {layer} reads"),
        _ => format!("{layer} reads"),
    }
}

/// A directory that is named like a layer, which is a file; `there` is that file, if
/// there is one.
pub(crate) fn unread_folder(
    path: &Path,
    (kind, layer): (LayerKind, &str),
    there: Option<&str>,
) -> Problem {
    let file = there.map_or_else(|| format!("{layer}.toml"), ToOwned::to_owned);
    let (shown, reader) = (redact::path(path), reader((kind, layer)));
    let message = format!("the directory {shown} is not read: {reader} {file}");
    whole_file(Code::UnknownFile, path, message)
        .with_severity(Severity::Note)
        .with_help(format!("move its settings to {file}"))
}

/// A file such as `.env` that is not where it would be read.
pub(crate) fn dotenv_in_folder(path: &Path) -> Problem {
    unread(Code::UnknownFile, &[path.to_owned()], 0).with_help(if ENABLED {
        ONLY_DOTENV
    } else {
        "move its settings to a file such as default.toml, or set the variables"
    })
}

/// How many of the files that nothing reads are named.
const MOST_UNREAD: usize = 10;

/// Files of settings that no load reads, whatever the environment.
pub(crate) fn unread_files<'n>(
    paths: &[PathBuf],
    layers: impl Iterator<Item = &'n str>,
) -> Problem {
    let (named, others) = paths.split_at(paths.len().min(MOST_UNREAD));
    let help = format!(
        "configuration files are named {}; rename it, or move it elsewhere",
        suggest::quoted(layers)
    );
    unread(Code::UnknownFile, named, others.len()).with_help(help)
}

/// Notes that these files are not read, and so many more.
fn unread(code: Code, paths: &[PathBuf], more: usize) -> Problem {
    let shown: Vec<String> = paths.iter().map(|path| redact::path(path)).collect();
    let message = match (&shown[..], more) {
        ([one], 0) => format!("{one} is not read"),
        (many, 0) => format!("{} are not read", suggest::listed(many)),
        (many, _) => format!("{} and {more} more are not read", many.join(", ")),
    };
    Problem::note(code, message).with_places(paths.iter().map(|path| Place::of_file(path)))
}

/// No directory was found, and so no file was read.
pub(crate) fn no_files(working_dir: Option<&Path>, variable: &str) -> Problem {
    let message = format!("{}: no files were read", no_folder(working_dir));
    Problem::note(Code::FileMissing, message)
        .with_help(format!(
            "set {variable} to the directory that contains the configuration files"
        ))
        .with_help_for_author(
            "`Loader::without_config_dir` is for programs without configuration files",
        )
}

/// A directory that is not read because the program carries files.
pub(crate) fn folder_beside_embedded(path: &Path, shown: &Path, variable: &str) -> Problem {
    let shown = redact::path(shown);
    let message = format!("the directory {shown} is not read: the program uses its embedded files");
    whole_file(Code::FileIgnored, path, message)
        .with_severity(Severity::Note)
        .with_help(format!(
            "to use its files, set {variable} to it; otherwise delete it"
        ))
}

/// That there is no directory where none is named.
pub(crate) fn no_folder(working_dir: Option<&Path>) -> String {
    let dir = working_dir.map(|dir| format!(" in {}", redact::path(dir)));
    format!("there is no directory `config`{}", dir.unwrap_or_default())
}

/// A file that the program names; `shown` is the whole of its path.
pub(crate) fn named_file_missing(path: &Path, shown: &Path) -> Problem {
    let message = format!("the file {} does not exist", redact::path(shown));
    whole_file(Code::FileMissing, path, message).with_help("create it, or name another file")
}

/// A directory that the program names, which is not read beside a file that it names, or
/// because it has no environments.
pub(crate) fn directory_beside_file(folder: &Path, file: Option<&PathBuf>) -> Problem {
    let folder = redact::path(folder);
    let why = match file {
        Some(file) => format!("the program also names the file {}", redact::path(file)),
        None => "the program has no environments".to_owned(),
    };
    let message = format!("the config directory {folder} is not read: {why}");
    Problem::new(Code::AmbiguousFile, message).with_help_for_author(match file {
        Some(_) => "use either `Loader::file` or `Loader::config_dir`",
        None => "`Loader::file` names the files of a program without environments",
    })
}

/// A directory that a variable names, beside a file that the program names.
pub(crate) fn variable_beside_file(folder: &Path, file: &Path, variable: &str) -> Problem {
    let (folder, file) = (redact::path(folder), redact::path(file));
    let message =
        format!("the config directory {folder} is not read: the program was given the file {file}");
    Problem::new(Code::AmbiguousFile, message)
        .with_place(Place::of_variable(variable))
        .with_help(format!("unset {variable}, or do not give the file"))
}

/// A directory that the program cannot enter.
pub(crate) fn folder_closed(path: &Path, variable: Option<&str>) -> Problem {
    let shown = redact::path(path);
    let message = format!("permission denied: the config directory {shown}");
    let place = variable.map_or_else(|| Place::of_file(path), Place::of_variable);
    Problem::new(Code::FileUnreadable, message)
        .with_place(place)
        .with_help("grant the user that runs the program read and execute permission on it")
}

/// The file of a deployment, which may stay away.
pub(crate) fn deployment_file_missing(
    path: &Path,
    shown: &Path,
    name: &str,
    environment: Environment,
) -> Problem {
    let (name, shown) = (redact::line(name), redact::path(shown));
    let message = format!(
        "the deployment {name} has no file {shown}: it uses only the settings of {environment}"
    );
    whole_file(Code::FileMissing, path, message)
        .with_severity(Severity::Note)
        .with_help(format!(
            "create it for settings specific to {name} ({})",
            least_of(path)
        ))
}

/// How little a file may hold.
fn least_of(path: &Path) -> &'static str {
    match Format::of(path) {
        Format::Toml | Format::Yaml => "it may be empty",
        Format::Json => "`{}` is enough",
    }
}

/// The folder that is meant, where there is none, or something else; `own` is the
/// variable that may name another one.
pub(crate) fn folder_missing(
    path: &Path,
    shown: &Path,
    variable: Option<&str>,
    own: &str,
    found: &Result<Vec<u8>, ReadError>,
) -> Problem {
    let cures = [
        "create it",
        "restore its target",
        "replace it with a directory",
    ];
    let cures = cures.map(|cure| format!("{cure}, or set {own} to the right directory"));
    no_directory(
        "the config directory",
        (path, shown),
        variable,
        found,
        cures,
    )
}

pub(crate) fn local_file_ignored(path: &Path, environment: Environment) -> Problem {
    let message = format!("{} is not read in {environment}", redact::path(path));
    whole_file(Code::FileIgnored, path, message)
        .with_severity(Severity::Note)
        .with_help("do not ship it; only development and test read it")
}

const ONLY_DOTENV: &str = "move its lines to .env in the working directory, which development \
                           and test read, or delete it";

/// Files such as `.env.local`, which look as if they were read.
pub(crate) fn dotenv_siblings(paths: &[PathBuf]) -> Problem {
    unread(Code::FileIgnored, paths, 0).with_help(ONLY_DOTENV)
}
