//! Gathering: what the host has for a program, before anything is understood.

mod dotenv;
pub(super) mod files;
mod folder;
mod modes;
mod mount;
mod named;
mod names;
mod secrets;
mod shelf;
mod texts;
mod unread;
mod waivers;

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroize;

pub(super) use self::dotenv::{NAME as DOTENV, is_read as dotenv_is_read};
pub(super) use self::files::wanted;
pub(crate) use self::folder::Folder;
pub(crate) use self::texts::Texts;
pub(crate) use self::waivers::WaiverFile;
use super::Setup;
use super::setup::Embedded;
use crate::environment::Environment;
use crate::layer::LayerKind;
use crate::layer::dotenv::Dotenv;
use crate::layer::variable::Variable;
use crate::load::choose::{Choice, Chooses, check as check_deployments, choose};
use crate::report::problem::{Problem, Rank};
use crate::report::searched::PathState;
use crate::schema::Schema;

/// All texts and variables of one load.
pub(crate) struct Inputs {
    /// None where no environment could be chosen.
    pub(crate) choice: Option<Choice>,
    /// That of the choice, for when the layers are built again.
    pub(crate) environment: Option<Environment>,
    /// Where files were looked for.
    pub(super) folder: Folder,
    pub(crate) files: Vec<FileText>,
    /// Layers that are there and could not be read at all.
    pub(super) lost: Vec<Lost>,
    /// What text providers have given, lowest first.
    pub(crate) texts: Vec<Texts>,
    pub(crate) dotenv: Option<Dotenv>,
    /// The files of each secret directory, lowest first. They stand for the
    /// variables of their settings.
    pub(crate) secrets: Vec<Vec<Variable>>,
    /// The secret directories that are there, or should be.
    pub(super) secret_folders: Vec<(PathBuf, PathState)>,
    /// Sorted by name.
    pub(crate) variables: Vec<Variable>,
    pub(crate) waivers: WaiverFile,
    /// What is wrong so far, and what is only worth knowing.
    pub(crate) found: Vec<Problem>,
    /// Whether only what is committed counts.
    pub(crate) committed: bool,
}

/// The text of one file.
pub(crate) struct FileText {
    pub(crate) kind: LayerKind,
    pub(crate) path: PathBuf,
    pub(crate) text: Cow<'static, str>,
}

/// A layer of which nothing could be read, so that it is unknown what it sets.
///
/// A problem says why.
pub(super) struct Lost {
    pub(super) kind: LayerKind,
    pub(super) path: PathBuf,
}

/// What was read is wiped, since secrets may be in it.
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
    let variable = |name: &str| setup.system.var_os(name);
    let program = Chooses {
        prefix: &setup.prefix,
        chosen: &setup.environment,
        shared: setup.reads_app_env,
        default: setup.default_environment,
        deployments: &setup.deployments,
    };
    let mut notes = Vec::new();
    match choose(program, &variable, &mut notes) {
        Ok(choice) => {
            inputs.environment = Some(choice.environment);
            inputs.choice = Some(choice);
        }
        Err(problem) => inputs.report(*problem),
    }
    for note in notes {
        inputs.report(note);
    }
    files::all(setup, &mut inputs);
    texts::gather(setup, schema, &mut inputs);
    dotenv::gather(setup, schema, &mut inputs);
    let unowned = secrets::gather(setup, schema, &mut inputs);
    inputs.variables = names::variables(setup, schema, &mut inputs);
    secrets::twins(setup, schema, &mut inputs.variables).note(&mut inputs);
    secrets::report_unowned(setup, schema, unowned, &mut inputs);
    inputs
}

/// Asks the host for the committed files of an environment, and nothing else.
pub(crate) fn committed(setup: &Setup, choice: Choice) -> Inputs {
    let mut inputs = Inputs::new();
    if let Err(problem) = check_deployments(&setup.deployments) {
        inputs.report(*problem);
    }
    inputs.environment = Some(choice.environment);
    inputs.choice = Some(choice);
    inputs.committed = true;
    files::all(setup, &mut inputs);
    inputs
}

impl Inputs {
    fn new() -> Self {
        Self {
            choice: None,
            environment: None,
            folder: Folder::None,
            files: Vec::new(),
            lost: Vec::new(),
            texts: Vec::new(),
            dotenv: None,
            secrets: Vec::new(),
            secret_folders: Vec::new(),
            variables: Vec::new(),
            waivers: WaiverFile::default(),
            found: Vec::new(),
            committed: false,
        }
    }

    fn add(&mut self, kind: LayerKind, path: PathBuf, text: Cow<'static, str>) {
        self.files.push(FileText { kind, path, text });
    }

    /// The file that a setting of this environment is best set in.
    pub(crate) fn best_file(&self) -> Option<&Path> {
        let is_best = |kind| kind <= LayerKind::EnvironmentFile || kind == LayerKind::File;
        let best = self.files.iter().rfind(|file| is_best(file.kind))?;
        Some(&best.path)
    }

    /// Takes in what was found of the next layer, or of what is there in its place.
    fn report(&mut self, problem: Problem) {
        let rank = self.next_rank();
        self.found.push(problem.with_rank(rank));
    }

    /// Where problems with what would be the next layer are reported.
    fn next_rank(&self) -> Rank {
        let layer = u32::try_from(self.len() + 1).unwrap_or(u32::MAX);
        Rank { layer, at: 0 }
    }

    /// Notes a problem with a layer of which nothing could be read.
    fn lose(&mut self, kind: LayerKind, path: &Path, problem: Problem) {
        self.report(problem);
        let path = path.to_owned();
        self.lost.push(Lost { kind, path });
    }

    /// The file of this name, in the format that a lower layer is written in.
    pub(super) fn likely_file(&self, folder: &Path, name: &str) -> PathBuf {
        let lower = self.files.last().and_then(|file| file.path.extension());
        let extension = lower.unwrap_or(OsStr::new("toml"));
        let mut file = OsString::from(format!("{name}."));
        file.push(extension);
        folder.join(file)
    }

    /// How many layers they make at most.
    pub(crate) fn len(&self) -> usize {
        let texts = self.texts.len() + usize::from(self.dotenv.is_some());
        self.files.len() + texts + self.secrets.len()
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
