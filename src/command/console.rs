//! Where the subcommand writes, and how it ends.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::report::problem::{Code, Problem};
use crate::report::terminal::Look;
use crate::report::text::wrapped;
use crate::report::{Report, Warnings};
use crate::value::foreign;
use crate::value::redact;

/// Answers go to one side, everything else to the other.
pub(crate) struct Console<'c> {
    out: &'c mut dyn Write,
    err: &'c mut dyn Write,
    /// How reports are drawn on the side of `err`.
    look_of_err: Look,
    /// How answers are drawn.
    look_of_out: Look,
    /// The name that the program was called by; none in a test.
    program: Option<String>,
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

impl Outcome {
    pub(super) fn refused_if(refused: bool) -> Self {
        if refused { Self::Refused } else { Self::Fine }
    }
}

/// How a subcommand went.
pub(super) type Answer = Result<Outcome, Failure>;

/// What kept it from ending.
#[derive(Debug)]
pub(super) enum Failure {
    Usage(String),
    Output(io::Error),
    File(String),
    /// Why files that were named cannot be read.
    Unread(Vec<Problem>),
}

/// The exit status of who was called with wrong arguments, as `sysexits.h` has it.
pub(super) const WRONG_USAGE: u8 = 64;

/// The exit status where a file, or the output, cannot be written or read:
/// `EX_IOERR` of `sysexits.h`.
pub(super) const UNWRITTEN: u8 = 74;

/// The exit status that a shell gives to who is ended by `SIGPIPE`, as most
/// programs are when their output is not read on.
pub(super) const CUT_OFF: u8 = 141;

/// As wide as a terminal that is not known.
const WIDTH: usize = 100;

/// Runs with the streams of the process.
pub(super) fn with_process(
    program: Option<&OsStr>,
    run: impl FnOnce(&mut Console<'_>) -> u8,
) -> ExitCode {
    let (look_of_err, look_of_out) = (Look::of_stderr(), Look::of_stdout());
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let status = run(&mut Console {
        out: &mut out,
        err: &mut err,
        look_of_err,
        look_of_out,
        program: program.and_then(file_name),
    });
    ExitCode::from(status)
}

impl<'c> Console<'c> {
    /// Without colours; tables are a hundred columns wide.
    pub(super) fn plain(out: &'c mut dyn Write, err: &'c mut dyn Write) -> Self {
        Self {
            out,
            err,
            look_of_err: Look::PLAIN,
            look_of_out: Look {
                width: Some(WIDTH),
                ..Look::PLAIN
            },
            program: None,
        }
    }

    /// How an answer is drawn.
    pub(super) fn look(&self) -> Look {
        self.look_of_out
    }

    /// The name that the program was called by, where that is known.
    pub(super) fn program(&self) -> Option<&str> {
        self.program.as_deref()
    }

    /// How wide a table may be.
    pub(super) fn width(&self) -> Option<usize> {
        self.look_of_out.width
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

    /// As [`say`](Self::say), of one sentence, which is wrapped.
    pub(super) fn say_sentence(&mut self, sentence: &str) {
        self.say(&wrapped(sentence, 0, self.look_of_err));
    }

    pub(super) fn report(&mut self, report: &Report) {
        self.say(&report.draw(self.look_of_err));
        if let Some(problem) = report.problems().first() {
            let offer = self.offer(report.program(), problem.code());
            self.say(&format!("\n{}", wrapped(&offer, 0, self.look_of_err)));
        }
    }

    /// How to see the page of a code, said once behind a report.
    pub(super) fn offer(&self, program: &str, code: Code) -> String {
        let program = self.program().unwrap_or(program);
        format!("for more about a code, try `{program} config check --explain {code}`")
    }

    pub(super) fn notes(&mut self, notes: Warnings<'_>) {
        let drawn = notes.draw(self.look_of_err);
        if !drawn.is_empty() {
            self.say(&drawn);
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
        self.say_sentence(&format!("error: cannot write the output: {error}"));
        UNWRITTEN
    }

    /// The exit status, after the last words.
    pub(super) fn conclude(&mut self, outcome: Answer) -> u8 {
        match outcome {
            Ok(Outcome::Fine) => 0,
            Ok(Outcome::Stale) => 1,
            Ok(Outcome::Refused) => Report::EXIT_STATUS,
            Err(Failure::Usage(message)) => {
                self.say_sentence(&message);
                WRONG_USAGE
            }
            Err(Failure::File(message)) => {
                self.say_sentence(&message);
                UNWRITTEN
            }
            Err(Failure::Unread(problems)) => {
                self.notes(Warnings::new(&problems));
                UNWRITTEN
            }
            Err(Failure::Output(error)) => self.without_output(&error),
        }
    }
}

/// The last part of a path, without what ends the names of programs here.
fn file_name(program: &OsStr) -> Option<String> {
    let name = Path::new(program).file_name()?.to_str()?;
    let name = name
        .strip_suffix(std::env::consts::EXE_SUFFIX)
        .unwrap_or(name);
    (!name.is_empty()).then(|| name.to_owned())
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
