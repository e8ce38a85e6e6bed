//! What is wrong with a file as a whole, or with its grammar.

use std::path::{Path, PathBuf};

use crate::environment::Environment;
use crate::format::{Flaw, FlawKind, Format, heads};
use crate::host::ReadError;
use crate::key::Key;
use crate::layer::LayerKind;
use crate::layer::file::names::Meant;
use crate::origin::{Origin, Site};
use crate::problem::{Code, Place, Problem};
use crate::redact;
use crate::schema::{Schema, Shape};
use crate::searched;
use crate::source::{Layer, Show, rank};
use crate::suggest;

pub(crate) fn flaw(
    layer: &Layer<'_>,
    flaw: &Flaw,
    depth_limit: usize,
    schema: &'static Schema,
) -> Problem {
    match &flaw.kind {
        FlawKind::Syntax { message, help } => {
            let (format, head) = (layer.format(), harmless_head(layer, flaw.site, schema));
            let message = format!("this is not {}: {message}", format.name());
            let problem = Problem::new(Code::Syntax, message)
                .with_place(layer.place(flaw.site, "", Show::Head(head)))
                .with_rank(rank(flaw.site));
            match help {
                Some(help) => problem.with_help(*help),
                None => problem,
            }
        }
        FlawKind::Refused { what, help } => Problem::new(Code::Unsupported, *what)
            .with_place(layer.place(
                flaw.site,
                "",
                Show::Head(harmless_head(layer, flaw.site, schema)),
            ))
            .with_help(*help)
            .with_rank(rank(flaw.site)),
        FlawKind::NoTable { found } => {
            let message = format!("a configuration file holds a table of settings, not {found}");
            Problem::new(Code::WrongType, message)
                .with_expected("a table")
                .with_place(layer.place(flaw.site, "", Show::Head(0)))
                .with_rank(rank(flaw.site))
        }
        FlawKind::Duplicate { first, key } => {
            duplicate(layer, flaw.site, *first, key.as_ref(), schema)
        }
        FlawKind::TooDeep => {
            let message = format!("this is nested more than {depth_limit} levels deep");
            Problem::new(Code::TooDeep, message)
                .with_place(layer.place(flaw.site, "", Show::Value("…")))
                .with_help("write it flatter, or raise the limit with `Loader::depth_limit`")
                .with_rank(rank(flaw.site))
        }
    }
}

/// How many bytes of a line with a syntax error may be shown: those of its key,
/// up to its first `=` or `:`.
///
/// Only words of the schema, since the line may be the inside of a value: the
/// base64 of a key, behind quotes that were never opened, may end in a `=`.
fn harmless_head(layer: &Layer<'_>, site: Site, schema: &'static Schema) -> usize {
    let (line, _) = layer.line(site);
    match layer.format() {
        Format::Toml => harmless_head_of_toml(line, schema),
        Format::Json | Format::Yaml => heads::known_key(line, |word| knows(schema, word)),
    }
}

fn harmless_head_of_toml(line: &str, schema: &'static Schema) -> usize {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let is_header_or_bare = |c: char| is_bare(c) || matches!(c, '[' | ']');
    let end = rest.find(|c| !is_header_or_bare(c)).unwrap_or(rest.len());
    let after = rest[end..].trim_start_matches([' ', '\t']);
    let end = if after.starts_with('=') {
        rest.len() - after.len() + 1
    } else {
        end
    };
    if knows_all(schema, &rest[..end]) {
        indent + end
    } else {
        0
    }
}

/// Whether all words of a key or header are names of fields.
fn knows_all(schema: &'static Schema, key: &str) -> bool {
    key.split(['.', '[', ']', '=', '"', '\'', ' ', '\t'])
        .filter(|word| !word.is_empty())
        .all(|word| knows(schema, word))
}

/// Whether the word is the name of any field.
fn knows(schema: &'static Schema, word: &str) -> bool {
    schema.all_fields().any(|field| {
        let below = field.shape().schema();
        field.answers_to(word) || below.is_some_and(|schema| knows(schema, word))
    })
}

fn duplicate(
    layer: &Layer<'_>,
    site: Site,
    first: Option<Site>,
    whole: Option<&Key>,
    schema: &'static Schema,
) -> Problem {
    let show = |site| match layer.written(site) {
        key if knows_all(schema, key) || !has_secret_names(schema) => Show::Key,
        _ => Show::Head(0),
    };
    let may_show = |key: &Key| knows_all(schema, key.as_str()) || !has_secret_names(schema);
    let message = match whole.filter(|key| may_show(key)) {
        Some(key) => format!("duplicate key `{key}`"),
        None => "duplicate key".to_owned(),
    };
    let problem = Problem::new(Code::DuplicateKey, message)
        .with_place(layer.place(site, "defined again here", show(site)))
        .with_help("keep one of them")
        .with_rank(rank(site));
    match first {
        Some(first) => problem.with_place(layer.place(first, "first defined here", show(first))),
        None => problem,
    }
}

