use rehearsal::Config;

#[derive(Config)]
struct Server;

fn main() {}
