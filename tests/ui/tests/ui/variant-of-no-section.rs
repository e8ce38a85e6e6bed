use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Store {
    Disk(String),
}

fn main() {}
