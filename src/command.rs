//! The ready-made `config` subcommand.
//!
//! It checks, compares, explains and shows a program's configuration and makes
//! the files that describe it: `check`, `parity`, `snapshot`, `compare`, `explain`,
//! `show`, `variables`, `generate` and `fingerprint`.
//!
//! A program that uses clap takes it as one variant of its own subcommand:
//!
//! ```
//! use std::process::ExitCode;
//!
//! use clap::Parser;
//! use rehearsal::command::ConfigCommand;
//! use rehearsal::{Config, Loader};
//!
//! #[derive(Config)]
//! struct Settings {
//!     #[config(default = 8080)]
//!     port: u16,
//! }
//!
//! #[derive(Parser)]
//! enum Program {
//!     /// Serve requests
//!     Serve,
//!     /// Inspect the configuration
//!     Config(ConfigCommand),
//! }
//!
//! fn main() -> ExitCode {
//!     let loader = Loader::new("CADENCE");
//! #   let loader = loader.system(rehearsal::system::Memory::new().variable("CADENCE_ENV", "test"));
//! #   let Program::Config(config) = Program::parse_from(["cadence", "config", "check"]) else {
//! #       panic!("`config` is a subcommand");
//! #   };
//! #   let (mut out, mut err) = (Vec::new(), Vec::new());
//! #   assert_eq!(config.run_to::<Settings>(&loader, &mut out, &mut err), 0);
//! #   assert_eq!(String::from_utf8_lossy(&out), "test: fine\n");
//! #   assert!(matches!(Program::parse_from(["cadence", "serve"]), Program::Serve));
//! #   if true { return ExitCode::SUCCESS; }
//!     match rehearsal::command::parse() {
//!         Program::Serve => ExitCode::SUCCESS,
//!         Program::Config(config) => config.run::<Settings>(&loader),
//!     }
//! }
//! ```
//!
//! `clap::Parser::parse` works as well, but exits with 2, and repeats an argument that it
//! refuses as it was typed, such as a password that was pasted behind `config`. [`parse`]
//! shows it without its secrets; [`redacted`] does so for a program that handles clap's
//! errors itself.
//!
//! A program without clap hands its arguments over, and goes on where they are
//! not meant for this:
//!
//! ```
//! use std::process::ExitCode;
//!
//! # use rehearsal::{Config, Loader};
//! # #[derive(Config)]
//! # struct Settings {
//! #     #[config(default = 8080)]
//! #     port: u16,
//! # }
//! fn main() -> ExitCode {
//!     let loader = Loader::new("CADENCE");
//! #   let loader = loader.system(rehearsal::system::Memory::new().variable("CADENCE_ENV", "test"));
//! #   let called = |action: &'static str| {
//! #       let args = ["cadence", "config", action].map(Into::into);
//! #       rehearsal::command::intercept::<Settings>(&loader, args)
//! #   };
//! #   assert_eq!(called("check"), Some(ExitCode::SUCCESS));
//! #   assert_eq!(called("chekc"), Some(ExitCode::from(64)));
//!     if let Some(status) = rehearsal::command::intercept::<Settings>(&loader, std::env::args_os()) {
//!         return status;
//!     }
//!     ExitCode::SUCCESS
//! }
//! ```
//!
//! Results go to the standard output, and reports to the standard error. The exit status is
//! 0 for success, 78 if the configuration is refused, 64 for wrong usage, 74 if a named
//! file, a snapshot or the output cannot be read or written, and 1 if a committed file is
//! stale. If no file was found, a check or comparison of what is committed fails, unless
//! the program [needs none](crate::Loader::without_config_dir): otherwise it would find
//! every environment to be fine. It is 141, as for most programs, if the
//! output is not read to its end: `config show | head -1`. A standard output that is closed (`>&-`) is
//! `/dev/null` to this program, as it is to git, cargo and every program in Rust, so the
//! status is that of a written one. A file is written completely or not at all, and never
//! through a link; only its owner may read a snapshot (mode 0600). `-` is the standard
//! output, and a snapshot may come from a pipe: `config compare <(…)`.

mod check;
mod complete;
mod console;
mod difference;
mod explain;
mod file;
mod generate;
mod page;
mod parity;
mod show;
mod snapshot;
mod usage;
mod variables;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Command, FromArgMatches, Parser, Subcommand, ValueEnum};

pub(crate) use self::console::Console;
use self::console::{CUT_OFF, Failure, Outcome, UNWRITTEN, WRONG_USAGE};
pub use self::usage::redacted;
use crate::load::Loader;
use crate::load::choose::Choice;
use crate::read::config::Config;
use crate::value::suggest::quoted;

