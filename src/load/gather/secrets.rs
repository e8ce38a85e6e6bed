//! Gathering secret directories, and the files that `_FILE` variables name.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::folder::is_closed;
use super::modes::OpenFiles;
use super::{Inputs, Setup, mount};
use crate::layer;
use crate::layer::LayerKind;
use crate::layer::secrets::variable_of;
use crate::layer::variable::{SecretFile, Unusable, Variable};
use crate::layer::variables::{Owner, owners};
use crate::read::unknown::{self, Explained};
use crate::report::problem::{Problem, Rank, Severity};
use crate::report::searched::PathState;
use crate::schema::Schema;
use crate::schema::names;
use crate::system::{ReadError, System, absolute};
use crate::value::redact;

/// Where containers find their secrets.
const SHARED: &str = "/run/secrets";

/// The variable in which systemd says where the credentials of a service are.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// A directory to look into.
struct Place {
    path: PathBuf,
    whose: Whose,
}

/// Whom the files of a directory are for.
#[derive(Clone, PartialEq, Eq)]
enum Whose {
    /// For every program of the container.
    Shared,
    /// For the service, which may be more than the program.
    Credentials,
    /// For the program, which says so itself.
    Program,
    /// For the program, as this variable says.
    Variable(String),
}

impl Whose {
    fn is_own(&self) -> bool {
        matches!(self, Self::Program | Self::Variable(_))
    }

    /// The variable that names the directory.
    fn variable(&self) -> Option<&str> {
        match self {
            Self::Shared | Self::Program => None,
            Self::Credentials => Some(CREDENTIALS),
            Self::Variable(name) => Some(name),
        }
    }
}

/// Reads all secret directories, lowest first, and returns what no setting owns.
pub(super) fn gather(setup: &Setup, schema: &'static Schema, inputs: &mut Inputs) -> Vec<Unowned> {
    let mut unowned = Vec::new();
    for place in places(setup) {
        if !setup.system.is_dir(&place.path) {
            if place.whose != Whose::Shared {
                let (problem, state) = missing(setup, &place);
                inputs.lose(LayerKind::Secrets, &place.path, problem);
                inputs.secret_folders.push((place.path, state));
            }
            continue;
        }
        let search = Search {
            setup,
            schema,
            place: &place,
        };
        match mount::read(&*setup.system, &place.path, |real| search.folder(real)) {
            Ok(found) => {
                found.open.note(inputs);
                inputs
                    .secret_folders
                    .push((place.path.clone(), PathState::Read));
                if !found.unowned.is_empty() {
                    unowned.push(Unowned {
                        rank: inputs.next_rank(),
                        place,
                        files: found.unowned,
                    });
                }
                if !found.files.is_empty() {
                    inputs.secrets.push(found.files);
                }
                continue;
            }
            Err(error) => {
                let problem = layer::words::secret_folder_unreadable(&place.path, &error);
                if place.whose == Whose::Shared {
                    inputs.report(problem.with_severity(Severity::Note));
                } else {
                    inputs.lose(LayerKind::Secrets, &place.path, problem);
                }
            }
        }
        inputs.secret_folders.push((place.path, PathState::NotRead));
    }
    unowned
}

/// Says of a directory that it is not there, or cannot be reached.
fn missing(setup: &Setup, place: &Place) -> (Problem, PathState) {
    let host = &*setup.system;
    let entry = host.entry(&place.path);
    let state = match &entry {
        Err(error) if error.kind() == io::ErrorKind::NotFound => PathState::NotThere,
        _ => PathState::NotRead,
    };
    let problem = match entry {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            layer::words::secret_folder_unreadable(&place.path, &error)
        }
        _ => {
            let found = host.read(&place.path, 0);
            let (shown, variable) = (absolute(host, &place.path), place.whose.variable());
            layer::words::secret_folder_missing(&place.path, &shown, variable, &found)
        }
    };
    (problem, state)
}

