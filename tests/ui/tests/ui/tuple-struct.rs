use rehearsal::Config;

#[derive(Config)]
struct Server(u16);

fn main() {}
