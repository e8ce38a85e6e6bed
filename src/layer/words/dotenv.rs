//! What is wrong with lines of `.env`.

use crate::format::conflict;
use crate::layer::dotenv::What;
use crate::report::problem::{Code, Place, Problem, Severity};

/// A line of `.env` that cannot be read.
pub(crate) fn dotenv_flaw(place: Place, what: What) -> Problem {
    let (what, help) = match what {
        What::Key => (
            "not a valid variable name",
            "write `NAME=value`; a name consists of letters, digits and `_`",
        ),
        What::Syntax => (
            "not `NAME=value`",
            "write `NAME=value`, and quote a value with spaces or `#`",
        ),
        What::Return => (
            "a carriage return, which ends the line for some readers",
            "add a line feed after it, or remove it",
        ),
        What::Unterminated => ("unclosed quote", "add the closing quote"),
    };
    Problem::new(Code::Syntax, format!("invalid `.env` line: {what}"))
        .with_place(place)
        .with_help(help)
}

/// A merge conflict in `.env`.
pub(crate) fn dotenv_conflict(place: Place) -> Problem {
    let (what, help) = conflict::SAID;
    Problem::new(Code::Syntax, format!("invalid `.env`: {what}"))
        .with_place(place)
        .with_help(help)
}

/// As [`dotenv_flaw`], of a line that is none of the program's.
pub(crate) fn dotenv_flaw_elsewhere(place: Place, what: What) -> Problem {
    dotenv_flaw(place, what).with_severity(Severity::Note)
}

pub(crate) fn dotenv_twice(name: &str, place: Place, first: Place) -> Problem {
    Problem::new(Code::DuplicateKey, format!("{name} is set twice"))
        .with_place(place)
        .with_place(first)
        .with_help("keep one of them")
}

pub(crate) fn dotenv_cut(name: &str, place: Place) -> Problem {
    Problem::new(
        Code::Syntax,
        format!("the value of {name} ends at a `#`, which starts a comment"),
    )
    .with_place(place)
    .with_help("quote the value if the `#` is part of it, or put a space before the comment")
}

pub(crate) fn dotenv_too_late(name: &str, place: Place) -> Problem {
    Problem::note(
        Code::EntryIgnored,
        format!("{name} has no effect in `.env`: it is needed before `.env` is read"),
    )
    .with_place(place)
    .with_help(format!("set the variable {name} itself"))
}
