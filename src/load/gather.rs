//! Gathering: what the host has for a program, before anything is understood.

mod dotenv;
mod mount;
mod secrets;

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroize;

use super::find::FileNames;
use super::{Embedded, Setup};
use crate::environment::{Choice, Environment, choose};
use crate::format::Format;
use crate::host::ReadError;
use crate::layer::dotenv::Dotenv;
use crate::layer::variables::is_below;
use crate::layer::{LayerKind, file};
use crate::names;
use crate::problem::{Problem, Rank};
use crate::schema::Schema;
use crate::variable::{TWIN, Variable};
use crate::words;

/// All texts and variables of one load.
pub(crate) struct Inputs {
    /// None where no environment could be chosen.
    pub(crate) choice: Option<Choice>,
    /// That of the choice, for when the layers are built again.
    pub(crate) environment: Option<Environment>,
    pub(crate) files: Vec<FileText>,
    pub(crate) dotenv: Option<Dotenv>,
    /// The files of each secret folder, lowest first. They stand for the
    /// variables of their settings.
    pub(crate) secrets: Vec<Vec<Variable>>,
    /// Sorted by name.
    pub(crate) variables: Vec<Variable>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) notes: Vec<Problem>,
    /// Whether only what is committed counts.
    committed: bool,
}

/// The text of one file.
pub(crate) struct FileText {
    pub(crate) kind: LayerKind,
    pub(crate) path: PathBuf,
    pub(crate) text: Cow<'static, str>,
}

/// What was read is wiped, since secrets may stand in it.
impl Drop for FileText {
    fn drop(&mut self) {
        if let Cow::Owned(text) = &mut self.text {
            text.zeroize();
        }
    }
}

/// Asks the host for everything that the load needs.
pub(crate) fn gather(setup: &Setup, schema: &'static Schema) -> Inputs {
    let mut inputs = Inputs::new();
    if !is_prefix(&setup.prefix) {
        inputs.problems.push(words::no_prefix(&setup.prefix));
    }
    let variable = |name: &str| setup.host.variable(name);
    match choose(
        &setup.prefix,
        &variable,
        setup.default_environment,
        &setup.deployments,
    ) {
        Ok(choice) => {
            inputs.environment = Some(choice.environment);
            inputs.choice = Some(choice);
        }
        Err(problem) => inputs.problems.push(*problem),
    }
    all_files(setup, &mut inputs);
    dotenv::gather(setup, schema, &mut inputs);
    secrets::gather(setup, schema, &mut inputs);
    inputs.variables = variables(setup, schema, &mut inputs.problems);
    let open = secrets::twins(setup, schema, &mut inputs.variables);
    if !open.is_empty() && inputs.is_production() {
        inputs.notes.push(words::world_readable(&open));
    }
    inputs
}

/// Asks the host for the committed files of an environment, and nothing else.
pub(crate) fn committed(setup: &Setup, choice: Choice) -> Inputs {
    let mut inputs = Inputs::new();
    inputs.environment = Some(choice.environment);
    inputs.choice = Some(choice);
    inputs.committed = true;
    all_files(setup, &mut inputs);
    inputs
}

/// The environments that have a file of their own.
pub(crate) fn environments_with_file(setup: &Setup) -> Vec<Environment> {
    let folder = folder(setup);
    let names = match &folder {
        Folder::At(folder) => Some(FileNames::in_folder(&*setup.host, folder)),
        _ => None,
    };
    let has_file = |environment: &Environment| {
        let name = environment.as_str();
        match (&folder, &names) {
            (_, Some(names)) => names.of(name).any(|path| is_there(setup, &path)),
            (Folder::Embedded, _) => embedded(setup, name).next().is_some(),
            _ => false,
        }
    };
    Environment::ALL.into_iter().filter(has_file).collect()
}

/// The files beside those that a load reads.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) is_embedded: bool,
}

/// Lists the files of the folder, or those that are embedded.
pub(crate) fn listing(setup: &Setup) -> Listing {
    match folder(setup) {
        Folder::At(folder) => {
            let names = setup.host.entries(&folder).unwrap_or_default();
            let paths = names.into_iter().map(|name| folder.join(name));
            Listing {
                files: paths.filter(|path| !setup.host.is_dir(path)).collect(),
                is_embedded: false,
            }
        }
        Folder::Embedded => Listing {
            files: setup
                .embedded
                .iter()
                .map(|file| file.path.clone())
                .collect(),
            is_embedded: true,
        },
        Folder::Missing { .. } | Folder::None => Listing::default(),
    }
}

