use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Store {
    #[config(default)]
    Memory,
    #[config(default)]
    Disk,
    #[config(default = true)]
    Tape,
}

fn main() {}
