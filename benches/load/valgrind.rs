//! Counting what this program does, by running it again under valgrind.
//!
//! A count is the same on every run and every machine with the same code, where
//! a time is not.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use crate::loaders::Work;
use crate::small::{ENVIRONMENT, VARIABLES};

/// What a piece of work costs.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) instructions: u64,
    pub(crate) allocations: u64,
}

/// How often a piece of work is done to be counted.
const ROUNDS: u64 = 20;

/// What each round of the work costs in this folder, without starting and ending.
pub(crate) fn per_round(work: &Work, folder: &Path) -> io::Result<Cost> {
    let each = |label: &str, options: &[&str]| {
        let count = |rounds| number_after(label, &run(options, work, rounds, folder)?);
        io::Result::Ok(count(2 * ROUNDS)?.saturating_sub(count(ROUNDS)?) / ROUNDS)
    };
    Ok(Cost {
        instructions: each(
            "Collected :",
            &["--tool=callgrind", "--callgrind-out-file=/dev/null"],
        )?,
        allocations: each(
            "total heap usage:",
            &[
                "--tool=memcheck",
                "--undef-value-errors=no",
                "--leak-check=no",
            ],
        )?,
    })
}

fn number_after(label: &str, said: &str) -> io::Result<u64> {
    let number = said.split_once(label).and_then(|(_, rest)| {
        let number = rest.split_whitespace().next()?;
        number.replace(',', "").parse().ok()
    });
    number.ok_or_else(|| io::Error::other(format!("valgrind did not say `{label}`:\n{said}")))
}

fn run(options: &[&str], work: &Work, rounds: u64, folder: &Path) -> io::Result<String> {
    let others = (0..work.others).map(|number| (format!("OTHER_{number}"), "value"));
    let path = std::env::var_os("PATH");
    let Output { status, stderr, .. } = Command::new("valgrind")
        .args(options)
        .arg(std::env::current_exe()?)
        .args(["--work", work.name, &rounds.to_string()])
        .current_dir(folder)
        .env_clear()
        .envs(path.map(|path: OsString| ("PATH", path)))
        .env(ENVIRONMENT, work.environment)
        .envs(VARIABLES)
        .envs(others)
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("cannot run valgrind: {error}")))?;
    let said = String::from_utf8_lossy(&stderr).into_owned();
    if status.success() {
        Ok(said)
    } else {
        let name = work.name;
        Err(io::Error::other(format!(
            "valgrind {options:?} failed at `{name}`:\n{said}"
        )))
    }
}
