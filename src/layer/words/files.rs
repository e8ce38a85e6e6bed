//! What is wrong with a file as a whole, or with its grammar.

use std::path::{Path, PathBuf};

use super::duplicate;
use crate::format::{Flaw, FlawKind, Format, heads};
use crate::layer::file::names::{OLD_WAIVERS, WAIVERS};
use crate::layer::source::{Layer, Show};
use crate::report::problem::{Code, Place, Problem};
use crate::schema::Schema;
use crate::system::{ReadError, reason_of};
use crate::value::origin::Site;
use crate::value::redact;

/// What is wrong with a file that can be read.
pub(crate) fn flaw(
    layer: &Layer<'_>,
    flaw: &Flaw,
    depth_limit: usize,
    schema: &'static Schema,
) -> Problem {
    let place = |show: Show<'_>| layer.place(flaw.site, "", show);
    let head = || place(Show::Head(harmless_head(layer, flaw.site, schema)));
    let problem = match &flaw.kind {
        FlawKind::Syntax {
            message,
            help,
            is_last,
        } => {
            let message = format!("invalid {}: {message}", layer.format().name());
            let rest = "the rest of the file was not read, and may contain more errors";
            Problem::new(Code::Syntax, message)
                .with_place(head())
                .with_helps(*help)
                .with_helps(is_last.then_some(rest))
        }
        FlawKind::Refused { what, help } => Problem::new(Code::Unsupported, *what)
            .with_place(head())
            .with_help(*help),
        FlawKind::NoTable { found } => {
            let message = format!("a configuration file must be a table of settings, not {found}");
            Problem::new(Code::WrongType, message)
                .with_expected("a table")
                .with_place(place(Show::Head(0)))
                .with_help(match layer.format() {
                    Format::Json => "write `{ \"key\": value }`",
                    _ => "write `key: value`",
                })
        }
        FlawKind::Duplicate { first, key } => {
            duplicate::key(layer, flaw.site, *first, key.as_ref(), schema)
        }
        FlawKind::TooDeep => {
            let message = format!("nested more than {depth_limit} levels deep");
            Problem::new(Code::TooDeep, message)
                .with_place(place(Show::Value("…")))
                .with_help("reduce the nesting")
                .with_help_for_author("`Loader::depth_limit` raises the limit")
        }
    };
    match layer.format() {
        Format::Toml => problem.and_more(flaw.more, "line", "of this value"),
        Format::Json | Format::Yaml => problem.and_more(flaw.more, "place", "of this line"),
    }
}

/// How many bytes of a line with a syntax error may be shown: those of its key.
fn harmless_head(layer: &Layer<'_>, site: Site, schema: &'static Schema) -> usize {
    let (line, _) = layer.line(site);
    heads::known_key(layer.format(), line, |word| knows(schema, word))
}

/// Whether the word is the name of any field.
fn knows(schema: &'static Schema, word: &str) -> bool {
    schema.all_fields().any(|field| {
        let below = field.shape().schema();
        field.answers_to(word) || below.is_some_and(|schema| knows(schema, word))
    })
}

pub(crate) fn whole_file(code: Code, path: &Path, message: String) -> Problem {
    Problem::new(code, message).with_place(Place::of_file(path))
}

/// What a file is that was not read, for what its reader can do about it.
pub(crate) enum Unread {
    /// A configuration file.
    Config,
    /// The file of one setting.
    Setting,
    /// The record of a deploy.
    #[cfg(feature = "snapshot")]
    Snapshot,
}

pub(crate) fn unreadable(path: &Path, error: &ReadError, limit: u64) -> Problem {
    let (code, message) = unread(&redact::path(path), error, limit);
    cured(whole_file(code, path, message), error, &Unread::Config)
}

/// As [`unreadable`], of the record of a deploy.
#[cfg(feature = "snapshot")]
pub(crate) fn unreadable_snapshot(path: &Path, error: &ReadError, limit: u64) -> Problem {
    let (code, message) = unread(&redact::path(path), error, limit);
    cured(whole_file(code, path, message), error, &Unread::Snapshot)
}

/// The problem, and what to do about a file that is not read.
pub(super) fn cured(problem: Problem, error: &ReadError, what: &Unread) -> Problem {
    let cure = match (error, what) {
        #[cfg(feature = "snapshot")]
        (ReadError::NotRegular, Unread::Snapshot) => {
            "name a regular file, or a pipe that something writes to"
        }
        #[cfg(feature = "snapshot")]
        (ReadError::TooLarge { .. }, Unread::Snapshot) => {
            "name a file written by `config snapshot`"
        }
        #[cfg(feature = "snapshot")]
        (_, Unread::Snapshot) => return problem,
        (ReadError::Missing, Unread::Config) => "create it; it may be empty",
        (ReadError::Missing, _) => "mount it before the program starts, or correct the path",
        (ReadError::BrokenLink { .. }, _) => RESTORE,
        (ReadError::Folder, Unread::Config) => {
            "replace it with a file; container runtimes create a directory when the file to \
             mount does not exist"
        }
        (ReadError::Folder, _) => "name a file in the directory",
        (ReadError::NotRegular, _) => "use a regular file, not a pipe, socket or device",
        (ReadError::Denied, _) => "grant read access to the user that runs the program",
        (ReadError::TooLarge { .. }, _) => "reduce its size",
        (ReadError::Other(_), _) => return problem,
    };
    let problem = problem.with_help(cure);
    match (error, what) {
        #[cfg(feature = "snapshot")]
        (ReadError::TooLarge { .. }, Unread::Snapshot) => problem.with_help_for_author(
            "`Loader::size_limit` raises the limit, which is 64 times as high for snapshots",
        ),
        (ReadError::TooLarge { .. }, _) => {
            problem.with_help_for_author("`Loader::size_limit` raises the limit")
        }
        _ => problem,
    }
}

