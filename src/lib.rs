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
//! With a mistake anywhere, there are no settings, and the report says what to do about all of
//! them:
//!
//! ```
//! # use rehearsal::system::Memory;
//! # use rehearsal::{Config, Loader};
//! # #[derive(Config)]
//! # struct Settings {
//! #     #[config(nested)]
//! #     database: Database,
//! # }
//! # #[derive(Config)]
//! # struct Database {
//! #     /// Where reminders are stored.
//! #     url: url::Url,
//! #     #[config(default = 10)]
//! #     max_connections: u32,
//! # }
//! let host = Memory::new()
//!     .file("config/staging.toml", "[database]\nmax_conections = 20")
//! #   .current_dir("/srv/cadence")
//!     .variable("CADENCE_ENV", "staging");
//!
//! let report = Loader::new("CADENCE").system(host).load::<Settings>().unwrap_err();
//! assert_eq!(report.to_string(), "\
//! 2 problems keep cadence from starting in staging
//!
//! error[unknown-key]: there is no setting `database.max_conections`
//!  --> config/staging.toml:2:1
//!   |
//! 2 | max_conections = …
//!   | ^^^^^^^^^^^^^^ unknown key
//!   |
//!   = help: did you mean `database.max_connections`?
//!
//! error[missing]: `database.url` is not set, and has no default
//!   |
//!   = help: about: Where reminders are stored.
//!   = help: set the variable CADENCE_DATABASE_URL, or `database.url` in config/staging.toml
//!
//! looked in /srv/cadence/config: default.toml (not there), staging.toml");
//! ```
//!
//! # The guide
//!
//! | to | read |
//! | --- | --- |
//! | get from an empty folder to a program that refuses a wrong configuration | [first steps](guide::first_steps) |
//! | know what an environment decides | [environments](guide::environments) |
//! | know what wins over what | [layers and precedence](guide::layers) |
//! | name a variable and write its value | [variables](guide::variables) |
//! | keep secrets, and know what is hidden | [secrets](guide::secrets) |
//! | choose the type of a field | [types](guide::types) |
//! | see an example of every attribute | [attributes](guide::attributes) |
//! | say what a type cannot, and know what is refused | [rules and refusals](guide::rules) |
//! | permit what is refused, for a while or for good | [exempting](guide::exempting) |
//! | understand a code in a report | [the index of problems](mod@problems) |
//! | compare environments before a change goes live | [parity] |
//! | check, explain and generate from the command line | [the `config` subcommand](guide::subcommand) |
//! | test | [testing](guide::testing), [CI](guide::ci) |
//! | run it | [containers, Kubernetes, systemd and platforms](guide::deploying) |
//! | share settings between programs | [workspaces](guide::workspaces) |
//! | come from another library | [migrating](guide::migrating) |
//! | ask why | [questions of design](guide::design) |
//!
//! [`derive@Config`] lists the attributes of a struct and its fields, [`Loader`] what a program
//! says before it loads, [`Loaded`] what it can ask afterwards, and
//! [`problems`](mod@problems) what each code of a report means.
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `figment` (default) | `Loader::provider` and `Loaded::figment`: other libraries' sources, and frameworks that take a `Figment` |
//! | `garde` (default) | runs the rules of `#[garde(...)]` attributes |
//! | `tls` | reads certificates and keys at start, and checks that they match |
//! | `json` | JSON files; reports, explanations and dumps as JSON, reports as SARIF |
//! | `yaml` | YAML files |
//! | `dotenv` | `.env`, in development and test |
//! | `fingerprint` | `Loaded::fingerprint`, a short digest for log lines and release ids |
//! | `snapshot` | `Loaded::snapshot` and `Loaded::compare`, for a comparison with an earlier deploy |
//! | `generate` | `Loader::generate`: JSON Schema, `.env.example`, a reference, manifests |
//! | `page` | `ParityReport::to_html`: environments side by side as one page |
//! | `cli` | the `config` subcommand, on clap 4 |
//! | `tracing` | one event for each load |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod check;
mod coerce;
#[cfg(feature = "cli")]
pub mod command;
mod environment;
pub mod explain;
mod format;
#[cfg(feature = "generate")]
mod generate;
#[cfg(any(doc, doctest))]
pub mod guide;
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

#[cfg(feature = "figment")]
pub use figment;
pub use rehearsal_derive::{Config, files};
pub use secrecy;

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
#[cfg(any(doc, doctest))]
pub use crate::report::problem::problems;
pub use crate::value::redacted::Redacted;
pub use crate::value::secret::Secret;

/// The examples of the front page.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeDoctests;
