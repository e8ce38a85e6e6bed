//! What a load costs, counted in instructions and allocations: `README.md` beside this
//! says of what.
//!
//! `cargo bench --bench load` needs valgrind. It fails if a load costs more than
//! [`LIMITS`] times what a hand-written loader costs. That the work for a large
//! job grows no faster than the job is counted by the bench `growth`.
#![allow(missing_docs, reason = "a program")]

mod by_hand;
mod loaders;
mod small;
mod theirs;
mod valgrind;

use std::process::ExitCode;
use std::{fs, io};

use loaders::{ALL, CROWD, CROWDED};

/// The most that a load may cost, by hand being one.
const LIMITS: [(&str, f64); 2] = [("rehearsal", 1.9), ("in development", 1.6)];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "--work", name, rounds] => {
            work(name, rounds.parse().expect("a number"));
            Ok(true)
        }
        _ => compare(),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("nothing was measured: {error}");
            ExitCode::FAILURE
        }
    }
}

fn work(name: &str, rounds: usize) {
    let mut all = ALL.iter().chain(&CROWDED);
    let work = all.find(|work| work.name == name).expect("some work");
    for _ in 0..rounds {
        (work.run)();
    }
}

/// Prints what all loaders cost; false if ours is over the limit.
fn compare() -> io::Result<bool> {
    let folder = tempfile::tempdir()?;
    let config = folder.path().join("config");
    fs::create_dir(&config)?;
    for (name, text) in small::FILES {
        fs::write(config.join(name), text)?;
    }
    let cost = |work| valgrind::per_round(work, folder.path());
    let by_hand = cost(&ALL[0])?;
    let ours = cost(&ALL[1])?;
    println!(
        "{:<14} {:>12} {:>12} {:>8}",
        "loader", "instructions", "allocations", "ratio"
    );
    let mut is_within = true;
    for work in &ALL {
        let cost = cost(work)?;
        let ratio = ratio(cost.instructions, by_hand.instructions);
        println!(
            "{:<14} {:>12} {:>12} {ratio:>8.2}",
            work.name, cost.instructions, cost.allocations
        );
        let mut limits = LIMITS.iter().filter(|(name, _)| *name == work.name);
        is_within &= limits.all(|(_, limit)| ratio <= *limit);
    }
    println!("\nfor each of {CROWD} variables that are not the program's");
    let crowd = CROWD as u64;
    for (work, before) in CROWDED.iter().zip([ours.instructions, 0]) {
        let cost = cost(work)?;
        println!(
            "{:<20} {:>6} instructions",
            work.name,
            cost.instructions.saturating_sub(before) / crowd
        );
    }
    Ok(is_within)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(count: u64, of: u64) -> f64 {
    count as f64 / of as f64
}
