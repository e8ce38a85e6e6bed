//! Rules that types cannot say, and where their violations point.

mod lists;
mod of_a_check;
mod of_garde;
mod that_only_warn;

use rehearsal::Config;
use rehearsal::system::Memory;

fn report<T: Config>(host: Memory) -> String {
    match crate::support::loader("CADENCE", host).load::<T>() {
        Ok(loaded) => format!("starts\n{}", loaded.warnings()),
        Err(report) => report.to_text(),
    }
}

fn host(environment: &str) -> Memory {
    Memory::new().variable("CADENCE_ENV", environment)
}
