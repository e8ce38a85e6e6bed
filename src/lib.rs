//! Twelve-factor configuration: one struct, one artifact, every environment.
//!
//! A program declares its settings once, as a Rust struct. The crate loads that
//! struct from defaults, files of the environment and variables, and either
//! hands it over or reports every mistake at once.
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
//! // An in-memory system, as a test has it. Without it the process is read.
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
//! [`derive@Config`] lists what a field may say. A field is a value that serde
//! reads, or, marked `nested`, a section with a derive of its own, an `Option`,
//! `Vec`, `BTreeMap<String, _>` or `HashMap<String, _>` of sections. A list or
//! map of sections that nothing sets is empty.
//!
//! # Choosing the environment
//!
//! `{PREFIX}_ENV`, else `APP_ENV`, names one of the four [`Environment`]s or a
//! [deployment](Loader::deployment). Nothing set is a problem, unless the
//! program chose a [default](Loader::default_environment). Where both are set,
//! `APP_ENV` does not count: it may be another tool's, and is noted if it names
//! another environment. [`Loader::without_app_env`] leaves it unread.
//!
//! # Layers
//!
//! From the lowest to the highest:
//!
//! 1. defaults of the schema
//! 2. `config/default.toml`
//! 3. `config/{environment}.toml`, which must exist where the directory does
//! 4. `config/{deployment}.toml`, for a named deployment; a note says if it is not
//!    there
//! 5. `config/local.toml`, in development and test only
//! 6. `.env`, in development and test only, with the feature `dotenv`
//! 7. secret directories: `/run/secrets`, the credentials of systemd, and those of
//!    [`Loader::secrets_dir`]
//! 8. variables, and the files that their `_FILE` twins name
//! 9. overrides, given with [`Loader::set`] or [`Loader::set_args`]
//!
//! Merging has one rule for every source, be it a file, a variable or an override:
//!
//! | a higher layer says | over | what counts |
//! | --- | --- | --- |
//! | `pool = { min = 2 }`, `[pool]` or `POOL={"min": 2}` | a table | both, key by key |
//! | `POOL__MIN=2` | a table | the table with that entry |
//! | `HOSTS__0=a` | a list | the list with that element |
//! | `pool = {}` or `POOL={}` | a table | an empty table, to start afresh |
//! | another variant of an enum | a variant | the higher one |
//! | anything else, a list too | anything | the higher one |
//!
//! A header `[pool]` with nothing below it empties nothing, and a default in the
//! struct only counts where no layer sets the field. A value that a higher layer
//! overrides is checked all the same: a mistake in it would only wait for the day
//! that the higher layer goes.
//!
//! # Variables
//!
//! The names of a program's variables begin with its [prefix](Loader::new), if it
//! has one. The variable of `database.max_connections` is
//! `{PREFIX}_DATABASE_MAX_CONNECTIONS`; `__` between levels is understood too.
//! Names are made from fields and never guessed back, so a variable that has
//! the prefix and that no setting owns is a problem. So is one that differs from
//! the name of a setting in case only, or in `.` and `-` for `_`; on Windows,
//! where case does not count, it is the same name.
//!
//! The value is read as its type asks:
//!
//! | type | text |
//! | --- | --- |
//! | text of any sort | byte for byte |
//! | numbers | decimal, white space around it left out |
//! | `bool` | `true`, `1`, `yes`, `on`, or `false`, `0`, `no`, `off`, in any case |
//! | `Duration` | with units: `30s`, `1h 30m` |
//! | lists | between commas, or in brackets as TOML or JSON: `a, b` or `["a", "b"]` |
//! | maps and sections | in braces, as TOML or JSON: `{ eu = 1 }` or `{"eu": 1}` |
//! | `Option` | the empty text is nothing |
//! | untagged enums, fields below `#[serde(flatten)]` and the like, which take anything | `true`, `false` or a number, if it is written exactly as one, and text where that is refused; else text, and the list between its commas where that is refused |
//!
//! One entry of a map or one element of a list is named between `__`:
//! `{PREFIX}_UPSTREAMS__0__PORT`, `{PREFIX}_LIMITS__EU`. Where a file spells an
//! entry `eu-west`, `EU_WEST` means that one.
//!
//! A value that is empty is named by what gives it, and refused where there must
//! be something, in a file as well: for a path, a secret, a host, a URL and what
//! is not text, unless the default of the field is empty. Other text may be empty;
//! that of a variable is noted.
//!
//! Quotes around a value, which `docker run --env-file` keeps, are refused: around
//! a text they are only noted, and in a file of its own a secret may have them.
//!
//! Values of files have types of their own and are never converted: a quoted
//! number is not a number.
//!
//! Every key that no setting owns is a problem, and so is a field that a type read by
//! serde does not know. It is not where serde keeps a value and reads it later: an
//! internally tagged or untagged enum and a struct with a `#[serde(flatten)]` field
//! drop the fields they do not know. `config check` and
//! [`testing::assert_schema`] warn of such a setting; `#[serde(deny_unknown_fields)]`
//! makes an enum refuse them, and a section with `#[derive(Config)]` always does.
//! Where neither is wanted, `allow(dropped_fields = "why")` on the field ends the
//! warning.
//!
//! `{PREFIX}_DATABASE_URL_FILE` is the path of a file that holds the value of
//! `{PREFIX}_DATABASE_URL`; one newline at its end does not count. Every variable
//! of a setting has such a twin, and setting both is a problem. Where a field
//! `url_file` stands beside `url`, the name is that of the field, and `url` has no
//! twin. Below a list or a map, too, `{PREFIX}_TOKENS__EU_FILE` names the file of
//! the entry `eu`; if a file has an entry `eu_file`, either may be meant, and it is
//! a problem.
//!
//! Nothing in a file is replaced: `${HOME}` is these seven characters, and noted.
//! What comes from outside has a variable of its own.
//!
//! # What is refused
//!
//! A [`Report`] holds every mistake of every layer as a [`Problem`](report::Problem) with a stable
//! [`Code`](report::Code). It is the only error type, and [`Report::exit`] ends the program with
//! status 78, as a supervisor expects it of a program that is wrongly configured.
//!
//! It ends with [where it looked](report::Searched) for files. What a file, a line or a
//! directory may set that cannot be read is neither missing nor judged. A file
//! that nothing reads is noted, and one that is called almost like a file that is
//! read, such as `prod.toml`, is a problem.
//!
//! # Looking into it
//!
//! [`Loaded::explain`] shows where every value comes from and what it overrides, and
//! [`Resolution::to_toml`](explain::Resolution::to_toml) shows all that is in force. With the feature `cli` the
//! module `command` has a `config` subcommand that does both, checks every
//! environment without a secret, and generates documentation, a JSON Schema and
//! manifests; with `fingerprint` a short digest identifies a deploy.
//!
//! # Comparing environments
//!
//! [`Loader::parity`] reads what is committed for every environment, offline,
//! and reports what differs and must not: another kind or version of a service, a
//! value that was never rehearsed, a switch that is ahead in production. The
//! [guide](parity) walks one change through all of them. With the feature
//! `snapshot` a deploy is recorded without its secrets, and compared before it
//! opens with what was rehearsed or was there before.
//!
//! # Rules and checks
//!
//! What a type cannot say is checked at start too, and points at where the value
//! was written. Where a struct carries attributes of `garde`, its rules are kept;
//! `#[config(check = path)]` names a function that judges a section and can point
//! at several keys, see [`Checker`]; and a field says when it has to be set.
//!
//! Staging and production refuse, each with a [`Code`](report::Code) of its own: placeholders
//! and weak secrets (fewer than 16 characters, or 40 bits of entropy), references
//! such as `op://…` or `$(NAME)` that nothing has resolved and secrets with white
//! space or a line break at an end (both noted in development and test), URLs whose
//! host is the local machine or one of examples, connections without encryption
//! to a host that is not [declared private](Loader::private_host), lists of
//! origins that let anyone in, and a provider's keys where they do not belong. They
//! warn of TLS that is not verified, and of what only the name of a setting gives away:
//! a bare host of the machine itself, TLS or verification turned off, debugging
//! turned on. `check` and [parity](Loader::parity) say the same of each environment. A
//! field is exempt by `#[config(allow(weak_secret = "the reason"))]`, which its
//! [schema](schema::Field::allowed) keeps.
//!
//! Paths, hosts, ports and certificates can be [probed](schema::Probe) at start. See [`derive@Config`] for all attributes.
//!
//! What would be a problem is a warning where a field says so: a refusal, a
//! broken `rule` of `garde`, a value that is `required` or `forbidden`, and what
//! a `probe` finds. It applies to one field and has a reason,
//! which [`Loaded::explain`] shows:
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
//! A [`check`](Checker) of the program's own chooses the severity of each finding.
//! Warnings travel with the settings, as [`Loaded::warnings`].
//!
//! # Secrets
//!
//! A setting is secret when its type is a `secrecy` type, alone or in an
//! `Option`, `Vec` or map, or when it is marked `#[config(secret)]`. Nothing
//! shows the value of such a setting; and a line of a file is shown with only
//! the key and the value that are meant. What is named like a secret, and text of
//! which nobody can tell whether it is one, is not shown either unless the field
//! says `#[config(secret = false)]`.
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
