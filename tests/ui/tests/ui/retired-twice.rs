use rehearsal::Config;

#[derive(Config)]
#[config(retired("old", "old"))]
struct Server {
    port: u16,
}

fn main() {}