/// Whether there is a secret whose entries have names that are secret with it.
fn has_secret_names(schema: &'static Schema) -> bool {
    schema.all_fields().any(|field| match field.shape() {
        Shape::Leaf(kind) => field.is_secret() && kind().is_map(),
        shape => shape.schema().is_some_and(has_secret_names),
    })
}

fn whole_file(code: Code, path: &Path, message: String) -> Problem {
    Problem::new(code, message).with_place(Place::new(Origin::WholeFile(path.to_owned()), ""))
}

pub(crate) fn unreadable(path: &Path, error: &ReadError, limit: u64) -> Problem {
    let file = path.display();
    match error {
        ReadError::Missing => whole_file(
            Code::FileMissing,
            path,
            format!("the file {file} does not exist"),
        )
        .with_help("create it; it may be empty"),
        ReadError::Folder => whole_file(
            Code::FileUnreadable,
            path,
            format!("{file} is a folder, not a file"),
        ),
        ReadError::NotRegular => whole_file(
            Code::FileUnreadable,
            path,
            format!("{file} is not a regular file"),
        )
        .with_help("a pipe, socket or device cannot be a configuration file"),
        ReadError::Denied => whole_file(
            Code::FileUnreadable,
            path,
            format!("the file {file} may not be read"),
        )
        .with_help("give the user that runs the program the right to read it"),
        ReadError::TooLarge { size } => {
            let message =
                format!("the file {file} is too large: {size} bytes, the limit is {limit}");
            whole_file(Code::FileTooLarge, path, message)
                .with_help("raise the limit with `Loader::size_limit` if it has to be this large")
        }
        ReadError::Other(error) => whole_file(
            Code::FileUnreadable,
            path,
            format!("the file {file} cannot be read: {error}"),
        ),
    }
}

/// The file of an environment that is not there; `instead` may be meant for it.
pub(crate) fn environment_file_missing(
    path: &Path,
    shown: &Path,
    environment: &str,
    instead: Option<&(PathBuf, Meant)>,
) -> Problem {
    let message = format!(
        "the environment {environment} has no file {}",
        shown.display()
    );
    let problem = whole_file(Code::FileMissing, path, message);
    match instead {
        Some((wrong, meant)) => with_rename(problem, wrong, meant),
        None => problem.with_help(format!(
            "create it, so that it is plain what is special in this environment; {}",
            least_of(path)
        )),
    }
}

/// Points at the file that was meant for the one that is not there.
fn with_rename(problem: Problem, wrong: &Path, meant: &Meant) -> Problem {
    let (shown, file) = (wrong.display(), &meant.file);
    let help = if meant.is_foreign {
        format!("write {shown} in TOML, JSON or YAML, as `{file}`")
    } else {
        format!("rename {shown} to `{file}`")
    };
    problem
        .with_place(Place::new(Origin::WholeFile(wrong.to_owned()), ""))
        .with_help(help)
}

/// A file that was probably meant to be a layer, under a name that nothing reads.
pub(crate) fn near_file(path: &Path, meant: &Meant, is_there: bool) -> Problem {
    let (layer, file) = (&meant.layer, &meant.file);
    let reader = match meant.kind {
        LayerKind::DefaultFile => "every environment reads".to_owned(),
        LayerKind::LocalFile => "development and test read".to_owned(),
        LayerKind::DeploymentFile => format!("the deployment {layer} reads"),
        _ => format!("{layer} reads"),
    };
    let message = format!("nothing reads {}: {reader} `{file}`", path.display());
    let problem = whole_file(Code::UnknownFile, path, message);
    match (is_there, meant.is_foreign) {
        (true, _) => problem.with_help(format!("move its settings to `{file}`, and remove it")),
        (false, true) => problem.with_help(format!("write it in TOML, JSON or YAML, as `{file}`")),
        (false, false) => problem.with_help(format!("rename it to `{file}`")),
    }
}

/// How many of the files that nothing reads are named.
const MOST_UNREAD: usize = 10;

/// Files of settings that no load reads, whatever the environment.
pub(crate) fn unread_files<'n>(
    paths: &[PathBuf],
    layers: impl Iterator<Item = &'n str>,
) -> Problem {
    let named = paths.iter().take(MOST_UNREAD);
    let named: Vec<String> = named.map(|path| path.display().to_string()).collect();
    let more = match paths.len().saturating_sub(MOST_UNREAD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("nothing reads {}{more}", named.join(", "));
    let places = paths.iter().take(MOST_UNREAD);
    let places = places.map(|path| Place::new(Origin::WholeFile(path.clone()), ""));
    places
        .fold(
            Problem::note(Code::UnknownFile, message),
            Problem::with_place,
        )
        .with_help(format!(
            "files of settings are called {}; move or remove what is not one",
            suggest::quoted(layers)
        ))
}

/// A start that found no folder, and so has read no file.
pub(crate) fn no_files(working_dir: &Path, variable: &str) -> Problem {
    let dir = searched::shown(working_dir);
    let message = format!("there is no directory `config` in {dir}: no files were read");
    Problem::note(Code::FileMissing, message)
        .with_help(format!(
            "set {variable} to the directory of the configuration files"
        ))
        .with_help("a program that has none says so with `Loader::without_folder`")
}

/// A folder that the program may not enter.
pub(crate) fn folder_closed(path: &Path, variable: Option<&str>) -> Problem {
    let message = format!(
        "permission denied: the config directory {}",
        searched::shown(path)
    );
    let place = match variable {
        Some(name) => Origin::Variable(name.to_owned()),
        None => Origin::WholeFile(path.to_owned()),
    };
    Problem::new(Code::FileUnreadable, message)
        .with_place(Place::new(place, ""))
        .with_help("grant the user that runs the program the right to list and enter it")
}

/// How little a file may hold.
fn least_of(path: &Path) -> &'static str {
    match Format::of(path) {
        Format::Toml | Format::Yaml => "it may be empty",
        Format::Json => "`{}` is enough",
    }
}

