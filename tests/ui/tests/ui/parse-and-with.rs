use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(parse, with = "module")]
    level: u8,
}

fn main() {}
