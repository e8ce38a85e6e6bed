//! What is wrong with a file as a whole, or with its grammar.

use std::path::{Path, PathBuf};

use figment::error::Kind;

use super::duplicate;
use crate::format::{Flaw, FlawKind, Format, heads};
use crate::layer::source::{Layer, Show};
use crate::report::problem::{Code, Place, Problem};
use crate::schema::Schema;
use crate::system::{ReadError, reason_of};
use crate::value::origin::{Origin, Site};
use crate::value::redact;

pub(crate) fn flaw(
    layer: &Layer<'_>,
    flaw: &Flaw,
    depth_limit: usize,
    schema: &'static Schema,
) -> Problem {
    let problem = one(layer, flaw, depth_limit, schema);
    match layer.format() {
        Format::Toml => problem.and_more(flaw.more, "line", "of this value"),
        Format::Json | Format::Yaml => problem.and_more(flaw.more, "place", "of this line"),
    }
}

fn one(layer: &Layer<'_>, flaw: &Flaw, depth_limit: usize, schema: &'static Schema) -> Problem {
    match &flaw.kind {
        FlawKind::Syntax {
            message,
            help,
            is_last,
        } => {
            let (format, head) = (layer.format(), harmless_head(layer, flaw.site, schema));
            let message = format!("invalid {}: {message}", format.name());
            let problem = Problem::new(Code::Syntax, message).with_place(layer.place(
                flaw.site,
                "",
                Show::Head(head),
            ));
            let problem = match help {
                Some(help) => problem.with_help(*help),
                None => problem,
            };
            if *is_last {
                problem.with_help("the rest of the file was not read, and may contain more errors")
            } else {
                problem
            }
        }
        FlawKind::Refused { what, help } => Problem::new(Code::Unsupported, *what)
            .with_place(layer.place(
                flaw.site,
                "",
                Show::Head(harmless_head(layer, flaw.site, schema)),
            ))
            .with_help(*help),
        FlawKind::NoTable { found } => {
            let message = format!("a configuration file must be a table of settings, not {found}");
            Problem::new(Code::WrongType, message)
                .with_expected("a table")
                .with_place(layer.place(flaw.site, "", Show::Head(0)))
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
                .with_place(layer.place(flaw.site, "", Show::Value("…")))
                .with_help("reduce the nesting")
                .with_help_for_author("`Loader::depth_limit` raises the limit")
        }
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
    Problem::new(code, message).with_place(Place::new(Origin::WholeFile(path.to_owned()), ""))
}

pub(crate) fn unreadable(path: &Path, error: &ReadError, limit: u64) -> Problem {
    let (code, message) = unread(&redact::path(path), error, limit);
    let problem = whole_file(code, path, message);
    match error {
        ReadError::Missing => problem.with_help("create it; it may be empty"),
        ReadError::BrokenLink { .. } => problem.with_help(RESTORE),
        ReadError::Folder => problem.with_help("replace it with a file; container runtimes create a directory when the file to mount does not exist"),
        ReadError::NotRegular => {
            problem.with_help("use a regular file, not a pipe, socket or device")
        }
        ReadError::Denied => problem.with_help(GRANT),
        ReadError::TooLarge { .. } => problem
            .with_help("reduce its size")
            .with_help_for_author("`Loader::size_limit` raises the limit"),
        ReadError::Other(_) => problem,
    }
}

/// As [`unreadable`], of the record of a deploy.
#[cfg(feature = "snapshot")]
pub(crate) fn unreadable_snapshot(path: &Path, error: &ReadError, limit: u64) -> Problem {
    let (code, message) = unread(&redact::path(path), error, limit);
    let problem = whole_file(code, path, message);
    match error {
        ReadError::NotRegular => {
            problem.with_help("name a regular file, or a pipe that something writes to")
        }
        ReadError::TooLarge { .. } => problem
            .with_help("name a file written by `config snapshot`")
            .with_help_for_author(
                "`Loader::size_limit` raises the limit, which is 64 times as high for snapshots",
            ),
        _ => problem,
    }
}

/// Why the file of this name was not read.
pub(super) fn unread(file: &str, error: &ReadError, limit: u64) -> (Code, String) {
    match error {
        ReadError::Missing => (Code::FileMissing, format!("the file {file} does not exist")),
        ReadError::BrokenLink { target } => (Code::FileUnreadable, leads_nowhere(file, target)),
        ReadError::Folder => (
            Code::FileUnreadable,
            format!("{file} is a directory, not a file"),
        ),
        ReadError::NotRegular => (
            Code::FileUnreadable,
            format!("{file} is not a regular file"),
        ),
        ReadError::Denied => (Code::FileUnreadable, format!("permission denied: {file}")),
        ReadError::TooLarge { size } => (
            Code::FileTooLarge,
            format!("the file {file} is too large: {size} bytes, but the limit is {limit}"),
        ),
        ReadError::Other(error) => (
            Code::FileUnreadable,
            format!("the file {file} cannot be read: {}", reason_of(error)),
        ),
    }
}

/// What to do about a file that may not be read.
pub(super) const GRANT: &str = "grant read access to the user that runs the program";

/// What to do about a link that leads nowhere.
pub(crate) const RESTORE: &str = "restore its target, or remove the link";

/// That a link leads nowhere, and where it should.
pub(crate) fn leads_nowhere(link: &str, target: &Path) -> String {
    let target = redact::path(target);
    format!("broken link: {link} points to {target}")
}

/// One layer in files of two formats, of which none can be the one that counts.
pub(crate) fn two_files(paths: &[PathBuf]) -> Problem {
    let names: Vec<String> = paths.iter().map(|path| redact::path(path)).collect();
    let problem = Problem::new(
        Code::AmbiguousFile,
        format!("{} define the same layer", names.join(" and ")),
    )
    .with_help("keep one of them");
    at_all(paths, problem)
}

/// A problem of several files.
pub(super) fn at_all(paths: &[PathBuf], problem: Problem) -> Problem {
    let origins = paths.iter().cloned().map(Origin::WholeFile);
    let places = origins.map(|origin| Place::new(origin, ""));
    places.fold(problem, Problem::with_place)
}

/// A file that has the name of a layer, and a format that is not built in.
pub(crate) fn format_off(path: &Path) -> Problem {
    let format = Format::of(path);
    let (file, name, feature) = (redact::path(path), format.name(), format.feature());
    let message = format!("{file} is not read: the program was built without {name}");
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
    let line = bytes[..offset]
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count()
        + 1;
    let message = format!(
        "the file {} is not valid UTF-8 (byte {offset}, line {line})",
        redact::path(path)
    );
    whole_file(Code::FileEncoding, path, message).with_help("save it as UTF-8")
}

pub(crate) fn deep_provider(name: &str, limit: usize) -> Problem {
    let message = format!("a value is nested more than {limit} levels deep");
    Problem::new(Code::TooDeep, message)
        .with_place(Place::new(Origin::Provider(name.to_owned()), ""))
        .with_help("reduce the nesting of the value")
}

pub(crate) fn provider_failed(name: &str, error: &figment::Error) -> Problem {
    let path = error.path.join(".");
    let path = redact::line(&path);
    let at = match path.as_str() {
        "" => String::new(),
        path => format!(" at `{path}`"),
    };
    let (reason, is_withheld) = match reason(&error.kind) {
        Some(reason) if !redact::is_harmless(&reason) => (String::new(), true),
        Some(reason) => (format!(": {reason}"), false),
        None => (String::new(), false),
    };
    let problem = Problem::new(
        Code::Provider,
        format!("the provider {name} failed{at}{reason}"),
    )
    .with_place(Place::new(Origin::Provider(name.to_owned()), ""));
    if is_withheld {
        problem.with_help(super::WITHHELD)
    } else {
        problem
    }
}

/// Why a provider failed, without the value found and without lines of a file.
fn reason(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Message(message) => {
            let is_of_file = |line: &&str| !line.contains('|');
            let lines = message
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty());
            let lines: Vec<_> = lines.filter(is_of_file).collect();
            let line = lines.join(": ").replace(char::is_control, " ");
            (!line.is_empty()).then_some(line)
        }
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => {
            Some(format!("expected {expected}"))
        }
        Kind::MissingField(field) => Some(format!("`{field}` is missing")),
        Kind::DuplicateField(field) => Some(format!("`{field}` is set twice")),
        _ => None,
    }
}
