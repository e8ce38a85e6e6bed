//! What is wrong with secrets: where they stand, and the files that hold them.

use std::io;
use std::path::{Path, PathBuf};

use super::files::{self, Unread, whole_file};
use crate::layer::source::{Layer, Show, Source};
use crate::layer::variable::{SecretFile, Unusable};
use crate::report::problem::{Code, Place, Problem, Severity};
use crate::system::{ReadError, reason_of};
use crate::value::key::Key;
use crate::value::origin::{Origin, Site};
use crate::value::redact;

/// The file of a setting that gives no value.
pub(crate) fn unusable_file(layer: &Layer<'_>, key: Key, site: Site, file: &SecretFile) -> Problem {
    let is_secret_file = matches!(layer.source, Source::Secrets(_));
    let variable = layer.name(site).filter(|_| !is_secret_file);
    let by = match &variable {
        Some(variable) => format!(" (named by {variable})"),
        None => String::new(),
    };
    let path = redact::path(&file.path);
    let problem = |code, message| {
        Problem::new(code, message)
            .with_place(layer.place(site, "", Show::Key))
            .with_key(key)
    };
    match &file.text {
        Err(Unusable::NoPath) => {
            let variable = variable.unwrap_or_default();
            let message = format!("{variable} is empty, but must be the path of a file");
            problem(Code::EmptyValue, message)
                .with_help("set it to the path of a file, or unset it")
        }
        Err(_) if !file.is_path => {
            let variable = variable.unwrap_or_default();
            let message = format!("{variable} does not hold the path of a file");
            let help = "set it to a path, or put the value in the variable without `_FILE`";
            problem(Code::FileMissing, message).with_help(help)
        }
        Err(Unusable::Unread { error, limit }) => {
            let (code, message) = files::unread(&format!("{path}{by}"), error, *limit);
            files::cured(problem(code, message), error, &Unread::Setting)
        }
        Err(Unusable::NotText) | Ok(_) => {
            let message = format!("the file {path}{by} is not UTF-8");
            problem(Code::FileEncoding, message)
                .with_help("encode binary data as text, such as base64")
        }
    }
}

pub(crate) fn secret_folder_missing(
    folder: &Path,
    shown: &Path,
    variable: Option<&str>,
    found: &Result<Vec<u8>, ReadError>,
) -> Problem {
    let cures = ["create it, or mount it"; 3].map(str::to_owned);
    let paths = (folder, shown);
    files::no_directory("the secret directory", paths, variable, found, cures)
}

pub(crate) fn secret_folder_unreadable(folder: &Path, error: &io::Error) -> Problem {
    let path = redact::path(folder);
    let message = if error.kind() == io::ErrorKind::PermissionDenied {
        format!("permission denied: the secret directory {path}")
    } else {
        format!(
            "the secret directory {path} cannot be listed: {}",
            reason_of(error)
        )
    };
    whole_file(Code::FileUnreadable, folder, message).with_help(
        "grant the user that runs the program read and execute permission on it, or name single files in variables such as NAME_FILE",
    )
}

/// A file that matches no setting, and the setting it was perhaps meant for.
pub(crate) fn unowned_file(path: &Path, similar: Option<Key>) -> Problem {
    let name = redact::path(Path::new(path.file_name().unwrap_or_default()));
    let problem = Problem::new(Code::UnknownFile, format!("unknown secret file {name}"))
        .with_place(Place::new(Origin::SecretFile(path.to_owned()), ""));
    match similar {
        Some(key) => problem
            .with_expected(key.as_str())
            .with_help(format!("did you mean `{key}`?"))
            .with_key(key),
        None => problem.with_help("remove it, or mount it elsewhere"),
    }
}

/// Files in a directory that is shared with others.
pub(crate) fn unowned_files(folder: &Path, names: &[&str]) -> Problem {
    let names: Vec<String> = names
        .iter()
        .map(|name| redact::path(Path::new(name)))
        .collect();
    let message = format!(
        "ignored files in {} that match no setting: {}",
        redact::path(folder),
        names.join(", ")
    );
    whole_file(Code::UnknownFile, folder, message).with_severity(Severity::Note)
}

/// Files and directories of one kind that everybody may read or write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    ReadableSecrets,
    WritableSecrets,
    /// Files of other settings, be they of all or of one.
    WritableValues,
    WritableConfig,
    SecretDir,
    ConfigDir,
}

/// Says so of these files.
pub(crate) fn world_open(open: Open, files: &[PathBuf]) -> Problem {
    const DEPLOYER: &str = "restrict writing to the user that deploys the program";
    let (one, many) = match open {
        Open::ReadableSecrets | Open::WritableSecrets => ("the secret file", "secret files"),
        Open::WritableValues => ("the mounted file", "mounted files"),
        Open::WritableConfig => ("the config file", "config files"),
        Open::SecretDir => ("the secret directory", ""),
        Open::ConfigDir => ("the config directory", ""),
    };
    let subject = match files.len() {
        1 => format!("{one} is"),
        count => format!("{count} {many} are"),
    };
    let problem = match open {
        Open::ReadableSecrets => {
            let message = format!("{subject} world-readable");
            Problem::note(Code::WorldReadable, message)
        }
        _ => Problem::new(Code::WorldWritable, format!("{subject} world-writable"))
            .with_severity(Severity::Warning),
    };
    let (of_secrets, help) = match open {
        Open::ReadableSecrets | Open::WritableSecrets => {
            let help = "restrict it to the user that runs the program: mode 0400";
            (true, help.to_owned())
        }
        Open::WritableValues | Open::WritableConfig => (false, format!("{DEPLOYER}: mode 0644")),
        Open::SecretDir | Open::ConfigDir => (false, format!("{DEPLOYER}: mode 0755")),
    };
    let origin = if of_secrets {
        Origin::SecretFile
    } else {
        Origin::WholeFile
    };
    let places = files
        .iter()
        .cloned()
        .map(|path| Place::new(origin(path), ""));
    problem.with_places(places).with_help(help)
}

pub(crate) fn malformed_set(number: usize) -> Problem {
    Problem::new(
        Code::Syntax,
        format!("value {number} of `--set` is not `key=value`"),
    )
    .with_place(Place::new(Origin::Argument(String::new()), ""))
    .with_help("write `--set key=value`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_that_looks_like_a_secret_is_not_shown() {
        for name in ["Zk9wQv7pXr4mTb2n", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"] {
            let path = Path::new("/run/secrets").join(name);
            let alone = unowned_file(&path, None);
            assert_eq!(alone.message(), "unknown secret file [redacted]");
            let among = unowned_files(Path::new("/run/secrets"), &[name, "port"]);
            assert!(among.message().ends_with("setting: [redacted], port"));
            for problem in [alone, among] {
                let report = format!("{problem:?} {:?}", problem.origin());
                assert!(!report.contains(&name[4..12]), "{report}");
            }
        }
    }
}
