//! The `config` subcommand, called as a program would, and outputs that fail.

use std::io::{self, Write};

use clap::Parser;
use rehearsal::command::ConfigCommand;
use rehearsal::{Config, Loader};

#[derive(Parser)]
pub(crate) enum Program {
    Config(ConfigCommand),
}

/// The subcommand with these arguments.
pub(crate) fn config(args: &str) -> ConfigCommand {
    let args = ["metronome", "config"].into_iter().chain(args.split(' '));
    match Program::try_parse_from(args) {
        Ok(Program::Config(config)) => config,
        Err(error) => panic!("{error}"),
    }
}

/// The exit status, the output, and what is written beside it.
pub(crate) fn run_for<T: Config>(loader: &Loader, args: &str) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = config(args).run_to::<T>(loader, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status, text(out), text(err))
}

/// An output that fails in this way.
pub(crate) struct Failing(pub(crate) io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
