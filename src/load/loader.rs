//! The loader: what a program says before it loads.

use std::sync::Arc;
use std::time::Duration;

use super::ignored::Ignored;
use super::setup::{Chosen, Waiving};
use super::{Loaded, Setup};
use crate::check::PrivateHosts;
use crate::environment::{Deployment, Environment};
use crate::read::config::Config;
use crate::report::Report;
use crate::schema::{Exemption, names};
use crate::system::{Process, System};

/// Loads a program's settings from all their layers.
///
/// A loader is cheap to clone, does nothing until [`load`](Self::load), and can
/// load any number of times.
///
/// # Example
///
/// ```
/// use rehearsal::system::Memory;
/// use rehearsal::{Config, Environment, Loader};
///
/// #[derive(Config)]
/// struct Settings {
///     /// Port to listen on.
///     #[config(default = 8080)]
///     port: u16,
/// }
///
/// let host = Memory::new()
///     .variable("CADENCE_ENV", "staging")
///     .variable("CADENCE_PORT", "9090");
/// let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
/// assert_eq!(settings.environment(), Environment::Staging);
/// assert_eq!(settings.port, 9090);
/// # Ok::<(), rehearsal::Report>(())
/// ```
#[derive(Clone, Debug)]
pub struct Loader {
    pub(super) setup: Arc<Setup>,
}

impl Loader {
    /// The default size limit of a file, in bytes.
    pub const SIZE_LIMIT: u64 = 4 * 1024 * 1024;

    /// The default limit of nested lists and tables.
    pub const DEPTH_LIMIT: usize = 64;

    /// The default time limit for all probes together.
    pub const PROBE_TIMEOUT: Duration = Duration::from_secs(5);

    /// Returns a loader for a program whose variables start with `prefix`.
    ///
    /// The prefix is taken in upper case and without the `_` that follows it, so `CADENCE`,
    /// `CADENCE_` and `cadence` are the same. In lower case, it is the name of the program
    /// in reports.
    ///
    /// With `""`, a program has no prefix: the names of its variables are derived from keys
    /// alone, such as `DATABASE_URL`, or given by `env`; `APP_ENV` chooses the environment,
    /// and no variable is unknown.
    ///
    /// # Panics
    ///
    /// If the prefix is invalid: it must consist of letters, digits and single `_`, and
    /// start with a letter.
    #[track_caller]
    pub fn new(prefix: &str) -> Self {
        let given = prefix;
        let prefix = given.trim_end_matches('_').to_ascii_uppercase();
        assert!(
            names::is_prefix(&prefix) && prefix.is_empty() == given.is_empty(),
            "invalid prefix {given:?}: use only letters, digits and single `_`, and start with a \
             letter",
        );
        let setup = Setup {
            prefix,
            name: None,
            system: Arc::new(Process),
            folder: None,
            without_folder: false,
            files: Vec::new(),
            embedded: Vec::new(),
            environment: Chosen::ByVariable,
            default_environment: None,
            reads_app_env: true,
            deployments: Vec::new(),
            foreign: Vec::new(),
            secrets: Vec::new(),
            overrides: Vec::new(),
            malformed: Vec::new(),
            providers: Vec::new(),
            texts: Vec::new(),
            ignored: Vec::new(),
            section: None,
            size_limit: Self::SIZE_LIMIT,
            depth_limit: Self::DEPTH_LIMIT,
            private: PrivateHosts::default(),
            probe_timeout: Self::PROBE_TIMEOUT,
            skip_probes: false,
            allowed: Vec::new(),
            waiving: Waiving::Leniently,
            is_strict: false,
        };
        Self {
            setup: Arc::new(setup),
        }
    }

    /// Reads variables and files from `system` instead of the process.
    #[must_use]
    pub fn system(self, system: impl System + Send + Sync + 'static) -> Self {
        self.with(|setup| setup.system = Arc::new(system))
    }

    /// Names the program in reports, if it is not called as its prefix is.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Environment, Loader, system::Memory};
    /// # #[derive(Debug, Config)]
    /// # struct Settings { port: u16 }
    /// let loader = Loader::new("").program("web").environment(Environment::Test);
    /// let report = loader.system(Memory::new()).load::<Settings>().unwrap_err();
    /// assert_eq!(report.program(), "web");
    /// ```
    ///
    /// # Panics
    ///
    /// If the name is not one word of letters, digits, `-`, `_` and `.`.
    #[must_use]
    #[track_caller]
    pub fn program(self, name: impl Into<String>) -> Self {
        let name = name.into();
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        assert!(
            name.starts_with(|first: char| first.is_ascii_alphanumeric())
                && name.bytes().all(is_word),
            "invalid name of a program {name:?}: use only letters, digits, `-`, `_` and `.`",
        );
        self.with(|setup| setup.name = Some(name))
    }

