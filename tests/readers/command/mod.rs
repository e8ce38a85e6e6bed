//! The `config` subcommand.

mod broken;
mod completion;
mod doubtful;
mod each;
mod explain;
mod looked;
mod names;
mod offline;
mod output;
mod page;
mod tools;
mod waivers;

use rehearsal::Loader;

use crate::settings::{Settings, host, loader};
use crate::support::command::run_for;

fn run(loader: &Loader, args: &str) -> (u8, String, String) {
    run_for::<Settings>(loader, args)
}

/// A start with mistakes in two files.
fn mistaken() -> Loader {
    let host = host()
        .file("config/default.toml", "port = \"x\"\nnmae = 1\n")
        .file(
            "config/staging.toml",
            "[server]\nrequest_timeout = 5\npublic_url = \"https://u:hunter2@\"\n",
        )
        .variable("METRONOME_ENV", "staging");
    loader(host)
}
