use rehearsal::Config;

#[derive(Config)]
#[config(crate = "not a path")]
struct Server {
    port: u16,
}

fn main() {}
