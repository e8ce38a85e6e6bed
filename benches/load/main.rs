//! What a load costs, counted in instructions and allocations.
//!
//! `cargo bench --bench load` needs valgrind. It fails if a load costs more than
//! 1.5 times what a hand-written loader costs. That the work for a large
//! job grows no faster than the job is counted by the bench `growth`.
#![allow(missing_docs, reason = "a program")]

mod by_hand;
mod loaders;
mod small;
mod valgrind;

use std::io;
use std::process::ExitCode;

use valgrind::Cost;

/// How often each loader loads to be counted.
const ROUNDS: u64 = 20;

/// The most that a load may cost, by hand being one.
const LIMIT: f64 = 1.5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "--work", name, size] => {
            work(name, size.parse().expect("a number"));
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

fn work(name: &str, size: usize) {
    let all = loaders::ALL.into_iter().chain(loaders::CROWDED);
    let mut named = all.filter(|(work, _)| *work == name);
    let (_, run) = named.next().expect("the name of some work");
    run(size);
}

/// Prints what all loaders cost; false if ours is over the limit.
fn compare() -> io::Result<bool> {
    let costs: Vec<(&str, Cost)> = loaders::ALL
        .into_iter()
        .map(|(name, _)| Ok((name, valgrind::per_round(name, ROUNDS)?)))
        .collect::<io::Result<_>>()?;
    let by_hand = costs[0].1;
    println!(
        "{:<14} {:>12} {:>12} {:>8}",
        "loader", "instructions", "allocations", "ratio"
    );
    let mut is_within = true;
    for (name, cost) in costs {
        let ratio = ratio(cost.instructions, by_hand.instructions);
        println!(
            "{name:<14} {:>12} {:>12} {ratio:>8.2}",
            cost.instructions, cost.allocations
        );
        is_within &= ratio <= LIMIT || !loaders::OURS.contains(&name);
    }
    println!("\nbeside 10,000 variables that are not the program's");
    for (name, _) in loaders::CROWDED {
        let cost = valgrind::per_round(name, ROUNDS)?;
        println!(
            "{name:<20} {:>12} {:>12}",
            cost.instructions, cost.allocations
        );
    }
    Ok(is_within)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(count: u64, of: u64) -> f64 {
    count as f64 / of as f64
}