/// Reads a TOML file of the folder, or an embedded one, that is no layer.
///
/// # Errors
///
/// If it is there and cannot be read.
pub(crate) fn aside(setup: &Setup, name: &str) -> Result<Option<FileText>, Box<Problem>> {
    let beside = |path: PathBuf, text: Cow<'static, str>| FileText {
        kind: LayerKind::DefaultFile,
        path,
        text,
    };
    match folder(setup) {
        Folder::At(folder) => {
            let path = folder.join(format!("{name}.toml"));
            match setup.host.read(&path, setup.size_limit) {
                Ok(bytes) => {
                    let text = file::text(&path, bytes)?;
                    Ok(Some(beside(path, text.into())))
                }
                Err(ReadError::Missing) => Ok(None),
                Err(error) => Err(Box::new(words::unreadable(&path, &error, setup.size_limit))),
            }
        }
        Folder::Embedded => {
            let is_toml = |path: &Path| path.extension().is_some_and(|ending| ending == "toml");
            let found = embedded(setup, name).find(|file| is_toml(&file.path));
            Ok(found.map(|file| beside(file.path.clone(), file.text.clone())))
        }
        Folder::Missing { .. } | Folder::None => Ok(None),
    }
}

fn all_files(setup: &Setup, inputs: &mut Inputs) {
    match folder(setup) {
        Folder::Embedded => embedded_files(setup, inputs),
        Folder::At(folder) => files(setup, &folder, inputs),
        Folder::Missing { path, variable } => {
            inputs.problems.push(words::folder_missing(&path, variable));
        }
        Folder::None => {}
    }
}

/// Whether names of variables can begin like this.
fn is_prefix(prefix: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    !prefix.is_empty() && prefix.bytes().all(is_word) && !prefix.as_bytes()[0].is_ascii_digit()
}

enum Folder {
    At(PathBuf),
    Embedded,
    Missing {
        path: PathBuf,
        variable: Option<String>,
    },
    None,
}

/// The folder that holds the files: what a variable says, else what the program
/// says, else its embedded files, else `config`.
fn folder(setup: &Setup) -> Folder {
    let variable = format!("{}_CONFIG_DIR", setup.prefix);
    let given = setup
        .host
        .variable(&variable)
        .filter(|path| !path.is_empty());
    let given = given.map(|path| (PathBuf::from(path), Some(variable)));
    let told = || setup.folder.clone().map(|path| (path, None));
    if let Some((path, variable)) = given.or_else(told) {
        if setup.host.is_dir(&path) {
            Folder::At(path)
        } else {
            Folder::Missing { path, variable }
        }
    } else if !setup.embedded.is_empty() {
        Folder::Embedded
    } else if setup.host.is_dir(Path::new("config")) {
        Folder::At(PathBuf::from("config"))
    } else {
        Folder::None
    }
}