/// Why the file of this name was not read.
pub(super) fn unread(file: &str, error: &ReadError, limit: u64) -> (Code, String) {
    let message = match error {
        ReadError::Missing => format!("the file {file} does not exist"),
        ReadError::BrokenLink { target } => leads_nowhere(file, target),
        ReadError::Folder => format!("{file} is a directory, not a file"),
        ReadError::NotRegular => format!("{file} is not a regular file"),
        ReadError::Denied => format!("permission denied: {file}"),
        ReadError::TooLarge { size } => {
            format!("the file {file} is too large: {size} bytes, but the limit is {limit}")
        }
        ReadError::Other(error) => format!("the file {file} cannot be read: {}", reason_of(error)),
    };
    let code = match error {
        ReadError::Missing => Code::FileMissing,
        ReadError::TooLarge { .. } => Code::FileTooLarge,
        _ => Code::FileUnreadable,
    };
    (code, message)
}

/// What to do about a link that leads nowhere.
pub(crate) const RESTORE: &str = "restore its target, or remove the link";

/// That a link leads nowhere, and where it should.
pub(crate) fn leads_nowhere(link: &str, target: &Path) -> String {
    let target = redact::path(target);
    format!("broken link: {link} points to {target}")
}

/// A directory that is meant, where there is none, or something else; `what` says which
/// one, and `cures` what to do about it for each: make it, restore it, replace it.
pub(super) fn no_directory(
    what: &str,
    (path, shown): (&Path, &Path),
    variable: Option<&str>,
    found: &Result<Vec<u8>, ReadError>,
    cures: [String; 3],
) -> Problem {
    let (shown, [make, restore, replace]) = (redact::path(shown), cures);
    let (message, cure) = match found {
        Err(ReadError::Missing) => (format!("{what} {shown} does not exist"), make),
        Err(ReadError::BrokenLink { target }) => (leads_nowhere(&shown, target), restore),
        Err(ReadError::Other(error)) => (
            format!("{what} {shown} cannot be read: {}", reason_of(error)),
            replace,
        ),
        _ => (format!("{what} {shown} is not a directory"), replace),
    };
    let code = match found {
        Err(ReadError::Missing) => Code::FileMissing,
        _ => Code::FileUnreadable,
    };
    let problem = Problem::new(code, message);
    match variable {
        Some(name) => problem
            .with_place(Place::of_variable(name))
            .with_help(format!("set {name} to a directory, or unset it")),
        None => problem.with_place(Place::of_file(path)).with_help(cure),
    }
}

/// One layer in files of two formats, of which none can be the one that counts.
pub(crate) fn two_files(paths: &[PathBuf]) -> Problem {
    let names: Vec<String> = paths.iter().map(|path| redact::path(path)).collect();
    let message = format!("{} define the same layer", names.join(" and "));
    Problem::new(Code::AmbiguousFile, message)
        .with_help("keep one of them")
        .with_places(paths.iter().map(|path| Place::of_file(path)))
}

/// The file of waivers, under its old name as well.
pub(crate) fn two_waiver_files(new: &Path, old: &Path) -> Problem {
    let names = [new, old].map(redact::path);
    let message = format!("{} both hold waivers", names.join(" and "));
    Problem::new(Code::AmbiguousFile, message)
        .with_help(format!(
            "move all waivers to {WAIVERS}, and remove {OLD_WAIVERS}"
        ))
        .with_places([new, old].map(Place::of_file))
}

/// The file of waivers, under its old name.
pub(crate) fn old_waiver_file(path: &Path) -> Problem {
    let message = format!("{} is the old name of {WAIVERS}", redact::path(path));
    Problem::note(Code::Waiver, message)
        .with_help(format!("rename it to {WAIVERS}"))
        .with_place(Place::of_file(path))
}

/// A file that has the name of a layer, and a format that is not built in.
pub(crate) fn format_off(path: &Path) -> Problem {
    let format = Format::of(path);
    let (file, name, feature) = (redact::path(path), format.name(), format.feature());
    let message = format!("{file} is not read: the program was built without {name} support");
    let toml = path.with_extension("toml");
    whole_file(Code::FileIgnored, path, message).with_help(format!(
        "build it with the feature `{feature}` of rehearsal, or move the settings to {}",
        redact::path(&toml)
    ))
}

pub(crate) fn utf16(path: &Path) -> Problem {
    let message = format!("the file {} is UTF-16, not UTF-8", redact::path(path));
    whole_file(Code::FileEncoding, path, message).with_help("save it as UTF-8")
}

pub(crate) fn not_utf8(path: &Path, bytes: &[u8], offset: usize) -> Problem {
    let lines = bytes[..offset].split(|byte| *byte == b'\n').count();
    let file = redact::path(path);
    let message = format!("the file {file} is not valid UTF-8 (byte {offset}, line {lines})");
    whole_file(Code::FileEncoding, path, message).with_help("save it as UTF-8")
}
