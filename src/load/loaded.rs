//! Settings that were loaded, and what is known of where they come from.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::gather::{Folder, Inputs, files, gather};
use super::stack::Stack;
use super::{Loader, pass, searched, waivers};
use crate::environment::{Deploy, Environment};
use crate::load::choose::Choice;
use crate::read::config::Config;
use crate::report::problem::{Problem, in_order};
use crate::report::searched::Searched;
use crate::report::{Looked, Report, Warnings};
use crate::resolve::{self, Resolution};
use crate::schema::Schema;
use crate::value::origin::Origin;

/// Settings, and where they come from.
///
/// It derefs to the program's own type. Origins are only worked out on demand: until then,
/// only the texts are kept, which clones share.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::report::Origin;
/// use rehearsal::{Config, Loader};
///
/// #[derive(Clone, Config)]
/// struct Settings {
///     #[config(default = 8080)]
///     port: u16,
///     name: String,
/// }
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "test")
///     .variable("CADENCE_NAME", "metronome");
/// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
/// assert_eq!(settings.name, "metronome");
/// assert_eq!(settings.origin("port"), Some(Origin::Default));
/// assert_eq!(
///     settings.origin("name"),
///     Some(Origin::Variable("CADENCE_NAME".to_owned())),
/// );
/// let copy = settings.clone();
/// assert_eq!(copy.origin("name"), settings.origin("name"));
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[derive(Clone)]
pub struct Loaded<T> {
    value: T,
    choice: Choice,
    inputs: Arc<Inputs>,
    loader: Loader,
    /// Found out when it is asked for.
    searched: OnceLock<Option<Searched>>,
}

impl<T> Loaded<T> {
    /// Returns the environment the program runs in.
    ///
    /// `Development`, if it [has none](Loader::without_environments).
    pub fn environment(&self) -> Environment {
        self.choice.environment
    }

    /// Returns where the environment was chosen: a variable, the program itself, or its
    /// default.
    pub fn environment_origin(&self) -> &Origin {
        &self.choice.origin
    }

    /// Returns the name of the deployment, if the program runs as a named one.
    pub fn deployment(&self) -> Option<&str> {
        self.choice.deployment.as_deref()
    }

    /// Returns the deploy the program runs as, for code that needs nothing else.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Environment, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings {}
    /// let host = Memory::new().variable("CADENCE_ENV", "eu");
    /// let loader = Loader::new("CADENCE").deployment("eu", Environment::Staging);
    /// let deploy = loader.system(host).load::<Settings>()?.deploy();
    /// assert_eq!(deploy.environment(), Environment::Staging);
    /// assert_eq!(deploy.deployment(), Some("eu"));
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    pub fn deploy(&self) -> Deploy {
        Deploy::from(&self.choice)
    }

