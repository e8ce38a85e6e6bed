//! Twelve-factor configuration: one struct, one artifact, every environment.
//!
//! A program declares its settings once, as a Rust struct. The crate loads that
//! struct from defaults, environment files and variables, and either returns it
//! or reports every error at once.
//!
//! ```
//! use rehearsal::system::Memory;
//! use rehearsal::{Config, Environment, Loader};
//!
//! #[derive(Config)]
//! struct Settings {
//!     #[config(nested)]
//!     database: Database,
//! }
//!
//! #[derive(Config)]
//! struct Database {
//!     /// Where reminders are stored.
//!     url: url::Url,
//!     /// Upper bound of the connection pool.
//!     #[config(default = 10)]
//!     max_connections: u32,
//! }
//!
//! // An in-memory system, for a test. By default, the process is read.
//! let host = Memory::new()
//!     .file("config/default.toml", "[database]\nmax_connections = 20")
//!     .file("config/staging.toml", "")
//!     .variable("CADENCE_ENV", "staging")
//!     .variable("CADENCE_DATABASE_URL", "postgres://db.internal/cadence");
//!
//! let settings = Loader::new("CADENCE").system(host).load::<Settings>()?;
//! assert_eq!(settings.environment(), Environment::Staging);
//! assert_eq!(settings.database.max_connections, 20);
//! # Ok::<(), rehearsal::Report>(())
//! ```
//!
//! # Declaring settings
//!
//! [`derive@Config`] lists the attributes. A field is either a value that serde
//! reads or, marked `nested`, a section that derives `Config` itself, or an `Option`,
//! `Vec`, `BTreeMap<String, _>` or `HashMap<String, _>` of sections. A list or
//! map of sections that nothing sets is empty.
//!
//! # Choosing the environment
//!
//! `{PREFIX}_ENV`, else `APP_ENV`, names one of the four [`Environment`]s or a
//! [deployment](Loader::deployment). If neither is set, that is a problem, unless the
//! program chose a [default](Loader::default_environment). If both are set,
//! `APP_ENV` is ignored, since it may belong to another tool; a note says so if it
//! names a different environment. [`Loader::without_app_env`] never reads it.
//!
//! # Layers
//!
//! From the lowest to the highest:
//!
//! 1. defaults of the schema
//! 2. `config/default.toml`
//! 3. `config/{environment}.toml`, which must exist if the directory does
//! 4. `config/{deployment}.toml`, for a named deployment; a note says if it does not
//!    exist
//! 5. `config/local.toml`, in development and test only
//! 6. `.env`, in development and test only, with the feature `dotenv`
//! 7. secret directories: `/run/secrets`, the credentials of systemd, and those of
//!    [`Loader::secrets_dir`]
//! 8. variables, and the files that their `_FILE` twins name
//! 9. overrides, from [`Loader::set`] or [`Loader::set_args`]
//!
//! All sources merge by the same rule, be it a file, a variable or an override:
//!
//! | a higher layer has | over | result |
//! | --- | --- | --- |
//! | `pool = { min = 2 }`, `[pool]` or `POOL={"min": 2}` | a table | both, key by key |
//! | `POOL__MIN=2` | a table | the table with that entry |
//! | `HOSTS__0=a` | a list | the list with that element |
//! | `pool = {}` or `POOL={}` | a table | an empty table |
//! | another variant of an enum | a variant | the higher one |
//! | anything else, including a list | anything | the higher one |
//!
//! A header `[pool]` with nothing below it does not empty the table, and a default in
//! the struct only applies if no layer sets the field. A value that a higher layer
//! overrides is still checked: an error in it would only surface once the higher
//! layer is removed.
//!
//! # Variables
//!
//! The names of a program's variables start with its [prefix](Loader::new), if it
//! has one. The variable of `database.max_connections` is
//! `{PREFIX}_DATABASE_MAX_CONNECTIONS`; `__` between levels works too.
//! Names are derived from fields, never guessed from variables, so a variable that
//! has the prefix but matches no setting is a problem. So is one that differs from
//! the name of a setting only in case, or in `.` or `-` instead of `_`; on Windows,
//! where names ignore case, it is the same name.
//!
//! The type of the field decides how a value is parsed:
//!
//! | type | text |
//! | --- | --- |
//! | text of any kind | taken as it is, byte for byte |
//! | numbers | decimal, ignoring surrounding white space |
//! | `bool` | `true`, `1`, `yes`, `on`, or `false`, `0`, `no`, `off`, in any case |
//! | `Duration` | with units: `30s`, `1h 30m` |
//! | lists | separated by commas, or in brackets as TOML or JSON: `a, b` or `["a", "b"]` |
//! | maps and sections | in braces, as TOML or JSON: `{ eu = 1 }` or `{"eu": 1}` |
//! | `Option` | empty text is `None` |
//! | untagged enums, fields below `#[serde(flatten)]` and other types that accept anything | `true`, `false` or a number if written exactly as one, and text if that is refused; otherwise text, and a comma-separated list if that is refused |
//!
//! `__` separates the entries of a map and the elements of a list:
//! `{PREFIX}_UPSTREAMS__0__PORT`, `{PREFIX}_LIMITS__EU`. If a file spells an
//! entry `eu-west`, `EU_WEST` means that one.
//!
//! An empty value is refused, in a file as well, for a path, a secret, a host, a URL
//! and anything that is not text, unless the default of the field is empty. The message
//! names the variable or file that is empty. Other text may be empty; a note says so
//! if it comes from a variable.
//!
//! Quotes around a value, which `docker run --env-file` keeps, are refused. Around
//! plain text they are only noted, and a secret in a file of its own may have them.
//!
//! Values in files are typed and never converted: a quoted number is not a number.
//!
//! Every key that matches no setting is a problem, and so is a field that a type read by
//! serde does not know. serde itself ignores unknown fields in internally tagged and
//! untagged enums and in structs with a `#[serde(flatten)]` field. `config check` and
//! [`testing::assert_schema`] warn about such a setting. To refuse unknown fields, use
//! `#[serde(deny_unknown_fields)]` or make the type a section with `#[derive(Config)]`;
//! to silence the warning, use `allow(dropped_fields = "why")` on the field.
//!
//! `{PREFIX}_DATABASE_URL_FILE` is the path of a file that holds the value of
//! `{PREFIX}_DATABASE_URL`; one newline at its end is ignored. Every variable of a
//! setting has such a twin, and setting both is a problem. If a section has both `url`
//! and `url_file`, the variable belongs to the field `url_file`, and `url` has no twin.
//! Below a list or a map, `{PREFIX}_TOKENS__EU_FILE` names the file of the entry `eu`;
//! if a file has an entry `eu_file`, the variable is ambiguous, which is a problem.
//!
//! Nothing in a file is expanded: `${HOME}` stays these seven characters, and is noted.
//! To supply a value from outside, set its variable.
//!
//! # What is refused
//!
//! A [`Report`] holds every mistake of every layer as a [`Problem`](report::Problem) with a stable
//! [`Code`](report::Code). It is the only error type, and [`Report::exit`] ends the program with
//! status 78, as a supervisor expects it of a program that is wrongly configured.
//!
//! A report ends with [where it looked](report::Searched) for files. If a file, a line or a
//! directory cannot be read, nothing that it might set is reported as missing or refused.
//! A file that is not read is noted, and one whose name is almost that of a file that is
//! read, such as `prod.toml`, is a problem.
//!
//! # Looking into it
//!
//! [`Loaded::explain`] shows where every value comes from and what it overrides, and
//! [`Resolution::to_toml`](explain::Resolution::to_toml) shows all values in effect. With the feature
//! `cli`, the module `command` has a `config` subcommand that does both, checks every
//! environment without secrets, and generates documentation, a JSON Schema and
//! manifests. With `fingerprint`, a short digest identifies a deploy.
//!
//! # Comparing environments
//!
//! [`Loader::parity`] reads what is committed for every environment, offline,
//! and reports what differs but must not: a different kind or version of a service, a
//! value that staging never had, a switch that production turns on first. The
//! [guide](parity) takes one change through all environments. With the feature
//! `snapshot`, a deploy is recorded without its secrets, and compared with an
//! earlier one before it goes live.
//!
//! # Rules and checks
//!
//! What a type cannot express is checked at start too, and the report points at where the
//! value is written. Rules of `garde` are checked if a struct has its attributes;
//! `#[config(check = path)]` names a function that checks a section and can point
//! at several keys, see [`Checker`]; and a field can declare when it is required.
//!
//! Staging and production refuse, each with a [`Code`](report::Code) of its own: placeholders
//! and weak secrets (fewer than 16 characters, or 40 bits of entropy), unresolved
//! references such as `op://…` or `$(NAME)` and secrets with white space or a line
//! break at an end (both noted in development and test), URLs whose host is the local
//! machine or reserved for examples, connections without TLS to a host that is not
//! [declared private](Loader::private_host), lists of origins that allow anyone, and
//! a provider's live or test keys in the wrong environment. They warn about TLS that is
//! not verified, and about what only the name of a setting reveals: a local host name,
//! TLS or verification turned off, debugging turned on. `check` and
//! [parity](Loader::parity) apply the same rules to each environment. To exempt a field,
//! use `#[config(allow(weak_secret = "the reason"))]`; its
//! [schema](schema::Field::allowed) keeps the reason.
//!
//! Paths, hosts, ports and certificates can be [probed](schema::Probe) at start. See [`derive@Config`] for all attributes.
//!
//! A field can turn a problem into a warning: a refusal, a broken `rule` of `garde`, a
//! value that is `required` or `forbidden`, and what a `probe` finds. The warning has a
//! reason, which [`Loaded::explain`] shows:
//!
//! ```
//! # use rehearsal::system::Memory;
//! # use rehearsal::{Config, Loader};
//! #[derive(Config)]
//! struct Settings {
//!     #[config(
//!         required_in = [Staging, Production],
//!         warn(required = "staging has no account yet", in(Staging))
//!     )]
//!     sentry: Option<String>,
//! }
//!
//! let host = Memory::new().variable("CADENCE_ENV", "staging");
//! let loader = Loader::new("CADENCE").without_config_dir().system(host);
//! let settings = loader.load::<Settings>()?;
//! let warning = &settings.warnings().problems()[0];
//! assert_eq!(warning.message(), "`sentry` is not set, but staging requires it");
//! # Ok::<(), rehearsal::Report>(())
//! ```
//!
//! Your own [`check`](Checker) chooses the severity of each finding.
//! [`Loaded::warnings`] returns the warnings of a successful load.
//!
//! # Secrets
//!
//! A setting is secret if its type is a `secrecy` type, alone or in an
//! `Option`, `Vec` or map, or if it is marked `#[config(secret)]`. The value of such
//! a setting is never shown, and a line of a file is shown with only the key and value
//! that the message is about. A setting that is named like a secret, and text that may
//! be one, are hidden too unless the field says `#[config(secret = false)]`.
//!
#![doc = include_str!("../docs/secrets.md")]

mod check;
mod coerce;
#[cfg(feature = "cli")]
pub mod command;
mod environment;
pub mod explain;
mod format;
#[cfg(feature = "generate")]
mod generate;
mod layer;
mod load;
pub mod parity;
mod read;
pub mod report;
mod resolve;
mod resource;
pub mod schema;
pub mod system;
pub mod testing;
mod value;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use rehearsal_derive::Config;

pub use crate::check::rules::{Checker, Finding};
pub use crate::environment::{Deploy, Deployment, Environment, UnknownEnvironment};
#[cfg(feature = "generate")]
pub use crate::generate::Template;
pub use crate::layer::LayerKind;
pub use crate::layer::set::{MalformedSet, parse_set};
pub use crate::load::{Loaded, Loader};
pub use crate::read::config::Config;
#[doc(hidden)]
pub use crate::read::config::{Leaf, Nested};
pub use crate::report::Report;
pub use crate::value::redacted::Redacted;

/// The examples of the front page.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
