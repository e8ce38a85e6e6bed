//! What the committed files alone say of an environment: no variable of a setting, no
//! local file and no secret is needed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::gather;
pub(crate) use super::gather::Folder;
use super::gather::files;
pub(crate) use super::gather::files::Listing;
use super::setup::Waiving;
use super::stack::Stack;
use super::unread::{self, Unread};
use super::{Loaded, Loader, Setup, pass, searched, waivers};
use crate::check::permit::Ledger;
use crate::environment::Environment;
use crate::layer::LayerKind;
use crate::layer::source::{Override, Show};
use crate::load::choose::{Choice, usable as usable_deployments};
use crate::read::Missing;
use crate::read::config::Config;
use crate::report::Report;
use crate::report::problem::{Place, Problem, in_order};
use crate::report::searched::Searched;
use crate::resolve::{self, Resolution, Row};
use crate::schema::names;
use crate::schema::{Field, Schema};
use crate::value::key::Key;

/// An environment, or a deployment of it, as its committed layers have it.
#[derive(Debug)]
pub(crate) struct Offline {
    pub(crate) choice: Choice,
    /// What is wrong whatever the deploy supplies, with what is only worth knowing.
    pub(crate) found: Vec<Problem>,
    /// Required settings without a committed value, in the order of the schema;
    /// those whose default is refused there among them.
    pub(crate) supplied: Vec<Supplied>,
    /// Sections that lack a value, of whose rules only those of single values were
    /// checked.
    pub(crate) unjudged: Vec<Key>,
    pub(crate) resolution: Resolution,
    pub(crate) unread: Unread,
    /// Where each row of the resolution was written, with what may be shown.
    pub(crate) places: Vec<Option<Place>>,
    /// The file that a setting is best set in.
    pub(crate) file: Option<PathBuf>,
    /// Where was looked for files.
    pub(crate) searched: Option<Searched>,
    /// Whether anything of it is committed.
    pub(crate) has_layers: bool,
}

/// A setting whose value only the deploy can bring.
#[derive(Clone, Debug)]
pub(crate) struct Supplied {
    pub(crate) key: Key,
    pub(crate) field: &'static Field,
    /// The variables that bring it, that made of the key first.
    pub(crate) variables: Vec<String>,
}

impl Offline {
    /// What is wrong whatever the deploy supplies.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.found.iter().filter(|problem| problem.refuses())
    }

    /// What keeps a deploy of it from starting, whatever that brings; none if nothing does.
    pub(crate) fn report(&self, program: String) -> Option<Report> {
        let errors: Vec<Problem> = self.errors().cloned().collect();
        let report =
            (!errors.is_empty()).then(|| Report::new(program, self.choice.shown(), errors))?;
        Some(report.with_searched(self.searched.clone()))
    }
}

impl Loader {
    /// The environments and deployments that have something committed.
    ///
    /// An environment has its file, unless the program has no files at all: then
    /// all of them live on defaults. A declared deployment always counts, unless no load can choose it.
    pub(crate) fn committed(&self) -> Vec<Choice> {
        if !self.setup.has_environments() {
            return vec![Choice::nowhere()];
        }
        let with_file = files::environments(&self.setup);
        let environments = if with_file.is_empty() {
            Environment::ALL.to_vec()
        } else {
            with_file
        };
        let environments = environments
            .into_iter()
            .map(|environment| Choice::new(environment, None));
        environments.chain(self.deployments()).collect()
    }

    /// All environments and declared deployments, in the order of promotion.
    pub(crate) fn all_choices(&self) -> Vec<Choice> {
        if !self.setup.has_environments() {
            return vec![Choice::nowhere()];
        }
        let environments = Environment::ALL.into_iter();
        let mut choices: Vec<Choice> = environments
            .map(|environment| Choice::new(environment, None))
            .chain(self.deployments())
            .collect();
        choices.sort_by_key(|choice| choice.environment);
        choices
    }

    fn deployments(&self) -> impl Iterator<Item = Choice> {
        usable_deployments(&self.setup.deployments).map(|deployment| {
            Choice::new(deployment.environment(), Some(deployment.name().to_owned()))
        })
    }

    /// Where files are looked for.
    pub(crate) fn files_at(&self) -> Folder {
        Folder::of(&self.setup)
    }

    /// Notes that there is no directory, if that is so and the program wants one.
    pub(crate) fn note_of_no_folder(&self) -> Option<Problem> {
        files::note_of_no_folder(&self.setup)
    }

    /// The files of the directory, or those that are embedded, read or not.
    pub(crate) fn listing(&self) -> Listing {
        files::listing(&self.setup)
    }