/// The arguments of the `config` subcommand.
///
/// See the [module](self) for how to add it to a program.
#[derive(Clone, Debug, Args)]
#[command(about = "Inspect the configuration", long_about = None)]
pub struct ConfigCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, Subcommand)]
enum Action {
    /// Check the configuration of this deploy, or the committed one of others
    Check(check::Check),
    /// Compare the committed configuration of all environments
    Parity(parity::Parity),
    /// Record this deploy, without its secrets
    Snapshot(snapshot::Snapshot),
    /// Compare this deploy, or the snapshot of one, with an earlier one
    Compare(snapshot::Compare),
    /// Show where values come from, what they override, and what could set them
    Explain(explain::Explain),
    /// Show the values in effect, or those committed for others, with secrets redacted
    Show(show::Show),
    /// List the variables that are read
    Variables(variables::Variables),
    /// Generate a file that describes the configuration
    Generate(generate::Generate),
    /// Print short digests of the settings and of their schema
    Fingerprint(show::Digests),
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

impl ConfigCommand {
    /// Runs the subcommand, and returns the exit status.
    pub fn run<T: Config>(&self, loader: &Loader) -> ExitCode {
        let program = std::env::args_os().next();
        console::with_process(program.as_deref(), |console| self.on::<T>(loader, console))
    }

    /// Runs the subcommand, but writes to `out` and `err`, for a test.
    ///
    /// Returns the exit status.
    pub fn run_to<T: Config>(
        &self,
        loader: &Loader,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> u8 {
        self.on::<T>(loader, &mut Console::plain(out, err))
    }

    fn on<T: Config>(&self, loader: &Loader, console: &mut Console<'_>) -> u8 {
        let outcome = match &self.action {
            Action::Check(check) => check.run::<T>(loader, console),
            Action::Parity(parity) => parity.run::<T>(loader, console),
            Action::Snapshot(snapshot) => snapshot.run::<T>(loader, console),
            Action::Compare(compare) => compare.run::<T>(loader, console),
            Action::Explain(explain) => explain.run::<T>(loader, console),
            Action::Show(show) => show.run::<T>(loader, console),
            Action::Variables(variables) => variables.run::<T>(loader, console),
            Action::Generate(generate) => generate.run::<T>(loader, console),
            Action::Fingerprint(digests) => digests.run::<T>(loader, console),
        };
        console.conclude(outcome)
    }
}

/// Parses the arguments of the process, as `clap::Parser::parse` does, but exits with 64
/// for wrong usage instead of 2, and with 74 if the help cannot be written. An argument that
/// it does not take is shown without the secrets in it.
pub fn parse<P: Parser>() -> P {
    P::try_parse().map_err(redacted).unwrap_or_else(|error| {
        let written = error.print();
        std::process::exit(status_of(&error, written).into())
    })
}

/// How a program ends that was asked for help, or was called wrongly.
fn status_of(error: &clap::Error, written: io::Result<()>) -> u8 {
    match written {
        // OK because without its streams all that is left to say is the status.
        _ if error.use_stderr() => WRONG_USAGE,
        Ok(()) => 0,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => CUT_OFF,
        Err(_) => UNWRITTEN,
    }
}

/// Runs the subcommand if the first argument is `config`; otherwise returns `None`.
///
/// `args` are those of the process, the name of the program first.
pub fn intercept<T: Config>(
    loader: &Loader,
    args: impl IntoIterator<Item = OsString>,
) -> Option<ExitCode> {
    let mut args = args.into_iter();
    let program = args.next();
    let args: Vec<_> = args.collect();
    (args.first()? == "config").then(|| {
        console::with_process(program.as_deref(), |console| {
            dispatch::<T>(loader, args, console)
        })
    })
}

fn dispatch<T: Config>(loader: &Loader, args: Vec<OsString>, console: &mut Console<'_>) -> u8 {
    match parsed(console.program().unwrap_or(&loader.program_name()), args) {
        Ok(command) => command.on::<T>(loader, console),
        Err(error) if error.use_stderr() => {
            let outcome = Err(Failure::Usage(error.to_string()));
            console.conclude(outcome)
        }
        Err(help) => {
            let outcome = console.answer(&help.to_string()).map(|()| Outcome::Fine);
            console.conclude(outcome)
        }
    }
}

fn parsed(program: &str, args: Vec<OsString>) -> Result<ConfigCommand, clap::Error> {
    let mut command = command(program);
    let matches = command.try_get_matches_from_mut(args);
    let matches = matches.map_err(redacted)?;
    ConfigCommand::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// The environment or deployment that an argument names.
fn named(loader: &Loader, name: &str) -> Result<Choice, Failure> {
    loader.named(name).ok_or_else(|| {
        if !loader.setup().has_environments() {
            return Failure::usage("the program has no environments");
        }
        let committed = loader.committed();
        let committed = quoted(committed.iter().map(Choice::name));
        let name = crate::value::redact::line(name);
        Failure::usage(format_args!(
            "unknown environment `{name}`, expected one of {committed}"
        ))
    })
}

/// The subcommand as a command of its own, which is called `program config`.
fn command(program: &str) -> Command {
    let command = Command::new("config").bin_name(format!("{program} config"));
    ConfigCommand::augment_args(command)
}
