//! Choosing the environment from variables.

use std::ffi::{OsStr, OsString};

use super::setup::Chosen;
use crate::environment::{Deploy, Deployment, Environment, all_names};
use crate::layer::file::names::{OLD_WAIVERS, WAIVERS};
use crate::report::problem::{Code, Excerpt, Place, Problem};
use crate::schema::names::{self, SHARED};
use crate::value::origin::Origin;
use crate::value::redact;
use crate::value::suggest::{closest, quoted};

/// The environment a program runs in, and what said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) environment: Environment,
    pub(crate) deployment: Option<String>,
    pub(crate) origin: Origin,
    /// Whether the program has no environments, so that the others say nothing.
    pub(crate) is_nowhere: bool,
}

impl From<&Choice> for Deploy {
    fn from(choice: &Choice) -> Self {
        Self::new(choice.environment, choice.deployment.clone())
    }
}

impl Choice {
    pub(crate) fn new(environment: Environment, deployment: Option<String>) -> Self {
        Self {
            environment,
            deployment,
            origin: Origin::Default,
            is_nowhere: false,
        }
    }

    /// That of a program without environments, to which nothing strict applies.
    pub(crate) fn nowhere() -> Self {
        Self {
            is_nowhere: true,
            ..Self::new(Environment::Development, None)
        }
    }

    fn means_the_same(&self, other: &Self) -> bool {
        self.environment == other.environment && self.deployment == other.deployment
    }

    /// The name of the deployment, or that of the environment.
    pub(crate) fn name(&self) -> &str {
        let deployment = self.deployment.as_deref();
        deployment.unwrap_or(self.environment.as_str())
    }

    /// The deployment and its environment, or the environment alone; none where there
    /// are none.
    pub(crate) fn shown(&self) -> Option<String> {
        match &self.deployment {
            _ if self.is_nowhere => None,
            Some(deployment) => Some(format!("{deployment} ({})", self.environment)),
            None => Some(self.environment.to_string()),
        }
    }

    fn label(&self) -> String {
        match &self.deployment {
            Some(name) => format!("means {name}, a deployment of {}", self.environment),
            None => format!("means {}", self.environment),
        }
    }
}

/// What a program says of how its environment is chosen.
#[derive(Clone, Copy)]
pub(crate) struct Chooses<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) chosen: &'a Chosen,
    /// Whether `APP_ENV` counts where the program's own variable is not set.
    pub(crate) shared: bool,
    pub(crate) default: Option<Environment>,
    pub(crate) deployments: &'a [Deployment],
}

/// Chooses as the program says, else by `{prefix}_ENV`, else by `APP_ENV`, else by the
/// default of the program.
///
/// A variable that is blank counts as not set. What `APP_ENV` says beside the
/// program's own variable is only worth a note, since it may be another tool's.
///
/// # Errors
///
/// Where nothing was chosen, where the name that counts is not known, and where
/// the program declares a deployment under a name it cannot have.
pub(crate) fn choose(
    program: Chooses<'_>,
    variables: &dyn Fn(&str) -> Option<OsString>,
    notes: &mut Vec<Problem>,
) -> Result<Choice, Box<Problem>> {
    check(program.deployments)?;
    let own = names::of_loader(program.prefix, "env");
    let is_shared = program.shared && own != SHARED;
    let chooser = Chooser {
        own: &own,
        shared: is_shared.then_some(SHARED),
        variables,
        deployments: program.deployments,
    };
    match program.chosen {
        Chosen::Nowhere => return Ok(Choice::nowhere()),
        Chosen::ByProgram(name) => return chooser.by_program(name, notes),
        Chosen::ByVariable => {}
    }
    match (chooser.chosen(notes)?, program.default) {
        (Some(choice), _) => Ok(choice),
        (None, Some(environment)) => Ok(Choice::new(environment, None)),
        (None, None) => Err(Box::new(chooser.unset())),
    }
}

struct Chooser<'a> {
    own: &'a str,
    /// The other variable, where it is read.
    shared: Option<&'a str>,
    variables: &'a dyn Fn(&str) -> Option<OsString>,
    deployments: &'a [Deployment],
}