fn places(setup: &Setup) -> Vec<Place> {
    let variable = names::below(&setup.prefix, "secrets_dir");
    let given = |name: &str| {
        let value = setup.system.var_os(name);
        value.filter(|value| !value.is_empty())
    };
    let (own, whose): (Vec<PathBuf>, Whose) = match given(&variable) {
        Some(paths) => (folders(&paths), Whose::Variable(variable)),
        None => (setup.secrets.clone(), Whose::Program),
    };
    let own = own.into_iter().filter(|path| !path.as_os_str().is_empty());
    let own: Vec<Place> = own
        .map(|path| Place {
            path,
            whose: whose.clone(),
        })
        .collect();
    let credentials = given(CREDENTIALS).map(PathBuf::from);
    let shared = [
        Some((PathBuf::from(SHARED), Whose::Shared)),
        credentials.map(|path| (path, Whose::Credentials)),
    ];
    let shared = shared.into_iter().flatten();
    let mut places: Vec<Place> = shared
        .map(|(path, whose)| Place { path, whose })
        .filter(|place| own.iter().all(|own| own.path != place.path))
        .collect();
    places.extend(own);
    places
}

/// The directories that a variable names, one or several.
fn folders(paths: &OsStr) -> Vec<PathBuf> {
    if redact::is_harmless(&paths.to_string_lossy()) {
        std::env::split_paths(paths).collect()
    } else {
        // OK because the parts of a URL are not directories, and one of them is a password.
        vec![PathBuf::from(paths)]
    }
}

/// The search for the program's files in one directory.
struct Search<'s> {
    setup: &'s Setup,
    schema: &'static Schema,
    place: &'s Place,
}

/// What is in a directory.
#[derive(Default)]
struct Found {
    files: Vec<Variable>,
    open: OpenFiles,
    unowned: Vec<Variable>,
}

impl Search<'_> {
    /// Reads the files that settings own, and no others.
    fn folder(&self, real: &Path) -> io::Result<Found> {
        let host = &*self.setup.system;
        let names = host.read_dir(real)?;
        let mut platform = Vec::new();
        names::platform_names(self.schema, &mut platform);
        let prefix = &self.setup.prefix;
        let files: Vec<Variable> = names
            .iter()
            .filter(|name| !is_hidden(name))
            .map(|name| {
                let name = name.to_string_lossy().into_owned();
                let variable = variable_of(&name, self.schema, prefix, &platform);
                Variable::standing_for(name, variable)
            })
            .collect();
        let owners = owners(&files, self.schema, prefix);
        let mut found = Found::default();
        found.open.look_at_folder(host, &self.place.path);
        for (mut file, owner) in files.into_iter().zip(owners) {
            let place = real.join(&file.name);
            let path = self.place.path.join(&file.name);
            if owner.is_nobody() {
                if !host.is_dir(&place) {
                    found.unowned.push(file);
                }
                continue;
            }
            found.open.look(host, &place, &path, is_secret(owner));
            let limit = self.setup.size_limit;
            let content = SecretFile::read(host, &place, path, limit);
            if is_denied(&content) && is_closed(host, real) {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            file.set_file(content);
            found.files.push(file);
        }
        Ok(found)
    }
}

/// The files of a directory that match no setting.
pub(super) struct Unowned {
    place: Place,
    files: Vec<Variable>,
    rank: Rank,
}

/// Says so of files that match no setting, but for those that a `_FILE` variable
/// names.
pub(super) fn report_unowned(
    setup: &Setup,
    schema: &'static Schema,
    unowned: Vec<Unowned>,
    inputs: &mut Inputs,
) {
    if unowned.is_empty() {
        return;
    }
    let named = named_by_twins(setup, inputs);
    let settings = names::all(schema, &setup.prefix);
    for mut folder in unowned {
        let path = |file: &Variable| folder.place.path.join(&file.name);
        let host = &*setup.system;
        folder
            .files
            .retain(|file| named.is_empty() || !named.contains(&real(host, &path(file))));
        let is_own = |file: &Variable| !setup.is_variable_of_others(file.variable());
        folder.files.retain(is_own);
        folder.report(&setup.prefix, &settings, inputs);
    }
}

