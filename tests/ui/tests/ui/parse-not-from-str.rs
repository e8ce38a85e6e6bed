use rehearsal::Config;

struct Level;

#[derive(Config)]
struct Server {
    #[config(parse)]
    level: Level,
}

fn main() {}
