//! Gathering: what the host has for a program, before anything is understood.

mod dotenv;
pub(super) mod files;
mod find;
mod folder;
mod modes;
mod mount;
mod secrets;
mod unread;

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use secrecy::zeroize::Zeroize;

pub(super) use self::dotenv::{NAME as DOTENV, is_read as dotenv_is_read};
pub(super) use self::files::wanted;
pub(crate) use self::folder::Folder;
use super::Setup;
use super::setup::Embedded;
use super::stack::is_listed;
use crate::environment::Environment;
use crate::layer;
use crate::layer::LayerKind;
use crate::layer::dotenv::Dotenv;
use crate::layer::variable::Variable;
use crate::layer::variables::{folded, is_below, is_variant_of, owners, variants_of};
use crate::load::choose::{Choice, Chooses, check as check_deployments, choose};
use crate::read;
use crate::report::problem::{Problem, Rank};
use crate::report::searched::PathState;
use crate::schema::Schema;
use crate::schema::names;
use crate::schema::names::TWIN;

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
    pub(crate) dotenv: Option<Dotenv>,
    /// The files of each secret folder, lowest first. They stand for the
    /// variables of their settings.
    pub(crate) secrets: Vec<Vec<Variable>>,
    /// The secret folders that are there, or should be.
    pub(super) secret_folders: Vec<(PathBuf, PathState)>,
    /// Sorted by name.
    pub(crate) variables: Vec<Variable>,
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

/// A layer of which nothing could be read, so that nobody knows what it sets.
///
/// A problem says why.
pub(super) struct Lost {
    pub(super) kind: LayerKind,
    pub(super) path: PathBuf,
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
    let variable = |name: &str| setup.system.var_os(name);
    let program = Chooses {
        prefix: &setup.prefix,
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
        Err(problem) => inputs.tell(*problem),
    }
    for note in notes {
        inputs.tell(note);
    }
    files::all(setup, &mut inputs);
    dotenv::gather(setup, schema, &mut inputs);
    let unowned = secrets::gather(setup, schema, &mut inputs);
    inputs.variables = variables(setup, schema, &mut inputs);
    secrets::twins(setup, schema, &mut inputs.variables).note(&mut inputs);
    secrets::tell_unowned(setup, schema, unowned, &mut inputs);
    inputs
}

