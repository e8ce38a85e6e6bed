use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Storage {
    #[config(alias = "ram")]
    Memory,
}

fn main() {}
