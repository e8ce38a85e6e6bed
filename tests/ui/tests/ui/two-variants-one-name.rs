use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Storage {
    Memory,
    #[config(rename = "memory")]
    Ram,
}

fn main() {}