/// Asks the host for the committed files of an environment, and nothing else.
pub(crate) fn committed(setup: &Setup, choice: Choice) -> Inputs {
    let mut inputs = Inputs::new();
    if let Err(problem) = check_deployments(&setup.deployments) {
        inputs.tell(*problem);
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
            dotenv: None,
            secrets: Vec::new(),
            secret_folders: Vec::new(),
            variables: Vec::new(),
            found: Vec::new(),
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

    /// Takes in what was found of the next layer, or of what is there in its place.
    fn tell(&mut self, problem: Problem) {
        let rank = self.next_rank();
        self.found.push(problem.with_rank(rank));
    }

    /// Where problems with what would be the next layer are told.
    fn next_rank(&self) -> Rank {
        let layer = u32::try_from(self.len() + 1).unwrap_or(u32::MAX);
        Rank { layer, at: 0 }
    }

    /// Notes a problem with a layer of which nothing could be read.
    fn lose(&mut self, kind: LayerKind, path: &Path, problem: Problem) {
        self.tell(problem);
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
fn variables(setup: &Setup, schema: &'static Schema, inputs: &mut Inputs) -> Vec<Variable> {
    let names = Names::new(setup, schema);
    let prefix = &setup.prefix;
    let mut variables = Vec::new();
    setup.system.vars_os(&mut |name, value| {
        if !begins_like(name, prefix) && names.platform.is_empty() {
            return;
        }
        let Some(name) = name.to_str() else {
            let name = name.to_string_lossy();
            if !prefix.is_empty() && is_below(&name, prefix) {
                inputs.tell(read::words::unreadable_name(&name));
            }
            return;
        };
        if value.is_empty() && names.is_folder(name) {
            inputs.tell(layer::words::empty_folder_variable(name));
        }
        match names.variable(name, value) {
            Some(variable) => variables.push(variable),
            None => {
                if let Some(note) = names.note_of_variant(name) {
                    inputs.tell(note);
                }
            }
        }
    });
    variables.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    variables
}

/// Whether the name may begin with the prefix, in whatever case: a quick answer
/// for most variables there are.
fn begins_like(name: &OsStr, prefix: &str) -> bool {
    let (name, prefix) = (name.as_encoded_bytes(), prefix.as_bytes());
    match (name.first(), prefix.first()) {
        (Some(first), Some(wanted)) => first.eq_ignore_ascii_case(wanted),
        (_, None) => true,
        (None, _) => false,
    }
}

/// The names of variables that may be the program's.
struct Names<'s> {
    setup: &'s Setup,
    schema: &'static Schema,
    platform: Vec<&'static str>,
}

impl<'s> Names<'s> {
    fn new(setup: &'s Setup, schema: &'static Schema) -> Self {
        let mut platform = Vec::new();
        names::platform_names(schema, &mut platform);
        Self {
            setup,
            schema,
            platform,
        }
    }

    /// A variable of the process, if it may be the program's.
    fn variable(&self, name: &str, value: &OsStr) -> Option<Variable> {
        let meant = self.as_system(name);
        if self.is_reserved(&meant) {
            None
        } else if self.is_candidate(&meant) {
            let is_same = meant == name;
            let (name, value) = (name.to_owned(), value.to_owned());
            Some(match meant {
                _ if is_same => Variable::new(name, value),
                meant => Variable::respelled(name, meant.into_owned(), value),
            })
        } else {
            let new = || Variable::new(name.to_owned(), value.to_owned());
            self.is_variant(&meant).then(new)
        }
    }

    /// The name in upper case where the system ignores its case.
    fn as_system<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.setup.system.ignores_case() {
            name.to_ascii_uppercase().into()
        } else {
            name.into()
        }
    }

    /// Whether a variable of this name may be the program's.
    fn is_candidate(&self, name: &str) -> bool {
        if self.setup.prefix.is_empty() {
            return self.is_owned(name, name);
        }
        let is_platform = |name: &str| self.platform.contains(&name);
        is_below(name, &self.setup.prefix)
            || is_platform(name)
            || name.strip_suffix(TWIN).is_some_and(is_platform)
    }

    /// Whether the loader itself reads the variable.
    fn is_reserved(&self, name: &str) -> bool {
        if self.setup.prefix.is_empty() {
            return names::RESERVED
                .iter()
                .any(|own| names::of_loader("", own) == name);
        }
        let rest = name.strip_prefix(&*self.setup.prefix);
        let rest = rest.and_then(|rest| rest.strip_prefix('_'));
        rest.is_some_and(|rest| names::RESERVED.iter().any(|own| is_upper(rest, own)))
    }

    /// Whether the variable names a folder to the loader.
    fn is_folder(&self, name: &str) -> bool {
        name.ends_with("_DIR") && self.is_reserved(name)
    }

    /// Whether the name differs from that of a setting's variable, or one of the
    /// loader's, in case and marks only. It is that of no setting, and was not
    /// meant so.
    fn is_variant(&self, name: &str) -> bool {
        let mut variants = variants_of(name, &self.setup.prefix).into_iter();
        variants.any(|meant| self.is_reserved(&meant) || self.is_owned(name, &meant))
    }

    /// The variable without the prefix that this one differs from in case and marks
    /// only. It may be another program's.
    fn variant_without_prefix(&self, name: &str) -> Option<String> {
        if self.setup.prefix.is_empty() {
            let meant = Some(folded(name)).filter(|meant| meant != name)?;
            return self.is_owned(name, &meant).then_some(meant);
        }
        let base = name
            .len()
            .checked_sub(TWIN.len())
            .filter(|&at| name.is_char_boundary(at));
        let (base, ending) = name.split_at(base.unwrap_or_default());
        let is_twin = ending.eq_ignore_ascii_case(TWIN);
        self.platform.iter().find_map(|own| {
            if is_variant_of(name, own) {
                Some((*own).to_owned())
            } else {
                let is_meant = is_twin && (base == *own || is_variant_of(base, own));
                is_meant.then(|| format!("{own}{TWIN}"))
            }
        })
    }

    /// Notes a variable that differs in case and marks only from one that has not
    /// the prefix, unless that one is set as well.
    fn note_of_variant(&self, name: &str) -> Option<Problem> {
        let meant = self.variant_without_prefix(name)?;
        let is_set = self.setup.system.var_os(&meant).is_some();
        let is_other =
            self.is_reserved(&self.as_system(name)) || is_listed(name, &self.setup.foreign);
        (!is_set && !is_other).then(|| read::words::variant_not_read(name, &meant, None))
    }

    /// Whether a setting owns the variable that the name stands for, or the one
    /// that it would be the twin of.
    fn is_owned(&self, name: &str, meant: &str) -> bool {
        let base = meant.strip_suffix(TWIN).unwrap_or_default();
        let names = [meant, base];
        let names = names.map(|meant| Variable::standing_for(name.to_owned(), meant.to_owned()));
        let owners = owners(&names, self.schema, &self.setup.prefix);
        !owners.iter().all(|owner| owner.is_nobody())
    }
}

/// Whether `name` is `lower` in upper case.
fn is_upper(name: &str, lower: &str) -> bool {
    let upper = lower.bytes().map(|byte| byte.to_ascii_uppercase());
    name.bytes().eq(upper)
}
