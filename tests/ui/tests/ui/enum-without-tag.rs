use rehearsal::Config;
use std::path::PathBuf;

#[derive(Config)]
enum Storage {
    Local { path: PathBuf },
    Memory,
}

fn main() {}
