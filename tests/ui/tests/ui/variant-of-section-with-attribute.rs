use rehearsal::Config;

#[derive(Config)]
#[config(tag = "kind")]
enum Store {
    Disk(#[config(default = 5)] Inner),
}

#[derive(Config)]
struct Inner {
    port: u16,
}

fn main() {}