    /// Sets the environment, for a program that knows it by other means than a variable.
    ///
    /// `{PREFIX}_ENV` and `APP_ENV` are not read then; a note says so if the former names a
    /// different environment.
    #[must_use]
    pub fn environment(self, environment: Environment) -> Self {
        self.deployed_as(environment.as_str())
    }

    /// Sets the environment or [deployment](Self::deployment) by its name, for a program that
    /// knows it by other means than a variable, such as an argument.
    ///
    /// As with [`environment`](Self::environment), no variable is read. An unknown name is
    /// reported by the load.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Environment, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(default = 8080)] port: u16 }
    /// let loader = Loader::new("CADENCE")
    ///     .deployment("eu-prod", Environment::Production)
    ///     .deployed_as("eu-prod")
    ///     .system(Memory::new());
    /// let settings = loader.load::<Settings>()?;
    /// assert_eq!(settings.environment(), Environment::Production);
    /// assert_eq!(settings.deployment(), Some("eu-prod"));
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn deployed_as(self, name: impl Into<String>) -> Self {
        let name = name.into();
        self.with(|setup| setup.environment = Chosen::ByProgram(name))
    }

    /// Chooses no environment, for a tool that has none.
    ///
    /// No config directory and no `.env` are read, and no variable chooses an environment:
    /// settings come from [files that are named](Self::file), from [embedded](Self::embed)
    /// defaults (`default.toml`), secret directories, variables and overrides. What only
    /// staging and production refuse is not refused. [`Loaded::environment`] is
    /// `Development`, and so are conditions such as `required_in`.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { jobs: u8 }
    /// let system = Memory::new().file("/etc/sift/config.toml", "jobs = 4");
    /// let loader = Loader::new("SIFT")
    ///     .without_environments()
    ///     .file("/etc/sift/config.toml")
    ///     .system(system);
    /// assert_eq!(loader.load::<Settings>()?.jobs, 4);
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn without_environments(self) -> Self {
        self.with(|setup| setup.environment = Chosen::Nowhere)
    }

    /// Sets the environment for when no variable chooses one.
    ///
    /// By default, an unset environment is a problem, which is safer for a deployed
    /// program.
    #[must_use]
    pub fn default_environment(self, environment: Environment) -> Self {
        self.with(|setup| setup.default_environment = Some(environment))
    }

    /// Leaves `APP_ENV` to other tools: only `{PREFIX}_ENV` names the environment.
    ///
    /// By default, `APP_ENV` is read if the program's own variable is not set.
    #[must_use]
    pub fn without_app_env(self) -> Self {
        self.with(|setup| setup.reads_app_env = false)
    }

    /// Declares a named deployment, which the environment variable may choose.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Environment, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(default = 8080)] port: u16 }
    /// let loader = Loader::new("CADENCE")
    ///     .deployment("eu-prod", Environment::Production)
    ///     .system(Memory::new().variable("CADENCE_ENV", "eu-prod"));
    /// let settings = loader.load::<Settings>()?;
    /// assert_eq!(settings.environment(), Environment::Production);
    /// assert_eq!(settings.deployment(), Some("eu-prod"));
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn deployment(self, name: impl Into<String>, environment: Environment) -> Self {
        let deployment = Deployment::new(name, environment);
        self.with(|setup| setup.deployments.push(deployment))
    }

    /// Ignores a variable that has the prefix but belongs to another program.
    ///
    /// A `*` at the end stands for any ending: `CADENCE_LEGACY_*`.
    #[must_use]
    pub fn ignore_variable(self, variable: impl Into<String>) -> Self {
        self.with(|setup| setup.foreign.push(variable.into()))
    }

    /// Ignores a key that belongs to another program, and all that is within it.
    ///
    /// For programs that share a config directory: what `http.*` covers in files, variables
    /// and secret directories is not unknown then. A key that covers a setting of this program
    /// is a problem, and one that is not set anywhere is noted. A program that needs one
    /// section only reads [that alone](Self::section).
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Environment, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { threads: u8 }
    /// let shared = "threads = 8\n[http]\nport = 80";
    /// let loader = Loader::new("SHOP")
    ///     .environment(Environment::Test)
    ///     .system(Memory::new().file("config/test.toml", shared));
    /// assert!(loader.load::<Settings>().is_err());
    /// assert_eq!(loader.ignore_key("http.*").load::<Settings>()?.threads, 8);
    /// # Ok::<(), rehearsal::Report>(())
    /// ```
    #[must_use]
    pub fn ignore_key(self, key: impl Into<String>) -> Self {
        self.with(|setup| setup.ignored.push(Ignored::new(key.into())))
    }