    /// Reads the waivers that are committed; `known` are names that they may give a deploy,
    /// beside those of the program.
    pub(crate) fn waivers(&self, schema: &'static Schema, known: &[&str]) -> Ledger {
        let file = files::waivers(&self.setup);
        let mut names = waivers::known(&self.setup);
        names.extend(known);
        let waivers = waivers::read(&file, schema, &names);
        Ledger::new(waivers, self.setup.system.today())
    }

    /// The same loader, but waivers permit nothing: who compares asks them by itself.
    pub(crate) fn without_waivers(&self) -> Self {
        self.clone().with(|setup| setup.waiving = Waiving::Nothing)
    }

    /// The same loader, but for waivers that have ended: those permit nothing.
    #[cfg(feature = "cli")]
    pub(crate) fn to_check(&self) -> Self {
        self.clone().with(|setup| setup.waiving = Waiving::Strictly)
    }

    /// Finds the environment or declared deployment of this name.
    pub(crate) fn named(&self, name: &str) -> Option<Choice> {
        if !self.setup.has_environments() {
            return None;
        }
        let deployment = usable_deployments(&self.setup.deployments)
            .find(|deployment| deployment.name().eq_ignore_ascii_case(name.trim()));
        match deployment {
            Some(known) => Some(Choice::new(
                known.environment(),
                Some(known.name().to_owned()),
            )),
            None => Some(Choice::new(name.parse().ok()?, None)),
        }
    }

    /// Reads the committed layers of an environment through the program's type.
    ///
    /// These are the defaults, the default, environment and deployment files or
    /// those embedded, and providers that are among them.
    pub(crate) fn offline<T: Config>(&self, choice: Choice) -> Offline {
        read::<T>(&committed_only(&self.setup, Vec::new()), choice)
    }

    /// As [`offline`](Self::offline), but overrides stand for what the deploy
    /// supplies, so that rules which need it are checked. They count nowhere else.
    pub(crate) fn offline_with_overrides<T: Config>(&self, choice: Choice) -> Offline {
        let without = self.offline::<T>(choice.clone());
        let overrides = self.standing_for(&without.supplied);
        if overrides.is_empty() {
            return without;
        }
        Offline {
            supplied: without.supplied,
            ..read::<T>(&committed_only(&self.setup, overrides), choice)
        }
    }

    /// Loads the committed layers of an environment. Overrides stand for what
    /// the deploy supplies, and count nowhere else.
    pub(crate) fn rehearse<T: Config>(&self, choice: Choice) -> Result<Loaded<T>, Report> {
        let supplied = self.offline::<T>(choice.clone()).supplied;
        let setup = committed_only(&self.setup, self.standing_for(&supplied));
        let inputs = gather::committed(&setup, choice);
        let setup = Arc::new(setup);
        Loaded::from_inputs(&Self { setup }, inputs)
    }

    /// The overrides of what the deploy supplies.
    fn standing_for(&self, supplied: &[Supplied]) -> Vec<Override> {
        let is_supplied = |key: &Key| supplied.iter().any(|one| key.is_within(&one.key));
        let overrides = self.setup.overrides.iter();
        let standing = overrides.filter(|given| is_supplied(&Key::from(given.key.trim())));
        standing.cloned().collect()
    }
}

fn read<T: Config>(setup: &Setup, choice: Choice) -> Offline {
    let schema = setup.schema::<T>();
    let mut inputs = gather::committed(setup, choice.clone());
    let mut found = std::mem::take(&mut inputs.found);
    let stack = Stack::build(&inputs, setup, schema, &mut found);
    let mut pass = pass::pass::<T>(setup, &inputs, &stack, found, true);
    in_order(&mut pass.found);
    let mut resolution = resolve::resolve(&stack.layers, schema);
    waivers::mark((setup, &inputs), Some(&choice), schema, &mut resolution);
    resolution.refuse(&pass.found);
    let places = resolution.rows().iter().map(|row| place(row, &stack));
    let places = places.collect();
    let unread = unread::unread(&stack, &resolution, schema, &setup.prefix);
    let supplied = all_supplied(pass.missing, schema, &setup.prefix, &resolution);
    let has_layers = match inputs.folder {
        Folder::At { .. } | Folder::Embedded => !stack.layers.is_empty(),
        _ => !setup.providers.is_empty(),
    };
    drop(stack);
    let searched = searched::searched(setup, Some(&choice), &inputs);
    let file = inputs.best_file().map(Path::to_owned);
    Offline {
        choice,
        found: pass.found,
        supplied,
        unjudged: pass.unjudged,
        resolution,
        unread,
        places,
        file,
        searched,
        has_layers,
    }
}

