//! What is wrong with secrets: where they stand, and the files that hold them.

use std::io;
use std::path::{Path, PathBuf};

use super::files::whole_file;
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
    let (code, message, help) = match &file.text {
        Err(Unusable::NoPath) => (
            Code::EmptyValue,
            format!(
                "{} is empty, but must be the path of a file",
                variable.unwrap_or_default()
            ),
            Some("set it to the path of a file, or unset it"),
        ),
        Err(_) if !file.is_path => (
            Code::FileMissing,
            format!(
                "{} does not hold the path of a file",
                variable.unwrap_or_default()
            ),
            Some("set it to a path, or put the value in the variable without `_FILE`"),
        ),
        Err(Unusable::Unread { error, limit }) => {
            let (code, message) = super::files::unread(&format!("{path}{by}"), error, *limit);
            (code, message, help_with(error))
        }
        Err(Unusable::NotText) | Ok(_) => (
            Code::FileEncoding,
            format!("the file {path}{by} is not UTF-8"),
            Some("encode binary data as text, such as base64"),
        ),
    };
    let problem = Problem::new(code, message)
        .with_place(layer.place(site, "", Show::Key))
        .with_key(key);
    let problem = match help {
        Some(help) => problem.with_help(help),
        None => problem,
    };
    if code == Code::FileTooLarge {
        return problem.with_help_for_author("`Loader::size_limit` raises the limit");
    }
    problem
}

/// What to do about the file of a setting.
fn help_with(error: &ReadError) -> Option<&'static str> {
    Some(match error {
        ReadError::Missing => "mount it before the program starts, or correct the path",
        ReadError::BrokenLink { .. } => super::files::RESTORE,
        ReadError::Folder => "name a file in the directory",
        ReadError::NotRegular => "use a regular file, not a pipe, socket or device",
        ReadError::Denied => super::files::GRANT,
        ReadError::TooLarge { .. } => "reduce its size",
        ReadError::Other(_) => return None,
    })
}

pub(crate) fn secret_folder_missing(
    folder: &Path,
    shown: &Path,
    variable: Option<&str>,
    found: Result<Vec<u8>, ReadError>,
) -> Problem {
    let shown = redact::path(shown);
    let (code, message) = match found {
        Err(ReadError::Missing) => {
            let message = format!("the secret directory {shown} does not exist");
            (Code::FileMissing, message)
        }
        Err(ReadError::BrokenLink { target }) => {
            let message = super::files::leads_nowhere(&shown, &target);
            (Code::FileUnreadable, message)
        }
        Err(ReadError::Other(error)) => {
            let why = reason_of(&error);
            let message = format!("the secret directory {shown} cannot be read: {why}");
            (Code::FileUnreadable, message)
        }
        _ => {
            let message = format!("the secret directory {shown} is not a directory");
            (Code::FileUnreadable, message)
        }
    };
    match variable {
        Some(name) => Problem::new(code, message)
            .with_place(Place::new(Origin::Variable(name.to_owned()), ""))
            .with_help(format!("set {name} to a directory, or unset it")),
        None => whole_file(code, folder, message).with_help("create it, or mount it"),
    }
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

pub(crate) fn world_readable(files: &[PathBuf]) -> Problem {
    let subject = match files {
        [_] => "the secret file is",
        _ => "secret files are",
    };
    let message = format!("{subject} world-readable");
    let note = Problem::note(Code::WorldReadable, message)
        .with_help("restrict it to the user that runs the program: mode 0400");
    let places = files
        .iter()
        .map(|path| Place::new(Origin::SecretFile(path.clone()), ""));
    places.fold(note, Problem::with_place)
}

/// World-writable files of secrets.
pub(crate) fn world_writable_secrets(files: &[PathBuf]) -> Problem {
    let places = files.iter().cloned().map(Origin::SecretFile).collect();
    world_writable("the secret file", "secret files", places)
        .with_help("restrict it to the user that runs the program: mode 0400")
}

/// World-writable files of other settings.
pub(crate) fn world_writable_values(files: &[PathBuf]) -> Problem {
    let places = files.iter().cloned().map(Origin::WholeFile).collect();
    world_writable("the mounted file", "mounted files", places).with_help(WRITE_NO_FILE)
}

/// World-writable config files.
pub(crate) fn world_writable_files(files: &[PathBuf]) -> Problem {
    let places = files.iter().cloned().map(Origin::WholeFile).collect();
    world_writable("the config file", "config files", places).with_help(WRITE_NO_FILE)
}

const WRITE_NO_FILE: &str = "restrict writing to the user that deploys the program: mode 0644";

/// A world-writable directory of files of this kind.
pub(crate) fn world_writable_dir(kind: &str, dir: &Path) -> Problem {
    let places = vec![Origin::WholeFile(dir.to_owned())];
    world_writable(&format!("the {kind} directory"), "", places)
        .with_help("restrict writing to the user that deploys the program: mode 0755")
}

fn world_writable(one: &str, many: &str, origins: Vec<Origin>) -> Problem {
    let message = match origins.len() {
        1 => format!("{one} is world-writable"),
        count => format!("{count} {many} are world-writable"),
    };
    let warning = Problem::new(Code::WorldWritable, message).with_severity(Severity::Warning);
    let places = origins.into_iter().map(|origin| Place::new(origin, ""));
    places.fold(warning, Problem::with_place)
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