/// The files of an environment, lowest first.
fn wanted(inputs: &Inputs) -> Vec<(LayerKind, Cow<'static, str>)> {
    let choice = inputs.choice.as_ref();
    let environment = choice.map(|choice| choice.environment.as_str().into());
    let deployment = choice.and_then(|choice| choice.deployment.clone());
    let local = choice.is_some_and(|choice| !choice.environment.is_deployed()) && !inputs.committed;
    [
        Some((LayerKind::DefaultFile, "default".into())),
        environment.map(|name| (LayerKind::EnvironmentFile, name)),
        deployment.map(|name| (LayerKind::DeploymentFile, name.into())),
        local.then(|| (LayerKind::LocalFile, "local".into())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn files(setup: &Setup, folder: &Path, inputs: &mut Inputs) {
    let names = FileNames::in_folder(&*setup.host, folder);
    for (kind, name) in wanted(inputs) {
        let (mut found, mut is_refused) = (0, false);
        for path in names.of(&name) {
            if Format::of(&path).reader().is_none() {
                if is_there(setup, &path) {
                    is_refused = true;
                    inputs.refuse(words::format_off(&path));
                }
                continue;
            }
            match setup.host.read(&path, setup.size_limit) {
                Ok(bytes) => match file::text(&path, bytes) {
                    Ok(text) => inputs.add(kind, path, text.into()),
                    Err(problem) => inputs.refuse(*problem),
                },
                Err(ReadError::Missing) => continue,
                Err(error) => inputs.refuse(words::unreadable(&path, &error, setup.size_limit)),
            }
            found += 1;
        }
        if found > 1 {
            let there = names.of(&name).filter(|path| is_there(setup, path));
            inputs.refuse(words::two_files(&there.collect::<Vec<_>>()));
        }
        let is_missing = found == 0 && !is_refused;
        if is_missing && kind == LayerKind::EnvironmentFile {
            let path = inputs.likely_file(folder, &name);
            inputs.refuse(words::environment_file_missing(&path, &name));
        }
    }
    if let Some(environment) = inputs.deployed().filter(|_| !inputs.committed) {
        let locals = names.of("local").filter(|path| is_there(setup, path));
        let notes = locals.map(|local| words::local_file_ignored(&local, environment));
        inputs.notes.extend(notes);
    }
}

fn is_there(setup: &Setup, path: &Path) -> bool {
    !matches!(setup.host.read(path, 0), Err(ReadError::Missing))
}

fn embedded_files(setup: &Setup, inputs: &mut Inputs) {
    for (kind, name) in wanted(inputs) {
        let (mut found, mut is_refused) = (0, false);
        for file in embedded(setup, &name) {
            if Format::of(&file.path).reader().is_none() {
                is_refused = true;
                inputs.refuse(words::format_off(&file.path));
                continue;
            }
            inputs.add(kind, file.path.clone(), file.text.clone());
            found += 1;
        }
        if found > 1 {
            let there = embedded(setup, &name).map(|file| file.path.clone());
            inputs.refuse(words::two_files(&there.collect::<Vec<_>>()));
        }
        let is_missing = found == 0 && !is_refused;
        if is_missing && kind == LayerKind::EnvironmentFile {
            let path = inputs.likely_file(Path::new(""), &name);
            inputs.refuse(words::embedded_file_missing(&path, &name));
        }
    }
}

/// The embedded files of this name, whatever their format.
fn embedded<'s>(setup: &'s Setup, name: &str) -> impl Iterator<Item = &'s Embedded> {
    setup.embedded.iter().filter(move |file| file.layer == name)
}

impl Inputs {
    fn new() -> Self {
        Self {
            choice: None,
            environment: None,
            files: Vec::new(),
            dotenv: None,
            secrets: Vec::new(),
            variables: Vec::new(),
            problems: Vec::new(),
            notes: Vec::new(),
            committed: false,
        }
    }

    fn add(&mut self, kind: LayerKind, path: PathBuf, text: Cow<'static, str>) {
        self.files.push(FileText { kind, path, text });
    }

    /// The file that a setting of this environment best stands in.
    pub(crate) fn best_file(&self) -> Option<&Path> {
        let mut files = self.files.iter().rev();
        let best = files.find(|file| file.kind <= LayerKind::EnvironmentFile)?;
        Some(&best.path)
    }

    /// Notes a problem with the file that would be the next layer.
    fn refuse(&mut self, problem: Problem) {
        let layer = u32::try_from(self.len() + 1).unwrap_or(u32::MAX);
        self.problems.push(problem.with_rank(Rank { layer, at: 0 }));
    }

    /// The file of this name, in the format that a lower layer is written in.
    fn likely_file(&self, folder: &Path, name: &str) -> PathBuf {
        let lower = self.files.last().and_then(|file| file.path.extension());
        let extension = lower.unwrap_or(OsStr::new("toml"));
        let mut file = OsString::from(format!("{name}."));
        file.push(extension);
        folder.join(file)
    }

    /// How many layers they make at most.
    pub(crate) fn len(&self) -> usize {
        self.files.len() + usize::from(self.dotenv.is_some()) + self.secrets.len()
    }

    fn is_production(&self) -> bool {
        let choice = self.choice.as_ref();
        choice.is_some_and(|choice| choice.environment.is_production())
    }

    /// The environment, if it is one in which local files are not read.
    pub(crate) fn deployed(&self) -> Option<Environment> {
        let environment = self.choice.as_ref()?.environment;
        environment.is_deployed().then_some(environment)
    }
}

/// The variables that may be the program's: those with its prefix, and those
/// that the schema names.
fn variables(setup: &Setup, schema: &'static Schema, problems: &mut Vec<Problem>) -> Vec<Variable> {
    let mut platform = Vec::new();
    names::platform_names(schema, &mut platform);
    let prefix = &setup.prefix;
    let mut variables = Vec::new();
    setup.host.each_variable(&mut |name, value| {
        if !name.as_encoded_bytes().starts_with(prefix.as_bytes()) && platform.is_empty() {
            return;
        }
        match name.to_str() {
            Some(name) if is_reserved(name, prefix) => {}
            Some(name) if is_candidate(name, prefix, &platform) => {
                variables.push(Variable::new(name.to_owned(), value.to_owned()));
            }
            Some(_) => {}
            None => {
                let name = name.to_string_lossy();
                if is_below(&name, prefix) {
                    problems.push(words::unreadable_name(&name));
                }
            }
        }
    });
    variables.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    variables
}

/// Whether a variable of this name may be the program's.
fn is_candidate(name: &str, prefix: &str, platform: &[&str]) -> bool {
    let is_platform = |name: &str| platform.contains(&name);
    is_below(name, prefix) || is_platform(name) || name.strip_suffix(TWIN).is_some_and(is_platform)
}

fn is_reserved(name: &str, prefix: &str) -> bool {
    let rest = name
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'));
    rest.is_some_and(|rest| {
        names::RESERVED
            .iter()
            .any(|reserved| reserved.eq_ignore_ascii_case(rest))
    })
}