    /// Declares hosts of a private network, to which a connection does not require TLS.
    ///
    /// `pattern` is a host, `*.` followed by a domain, or a network such as
    /// `10.0.0.0/8`.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { cache: url::Url }
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "production")
    ///     .variable("CADENCE_CACHE", "redis://cache.corp.net");
    /// let loader = Loader::new("CADENCE").system(host);
    /// assert!(loader.load::<Settings>().is_err());
    /// assert!(loader.private_host("*.corp.net").load::<Settings>().is_ok());
    /// ```
    #[must_use]
    pub fn private_host(self, pattern: &str) -> Self {
        self.with(|setup| setup.private.add(pattern))
    }

    /// Refuses also what many real deploys have.
    ///
    /// By default, staging and production only warn about a connection without TLS to a name
    /// that nobody outside of a cluster resolves (one label, `.internal`, `.svc`,
    /// `.cluster.local`) and about a target of telemetry or a proxy on the local machine, and
    /// accept a short password in a URL, since a platform chose it.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { cache: url::Url }
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "production")
    ///     .variable("CADENCE_CACHE", "redis://cache:6379");
    /// let loader = Loader::new("CADENCE").system(host);
    /// assert!(loader.load::<Settings>().is_ok());
    /// assert!(loader.strict().load::<Settings>().is_err());
    /// ```
    #[must_use]
    pub fn strict(self) -> Self {
        self.with(|setup| setup.is_strict = true)
    }

    /// Allows a refusal of a setting, as `#[config(allow(…))]` does of a field.
    ///
    /// It is for settings that another crate declares, and for those of which only the
    /// program knows. `key` may be a pattern, as in a [waiver](crate::parity::Waiver):
    /// `upstreams[*].url`, `telemetry.*`. `refusal` is the name in the attribute, such as
    /// `internal_host`. The reason is shown by [`Loaded::explain`]. To permit something for a
    /// while and without a new build, use `config/waivers.toml`.
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(nested)] telemetry: Telemetry }
    /// # #[derive(Config)]
    /// # struct Telemetry { url: url::Url }
    /// let host = Memory::new()
    ///     .variable("CADENCE_ENV", "production")
    ///     .variable("CADENCE_TELEMETRY_URL", "https://collector.example");
    /// let loader = Loader::new("CADENCE").system(host);
    /// assert!(loader.load::<Settings>().is_err());
    /// let loader = loader.allow("telemetry.*", "internal_host", "it drops everything");
    /// assert!(loader.load::<Settings>().is_ok());
    /// ```
    #[must_use]
    pub fn allow(self, key: &str, refusal: &str, reason: &str) -> Self {
        self.with(|setup| setup.allowed.push(Exemption::new(key, refusal, reason)))
    }

    /// Limits the time that all probes together may take; 5 seconds by default.
    #[must_use]
    pub fn probe_timeout(self, limit: Duration) -> Self {
        self.with(|setup| setup.probe_timeout = limit)
    }

    /// Skips the probes of paths, hosts, ports and certificates.
    ///
    /// For checks that run on another machine than the program.
    #[must_use]
    pub fn skip_probes(self) -> Self {
        self.with(|setup| setup.skip_probes = true)
    }

    /// Loads the settings, or reports everything that is wrong with them.
    ///
    /// # Errors
    ///
    /// A [`Report`] of every error in every layer, if there is one.
    pub fn load<T: Config>(&self) -> Result<Loaded<T>, Report> {
        Loaded::load(self)
    }

    /// Loads the settings and prints their warnings, or prints the report and exits.
    ///
    /// It is what a service does at its start: warnings and report go to the standard error,
    /// as [`Report::eprint`] writes them, and the exit status of a refused start is
    /// [`Report::EXIT_STATUS`], which is 78. Live values are not dropped at the exit; if that
    /// matters, or the report is to go elsewhere, use [`load`](Self::load).
    ///
    /// # Example
    ///
    /// ```
    /// # use rehearsal::{Config, Loader, system::Memory};
    /// # #[derive(Config)]
    /// # struct Settings { #[config(default = 8080)] port: u16 }
    /// # let host = Memory::new().variable("CADENCE_ENV", "test");
    /// let settings = Loader::new("CADENCE").system(host).load_or_exit::<Settings>();
    /// assert_eq!(settings.port, 8080);
    /// ```
    pub fn load_or_exit<T: Config>(&self) -> Loaded<T> {
        let settings: Loaded<T> = self.load().unwrap_or_else(|report| report.exit());
        settings.warnings().eprint();
        settings
    }

    /// The name of the program in reports.
    pub(crate) fn program_name(&self) -> String {
        self.setup.program()
    }

    pub(crate) fn setup(&self) -> &Setup {
        &self.setup
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut Setup)) -> Self {
        change(Arc::make_mut(&mut self.setup));
        self
    }
}
