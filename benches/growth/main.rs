//! How the work grows with the configuration: twice as much may take a little
//! more than twice the work, whoever reads it and whatever there is much of.
//!
//! `cargo bench --bench growth --all-features` needs valgrind, which counts the
//! instructions of each pair, once for half of the size and once for the whole.
#![allow(missing_docs, reason = "a program")]

mod readers;
mod settings;
mod shapes;

use std::io;
use std::num::NonZero;
use std::process::{Command, ExitCode, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use readers::Reader;
use shapes::Shape;

/// The most that the work may grow when there is twice as much.
const MOST: f64 = 2.2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let [_, "--work", reader, shape, size] = arguments[..] {
        work(reader, shape, size.parse().expect("a number"));
        return ExitCode::SUCCESS;
    }
    match table() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("nothing was measured: {error}");
            ExitCode::FAILURE
        }
    }
}

fn work(reader: &str, shape: &str, size: usize) {
    let mut readers = readers::ALL.iter();
    let mut shapes = shapes::ALL.iter();
    let reader = readers.find(|known| known.name == reader);
    let shape = shapes.find(|known| known.name == shape);
    let (reader, shape) = reader.zip(shape).expect("the names of a pair");
    reader.read(shape, size);
}

/// Prints how the work of each pair grows; false if that of one does too fast.
fn table() -> io::Result<bool> {
    let pairs = pairs();
    println!(
        "{:<18} {:<33} {:>14} {:>14} {:>7}",
        "reader", "of", "half", "whole", "growth"
    );
    let mut is_within = true;
    for ((reader, shape), counted) in pairs.iter().zip(all(&pairs)) {
        let [half, whole] = counted?;
        let growth = ratio(whole, half);
        let mark = if growth <= MOST { "" } else { " too fast" };
        println!(
            "{:<18} {:<33} {half:>14} {whole:>14} {growth:>7.2}{mark}",
            reader.name, shape.name
        );
        is_within &= growth <= MOST;
    }
    left_out();
    Ok(is_within)
}

type Pair<'p> = (&'p Reader, &'p Shape);

fn pairs() -> Vec<Pair<'static>> {
    let readers = readers::ALL.iter();
    let of = |reader: &'static Reader| {
        let shapes = shapes::ALL.iter();
        let shapes = shapes.filter(|shape| (reader.left_out)(shape).is_none());
        shapes.map(move |shape| (reader, shape))
    };
    readers.flat_map(of).collect()
}

fn left_out() {
    println!("\nleft out");
    for reader in &readers::ALL {
        let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
        for shape in &shapes::ALL {
            let Some(reason) = (reader.left_out)(shape) else {
                continue;
            };
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, shapes)) => shapes.push(shape.name),
                None => reasons.push((reason, vec![shape.name])),
            }
        }
        for (reason, shapes) in reasons {
            println!("{:<18} {}: {reason}", reader.name, shapes.join(", "));
        }
    }
}

/// What each pair costs for half of its size and the whole, without what
/// nothing of it costs. As many are counted at once as the machine has cores.
fn all(pairs: &[Pair<'_>]) -> Vec<io::Result<[u64; 2]>> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut counted = Vec::new();
        while let Some(pair) = pairs.get(next.fetch_add(1, Ordering::Relaxed)) {
            counted.push((*pair, growth(*pair)));
        }
        counted
    };
    let mut counted: Vec<_> = thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        let workers = workers.into_iter();
        workers
            .flat_map(|worker| worker.join().expect("no panic"))
            .collect()
    });
    let number = |of: &Pair<'_>| {
        let is_same = |pair: &Pair<'_>| pair.0.name == of.0.name && pair.1.name == of.1.name;
        pairs.iter().position(is_same)
    };
    counted.sort_by_key(|(pair, _)| number(pair));
    counted.into_iter().map(|(_, counted)| counted).collect()
}

fn growth((reader, shape): Pair<'_>) -> io::Result<[u64; 2]> {
    let count = |size| instructions(reader, shape, size);
    let nothing = count(0)?;
    let [half, whole] = [count(shape.size / 2)?, count(shape.size)?];
    Ok([half, whole].map(|counted| counted.saturating_sub(nothing)))
}

/// The instructions of the whole of a run of this program.
fn instructions(reader: &Reader, shape: &Shape, size: usize) -> io::Result<u64> {
    let Output { status, stderr, .. } = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no"])
        .arg("--cachegrind-out-file=/dev/null")
        .arg(std::env::current_exe()?)
        .args(["--work", reader.name, shape.name, &size.to_string()])
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("cannot run valgrind: {error}")))?;
    let said = String::from_utf8_lossy(&stderr).into_owned();
    let number = said.lines().find_map(|line| {
        let (what, number) = line.split_once("refs:")?;
        let number = number.trim().replace(',', "").parse().ok();
        number.filter(|_| what.trim_end().ends_with('I'))
    });
    let failed = || {
        let pair = format!("`{}` of `{}`", reader.name, shape.name);
        io::Error::other(format!("valgrind failed at {pair}:\n{said}"))
    };
    number.filter(|_| status.success()).ok_or_else(failed)
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(count: u64, of: u64) -> f64 {
    count as f64 / of as f64
}