    /// Returns the warnings and notes of the load; from staging up their text says where
    /// the load looked for files.
    pub fn warnings(&self) -> Warnings<'_> {
        let is_deployed = self.environment().is_deployed();
        let searched = is_deployed.then_some(self as &dyn Looked);
        Warnings::new(&self.inputs.found).with_searched(searched)
    }

    /// Returns where the load looked for files.
    ///
    /// `None` if the system has no working directory, as one in memory unless it [is
    /// set](crate::system::Memory::current_dir).
    pub fn searched(&self) -> Option<&Searched> {
        let search = || searched::searched(&self.loader.setup, Some(&self.choice), &self.inputs);
        self.searched.get_or_init(search).as_ref()
    }

    pub(crate) fn loader(&self) -> &Loader {
        &self.loader
    }

    /// The environment, and the deployment if there is one.
    pub(crate) fn stage(&self) -> Option<String> {
        self.choice.shown()
    }

    /// Returns the settings alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T: Config> Loaded<T> {
    pub(super) fn load(loader: &Loader) -> Result<Self, Report> {
        Self::from_inputs(loader, gather(&loader.setup, loader.setup.schema::<T>()))
    }

    /// Loads what was gathered already.
    pub(super) fn from_inputs(loader: &Loader, mut inputs: Inputs) -> Result<Self, Report> {
        let setup = &*loader.setup;
        let schema = setup.schema::<T>();
        let mut found = std::mem::take(&mut inputs.found);
        let stack = Stack::build(&inputs, setup, schema, &mut found);
        let mut pass = pass::pass::<T>(setup, &inputs, &stack, found, false);
        let missing = pass::missing(&inputs, setup, schema, &stack, &pass.missing);
        pass.found.extend(missing);
        drop(stack);
        let is_refused = pass.found.iter().any(Problem::refuses);
        match (pass.value, inputs.choice.take()) {
            (Some(value), Some(choice)) if !is_refused => {
                if matches!(inputs.folder, Folder::None) && !choice.environment.is_deployed() {
                    pass.found.push(files::no_folder(setup));
                }
                in_order(&mut pass.found);
                inputs.found = pass.found;
                let loaded = Self {
                    value,
                    choice,
                    inputs: Arc::new(inputs),
                    loader: loader.clone(),
                    searched: OnceLock::new(),
                };
                #[cfg(feature = "tracing")]
                super::trace::loaded(&loaded);
                Ok(loaded)
            }
            (_, choice) => {
                let environment = choice.as_ref().and_then(Choice::shown);
                let searched = searched::searched(setup, choice.as_ref(), &inputs);
                let report = Report::new(setup.program(), environment, pass.found);
                Err(report.with_searched(searched))
            }
        }
    }

    /// Returns where the value of a setting comes from.
    ///
    /// For a section, a list or a map, that is the highest layer that sets any of it.
    /// `None` if nothing sets it, or if there is no such key.
    pub fn origin(&self, key: &str) -> Option<Origin> {
        let resolution = self.resolution();
        resolution.origin(key)
    }

    fn schema(&self) -> &'static Schema {
        self.loader.setup.schema::<T>()
    }

    /// Works out what was set, where, and what it overrides.
    pub fn resolution(&self) -> Resolution {
        self.resolution_seen(&mut |_, _, _| {})
    }

    /// As [`resolution`](Self::resolution), but shows `see` the value of each
    /// row as it is, secret or not; none where no layer sets it.
    pub(crate) fn resolution_seen(&self, see: &mut resolve::See<'_>) -> Resolution {
        let mut known = Vec::<Problem>::new();
        let (setup, schema) = (&self.loader.setup, self.schema());
        let stack = Stack::build(&self.inputs, setup, schema, &mut known);
        let mut resolution = resolve::resolve_seen(&stack.layers, schema, see);
        let read = (&**setup, &*self.inputs);
        waivers::mark(read, Some(&self.choice), schema, &mut resolution);
        resolution
    }
}

#[cfg(feature = "figment")]
impl<T: Config> Loaded<T> {
    /// Returns what the settings resolve to, for a framework that takes a
    /// `figment::Figment`.
    ///
    /// It contains secrets. Each value has the type that the settings give it, in the
    /// profile `default`, and its metadata names the layer that it comes from. The default
    /// of a field's type is not included.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { port: u16 }
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "test")
    ///     .variable("CADENCE_PORT", "8080");
    /// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
    /// assert_eq!(settings.figment().extract_inner::<u16>("port").ok(), Some(8080));
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    pub fn figment(&self) -> figment::Figment {
        let mut known = Vec::<Problem>::new();
        let (setup, schema) = (&*self.loader.setup, self.schema());
        let stack = Stack::build(&self.inputs, setup, schema, &mut known);
        resolve::figment(&stack.layers, schema)
    }
}

impl<T> Looked for Loaded<T> {
    fn looked(&self) -> Option<&Searched> {
        self.searched()
    }
}

impl<T> Deref for Loaded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> fmt::Debug for Loaded<T> {
    /// Without the settings, which may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaded")
            .field("environment", &self.choice.environment)
            .field("deployment", &self.choice.deployment)
            .finish_non_exhaustive()
    }
}
