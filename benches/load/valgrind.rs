//! Counting what this program does, by running it again under valgrind.
//!
//! A count is the same on every run and every machine with the same code, where
//! a time is not.

use std::io;
use std::process::{Command, Output};

use crate::loaders;
use crate::small::VARIABLES;

/// What a piece of work costs.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) instructions: u64,
    pub(crate) allocations: u64,
}

/// What each of so many rounds of `work` costs, without starting and ending.
pub(crate) fn per_round(work: &str, rounds: u64) -> io::Result<Cost> {
    let each = |count: fn(&str, u64) -> io::Result<u64>| {
        let difference = count(work, 2 * rounds)?.saturating_sub(count(work, rounds)?);
        io::Result::Ok(difference / rounds)
    };
    Ok(Cost {
        instructions: each(instructions)?,
        allocations: each(allocations)?,
    })
}

/// The instructions of the whole of a run.
pub(crate) fn instructions(work: &str, size: u64) -> io::Result<u64> {
    let options = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    number_after("Collected :", &options, work, size)
}

/// The allocations of the whole of a run.
pub(crate) fn allocations(work: &str, size: u64) -> io::Result<u64> {
    let options = [
        "--tool=memcheck",
        "--undef-value-errors=no",
        "--leak-check=no",
    ];
    number_after("total heap usage:", &options, work, size)
}

fn number_after(label: &str, options: &[&str], work: &str, size: u64) -> io::Result<u64> {
    let said = run(options, work, size)?;
    let number = said.split_once(label).and_then(|(_, rest)| {
        let number = rest.split_whitespace().next()?;
        number.replace(',', "").parse().ok()
    });
    number.ok_or_else(|| io::Error::other(format!("valgrind did not say `{label}`:\n{said}")))
}

fn run(options: &[&str], work: &str, size: u64) -> io::Result<String> {
    let crowd = loaders::crowd().filter(|_| work == loaders::OF_THE_PROCESS);
    let Output { status, stderr, .. } = Command::new("valgrind")
        .args(options)
        .arg(std::env::current_exe()?)
        .args(["--work", work, &size.to_string()])
        .env("CADENCE_ENV", "production")
        .envs(VARIABLES)
        .envs(crowd)
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("cannot run valgrind: {error}")))?;
    let said = String::from_utf8_lossy(&stderr).into_owned();
    if status.success() {
        Ok(said)
    } else {
        Err(io::Error::other(format!(
            "valgrind {options:?} failed at `{work}`:\n{said}"
        )))
    }
}