/// The files that `_FILE` variables name.
fn named_by_twins(setup: &Setup, inputs: &Inputs) -> HashSet<PathBuf> {
    let lines = inputs.dotenv.iter().flat_map(|dotenv| &dotenv.lines);
    let files = inputs
        .variables
        .iter()
        .chain(lines)
        .filter_map(Variable::file);
    files.map(|file| real(&*setup.system, &file.path)).collect()
}

fn real(host: &dyn System, path: &Path) -> PathBuf {
    let path = absolute(host, path);
    host.canonicalize(&path).unwrap_or(path)
}

impl Unowned {
    fn report(&self, prefix: &str, settings: &[names::Named], inputs: &mut Inputs) {
        let is_own = self.place.whose.is_own();
        let severity = if is_own {
            Severity::Error
        } else {
            Severity::Note
        };
        let (mut strangers, mut counted) = (Vec::new(), Explained::default());
        for (number, file) in self.files.iter().enumerate() {
            let similar = (number < unknown::MOST_EXPLAINED)
                .then(|| unknown::similar_setting(file.variable(), prefix, settings))
                .flatten();
            if is_own || similar.is_some() {
                let path = self.place.path.join(&file.name);
                let problem = layer::words::unowned_file(&path, similar).with_severity(severity);
                counted.add(problem.with_rank(self.rank), &mut inputs.found);
            } else {
                strangers.push(&*file.name);
            }
        }
        counted.add_to(&mut inputs.found);
        if !strangers.is_empty() {
            let note = layer::words::unowned_files(&self.place.path, &strangers);
            inputs.report(note);
        }
    }
}

fn is_denied(file: &SecretFile) -> bool {
    let error = file.text.as_ref().err();
    error.is_some_and(|error| {
        matches!(error, Unusable::Unread { error, .. } if matches!(error, ReadError::Denied))
    })
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_secret(owner: Owner) -> bool {
    matches!(owner, Owner::Setting(field) | Owner::Entry(field) if !field.secrets().is_none())
}

/// Whether the value may be secret although the setting as a whole is not.
fn may_be_secret(owner: Owner, variable: &str) -> bool {
    let (Owner::Setting(field) | Owner::Entry(field)) = owner else {
        return true;
    };
    field.is_guarded() || redact::is_secret_name(variable)
}

/// Reads the files that the twins of variables name.
///
/// A variable is a twin if no setting owns it, and one owns the variable of its
/// name without the ending. An entry of a map has no name of its own that could
/// win over the twin of another.
pub(super) fn twins(
    setup: &Setup,
    schema: &'static Schema,
    variables: &mut [Variable],
) -> OpenFiles {
    let mut open = OpenFiles::default();
    let candidates: Vec<usize> = (0..variables.len())
        .filter(|&at| variables[at].twin_of().is_some())
        .collect();
    if candidates.is_empty() {
        return open;
    }
    let own = owners(variables, schema, &setup.prefix);
    let base = |at: &usize| {
        let variable = &variables[*at];
        let name = variable.twin_of().unwrap_or_default();
        Variable::standing_for(variable.name.clone(), name.to_owned())
    };
    let bases: Vec<Variable> = candidates.iter().map(base).collect();
    let of_bases = owners(&bases, schema, &setup.prefix);
    for (at, owner) in candidates.into_iter().zip(of_bases) {
        let is_free = matches!(own[at], Owner::Nobody | Owner::Entry(_));
        if !is_free || !matches!(owner, Owner::Setting(_) | Owner::Entry(_)) {
            continue;
        }
        let variable = &mut variables[at];
        variable.make_twin(&*setup.system, setup.size_limit, |variable| {
            may_be_secret(owner, variable)
        });
        if let Some(file) = variable.file() {
            open.look(&*setup.system, &file.path, &file.path, is_secret(owner));
        }
    }
    open
}
