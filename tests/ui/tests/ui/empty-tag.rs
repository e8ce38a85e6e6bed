use rehearsal::Config;

#[derive(Config)]
#[config(tag = "")]
enum Storage {
    Memory,
}

fn main() {}