fn place(row: &Row, stack: &Stack<'_>) -> Option<Place> {
    let site = row.site()?;
    let layer = stack.layers.get(usize::from(site.layer))?;
    let value = row.value().filter(|_| !row.field().is_secret());
    Some(layer.place(site, "", value.map_or(Show::Masked, Show::Value)))
}

/// The setup without what only a deploy has, but with these overrides.
fn committed_only(setup: &Setup, overrides: Vec<Override>) -> Setup {
    let mut setup = setup.clone();
    setup.overrides = overrides;
    setup
        .providers
        .retain(|(below, _)| *below <= LayerKind::DeploymentFile);
    setup
}

/// Each missing setting once, in the order of the schema.
fn all_supplied(
    mut missing: Vec<Missing>,
    schema: &'static Schema,
    prefix: &str,
    resolution: &Resolution,
) -> Vec<Supplied> {
    if missing.is_empty() {
        return Vec::new();
    }
    // Of a section it is the first row within.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (number, row) in resolution.rows().iter().enumerate() {
        for key in row.key().with_those_above() {
            numbers.entry(key).or_insert(number);
        }
    }
    missing.sort_by_cached_key(|missing| numbers.get(missing.key.as_str()).copied());
    missing.dedup_by(|one, other| one.key == other.key);
    let supplied = |missing: Missing| Supplied {
        variables: names::variables_of(schema, prefix, &missing.key, missing.field),
        key: missing.key,
        field: missing.field,
    };
    missing.into_iter().map(supplied).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::problem::Code;
    use crate::schema::Fact;
    use crate::system::Memory;

    struct Settings;

    impl Config for Settings {
        const SCHEMA: &'static Schema = &Schema::new(
            "Settings",
            "",
            const {
                &[
                    Field::new("port", crate::__private::leaf::<u16>()),
                    Field::new("api_key", crate::__private::leaf::<secrecy::SecretString>())
                        .with_facts(&[Fact::Variables(&["MAIL_KEY"])])
                        .with_secret(true),
                ]
            },
        );

        fn read(reader: &mut crate::read::Reader<'_, '_>) -> Option<Self> {
            let port = reader.leaf::<u16>(0);
            let key = reader.leaf::<secrecy::SecretString>(1);
            port.and(key).map(|_| Self)
        }
    }

    fn loader() -> Loader {
        let host = Memory::new()
            .file("config/default.toml", "port = 8080\n")
            .file("config/staging.toml", "port = \"x\"\n")
            .file("config/production.toml", "")
            .file("config/eu-prod.toml", "")
            .file("config/local.toml", "nonsense = 1\n")
            .variable("CADENCE_ENV", "nowhere")
            .variable("CADENCE_PORT", "nonsense");
        Loader::new("CADENCE")
            .system(host)
            .deployment("eu-prod", Environment::Production)
            .set("port", "1")
    }

    #[test]
    fn what_is_committed_is_what_has_a_file_or_is_declared() {
        let names = |loader: &Loader| -> Vec<_> {
            loader
                .committed()
                .iter()
                .filter_map(Choice::shown)
                .collect()
        };
        assert_eq!(
            names(&loader()),
            ["staging", "production", "eu-prod (production)"]
        );
        assert_eq!(names(&Loader::new("A").system(Memory::new())).len(), 4);
        let embedded = Loader::new("A").embed([("config/test.toml", "")]);
        assert_eq!(names(&embedded.system(Memory::new())), ["test"]);
        assert_eq!(loader().named("PRD").unwrap().name(), "production");
        assert!(loader().named("nowhere").is_none());
    }

    #[test]
    fn variables_overrides_and_local_files_do_not_count() {
        let loader = loader();
        let production = loader.offline::<Settings>(loader.named("eu-prod").unwrap());
        assert_eq!(production.found, []);
        let supplied = &production.supplied[0];
        assert_eq!(production.supplied.len(), 1);
        assert_eq!(supplied.key.as_str(), "api_key");
        assert!(supplied.field.is_secret());
        assert_eq!(supplied.variables, ["CADENCE_API_KEY", "MAIL_KEY"]);
        assert_eq!(production.resolution.rows()[0].value(), Some("8080"));
    }

    #[test]
    fn mistakes_in_files_are_problems() {
        let loader = loader();
        let codes = |name: &str| -> Vec<_> {
            let offline = loader.offline::<Settings>(loader.named(name).unwrap());
            offline.found.iter().map(Problem::code).collect()
        };
        assert_eq!(codes("staging"), [Code::WrongType]);
        assert_eq!(codes("development"), [Code::FileMissing]);
    }
}
