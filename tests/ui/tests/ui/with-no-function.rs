use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(with = "module")]
    level: u8,
}

mod module {}

fn main() {}