impl Chooser<'_> {
    fn chosen(&self, notes: &mut Vec<Problem>) -> Result<Option<Choice>, Box<Problem>> {
        let own = self.named_by(self.own)?;
        let Some(shared) = self.shared else {
            return Ok(own.map(|(choice, _)| choice));
        };
        match own {
            Some((choice, value)) => {
                // OK because what `APP_ENV` says is ignored here.
                if let Ok(Some(other)) = self.named_by(shared)
                    && !other.0.means_the_same(&choice)
                {
                    notes.push(self.difference((&choice, &value), (&other.0, &other.1)));
                }
                Ok(Some(choice))
            }
            None => Ok(self.named_by(shared)?.map(|(choice, _)| choice)),
        }
    }

    /// What a variable chooses, and its value.
    fn named_by(&self, name: &str) -> Result<Option<(Choice, OsString)>, Box<Problem>> {
        let Some(value) = (self.variables)(name) else {
            return Ok(None);
        };
        let choice = self.understand(name, &value)?;
        Ok(choice.map(|choice| (choice, value)))
    }

    fn understand(&self, name: &str, value: &OsStr) -> Result<Option<Choice>, Box<Problem>> {
        let text = value.to_str().ok_or_else(|| self.not_utf8(name, value))?;
        if text.trim().is_empty() {
            return Ok(None);
        }
        let choice = self.named(text).ok_or_else(|| {
            self.unknown(text)
                .with_place(place(name, value, "not an environment"))
                .with_help(self.how_to_set(name))
                .with_helps(self.or_set_own(name))
        })?;
        Ok(Some(Choice {
            origin: Origin::Variable(name.to_owned()),
            ..choice
        }))
    }

    /// The environment or deployment of this name.
    fn named(&self, name: &str) -> Option<Choice> {
        let deployment = self.deployments.iter().find(|known| known.is_named(name));
        let environment = deployment
            .map(Deployment::environment)
            .or_else(|| Environment::named(name))?;
        let deployment = deployment.map(|known| known.name().to_owned());
        Some(Choice::new(environment, deployment))
    }

    /// What the program itself has chosen, whatever variables say.
    fn by_program(&self, name: &str, notes: &mut Vec<Problem>) -> Result<Choice, Box<Problem>> {
        let Some(choice) = self.named(name) else {
            let problem = self
                .unknown(name)
                .with_help(format!("use {}", self.one_of_all()));
            return Err(Box::new(problem.with_help_for_author(
                "`Loader::deployment` declares a deployment",
            )));
        };
        // OK because what the variable says is ignored here.
        if let Ok(Some((other, value))) = self.named_by(self.own)
            && !other.means_the_same(&choice)
        {
            notes.push(self.overruled(&choice, &other, &value));
        }
        Ok(Choice {
            origin: Origin::Override("environment".to_owned()),
            ..choice
        })
    }

    fn one_of_all(&self) -> String {
        let environments = Environment::ALL.map(Environment::as_str).into_iter();
        let deployments = self.deployments.iter().map(Deployment::name);
        format!("one of {}", quoted(environments.chain(deployments)))
    }

    fn how_to_set(&self, name: &str) -> String {
        format!("set {name} to {}", self.one_of_all())
    }

    /// How to get by a name in `APP_ENV` that another tool needs there.
    fn or_set_own(&self, name: &str) -> Option<String> {
        (name != self.own)
            .then(|| format!("or set {}, which takes precedence over {name}", self.own))
    }

    fn unset(&self) -> Problem {
        let own = self.own;
        let is_blank = |name: &&str| (self.variables)(name).is_some();
        let how = if is_blank(&own) { "empty" } else { "not set" };
        let problem = Problem::new(
            Code::EnvironmentUnset,
            format!("no environment is chosen: {own} is {how}"),
        )
        .with_expected(self.one_of_all())
        .with_help(self.how_to_set(own));
        let names = std::iter::once(own).chain(self.shared);
        let blank = names.filter(is_blank);
        blank.fold(problem, |problem, name| {
            problem.with_place(place(name, OsStr::new(""), "empty"))
        })
    }

    fn unknown(&self, text: &str) -> Problem {
        let deployments = self.deployments.iter().map(Deployment::name);
        let meant = closest(text.trim(), all_names().chain(deployments));
        let found = redact::line(text.trim());
        let problem = Problem::new(
            Code::EnvironmentUnknown,
            format!("unknown environment `{found}`"),
        )
        .with_found(Some(found))
        .with_expected(self.one_of_all());
        problem.with_helps(meant.map(|meant| format!("did you mean `{meant}`?")))
    }

    fn not_utf8(&self, name: &str, value: &OsStr) -> Problem {
        Problem::new(
            Code::VariableEncoding,
            format!("the variable {name} is not UTF-8"),
        )
        .with_place(place(name, value, "not UTF-8"))
        .with_expected(self.one_of_all())
        .with_help(self.how_to_set(name))
    }

    /// The program's own variable, beside what the program has chosen itself.
    fn overruled(&self, choice: &Choice, ignored: &Choice, value: &OsStr) -> Problem {
        let (name, started) = (self.own, choice.name());
        Problem::note(
            Code::EnvironmentConflict,
            format!("{name} is ignored: the program was started as {started}"),
        )
        .with_place(place(name, value, ignored.label()))
        .with_help(format!("unset {name}, or set it to {started}"))
    }

    /// The program's own variable beside one that is ignored.
    fn difference(&self, own: (&Choice, &OsString), other: (&Choice, &OsString)) -> Problem {
        let (choice, value) = own;
        let (ignored, ignored_value) = other;
        let name = self.own;
        let problem = Problem::note(
            Code::EnvironmentConflict,
            format!("{SHARED} is ignored: it names a different environment than {name}"),
        )
        .with_place(place(SHARED, ignored_value, ignored.label()))
        .with_place(place(name, value, choice.label()))
        .with_help(format!(
            "unset {SHARED}, or set both to the same environment"
        ));
        problem.with_help_for_author("`Loader::without_app_env` leaves APP_ENV to other tools")
    }
}

