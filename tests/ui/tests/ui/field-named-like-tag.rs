use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Storage {
    Disk { kind: String },
    Memory,
}

fn main() {}