/// One layer in files of two formats, of which none can be the one that counts.
pub(crate) fn two_files(paths: &[PathBuf]) -> Problem {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let problem = Problem::new(
        Code::AmbiguousFile,
        format!("{} are the same layer", names.join(" and ")),
    )
    .with_help("keep one of them");
    let place = |path: &PathBuf| Place::new(Origin::WholeFile(path.clone()), "");
    paths.iter().map(place).fold(problem, Problem::with_place)
}

/// A file that has the name of a layer, and a format that is not built in.
pub(crate) fn format_off(path: &Path) -> Problem {
    let format = Format::of(path);
    let (file, name, feature) = (path.display(), format.name(), format.feature());
    let message = format!("{file} is not read: the program was built without {name}");
    let toml = path.with_extension("toml");
    whole_file(Code::FileIgnored, path, message).with_help(format!(
        "build it with the feature `{feature}` of rehearsal, or write the settings to {}",
        toml.display()
    ))
}

pub(crate) fn embedded_file_missing(
    path: &Path,
    environment: &str,
    instead: Option<&(PathBuf, Meant)>,
) -> Problem {
    let file = path.display();
    let problem = Problem::new(
        Code::FileMissing,
        format!("the environment {environment} has no embedded file {file}"),
    );
    match instead {
        Some((wrong, meant)) => with_rename(problem, wrong, meant),
        None => problem.with_help(
            "embed one, so that it is plain what is special in this environment; it may be empty",
        ),
    }
}

pub(crate) fn folder_missing(path: &Path, shown: &Path, variable: Option<&str>) -> Problem {
    let message = format!(
        "the config directory {} does not exist",
        searched::shown(shown)
    );
    let problem = Problem::new(Code::FileMissing, message);
    match variable {
        Some(name) => problem
            .with_place(Place::new(Origin::Variable(name.to_owned()), ""))
            .with_help(format!("set {name} to a directory, or unset it")),
        None => problem.with_place(Place::new(Origin::WholeFile(path.to_owned()), "")),
    }
}

pub(crate) fn utf16(path: &Path) -> Problem {
    let message = format!("the file {} is UTF-16, not UTF-8", path.display());
    whole_file(Code::FileEncoding, path, message).with_help("save it again as UTF-8")
}

pub(crate) fn not_utf8(path: &Path, bytes: &[u8], offset: usize) -> Problem {
    let line = bytes[..offset]
        .iter()
        .filter(|&&byte| byte == b'\n')
        .count()
        + 1;
    let message = format!(
        "the file {} is not UTF-8 at byte {offset}, in line {line}",
        path.display()
    );
    whole_file(Code::FileEncoding, path, message).with_help("save it again as UTF-8")
}

pub(crate) fn local_file_ignored(path: &Path, environment: Environment) -> Problem {
    let message = format!("{} is not read in {environment}", path.display());
    Problem::note(Code::FileIgnored, message)
        .with_place(Place::new(Origin::WholeFile(path.to_owned()), ""))
        .with_help("it is for development and test only; do not ship it")
}

/// Files such as `.env.local`, which look as if they were read.
pub(crate) fn dotenv_siblings(paths: &[PathBuf]) -> Problem {
    let named: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let message = format!("nothing reads {}", named.join(", "));
    let places = paths
        .iter()
        .map(|path| Place::new(Origin::WholeFile(path.clone()), ""));
    places
        .fold(
            Problem::note(Code::FileIgnored, message),
            Problem::with_place,
        )
        .with_help(
            "only `.env` is read, in development and test; move the lines there, or remove it",
        )
}

pub(crate) fn deep_provider(name: &str, limit: usize) -> Problem {
    let message = format!("a value is nested more than {limit} levels deep");
    Problem::new(Code::TooDeep, message)
        .with_place(Place::new(Origin::Provider(name.to_owned()), ""))
        .with_help("let the provider give a flatter value")
}

pub(crate) fn provider_failed(name: &str, error: &figment::Error) -> Problem {
    // OK to leave the error's own words out: they repeat the value found.
    let path = error.path.join(".");
    let path = redact::line(&path);
    let message = match path.as_str() {
        "" => format!("the provider {name} failed"),
        path => format!("the provider {name} failed at `{path}`"),
    };
    Problem::new(Code::Provider, message)
        .with_place(Place::new(Origin::Provider(name.to_owned()), ""))
}