/// The line `NAME=value`, the value marked.
///
/// OK to show because the name of an environment is not a secret.
fn place(name: &str, value: &OsStr, label: impl Into<String>) -> Place {
    let value = if let Some(text) = value.to_str() {
        redact::line(text)
    } else {
        let escaped = value.as_encoded_bytes().escape_ascii().to_string();
        redact::text(&escaped).chars().take(60).collect()
    };
    let text = format!("{name}={value}");
    let marked = name.len() + 1..text.len();
    Place::new(Origin::Variable(name.to_owned()), label).with_excerpt(Excerpt::new(&text, marked))
}

/// Refuses names that deployments cannot have, which only the program can fix.
pub(crate) fn check(deployments: &[Deployment]) -> Result<(), Box<Problem>> {
    let mut refused = (0..deployments.len()).filter_map(|at| {
        let reason = refusal(deployments, at)?;
        let name = redact::line(deployments[at].name());
        let problem = Problem::new(
            Code::DeploymentName,
            format!("a deployment cannot be named `{name}`: {reason}"),
        );
        Some(problem.with_help_for_author("give it another name"))
    });
    refused
        .next()
        .map_or(Ok(()), |problem| Err(Box::new(problem)))
}

/// The deployments that a load may choose.
pub(crate) fn usable(deployments: &[Deployment]) -> impl Iterator<Item = &Deployment> {
    let is_usable = |&at: &usize| refusal(deployments, at).is_none();
    let usable = (0..deployments.len()).filter(is_usable);
    usable.map(|at| &deployments[at])
}

/// Why this one of them cannot have its name.
fn refusal(deployments: &[Deployment], at: usize) -> Option<String> {
    let (before, name) = (&deployments[..at], deployments[at].name());
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_its_file = |file: &&str| {
        let stem = file.strip_suffix(".toml");
        stem.is_some_and(|stem| name.eq_ignore_ascii_case(stem))
    };
    if name.is_empty() {
        Some("the name is empty".to_owned())
    } else if !name.bytes().all(is_allowed) {
        Some("use only letters, digits, `-` and `_`".to_owned())
    } else if let Some(environment) = Environment::named(name) {
        Some(format!("that is a name of the environment {environment}"))
    } else if name.eq_ignore_ascii_case("default") {
        Some("every deploy reads default.toml".to_owned())
    } else if let Some(file) = [WAIVERS, OLD_WAIVERS].into_iter().find(is_its_file) {
        Some(format!("{file} holds waivers"))
    } else {
        let twice = before.iter().any(|other| other.is_named(name));
        twice.then(|| "another deployment has this name".to_owned())
    }
}

#[cfg(test)]
mod tests;
