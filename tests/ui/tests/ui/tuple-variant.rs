use rehearsal::Config;
use std::path::PathBuf;

#[derive(Config)]
#[config(tag = "kind")]
enum Storage {
    Local(PathBuf),
    Memory,
}

fn main() {}
