use rehearsal::Config;

#[derive(Config)]
struct Server {
    #[config(nested)]
    mirror: Option<Box<Server>>,
}

fn main() {}
