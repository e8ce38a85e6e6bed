//! Where the subcommand writes, and how it ends.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::foreign;
use crate::redact;
use crate::report::{Notes, Report};

/// Answers go to one side, everything else to the other.
pub(crate) struct Console<'c> {
    out: &'c mut dyn Write,
    err: &'c mut dyn Write,
    ansi: bool,
    width: u16,
}

/// How it went, where nothing kept it from ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Fine,
    /// The configuration is refused.
    Refused,
    /// A committed file is not what it would be.
    Stale,
}

/// What kept it from ending.
#[derive(Debug)]
pub(super) enum Failure {
    Usage(String),
    Output(io::Error),
    File(String),
}

/// The exit status of who was called with wrong arguments, as `sysexits.h` has it.
pub(super) const WRONG_USAGE: u8 = 64;

/// The exit status where a file, or the output, cannot be written or read:
/// `EX_IOERR` of `sysexits.h`.
pub(super) const UNWRITTEN: u8 = 74;

/// The exit status that a shell gives to who is ended by `SIGPIPE`, as most
/// programs are when nobody reads on.
pub(super) const CUT_OFF: u8 = 141;

/// As wide as a terminal that is not known.
const WIDTH: u16 = 100;

/// Runs with the streams of the process.
pub(super) fn with_process(run: impl FnOnce(&mut Console<'_>) -> u8) -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let ansi = crate::report::colours_on_stderr();
    let width = terminal_size::terminal_size_of(&out).map_or(WIDTH, |(width, _)| width.0);
    let width = if io::stdout().is_terminal() {
        width
    } else {
        u16::MAX
    };
    let status = run(&mut Console {
        out: &mut out,
        err: &mut err,
        ansi,
        width,
    });
    ExitCode::from(status)
}

impl<'c> Console<'c> {
    /// Without colours, a hundred columns wide.
    pub(super) fn plain(out: &'c mut dyn Write, err: &'c mut dyn Write) -> Self {
        Self {
            out,
            err,
            ansi: false,
            width: WIDTH,
        }
    }

    pub(super) fn width(&self) -> u16 {
        self.width
    }

    /// Writes what was asked for.
    pub(super) fn answer(&mut self, text: &str) -> Result<(), Failure> {
        let end = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let written = self.out.write_all(format!("{text}{end}").as_bytes());
        written
            .and_then(|()| self.out.flush())
            .map_err(Failure::Output)
    }

    /// Writes what is to be known beside the answer; where that cannot be
    /// written the exit status still says it.
    pub(super) fn say(&mut self, text: &str) {
        let _ = self
            .err
            .write_all(format!("{}\n", text.trim_end()).as_bytes());
    }

    /// Whether an answer is to be coloured: a width is only known of a terminal.
    pub(super) fn is_coloured(&self) -> bool {
        self.ansi && self.width != u16::MAX
    }

    pub(super) fn report(&mut self, report: &Report) {
        let text = if self.ansi {
            report.to_ansi()
        } else {
            report.to_text()
        };
        self.say(&text);
    }

    pub(super) fn notes(&mut self, notes: Notes<'_>) {
        if !notes.problems().is_empty() {
            let text = if self.ansi {
                notes.to_ansi()
            } else {
                notes.to_text()
            };
            self.say(&text);
        }
    }

    /// The exit status of who could not write all that was asked for.
    ///
    /// Who reads no further, as `head` does, wants no more words, but what was
    /// cut off is not taken for all there was.
    fn without_output(&mut self, error: &io::Error) -> u8 {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return CUT_OFF;
        }
        self.say(&format!("error: cannot write the output: {error}"));
        UNWRITTEN
    }

    /// The exit status, after the last words.
    pub(super) fn conclude(&mut self, outcome: Result<Outcome, Failure>) -> u8 {
        match outcome {
            Ok(Outcome::Fine) => 0,
            Ok(Outcome::Stale) => 1,
            Ok(Outcome::Refused) => Report::EXIT_STATUS,
            Err(Failure::Usage(message)) => {
                self.say(&message);
                WRONG_USAGE
            }
            Err(Failure::File(message)) => {
                self.say(&message);
                UNWRITTEN
            }
            Err(Failure::Output(error)) => self.without_output(&error),
        }
    }
}

impl Failure {
    pub(super) fn usage(message: impl Display) -> Self {
        let message = foreign::owned(message.to_string());
        Self::Usage(format!("error: {message}"))
    }

    pub(super) fn file(verb: &str, path: &Path, error: &dyn Display) -> Self {
        Self::File(format!(
            "error: cannot {verb} {}: {error}",
            redact::path(path)
        ))
    }
}
